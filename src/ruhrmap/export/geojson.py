"""GeoJSON (RFC 7946): a feature each place, and what must be known as a foreign member."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from ruhrmap import boundaries
from ruhrmap.export.about import about
from ruhrmap.export.material import Material
from ruhrmap.export.selection import Selection
from ruhrmap.export.tables import Cell, Table, sources_of, sources_table, status_table
from ruhrmap.model import Level


def write(material: Material, selection: Selection) -> bytes:
    """One feature a place, or a place and span; a member that is no territory has no shape."""
    table = status_table(material, selection)
    shapes = geometries(material)
    features = [
        {
            "type": "Feature",
            "properties": {name: _plain(cell) for name, cell in record.items()},
            "geometry": shapes.get((str(record["level"]), str(record["ags"]))),
        }
        for record in table.records()
    ]
    collection = {
        "type": "FeatureCollection",
        "metadata": metadata(material, selection, table),
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    return (text.replace('{"type":"Feature",', '\n{"type":"Feature",') + "\n").encode()


def metadata(material: Material, selection: Selection, table: Table) -> dict[str, Any]:
    """What must be known of the file, ready for JSON."""
    told, lang = about(material, selection), selection.language
    sources = sources_table(material, lang, sources_of(table))
    return {
        "title": told.title,
        "key_date": selection.day.isoformat() if selection.day else told.key_date,
        "version": told.version,
        "date": told.data_date.isoformat(),
        "evidence_end": told.evidence_end.isoformat(),
        "state": told.state,
        "population": told.population,
        "language": lang,
        "licences": [asdict(one) for one in told.licences],
        "citation": told.citation,
        "not_known": list(told.unknown),
        "columns": {one.name: one.label(lang) for one in table.columns},
        "sources": [
            {name: _plain(cell) for name, cell in record.items()} for record in sources.records()
        ],
    }


def geometries(material: Material) -> dict[tuple[str, str], Any]:
    """The shape of each territory by level and key."""
    folder = material.folder / "geo"
    return {
        (level.value, feature["properties"]["ags"]): feature["geometry"]
        for level in Level
        for feature in boundaries.load(level, folder)["features"]
    }


def _plain(cell: Cell) -> str | int | float | None:
    return cell.isoformat() if isinstance(cell, date) else cell
