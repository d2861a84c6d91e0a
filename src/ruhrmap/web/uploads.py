"""Files that the staff hand in: read while they arrive, answered, and forgotten.

Streamlit's own way for uploads keeps each file in the server's memory for as long as a visit
lasts, and is there for everyone; it is refused always (:class:`NoStreamlitUploads`). Ours
exists only where the staff's pages do: an address takes one file in the body of a request,
counts it while it arrives, hands it to what reads it, and keeps nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from ruhrmap import staff, wording
from ruhrmap.messages import DEFAULT_LANGUAGE, LANGUAGES, both, pick
from ruhrmap.model import Text
from ruhrmap.origins import is_own

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

MOST: Final = 20_000_000  # bytes of one file

_MEGA: Final = 1_000_000
_LONGEST_NAME: Final = 200
_LONGEST_NUMBER: Final = 20  # digits of a length
_AT_ONCE: Final = 2  # files in memory; further ones wait before their first byte is read
_PATIENCE: Final = 120.0  # seconds in which a file must have arrived
_STREAMLITS: Final = "/_stcore/upload_file"
_NOT_KEPT: Final = {"Cache-Control": "no-store"}


class RefusedError(Exception):
    """A file cannot be used; ``message`` says what was tried and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


# Name of the file, its bytes, and the language of the page; the answer is ready for JSON.
Take = Callable[[str, bytes, str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Intake:
    """An address that takes one file.

    Attributes
    ----------
    path : str
        Below the server's root, with a slash at its beginning.
    take : callable
        Reads the file, in a thread of its own. Raises :class:`RefusedError` for one of no use.
    most : int
        Bytes of the largest file.
    """

    path: str
    take: Take
    most: int = MOST


def routes(intakes: tuple[Intake, ...]) -> list[Route]:
    """The addresses of the intakes; none where there are no staff's pages."""
    if not staff.enabled():
        return []
    gate = _Gate()
    return [Route(one.path, gate.answering(one), methods=["POST"]) for one in intakes]


class _Gate:
    """Lets a few files in at once, so that the memory for them is bounded."""

    def __init__(self) -> None:
        self._free: asyncio.Semaphore | None = None  # made in the loop that serves

    def answering(self, intake: Intake) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            language = _language(request)
            if not is_own(request.headers.get("origin"), request.headers.get("host")):
                return _refusal(403, both("upload.foreign"), language)
            if _declared(request) > intake.most:
                return _refusal(413, _too_large(intake), language)
            self._free = self._free or asyncio.Semaphore(_AT_ONCE)
            async with self._free:
                return await _taken(intake, request, language)

        return answer


async def _taken(intake: Intake, request: Request, language: str) -> Response:
    try:
        async with asyncio.timeout(_PATIENCE):
            body = await _body(request, intake)
    except (TimeoutError, ClientDisconnect):
        return _refusal(408, both("upload.slow"), language)
    except HTTPException:
        return _refusal(413, _too_large(intake), language)
    if not body:
        return _refusal(422, both("upload.empty"), language)
    name = request.query_params.get("name", "")[:_LONGEST_NAME]
    try:
        answer = await asyncio.to_thread(intake.take, name, body, language)
    except RefusedError as refused:
        return _refusal(422, refused.message, language)
    return JSONResponse(dict(answer), headers=_NOT_KEPT)


async def _body(request: Request, intake: Intake) -> bytes:
    """The file, counted while it arrives: what a header declares is only declared."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > intake.most:
            raise HTTPException(413)
    return bytes(body)


def _declared(request: Request) -> int:
    given = request.headers.get("content-length", "")
    if not (given.isascii() and given.isdigit()):
        return 0
    return int(given[:_LONGEST_NUMBER])  # of a longer one the beginning says enough


def _language(request: Request) -> str:
    given = request.query_params.get("sprache", "")
    return given if given in LANGUAGES else DEFAULT_LANGUAGE


def _refusal(status: int, message: Text, language: str) -> Response:
    return JSONResponse({"error": pick(language, message)}, status, _NOT_KEPT)


def _too_large(intake: Intake) -> Text:
    return both("upload.large", most=wording.figure(intake.most // _MEGA))


class NoStreamlitUploads:
    """Refuses whatever is sent to Streamlit's own address for uploads."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that there is no such address."""
        if scope["type"] == "http" and _STREAMLITS in scope["path"]:
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return
        await self._app(scope, receive, send)
