"""A scenario on a staff's page: the answers of the core as ``frontend/scenario.js`` draws them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from ruhrmap import coverage, payload
from ruhrmap.coverage import CurveStep, Scenario, Status, Supposed
from ruhrmap.messages import long_date, message, pick, short_date
from ruhrmap.pages import prose
from ruhrmap.site import Site
from ruhrmap.view import ViewState

Json = dict[str, Any]

_CURVE: Final = "population"  # the figure whose course is drawn


def drawn(here: Site, view: ViewState, page: str) -> Json | None:
    """The scenario of a view: map, figures and curve, said to be assumed; None without one.

    ``page`` is the key of the page it stands on, for the link that ends it.
    """
    if not view.scenario:
        return None
    lang = view.language
    told = coverage.scenario(here.catalog, view.scenario, view.date)
    parts = told.legend[view.level]
    order = [place.ags for place in here.catalog.at(view.level)]
    return {
        "heading": message(lang, "scenario.heading"),
        "warning": pick(lang, told.warning),
        "title": pick(lang, told.title),
        "sentence": pick(lang, told.sentence),
        "basis": _basis(lang, view, told),
        "announcement": pick(lang, told.announcement),
        "end": {
            **prose.page(replace(view, scenario=()), page, message(lang, "scenario.end")),
            "anew": True,
        },
        "level": view.level,
        "letters": "".join(_letter(told.shown[view.level][ags]) for ags in order),
        "names": [here.catalog.territories[ags].name for ags in order],
        "labels": {_letter(part.status): pick(lang, part.label) for part in parts},
        "legend": [[_letter(part.status), part.count, pick(lang, part.label)] for part in parts],
        "alternative": pick(lang, told.alternative[view.level]),
        "figures": _figures(view, told),
        "curve": _curve(here, lang, told),
    }


def _letter(one: Status | Supposed) -> str:
    return payload.CODES[one] if isinstance(one, Status) else payload.SUPPOSED_CODES[one]


def _basis(lang: str, view: ViewState, told: Scenario) -> str:
    """What is reckoned with, and those chosen of whom nothing is assumed."""
    parts = [message(lang, f"scenario.basis_{view.level.value}")]
    if told.already and told.places:
        names = ", ".join(place.name for place in told.already)
        parts.append(message(lang, "scenario.already", names=names))
    return " ".join(parts)


def _figures(view: ViewState, told: Scenario) -> Json:
    lang = view.language
    return {
        "caption": message(lang, "scenario.figures"),
        "columns": [message(lang, f"scenario.column_{c}") for c in ("figure", "before", "after")],
        "rows": [
            {
                "key": one.before.key,
                "label": pick(lang, one.name),
                "before": pick(lang, one.before.value),
                "after": pick(lang, one.after.value),
                "differs": one.differs,
                "source": _source(view, one.before.source_ids, pick(lang, one.name)),
            }
            for one in told.outcomes
        ],
    }


def _source(view: ViewState, source_ids: tuple[str, ...], what: str) -> Json:
    """The way from a figure to its source on the page on data: its own, else all of them."""
    lang = view.language
    anchor = payload.anchor(source_ids[0]) if source_ids else "alle-quellen"
    link = prose.page(view, "data", message(lang, "ui.source"), anchor)
    return {**link, "name": message(lang, "ui.source_of", what=what)}


def _curve(here: Site, lang: str, told: Scenario) -> Json:
    of_people = next(o for o in told.outcomes if o.before.key == _CURVE)
    one = next(s for s in coverage.series(here.catalog, here.frames) if s.key == _CURVE)
    return {
        "caption": message(
            lang,
            "scenario.curve",
            date=long_date(lang, told.day),
            before=pick(lang, of_people.before.value),
            after=pick(lang, of_people.after.value),
        ),
        "start": here.catalog.axis_start.isoformat(),
        "end": here.catalog.data_date.isoformat(),
        "day": told.day.isoformat(),
        "day_label": short_date(lang, told.day),
        "known": _steps(told.curve),
        "assumed": _steps(told.assumed),
        "axis": [[tick.value, pick(lang, tick.label)] for tick in one.axis],
        "names": [message(lang, f"scenario.line_{line}") for line in ("known", "assumed")],
    }


def _steps(steps: tuple[CurveStep, ...]) -> list[list[Any]]:
    return [[step.day.isoformat(), step.share] for step in steps]


def elsewhere(view: ViewState) -> Json | None:
    """On pages that show no scenario: a line that says so, and where it is shown."""
    if not view.scenario:
        return None
    lang = view.language
    return prose.notice(
        [
            message(lang, "scenario.not_here"),
            " ",
            prose.page(view, "joining", message(lang, "scenario.there")),
        ]
    )
