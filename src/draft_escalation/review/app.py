"""The routes: pages by GET, changes by POST, each change answered with the page that shows it."""

from datetime import UTC, datetime
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from draft_escalation.errors import DraftEscalationError
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.render.formats import FORMATS, render
from draft_escalation.review import files, pages
from draft_escalation.review.deeds import DEEDS, mark, name_of, number_of, sent_of, text_of
from draft_escalation.review.folder import Folder, Held
from draft_escalation.review.overtaken import Overtaken
from draft_escalation.review.queue import Listed, Wanted, neighbours, ordered
from draft_escalation.review.record import By

_SUFFIXES = {
    "text": "txt",
    "markdown": "md",
    "json": "json",
    "html": "html",
    "jira": "jira.txt",
    "slack": "slack.txt",
}
_FOREVER = "private, max-age=31536000, immutable"


def application(folder: Folder, who: str) -> Starlette:
    """The page over a folder; `who` reviews until they say another name."""
    desk = _Desk(folder, who)
    brief = "/brief/{name}"
    return Starlette(
        routes=[
            Route("/", desk.queue, methods=["GET"]),
            Route(brief, desk.brief, methods=["GET"]),
            Route(brief + "/as/{format}", desk.copy, methods=["GET"]),
            Route(brief + "/{deed}", desk.change, methods=["POST"]),
            Route("/who", desk.name, methods=["POST"]),
            Route("/static/{file}", _static, methods=["GET"]),
        ],
        exception_handlers={HTTPException: _missing, DraftEscalationError: _told},
    )


class _Desk:
    def __init__(self, folder: Folder, who: str) -> None:
        self.folder, self._who = folder, who

    def queue(self, request: Request) -> Response:
        if self.folder.alone:
            return RedirectResponse(f"/brief/{quote(self.folder.place.name, safe='')}", 303)
        page = number_of(request.query_params.get("page", ""))
        return HTMLResponse(
            pages.queue_page(
                self.folder.rows(), _wanted(request), page, self._by(request).who, self.folder.place
            )
        )

    def brief(self, request: Request) -> Response:
        name = request.path_params["name"]
        rows = self._rows(_wanted(request))
        held = self._held(name)
        told = pages.Told(request.query_params.get("did", ""), request.query_params.get("of", ""))
        place = pages.Place(name, _wanted(request), *neighbours(rows, name), len(rows), self.folder.alone)
        return HTMLResponse(pages.brief_page(held, place, told, self._by(request).who))

    def copy(self, request: Request) -> Response:
        name, format_ = request.path_params["name"], request.path_params["format"]
        if format_ not in FORMATS:
            raise HTTPException(404)
        document = self._held(name).document
        text = render(document, format_, link_hosts=self.folder.link_hosts).encode("utf-8", "replace")
        headers = {}
        if "download" in request.query_params:
            file = f"{name.removesuffix('.json')}.{_SUFFIXES.get(format_, 'txt')}"
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file, safe='')}"
        elif format_ == "html":
            raise HTTPException(404)
        return Response(text, media_type="text/plain; charset=utf-8", headers=headers)

    async def change(self, request: Request) -> Response:
        async with request.form(max_files=0) as form:
            return await run_in_threadpool(self._changed, request, form)

    async def name(self, request: Request) -> Response:
        async with request.form(max_files=0) as form:
            answer = RedirectResponse(_inside(text_of(form, "back")), 303)
            who = name_of(text_of(form, "who"))
            if who:
                answer.set_cookie("who", quote(who), httponly=True, samesite="strict", max_age=31_536_000)
            return answer

    def _changed(self, request: Request, form: FormData) -> Response:
        name, deed = request.path_params["name"], request.path_params["deed"]
        wanted, by = _wanted(request), self._by(request, text_of(form, "who"))
        try:
            if deed == "mark":
                return RedirectResponse(self._marked(name, wanted, form, by), 303)
            if deed in DEEDS:
                before, after = self.folder.save(name, lambda held: DEEDS[deed](held, form, by))
                stop = pages.next_stop(before.document, after.document, text_of(form, "field"))
                return RedirectResponse(pages.address(name, wanted, {"did": deed}) + stop, 303)
        except KeyError:
            pass
        except Overtaken as overtaken:
            return HTMLResponse(pages.overtaken_page(name, wanted, overtaken, sent_of(form), by.who), 409)
        except DraftEscalationError as error:
            return HTMLResponse(pages.refused_page(name, wanted, str(error), sent_of(form), by.who), 400)
        raise HTTPException(404)

    def _marked(self, name: str, wanted: Wanted, form: FormData, by: By) -> str:
        """Marks a brief; gives the address of the next open one, of the same where it was opened again."""
        following = self._following(wanted, name)
        self.folder.restate(name, lambda held: mark(held, form, by))
        did = text_of(form, "mark")
        if not did or following is None:
            return pages.address(name, wanted, {"did": did or "reopened"})
        return pages.address(following, wanted, {"did": did, "of": name})

    def _following(self, wanted: Wanted, name: str) -> str | None:
        """The next open brief of the queue."""
        rows = self._rows(wanted)
        at = neighbours(rows, name)[0]
        open_ = (row.name for row in (*rows[at:], *rows[:at]) if row.standing == "open" and row.name != name)
        return next(open_, None)

    def _rows(self, wanted: Wanted) -> list[Listed]:
        return ordered((row for row in self.folder.rows() if isinstance(row, Listed)), wanted)

    def _held(self, name: str) -> Held:
        try:
            return self.folder.open(name)
        except KeyError:
            raise HTTPException(404) from None

    def _by(self, request: Request, given: str = "") -> By:
        who = name_of(given) or name_of(unquote(request.cookies.get("who", ""))) or self._who
        return By(who=who, at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")


def _wanted(request: Request) -> Wanted:
    given = request.query_params
    return Wanted(
        **{
            name: strip_hidden(given.get(name, ""))[:200]
            for name in ("severity", "target", "rule", "standing", "words")
        }
    )


def _inside(place: str) -> str:
    """A place of this page; anything else is its front."""
    return place if place.startswith("/brief/") and "\\" not in place else "/"


def _static(request: Request) -> Response:
    file = request.path_params["file"]
    if file not in files.KINDS:
        raise HTTPException(404)
    return Response(files.content(file), media_type=files.KINDS[file], headers={"Cache-Control": _FOREVER})


def _missing(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return HTMLResponse(
        pages.plain_page("There is no such page", "The brief may have been moved or renamed."), status
    )


def _told(_request: Request, error: Exception) -> Response:
    return HTMLResponse(pages.plain_page("This brief cannot be shown", str(error)), 500)
