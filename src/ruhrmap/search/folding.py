"""What is typed and what is found, brought to one spelling.

Upper and lower case, accents and hyphens make no difference, and an umlaut is found as
``ü``, ``ue`` and ``u``. For that each text has two spellings: a *plain* one, in which two
letters stay two ("muelheim", "voerde"), and a *short* one, in which ``ae``, ``oe``, ``ue``
are read as umlauts ("mulheim", "vorde"). Two texts are alike if they are so in either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

_BREAK: Final = " "  # between words
_DIGRAPH: Final = re.compile("([aouAOU])[eE]")


@dataclass(frozen=True, slots=True)
class Letter:
    """One folded letter, with the place in the text that it comes from."""

    letter: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Folded:
    """The words of a text in one spelling."""

    words: tuple[str, ...]

    @property
    def whole(self) -> str:
        """All words in one: a hyphen or a space more or less makes no difference."""
        return "".join(self.words)


@lru_cache(maxsize=4096)
def spellings(text: str) -> tuple[Folded, ...]:
    """A text folded: its plain spelling, and the short one where that is another.

    Examples
    --------
    >>> [one.words for one in spellings("Muelheim an der Ruhr")]
    [('muelheim', 'an', 'der', 'ruhr'), ('mulheim', 'an', 'der', 'ruhr')]
    >>> [one.words for one in spellings("MÜLHEIM")]
    [('mulheim',)]
    >>> [one.whole for one in spellings("Kamp-Lintfort")]
    ['kamplintfort']
    """
    plain = _folded(text)
    short = _folded(_DIGRAPH.sub(r"\1", text))
    return (plain,) if plain == short else (plain, short)


@lru_cache(maxsize=4096)
def words_of(text: str, short: bool) -> tuple[tuple[Letter, ...], ...]:
    """The words of a text as letters that know where they come from."""
    grouped = groupby(letters(text, short=short), key=lambda one: one.letter == _BREAK)
    return tuple(tuple(word) for is_break, word in grouped if not is_break)


def letters(text: str, *, short: bool) -> Iterator[Letter]:
    """The letters of a text; whatever is neither letter nor figure ends a word."""
    place = 0
    while place < len(text):
        end = place + (2 if short and _DIGRAPH.match(text, place) else 1)
        for letter in _base(text[place]):
            yield Letter(letter, place, end)
        place = end


def _folded(text: str) -> Folded:
    return Folded(tuple("".join(map(_base, text)).split()))


@lru_cache(maxsize=2048)
def _base(character: str) -> str:
    """A character without case and accent: nothing for an accent that stands alone."""
    if unicodedata.combining(character):
        return ""
    spread = unicodedata.normalize("NFKD", character.casefold())
    bare = (c for c in spread if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else _BREAK for c in bare)
