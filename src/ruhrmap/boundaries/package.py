"""Building from the data package alone: its territories, its areas, its folder.

Read here and not by the catalogue, which wants the very files that are to be built.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ruhrmap.boundaries.building import BuildReport, build
from ruhrmap.boundaries.findings import BoundaryError, finding
from ruhrmap.model import Level, Territory, TerritoryKind

_T = TypeVar("_T")


def build_from_package(source: Path, out: Path | None = None) -> BuildReport:
    """Build the boundaries of the data package's territories from ``source``.

    Parameters
    ----------
    source
        As for :func:`ruhrmap.boundaries.build`.
    out
        Where to write; without it the folder ``geo`` of the data package.

    Raises
    ------
    BoundaryError
        As :func:`ruhrmap.boundaries.build`, and if ``territories.csv`` or
        ``population_area.csv`` cannot be read; ``ruhrmap check`` then tells more.
    """
    from ruhrmap import catalog

    package = catalog.default_path()
    territories = _rows(package / "territories.csv", _territory)
    areas = dict(_rows(package / "population_area.csv", _area))
    return build(source, out if out is not None else package / "geo", territories, areas)


def _territory(row: dict[str, str]) -> Territory:
    return Territory(
        ags=row["ags"],
        level=Level(row["level"]),
        kind=TerritoryKind(row["kind"]),
        name=row["name"],
        short_name=row["short_name"],
        district_ags=row["district_ags"],
    )


def _area(row: dict[str, str]) -> tuple[str, float]:
    return row["ags"], float(row["area_km2"])


def _rows(path: Path, read: Callable[[dict[str, str]], _T]) -> list[_T]:
    """The rows of a table; the first thing its reader trips over is a finding."""
    line = 1
    found = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, strict=True)
            for row in table:
                line = table.line_num
                found.append(read(row))
    except (OSError, csv.Error, KeyError, ValueError, TypeError) as error:
        # KeyError: a column is missing; TypeError: a row is too short.
        broken = finding("package_broken", file=path.name, row=line, reason=str(error))
        raise BoundaryError([broken]) from error
    return found
