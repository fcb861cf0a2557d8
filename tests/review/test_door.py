"""Who may come in: each check of the door, asked of the running page."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from draft_escalation.review.door import LARGEST
from review.cases import command, on_disk, opened, put

NAME = "one.json"
EVIL = "http://evil.example"
OUTSIDE = [
    "../secret.json",
    "..%2fsecret.json",
    "%2e%2e%2fsecret.json",
    "..%5csecret.json",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "one.json%00",
    "one",
    ".one.json",
    "link.json",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("briefs")
    put(place, "one")
    return place


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx2.Client]:
    with opened(folder) as inside:
        yield inside


def test_nothing_is_shown_without_the_cookie(folder: Path, client: httpx2.Client) -> None:
    for path in (
        "/",
        f"/brief/{NAME}",
        "/static/review.js",
        "/?token=",
        "/?token=guess",
        f"/?token={'x' * 22}",
    ):
        answer = httpx2.get(f"{client.base_url}{path}")

        assert answer.status_code == 403, path
        assert "one" not in answer.text


def test_the_address_opens_once(folder: Path) -> None:
    """Whoever reads it over a shoulder, or from the browser's history, comes too late."""
    with command(folder) as (_, address):
        first = httpx2.get(address)
        again = httpx2.get(address)
        cookie = first.headers["set-cookie"].lower()
        with_cookie = httpx2.get(address, cookies=dict(first.cookies))

    assert first.status_code == 303
    assert first.headers["location"] == "/"
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert address.rpartition("=")[2] not in cookie
    assert again.status_code == 403
    assert with_cookie.status_code == 303


def test_the_token_has_128_bits_and_is_new_each_time(folder: Path) -> None:
    tokens = set()
    for _ in range(2):
        with command(folder) as (_, address):
            tokens.add(address.rpartition("=")[2])

    assert len(tokens) == 2
    assert all(len(token) >= 22 for token in tokens)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "[::1]:{port}"]
)
def test_a_foreign_host_is_refused(client: httpx2.Client, host: str) -> None:
    """A name of theirs that resolves to this machine brings the browser here, cookie and all."""
    answer = client.get("/", headers={"Host": host.format(port=client.base_url.port)})

    assert answer.status_code in {400, 403}
    assert "one" not in answer.text


@pytest.mark.parametrize(
    "origin", [EVIL, "null", "http://127.0.0.1:1", "https://{host}", "http://{host}.evil.example"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_origin_is_refused(client: httpx2.Client, folder: Path, method: str, origin: str) -> None:
    before = (folder / NAME).read_bytes()
    host = client.base_url.netloc.decode()
    answer = client.request(
        method,
        f"/brief/{NAME}" + ("/mark" if method == "POST" else ""),
        headers={"Origin": origin.format(host=host)},
    )

    assert answer.status_code == 403
    assert (folder / NAME).read_bytes() == before


def test_a_form_without_an_origin_is_refused(client: httpx2.Client) -> None:
    request = client.build_request("POST", f"/brief/{NAME}/mark", data={"mark": "ready"})
    del request.headers["Origin"]

    assert client.send(request).status_code == 403


def test_a_form_of_another_site_is_refused_by_what_the_browser_says(client: httpx2.Client) -> None:
    for site in ("cross-site", "same-site"):
        answer = client.post(f"/brief/{NAME}/mark", data={"mark": "ready"}, headers={"Sec-Fetch-Site": site})

        assert answer.status_code == 403


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"])
def test_there_is_no_other_method_and_no_cors(client: httpx2.Client, method: str) -> None:
    answer = client.request(method, "/", headers={"Access-Control-Request-Method": "POST"})

    assert answer.status_code == 405
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("deed", ["edit", "waive", "unwaive", "mark", "decide"])
def test_no_get_changes_anything(client: httpx2.Client, folder: Path, deed: str) -> None:
    before = (folder / NAME).read_bytes()
    answer = client.get(f"/brief/{NAME}/{deed}", params={"mark": "ready", "field": "summary", "text": "x"})

    assert answer.status_code in {404, 405}
    assert (folder / NAME).read_bytes() == before


def test_every_answer_carries_the_policy(client: httpx2.Client) -> None:
    """Also a refusal, a page that is not there, and a file."""
    for path in ("/", f"/brief/{NAME}", "/static/review.js", "/nothing", f"/brief/{NAME}/as/text"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]

        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert "*" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == (
            "no-store" if "static" not in path else "private, max-age=31536000, immutable"
        )
        assert not [name for name in headers if name.lower().startswith("access-control")]
    assert "default-src 'none'" in httpx2.get(str(client.base_url)).headers["content-security-policy"]


def test_no_page_has_script_or_style_of_its_own(client: httpx2.Client) -> None:
    """What the policy forbids is not there either."""
    for path in ("/", f"/brief/{NAME}"):
        page = client.get(path).text

        assert page.count("<script") == page.count('<script src="/static/review.js?') == 1
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick" not in page


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_name_leads_out_of_the_folder(client: httpx2.Client, folder: Path, name: str) -> None:
    """Not up, not by an absolute path, not over a link in the folder."""
    secret = put(folder.parent, "secret")
    link = folder / "link.json"
    link.unlink(missing_ok=True)
    link.symlink_to(secret)
    for path in (f"/brief/{name}", f"/brief/{name}/as/json", f"/static/{name}"):
        answer = client.get(path)

        assert answer.status_code in {404, 405}, path
        assert "draft-escalation/brief" not in answer.text
    answer = client.post(f"/brief/{name}/mark", data={"mark": "ready"})
    assert answer.status_code == 404
    assert on_disk(secret).review == {}


def test_a_form_that_is_too_large_is_refused(client: httpx2.Client, folder: Path) -> None:
    before = (folder / NAME).read_bytes()
    told = client.post(f"/brief/{NAME}/edit", content=b"x" * (LARGEST + 1))
    streamed = client.post(f"/brief/{NAME}/edit", content=(b"x" * 1024 for _ in range(80)))

    assert (told.status_code, streamed.status_code) == (413, 413)
    assert (folder / NAME).read_bytes() == before


def test_a_malformed_request_is_no_crash(client: httpx2.Client) -> None:
    """Bytes that are no text, a form that is none, a cookie that is none."""
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answers = [
        client.post(f"/brief/{NAME}/edit", content=b"\xff\xfe%zz&=&field"),
        client.post(f"/brief/{NAME}/edit", content=b"--x\r\nnonsense", headers=kind),
        client.get("/?severity=%ff&page=99999999999999999999&words=%00"),
        client.get("/", headers={"Cookie": "who=%ff; \x01=;;;"}),
    ]

    assert all(answer.status_code < 500 for answer in answers)


def test_it_listens_on_this_machine_alone(client: httpx2.Client) -> None:
    assert client.base_url.host == "127.0.0.1"
