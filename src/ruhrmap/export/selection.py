"""What is asked for: a key date with level and place, or everything; and its file's name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ruhrmap import coverage
from ruhrmap.messages import message, pick
from ruhrmap.model import Catalog, Level


class Format(StrEnum):
    """The forms of a download; each is the ending of its file."""

    CSV = "csv"
    XLSX = "xlsx"
    GEOJSON = "geojson"
    GPKG = "gpkg"
    ZIP = "zip"  # the whole data package

    @property
    def media_type(self) -> str:
        """As servers and catalogues name it."""
        return _MEDIA_TYPES[self]

    @property
    def packs_well(self) -> bool:
        """Whether compressing it on the way saves anything: some are packed already."""
        return self not in (Format.XLSX, Format.ZIP)


_MEDIA_TYPES: Final = {
    Format.CSV: "text/csv; charset=utf-8; header=present",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.GEOJSON: "application/geo+json",
    Format.GPKG: "application/geopackage+sqlite3",
    Format.ZIP: "application/zip",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What a download holds.

    Attributes
    ----------
    language : str
        Of labels, notes and what is said about the data; names of columns do not change.
    day : date or None
        The key date; without one everything: both levels and the members that are no
        territories, on each span between two turning days.
    level : Level
        Of the rows on a key date.
    place : str or None
        Key of a chosen place: its own row, or those of the level that lie in it.
    """

    language: str
    day: date | None = None
    level: Level = Level.MUNICIPALITY
    place: str | None = None


def file_name(catalog: Catalog, form: Format, selection: Selection) -> str:
    """A name that tells what is inside, in letters that every system takes.

    Examples
    --------
    >>> from ruhrmap import catalog
    >>> ours = catalog.load()
    >>> file_name(ours, Format.CSV, Selection("de", date(2024, 4, 10)))
    'ruhrmap-gemeinden-2024-04-10.csv'
    >>> chosen = Selection("en", date(2024, 4, 10), Level.DISTRICT, "05119000")
    >>> file_name(ours, Format.XLSX, chosen)
    'ruhrmap-districts-oberhausen-2024-04-10.xlsx'
    >>> file_name(ours, Format.ZIP, Selection("de"))
    'ruhrmap-datenpaket-1.0.0.zip'
    """
    lang = selection.language
    if form is Format.ZIP:
        parts = [message(lang, "export.file_package"), catalog.version]
    elif selection.day is None:
        parts = [message(lang, "export.file_all"), catalog.version]
    else:
        parts = [message(lang, f"export.file_{selection.level.value}")]
        if selection.place is not None:
            parts.append(place_name(catalog, lang, selection.place, selection.day))
        parts.append(selection.day.isoformat())
    return f"{catalog.naming.package}-{'-'.join(parts)}.{form.value}"


def place_name(catalog: Catalog, language: str, place: str, day: date) -> str:
    """The name of a place as a part of a file's name."""
    return _plain(pick(language, coverage.detail(catalog, place, day).title))


_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower().translate(_UMLAUTS))
    return re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode()).strip("-")
