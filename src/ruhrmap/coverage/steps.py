"""The story in steps: one an accession or one a year, and a last one on how things stand.

Presentation, slides and moving pictures all tell these steps; none makes up its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ruhrmap import wording
from ruhrmap.coverage import relating
from ruhrmap.coverage.accession import Accession, accessions
from ruhrmap.coverage.evidence import evidence_end
from ruhrmap.coverage.figures import Figure
from ruhrmap.coverage.frame import Frame, frame_on
from ruhrmap.coverage.milestone import Marks, marks, newcomers
from ruhrmap.coverage.unknown import caveats
from ruhrmap.messages import both, long_date
from ruhrmap.model import Catalog, Level, Text

# How far it reaches in places and people, and who else takes part: a step of partners counts up.
_COUNTED: Final = ("districts", "municipalities", "population", "universities")


class Pace(StrEnum):
    """How the story is cut."""

    ACCESSION = "accession"
    YEAR = "year"


class StepKind(StrEnum):
    """What a step is about."""

    ACCESSION = "accession"
    YEAR = "year"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Counter:
    """A big figure and the number it counts up from.

    ``figure.amount`` is the number it counts up to, ``figure.pattern`` how it is written.
    """

    figure: Figure
    before: float


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the story.

    Attributes
    ----------
    number : int
        From 1.
    kind : StepKind
    day : date
        The key date of the map.
    frame, before : Frame
        Of that day, and of the step before; of the first step that of the axis's first day.
    when, title : Text
        The date as exactly as it is known, and who joined.
    caption : Text
        What that came to.
    notes : tuple of Text
        For whoever speaks: how exactly this is known, what is assumed, what is still open.
    marks : mapping
        Of each level, the territories that are new with this step, with the change to draw
        them in before they settle into their status.
    counters : tuple of Counter
        The figures of the day that every medium of the story shows, in their order.
    open : tuple of Text
        What is not known, in the last step; else empty.
    alternative : mapping
        Of each level, the map in words.
    """

    number: int
    kind: StepKind
    day: date
    frame: Frame
    before: Frame
    when: Text
    title: Text
    caption: Text
    notes: tuple[Text, ...]
    marks: Marks
    counters: tuple[Counter, ...]
    open: tuple[Text, ...]
    alternative: Mapping[Level, Text]


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a step is made of."""

    kind: StepKind
    day: date
    when: Text
    accessions: tuple[Accession, ...] = ()


def steps(
    catalog: Catalog, frames: Sequence[Frame], pace: Pace = Pace.ACCESSION
) -> tuple[Step, ...]:
    """The steps in their order; the last one says how things stand and what is not known.

    A step a year shows the last day of the year, the last year the end of the evidence.
    After that nothing is told: the status is only carried on.

    Examples
    --------
    >>> from ruhrmap import catalog, coverage
    >>> ours = catalog.load()
    >>> told = steps(ours, coverage.frames(ours))
    >>> len(told), told[0].when.de, told[-2].title.de
    (9, '2. Mai 2013', 'Oberhausen')
    """
    cut = _by_accession if pace is Pace.ACCESSION else _by_year
    end = evidence_end(catalog)
    when = both("steps.closing_when", date=_long(end))
    scenes = [*cut(catalog, end), _Scene(StepKind.CLOSING, end, when)]
    told: list[Step] = []
    before = frames[0]
    for number, scene in enumerate(scenes, 1):
        told.append(_step(catalog, number, scene, before, frame_on(frames, scene.day)))
        before = told[-1].frame
    return tuple(told)


def _by_accession(catalog: Catalog, end: date) -> Iterable[_Scene]:
    for one in accessions(catalog):
        if catalog.axis_start <= one.day <= end:
            yield _Scene(StepKind.ACCESSION, one.day, one.when, (one,))


def _by_year(catalog: Catalog, end: date) -> Iterable[_Scene]:
    found = accessions(catalog)
    for year in range(catalog.axis_start.year, end.year + 1):
        last = date(year, 12, 31)
        day = min(last, end)
        those = tuple(one for one in found if one.day.year == year and one.day <= day)
        whole = Text(str(year), str(year))
        when = whole if day == last else both("steps.year_until", date=_long(day))
        yield _Scene(StepKind.YEAR, day, when, those)


def _step(catalog: Catalog, number: int, scene: _Scene, before: Frame, frame: Frame) -> Step:
    dates = frozenset(one.joined for one in scene.accessions)
    marked = marks(frame, _not_covered(before, newcomers(catalog, scene.day, dates)))
    told = relating.Told(catalog, scene.accessions, before, frame, marked)
    closing = scene.kind is StepKind.CLOSING
    return Step(
        number=number,
        kind=scene.kind,
        day=scene.day,
        frame=frame,
        before=before,
        when=scene.when,
        title=relating.standing(frame) if closing else relating.title(told),
        caption=frame.sentence if closing else relating.caption(told),
        notes=() if closing else relating.notes(told),
        marks=marked,
        counters=tuple(
            Counter(new, old.amount)
            for old, new in zip(before.figures, frame.figures, strict=True)
            if new.key in _COUNTED
        ),
        open=caveats(catalog) if closing else (),
        alternative=MappingProxyType(
            {level: relating.alternative(told, level, scene.day) for level in Level}
        ),
    )


def _not_covered(
    before: Frame, found: Mapping[Level, frozenset[str]]
) -> Mapping[Level, frozenset[str]]:
    """Who is new: Herten was a member itself before its Kreis came to represent it."""
    return {
        level: frozenset(ags for ags in keys if not before.statuses[level][ags].covered)
        for level, keys in found.items()
    }


def _long(day: date) -> Text:
    return wording.bilingual(lambda lang: long_date(lang, day))
