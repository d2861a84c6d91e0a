"""How a step grows with the number of areas, as a picture: the same figures, the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ruhrmap.theme import LIGHT

# Ours stands out; the others are told apart by their line as well as by their colour.
_OURS: Final = {"color": LIGHT.member, "linewidth": 3.0, "marker": "o", "zorder": 5}
_OTHERS: Final = (
    {"color": "#b45309", "linestyle": "-", "marker": "s"},
    {"color": "#b45309", "linestyle": "--", "marker": "D"},
    {"color": "#5b6f80", "linestyle": ":", "marker": "x"},
    {"color": "#7a3e9d", "linestyle": "-", "marker": "v"},
    {"color": "#1f7a4d", "linestyle": "-", "marker": "^"},
    {"color": "#1f7a4d", "linestyle": "--", "marker": "<"},
    {"color": "#4c8fc9", "linestyle": "-", "marker": ">"},
    {"color": "#4c8fc9", "linestyle": "--", "marker": "P"},
)
Line = tuple[str, Sequence[tuple[int, float]]]


def lines(sizes: Mapping[str, Mapping[str, Any]], labels: Mapping[str, str]) -> list[Line]:
    """For each way its median until painted, by number of areas."""
    found: list[Line] = []
    for key, label in labels.items():
        points = [
            (int(areas), float(value))
            for areas in sorted(sizes, key=int)
            if (value := sizes[areas].get(key, {}).get("stepping", {}).get("painted_median_ms"))
        ]
        if points:
            found.append((label, points))
    return found


def draw(path: Path, found: Sequence[Line], ours: str) -> None:
    """Write the picture as SVG; ``ours`` is the label of the line that stands out."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    styles = iter(_OTHERS)
    with mpl.rc_context({"svg.hashsalt": "ruhrmap", "svg.fonttype": "none", "font.size": 11}):
        figure = Figure(figsize=(9.6, 5.4), facecolor=LIGHT.page, layout="constrained")
        axes = figure.add_subplot(facecolor=LIGHT.page)
        for label, points in found:
            style: dict[str, Any] = dict(_OURS if label == ours else next(styles))
            axes.plot(*zip(*points, strict=True), label=label, **style)
        axes.set(xscale="log", yscale="log")
        axes.set_xlabel("areas", color=LIGHT.text)
        axes.set_ylabel("step to repaint, median (ms)", color=LIGHT.text)
        counts = sorted({areas for _, points in found for areas, _ in points})
        axes.set_xticks(counts, [f"{areas:,}" for areas in counts], minor=False)
        axes.set_xticks([], minor=True)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.grid(axis="y", color=LIGHT.rule)
        axes.tick_params(colors=LIGHT.text_soft)
        axes.legend(
            loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, labelcolor=LIGHT.text
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, format="svg", metadata={"Date": None}, facecolor=LIGHT.page)


def told(found: Sequence[Line]) -> str:
    """What the picture shows, for who does not see it."""
    ways = "; ".join(
        f"{label} " + ", ".join(f"{value:,.0f} ms at {areas:,}" for areas, value in points)
        for label, points in found
    )
    return f"Time from a step to the repainted map by number of areas, logarithmic: {ways}."
