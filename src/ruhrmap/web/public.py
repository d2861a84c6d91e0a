"""The address under which readers reach this server: for links that leave it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers

from ruhrmap import configuration
from ruhrmap.configuration import HOST

if TYPE_CHECKING:
    from starlette.types import Scope

PUBLIC_VARIABLE: Final = configuration.PUBLIC_URL.name

_ANYWHERE: Final = "localhost"


def configured() -> str | None:
    """The address that the operator has set, with a slash at its end; None if there is none.

    Raises
    ------
    ruhrmap.configuration.ConfigurationError
        If it is not an http or https address.
    """
    return configuration.url(configuration.PUBLIC_URL)


def address(scope: Scope) -> str:
    """The server's address with a slash at its end: the configured one, else the one asked.

    ``Host`` is whatever the asker writes there; what is no host is not repeated.
    """
    if (public := configured()) is not None:
        return public
    host = Headers(scope=scope).get("host", "")
    host = host if HOST.fullmatch(host) else _ANYWHERE
    root = re.sub(r"[^A-Za-z0-9/._~-]", "", scope.get("root_path", "")).strip("/")
    scheme = "https" if scope.get("scheme") == "https" else "http"
    return f"{scheme}://{host}/{root}/" if root else f"{scheme}://{host}/"
