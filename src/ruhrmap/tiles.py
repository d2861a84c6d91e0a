"""The patterns of areas: one tile each, for the browser's scripts and for the server's SVG.

Colours are classes (``frontend/patterns.css``), so that a drawing follows light and dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

Mark = tuple[str, Mapping[str, float | str]]  # an SVG element and where it stands in the tile


@dataclass(frozen=True, slots=True)
class Tile:
    """A square that is repeated.

    Attributes
    ----------
    size : float
        Its side, in pixels at 16 pixels a rem.
    ground, ink : str
        The ends of the classes ``rm-fill-…`` and ``rm-mark-…``.
    marks : tuple of Mark
    turn : int
        Degrees, clockwise.
    """

    size: float
    ground: str
    ink: str
    marks: tuple[Mark, ...]
    turn: int = 0


def _rect(**at: float) -> Mark:
    return "rect", at


def _dot(cx: float, cy: float, r: float) -> Mark:
    return "circle", {"cx": cx, "cy": cy, "r": r}


def _path(d: str) -> Mark:
    return "path", {"d": d}


# What is assumed or uncertain, and what changed between two key dates.
TILES: Final[Mapping[str, Tile]] = MappingProxyType(
    {
        "assumed": Tile(7, "represented", "dots", (_dot(1.75, 1.75, 1.15), _dot(5.25, 5.25, 1.15))),
        "uncertain": Tile(7, "none", "hatch", (_rect(width=3, height=7),), turn=45),
        "new-member": Tile(12, "added", "added-ink", (_path("M3,6h6M6,3v6"),)),
        "new-stated": Tile(7, "added-through", "added-ink", (_path("M3.5,0v7"),)),
        "new-assumed": Tile(7, "added-through", "added-ink", (_dot(3.5, 3.5, 1.5),)),
        "confirmed": Tile(7, "added", "added-ink", (_path("M2,0v7"),), turn=-45),
        "possible": Tile(7, "none", "added-hatch", (_rect(width=3, height=7),), turn=45),
        "upgraded": Tile(8, "member", "upgraded-ink", (_rect(x=2.5, y=2.5, width=3, height=3),)),
        "otherwise": Tile(6, "represented", "dots", (_path("M0,3h6"),)),
        "ended": Tile(8, "none", "ended", (_path("M2,2l4,4M6,2l-4,4"),)),
        "possibly-ended": Tile(8, "none", "ended", (_path("M1.5,4h5"),)),
    }
)


def told() -> dict[str, dict[str, Any]]:
    """The tiles as ``frontend/patterns.js`` takes them."""
    return {
        name: {
            "size": tile.size,
            "turn": tile.turn,
            "ground": tile.ground,
            "ink": tile.ink,
            "marks": [[shape, dict(at)] for shape, at in tile.marks],
        }
        for name, tile in TILES.items()
    }


def definitions(names: Iterable[str], scale: float) -> str:
    """SVG ``<pattern>`` elements with the ids that ``frontend/patterns.css`` fills areas with.

    ``scale`` is in units of the drawing a pixel; each turn stands beside it as data, for a
    script that knows better how large the drawing is.

    Examples
    --------
    >>> definitions(["upgraded"], 2)  # doctest: +ELLIPSIS
    '<pattern id="rm-upgraded" width="8" height="8" patternUnits="userSpaceOnUse" ...</pattern>'
    """
    return "".join(_pattern(name, TILES[name], scale) for name in names)


def _pattern(name: str, tile: Tile, scale: float) -> str:
    turn = f" rotate({tile.turn})" if tile.turn else ""
    side = f'width="{tile.size}" height="{tile.size}"'
    marks = "".join(
        f'<{shape}{_attributes(at)} class="rm-mark-{tile.ink}"/>' for shape, at in tile.marks
    )
    return (
        f'<pattern id="rm-{name}" {side} patternUnits="userSpaceOnUse" data-turn="{turn}"'
        f' patternTransform="scale({scale:g}){turn}">'
        f'<rect {side} class="rm-fill-{tile.ground}"/>{marks}</pattern>'
    )


def _attributes(at: Mapping[str, float | str]) -> str:
    return "".join(f' {key}="{value}"' for key, value in at.items())
