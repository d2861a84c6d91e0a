"""The headers that every answer has: a page, a file, an error, what Streamlit itself answers.

They are put together once, as bytes; a request costs a comparison of paths. A document that
has scripts inside says its own Content-Security-Policy, because it alone knows their hashes
(:mod:`ruhrmap.web.policy`); who may frame it is added here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from ruhrmap import configuration, staff
from ruhrmap.web import head, mapframe, policy, presentation, public

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

Raw = tuple[tuple[bytes, bytes], ...]

_YEAR: Final = 31_536_000  # seconds

# Nothing here asks for them; whatever should come to run in a page cannot either. What is
# used stands apart: the whole screen, the clipboard, and a projector that stays awake.
_DENIED: Final = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
_USED: Final = ("clipboard-write", "fullscreen", "screen-wake-lock")

# Of every answer: no guessing of types, and no address of ours told to another site.
_ALWAYS: Final = {"x-content-type-options": "nosniff", "referrer-policy": "same-origin"}
_OF_DOCUMENTS: Final = {
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": ", ".join(
        [*(f"{one}=()" for one in _DENIED), *(f"{one}=(self)" for one in _USED)]
    ),
}


def ancestors() -> tuple[str, ...]:
    """Who may frame the embeddable page, as ``frame-ancestors`` spells it.

    Anybody, where nothing is configured; where the staff work, this server alone.

    Raises
    ------
    ruhrmap.configuration.ConfigurationError
        If the variable holds something else.
    """
    given = configuration.sites(configuration.EMBED_ANCESTORS)
    return given or ((policy.SELF,) if staff.enabled() else ("*",))


class SecurityHeaders:
    """Adds the headers to what is answered; a websocket has none.

    Parameters
    ----------
    app
    scripts : iterable of str
        Texts of the inline scripts of the app's pages.
    """

    def __init__(self, app: ASGIApp, scripts: Iterable[str] = ()) -> None:
        self._app = app
        self._closed = staff.enabled()
        self._secure = (public.configured() or "").startswith("https:")
        always = dict(_ALWAYS)
        if self._secure:
            # of this name alone: what other names the operator has is not ours to decide
            always["strict-transport-security"] = f"max-age={_YEAR}"
        own = always | _OF_DOCUMENTS | _framed((policy.SELF,))
        self._answer = _raw(
            always | {"x-frame-options": "DENY"}, f"{policy.ANSWER}; frame-ancestors 'none'"
        )
        self._unchanged = _bytes(always)
        self._page = _raw(own, f"{policy.PAGE.text(scripts)}; frame-ancestors 'self'")
        # what knows its own scripts says the rest; without them it may do nothing
        framers = ancestors()
        self._documents = {
            mapframe.ADDRESS: _document(own, (policy.SELF,)),
            f"/{presentation.PATH}": _document(own, (policy.SELF,)),
            f"/{head.EMBED}": _document(always | _OF_DOCUMENTS | _framed(framers), framers),
        }
        # whom the whole page or the pictures are for: other sites may show them
        self._for_others = frozenset({f"/{head.EMBED}", f"/{head.PREVIEW}"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def tell(event: Message) -> None:
            nonlocal started
            if event["type"] == "http.response.start":
                started = True
                event["headers"] = self._dressed(scope["path"], event)
            await send(event)

        try:
            await self._app(scope, receive, tell)
        except Exception:  # any: it is only passed on, after an answer that has the headers too
            # the server would answer around us, without them; it still hears of the error
            if not started:
                await tell({"type": "http.response.start", "status": 500, "headers": _ERROR})
                await send({"type": "http.response.body", "body": b"Internal Server Error"})
            raise

    def _dressed(self, path: str, start: Message) -> list[tuple[bytes, bytes]]:
        answer = list(start["headers"])
        if self._closed:
            # the staff's process is of no use to other sites' pages
            answer = [one for one in answer if not one[0].startswith(b"access-control-")]
        names = dict(answer)
        open_ = not self._closed and (
            path in self._for_others or b"access-control-allow-origin" in names
        )
        answer.append((_RESOURCE, b"cross-origin" if open_ else b"same-origin"))
        if path in self._documents:
            own, framed = self._documents[path]
            answer = [(n, v + framed if n == _POLICY else v) for n, v in answer]
        elif names.get(b"content-type", b"").startswith(b"text/html"):
            own = self._page
        elif start["status"] == _UNCHANGED:
            own = self._unchanged  # a browser takes what stands here for what it has kept
        else:
            own = self._answer
        if self._secure and b"set-cookie" in names:
            answer = [(n, _secure(v) if n == b"set-cookie" else v) for n, v in answer]
        return answer + [one for one in own if one[0] not in names]


_UNCHANGED: Final = 304
_POLICY: Final = b"content-security-policy"
_RESOURCE: Final = b"cross-origin-resource-policy"
_ERROR: Final = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]


def _framed(framers: tuple[str, ...]) -> dict[str, str]:
    """The older header, for browsers that do not know ``frame-ancestors``.

    It cannot name sites: where some may frame, it would forbid too much, and is left out.
    """
    said = {policy.SELF: "SAMEORIGIN", policy.NONE: "DENY"}.get(" ".join(framers))
    return {"x-frame-options": said} if said else {}


def _document(headers: dict[str, str], framers: tuple[str, ...]) -> tuple[Raw, bytes]:
    """The headers of a document, and what its own policy is continued with."""
    framed = f"; frame-ancestors {' '.join(framers)}"
    return _raw(headers, policy.ANSWER + framed), framed.encode()


def _raw(headers: dict[str, str], content_policy: str) -> Raw:
    return _bytes({_POLICY.decode(): content_policy, **headers})


def _bytes(headers: dict[str, str]) -> Raw:
    return tuple((name.encode(), value.encode()) for name, value in headers.items())


def _secure(cookie: bytes) -> bytes:
    """A cookie that is sent over https alone, as the public address is."""
    return cookie if b"; secure" in cookie.lower() else cookie + b"; Secure"
