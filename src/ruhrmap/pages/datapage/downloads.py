"""The section on downloads: what is shown, or everything, in each form."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from ruhrmap import coverage
from ruhrmap.api import description
from ruhrmap.export import Format, Selection, file_name
from ruhrmap.messages import long_date, message, pick
from ruhrmap.model import Catalog
from ruhrmap.view import ViewState

Json = dict[str, Any]

# In the order of how many people can open them.
_TABLES = (Format.XLSX, Format.CSV, Format.GEOJSON, Format.GPKG)


def downloads(catalog: Catalog, view: ViewState) -> Json:
    """Files of the displayed selection and of everything, as ``frontend/datapage.js`` takes it."""
    lang = view.language
    groups = [_shown(catalog, view, view.place)]
    if view.place is not None:
        groups.append(_shown(catalog, view, None))
    everything = Selection(lang)
    groups.append(
        {
            "heading": message(lang, "data.download_all"),
            "note": message(lang, "data.download_all_note"),
            "files": [
                *(_file(catalog, form, everything, {"scope": "all"}) for form in _TABLES),
                _file(catalog, Format.ZIP, everything, {}),
            ],
        }
    )
    return {"groups": groups}


def _shown(catalog: Catalog, view: ViewState, place: str | None) -> Json:
    lang = view.language
    asked = {"date": view.date.isoformat(), "level": view.level.value}
    note = message(
        lang,
        "data.download_shown_note",
        date=long_date(lang, view.date),
        level=message(lang, f"data.level_{view.level.value}"),
    )
    heading = message(lang, "data.download_shown")
    if place is not None:
        asked["place"] = place
        name = pick(lang, coverage.detail(catalog, place, view.date).title)
        heading = message(lang, "data.download_place", place=name)
        note = message(lang, "data.download_place_note", date=long_date(lang, view.date))
    selection = Selection(lang, view.date, view.level, place)
    return {
        "heading": heading,
        "note": note,
        "files": [_file(catalog, form, selection, asked) for form in _TABLES],
    }


def _file(catalog: Catalog, form: Format, selection: Selection, asked: dict[str, str]) -> Json:
    lang = selection.language
    query = {"format": form.value, **asked, "lang": lang}
    return {
        "href": f".{description.DOWNLOAD}?{urlencode(query)}",
        "name": file_name(catalog, form, selection),
        "form": message(lang, f"data.form_{form.value}"),
        "use": message(lang, f"data.form_{form.value}_use"),
    }
