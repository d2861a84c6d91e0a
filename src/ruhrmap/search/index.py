"""The index: everything that can be found, and the rule by which it is ranked.

The rule, for places and partners: a name that was typed whole, or an abbreviation, comes
before a name that begins so, that before a name of which a word begins so, that before
what is alike but for a slip or two. Among equals what is of the kind that was named
("Kreis Unna"), then a place's own name before another name of it, then the dictionary.

Every word that was typed must be found. Press releases stand behind places and partners,
unless these are alike at best, with a slip in fewer than eight letters, and the title of a
release has the very words. Among releases those with all words in the title come first,
then those by whom they are about, publisher and date; newest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache, partial
from typing import Final

from ruhrmap import coverage
from ruhrmap.messages import LANGUAGES, message
from ruhrmap.model import Catalog, Level, TerritoryKind
from ruhrmap.search import entries
from ruhrmap.search.entries import Group, Name, Place, Release
from ruhrmap.search.folding import Folded, spellings
from ruhrmap.search.vocabulary import Nearness, Vocabulary

LONGEST: Final = 100  # letters of a query that are read

_MOST_SHOWN: Final = {Group.PLACES: 6, Group.PARTNERS: 8, Group.PRESS: 5}
# Beside what was found without a slip, names that are alike as a whole fill up to so many.
_ENOUGH: Final = 3
# A slip in more letters is a place that was meant, not a word of a title.
_LETTERS_A_SLIP: Final = 8
_AS_A_WHOLE, _AT_THE_BEGINNING, _BY_WORDS = range(3)
_LEAST_FOR_PRESS: Final = 3
_DAYS_KEPT: Final = 64


class Tier(IntEnum):
    """How well a result fits; the smaller the better."""

    WHOLE = 0  # the name, or an abbreviation
    BEGINNING = 1
    WORDS = 2
    SLIPS = 3


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How well a name fits what was typed; sorts the best first."""

    tier: Tier
    slips: int
    misfit: bool  # another kind was named: "Stadt" for a Kreis
    shape: int  # among slips: the whole name, its beginning, its words
    other_name: bool  # not the place's own; not the title of a release


@dataclass(frozen=True, slots=True)
class Found:
    """A result: the place or release, and the name by which it was found."""

    entry: Place | Release
    name: Name | None
    fit: Fit

    @property
    def slips(self) -> int:
        """How many slips were forgiven."""
        return self.fit.slips


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, in groups in the order to show; a group is never empty.

    Attributes
    ----------
    groups : mapping
        The results that are shown, by group.
    totals : mapping
        How many there are of each group.
    only_alike : bool
        Nothing fits without a slip.
    """

    groups: Mapping[Group, tuple[Found, ...]]
    totals: Mapping[Group, int]
    only_alike: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a query: all of its words, or those beside "Kreis" and "Stadt"."""

    spellings: tuple[Folded, ...]
    kinds: frozenset[TerritoryKind]  # that were named; empty: any


class Index:
    """Everything that can be found in a catalogue; built once, asked often."""

    def __init__(self, catalog: Catalog) -> None:
        self._places = entries.places(catalog)
        self._releases = entries.releases(catalog, self._places)
        self._order = {place.key: number for number, place in enumerate(self._places)}
        self._names = [(place, name) for place in self._places for name in place.names]
        self._codes: dict[str, list[int]] = defaultdict(list)
        self._wholes: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, set[int]] = defaultdict(set)
        for number, (_, name) in enumerate(self._names):
            for folded in spellings(name.text):
                if name.is_code:
                    self._codes[folded.whole].append(number)
                    continue
                self._wholes[folded.whole].append(number)
                for word in folded.words:
                    self._words[word].add(number)
        self._whole_vocabulary = Vocabulary(self._wholes)
        self._word_vocabulary = Vocabulary(self._words)
        self._press = _PressIndex(self._releases)
        self._kind_words = _kind_words()
        # a reader types many letters on one key date
        self.rows = lru_cache(_DAYS_KEPT)(partial(_rows, catalog))

    def find(self, text: str) -> Results:
        """What fits a text; never an error, and nothing for a text without letters."""
        readings = self._readings(text[:LONGEST])
        fits: dict[str, tuple[Fit, Place, Name]] = {}
        for reading in readings:
            for number, fit in self._fits(reading):
                place, name = self._names[number]
                if place.key not in fits or fit < fits[place.key][0]:
                    fits[place.key] = (fit, place, name)
        ranked = sorted(fits.values(), key=lambda one: (one[0], self._order[one[1].key]))
        found = {
            group: [Found(place, name, fit) for fit, place, name in ranked if place.group is group]
            for group in (Group.PLACES, Group.PARTNERS)
        }
        exact = any(one.slips == 0 for group in found.values() for one in group)
        letters = max((len(folded.whole) for folded in spellings(text[:LONGEST])), default=0)
        found[Group.PRESS] = list(self._press.find(readings, slips=not exact))
        return _results(found, letters)

    def _readings(self, text: str) -> list[_Reading]:
        """As it stands and, where a kind is named, without that word."""
        every = spellings(text)
        readings = [_Reading(every, frozenset())]
        kinds = frozenset(
            kind for word in every[0].words for kind in self._kind_words.get(word, ())
        )
        rest = tuple(
            Folded(tuple(word for word in one.words if word not in self._kind_words))
            for one in every
        )
        if kinds and all(one.words for one in rest):
            readings.append(_Reading(rest, kinds))
        return [reading for reading in readings if reading.spellings[0].words]

    def _fits(self, reading: _Reading) -> Iterator[tuple[int, Fit]]:
        for folded in reading.spellings:
            for number in self._codes.get(folded.whole, ()):
                yield from self._fit(reading, number, Tier.WHOLE)
            for whole, nearness in self._whole_vocabulary.near(folded.whole).items():
                exact = Tier.BEGINNING if nearness.beginning else Tier.WHOLE
                tier = Tier.SLIPS if nearness.slips else exact
                for number in self._wholes[whole]:
                    shape = _AT_THE_BEGINNING if nearness.beginning else _AS_A_WHOLE
                    yield from self._fit(reading, number, tier, nearness.slips, shape)
            for number, slips in _with_all(folded.words, self._word_vocabulary, self._words):
                tier = Tier.SLIPS if slips else Tier.WORDS
                yield from self._fit(reading, number, tier, slips, _BY_WORDS)

    def _fit(
        self, reading: _Reading, number: int, tier: Tier, slips: int = 0, shape: int = 0
    ) -> Iterator[tuple[int, Fit]]:
        place, name = self._names[number]
        if reading.kinds and place.kind is None:
            return  # who says "Stadt" means no university
        misfit = bool(reading.kinds) and place.kind not in reading.kinds
        yield number, Fit(tier, slips, misfit, shape if slips else 0, not name.is_own)


class _PressIndex:
    """The releases by the words of their titles, subjects, publishers and dates."""

    _TITLE, _BESIDE = 0, 1

    def __init__(self, releases: tuple[Release, ...]) -> None:
        self._releases = releases
        self._where: dict[str, dict[int, int]] = defaultdict(dict)
        self._codes: dict[str, set[int]] = defaultdict(set)
        for number, one in enumerate(releases):
            names = [name for place in one.subjects for name in place.names]
            beside = (one.about, *(name.text for name in names if not name.is_code))
            for word in _words_in(beside):
                self._where[word][number] = self._BESIDE
            for word in _words_in((one.release.source.title,)):
                self._where[word][number] = self._TITLE
            for word in _words_in(name.text for name in names if name.is_code):
                self._codes[word].add(number)
        self._vocabulary = Vocabulary(self._where)

    def find(self, readings: Iterable[_Reading], *, slips: bool) -> Iterator[Found]:
        """Releases that have every word, those with all in the title first; newest first."""
        best: dict[int, tuple[int, int]] = {}
        for reading in readings:
            for folded in reading.spellings:
                if len(folded.whole) < _LEAST_FOR_PRESS and folded.whole not in self._codes:
                    continue
                for number, fit in self._with_all(folded.words).items():
                    best[number] = min(fit, best.get(number, fit))
        if not slips or any(not fit[0] for fit in best.values()):
            best = {number: fit for number, fit in best.items() if not fit[0]}
        for number, (wrong, where) in sorted(best.items(), key=lambda one: (one[1], one[0])):
            tier = Tier.SLIPS if wrong else Tier.WORDS
            yield Found(
                self._releases[number],
                None,
                Fit(tier, wrong, False, _BY_WORDS, where != self._TITLE),
            )

    def _near(self, word: str) -> Mapping[str, Nearness]:
        """As everywhere, but one or two letters begin some word of nearly every title."""
        near = self._vocabulary.near(word)
        if len(word) >= _LEAST_FOR_PRESS or word.isdecimal():
            return near
        return {text: nearness for text, nearness in near.items() if not nearness.beginning}

    def _with_all(self, words: tuple[str, ...]) -> dict[int, tuple[int, int]]:
        fits: dict[int, tuple[int, int]] | None = None
        for word in words:
            here = dict.fromkeys(self._codes.get(word, ()), (0, self._BESIDE))
            for near, nearness in self._near(word).items():
                for number, where in self._where[near].items():
                    fit = (nearness.slips, where)
                    here[number] = min(fit, here.get(number, fit))
            if fits is None:
                fits = here
            else:
                fits = {
                    n: (fits[n][0] + fit[0], max(fits[n][1], fit[1]))
                    for n, fit in here.items()
                    if n in fits
                }
        return fits or {}


def _results(found: dict[Group, list[Found]], letters: int) -> Results:
    """The groups in the order to show, cut to what is shown."""
    for group in (Group.PLACES, Group.PARTNERS):
        sure = [one for one in found[group] if not one.slips]
        if sure:
            alike = [one for one in found[group] if one.slips and one.fit.shape == _AS_A_WHOLE]
            found[group] = sure + alike[: max(0, _ENOUGH - len(sure))]
    there = {group: list_ for group, list_ in found.items() if list_}
    only_alike = bool(there) and all(one.slips for group in there.values() for one in group)

    def place(group: Group) -> tuple[bool, int, int, int]:
        best = there[group][0].fit
        if group is Group.PRESS:
            others = (there[other][0].slips for other in there if other is not group)
            far = all(slips * _LETTERS_A_SLIP > letters for slips in others)
            leads = far and not best.slips and not best.other_name
            return not leads, 0, 0, 0
        return False, best.tier, best.slips, list(Group).index(group)

    order = sorted(there, key=place)
    return Results(
        groups={group: tuple(there[group][: _MOST_SHOWN[group]]) for group in order},
        totals={group: len(there[group]) for group in order},
        only_alike=only_alike,
    )


def _with_all(
    typed: tuple[str, ...], vocabulary: Vocabulary, where: Mapping[str, set[int]]
) -> Iterator[tuple[int, int]]:
    """The names that have every typed word, with the slips of all words together."""
    slips: dict[int, int] | None = None
    for word in typed:
        here: dict[int, int] = {}
        for near, nearness in vocabulary.near(word).items():
            for number in where[near]:
                here[number] = min(nearness.slips, here.get(number, nearness.slips))
        if slips is None:
            slips = here
        else:
            slips = {n: slips[n] + more for n, more in here.items() if n in slips}
    yield from (slips or {}).items()


def _rows(catalog: Catalog, day: date) -> Mapping[str, coverage.Row]:
    """What the table says of every place on a day, by key."""
    rows = (
        *coverage.table_rows(catalog, Level.MUNICIPALITY, day),
        *coverage.table_rows(catalog, Level.DISTRICT, day),
        *coverage.partner_rows(catalog, day),
    )
    return {row.key: row for row in rows}


def _words_in(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for folded in spellings(text) for word in folded.words}


def _kind_words() -> Mapping[str, frozenset[TerritoryKind]]:
    """The words that say what kind of place is meant, in all languages."""
    named: dict[str, set[TerritoryKind]] = defaultdict(set)
    for language in LANGUAGES:
        for kind in TerritoryKind:
            for word in message(language, f"search.kind.{kind.value}").split():
                for folded in spellings(word):
                    named[folded.whole].add(kind)
    return {word: frozenset(kinds) for word, kinds in named.items()}
