"""Answers that may be kept: entity tag, caching, compression, open to other sites' pages."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from functools import lru_cache
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

# The data change when somebody publishes a new package; five minutes later all know.
_KEPT: Final = "public, max-age=300"
_OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition",
    "X-Content-Type-Options": "nosniff",
}
_SMALL: Final = 500  # bytes below which packing saves nothing
_PACKED: Final = "-gzip"  # a packed answer is another one, and says so in its tag
_NO_GZIP: Final = re.compile(r"gzip\s*;\s*q=0(\.0*)?\s*(,|$)")


def kept(
    request: Request,
    body: bytes,
    media_type: str,
    *,
    file_name: str | None = None,
    packs_well: bool = True,
) -> Response:
    """The answer with its tag, or 304 without a body if the asker has it already.

    With a ``file_name`` a browser saves it under this name.
    """
    tag = hashlib.sha256(body).hexdigest()[:32]
    packed_ = packs_well and len(body) > _SMALL and takes_gzip(request.headers)
    headers = {**_OPEN, "ETag": _quoted(tag, packed=packed_), "Cache-Control": _KEPT}
    if packs_well:
        headers["Vary"] = "Accept-Encoding"
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    if file_name is not None:
        headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    if packed_:
        body = _gzipped(body)
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type=media_type, headers=headers)


@lru_cache(32)
def _gzipped(body: bytes) -> bytes:
    """Packed once: whoever asks next waits for the network alone."""
    return gzip.compress(body, mtime=0)


def refused(status: int, content: dict[str, Any]) -> Response:
    """An error for programs; never kept."""
    headers = {**_OPEN, "Cache-Control": "no-store"}
    return Response(packed(content), status, headers, "application/json")


def packed(content: dict[str, Any]) -> bytes:
    """JSON as UTF-8, in lines that a person can read."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _has(request: Request, tag: str) -> bool:
    """Whether the asker has this content, packed or not: it stays the same."""
    asked = request.headers.get("if-none-match", "")
    # a proxy may mark the tag as weak
    known = {one.strip().removeprefix("W/") for one in asked.split(",")}
    return bool(known & {"*", _quoted(tag, packed=False), _quoted(tag, packed=True)})


def _quoted(tag: str, *, packed: bool) -> str:
    return f'"{tag}{_PACKED if packed else ""}"'


def takes_gzip(headers: Headers) -> bool:
    """Whether who asks with these headers can unpack gzip."""
    accepted = headers.get("accept-encoding", "")
    return "gzip" in accepted and not _NO_GZIP.search(accepted)
