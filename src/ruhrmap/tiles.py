"""The patterns of areas: one tile each, for the browser's scripts and for the server's SVG.

Colours are classes (``frontend/patterns.css``), so that a drawing follows light and dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from ruhrmap.theme import CHANGE_FILLS, SCENARIO_FILLS, STATUS_FILLS, Fill

Mark = tuple[str, Mapping[str, float | str]]  # an SVG element and where it stands in the tile


@dataclass(frozen=True, slots=True)
class Tile:
    """A square that is repeated.

    Attributes
    ----------
    fill : Fill
        Its colours: of the ground, and of the ink that marks are drawn with.
    size : float
        Its side, in pixels at 16 pixels a rem.
    marks : tuple of Mark
    turn : int
        Degrees, clockwise.
    """

    fill: Fill
    size: float
    marks: tuple[Mark, ...]
    turn: int = 0

    @property
    def ground(self) -> str:
        """The end of the class ``rm-fill-…``."""
        return self.fill.ground.replace("_", "-")

    @property
    def ink(self) -> str:
        """The end of the class ``rm-mark-…``."""
        return self.fill.ink.replace("_", "-")


def _rect(**at: float) -> Mark:
    return "rect", at


def _dot(cx: float, cy: float, r: float) -> Mark:
    return "circle", {"cx": cx, "cy": cy, "r": r}


def _path(d: str) -> Mark:
    return "path", {"d": d}


# What is assumed or uncertain, what changed between two key dates, and what a scenario assumes.
TILES: Final[Mapping[str, Tile]] = MappingProxyType(
    {
        "assumed": Tile(
            STATUS_FILLS["represented_assumed"], 7, (_dot(1.75, 1.75, 1.15), _dot(5.25, 5.25, 1.15))
        ),
        "uncertain": Tile(STATUS_FILLS["uncertain"], 7, (_rect(width=3, height=7),), turn=45),
        "new-member": Tile(CHANGE_FILLS["new_member"], 12, (_path("M3,6h6M6,3v6"),)),
        "new-stated": Tile(CHANGE_FILLS["new_represented_stated"], 7, (_path("M3.5,0v7"),)),
        "new-assumed": Tile(CHANGE_FILLS["new_represented_assumed"], 7, (_dot(3.5, 3.5, 1.5),)),
        "confirmed": Tile(CHANGE_FILLS["confirmed"], 7, (_path("M2,0v7"),), turn=-45),
        "possible": Tile(CHANGE_FILLS["possible"], 7, (_rect(width=3, height=7),), turn=45),
        "upgraded": Tile(CHANGE_FILLS["upgraded"], 8, (_rect(x=2.5, y=2.5, width=3, height=3),)),
        "otherwise": Tile(CHANGE_FILLS["otherwise"], 6, (_path("M0,3h6"),)),
        "ended": Tile(CHANGE_FILLS["ended"], 8, (_path("M2,2l4,4M6,2l-4,4"),)),
        "supposed-member": Tile(
            SCENARIO_FILLS["supposed_member"],
            6,
            (_rect(width=6, height=2), _rect(width=2, height=6)),
        ),
        "supposed-represented": Tile(
            SCENARIO_FILLS["supposed_represented"],
            7,
            (_dot(1.75, 1.75, 1.4), _dot(5.25, 5.25, 1.4)),
        ),
        "possibly-ended": Tile(CHANGE_FILLS["possibly_ended"], 8, (_path("M1.5,4h5"),)),
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
