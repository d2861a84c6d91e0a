"""A list of folded texts, and which of them are near to one that was typed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

# Slips that are forgiven in a text of at least so many letters. Swapping two neighbours
# is one slip (optimal string alignment), like a letter too few, too many or wrong.
_FORGIVEN: Final = ((8, 2), (4, 1))
# Below it a beginning with a slip is like too much: "bett" like "Bott|rop".
_LEAST_OF_BEGINNING: Final = 5
_LAST: Final = "\U0010ffff"  # sorts behind every other character


@dataclass(frozen=True, slots=True, order=True)
class Nearness:
    """How a text is like the typed one; the smaller the nearer."""

    slips: int
    beginning: bool  # it only begins like it


def forgiven(length: int) -> int:
    """How many slips are forgiven in a text of so many letters.

    Examples
    --------
    >>> forgiven(3), forgiven(4), forgiven(8)
    (0, 1, 2)
    """
    return next((slips for least, slips in _FORGIVEN if length >= least), 0)


class Vocabulary:
    """Folded texts that are looked up by exact, incomplete and slightly wrong spellings."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = sorted(set(texts))
        self._beginnings: dict[int, tuple[str, ...]] = {}

    def beginning_with(self, typed: str) -> list[str]:
        """The texts that begin with what was typed."""
        first = bisect_left(self._texts, typed)
        return self._texts[first : bisect_left(self._texts, typed + _LAST)]

    def near(self, typed: str) -> Mapping[str, Nearness]:
        """The texts that are or begin like what was typed, slips forgiven."""
        found: dict[str, Nearness] = {}

        def note(text: str, nearness: Nearness) -> None:
            if text not in found or nearness < found[text]:
                found[text] = nearness

        for text in self.beginning_with(typed):
            note(text, Nearness(0, text != typed))
        slips = forgiven(len(typed))
        if not slips:
            return found
        for text, distance in like(typed, self._texts, slips):
            note(text, Nearness(distance, False))
        if len(typed) >= _LEAST_OF_BEGINNING:
            for length in range(len(typed) - slips, len(typed) + slips + 1):
                for beginning, distance in like(typed, self._cut(length), slips):
                    for text in self.beginning_with(beginning):
                        note(text, Nearness(distance, text != beginning))
        return found

    def _cut(self, length: int) -> tuple[str, ...]:
        if length not in self._beginnings:
            cut = dict.fromkeys(text[:length] for text in self._texts if len(text) > length)
            self._beginnings[length] = tuple(cut)
        return self._beginnings[length]


def like(typed: str, texts: Sequence[str], slips: int) -> list[tuple[str, int]]:
    """The texts that are at most so many slips away, with how many.

    Examples
    --------
    >>> like("Dortmnud", ["Dortmund", "Datteln"], 1)
    [('Dortmund', 1)]
    """
    # not needed before somebody types
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(typed, texts, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return [(text, distance) for text, distance, _ in found]
