"""Where the choices of an input come from: chance, bytes of a guided fuzzer, or hypothesis.

A target makes its input by asking a :class:`Draw`, so one description of an input serves all
three ways to try it.
"""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

_T = TypeVar("_T")

# Letters that have broken programs before: controls, what turns the direction, digits of
# other scripts, letters that fold into several, and what stands outside of the first plane.
ODD_LETTERS: Final = (
    "\x00\x01\t\n\r\x0b\x1b\x7f\x85\xa0\xad\u0130\u0131\u017f\u0301\u0308\u0660\u0969\u00b2"
    "\u1e9e\ufb01\u200b\u200f\u202e\u2028\u2066\ufeff\ufffd\ufffe\U0001f5fa\U0001d7d8\U0010ffff"
)
_GERMAN: Final = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ 0123456789-–.,:;„“\n"
_ASCII: Final = "".join(map(chr, range(32, 127)))


class Draw(ABC):
    """Choices, one after another."""

    @abstractmethod
    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""

    @abstractmethod
    def raw(self, most: int) -> bytes:
        """Any bytes, at most so many."""

    def chance(self, one_in: int) -> bool:
        """True once in so many times."""
        return self.number(1, one_in) == 1

    def one_of(self, items: Sequence[_T]) -> _T:
        """One of several."""
        return items[self.number(0, len(items) - 1)]

    def many(self, make: Callable[[], _T], most: int) -> list[_T]:
        """None, one or several."""
        return [make() for _ in range(self.number(0, most))]

    def letters(self, most: int) -> str:
        """A text of any letters; no half of a pair, which no bytes decode to."""
        return "".join(self.many(self._letter, most))

    def _letter(self) -> str:
        kind = self.number(0, 9)
        if kind < 5:
            return self.one_of(_GERMAN)
        if kind < 8:
            return self.one_of(_ASCII)
        if kind < 9:
            return self.one_of(ODD_LETTERS)
        code = self.number(0, 0x10FFFF)
        return chr(code) if not 0xD800 <= code <= 0xDFFF else "\ufffd"


class FromChance(Draw):
    """Pseudo-random choices; the same seed gives the same ones."""

    def __init__(self, seed: int | str) -> None:
        self._random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        """As the base."""
        return low + int(self._random.random() * (high - low + 1))

    def raw(self, most: int) -> bytes:
        """As the base; short ones more often than long ones."""
        return self._random.randbytes(self.number(0, self.number(0, most)))


class FromBytes(Draw):
    """Choices that bytes stand for; where they end, everything is zero or empty."""

    def __init__(self, body: bytes) -> None:
        self._body, self._at = body, 0

    def number(self, low: int, high: int) -> int:
        """As the base: as many bytes as the range needs."""
        span = high - low + 1
        width = (max(span - 1, 1).bit_length() + 7) // 8
        taken = self._body[self._at : self._at + width]
        self._at += width
        return low + int.from_bytes(taken, "little") % span

    def raw(self, most: int) -> bytes:
        """As the base: the number of bytes stands before them."""
        length = self.number(0, most)
        taken = self._body[self._at : self._at + length]
        self._at += length
        return taken

    def rest(self) -> bytes:
        """All bytes that are left."""
        taken, self._at = self._body[self._at :], len(self._body)
        return taken
