"""What is fuzzed: how an input is made, and what must hold of it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from fuzz.draw import Draw
from ruhrmap.model import Text
from ruhrmap.package.finding import Finding

Case = TypeVar("Case")

_LONGEST_MESSAGE: Final = 3_000
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


class FaultError(AssertionError):
    """Something did not hold."""


@dataclass(frozen=True)
class Target(Generic[Case]):
    """A reader with what must hold of it.

    Attributes
    ----------
    name : str
        One word, as it is called on the command line.
    reads : str
        What it reads, for the table of figures.
    make : callable
        An input from choices.
    check : callable
        Raises :class:`FaultError` where something does not hold; whatever else it raises is a
        fault as well.
    seconds : float
        Computing time that one input may take, the process's own; generous, as it stands for
        "bounded" and not for "fast".
    examples : int
        Inputs of the short form in the test suite.
    """

    name: str
    reads: str
    make: Callable[[Draw], Case]
    check: Callable[[Case], None]
    seconds: float = 2.0
    examples: int = 60


def hold(condition: object, what: str) -> None:
    """Fail unless something holds; ``what`` says what should have."""
    if not condition:
        raise FaultError(what)


def sound(findings: Iterable[Finding]) -> None:
    """Each finding says where and what, in both languages, in one line that can be printed."""
    for one in findings:
        hold(one.code and one.severity in ("error", "note"), f"a code and a severity: {one!r}")
        hold(one.row is None or one.row >= 1, f"rows count from 1: {one!r}")
        printable(one.file)
        printable(one.field or "")
        said(one.message)


def said(text: Text) -> None:
    """A message is there in both languages and can be printed."""
    for words in (text.de, text.en):
        hold(words.strip(), f"a message in both languages: {text!r}")
        hold(len(words) <= _LONGEST_MESSAGE, f"a message of bounded length: {words[:200]!r}")
        printable(words)


def printable(text: str) -> None:
    """Nothing in a text moves the cursor, breaks the line or cannot be encoded."""
    bad = [letter for letter in text if unicodedata.category(letter) in _UNPRINTABLE]
    hold(not bad, f"one printable line: {text!r}")


def encodable(content: Any) -> None:
    """Something can be sent: JSON as browsers read it, and UTF-8."""
    json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
