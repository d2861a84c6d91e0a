"""A text brought to one spelling, every letter of which knows where it comes from.

Decomposed letters are put together, soft hyphens and invisible characters vanish, a word
that a line end divides is one again, spaces of all kinds are one space, a line end is one
line feed and a paragraph's end are two. What is found in the plain text is quoted from the
text as it was read.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_SPACES: Final = (
    " \\t\\v\\f\\r\\n\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
)
_GONE: Final = "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff"
_MARK: Final = "\\u0300-\\u036f"

# One search for everything that is not taken over as it stands. No part of it can match
# the same letters in two ways, so it runs through a text of any length once.
_ODD: Final = re.compile(
    rf"(?P<soft>\xad(?:[ \t]*\r?\n[ \t]*)?)"
    rf"|(?P<quoted>[ \t]{{0,8}}(?:\r\n?|\n)(?:[ \t]{{0,8}}>){{1,8}}[ \t]{{0,8}})"
    rf"|(?P<gone>[{_GONE}]+)"
    rf"|(?P<broken>(?<=[^\W\d_])[-\u2010\u2011][ \t\xa0]*(?:\r\n?|\n)[ \t\xa0>]*(?=[^\W\d_]))"
    rf"|(?P<hyphen>[\u2010\u2011])"
    rf"|(?P<quote>[\u2018\u2019\u02bc\xb4`])"
    rf"|(?P<marked>[^\W\d_][{_MARK}]+)"
    rf"|(?P<space>[{_SPACES}]{{2,}}"
    rf"|[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028-\u2029\u202f\u205f\u3000])"
)
# "Kinder-\nund Jugendhilfe": the hyphen stands for the rest of the word.
_LEFT_OUT: Final = re.compile(r"(?:und|oder|bzw|sowie|bis|wie|als|noch)\b")
_LINES: Final = re.compile(r"\r\n?|[\n\x0b\x85\u2028]")
_PARAGRAPHS: Final = re.compile(r"[\f\u2029]")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in one spelling. ``pieces`` say from where in the source each part comes."""

    source: str
    text: str
    flat: str  # the same with a space for each line feed: for rules that look at sentences
    _begins: tuple[int, ...]  # of the pieces in the plain text
    _pieces: tuple[tuple[int, int, bool], ...]  # begin and end in the source; letter for letter

    def span(self, start: int, end: int) -> tuple[int, int]:
        r"""Where a part of the plain text, not empty, stands in the source.

        Examples
        --------
        >>> plain = plain_text("In Ober-\nhausen.")
        >>> plain.text
        'In Oberhausen.'
        >>> plain.span(3, 13)
        (3, 15)
        """
        return self._source(start, first=True), self._source(end - 1, first=False)

    def quote(self, start: int, end: int) -> str:
        """A part as it was written."""
        first, last = self.span(start, end)
        return self.source[first:last]

    def _source(self, at: int, *, first: bool) -> int:
        index = bisect_right(self._begins, at) - 1
        begin, end, straight = self._pieces[index]
        if straight:
            return begin + (at - self._begins[index]) + (0 if first else 1)
        return begin if first else end


def plain_text(source: str) -> Plain:
    """Bring a text to one spelling."""
    out: list[str] = []
    begins: list[int] = []
    pieces: list[tuple[int, int, bool]] = []
    length = 0

    def add(text: str, begin: int, end: int, straight: bool) -> None:
        nonlocal length
        if text:
            out.append(text)
            begins.append(length)
            pieces.append((begin, end, straight))
            length += len(text)

    done = 0
    for odd in _ODD.finditer(source):
        add(source[done : odd.start()], done, odd.start(), True)
        done = odd.end()
        add(_spelled(odd, source), odd.start(), odd.end(), False)
    add(source[done:], done, len(source), True)
    text = "".join(out)
    return Plain(source, text, text.replace("\n", " "), tuple(begins), tuple(pieces))


def _spelled(odd: re.Match[str], source: str) -> str:
    what = odd.lastgroup
    if what == "broken":
        if source[odd.end()].isupper():
            return "-"
        return "- " if _LEFT_OUT.match(source, odd.end()) else ""
    if what == "quoted":
        return "\n"
    if what == "hyphen":
        return "-"
    if what == "quote":
        return "'"
    if what == "marked":
        return unicodedata.normalize("NFC", odd[0])
    if what == "space":
        breaks = len(_LINES.findall(odd[0])) + 2 * len(_PARAGRAPHS.findall(odd[0]))
        return " " if not breaks else "\n" if breaks == 1 else "\n\n"
    return ""
