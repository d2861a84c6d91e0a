"""The difference in lines: what command and page say of rows, tables and spans of days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruhrmap.delivery.reporting import Report
from ruhrmap.difference import Cell, FileChange, Kind, Move, RowChange, TableDifference
from ruhrmap.messages import message, number, pick

_LONGEST: Final = 80  # characters of a value; the rest stands in the file


def counts(table: TableDifference, language: str) -> str:
    """How many rows came, changed and went: "1 neu, 2 geändert"."""
    parts = [
        message(language, f"delivery.count_{kind.value}", count=number(language, len(rows)))
        for kind in Kind
        if (rows := table.of(kind))
    ]
    if table.reordered:
        parts.append(message(language, "delivery.count_reordered"))
    return ", ".join(parts)


def row(change: RowChange, language: str) -> str:
    """Which row it is: its key, and what people call it by."""
    key = " · ".join(part for part in change.key if part)
    return f"{key} ({shortened(change.name)})" if change.name else key


def kind(change: RowChange | FileChange, language: str) -> str:
    """What became of it: "neu", "geändert", "entfallen"."""
    return message(language, f"delivery.kind_{change.kind.value}")


def cell(change: Cell, language: str, of: Kind = Kind.CHANGED) -> str:
    """A cell before and after: "joined: 2024 statt 2023"; of a new row what it says."""
    fields = {
        "column": change.column,
        "before": shortened(change.before),
        "after": shortened(change.after),
    }
    if of is not Kind.CHANGED:
        value = fields["after" if of is Kind.ADDED else "before"]
        return message(language, "delivery.cell_plain", column=change.column, value=value)
    if not change.before:
        return message(language, "delivery.cell_filled", **fields)
    return message(
        language, "delivery.cell_changed" if change.after else "delivery.cell_emptied", **fields
    )


def period(move: Move, language: str) -> str:
    """A span of days, and whether one of the packages ends before it."""
    told = pick(language, move.period)
    if not move.carried:
        return told
    return message(language, "delivery.period_carried", period=told)


def shortened(text: str) -> str:
    """A value of bounded length.

    Examples
    --------
    >>> len(shortened("x" * 500))
    80
    """
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def lines(report: Report, language: str, most: int) -> Iterator[str]:
    """The whole difference as lines of text; of each table at most so many rows."""
    if report.same:
        yield message(language, "delivery.same")
        return
    yield message(language, "delivery.heading_difference")
    told = report.difference
    if told is None:
        yield f"  {message(language, 'delivery.no_figures_yet')}"
    else:
        yield from (f"  {pick(language, text)}" for text in told.words)
        if not told.moves:
            yield f"  {message(language, 'delivery.no_moves')}"
        for move in told.moves:
            yield f"  {period(move, language)}:"
            for one in move.figures:
                label, before, after = (
                    pick(language, t) for t in (one.label, one.before, one.after)
                )
                yield f"    {label}: {before} → {after}"
    for table in report.tables.tables:
        yield f"  {table.file}: {counts(table, language)}"
        for change in table.rows[:most]:
            yield f"    {kind(change, language)}: {row(change, language)}"
            if change.kind is Kind.CHANGED:
                yield from (f"      {cell(one, language)}" for one in change.cells)
        if (rest := len(table.rows) - most) > 0:
            yield f"    {message(language, 'delivery.more_rows', count=number(language, rest))}"
    for file in report.tables.files:
        yield f"  {file.file}: {kind(file, language)}"
