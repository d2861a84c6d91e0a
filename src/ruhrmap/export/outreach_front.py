"""What the files with the lists of open accessions say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ruhrmap import coverage, outreach, payload, wording
from ruhrmap.export.about import About, about
from ruhrmap.export.material import Material
from ruhrmap.export.outreach_lists import outreach_lists
from ruhrmap.export.selection import Selection
from ruhrmap.messages import long_date, message, pick, plural
from ruhrmap.model import Catalog, Level
from ruhrmap.outreach import Entry, OutreachList


class OutreachForm(StrEnum):
    """The files; each is the ending of its name."""

    XLSX = "xlsx"
    PDF = "pdf"

    @property
    def media_type(self) -> str:
        """As servers name it."""
        if self is OutreachForm.PDF:
            return "application/pdf"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class OutreachOrder:
    """What is asked for: a key date, a level, a language, and what is assumed."""

    language: str
    day: date
    level: Level
    scenario: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Front:
    """All that a file holds, in its language.

    Attributes
    ----------
    title, subject : str
        "Offene Beitritte", and the key date with the level.
    summary : tuple of (str, str)
        How many stand in each list, or that nobody does.
    assumed : tuple of str
        What a scenario assumes and what would follow; empty without one.
    assumed_keys : frozenset of str
        Keys of the level whose accession is assumed.
    rules : tuple of (str, str)
    about : About
        State of the data, licences, citation, gaps.
    lists : tuple of OutreachList
    source_ids : tuple of str
        Everything that the rows rest on, in the order of the package.
    """

    title: str
    subject: str
    summary: tuple[tuple[str, str], ...]
    assumed: tuple[str, ...]
    assumed_keys: frozenset[str]
    rules: tuple[tuple[str, str], ...]
    about: About
    lists: tuple[OutreachList, ...]
    source_ids: tuple[str, ...]


def front(material: Material, order: OutreachOrder) -> Front:
    """Gather what the files hold; the lists are those of the page."""
    lang = order.language
    lists = outreach_lists(material, order.level, order.day)
    assumed, keys = _assumed(material, order)
    entries = [entry for one in lists for entry in one.entries]
    named = {i for entry in entries for i in sources_of(entry)}
    return Front(
        title=message(lang, "page.joining"),
        subject=message(
            lang,
            "outreach.subject",
            date=long_date(lang, order.day),
            level=message(lang, f"outreach.level_{order.level.value}"),
        ),
        summary=tuple((pick(lang, one.title), _counted(one, order)) for one in lists),
        assumed=assumed,
        assumed_keys=keys,
        rules=tuple((pick(lang, r.term), pick(lang, r.text)) for r in outreach.rules()),
        about=about(material, Selection(lang, order.day, order.level)),
        lists=lists,
        source_ids=tuple(i for i in material.catalog.sources if i in named),
    )


def _counted(one: OutreachList, order: OutreachOrder) -> str:
    if not one.entries:
        return pick(order.language, one.empty)
    key = f"outreach.count_{order.level.value}"
    return plural(order.language, key, len(one.entries))


def _assumed(material: Material, order: OutreachOrder) -> tuple[tuple[str, ...], frozenset[str]]:
    if not order.scenario:
        return (), frozenset()
    told = coverage.scenario(material.catalog, order.scenario, order.day)
    lang = order.language
    texts = (wording.joined([told.title, told.sentence], " "), told.warning)
    twins = {key for place in told.places for key in (place.ags, *_twin(material, place.ags))}
    return tuple(pick(lang, text) for text in texts if text), frozenset(twins)


def _twin(material: Material, ags: str) -> tuple[str, ...]:
    """The other key of an independent city."""
    place = material.catalog.territories[ags]
    if not place.is_independent_city:
        return ()
    towns = material.catalog.municipalities_of(place.district_ags)
    return (place.district_ags, *(town.ags for town in towns))


def outreach_file_name(catalog: Catalog, form: OutreachForm, order: OutreachOrder) -> str:
    """A name that tells what is inside, in letters that every system takes.

    Examples
    --------
    >>> order = OutreachOrder("de", date(2024, 4, 9), Level.DISTRICT)
    >>> from ruhrmap import catalog
    >>> outreach_file_name(catalog.load(), OutreachForm.PDF, order)
    'ruhrmap-offene-beitritte-kreise-2024-04-09.pdf'
    """
    lang = order.language
    name = message(lang, "outreach.file_name")
    level = message(lang, f"export.file_{order.level.value}")
    assumed = f"-{message(lang, 'outreach.file_assumed')}" if order.scenario else ""
    return f"{catalog.naming.package}-{name}-{level}-{order.day.isoformat()}{assumed}.{form.value}"


def sources_of(entry: Entry) -> tuple[str, ...]:
    """Everything a row rests on, the boundaries included."""
    return (*entry.source_ids, payload.BORDERS_SOURCE)


def doors(entry: Entry, language: str) -> list[str]:
    """The members next door, each with its share of the boundary, the longest first."""
    return [
        message(
            language,
            "outreach.door_with_share",
            line=pick(language, door.line),
            share=pick(language, outreach.border_share(door.share)),
        )
        for door in entry.neighbourhood.doors
    ]
