"""Answers that may be kept: entity tag, caching, compression, open to other sites' pages."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

# The data change when somebody publishes a new package; five minutes later all know.
_KEPT: Final = "public, max-age=300"
_OPEN: Final = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
_SMALL: Final = 500  # bytes below which packing saves nothing


def kept(request: Request, body: bytes, media_type: str) -> Response:
    """The answer with its tag, or 304 without a body if the asker has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {**_OPEN, "ETag": tag, "Cache-Control": _KEPT, "Vary": "Accept-Encoding"}
    if _has(request, tag):
        return Response(status_code=304, headers=headers)
    if len(body) > _SMALL and "gzip" in request.headers.get("accept-encoding", ""):
        body = gzip.compress(body, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(body, media_type=media_type, headers=headers)


def refused(status: int, content: dict[str, Any]) -> Response:
    """An error for programs; never kept."""
    headers = {**_OPEN, "Cache-Control": "no-store"}
    return Response(packed(content), status, headers, "application/json")


def packed(content: dict[str, Any]) -> bytes:
    """JSON as UTF-8, in lines that a person can read."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _has(request: Request, tag: str) -> bool:
    asked = request.headers.get("if-none-match", "")
    # a proxy may mark the tag as weak
    known = {one.strip().removeprefix("W/") for one in asked.split(",")}
    return tag in known or "*" in known
