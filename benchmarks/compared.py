"""Ours beside the ways that link map and panel: who is ahead, figure by figure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of which less is better.

    Attributes
    ----------
    name : str
    part, key : str
        Where it stands in a run.
    slack : float
        What two figures may differ by and still be the same: one tick of the processor's
        clock, a page of memory.
    unit : str
        "ms", "bytes" or "frames".
    """

    name: str
    part: str
    key: str
    unit: str
    slack: float = 0.0


MEASURES: Final = (
    Measure("step to restyled, median", "stepping", "restyled_median_ms", "ms"),
    Measure("step to restyled, p95", "stepping", "restyled_p95_ms", "ms"),
    Measure("step to repaint, median", "stepping", "painted_median_ms", "ms"),
    Measure("step to repaint, p95", "stepping", "painted_p95_ms", "ms"),
    Measure("frames without a map", "stepping", "frames_without_map", "frames"),
    Measure("bytes a step", "stepping", "bytes_a_step", "bytes"),
    Measure("server CPU a step", "stepping", "server_cpu_a_step_ms", "ms", slack=1.0),
    Measure("first map, cold cache", "opening", "cold_first_map_ms", "ms"),
    Measure("first map, warm cache", "opening", "warm_first_map_ms", "ms"),
    Measure("map can be used, cold cache", "opening", "cold_median_ms", "ms"),
    Measure("map can be used, warm cache", "opening", "warm_median_ms", "ms"),
    Measure("bytes of the first load", "stepping", "opening_bytes", "bytes"),
    Measure("server memory a viewer", "memory", "server_bytes", "bytes", slack=2.0**17),
    Measure("scripts' memory in the browser", "memory", "scripts_bytes", "bytes"),
    Measure("browser's memory for the page", "memory", "browser_bytes", "bytes"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of ours beside the best of the others that link map and panel."""

    areas: int
    measure: Measure
    ours: float
    best: float
    way: str  # key of the best of the others

    @property
    def ahead(self) -> bool:
        """Whether no other is better than ours."""
        return self.ours <= self.best + self.measure.slack


def linking(abilities: Mapping[str, Figures], documented: Collection[str]) -> list[str]:
    """The ways other than ours that link a click to the panel.

    Parameters
    ----------
    abilities : mapping
        What was seen of each way.
    documented : collection of str
        Those of which it is documented: that it was not seen here excuses nothing.
    """
    seen = {key for key, found in abilities.items() if found.get("links")}
    return [key for key in abilities if key != "ours" and (key in seen or key in documented)]


def rows(sizes: Mapping[str, Mapping[str, Figures]], others: list[str]) -> Iterator[Row]:
    """Each figure at each size; those that the system or a peer did not give are left out."""
    for areas in sorted(sizes, key=int):
        for measure in MEASURES:
            found = {
                way: value
                for way, parts in sizes[areas].items()
                if (way == "ours" or way in others)
                and (value := parts.get(measure.part, {}).get(measure.key)) is not None
            }
            ours = found.pop("ours", None)
            if ours is None or not found:
                continue
            best = min(found, key=lambda way: float(found[way]))
            yield Row(int(areas), measure, float(ours), float(found[best]), best)
