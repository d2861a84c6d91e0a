"""GeoPackage: a layer for each level, tables beside them, and metadata; the same bytes each time.

GDAL writes it, by pyogrio. Columns of arrays, not of pandas, keep days as days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

from ruhrmap.export.about import about
from ruhrmap.export.geojson import geometries
from ruhrmap.export.material import Material
from ruhrmap.export.selection import Selection
from ruhrmap.export.tables import (
    Cell,
    Column,
    Kind,
    Table,
    figures_table,
    level_name,
    members_table,
    sources_of,
    sources_table,
    status_table,
)
from ruhrmap.messages import message
from ruhrmap.model import Level

_LAYERS: Final = {Level.MUNICIPALITY: "municipalities", Level.DISTRICT: "districts"}
_CLOCK: Final = "OGR_CURRENT_DATE"  # what GDAL writes as the time of the last change
_one_at_a_time = Lock()  # GDAL's options are those of the whole process


def write(material: Material, selection: Selection) -> bytes:
    """A database: both levels with their shapes, figures, members, sources, and a read-me.

    Both levels are inside whatever level is drawn: a layer more costs a reader nothing. With
    everything there is a row for each span, which a GIS plays by ``valid_from`` and
    ``valid_to``.
    """
    lang = selection.language
    status = {level: _status(material, selection, level) for level in (*Level, None)}
    told = [table for table in status.values() if table.rows]
    members = members_table(material, lang)
    named = [source for table in (*told, members) for source in sources_of(table)]
    others = [
        figures_table(material, selection),
        members,
        sources_table(material, lang, named),
        _read_me(material, selection, (*told, members)),
    ]
    if status[None].rows:
        others.insert(0, replace(status[None], name="other_members"))
    with TemporaryDirectory() as folder, _one_at_a_time, _clock(material.catalog.data_date):
        path = Path(folder) / "ruhrmap.gpkg"
        metadata = _metadata(material, selection)
        for level, layer in _LAYERS.items():
            if (table := status[level]).rows:
                shapes = _shapes(material, table)
                _add(path, replace(table, name=layer), metadata, shapes)
        for table in others:
            _add(path, table, metadata)
        return path.read_bytes()


def _status(material: Material, selection: Selection, level: Level | None) -> Table:
    """The rows of one level; without one of the members that are no territory."""
    asked = replace(selection, level=level or selection.level)
    table = status_table(material, asked)
    place = [one.name for one in table.columns].index("level")
    rows = tuple(row for row in table.rows if row[place] == level_name(level))
    return replace(table, rows=rows)


def _read_me(material: Material, selection: Selection, tables: Iterable[Table]) -> Table:
    """What must be known of the file, a line each; a GIS shows it as a table."""
    told, lang = about(material, selection), selection.language
    lines = [
        (message(lang, "export.label_title"), told.title),
        (message(lang, "export.label_key_date"), told.key_date),
        (message(lang, "export.label_state"), told.state),
        (message(lang, "export.label_population"), told.population),
        (message(lang, "export.label_citation"), told.citation),
        *((one.part, f"{one.title} ({one.name}) {one.url} {one.credit}") for one in told.licences),
        *((message(lang, "export.label_unknown"), text) for text in told.unknown),
        *{one.name: (one.name, one.label(lang)) for t in tables for one in t.columns}.values(),
    ]
    return Table("read_me", (Column("subject"), Column("text")), tuple(lines))


def _metadata(material: Material, selection: Selection) -> dict[str, str]:
    told = about(material, selection)
    return {
        "TITLE": told.title,
        "KEY_DATE": selection.day.isoformat() if selection.day else told.key_date,
        "VERSION": told.version,
        "DATE": told.data_date.isoformat(),
        "STATE": told.state,
        "LICENCE": "; ".join(f"{one.part}: {one.name} {one.url}" for one in told.licences),
        "CITATION": told.citation,
        "NOT_KNOWN": " ".join(told.unknown),
    }


def _shapes(material: Material, table: Table) -> Any:
    import numpy as np
    import shapely
    from shapely.geometry import shape

    by_key = geometries(material)
    keys = zip(table.column("level"), table.column("ags"), strict=True)
    return shapely.to_wkb(np.array([shape(by_key[str(a), str(b)]) for a, b in keys], dtype=object))


def _add(path: Path, table: Table, metadata: dict[str, str], shapes: Any = None) -> None:
    """Add a layer; without shapes a plain table."""
    from pyogrio import raw

    fields = [_field(column, table.column(column.name)) for column in table.columns]
    raw.write(
        path,
        shapes,
        [values for values, _ in fields],
        [column.name for column in table.columns],
        field_mask=[mask for _, mask in fields],
        layer=table.name,
        driver="GPKG",
        geometry_type=None if shapes is None else "MultiPolygon",
        crs=None if shapes is None else "EPSG:4326",
        promote_to_multi=shapes is not None,
        append=path.exists(),
        dataset_metadata=metadata,
        layer_metadata=metadata,
    )


def _field(column: Column, cells: Sequence[Cell]) -> tuple[Any, Any]:
    """The cells as an array of their type, and which of them are empty."""
    import numpy as np

    dtype, empty = _TYPES[column.kind]
    mask = np.array([cell is None for cell in cells], dtype=bool)
    values = np.array([empty if cell is None else cell for cell in cells], dtype=dtype)
    return values, mask if mask.any() else None


# what an array of each kind is of, and what stands where there is nothing
_TYPES: Final[dict[Kind, tuple[str, Any]]] = {
    Kind.TEXT: ("object", None),
    Kind.DATE: ("datetime64[D]", "NaT"),
    Kind.INTEGER: ("int64", 0),
    Kind.NUMBER: ("float64", 0.0),
    Kind.FLAG: ("bool", False),
}


@contextmanager
def _clock(day: date) -> Iterator[None]:
    """The day of the data as the time of the last change: else every file would be another."""
    import pyogrio

    pyogrio.set_gdal_config_options({_CLOCK: f"{day.isoformat()}T00:00:00.000Z"})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({_CLOCK: None})
