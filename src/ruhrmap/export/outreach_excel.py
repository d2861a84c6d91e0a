"""The lists of open accessions for Excel: what must be known first, then one sheet a list.

Behind them the press items with their links, and every source. Dates are dates, numbers are
numbers, texts are texts whatever they begin with (:mod:`ruhrmap.export.excel`).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ruhrmap import wording
from ruhrmap.export import excel
from ruhrmap.export.material import Material
from ruhrmap.export.outreach_front import Front, OutreachOrder, doors, front, sources_of
from ruhrmap.export.tables import Cell, Column, Kind, Table, sources_table
from ruhrmap.messages import message, pick
from ruhrmap.outreach import Entry, OutreachList

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

_ROWS: Final = (
    Column("name", width=26),
    Column("ags", width=11),
    Column("kind", width=16),
    Column("district", width=22),
    Column("status", width=36),
    Column("assumed", width=12),
    Column("population", Kind.INTEGER, 12),
    Column("population_date", Kind.DATE, 14),
    Column("area", Kind.NUMBER, 11),
    Column("share", Kind.SHARE, 14),
    Column("share_open", Kind.SHARE, 16),
    Column("share_outside", Kind.SHARE, 14),
    Column("near", width=58),
    Column("near_how", width=70),
    Column("effect_population", Kind.INTEGER, 14),
    Column("effect_before", Kind.SHARE, 14),
    Column("effect_after", Kind.SHARE, 14),
    Column("effect_places_before", Kind.INTEGER, 12),
    Column("effect_places_after", Kind.INTEGER, 12),
    Column("agreement", Kind.DATE, 14),
    Column("evidence", Kind.DATE, 14),
    Column("evidence_days", Kind.INTEGER, 12),
    Column("evidence_age", width=30),
    Column("told", width=60),
    Column("press", Kind.INTEGER, 11),
    Column("source_ids", width=34),
)
_PRESS: Final = (
    Column("list", width=30),
    Column("name", width=26),
    Column("scope", width=34),
    Column("press_date", width=24),
    Column("press_day", Kind.DATE, 13),
    Column("press_title", width=60),
    Column("publisher", width=34),
    Column("medium", width=18),
    Column("after", Kind.FLAG, 14),
    Column("url", width=60),
)
_HEAD_HIGH: Final = 48  # points: headings in words take up to three lines
_DIGITS: Final = 6  # of a share


def write(material: Material, order: OutreachOrder) -> bytes:
    """The workbook; the same bytes for the same data and order."""
    import xlsxwriter

    lang, told = order.language, front(material, order)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, excel.OPTIONS) as book:
        excel.properties(book, material, told.about, told.title, told.subject)
        formats = excel.Formats(book, lang)
        _first(book, formats, told, lang)
        for one in told.lists:
            table = Table(one.kind, _ROWS, tuple(_rows(one, told, lang)))
            name = message(lang, f"outreach.sheet_{one.kind.value}")
            headings = _headings(_ROWS, lang)
            sheet = excel.table_sheet(book, formats, table, name, headings)
            sheet.set_row(0, _HEAD_HIGH)
            sheet.freeze_panes(1, 1)  # the name stays in sight as well
            if not one.entries:
                sheet.write_string(1, 0, pick(lang, one.empty), formats.plain)
        press = Table("press", _PRESS, tuple(_press(told.lists, lang)))
        name = message(lang, "outreach.sheet_press")
        excel.table_sheet(book, formats, press, name, _headings(_PRESS, lang))
        sources = sources_table(material, lang, told.source_ids)
        name = message(lang, "export.sheet_sources")
        labels = [one.label(lang) for one in sources.columns]
        excel.table_sheet(book, formats, sources, name, labels).set_row(0, _HEAD_HIGH)
    return file.getvalue()


def _headings(columns: Iterable[Column], lang: str) -> list[str]:
    return [message(lang, f"outreach.x_{one.name}") for one in columns]


def _first(book: Workbook, formats: excel.Formats, told: Front, lang: str) -> None:
    """The sheet that says what the others are: key date, counts, assumption, rules, sources."""
    sheet = book.add_worksheet(message(lang, "export.sheet_read_me"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, excel.LABELS_WIDTH)
    sheet.set_column(1, 1, excel.TEXTS_WIDTH)
    sheet.write_string(0, 0, told.title, formats.heading)
    about = told.about
    row = excel.lines(
        sheet, formats, 2, [(message(lang, "outreach.label_key_date"), told.subject), *told.summary]
    )
    if told.assumed:
        row = excel.section(sheet, formats, row, message(lang, "outreach.label_assumed"))
        row = excel.lines(sheet, formats, row, [("", text) for text in told.assumed])
    row = excel.section(sheet, formats, row, message(lang, "outreach.ui_rules"))
    row = excel.lines(sheet, formats, row, told.rules)
    row = excel.section(sheet, formats, row, message(lang, "outreach.label_sources"))
    row = excel.lines(
        sheet,
        formats,
        row,
        [
            (message(lang, "export.label_state"), about.state),
            (message(lang, "export.label_population"), about.population),
            (message(lang, "export.label_citation"), about.citation),
            *(
                (one.part, f"{one.title} ({one.name}) {one.url}\n{one.credit}")
                for one in about.licences
            ),
        ],
    )
    row = excel.section(sheet, formats, row, message(lang, "export.label_unknown"))
    excel.lines(sheet, formats, row, [("", text) for text in about.unknown])
    excel.for_print(sheet)


def _rows(one: OutreachList, told: Front, lang: str) -> Iterator[tuple[Cell, ...]]:
    for entry in one.entries:
        near, effect, fresh = entry.neighbourhood, entry.effect, entry.freshness
        how = (
            f"{pick(lang, door.name)}: {pick(lang, door.precision)}"
            for door in entry.neighbourhood.doors
        )
        sentences = (entry.detail.since, entry.detail.precision, *entry.detail.notes)
        assumed = message(lang, "outreach.yes") if entry.place.ags in told.assumed_keys else ""
        yield (
            entry.place.name,
            entry.place.ags,
            pick(lang, entry.kind_label),
            entry.district,
            wording.capitalised(pick(lang, entry.status_label)),
            assumed,
            entry.population,
            entry.population_date,
            entry.area_km2,
            round(near.covered, _DIGITS),
            round(near.open, _DIGITS),
            round(near.outside, _DIGITS),
            "\n".join(doors(entry, lang)),
            "\n".join(how),
            effect.population if effect.joins else -effect.population,
            round(effect.share_before, _DIGITS),
            round(effect.share_after, _DIGITS),
            effect.places_before,
            effect.places_after,
            entry.agreement_until,
            fresh.last,
            fresh.days,
            pick(lang, fresh.age or fresh.line),
            " ".join(pick(lang, text) for text in sentences if text),
            _count(entry),
            ";".join(sources_of(entry)),
        )


def _count(entry: Entry) -> int:
    return sum(len(group.items) for group in entry.releases)


def _press(lists: Iterable[OutreachList], lang: str) -> Iterator[tuple[Cell, ...]]:
    for one in lists:
        for entry in one.entries:
            for group in entry.releases:
                for item in group.items:
                    source = item.release.source
                    exact = source.date is not None and source.date.is_exact
                    yield (
                        pick(lang, one.title),
                        entry.place.name,
                        pick(lang, group.heading),
                        pick(lang, item.date_label),
                        source.date.latest if source.date is not None and exact else None,
                        source.title,
                        source.publisher,
                        pick(lang, item.medium_label),
                        item.after_key_date,
                        source.url,
                    )
