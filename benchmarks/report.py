"""The figures as tables, for a terminal and for ``docs/performance.md``."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from benchmarks import compared
from benchmarks.exports import Export
from benchmarks.targets import Verdict

Figures = Mapping[str, Any]
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

ABILITIES: Final = {
    "links": "links a click to the panel",
    "follows": "panel follows the slider",
    "zooms": "zooms",
    "keeps_zoom": "a step keeps the zoom",
    "plays": "plays",
}
_LOAD: Final = ("opening_bytes", "opening_requests")

_COMMANDS: Final = {
    "figures": "script/benchmark --record",
    "exports": "script/benchmark --exports --record",
    "load": "script/load --record",
    "replicas": "script/replicas --record",
}
_PLACES: Final = {
    what: (f"<!-- {what}: written by {command} -->", f"<!-- end of {what} -->")
    for what, command in _COMMANDS.items()
} | {"soak": ("<!-- soak: begin -->", "<!-- soak: end -->")}


def whole(
    figures: Figures,
    labels: Mapping[str, str],
    documented: Collection[str],
    found: Sequence[Verdict],
) -> str:
    """All of a run: where it ran, abilities, steps, openings, memory, who is ahead, targets."""
    sizes = figures["sizes"]
    others = compared.linking(figures["abilities"], documented)
    tables = (
        place_and_time(figures["about"]),
        "What each way was seen to do:",
        abilities(figures["abilities"], labels, figures.get("tiles")),
        "A step:",
        steps(sizes, labels),
        "Opening the page:",
        openings(figures, labels),
        "Memory:",
        memory(sizes, labels),
        "Ours beside the best of the others that link a click to the panel, seen or documented:",
        beside(compared.rows(sizes, others), labels),
        "What had to be reached:",
        verdicts(found),
        "When each stage of an opening was reached:",
        stages(figures),
    )
    return "\n\n".join(tables)


def about(load: float, *libraries: str, **more: str) -> dict[str, str]:
    """Where and with what is measured.

    Parameters
    ----------
    load : float
        Of the machine, before anything of ours ran.
    *libraries : str
        Packages whose versions matter.
    **more : str
        What else is to be said.
    """
    return {
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "system": platform.system(),
        "cores": str(os.cpu_count()),
        "load before": f"{load:.1f}",
        **more,
        "Python": platform.python_version(),
        **{name: version(name) for name in libraries},
    }


def place_and_time(about: Mapping[str, str]) -> str:
    """Where and with what a run was made, in one line."""
    return "; ".join(f"{name} {value}" for name, value in about.items())


def place(what: str) -> tuple[str, str]:
    """The lines between which figures are recorded."""
    return _PLACES[what]


def need_place(path: Path, what: str) -> None:
    """Look whether a file has a place for figures, before a long run and not after it.

    Raises
    ------
    ValueError
        If it has none.
    """
    first, last = place(what)
    if last not in path.read_text("utf-8").partition(first)[2]:
        raise ValueError(f"{path} lacks the lines {first} and {last}")


def record(path: Path, told: str, what: str = "figures") -> None:
    """Put the figures of a run in the place of those of an earlier one.

    Parameters
    ----------
    path : Path
    told : str
    what : str
        Which of the places, as :func:`place` knows them.

    Raises
    ------
    ValueError
        If the file has no place for them.
    """
    need_place(path, what)
    first, last = place(what)
    before, _, rest = path.read_text("utf-8").partition(first)
    after = rest.partition(last)[2]
    path.write_text(f"{before}{first}\n\n{told}\n\n{last}{after}", "utf-8")


def abilities(
    found: Mapping[str, Figures], labels: Mapping[str, str], tiles: Figures | None
) -> str:
    """A line for each way, as the run saw it."""
    lines: list[Line] = [
        ("way", *ABILITIES.values(), "requests to other hosts", "without them"),
    ]
    for key, seen in found.items():
        if "failed" in seen:
            lines.append((labels[key], f"failed: {seen['failed']}", *[""] * (len(ABILITIES) + 1)))
            continue
        marks = ["yes" if seen[name] else "no" for name in ABILITIES]
        hosts = f"{seen['foreign']} ({', '.join(seen['hosts'])})" if seen["foreign"] else "0"
        draws = {None: "?", True: "draws", False: "no map"}[seen.get("draws_alone")]
        lines.append((labels[key], *marks, hosts, draws))
    if tiles and "asked" in tiles:
        hosts = ", ".join(sorted({address.partition("/")[0] for address in tiles["asked"]}))
        told = f"at least {len(tiles['asked'])} ({hosts})"
        lines.append(("pydeck with its usual base map", *[""] * len(ABILITIES), told, ""))
    return table(lines)


def steps(sizes: Mapping[str, Mapping[str, Figures]], labels: Mapping[str, str]) -> str:
    """A line for each way at each size."""
    lines: list[Line] = [_STEP_COLUMNS]
    for areas, key, way in _each(sizes, "stepping"):
        if "failed" in way:
            lines.append((areas, labels[key], f"failed: {way['failed']}", *[""] * 7))
            continue
        lines.append((areas, labels[key], *_times(way), *_cost(way)))
        if way["leap"]:
            leap = (*_times(way["leap"]), "", "", "", "")
            lines.append((areas, "- nearly all areas change", *leap))
        if way["settled"]:
            cost = ("", *_cost({**way, **way["settled"]})[1:])
            lines.append((areas, "- once, when the hand lets go", *[""] * 4, *cost))
    return table(lines)


def openings(figures: Figures, labels: Mapping[str, str]) -> str:
    """A line for each page that was opened."""
    columns = {
        "cold_first_map_ms": "first map, cold cache",
        "warm_first_map_ms": "warm cache",
        "cold_median_ms": "can be used, cold cache",
        "warm_median_ms": "warm cache",
    }
    lines: list[Line] = [("areas", "way", *columns.values(), "bytes, cold cache", "requests")]
    for areas, label, parts in _opened(figures, labels):
        found, wire = parts["opening"], parts.get("stepping", {})
        if "failed" in found:
            lines.append((areas, label, f"failed: {found['failed']}", *[""] * 5))
            continue
        load = [f"{wire[key]:,}" if key in wire else "" for key in _LOAD]
        lines.append((areas, label, *(_ms(found[key]) for key in columns), *load))
    return table(lines)


def memory(sizes: Mapping[str, Mapping[str, Figures]], labels: Mapping[str, str]) -> str:
    """A line for each way at each size."""
    columns = {
        "server_bytes": "server, a viewer",
        "scripts_bytes": "scripts in the browser",
        "browser_bytes": "the browser for the page",
    }
    lines: list[Line] = [("areas", "way", *columns.values())]
    for areas, key, found in _each(sizes, "memory"):
        cells = (
            [f"failed: {found['failed']}", "", ""]
            if "failed" in found
            else [_megabytes(found[column]) for column in columns]
        )
        lines.append((areas, labels[key], *cells))
    return table(lines)


def beside(rows: Iterable[compared.Row], labels: Mapping[str, str]) -> str:
    """A line for each figure: ours, the best of the others, and by how much."""
    lines: list[Line] = [("areas", "figure", "ours", "best of the others", "which", "")]
    for row in rows:
        unit = _UNITS[row.measure.unit]
        lines.append(
            (
                f"{row.areas:,}",
                row.measure.name,
                unit(row.ours),
                unit(row.best),
                labels[row.way],
                _distance(row),
            )
        )
    return table(lines)


def stages(figures: Figures) -> str:
    """When each stage of an opening was reached, a line for each page and cache."""
    lines: list[Line] = [("page", "cache", *STAGES.values())]
    for areas, label, parts in _opened(figures, {"ours": "ruhrmap"}):
        found = parts["opening"]
        if "failed" in found:
            continue
        for cache in ("cold", "warm"):
            reached = found[f"{cache}_stages_ms"]
            cells = [_ms(reached[stage]) if stage in reached else "" for stage in STAGES]
            lines.append((f"{label}, {areas} areas" if areas else label, cache, *cells))
    return table(lines)


def verdicts(found: Iterable[Verdict]) -> str:
    """A line for each target."""
    lines: list[Line] = [("areas", "target", "figure", "")]
    lines += [(f"{v.areas:,}", v.target, v.figure, "met" if v.met else "NOT MET") for v in found]
    return table(lines)


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
    return table(lines)


def _each(
    sizes: Mapping[str, Mapping[str, Figures]], part: str
) -> Iterator[tuple[str, str, Figures]]:
    """Areas, key and figures of each way that was measured, or that failed."""
    for areas in sorted(sizes, key=int):
        for key, parts in sizes[areas].items():
            if part in parts:
                yield f"{int(areas):,}", key, parts[part]


def _opened(figures: Figures, labels: Mapping[str, str]) -> Iterator[tuple[str, str, Figures]]:
    """Areas, label and all parts of each page that was opened, an empty one first."""
    if "empty" in figures:
        yield "", "empty Streamlit page", {"opening": figures["empty"]}
    for areas in sorted(figures["sizes"], key=int):
        for key, parts in figures["sizes"][areas].items():
            if key in labels and "opening" in parts:
                yield f"{int(areas):,}", labels[key], parts


def _distance(row: compared.Row) -> str:
    if row.ahead:
        if row.ours == row.best or not row.ours:
            return "ahead" if row.ours < row.best else "level"
        return f"ahead, {row.best / row.ours:,.1f} times" if row.ours < row.best else "level"
    return f"BEHIND by {_UNITS[row.measure.unit](row.ours - row.best)}"


def _megabytes(value: float | None) -> str:
    return "?" if value is None else f"{value / 2**20:,.2f} MB"


def _times(way: Figures) -> Line:
    keys = ("restyled_median_ms", "restyled_p95_ms", "painted_median_ms", "painted_p95_ms")
    return [_ms(way[key]) for key in keys]


def _cost(way: Figures) -> Line:
    blank, frames = way["frames_without_map"], way["frames"]
    return (
        f"{blank} of {frames}" + (f" ({blank / frames:.0%})" if blank else ""),
        f"{way['bytes_a_step']:,.0f}",
        str(way["messages_sent"]),
        "?" if way["server_cpu_a_step_ms"] is None else _ms(way["server_cpu_a_step_ms"]),
    )


def _ms(value: float) -> str:
    return f"{value:,.1f} ms" if value < 100 else f"{value:,.0f} ms"


_UNITS: Final[Mapping[str, Callable[[float], str]]] = {
    "ms": _ms,
    "bytes": lambda value: f"{value / 1000:,.1f} kB",
    "frames": lambda value: f"{value:,.0f}",
}


def table(lines: Sequence[Line]) -> str:
    """A table in Markdown of a head and lines, padded: the same in a terminal and in a file."""
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    rows = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join((rows[0], rule, *rows[1:]))
