"""What the browser gets: the frames and texts of :mod:`ruhrmap.coverage`, packed small.

Nothing is decided here. Statuses travel as one letter a territory, in a fixed order, so
that the map finds what changed by comparing two short strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from babel import dates as babel_dates

from ruhrmap import boundaries, coverage, view, wording
from ruhrmap.coverage import Change, Frame, Status, Supposed
from ruhrmap.messages import LANGUAGES, long_date, message, number, short_date
from ruhrmap.model import BORDERS_SOURCE as BORDERS_SOURCE
from ruhrmap.model import Catalog, Level, Territory, Text

Json = dict[str, Any]

CODES: Final[Mapping[Status, str]] = {
    Status.MEMBER: "m",
    Status.STATED: "s",
    Status.ASSUMED: "a",
    Status.UNCERTAIN: "u",
    Status.NONE: "n",
}

# What became of a territory between two key dates: capitals for what changed, the letter of
# the status for what did not.
CHANGE_CODES: Final[Mapping[Change, str]] = {
    Change.NEW_MEMBER: "M",
    Change.NEW_STATED: "S",
    Change.NEW_ASSUMED: "A",
    Change.CONFIRMED: "C",
    Change.POSSIBLE: "P",
    Change.UPGRADED: "U",
    Change.OTHERWISE: "O",
    Change.ENDED: "E",
    Change.POSSIBLY_ENDED: "X",
    Change.MEMBER: CODES[Status.MEMBER],
    Change.STATED: CODES[Status.STATED],
    Change.ASSUMED: CODES[Status.ASSUMED],
    Change.NONE: CODES[Status.NONE],
}

# What is only assumed of a territory.
SUPPOSED_CODES: Final[Mapping[Supposed, str]] = {Supposed.MEMBER: "Y", Supposed.REPRESENTED: "Z"}

EVIDENCE_ANCHOR: Final = "nachweise"

_PAGE_TEXTS: Final = [
    "language",
    "copy_link",
    "link_copied",
    "link_here",
    "embed",
    "embed_heading",
    "embed_hint",
    "embed_code",
    "embed_copy",
    "embed_copied",
    "embed_by_hand",
    "embed_look",
    "close",
    "key_date",
    "play",
    "pause",
    "previous_accession",
    "next_accession",
    "accession",
    "tempo",
    "track_caption",
    "view",
    "view_map",
    "view_curve",
    "view_chronicle",
    "view_table",
    "heading_curve",
    "heading_chronicle",
    "curve_measure",
    "curve_table",
    "curve_period",
    "curve_turns",
    "curve_begins",
    "curve_hint",
    "chronicle_press",
    "chronicle_later",
    "chronicle_within",
    "chronicle_sources",
    "chronicle_undated",
    "chronicle_list",
    "chronicle_failed",
    "chronicle_again",
    "level",
    "level_municipality",
    "level_district",
    "legend",
    "borders",
    "source",
    "connection_lost",
]
_SEARCH_TEXTS: Final = [
    "label",
    "placeholder",
    "description",
    "results",
    "shortcut",
    "clear",
    "cleared",
    "close",
    "hint",
    "of_the_region",
    "no_address",
    "unreachable",
]
# with what the browser fills in
_SEARCH_TEMPLATES: Final = {
    "also": ("name",),
    "chosen_release": ("name", "place"),
    "chosen_region": ("name",),
}
_MAP_TEXTS: Final = ["map_title", "map_keys", "zoom_in", "zoom_out", "zoom_home"]
_COMPARE_TEXTS: Final = [
    "start",
    "start_short",
    "with",
    "key_date",
    "previous",
    "next",
    "end",
    "same",
    "added",
    "ended",
    "nothing",
    "sources",
]
_TEMPOS: Final = (0.5, 1, 2, 4)


def page(catalog: Catalog, frames: tuple[Frame, ...]) -> Json:
    """The data of timeline, sentence, figures, legend and curve."""
    events = coverage.events(catalog)
    return {
        "axis": {
            "start": catalog.axis_start.isoformat(),
            "end": catalog.data_date.isoformat(),
            "opens": coverage.evidence_end(catalog).isoformat(),
            "evidence_end": coverage.evidence_end(catalog).isoformat(),
        },
        "frames": [_page_frame(frame, events) for frame in frames],
        "accessions": [
            {
                "day": a.day.isoformat(),
                "span": [day.isoformat() for day in a.span] if a.span else None,
                "of_territories": a.of_territories,
                "names": a.names.by_language(),
                "short": a.short.by_language(),
            }
            for a in coverage.accessions(catalog)
        ],
        "curve": [
            {"day": c.day.isoformat(), "share": c.share, "possible": c.possible_share}
            for c in coverage.curve(catalog)
        ],
        "series": [_series(one) for one in coverage.series(catalog, frames)],
        "statuses": {code: _label(frames, status).by_language() for status, code in CODES.items()},
        "codes": {status.value: code for status, code in CODES.items()},
        "credit": credit(catalog),
        "evidence": evidence(catalog),
        "places": {key: title.by_language() for key, title in view.titles(catalog).items()},
        "languages": {language: message(language, "ui.own_name") for language in LANGUAGES},
        "texts": {
            language: _page_texts(catalog, language, coverage.evidence_end(catalog))
            for language in LANGUAGES
        },
    }


def time_map(catalog: Catalog, frames: tuple[Frame, ...], geo: Path) -> Json:
    """The data of the map: geometry of both levels, names, statuses, hover lines.

    ``geo`` is the folder of the boundaries.
    """
    order = {level: [t.ags for t in catalog.at(level)] for level in Level}
    lines = Interned()
    packed = [_map_frame(frame, order, lines) for frame in frames]
    return {
        "order": order,
        "by_name": {level: [t.ags for t in wording.by_name(catalog.at(level))] for level in Level},
        "territories": list(_territories(catalog, geo)),
        "frames": packed,
        "hover": lines.by_language(),
        "changes": {
            code: coverage.hover_prefix(change).by_language()
            for change, code in CHANGE_CODES.items()
        },
        "geometry": {
            "municipality": boundaries.load(Level.MUNICIPALITY, geo),
            "district": boundaries.load(Level.DISTRICT, geo),
            "context": boundaries.load_context(geo),
        },
        "texts": {
            language: {
                **{key: message(language, f"ui.{key}", **catalog.words) for key in _MAP_TEXTS},
                "lists": {level: message(language, f"ui.list_{level}") for level in Level},
            }
            for language in LANGUAGES
        },
    }


def evidence(catalog: Catalog) -> Json:
    """What every status and count rests on, in a few words, and where more is said of it."""
    count, day = len(catalog.evidence), coverage.evidence_end(catalog)
    told: Json = {"anchor": EVIDENCE_ANCHOR}
    for language in LANGUAGES:
        date = short_date(language, day)
        text = message(language, "sources.evidence", count=number(language, count), date=date)
        told[language] = {"label": message(language, "table.status"), "text": text}
    return told


def credit(catalog: Catalog) -> str:
    """The short credit of the borders, as their record gives it."""
    source = catalog.sources[BORDERS_SOURCE]
    return f"{source.publisher}, {source.licence}"


def _series(one: coverage.Series) -> Json:
    """A measure of the curve; of each frame the parts by status, from the ground up."""
    return {
        "key": one.key,
        "name": one.name.by_language(),
        "about": one.about.by_language(),
        "axis": [{"value": t.value, "label": t.label.by_language()} for t in one.axis],
        "statuses": [CODES[status] for status in one.statuses],
        "points": [
            {
                "parts": [point.by_status[status] for status in one.statuses],
                "worded": [point.worded[status].by_language() for status in one.statuses],
                "certain": point.certain,
                "told": point.told.by_language(),
            }
            for point in one.points
        ],
    }


def _page_frame(frame: Frame, events: tuple[coverage.Event, ...]) -> Json:
    return {
        "start": frame.start.isoformat(),
        "end": frame.end.isoformat(),
        "turns": coverage.what_turns(events, frame.start).by_language(),
        "sentence": frame.sentence.by_language(),
        "context": frame.context.by_language(),
        "announcement": frame.announcement.by_language(),
        "figures": [
            {
                "key": figure.key,
                "value": figure.value.by_language(),
                "label": figure.label.by_language(),
                "note": figure.note.by_language(),
                "anchor": anchor(figure.source_ids[0] if figure.source_ids else None),
            }
            for figure in frame.figures
        ],
        "legend": {
            level: [{"status": CODES[e.status], "count": e.count} for e in entries]
            for level, entries in frame.legend.items()
        },
    }


def anchor(source_id: str | None) -> str:
    """Where on the page a source is listed; memberships rest on the evidence."""
    return f"quelle-{source_id}" if source_id else EVIDENCE_ANCHOR


def _map_frame(frame: Frame, order: Mapping[Level, list[str]], lines: Interned) -> Json:
    return {
        "statuses": {
            level: "".join(CODES[frame.statuses[level][ags]] for ags in keys)
            for level, keys in order.items()
        },
        "hover": {
            level: [lines.index(frame.hover[level][ags]) for ags in keys]
            for level, keys in order.items()
        },
    }


def _territories(catalog: Catalog, geo: Path) -> Iterable[Json]:
    for level in Level:
        points = boundaries.label_points(level, geo)
        ways = boundaries.directions(level, geo)
        for territory in catalog.at(level):
            point = points[territory.ags]
            towns = _towns(catalog, territory)
            yield {
                "ags": territory.ags,
                "level": level,
                "name": territory.name,
                "lines": label_lines(territory.short_name),
                "lon": point.lon,
                "lat": point.lat,
                "room": point.width_deg,
                "ways": ways[territory.ags],
                "towns": [] if territory.is_independent_city else towns,
                "twin": towns[0] if towns and territory.is_independent_city else None,
            }


def label_lines(name: str) -> list[list[str]]:
    """The ways to set a name on the map: in one line, else in two.

    A long word breaks where ``territories.csv`` marks it with a bar, a name of several
    words between the two that are nearest to its middle.

    Examples
    --------
    >>> label_lines("Kreis Unna")
    [['Kreis Unna'], ['Kreis', 'Unna']]
    >>> label_lines("Gelsen|kirchen")
    [['Gelsenkirchen'], ['Gelsen-', 'kirchen']]
    """
    before, bar, after = name.partition("|")
    if bar:
        return [[before + after], [before + "-", after]]
    cuts = [i + 1 for i, letter in enumerate(name) if letter in " -/"]
    if not cuts:
        return [[name]]
    cut = min(cuts, key=lambda i: abs(i - len(name) / 2))
    return [[name], [name[:cut].rstrip(), name[cut:]]]


def _towns(catalog: Catalog, territory: Territory) -> list[str]:
    if territory.level is Level.MUNICIPALITY:
        return []
    return [t.ags for t in catalog.municipalities_of(territory.ags)]


def _label(frames: tuple[Frame, ...], status: Status) -> Text:
    entries = (e for frame in frames for entries in frame.legend.values() for e in entries)
    return next(e.label for e in entries if e.status is status)


def _page_texts(catalog: Catalog, language: str, evidence_end: date) -> Json:
    words = catalog.words
    texts: Json = {key: message(language, f"ui.{key}", **words) for key in _PAGE_TEXTS}
    texts["tempos"] = [
        message(language, "ui.tempo_value", value=number(language, v, 1 if v % 1 else 0))
        for v in _TEMPOS
    ]
    texts["compare"] = {key: message(language, f"compare.ui_{key}") for key in _COMPARE_TEXTS}
    texts["search"] = {
        key: message(
            language,
            f"search.{key}",
            **words,
            **wording.examples(language, catalog.naming.examples),
        )
        for key in _SEARCH_TEXTS
    }
    texts["search"] |= {
        key: message(language, f"search.{key}", **{name: f"{{{name}}}" for name in names})
        for key, names in _SEARCH_TEMPLATES.items()
    }
    texts["source_of"] = message(language, "ui.source_of", what="{what}")
    evidence = long_date(language, evidence_end)
    texts["curve_after"] = message(language, "ui.curve_after", date=evidence)
    texts["curve_name"] = message(language, "ui.curve_name", about="{about}", date="{date}")
    texts["chronicle_only"] = message(language, "ui.chronicle_only", place="{place}")
    texts["chronicle_now"] = message(language, "ui.chronicle_now", date="{date}")
    texts["chronicle_shown"] = message(language, "ui.chronicle_shown", count="{count}")
    texts["period"] = message(language, "ui.period", first="{first}", last="{last}")
    texts["day"] = message(language, "ui.day", day="{day}", month="{month}", year="{year}")
    texts["months"] = list(babel_dates.get_month_names("wide", locale=language).values())
    return texts


class Interned:
    """Texts that recur, kept once a language and named by their place."""

    def __init__(self) -> None:
        self._places: dict[Text, int] = {}

    def index(self, text: Text) -> int:
        """The place of a text, a new one if it is new."""
        return self._places.setdefault(text, len(self._places))

    def by_language(self) -> dict[str, list[str]]:
        """All texts in the order of their places."""
        return {"de": [t.de for t in self._places], "en": [t.en for t in self._places]}
