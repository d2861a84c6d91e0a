"""What a format's reader hands back from its process: plain values, no texts for people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Note = tuple[str, dict[str, str | int]]

_SPACES: Final = re.compile(r"[^\S\n]+")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
# Nothing that has no shape may stand between two letters; the line end and the tab remain.
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]")
_LONE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """Text and hints of one file; ``released`` is ``YYYY-MM-DD`` or empty."""

    text: str
    title: str = ""
    publisher: str = ""
    released: str = ""
    notes: tuple[Note, ...] = ()


def tidy(text: str) -> str:
    r"""A text that was put together from a file: single spaces, at most one blank line.

    Examples
    --------
    >>> tidy(" Der  Kreis\xa0Wesel \n\n\n\ntritt\tbei. ")
    'Der Kreis Wesel\n\ntritt bei.'
    """
    seen = _UNSEEN.sub("", _LONE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")))
    lines = (_SPACES.sub(" ", line).strip() for line in seen.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """A hint on one line."""
    return " ".join(tidy(text).split())


def paragraphs(parts: Iterable[str]) -> str:
    """Paragraphs with a blank line between them."""
    return tidy("\n\n".join(part for part in parts if part.strip()))
