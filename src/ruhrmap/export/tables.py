"""The tables of a download: columns with their types, and the rows of the core.

Names of columns are those of the data package and the API, in English and the same in each
format and language, so that a program or a formula works on every file. What a reader
reads (labels, notes, names) is in the language that was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ruhrmap import coverage, payload, wording
from ruhrmap.coverage import Entry, Frame
from ruhrmap.export.material import Material
from ruhrmap.export.selection import Selection
from ruhrmap.messages import message, pick
from ruhrmap.model import Catalog, Level, Source

Cell = str | int | float | date | None


class Kind(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    DATE = "date"
    INTEGER = "integer"
    NUMBER = "number"
    SHARE = "share"  # of one
    FLAG = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, and its width in letters."""

    name: str
    kind: Kind = Kind.TEXT
    width: int = 14

    def label(self, language: str) -> str:
        """What the column holds, for readers."""
        return message(language, f"export.column_{self.name}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name; every row has a cell for each column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, name: str) -> list[Cell]:
        """The cells of one column."""
        index = [one.name for one in self.columns].index(name)
        return [row[index] for row in self.rows]

    def records(self) -> list[dict[str, Cell]]:
        """Each row by the names of its columns."""
        names = [one.name for one in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


_DAY: Final = (Column("key_date", Kind.DATE, 12),)
_SPAN: Final = (Column("valid_from", Kind.DATE, 12), Column("valid_to", Kind.DATE, 12))
_PLACE: Final = (
    Column("level", width=13),
    Column("ags", width=10),
    Column("key", width=22),
    Column("name", width=26),
    Column("kind", width=18),
    Column("district", width=22),
    Column("status", width=20),
    Column("status_label", width=38),
    Column("since", width=26),
    Column("since_precision", width=16),
    Column("certain_from", Kind.DATE, 13),
    Column("precision_note", width=52),
    Column("through", width=22),
    Column("note", width=44),
    Column("last_evidence", Kind.DATE, 14),
)
_AFTER: Final = (Column("after_evidence", Kind.FLAG, 15),)
_SIZE: Final = (
    Column("population", Kind.INTEGER, 12),
    Column("population_date", Kind.DATE, 15),
    Column("area_km2", Kind.NUMBER, 10),
    Column("source_ids", width=30),
)


def status_table(material: Material, selection: Selection) -> Table:
    """The status of each place: on the key date, or on each span between turning days.

    On a key date there is also whether it lies after the last evidence. A span may begin
    before that evidence and end after it, so there the day of the evidence must do.
    """
    lang = selection.language
    if selection.day is not None:
        day = selection.day
        rows = (
            (day, *_cells(entry, level, lang), entry.row.evidence is not None
             and day > entry.row.evidence, *_size(entry))
            for level, entry in _chosen(material.catalog, selection, day)
        )  # fmt: skip
        return Table("status", (*_DAY, *_PLACE, *_AFTER, *_SIZE), tuple(rows))
    spans = (
        (frame.start, frame.end, *_cells(entry, level, lang), *_size(entry))
        for frame in material.frames
        for level, entry in _every(material.catalog, frame.start)
    )
    # what belongs to a place stands together, and so packs well
    in_order = sorted(spans, key=lambda row: (row[2], row[4], row[0]))
    return Table("status", (*_SPAN, *_PLACE, *_SIZE), tuple(in_order))


def level_name(level: Level | None) -> str:
    """What stands in the column ``level``."""
    return "member" if level is None else level.value


def _every(catalog: Catalog, day: date) -> Iterator[tuple[Level | None, Entry]]:
    for level in (*Level, None):
        for entry in coverage.ledger(catalog, level, day):
            yield level, entry


def _chosen(
    catalog: Catalog, selection: Selection, day: date
) -> Iterable[tuple[Level | None, Entry]]:
    """The rows of the level; with a place its own, or those of the level that lie in it."""
    place = selection.place
    of_level = [(selection.level, e) for e in coverage.ledger(catalog, selection.level, day)]
    if place is None:
        return of_level
    territory = catalog.territories.get(place)
    inside = [
        one
        for one in of_level
        if one[1].row.key == place
        or (
            territory is not None
            and territory.district_ags == catalog.territories[one[1].row.ags].district_ags
            and (territory.level is Level.DISTRICT or territory.is_independent_city)
        )
    ]
    if inside:
        return inside
    return [one for one in _every(catalog, day) if one[1].row.key == place]


def _cells(entry: Entry, level: Level | None, language: str) -> tuple[Cell, ...]:
    row, joined = entry.row, entry.joined
    return (
        level_name(level),
        row.ags,
        row.key,
        pick(language, row.name),
        pick(language, row.kind_label),
        row.district,
        row.status.value,
        pick(language, row.status_label),
        joined.text if joined else "",
        joined.precision.value if joined else "",
        joined.latest if joined else None,
        pick(language, entry.precision),
        row.through,
        pick(language, row.note),
        row.evidence,
    )


def _size(entry: Entry) -> tuple[Cell, ...]:
    row = entry.row
    # shape, name and key of a territory have a source of their own
    borders = (payload.BORDERS_SOURCE,) if row.ags else ()
    sources = ";".join((*entry.source_ids, *borders))
    return row.population, entry.population_date, row.area_km2, sources


_FIGURES: Final = (
    "kommunen",
    "kommunen_possible",
    "districts",
    "districts_possible",
    "districts_total",
    "municipalities",
    "municipalities_possible",
    "municipalities_total",
    "population",
    "population_possible",
    "population_total",
    "area_km2",
    "area_possible",
    "area_total",
    "universities",
    "universities_possible",
)
_REAL: Final = frozenset({"area_km2", "area_possible", "area_total"})


def figures_table(material: Material, selection: Selection) -> Table:
    """All counts and sums: of the span that holds the key date, or of every span.

    They never depend on level or place: inhabitants and area are sums over the
    municipalities that are member or represented.
    """
    if selection.day is None:
        chosen: Sequence[Frame] = material.frames
    else:
        chosen = [coverage.frame_on(material.frames, selection.day)]
    columns = (
        *_SPAN,
        *(Column(name, Kind.NUMBER if name in _REAL else Kind.INTEGER, 18) for name in _FIGURES),
        Column("sentence", width=90),
    )
    rows = tuple(
        (
            frame.start,
            frame.end,
            *(getattr(frame.counts, name) for name in _FIGURES),
            pick(selection.language, frame.sentence),
        )
        for frame in chosen
    )
    return Table("figures", columns, rows)


def members_table(material: Material, language: str) -> Table:
    """Every membership with its dates as the sources give them."""
    catalog = material.catalog
    columns = (
        Column("key", width=22),
        Column("name", width=34),
        Column("kind", width=18),
        Column("ags", width=10),
        Column("joined", width=26),
        Column("left", width=26),
        Column("joined_basis", width=20),
        Column("agreement_until", Kind.DATE, 15),
        Column("representation", width=15),
        Column("last_evidence", Kind.DATE, 14),
        Column("note", width=60),
        Column("source_ids", width=30),
    )
    rows = []
    for one in catalog.memberships:
        member = catalog.members[one.member_id]
        rows.append(
            (
                one.member_id,
                member.name if language == "de" else member.name_en,
                message(language, f"kind.{member.kind.value}"),
                member.ags,
                one.joined.text,
                one.left.text if one.left else "",
                one.basis.value,
                one.agreement_until,
                one.representation.value if one.representation else "",
                coverage.evidence_end_of(catalog, one.member_id),
                pick(language, one.note),
                ";".join(one.source_ids),
            )
        )
    return Table("members", columns, tuple(rows))


def sources_table(material: Material, language: str, source_ids: Iterable[str]) -> Table:
    """The records of these sources, in the order of the package, with what rests on each."""
    catalog, wanted = material.catalog, set(source_ids)
    uses = coverage.uses_of(catalog, payload.BORDERS_SOURCE)
    columns = (
        Column("source_id", width=10),
        Column("publisher", width=30),
        Column("title", width=50),
        Column("title_read", Kind.FLAG, 10),
        Column("date", width=14),
        Column("url", width=40),
        Column("accessed", Kind.DATE, 12),
        Column("licence", width=16),
        Column("licence_url", width=30),
        Column("used_for", width=60),
    )
    rows = tuple(
        (
            source.source_id,
            source.publisher,
            source.title,
            source.title_read,
            source.date.text if source.date else "",
            source.url,
            source.accessed,
            source.licence,
            source.licence_url,
            " · ".join(pick(language, text) for text in uses[source.source_id]),
        )
        for source in catalog.sources.values()
        if source.source_id in wanted
    )
    return Table("sources", columns, rows)


def sources_of(table: Table) -> list[str]:
    """The sources that the rows name, each once."""
    named = (str(cell).split(";") for cell in table.column("source_ids") if cell)
    return list(dict.fromkeys(source for ids in named for source in ids))


def reference(source: Source, language: str) -> str:
    """A source in a line: publisher, title, date, address."""
    when = f", {wording.edtf(language, source.date)}" if source.date else ""
    where = f", {source.url}" if source.url else ""
    return f"{source.publisher}: {source.title}{when}{where}"
