"""The figures as tables, for a terminal and for ``docs/performance.md``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.exports import Export
from benchmarks.targets import Verdict

Summary = Mapping[str, Any]
Line = Sequence[str]

_STEP_COLUMNS = (
    "areas",
    "way",
    "restyled",
    "p95",
    "painted",
    "p95",
    "no map",
    "bytes",
    "sent",
    "server CPU",
)


STAGES: Final = {
    "shell": "shell there",
    "picture": "first map painted",
    "scripts": "Streamlit's script there",
    "streamlit": "first paint",
    "part": "first part of ours",
    "frame": "map's frame",
    "leaflet": "Leaflet runs",
    "opened": "map can be used",
}

_BEGIN: Final = "<!-- {what}: written by script/benchmark {option} -->"
_END: Final = "<!-- end of {what} -->"
_OPTIONS: Final = {"figures": "--record", "exports": "--exports --record"}


def whole(
    about: Mapping[str, str],
    runs: Sequence[tuple[int, Mapping[str, Summary]]],
    labels: Mapping[str, str],
    opened: Sequence[tuple[str, Summary]],
    found: Sequence[Verdict],
) -> str:
    """All of a run: where it ran, steps, openings, targets."""
    where = "; ".join(f"{name} {value}" for name, value in about.items())
    tables = (steps(runs, labels), openings(opened), stages(opened), verdicts(found))
    return "\n\n".join((where, *tables))


def place(what: str) -> tuple[str, str]:
    """The lines between which figures are recorded."""
    return _BEGIN.format(what=what, option=_OPTIONS[what]), _END.format(what=what)


def record(path: Path, told: str, what: str = "figures") -> None:
    """Put the figures of a run in the place of those of an earlier one.

    Parameters
    ----------
    path : Path
    told : str
    what : str
        Which of the places: "figures" or "exports".

    Raises
    ------
    ValueError
        If the file has no place for them.
    """
    first, last = place(what)
    before, begin, rest = path.read_text("utf-8").partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end:
        raise ValueError(f"{path} lacks the lines {first} and {last}")
    path.write_text(f"{before}{begin}\n\n{told}\n\n{end}{after}", "utf-8")


def steps(runs: Iterable[tuple[int, Mapping[str, Summary]]], labels: Mapping[str, str]) -> str:
    """A line for each way at each size."""
    lines: list[Line] = [_STEP_COLUMNS]
    for areas, ways in runs:
        for key, way in ways.items():
            lines.append((f"{areas:,}", labels[key], *_times(way), *_cost(way)))
            if way["leap"]:
                leap = (*_times(way["leap"]), "", "", "", "")
                lines.append((f"{areas:,}", "- nearly all areas change", *leap))
            if way["settled"]:
                cost = ("", *_cost({**way, **way["settled"]})[1:])
                lines.append((f"{areas:,}", "- once, when the hand lets go", *[""] * 4, *cost))
    return _table(lines)


def openings(figures: Iterable[tuple[str, Summary]]) -> str:
    """A line for each page that was opened."""
    columns = {
        "cold_first_map_ms": "first map, cold cache",
        "warm_first_map_ms": "warm cache",
        "cold_median_ms": "can be used, cold cache",
        "warm_median_ms": "warm cache",
    }
    lines: list[Line] = [("page", *columns.values())]
    lines += [(label, *(_ms(found[key]) for key in columns)) for label, found in figures]
    return _table(lines)


def stages(figures: Iterable[tuple[str, Summary]]) -> str:
    """When each stage of an opening was reached, a line for each page and cache."""
    lines: list[Line] = [("page", "cache", *STAGES.values())]
    for label, found in figures:
        for cache in ("cold", "warm"):
            reached = found[f"{cache}_stages_ms"]
            cells = [_ms(reached[stage]) if stage in reached else "" for stage in STAGES]
            lines.append((label, cache, *cells))
    return _table(lines)


def verdicts(found: Iterable[Verdict]) -> str:
    """A line for each target."""
    lines: list[Line] = [("areas", "target", "figure", "")]
    lines += [(f"{v.areas:,}", v.target, v.figure, "met" if v.met else "NOT MET") for v in found]
    return _table(lines)


def exports(found: Iterable[Export]) -> str:
    """A line for each export."""
    lines: list[Line] = [("export", "time", "once more", "memory", "of that the data", "file")]
    lines += [
        (
            one.name,
            f"{one.first:.1f} s",
            f"{one.again:.1f} s",
            *(f"{amount / 2**20:.0f} MB" for amount in (one.peak, one.before)),
            f"{one.size / 1000:,.0f} kB",
        )
        for one in found
    ]
    return _table(lines)


def _times(way: Summary) -> Line:
    keys = ("restyled_median_ms", "restyled_p95_ms", "painted_median_ms", "painted_p95_ms")
    return [_ms(way[key]) for key in keys]


def _cost(way: Summary) -> Line:
    blank, frames = way["frames_without_map"], way["frames"]
    return (
        f"{blank} of {frames}" + (f" ({blank / frames:.0%})" if blank else ""),
        f"{way['bytes_a_step']:,.0f}",
        str(way["messages_sent"]),
        "?" if way["server_cpu_a_step_ms"] is None else _ms(way["server_cpu_a_step_ms"]),
    )


def _ms(value: float) -> str:
    return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"


def _table(lines: Sequence[Line]) -> str:
    """A table in Markdown, padded, so that it reads the same in a terminal and in a file."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    rows = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join((rows[0], rule, *rows[1:]))
