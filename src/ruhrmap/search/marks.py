"""Which parts of a text answer to what was typed: ranges to highlight."""

from __future__ import annotations

from collections.abc import Iterator

from ruhrmap.search.folding import Letter, spellings, words_of
from ruhrmap.search.vocabulary import forgiven, like

Range = tuple[int, int]  # from the first letter to behind the last
_Letters = tuple[Letter, ...]


def marks(text: str, typed: str, *, slips: bool = False) -> tuple[Range, ...]:
    """The ranges of a text that answer to a typed one, in order and apart.

    Parameters
    ----------
    text : str
        As it is shown.
    typed : str
    slips : bool
        Also mark words that are alike but for a slip.

    Examples
    --------
    >>> marks("Mülheim an der Ruhr", "muelh")
    ((0, 4),)
    >>> marks("Kamp-Lintfort", "kamplint")
    ((0, 9),)
    >>> marks("Dortmund", "Dortmnud"), marks("Dortmund", "Dortmnud", slips=True)
    ((), ((0, 8),))
    """
    typed_words = {word for folded in spellings(typed) for word in (*folded.words, folded.whole)}
    own = [word for short in (False, True) for word in _parts(words_of(text, short))]
    found: set[Range] = set()
    for word in sorted(typed_words, key=len, reverse=True):
        exact = {place for part in own for place in _beginning(part, word)}
        found |= exact or {place for part in own if slips for place in _alike(part, word)}
    return tuple(_apart(sorted(found)))


def _parts(words: tuple[_Letters, ...]) -> tuple[_Letters, ...]:
    """The words of a text, and all of them as one: a hyphen may have been left out."""
    whole = tuple(letter for word in words for letter in word)
    return (*words, whole) if len(words) > 1 else words


def _beginning(letters: _Letters, typed: str) -> Iterator[Range]:
    """The beginning that was typed."""
    if _spelt(letters).startswith(typed) and typed:
        yield letters[0].start, letters[len(typed) - 1].end


def _alike(letters: _Letters, typed: str) -> Iterator[Range]:
    """The whole, or its beginning, that was typed with a slip."""
    own, slips = _spelt(letters), forgiven(len(typed))
    if like(typed, (own,), slips):
        yield letters[0].start, letters[-1].end
    elif len(own) > len(typed) and like(typed, (own[: len(typed)],), slips):
        yield letters[0].start, letters[len(typed) - 1].end


def _spelt(letters: _Letters) -> str:
    return "".join(one.letter for one in letters)


def _apart(ranges: list[Range]) -> Iterator[Range]:
    """Ranges that touch or overlap become one."""
    last: Range | None = None
    for start, end in ranges:
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last
