"""The address under which readers reach this server: for links that leave it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from starlette.types import Scope

PUBLIC_VARIABLE: Final = "RUHRMAP_PUBLIC_URL"

# A host as browsers send it: names, IPv4, IPv6 in brackets; with or without a port.
_HOST: Final = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?"
)
_ANYWHERE: Final = "localhost"


def configured() -> str | None:
    """The address that the operator has set, with a slash at its end; None if there is none.

    Raises
    ------
    ValueError
        If it is not an http or https address.
    """
    given = os.environ.get(PUBLIC_VARIABLE, "").strip()
    if not given:
        return None
    parts = urlsplit(given)
    plain = not (parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc) or not plain:
        raise ValueError(f"{PUBLIC_VARIABLE}: {given!r} is no http(s) address of a server")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def address(scope: Scope) -> str:
    """The server's address with a slash at its end: the configured one, else the one asked.

    ``Host`` is whatever the asker writes there; what is no host is not repeated.
    """
    if (public := configured()) is not None:
        return public
    host = Headers(scope=scope).get("host", "")
    host = host if _HOST.fullmatch(host) else _ANYWHERE
    root = re.sub(r"[^A-Za-z0-9/._~-]", "", scope.get("root_path", "")).strip("/")
    scheme = "https" if scope.get("scheme") == "https" else "http"
    return f"{scheme}://{host}/{root}/" if root else f"{scheme}://{host}/"
