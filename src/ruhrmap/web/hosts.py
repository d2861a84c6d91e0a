"""Under which names this server may be asked.

A page of another site can have its own name resolved to this machine ("DNS rebinding") and
would then count as ours. So a name that anybody can register is answered only where the
operator has named it. Names that nobody outside can own need no word: numbers, names without
a dot, and the endings that the public name service never has.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from ruhrmap.web import public

# RFC 6761, RFC 6762, RFC 8375, and "internal", which ICANN set aside for this use.
_OF_NO_REGISTRY: Final = (".localhost", ".local", ".internal", ".home.arpa")
_NAME: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?")
_PORT: Final = re.compile(r"(?::\d{1,5})?")


def is_ours(host: str) -> bool:
    """Whether this server answers to a ``Host``, with or without a port.

    Besides the names above it is the host of ``RUHRMAP_PUBLIC_URL``, Streamlit's
    ``browser.serverAddress`` and what ``server.allowedHosts`` lists, ``*.example.org`` for
    every name below one.

    Examples
    --------
    >>> is_ours("localhost:8501"), is_ours("192.0.2.7"), is_ours("[::1]:80"), is_ours("beamer")
    (True, True, True, True)
    >>> is_ours("evil.example"), is_ours("localhost.evil.example"), is_ours("")
    (False, False, False)
    """
    from streamlit import config

    named = (
        public.configured() or "",
        config.get_option("browser.serverAddress"),
        *config.get_option("server.allowedHosts"),
    )
    return _is_ours(host.lower(), named)


@lru_cache(256)
def _is_ours(host: str, named: tuple[str, ...]) -> bool:
    name = _name(host)
    if name is None:
        return False
    if _is_number(name) or "." not in name or name.endswith(_OF_NO_REGISTRY):
        return True
    return any(_is_named(name, one) for one in named)


def _name(host: str) -> str | None:
    """The name without its port; None if it is no host."""
    if host.startswith("["):
        number, end, port = host[1:].partition("]")
        return number if end and _is_number(number) and _PORT.fullmatch(port) else None
    name, colon, port = host.partition(":")
    name = name.removesuffix(".")
    return name if _NAME.fullmatch(name) and _PORT.fullmatch(colon + port) else None


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_named(name: str, given: str) -> bool:
    pattern = urlsplit(given if "//" in given else f"//{given}").netloc.lower().split(":")[0]
    pattern = pattern.strip().removesuffix(".")
    if pattern.startswith("*."):
        return name.endswith(pattern[1:])
    return pattern == "*" or (bool(pattern) and name == pattern)
