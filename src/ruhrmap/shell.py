"""Streamlit's page shell, mended: what the browser gets before any script has run."""

from __future__ import annotations

import gzip
import re
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response

from ruhrmap import address, assets, bundles, site, view
from ruhrmap.api.answers import takes_gzip
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE, message
from ruhrmap.site import Site
from ruhrmap.sitemap import ASKED_FOR, is_page
from ruhrmap.web import head, opening, public

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Of an address that leads nowhere: what is kept of the name.
_LONGEST_NAME: Final = 80

_MODULE: Final = re.compile(r'<script type="module" crossorigin src="([^"]+)"></script>')

_QUICK: Final = 6  # of gzip: each visitor gets a shell of his own

# Streamlit's script would look for the server below each page first, and be told 404 twice.
_ROOT_IS_HERE: Final = (
    '{const root=new URL(".",location.href).href;'
    "window.__streamlit={BACKEND_BASE_URL:root,MAIN_PAGE_BASE_URL:root}}"
)
# Streamlit's script compiles a line of WebAssembly where there is such a thing, and does
# without it where there is none: so the page need not allow code that is made as it runs.
_NO_WASM: Final = "delete window.WebAssembly"
# The agent API, which we do not offer (ruhrmap.web.doors).
_AGENTS: Final = re.compile(r'<link\s+rel="service-desc"[^>]*>')
_INLINE: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def inline_scripts() -> tuple[str, ...]:
    """The scripts inside our pages, Streamlit's own and ours: none but these may run there."""
    streamlits = _INLINE.findall(bundles.shell_document())
    return (*streamlits, _NO_WASM, _ROOT_IS_HERE, assets.source("opening.js"))


# Streamlit would compare with its own file, which stays the same while what we say in it and
# the names of our files change: a reader who comes back would be shown what was.
_TAGGED: Final = (b"if-none-match", b"if-modified-since")
_TAGS: Final = ("etag", "last-modified")


class Shell:
    """Mends Streamlit's page shell, which is hard-coded English and knows nothing of us.

    Language, title and link preview of the view in the address, our styles, and the files
    that the first page needs, so that the browser fetches them beside Streamlit's own
    scripts and not after them.

    Streamlit sends the shell for whatever it does not know, and its script then opens an
    error dialog. Here a page that does not exist leads to the first one, which says so; a
    file that does not exist is not found.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; a page's answer is held back and mended."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if scope["path"].strip("/") == head.EMBED:
            await self._app(scope, receive, send)
            return
        packs = takes_gzip(Headers(scope=scope))
        if not _is_file(scope["path"]):
            left = (b"accept-encoding", *(_TAGGED if is_page(scope["path"]) else ()))
            headers = [h for h in scope["headers"] if h[0] not in left]
            scope = {**scope, "headers": headers}
        await self._app(scope, receive, _ShellSender(scope, receive, send, packs=packs))


class _ShellSender:
    """Holds an answer back while it is the shell, and sends it on mended."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, *, packs: bool) -> None:
        self._packs = packs
        self._receive = receive
        self._send = send
        self._scope = scope
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, event: Message) -> None:
        if event["type"] == "http.response.start" and _is_html(event):
            self._start = event
        elif self._start is None:
            await self._send(event)
        else:
            self._body += event.get("body", b"")
            if not event.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        packed = "content-encoding" in headers
        html = (gzip.decompress(self._body) if packed else self._body).decode()
        if _is_streamlits(html) and not is_page(self._scope["path"]):
            await _elsewhere(self._scope)(self._scope, self._receive, self._send)
            return
        if _is_streamlits(html):
            for tag in _TAGS:
                del headers[tag]
        body = self._body if packed else mended(html, self._scope).encode()
        if body and self._packs and not packed:
            body = gzip.compress(body, _QUICK, mtime=0)
            headers["content-encoding"] = "gzip"
            headers.add_vary_header("Accept-Encoding")
        if body:
            headers["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_file(path: str) -> bool:
    """Whether a path is that of a file or of an answer for programs, and so none of a page."""
    return "." in path.rsplit("/", 1)[-1] or path.startswith("/api/")


def _elsewhere(scope: Scope) -> Response:
    """The answer where there is no such page: the first page, with the rest of the address."""
    path: str = scope["path"]
    if _is_file(path):
        return Response(status_code=404)
    parts = path.removeprefix("/").split("/")
    asked = [(ASKED_FOR, parts[-1][:_LONGEST_NAME])]
    query = address.pairs(scope["query_string"].decode("utf-8", "replace")[: address.LONGEST])
    # relative, so that a base path before ours stays
    up = "../" * (len(parts) - 1) or "./"
    return RedirectResponse(f"{up}?{urlencode(query + asked)}", 307)


def _is_html(event: Message) -> bool:
    headers = Headers(raw=event["headers"])
    readable = headers.get("content-encoding", "gzip") == "gzip"
    return readable and headers.get("content-type", "").startswith("text/html")


def mended(html: str, scope: Scope) -> str:
    """Streamlit's shell with all that is known of what is asked; another page unchanged.

    Language, title and link preview, early loads, and of the map's page the first picture.
    """
    if not _is_streamlits(html):
        return html
    is_map = scope["path"] == "/"
    here = _here()
    language, told, first = _known(here, scope, with_map=is_map)
    body = first or f"<noscript>{escape(message(language, 'opening.needs_scripts'))}</noscript>"
    html = html.replace('<html lang="en">', f'<html lang="{language}">', 1)
    html = re.sub(r"<title>[^<]*</title>", "", html, count=1)
    # Streamlit's own typeface, which we do not use
    html = re.sub(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', "", html, count=1)
    # English, and for programs that use Streamlit: ours has an interface of its own
    html = re.sub(r"<noscript>.*?</noscript>", "", html, count=1, flags=re.DOTALL)
    html = html.replace("<body>", f"<body>{body}", 1)
    html = _AGENTS.sub("", html, count=1)
    html = html.replace("<head>", f"<head><script>{_NO_WASM}</script>", 1)
    where = "" if is_map else f"<script>{_ROOT_IS_HERE}</script>"
    html = html.replace("</head>", f"{told}{where}{_early_loads(here, with_map=is_map)}</head>", 1)
    return _MODULE.sub(_loaded_only, html) if first else html


def _loaded_only(script: re.Match[str]) -> str:
    """Of a module script: fetched, but frontend/opening.js starts it.

    A module is compiled and run before the first paint if it is there in time, and
    Streamlit's takes 0.3 s.
    """
    return f'<link rel="preload" as="script" crossorigin href="{script[1]}" data-rm-starts>'


def _here() -> Site | None:
    try:
        return site.current()
    except PackageError:
        return None


def _known(here: Site | None, scope: Scope, *, with_map: bool) -> tuple[str, str, str]:
    """Language and head of the page that is asked for, and its first picture if it has one."""
    if here is None:
        return DEFAULT_LANGUAGE, head.without_data(), ""
    query = scope["query_string"].decode("utf-8", "replace")
    shown, ignored = view.read(address.pairs(query), here.limits)
    page = head.Page(here, scope["path"].strip("/"), shown, public.address(scope))
    first = opening.markup(here, shown, ignored) if with_map else ""
    return shown.language, head.elements(page), first


def _is_streamlits(html: str) -> bool:
    return '<div id="root">' in html and "Streamlit</title>" in html


def _early_loads(here: Site | None, *, with_map: bool) -> str:
    if here is None:
        return f'<link rel="stylesheet" href="./{assets.page_stylesheet().path}">'
    files = here.assets
    of_map = (
        ("script", files.leaflet_js),
        ("script", files.map_js),
        ("style", files.leaflet_css),
        ("style", files.map_css),
    )
    prefetch = "".join(
        # used by another document; not before what this one is waiting for
        f'<link rel="prefetch" as="{kind}" href="./{asset.path}">'
        for kind, asset in (of_map if with_map else ())
    )
    return (
        f'<link rel="stylesheet" href="./{files.page_css.path}">'
        f'<link rel="modulepreload" href="./{files.page_js.path}">{prefetch}{bundles.early_loads()}'
    )
