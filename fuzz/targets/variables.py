"""What the operator sets in the environment of the server."""

from __future__ import annotations

import os
from typing import Any, Final
from unittest import mock

from fuzz.draw import Draw
from fuzz.target import Target, hold, said
from fuzz.targets.requests import a_host
from ruhrmap import configuration
from ruhrmap.configuration import ConfigurationError, Kind, Option

_READERS: Final[dict[Kind, Any]] = {
    Kind.FLAG: configuration.flag,
    Kind.NUMBER: configuration.number,
    Kind.URL: configuration.url,
    Kind.ENDPOINT: configuration.endpoint,
    Kind.CHOICE: configuration.choice,
    Kind.SITES: configuration.sites,
}
_VALUES: Final = (
    *("", "0", "1", "ja", "JA", "-1", "1e9", "nan", "٣", "²", "9" * 400, "1.5", "600", "601"),
    *("json", "debug", "9100", ":9100", "127.0.0.1:9100", "[::1]:9100", "::1:9100", "localhost:x"),
    *(
        "a:٣",
        "https://a.example",
        "https://a.example/b c",
        "https://a:٣/",
        'https://a/"><b>',
        "//a",
    ),
    *("self", "'self'", "none *", "*", "https://*.a.example", "https://a/b", "data:", "self;x"),
)


def a_variable(draw: Draw) -> tuple[Option, str]:
    """A variable with a value; an environment holds no zero."""
    option = draw.one_of([one for one in configuration.OPTIONS if one.kind in _READERS])
    kind = draw.number(0, 3)
    if kind == 0:
        value = draw.letters(40)
    elif kind == 1:
        host = a_host(draw).decode("latin-1")
        value = draw.one_of(("http://", "https://", "", "//")) + host + draw.one_of(("", "/", "/a"))
    else:
        value = draw.one_of((*_VALUES, *option.choices)) + draw.one_of(("", "", "", " ", "\n", "x"))
    return option, value.replace("\x00", "")


def _check_variable(case: tuple[Option, str]) -> None:
    option, value = case
    with mock.patch.dict(os.environ, {option.name: value}):
        try:
            found = _READERS[option.kind](option)
        except ConfigurationError as problem:
            said(problem.message)
            hold(option.name in problem.message.de, "the refusal names the variable")
            hold(len(problem.message.de) < 600, "the refusal is short")
            return
        hold(_READERS[option.kind](option) == found, "the same value is read the same")
    if option.kind is Kind.NUMBER and found is not None:
        hold(option.least <= found <= option.most, "within its bounds")
    if option.kind is Kind.CHOICE:
        hold(found in option.choices, "one of the choices")
    if option.kind in (Kind.URL, Kind.SITES) and found:
        told = found if isinstance(found, str) else " ".join(found)
        hold(told.isascii(), f"an address that can stand in a header: {told!r}")
        odd = set(told) & set('"<>\\;,\r\n\t')
        hold(not odd and (option.kind is Kind.SITES or " " not in told), f"a plain one: {told!r}")
    if option.kind is Kind.ENDPOINT and found is not None:
        hold(1 <= found[1] <= 65_535, "a port")


VARIABLES: Final = Target(
    "variables",
    "environment variables of the server",
    a_variable,
    _check_variable,
    seconds=0.5,
    examples=60,
)
