"""Lines that a mail program or a PDF has broken: where a line ends, nothing ends."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

_WIDEST: Final = 120  # letters of a line that was broken; a longer one is a paragraph
_NARROWEST: Final = 45
_LONGEST_WORD: Final = 32  # a broken line is at most so much shorter than the widest
_MOST_WIDER: Final = 8  # one line in so many
_LEAST: Final = 2  # lines of nearly the same width that go on
UNBROKEN: Final = 1_000_000  # of a text whose paragraphs are lines


def full_line(text: str) -> int:
    r"""How long a line of a plain text is at least that goes on in the next one.

    Examples
    --------
    >>> full_line("Eine kurze Zeile\nund noch eine.") == UNBROKEN
    True
    """
    lines = text.split("\n")
    # a line that a hyphen has joined to the next one may be wider, few are
    wider = sum(len(line) > _WIDEST for line in lines)
    widest = max((len(line) for line in lines if len(line) <= _WIDEST), default=0)
    if widest < _NARROWEST or wider * _MOST_WIDER > sum(bool(line.strip()) for line in lines):
        return UNBROKEN
    going_on = sum(
        bool(following.strip()) and len(line) >= widest - _LONGEST_WORD
        for line, following in pairwise(lines)
    )
    shortest = max(widest - _LONGEST_WORD, widest * 3 // 5)
    return shortest if going_on >= _LEAST else UNBROKEN
