"""What is said on a sheet: of a key date, or of a step of the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from ruhrmap import coverage
from ruhrmap.coverage import Change, Figure, Frame, Status, Step, StepKind
from ruhrmap.licences import credits_of, licences
from ruhrmap.messages import long_date, message, pick
from ruhrmap.model import Catalog, Level
from ruhrmap.picture.areas import Filling, Picture
from ruhrmap.picture.canvas import About

_FIGURES = 4  # those of districts, municipalities, inhabitants and area


class Material(Protocol):
    """What pictures are made of; ``ruhrmap.export.Material`` is one."""

    @property
    def catalog(self) -> Catalog:
        """The data as read."""

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Their frames."""

    @property
    def folder(self) -> Path:
        """Of the data package."""

    @property
    def described(self) -> dict[str, Any]:
        """``datapackage.json`` as it is written."""

    @property
    def creator(self) -> str:
        """Who put the data together."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown.

    Attributes
    ----------
    day : date
    level : Level
    language : str
    place : str or None
        The chosen place, which is outlined.
    marks : mapping or None
        Territories of the level that are shown as newly added.
    words : bool
        Without them the map stands alone with legend, key date and sources, for a slide that
        has a title of its own.
    """

    day: date
    level: Level
    language: str
    place: str | None = None
    marks: Mapping[str, Change] | None = None
    words: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend."""

    filling: Filling
    count: str
    label: str


@dataclass(frozen=True, slots=True)
class Value:
    """A figure in one language."""

    value: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Words:
    """All texts of a sheet, in one language.

    ``lead`` is the date of a step as exactly as it is known; empty on the sheet of a day.
    """

    site: str
    lead: str
    title: str
    body: str
    figures: tuple[Value, ...]
    legend: tuple[Entry, ...]
    date_label: str
    date: str
    sources: str


def of_day(material: Material, scene: Scene, frame: Frame, picture: Picture) -> Words:
    """What is said of a key date."""
    language = scene.language
    return Words(
        site=message(language, "share.site", **material.catalog.words),
        lead="",
        title=pick(language, frame.sentence),
        body=pick(language, frame.context),
        figures=values(language, frame.figures),
        legend=tuple(legend(language, frame, picture)),
        date_label=message(language, "ui.key_date"),
        date=long_date(language, scene.day),
        sources=sources(material, language),
    )


def of_step(material: Material, step: Step, language: str, picture: Picture) -> Words:
    """What is said of a step of the story."""
    told = [pick(language, step.caption)]
    if step.kind is StepKind.CLOSING:
        told.append(pick(language, step.frame.context))
    return Words(
        site=message(language, "share.site", **material.catalog.words),
        lead=pick(language, step.when),
        title=pick(language, step.title),
        body=" ".join(told),
        figures=values(language, (one.figure for one in step.counters)),
        legend=tuple(legend(language, step.frame, picture)),
        date_label=message(language, "ui.key_date"),
        date=long_date(language, step.day),
        sources=sources(material, language),
    )


def values(language: str, figures: Iterable[Figure]) -> tuple[Value, ...]:
    """The main figures."""
    told = [
        Value(*(pick(language, text) for text in (one.value, one.label, one.note)))
        for one in figures
    ]
    return tuple(told[:_FIGURES])


def legend(
    language: str, frame: Frame, picture: Picture, also: Set[Status] = frozenset()
) -> Iterable[Entry]:
    """The fillings that are seen, each with the number of areas that have it.

    ``also`` are statuses that are explained even if no area has them.
    """
    seen = Counter(picture.filling(ags) for ags in frame.statuses[picture.level])
    labels: dict[Filling, str] = {
        **{one: pick(language, coverage.change_label(one)) for one in Change},
        **{one: pick(language, coverage.status_label(one)) for one in Status},
    }
    for filling, label in labels.items():
        if seen[filling] or filling in also:
            yield Entry(filling, str(seen[filling]), label)


def sources(material: Material, language: str) -> str:
    """Whom the picture rests on, under which licences, and until when it is documented."""
    evidence = long_date(language, coverage.evidence_end(material.catalog))
    parts = [*credits_of(material, language), message(language, "picture.evidence", date=evidence)]
    return " · ".join(parts)


def about(material: Material, language: str, title: str, description: str) -> About:
    """What the file of a picture says of itself."""
    facts, *others = licences(material, language)
    return About(
        title=title,
        description=description,
        language=language,
        creator=material.creator,
        licence=facts.name,
        licence_url=facts.url,
        credit="; ".join(f"{one.part}: {one.short}, {one.url}" for one in others),
    )


def in_words(catalog: Catalog, words: Words, language: str) -> str:
    """A sheet for who does not see it."""
    entries = "; ".join(f"{one.count} {one.label}" for one in words.legend)
    said = message(
        language, "share.picture", **catalog.words, date=words.date, sentence=words.title
    )
    ends = said if said.endswith(".") else f"{said}."
    return f"{ends} {words.body} {message(language, 'picture.legend', entries=entries)}".strip()
