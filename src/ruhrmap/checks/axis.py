"""Checks of dates against the time axis: from ``axisStart`` to the date of the package."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruhrmap.package import Package
from ruhrmap.package.finding import Finding, error

# What the slider must be able to show: its whole span lies on the axis.
_ON_AXIS: Final = (
    ("memberships", "joined"),
    ("memberships", "left"),
    ("evidence", "date"),
    ("published_totals", "as_of"),
)
# What may be older than the axis but cannot be younger than the package that holds it.
_NOT_LATER: Final = (
    ("sources", "date"),
    ("sources", "accessed"),
    ("population_area", "population_date"),
)


def dates_lie_on_the_axis(package: Package) -> Iterator[Finding]:
    """Memberships, evidence and totals speak of times that the slider can show."""
    start, end = package.descriptor.axis_start, package.descriptor.data_date
    for name, column in _ON_AXIS:
        table = package[name]
        for row in table:
            date = row.edtf(column)
            if date is None:
                continue
            place, fields = (table.file, row.number, column), {"value": date.text}
            if start is not None and date.earliest < start:
                yield error("axis_before", *place, **fields, start=start.isoformat())
            if end is not None and date.latest > end:
                yield error("axis_after", *place, **fields, end=end.isoformat())


def nothing_is_younger_than_the_package(package: Package) -> Iterator[Finding]:
    """No source appeared, was read or was counted after the date of the package."""
    end = package.descriptor.data_date
    for name, column in _NOT_LATER if end is not None else ():
        table = package[name]
        for row in table:
            edtf, day = row.edtf(column), row.day(column)
            earliest = edtf.earliest if edtf is not None else day
            if end is not None and earliest is not None and earliest > end:
                fields = {"value": row.raw[column], "end": end.isoformat()}
                yield error("axis_after", table.file, row.number, column, **fields)
