"""A frame as programs read it: the one shape of the command line's JSON and of the API."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ruhrmap.coverage.counting import Counting
from ruhrmap.coverage.frame import Frame
from ruhrmap.model import Catalog, Level

_SHARE_DIGITS: Final = 6


def coverage_record(catalog: Catalog, frame: Frame, day: date, level: Level) -> dict[str, Any]:
    """What holds on a key date.

    Parameters
    ----------
    catalog : Catalog
    frame : Frame
        The frame that holds ``day``.
    day : date
        The key date.
    level : Level
        Of ``statuses`` and ``counts.by_status``; all other counts do not depend on it.

    Returns
    -------
    dict
        Ready for JSON. Shares are fractions of one, areas are in km2, days are ISO 8601,
        texts are in German and English.
    """
    counts = frame.counts
    return {
        "date": day.isoformat(),
        "level": level.value,
        "span": {"start": frame.start.isoformat(), "end": frame.end.isoformat()},
        "after_evidence": frame.after_evidence,
        "sentence": frame.sentence.by_language(),
        "counts": {
            **_counts(counts),
            "by_status": {s.value: n for s, n in counts.by_status[level].items()},
        },
        "statuses": {p.ags: frame.statuses[level][p.ags].value for p in catalog.at(level)},
    }


def _counts(counts: Counting) -> dict[str, Any]:
    return {
        "kommunen": counts.kommunen,
        "kommunen_possible": counts.kommunen_possible,
        "districts": counts.districts,
        "districts_possible": counts.districts_possible,
        "districts_total": counts.districts_total,
        "municipalities": counts.municipalities,
        "municipalities_possible": counts.municipalities_possible,
        "municipalities_total": counts.municipalities_total,
        "population": counts.population,
        "population_possible": counts.population_possible,
        "population_total": counts.population_total,
        "population_share": round(counts.population_share, _SHARE_DIGITS),
        "area_km2": counts.area_km2,
        "area_possible": counts.area_possible,
        "area_total": counts.area_total,
        "area_share": round(counts.area_share, _SHARE_DIGITS),
        "universities": counts.universities,
    }
