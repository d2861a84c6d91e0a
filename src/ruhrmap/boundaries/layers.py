"""Choosing the layer of each level by what its attributes hold, never by its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ruhrmap import messages
from ruhrmap.boundaries.findings import Finding, finding
from ruhrmap.model import Level, Territory, Text

if TYPE_CHECKING:
    from ruhrmap.boundaries.sources import Layer

# How a key of a level may be written. A district's also with 000 behind, as the official
# source does; then an independent city has the same key at both levels.
_FORMS: Final = {
    Level.MUNICIPALITY: (re.compile(r"(\d{8})"),),
    Level.DISTRICT: (re.compile(r"(\d{5})"), re.compile(r"(\d{5})000")),
}
_KIND_FIELD: Final = "ART"
_KINDS: Final = {Level.MUNICIPALITY: "G", Level.DISTRICT: "K"}


@dataclass(frozen=True)
class Reading:
    """One way to read the keys of a level: a layer, a column, a form of the key."""

    layer: Layer
    column: str
    keys: tuple[str, ...]  # one a row; empty where the row is of no such territory

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows each key has."""
        return Counter(key for key in self.keys if key)

    @property
    def identifies(self) -> bool:
        """Whether the column names its rows; that of the district a row lies in does not."""
        return 2 * len(self.counts) > self.counts.total()

    def found(self, wanted: frozenset[str]) -> int:
        """How many of the wanted keys it holds."""
        return len(wanted & self.counts.keys())

    def doubled(self, wanted: frozenset[str]) -> int:
        """How many of the wanted keys stand in more than one row."""
        return sum(self.counts[key] > 1 for key in wanted)


def pick(
    layers: Iterable[Layer], level: Level, territories: Mapping[str, Territory]
) -> tuple[Reading | None, tuple[Finding, ...]]:
    """The layer of ``level`` and what is wrong with its keys.

    A layer is of a level when it holds all keys that ``territories`` has for it: a
    municipality's as 8 digits, a district's as 5 or with 000 behind. Where it has a
    field ``ART``, only its rows with G count for municipalities and with K for
    districts. Layers that say of themselves that they hold points or lines are passed
    over where another one will do.

    Returns
    -------
    reading
        None if no layer holds at least half of the keys, or several hold all.
    findings
        Missing keys of the best layer, double keys, no layer, or more than one.

    Examples
    --------
    The municipal layer also holds the keys of the independent cities with 000 behind. It
    is not taken for a district layer, because no municipality has the key of a Kreis.
    """
    wanted = frozenset(territories)
    readings = [reading for layer in layers if (reading := _best(layer, level, wanted))]
    full = [reading for reading in readings if reading.found(wanted) == len(wanted)]
    areal = [reading for reading in full if reading.layer.areal]
    if len(areal) > 1:
        return None, (finding("two_layers", level=_named(level), layers=_titles(areal)),)
    if full and not areal:
        return None, (finding("layer_without_areas", level=_named(level), layers=_titles(full)),)
    best = max(readings, key=lambda r: (r.layer.areal, r.found(wanted)), default=None)
    if best is None or 2 * best.found(wanted) < len(wanted):
        return None, (finding("no_layer", level=_named(level), count=len(wanted)),)
    return best, tuple(_key_findings(best, territories))


def _best(layer: Layer, level: Level, wanted: frozenset[str]) -> Reading | None:
    """The column and form with the most keys; of equal ones the first."""
    readings = (reading for reading in _readings(layer, level) if reading.identifies)
    return max(readings, key=lambda r: (r.found(wanted), -r.doubled(wanted)), default=None)


def _readings(layer: Layer, level: Level) -> Iterator[Reading]:
    counted = _rows_of(layer, level)
    for column in layer.rows.columns:
        values = [
            value.strip() if use and isinstance(value, str) else ""
            for value, use in zip(layer.rows[column].tolist(), counted, strict=True)
        ]
        for form in _FORMS[level]:
            keys = tuple(m[1] if (m := form.fullmatch(value)) else "" for value in values)
            if any(keys):
                yield Reading(layer, str(column), keys)


def _rows_of(layer: Layer, level: Level) -> list[bool]:
    """Which rows can be of ``level`` by their ``ART``; all where nothing tells them apart."""
    for column in layer.rows.columns:
        if str(column).upper() == _KIND_FIELD:
            kinds = layer.rows[column].tolist()
            if any(kind in kinds for kind in _KINDS.values()):
                return [kind == _KINDS[level] for kind in kinds]
    return [True] * len(layer.rows)


def _key_findings(reading: Reading, territories: Mapping[str, Territory]) -> Iterator[Finding]:
    for key, territory in sorted(territories.items()):
        rows = reading.counts[key]
        if rows == 0:
            yield finding("key_missing", ags=key, name=territory.name, layer=reading.layer.title)
        elif rows > 1:
            yield finding(
                "key_double", ags=key, name=territory.name, layer=reading.layer.title, rows=rows
            )


def _named(level: Level) -> Text:
    return messages.both(f"boundaries.level_{level.value}")


def _titles(readings: Iterable[Reading]) -> str:
    return ", ".join(sorted(reading.layer.title for reading in readings))
