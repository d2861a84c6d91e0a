"""Checks of the data's change log: it rises, and its last row is the package as it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ruhrmap.checks.needs import needs
from ruhrmap.package import Package, Row
from ruhrmap.package.finding import Finding, error


@needs(changes="version date")
def changes_rise(package: Package) -> Iterator[Finding]:
    """A later row has a higher version and no earlier day."""
    table = package["changes"]
    for before, row in pairwise(_readable(package)):
        if _parts(row) <= _parts(before):
            fields = {"value": row.text("version"), "before": before.text("version")}
            yield error("changes_version_order", table.file, row.number, "version", **fields)
        day, earlier = row.day("date"), before.day("date")
        if day is not None and earlier is not None and day < earlier:
            fields = {"value": day.isoformat(), "before": earlier.isoformat()}
            yield error("changes_date_order", table.file, row.number, "date", **fields)


@needs(changes="version date")
def last_change_is_the_package(package: Package) -> Iterator[Finding]:
    """``version`` and ``created`` of the package are those of the last row."""
    rows = _readable(package)
    if not rows or len(rows) < len(package["changes"].rows):
        return  # the slip in a row is told; which row is the last is not certain
    file, last, told = package["changes"].file, rows[-1], package.descriptor
    if told.version and told.version != last.text("version"):
        fields = {"value": last.text("version"), "package": told.version}
        yield error("changes_version", file, last.number, "version", **fields)
    day = last.day("date")
    if told.data_date is not None and day is not None and day != told.data_date:
        fields = {"value": day.isoformat(), "package": told.data_date.isoformat()}
        yield error("changes_date", file, last.number, "date", **fields)


def _readable(package: Package) -> list[Row]:
    return [row for row in package["changes"] if row.text("version") and row.day("date")]


def _parts(row: Row) -> tuple[int, ...]:
    return tuple(int(part) for part in row.text("version").split("."))
