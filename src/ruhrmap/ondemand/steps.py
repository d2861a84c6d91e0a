"""The steps of the story for the browser: words as they are, a letter a territory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruhrmap import coverage
from ruhrmap.coverage import Counter, Frame, Pace, Step
from ruhrmap.model import Catalog, Level
from ruhrmap.payload import CHANGE_CODES, CODES

Json = dict[str, Any]


def steps(catalog: Catalog, frames: Sequence[Frame]) -> Json:
    """The steps of each pace."""
    order = {level: [place.ags for place in catalog.at(level)] for level in Level}
    return {
        pace: [_step(one, order) for one in coverage.steps(catalog, frames, pace)] for pace in Pace
    }


def step_labels() -> Json:
    """What newcomers are, by the letters that they are highlighted with."""
    return {
        CHANGE_CODES[one]: coverage.change_label(one).by_language()
        for one in coverage.ADDED.values()
    }


def _step(one: Step, order: dict[Level, list[str]]) -> Json:
    told: Json = {
        "kind": one.kind,
        "day": one.day.isoformat(),
        "frame": one.frame.index,
        "when": one.when.by_language(),
        "title": one.title.by_language(),
        "caption": one.caption.by_language(),
        "alternative": {level: text.by_language() for level, text in one.alternative.items()},
        "counters": [_counter(c) for c in one.counters],
        "notes": [note.by_language() for note in one.notes],
        "open": [text.by_language() for text in one.open],
        "new": {level: list(one.marks[level]) for level in Level},
        "letters": None,
    }
    if any(one.marks.values()):
        told["letters"] = {
            level: "".join(_letter(one, level, ags) for ags in keys)
            for level, keys in order.items()
        }
    return told


def _letter(one: Step, level: Level, ags: str) -> str:
    mark = one.marks[level].get(ags)
    return CHANGE_CODES[mark] if mark else CODES[one.frame.statuses[level][ags]]


def _counter(counter: Counter) -> Json:
    figure = counter.figure
    return {
        "key": figure.key,
        "from": counter.before,
        "to": figure.amount,
        "digits": figure.digits,
        "pattern": figure.pattern.by_language(),
        "value": figure.value.by_language(),
        "label": figure.label.by_language(),
        "note": figure.note.by_language(),
    }
