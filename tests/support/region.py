"""A made region for the tests of boundaries: two districts and what lies around them.

Every border is wavy, so that there is something to generalise, and every coordinate a whole
number of millimetres, as in the official source. ::

    +------+----------------+--------+
    |      | Dorren | Essel |        |
    |Aheim +----------------+ OUTSIDE|
    |      |     Calde      |        |
    +------+----------------+--------+   CORNER touches the region in its last point alone,
                            | CORNER |   FAR lies apart
                            +--------+
"""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pandas
import shapely

from ruhrmap import boundaries
from ruhrmap.model import Level, Territory, TerritoryKind

UTM = "EPSG:25832"
FILES = ("context.geojson", "districts.geojson", "municipalities.geojson")

CELL = 500.0
CITY, KREIS, OUTSIDE, CORNER, FAR = "05111", "05222", "05333", "05444", "05555"
TOWNS = {"05111000": CITY, "05222004": KREIS, "05222008": KREIS, "05222012": KREIS}
NAMES = {"05111": "Aheim", "05222": "Kreis Bede", "05111000": "Aheim", "05222004": "Calde"}
NAMES |= {"05222008": "Dorren", "05222012": "Essel"}
TERRITORIES = tuple(
    Territory(
        ags=key,
        level=Level.DISTRICT if len(key) == 5 else Level.MUNICIPALITY,
        kind=TerritoryKind.INDEPENDENT_CITY if key.startswith(CITY) else TerritoryKind.KREIS,
        name=name,
        short_name=name,
        district_ags=key[:5],
    )
    for key, name in NAMES.items()
)


def cell(column: int, row: int) -> shapely.Polygon:
    """One cell of the grid, counted from the south-west corner of the region."""
    corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
    return shapely.Polygon([_wavy_point(x, y) for x, y in corners])


def _wavy_point(x: int, y: int) -> tuple[float, float]:
    """A point of the grid, pushed aside so that no border is straight; millimetres."""
    east = (x * 7919 + y * 104729) % 211 / 211 - 0.5
    north = (x * 1299709 + y * 15485863) % 197 / 197 - 0.5
    return (
        round(360_000 + CELL * (x + 0.6 * east), 3),
        round(5_700_000 + CELL * (y + 0.6 * north), 3),
    )


def block(column: int, row: int, columns: int = 1, rows: int | None = None) -> Any:
    """Several cells as one shape: so many columns and as many rows, unless told."""
    cells = itertools.product(
        range(column, column + columns), range(row, row + (columns if rows is None else rows))
    )
    return shapely.coverage_union_all([cell(c, r) for c, r in cells])


def _made() -> geopandas.GeoDataFrame:
    """Municipalities and districts of the made region in one table, with ART as in NRW."""
    shapes = {
        "05111000": block(0, 0, 8, 16),
        "05222004": block(8, 0, 16, 8),
        "05222008": block(8, 8, 8, 8),
        "05222012": block(16, 8, 8, 8),
    }
    around = {
        OUTSIDE: block(24, 0, 6, 16),
        CORNER: block(24, -4, 6, 4),
        FAR: block(60, 0, 4),
    }
    rows = [{"ART": "G", "KN": key, "GN": NAMES[key], "geometry": s} for key, s in shapes.items()]
    for district in (CITY, KREIS):
        whole = shapely.coverage_union_all([shapes[k] for k, d in TOWNS.items() if d == district])
        rows.append({"ART": "K", "KN": district + "000", "GN": NAMES[district], "geometry": whole})
    for district, whole in around.items():
        rows.append({"ART": "K", "KN": district + "000", "GN": "draußen", "geometry": whole})
    return geopandas.GeoDataFrame(rows, crs=UTM)


MADE = _made()
AREAS = {row.KN: row.geometry.area / 1e6 for row in MADE.itertuples() if row.ART == "G"}


def level_of(frame: geopandas.GeoDataFrame, art: str) -> geopandas.GeoDataFrame:
    """The rows of one level: G or K."""
    return frame[art == frame["ART"]]


def write_folder(frame: geopandas.GeoDataFrame, folder: Path, suffix: str = ".gpkg") -> Path:
    """A folder with a file for each level."""
    folder.mkdir(parents=True, exist_ok=True)
    level_of(frame, "G").to_file(folder / f"gem{suffix}")
    level_of(frame, "K").to_file(folder / f"krs{suffix}")
    return folder


def zipped(folder: Path, archive: Path) -> Path:
    """An archive of all that lies in a folder."""
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, path.relative_to(folder))
    return archive


def build(source: Path, out: Path) -> dict[str, bytes]:
    """Build the made region from a source; what was written, by file name."""
    boundaries.build(source, out, TERRITORIES, AREAS)
    return {name: (out / name).read_bytes() for name in FILES}


def zip_of_shapefiles(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    """Both levels as shapefiles in one archive, the form in which they are published."""
    return zipped(write_folder(frame, base / "shp", ".shp"), base / "dvg.zip")


def changed(key: str, change: Callable[[Any], Any], art: str | None = None) -> Any:
    """The made region with the shape of one key changed."""
    frame = MADE.copy()
    rows = frame["KN"] == key
    if art:
        rows &= frame["ART"] == art
    frame.loc[rows, "geometry"] = geopandas.GeoSeries(
        [change(shape) for shape in frame.loc[rows, "geometry"]], index=frame.index[rows], crs=UTM
    )
    return frame


def without(key: str, art: str) -> Any:
    """The made region without one row."""
    return MADE[~((MADE["KN"] == key) & (MADE["ART"] == art))]


def twice(key: str, art: str) -> Any:
    """The made region with one row repeated."""
    again = MADE[(MADE["KN"] == key) & (MADE["ART"] == art)]
    return geopandas.GeoDataFrame(pandas.concat([MADE, again]), crs=UTM)


def changed_both(key: str, change: Callable[[Any], Any]) -> Any:
    """The same change to a municipality and to its district."""
    frame = changed(key, change, "G")
    rows = frame["KN"] == key[:5] + "000"
    rows &= frame["ART"] == "K"
    frame.loc[rows, "geometry"] = [change(shape) for shape in frame.loc[rows, "geometry"]]
    return frame
