"""One way to every file: a format, a selection, and the bytes, kept for the next who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ruhrmap.export import csv_file, excel, geojson, geopackage, package_zip
from ruhrmap.export.material import Material
from ruhrmap.export.selection import Format, Selection, file_name

# The days that readers share links of; the largest file has 2 MB.
_KEPT: Final = 24


@dataclass(frozen=True, slots=True)
class Download:
    """A file with its name, and what it is as servers name it."""

    name: str
    media_type: str
    body: bytes


_WRITERS: Final[dict[Format, Callable[[Material, Selection], bytes]]] = {
    Format.CSV: csv_file.write,
    Format.XLSX: excel.write,
    Format.GEOJSON: geojson.write,
    Format.GPKG: geopackage.write,
    Format.ZIP: package_zip.write,
}


@lru_cache(_KEPT)
def make(material: Material, form: Format, selection: Selection) -> Download:
    """The file of a selection; the zip always holds the whole package."""
    if form is Format.ZIP:
        selection = Selection(selection.language)
    name = file_name(material.catalog, form, selection)
    return Download(name, form.media_type, _WRITERS[form](material, selection))
