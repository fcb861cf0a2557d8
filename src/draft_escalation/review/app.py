"""The routes: pages by GET, changes by POST, each change answered with the page that shows it."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from draft_escalation.brief.document import Document
from draft_escalation.errors import DraftEscalationError
from draft_escalation.guard.hidden import strip_hidden
from draft_escalation.render.formats import FORMATS, render
from draft_escalation.review import changes, files, pages
from draft_escalation.review.folder import Folder, Held
from draft_escalation.review.overtaken import Overtaken, check_conflict, check_seen, check_version
from draft_escalation.review.queue import Listed, Wanted, neighbours, ordered
from draft_escalation.review.record import By, Mark
from draft_escalation.update.edits import LEVELS

_SUFFIXES = {
    "text": "txt",
    "markdown": "md",
    "json": "json",
    "html": "html",
    "jira": "jira.txt",
    "slack": "slack.txt",
}
_FOREVER = "private, max-age=31536000, immutable"
_LONGEST_NAME = 80


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
        page = _number(request.query_params.get("page", ""))
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
        text = render(self._held(name).document, format_).encode("utf-8", "replace")
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
            answer = RedirectResponse(_inside(_text(form, "back")), 303)
            who = _name(_text(form, "who"))
            if who:
                answer.set_cookie("who", quote(who), httponly=True, samesite="strict", max_age=31_536_000)
            return answer

    def _changed(self, request: Request, form: FormData) -> Response:
        name, deed = request.path_params["name"], request.path_params["deed"]
        if deed not in _DEEDS:
            raise HTTPException(404)
        by = self._by(request)
        if who := _name(_text(form, "who")):
            by = by.model_copy(update={"who": who})
        write = self.folder.restate if deed == "mark" else self.folder.save
        wanted = _wanted(request)
        following = self._following(wanted, name) if deed == "mark" else None
        try:
            held = write(name, lambda held: _DEEDS[deed](held, form, by))
        except KeyError:
            raise HTTPException(404) from None
        except Overtaken as overtaken:
            return HTMLResponse(pages.overtaken_page(name, wanted, overtaken, _sent(form), by.who), 409)
        except DraftEscalationError as error:
            return HTMLResponse(pages.refused_page(name, wanted, str(error), _sent(form), by.who), 400)
        goes_on = following and _text(form, "mark")
        place = following if goes_on and following else name
        told = {"did": _text(form, "mark") or "reopened" if deed == "mark" else deed}
        if goes_on:
            told["of"] = name
        anchor = "" if deed == "mark" else pages.anchor(held.document, _text(form, "field"))
        return RedirectResponse(pages.address(place, wanted, told) + anchor, 303)

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

    def _by(self, request: Request) -> By:
        who = _name(unquote(request.cookies.get("who", ""))) or self._who
        return By(who=who, at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")


def _edit(held: Held, form: FormData, by: By) -> Document:
    field, choice = _text(form, "field"), _text(form, "choice")
    check_seen(held.document, field, _text(form, "seen"))
    if field in LEVELS:
        return changes.levelled(held.document, field, choice, by)
    lines = tuple(dict.fromkeys(_text(form, "lines").replace(",", " ").split()))
    return changes.edited(held.document, field, _text(form, "text"), lines, choice, by)


def _waive(held: Held, form: FormData, by: By) -> Document:
    return changes.waived(held.document, _text(form, "rule"), _text(form, "field"), _text(form, "reason"), by)


def _unwaive(held: Held, form: FormData, by: By) -> Document:
    return changes.unwaived(held.document, _text(form, "rule"), _text(form, "field"), by)


def _mark(held: Held, form: FormData, by: By) -> Document:
    check_version(held, _text(form, "version"))
    given = _text(form, "mark")
    mark: Mark | None = "ready" if given == "ready" else "set_aside" if given == "set_aside" else None
    return changes.marked(held.document, mark, _text(form, "reason"), by)


def _decide(held: Held, form: FormData, by: By) -> Document:
    index = _number(_text(form, "index"))
    check_conflict(held.document, index, _text(form, "seen"))
    return changes.decided(held.document, index, mine=_text(form, "take") == "mine", by=by)


_DEEDS: dict[str, Callable[[Held, FormData, By], Document]] = {
    "edit": _edit,
    "waive": _waive,
    "unwaive": _unwaive,
    "mark": _mark,
    "decide": _decide,
}


def _wanted(request: Request) -> Wanted:
    given = request.query_params
    return Wanted(
        **{
            name: strip_hidden(given.get(name, ""))[:200]
            for name in ("severity", "target", "rule", "standing", "words")
        }
    )


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return strip_hidden(value).strip() if isinstance(value, str) else ""


def _sent(form: FormData) -> dict[str, str]:
    return {name: _text(form, name) for name in ("field", "text", "lines", "choice", "mark", "reason")}


def _name(words: str) -> str:
    return " ".join(strip_hidden(words).split())[:_LONGEST_NAME]


def _number(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 7 else 0


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
