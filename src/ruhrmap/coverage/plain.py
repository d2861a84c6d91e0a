"""What the map shows, in plain words (Einfache Sprache): for people who read with effort.

Short sentences with one thought each, common words, no brackets and no abbreviations;
shares as "so many of 100", large numbers rounded and said to be so. What a word of the
subject means is said where it comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ruhrmap import wording
from ruhrmap.coverage.evidence import evidence_end
from ruhrmap.coverage.frame import Frame
from ruhrmap.coverage.status import Status
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import Catalog, Level, Text

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A few sentences that belong together, under a heading of their own."""

    heading: Text
    sentences: tuple[Text, ...]


def plain_words(catalog: Catalog, frame: Frame, day: date) -> tuple[Passage, ...]:
    """What is seen on a day.

    Parameters
    ----------
    catalog : Catalog
    frame : Frame
        The record that holds ``day``; every number that depends on the day is its.
    day : date
        The key date.
    """
    return (
        _passage("region", _region(catalog)),
        _passage("map", _map(catalog, day)),
        _passage("numbers", _numbers(catalog, frame)),
        _passage("sources", _sources(catalog)),
    )


def _passage(name: str, sentences: Sequence[Text] | Iterator[Text]) -> Passage:
    return Passage(both(f"plain.{name}_heading"), tuple(sentences))


def _region(catalog: Catalog) -> Iterator[Text]:
    districts = catalog.at(Level.DISTRICT)
    cities = sum(one.is_independent_city for one in districts)
    yield both("plain.about", **catalog.words)
    yield both("plain.learning")
    yield both("plain.who", **catalog.words)
    yield both("plain.districts", **catalog.words, cities=cities, kreise=len(districts) - cities)
    yield both("plain.kreis")
    yield both("plain.municipalities", count=len(catalog.at(Level.MUNICIPALITY)))


def _map(catalog: Catalog, day: date) -> Iterator[Text]:
    yield both("plain.question", **catalog.words)
    yield both("plain.one_day", date=_long(day))
    yield both("plain.slider")
    yield both("plain.colours")


def _numbers(catalog: Catalog, frame: Frame) -> Iterator[Text]:
    counts = frame.counts
    if counts.municipalities:
        if counts.districts:
            total = counts.districts_total
            yield both_plural("plain.joined", counts.districts, total=total)
        total = counts.municipalities_total
        yield both_plural("plain.covered", counts.municipalities, total=total)
        yield both("plain.covered_means")
        yield both("plain.people", people=_people(counts.population))
        yield both(
            "plain.share", **catalog.words, share=wording.per_hundred(counts.population_share)
        )
        yield both("plain.census", **catalog.words)
    else:
        yield both("plain.nobody")
    if counts.universities:
        yield both_plural("plain.universities", counts.universities)
        yield both("plain.university_means")
    uncertain = counts.by_status[Level.MUNICIPALITY][Status.UNCERTAIN]
    if uncertain:
        yield both_plural("plain.uncertain", uncertain)
    if frame.after_evidence:
        yield both("plain.after_evidence", date=_long(evidence_end(catalog)))
        yield both("plain.carried_on")


def _sources(catalog: Catalog) -> tuple[Text, ...]:
    read = both("plain.read", **catalog.words)
    return read, both("plain.shown"), both("plain.no_report")


def _people(count: int) -> Text:
    """A number of people, rounded as one says it: "4,6 Millionen", "96.000"."""
    if count >= _MILLION:
        return both("plain.million", value=wording.figure(count / _MILLION, 1))
    return wording.figure(round(count, -3) or count)


def _long(day: date) -> Text:
    return wording.bilingual(lambda language: long_date(language, day))
