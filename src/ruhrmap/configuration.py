"""Every environment variable of ours, in one table: what it may hold, and what holds now.

A server that would guess what a mistyped value means is worse than one that does not start,
so each is read by its kind and refused in one line (:func:`problems`). Streamlit's own
options stand beside it in :mod:`ruhrmap.settings`; ``docs/configuration.md`` shows both.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from ruhrmap.model import Text

PREFIX: Final = "RUHRMAP_"
EXIT_CODE: Final = 78  # EX_CONFIG of sysexits.h: starting again would not help

_ON: Final = frozenset({"1", "true", "yes", "on", "ja"})
_OFF: Final = frozenset({"", "0", "false", "no", "off", "nein"})
_LARGEST_PORT: Final = 65535
_SHOWN: Final = 80  # letters of a bad value that are said again

# A host as browsers send it: names, IPv4, IPv6 in brackets; with or without a port.
HOST: Final = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
)
_SITE: Final = re.compile(rf"https?://(?:\*\.)?(?:{HOST.pattern})")
_FRAMERS: Final = {"none": "'none'", "self": "'self'"}
# An address without what ends it, or has to be written another way.
_PLAIN: Final = re.compile(r"[!#-&(-;=?-\[\]_a-z~]+")


class Kind(StrEnum):
    """What a variable may hold; what is empty says nothing, whatever the kind."""

    PATH = "path"
    FLAG = "flag"
    NUMBER = "number"
    URL = "url"
    ENDPOINT = "endpoint"  # HOST:PORT, or a port of this machine alone
    CHOICE = "choice"
    SITES = "sites"  # sites that may frame a page; or *, self, none


class Group(StrEnum):
    """Who reads a variable."""

    SERVER = "server"
    SCRIPTS = "scripts"


@dataclass(frozen=True, slots=True)
class Option:
    """One variable.

    Attributes
    ----------
    name : str
    kind : Kind
    meaning : str
        Key of the message that says what it is for.
    default : str
        What holds where nothing is set, as one would write it; empty: nothing.
    choices : tuple of str
        Of a choice, in the order in which they are named.
    least, most : float
        Bounds of a number, both allowed.
    group : Group
    """

    name: str
    kind: Kind
    meaning: str
    default: str = ""
    choices: tuple[str, ...] = ()
    least: float = 0
    most: float = 1_000_000
    group: Group = Group.SERVER


class ConfigurationError(ValueError):
    """A variable holds what it may not; ``message`` says so in both languages, on one line."""

    def __init__(self, option: Option, message: Text) -> None:
        super().__init__(message.en)
        self.option = option
        self.message = message


DATA: Final = Option("RUHRMAP_DATA", Kind.PATH, "config.data")
OPERATOR: Final = Option("RUHRMAP_OPERATOR", Kind.PATH, "config.operator", "operator.toml")
PUBLIC_URL: Final = Option("RUHRMAP_PUBLIC_URL", Kind.URL, "config.public_url")
STAFF: Final = Option("RUHRMAP_STAFF", Kind.FLAG, "config.staff", "0")
RELOAD: Final = Option("RUHRMAP_RELOAD", Kind.NUMBER, "config.reload", "2", most=86_400)
VIEWERS: Final = Option(
    "RUHRMAP_VIEWERS", Kind.NUMBER, "config.viewers", "300", least=1, most=100_000
)

EMBED_ANCESTORS: Final = Option("RUHRMAP_EMBED_ANCESTORS", Kind.SITES, "config.embed_ancestors")

METRICS: Final = Option("RUHRMAP_METRICS", Kind.ENDPOINT, "config.metrics", "0")
LOG_FORMAT: Final = Option(
    "RUHRMAP_LOG_FORMAT", Kind.CHOICE, "config.log_format", "auto", choices=("auto", "json", "text")
)
LOG_LEVEL: Final = Option(
    "RUHRMAP_LOG_LEVEL",
    Kind.CHOICE,
    "config.log_level",
    "info",
    choices=("debug", "info", "warning", "error"),
)
LOG_REQUESTS: Final = Option(
    "RUHRMAP_LOG_REQUESTS",
    Kind.CHOICE,
    "config.log_requests",
    "errors",
    choices=("off", "errors", "all"),
)
DRAIN: Final = Option("RUHRMAP_DRAIN", Kind.NUMBER, "config.drain", "0", most=600)
GRACE: Final = Option("RUHRMAP_GRACE", Kind.NUMBER, "config.grace", "10", least=1, most=600)

_SCRIPTS: Final = tuple(
    Option(name, Kind.PATH, meaning, group=Group.SCRIPTS)
    for name, meaning in (
        ("RUHRMAP_PYTHON", "config.python"),
        ("RUHRMAP_CHROMIUM", "config.chromium"),
        ("RUHRMAP_FIREFOX", "config.firefox"),
        ("RUHRMAP_GEO_SOURCE", "config.geo_source"),
        ("RUHRMAP_BENCH_PAGE", "config.bench_page"),
        ("RUHRMAP_BENCH_TILES", "config.bench_tiles"),
        ("RUHRMAP_BENCH_FILES", "config.bench_files"),
    )
)

# Whoever adds a variable adds a row; docs/configuration.md is made from it.
OPTIONS: Final[tuple[Option, ...]] = (
    DATA,
    OPERATOR,
    PUBLIC_URL,
    STAFF,
    RELOAD,
    EMBED_ANCESTORS,
    VIEWERS,
    LOG_FORMAT,
    LOG_LEVEL,
    LOG_REQUESTS,
    METRICS,
    DRAIN,
    GRACE,
    *_SCRIPTS,
)


def text(option: Option) -> str:
    """What is set, else the default, without spaces around; of any kind."""
    return os.environ.get(option.name, "").strip() or option.default


def flag(option: Option) -> bool:
    """Whether a switch is on.

    Raises
    ------
    ConfigurationError
        If it says neither on nor off.
    """
    given = text(option).lower()
    if given not in _ON | _OFF:
        raise _refused(option, "config.bad_flag")
    return given in _ON


def number(option: Option) -> float | None:
    """A number; None if nothing is set and there is no default.

    Raises
    ------
    ConfigurationError
        If it is none, or out of bounds.
    """
    given = text(option)
    if not given:
        return None
    if not re.fullmatch(r"\d{1,12}(\.\d{1,6})?", given, re.ASCII):
        raise _refused(option, "config.bad_number", **_bounds(option))
    value = float(given)
    if not option.least <= value <= option.most:
        raise _refused(option, "config.bad_number", **_bounds(option))
    return value


def choice(option: Option) -> str:
    """One of the words that are allowed, in lower case.

    Raises
    ------
    ConfigurationError
        If it is none of them.
    """
    given = text(option).lower()
    if given not in option.choices:
        raise _refused(option, "config.bad_choice", choices=", ".join(option.choices))
    return given


def sites(option: Option) -> tuple[str, ...]:
    """Sites as ``frame-ancestors`` spells them; none if nothing is set.

    ``self`` and ``none`` come with the quotation marks that browsers want.

    Raises
    ------
    ConfigurationError
        If something is neither ``*``, ``self``, ``none`` nor a site without a path, or if
        ``*`` or ``none`` does not stand alone.
    """
    given = text(option).replace(",", " ").split()
    told = tuple(_FRAMERS.get(one.strip("'"), one) for one in given)
    alone = {_FRAMERS["none"], "*"}
    if len(told) > 1 and alone & {*told}:
        raise _refused(option, "config.bad_sites")
    if any(one not in {*alone, *_FRAMERS.values()} and not _SITE.fullmatch(one) for one in told):
        raise _refused(option, "config.bad_sites")
    return told


def url(option: Option) -> str | None:
    """An http or https address with a slash at its end; None if there is none.

    Raises
    ------
    ConfigurationError
        If it is not the address of a server, or says a name and password.
    """
    given = text(option)
    if not given:
        return None
    try:
        parts = urlsplit(given)
    except ValueError as error:
        raise _refused(option, "config.bad_url") from error
    # urlsplit passes over line breaks; in links and headers the address stands as it is
    plain = _PLAIN.fullmatch(given) and not (parts.query or parts.fragment or "@" in parts.netloc)
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(parts.netloc) or not plain:
        raise _refused(option, "config.bad_url")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def endpoint(option: Option) -> tuple[str, int] | None:
    """Where to listen, as address and port; a port alone is one of this machine. None: nowhere.

    Raises
    ------
    ConfigurationError
        If it is not ``PORT``, ``ADDRESS:PORT`` or ``[IPv6]:PORT``. Names are refused, for they
        may stand for more than one address.
    """
    given = text(option)
    if given.lower() in _OFF:
        return None
    host, colon, port = given.rpartition(":")
    host = host.removeprefix("[").removesuffix("]") if colon else "127.0.0.1"
    if host == "localhost":
        host = "127.0.0.1"
    if not re.fullmatch(r"\d{1,5}", port, re.ASCII) or not 1 <= int(port) <= _LARGEST_PORT:
        raise _refused(option, "config.bad_endpoint")
    try:
        written = ipaddress.ip_address(host)
    except ValueError as error:
        raise _refused(option, "config.bad_endpoint") from error
    if written.version == 6 and not given.startswith("["):
        raise _refused(option, "config.bad_endpoint")
    return str(written), int(port)


def problems() -> tuple[ConfigurationError, ...]:
    """What is wrong with the variables that the server reads, one each."""
    found = []
    for option in OPTIONS:
        try:
            _read(option)
        except ConfigurationError as error:
            found.append(error)
    return tuple(found)


def unknown(environment: Mapping[str, str]) -> tuple[Text, ...]:
    """A warning for each variable that has our prefix and is none of ours: a slip, mostly.

    Examples
    --------
    >>> [told.en for told in unknown({"RUHRMAP_STAF": "1"})]
    ['RUHRMAP_STAF is none of the variables that are read here. Is RUHRMAP_STAFF meant?']
    """
    from ruhrmap.messages import both

    known = [option.name for option in OPTIONS]
    told = []
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            told.append(
                both("config.unknown_near", name=name, near=near[0])
                if near
                else both("config.unknown", name=name)
            )
    return tuple(told)


def told(option: Option) -> Text:
    """What a variable may be, in words."""
    from ruhrmap.messages import both

    if option.kind is Kind.CHOICE:
        return both("config.kind_choice", choices=", ".join(f"`{one}`" for one in option.choices))
    if option.kind is Kind.NUMBER:
        return both("config.kind_number", **_bounds(option))
    return both(f"config.kind_{option.kind.value}")


def _read(option: Option) -> object:
    readers = {
        Kind.PATH: text,
        Kind.FLAG: flag,
        Kind.NUMBER: number,
        Kind.URL: url,
        Kind.ENDPOINT: endpoint,
        Kind.CHOICE: choice,
        Kind.SITES: sites,
    }
    return readers[option.kind](option)


def _bounds(option: Option) -> dict[str, str]:
    return {"least": f"{option.least:g}", "most": f"{option.most:.12g}"}


def _refused(option: Option, key: str, **fields: str) -> ConfigurationError:
    from ruhrmap.messages import both

    value = repr(shown(option))
    return ConfigurationError(option, both(key, name=option.name, value=value, **fields))


def shown(option: Option) -> str:
    """What holds as it may stand in a log: short, and without a password in an address."""
    given = re.sub(r"//[^/@]*@", "//…@", text(option))
    return given if len(given) <= _SHOWN else f"{given[:_SHOWN]}…"
