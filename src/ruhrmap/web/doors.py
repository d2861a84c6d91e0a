"""What gets in at all: by name, by address, by size.

Streamlit brings addresses that no page of ours uses (metrics of the process, a programs'
interface to sessions, logins, files of other components, uploads into memory). Here is the
list of those that are used; all others are not found. What a request may weigh is bounded
before anything of ours, or of Streamlit's, reads it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from starlette.responses import PlainTextResponse, Response

from ruhrmap import bundles, staff
from ruhrmap.api.answers import refused
from ruhrmap.messages import DEFAULT_LANGUAGE, message
from ruhrmap.sitemap import is_page
from ruhrmap.web import head, hosts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Bytes of all headers but the address; a browser sends some 2,000.
MOST_HEADERS: Final = 32_000
# Bytes of a query where no reader's address is shortened for him (ruhrmap.web.endless).
LONGEST_QUERY: Final = 8_000

# Of Streamlit's: is it there, how is it set up, the visit itself.
_USED: Final = frozenset({"/_stcore/health", "/_stcore/host-config", "/_stcore/stream"})
# Pictures and downloads that a visit has made; scripts of the pages; the map's frame.
_USED_BELOW: Final = ("/media/", "/static/", bundles.FRAME)
_STREAMLITS: Final = re.compile(
    r"/_stcore/|/media/|/app/static/|/static/|/component/|/auth/|/oauth2callback"
)
_OF_PROGRAMS: Final = "/api/"
_POLICY_VIOLATION: Final = 1008
_UNSUPPORTED: Final = 1003
_CLOSED: Final = {"Cache-Control": "no-store", "Connection": "close"}


class Doors:
    """Refuses what no page of ours asks for.

    Parameters
    ----------
    app
    intakes : iterable of str
        Addresses that take a body; no other does.
    """

    def __init__(self, app: ASGIApp, intakes: Iterable[str] = ()) -> None:
        self._app = app
        self._intakes = frozenset(intakes if staff.enabled() else ())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request or a connection on, or say what is wrong with it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            heard = _bytes_alone(receive) if scope["type"] == "websocket" else receive
            await self._app(scope, heard, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await refusal(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        host, weight, has_body = _told(scope["headers"])
        path = scope["path"]
        if not hosts.is_ours(host):
            return _said(path, 421, "doors.host")
        if weight > MOST_HEADERS:
            return _said(path, 431, "doors.headers", most=str(MOST_HEADERS))
        if not is_open(path):
            return _said(path, 404, "doors.none")
        if has_body and path not in self._intakes:
            return _said(path, 413, "doors.body")
        if len(scope["query_string"]) > LONGEST_QUERY and not _is_read(path):
            return _said(path, 414, "doors.query", most=str(LONGEST_QUERY))
        return None


def _bytes_alone(receive: Receive) -> Receive:
    """A websocket on which somebody says a text, as no page does, is one that was left.

    Streamlit would fall over it, and write a page of error into the log for each.
    """

    async def heard() -> Message:
        event = await receive()
        is_text = event["type"] == "websocket.receive" and event.get("bytes") is None
        return {"type": "websocket.disconnect", "code": _UNSUPPORTED} if is_text else event

    return heard


def is_open(path: str) -> bool:
    """Whether there is anything at an address, as far as it is one of Streamlit's.

    Examples
    --------
    >>> is_open("/daten"), is_open("/_stcore/health"), is_open("/static/js/index.js")
    (True, True, True)
    >>> is_open("/_stcore/metrics"), is_open("/_stcore/agent/mcp"), is_open("/auth/login")
    (False, False, False)
    """
    if "\0" in path or "\\" in path:
        return False
    found = _STREAMLITS.search(path)
    if found is None:
        return True
    inside = path[found.start() :]  # Streamlit's may lie below a base path
    return inside in _USED or (inside.startswith(_USED_BELOW) and "/." not in inside)


def _is_read(path: str) -> bool:
    """Whether people read what is there: also a page that does not exist leads to one."""
    is_file = "." in path.rsplit("/", 1)[-1] or path.startswith(_OF_PROGRAMS)
    return is_page(path) or path.strip("/") == head.EMBED or not is_file


def _told(headers: Iterable[tuple[bytes, bytes]]) -> tuple[str, int, bool]:
    """The host that is asked, the weight of all headers, and whether a body follows."""
    host, hosts_given, weight, body = "", 0, 0, False
    for name, value in headers:
        weight += len(name) + len(value)
        if name == b"host":
            host, hosts_given = value.decode("latin-1"), hosts_given + 1
        elif name == b"transfer-encoding" or (name == b"content-length" and value != b"0"):
            body = True
    return host if hosts_given == 1 else "", weight, body


def _said(path: str, status: int, key: str, **named: str) -> Response:
    text = message(DEFAULT_LANGUAGE, key, **named)
    if path.startswith(_OF_PROGRAMS):
        answer = refused(status, {"error": text})
        answer.headers["Connection"] = "close"
        return answer
    return PlainTextResponse(text, status, _CLOSED)
