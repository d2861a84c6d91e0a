"""What anybody can ask the server: addresses, parameters, headers, bodies, websockets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import quote, quote_plus, urlsplit

from starlette.types import Message

from fuzz import asgi, ours
from fuzz.asgi import Answer, send
from fuzz.draw import Draw
from fuzz.mutation import TOKENS
from fuzz.target import Target, encodable, hold
from fuzz.targets.handed import a_delivery, a_workbook
from fuzz.targets.releases import a_document
from fuzz.targets.texts import a_date, a_query, a_search
from ruhrmap import origins
from ruhrmap.api import description, parameters
from ruhrmap.export import Format
from ruhrmap.web import head, public

_METHODS: Final = ("GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "DELETE", "TRACE", "X")


# What is refused at the door, before anything of ours looks at it: another host or none, an
# address or headers too long, a body too large.
DOOR: Final = frozenset({413, 414, 421, 431})


@dataclass(frozen=True)
class Asked:
    """A request."""

    path: str
    query: bytes = b""
    method: str = "GET"
    headers: tuple[tuple[bytes, bytes], ...] = ((b"host", b"localhost"),)
    chunks: tuple[bytes, ...] = ()


def _parameter(draw: Draw, name: str) -> str:
    """A value for a parameter of the API; more often a good one than not."""
    if draw.chance(5):
        return draw.letters(draw.one_of((8, 8, 300)))
    limits = ours.limits()[0]
    places = (*list(limits.places)[:20], "05113", "x", "stadt-essen")
    usual: dict[str, Any] = {
        "date": lambda: draw.one_of((limits.last.isoformat(), "2019-01-31", a_date(draw))),
        "level": lambda: draw.one_of(("municipality", "district", "Municipality", "")),
        "lang": lambda: draw.one_of(("de", "en", "fr", "DE")),
        "place": lambda: draw.one_of(places),
        "format": lambda: draw.one_of(
            ("csv", "geojson", "CSV", "", *(one.value for one in Format))
        ),
        "scope": lambda: draw.one_of(("selection", "all", "")),
        "q": lambda: a_search(draw)[0],
    }
    value: str = usual.get(name, lambda: draw.letters(8))()
    return value


def _asked_query(draw: Draw, names: tuple[str, ...]) -> bytes:
    if draw.chance(12):
        return draw.raw(60) if draw.chance(2) else a_query(draw).encode("utf-8", "replace")
    chosen = [one for one in names if draw.chance(2)]
    if draw.chance(8):
        chosen.append(draw.one_of((*names, "x", "")))
    pairs = (f"{quote_plus(name)}={quote_plus(_parameter(draw, name))}" for name in chosen)
    return "&".join(pairs).encode()


def some_headers(draw: Draw) -> tuple[tuple[bytes, bytes], ...]:
    """Headers as a hostile program writes them: names that a server lets through, any bytes."""
    made = [(b"host", a_host(draw) if draw.chance(8) else b"localhost")]
    made = [] if draw.chance(40) else made
    names = (
        *(b"origin", b"accept-encoding", b"if-none-match", b"accept-language", b"range"),
        *(b"x-forwarded-for", b"x-forwarded-proto", b"content-length", b"content-type", b"cookie"),
    )
    made += [(name, _header(draw)) for name in names if draw.chance(6)]
    return tuple(made)


def a_host(draw: Draw) -> bytes:
    """A host as a header may hold it."""
    return draw.one_of(
        (
            *(
                b"localhost",
                b"localhost:8501",
                b"a.example",
                b"[::1]",
                b"[::1]:80",
                b"[",
                b"]",
                b"",
            ),
            *(
                b"a:99999999",
                b"a:x",
                b"a@b",
                b"a/b",
                b"a?b",
                b"a#b",
                b"a b",
                b'a"><script>',
                b"[v1.x]",
            ),
            *(b"a:\xb2", b"\xe4.example", b"a\\b", b"127.1", b"a" * 300, b"xn--a", b"//a", b"[a"),
            _header(draw),
        )
    )


def _header(draw: Draw) -> bytes:
    value = draw.one_of(
        (
            *(b"*", b"gzip", b"gzip;q=0", b"null", b"http://[", b"http://[::1]:x", b'W/"a", *'),
            *(b"https://localhost", b"http://a:\xb2/", b"9" * 5_000, b"-1", b"bytes=0-", b"%"),
            *(draw.raw(60), draw.one_of(TOKENS)[:3_000]),
        )
    )
    return bytes(byte for byte in value if byte not in b"\r\n\x00")


def an_api_request(draw: Draw) -> Asked:
    """A request to the machine access, without what takes long to make."""
    path, names = draw.one_of(
        (
            *((description.COVERAGE, parameters.COVERAGE),) * 3,
            *((description.SEARCH, parameters.SEARCH),) * 3,
            (description.OPENAPI, ("x",)),
            (description.PACKAGE, ("x",)),
            (description.FEED, ("x",)),
            (f"/data/{_file_name(draw)}", ("x",)),
        )
    )
    method = draw.one_of(_METHODS) if draw.chance(3) else "GET"
    return Asked(path, _asked_query(draw, names), method, some_headers(draw))


def _file_name(draw: Draw) -> str:
    files = tuple(ours.files())
    odd = (
        "../pyproject.toml",
        "..",
        ".",
        "//etc/passwd",
        "geo",
        "geo/",
        "\x00",
        "members.csv/",
        "",
    )
    return draw.one_of((draw.one_of(files), draw.one_of(odd), draw.letters(12)))


def _checked(asked: Asked, *, for_staff: bool = False) -> Answer:
    answer = send(
        asgi.app(for_staff=for_staff),
        asked.method,
        asked.path,
        asked.query,
        asked.headers,
        asked.chunks,
    )
    # who asks for pages without end is told that the server is full, and when to come again
    full = answer.status == 503 and "retry-after" in answer.headers
    hold(answer.status < 500 or full, f"never an error of ours: {answer.status}")
    if answer.status in (200, 400, 404, 422) and "json" in answer.headers.get("content-type", ""):
        packed = answer.headers.get("content-encoding") == "gzip"
        if answer.body and not packed:
            encodable(json.loads(answer.body))
    if asked.method == "GET" and answer.status == 304:
        hold(not answer.body, "what is unchanged has no body")
    if asked.method not in ("GET", "HEAD", "POST"):
        allowed = DOOR | {303, 307, 403, 404, 405}
        hold(answer.status in allowed, f"refused or sent on: {asked.method} {answer.status}")
    return answer


def _check_api(asked: Asked) -> None:
    answer = _checked(asked)
    if asked.path in (description.COVERAGE, description.SEARCH) and asked.method == "GET":
        hold(answer.status in DOOR | {200, 304, 400}, f"answered or refused: {answer.status}")
    if answer.status == 400 and "json" in answer.headers.get("content-type", ""):
        told = json.loads(answer.body)
        hold(
            {"error", "parameter", "value", "allowed"} <= set(told),
            "a refusal says which values can",
        )
    if asked.path.startswith("/data/"):
        name = asked.path.removeprefix("/data/")
        hold(
            answer.status != 200 or name in (*ours.files(), "README.md"), f"no other file: {name!r}"
        )


API: Final = Target(
    "api",
    "parameters and headers of the machine access",
    an_api_request,
    _check_api,
    seconds=2.0,
    examples=25,
)


def a_download(draw: Draw) -> Asked:
    """A request for a file that is made for it."""
    query = _asked_query(draw, parameters.DOWNLOAD)
    return Asked(description.DOWNLOAD, query, headers=some_headers(draw))


def _check_download(asked: Asked) -> None:
    answer = _checked(asked)
    hold(answer.status in DOOR | {200, 304, 400}, f"a file or a refusal: {answer.status}")


DOWNLOADS: Final = Target(
    "downloads",
    "downloads in every form",
    a_download,
    _check_download,
    seconds=15.0,
    examples=3,
)


def a_page_request(draw: Draw) -> Asked:
    """A request to what the server writes itself: embeddable page, files, frames, nothing."""
    known = (*(f"/{head.EMBED}",) * 4, "/", "/daten", "/praesentation", "/component/x/index.html")
    path = draw.one_of(
        (
            *known,
            *known,
            "/" + draw.letters(20),
            f"/ruhrmap/{draw.letters(6)}",
            draw.one_of(known) + draw.one_of(("/", "/..", "//", "%00", "\x00", ";a")),
        )
    )
    query = a_query(draw).encode("utf-8", "replace") if not draw.chance(6) else draw.raw(300)
    method = draw.one_of(_METHODS) if draw.chance(4) else "GET"
    return Asked(path, query, method, some_headers(draw))


def _check_page(asked: Asked) -> None:
    answer = _checked(asked)
    if asked.path == f"/{head.EMBED}" and answer.status == 200 and asked.method == "GET":
        if "content-encoding" in answer.headers:
            return
        hold(b"<script>alert" not in answer.body.lower(), "nothing of the address is markup")
    if answer.status == 303:
        hold(answer.headers["location"].startswith("?"), "sent on to the same page")


PAGES: Final = Target(
    "pages",
    "the embeddable page, files and any other address",
    a_page_request,
    _check_page,
    seconds=3.0,
    examples=12,
)


def a_preview(draw: Draw) -> Asked:
    """A request for the picture of a view."""
    return Asked(f"/{head.PREVIEW}", a_query(draw).encode("utf-8", "replace"))


def _check_preview(asked: Asked) -> None:
    answer = _checked(asked)
    hold(answer.status in DOOR | {200, 400}, f"a picture or a refusal: {answer.status}")
    if answer.status == 200:
        hold(answer.body.startswith(b"\x89PNG"), "a picture")


PREVIEWS: Final = Target(
    "previews",
    "the picture of a view",
    a_preview,
    _check_preview,
    seconds=10.0,
    examples=2,
)


def an_upload(draw: Draw) -> Asked:
    """A file sent to an intake of the staff, whole or in pieces, with any name."""
    path = draw.one_of((*_intakes(), *_intakes(), "/_stcore/upload_file/x/y"))
    kind = draw.number(0, 9)
    if kind < 2:
        body = a_delivery(draw)[1]
    elif kind == 2:
        body = a_workbook(draw)
    elif kind < 5:
        body = a_document(draw)[1]
    else:
        body = draw.raw(500)
    name = (
        draw.letters(60) if draw.chance(2) else draw.one_of(("a.zip", "a.txt", "../a", "", "\x00"))
    )
    query = f"name={quote(name)}&sprache={draw.one_of(('de', 'en', 'x'))}".encode()
    cut = draw.number(0, len(body))
    headers = some_headers(draw)
    method = draw.one_of(("POST", "POST", "POST", "PUT", "GET"))
    return Asked(path, query, method, headers, (body[:cut], body[cut:]) if cut else (body,))


@cache
def _intakes() -> tuple[str, ...]:
    from ruhrmap import server

    return tuple(one.path for one in server.INTAKES)


def _check_upload(asked: Asked) -> None:
    chunks = tuple(chunk for chunk in asked.chunks if chunk)
    answer = _checked(
        Asked(asked.path, asked.query, asked.method, asked.headers, chunks), for_staff=True
    )
    refused = answer.status in (403, 408, 422) and asked.path in _intakes()
    if refused and "json" in answer.headers.get("content-type", ""):
        hold(json.loads(answer.body)["error"].strip(), "a refusal says why")


UPLOADS: Final = Target(
    "uploads",
    "files and names sent to the staff's intakes",
    an_upload,
    _check_upload,
    seconds=10.0,
    examples=2,
)


def a_connection(draw: Draw) -> tuple[bytes | None, bytes | None, bytes]:
    """Origin and host of a websocket, and a base path."""
    host = a_host(draw) if not draw.chance(10) else None
    origin = None
    if not draw.chance(10):
        scheme = draw.one_of((b"http://", b"https://", b"", b"null", b"file://", b"http:"))
        origin = scheme + draw.one_of((a_host(draw), host or b"x"))
    return origin, host, draw.one_of((b"", b"/base", b"/a/../b", draw.raw(20)))


def _check_connection(case: tuple[bytes | None, bytes | None, bytes]) -> None:
    origin, host, root = (part if part is None else part.decode("latin-1") for part in case)
    own = origins.is_own(origin, host)
    if own and origin is not None:
        found = urlsplit(origin)
        hold(found.scheme in ("http", "https"), "a page of a server")
        hold(found.netloc == host or found.hostname == "localhost", "the host that was asked")
    headers = [(b"host", case[1])] if case[1] is not None else []
    scope: dict[str, Any] = {
        "type": "http",
        "scheme": "http",
        "root_path": root,
        "headers": headers,
    }
    address = public.address(scope)
    parts = urlsplit(address)
    hold(parts.scheme == "http" and parts.netloc and not parts.query, f"an address: {address!r}")
    hold(
        address.isascii() and not set(address) & set("\"'<> \\\r\n"),
        f"a plain address: {address!r}",
    )
    if case[0] is not None:
        headers = [*headers, (b"origin", case[0])]
    hold(_opened(headers) is own, "a foreign page's connection is closed, ours is passed on")


def _opened(headers: list[tuple[bytes, bytes]]) -> bool:
    passed: list[bool] = []
    told: list[Message] = []

    async def inner(*_: Any) -> None:
        passed.append(True)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def take(event: Message) -> None:
        told.append(event)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    coroutine = origins.OwnPagesOnly(inner)(scope, receive, take)
    asgi.runner().run(coroutine)
    hold(bool(passed) is not bool(told), "passed on or closed")
    return bool(passed)


CONNECTIONS: Final = Target(
    "connections",
    "Host, Origin and base path, of pages and websockets",
    a_connection,
    _check_connection,
    seconds=0.5,
    examples=25,
)
