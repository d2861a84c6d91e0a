"""Border lengths: the parts make up the whole, both sides agree, and so does the source.

Whether they agree with the official source is checked where ``RUHRMAP_GEO_SOURCE`` names it.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruhrmap import boundaries
from ruhrmap.boundaries.borders import split
from ruhrmap.model import Level

SQUARE = 1000.0

# A border of the generalised boundaries against the same border of the source: thinned out
# with a tolerance of 85 m it loses its small bends, in hilly country more than in the plain.
SHORTEST, LONGEST = 0.92, 1.0
SHARE_OFF = 0.015


def square(column: int, row: int, size: float = 1.0) -> list[list[tuple[float, float]]]:
    """One part of a shape: a ring around a square of the grid."""
    x, y, to_x, to_y = column, row, column + size, row + size
    corners = [(x, y), (to_x, y), (to_x, to_y), (x, to_y), (x, y)]
    return [[(px * SQUARE, py * SQUARE) for px, py in corners]]


def test_two_squares_share_one_side() -> None:
    of = split({"west": [square(0, 0)], "east": [square(1, 0)]})
    assert dict(of["west"].shared) == {"east": SQUARE} == {"east": of["east"].shared["west"]}
    assert of["west"].outside == 3 * SQUARE
    assert of["west"].whole == 4 * SQUARE


def test_squares_that_meet_in_a_corner_share_nothing() -> None:
    of = split({"a": [square(0, 0)], "b": [square(1, 1)]})
    assert not of["a"].shared
    assert of["a"].outside == of["a"].whole == 4 * SQUARE


def test_a_shape_in_the_hole_of_another_has_no_outside() -> None:
    outer = [(0.0, 0.0), (3000.0, 0.0), (3000.0, 3000.0), (0.0, 3000.0), (0.0, 0.0)]
    hole = square(1, 1)[0]
    of = split({"ring": [[outer, list(reversed(hole))]], "core": [[hole]]})
    assert of["core"].outside == 0 and dict(of["core"].shared) == {"ring": 4 * SQUARE}
    assert of["ring"].outside == 12 * SQUARE


def test_where_two_parts_of_one_shape_meet_there_is_no_border() -> None:
    of = split({"two": [square(0, 0), square(1, 0)], "east": [square(2, 0)]})
    assert of["two"].whole == 6 * SQUARE


grids = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda size: st.lists(
        st.sampled_from("abcd-"), min_size=size[0] * size[1], max_size=size[0] * size[1]
    ).map(lambda cells: (size[0], cells))
)


@given(grids)
def test_on_any_grid_the_parts_make_up_the_whole_and_both_sides_agree(
    grid: tuple[int, list[str]],
) -> None:
    width, cells = grid
    owner = {(i % width, i // width): one for i, one in enumerate(cells) if one != "-"}
    shapes: dict[str, list[Any]] = {}
    for (column, row), key in owner.items():
        shapes.setdefault(key, []).append(square(column, row))
    of = split(shapes)
    assert set(of) == set(shapes)
    for key, border in of.items():
        mine = [place for place, one in owner.items() if one == key]
        around = [
            owner.get((column + dx, row + dy))
            for column, row in mine
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
        ]
        assert border.whole == SQUARE * sum(one != key for one in around)
        assert border.outside == SQUARE * around.count(None)
        for other, length in border.shared.items():
            assert length == of[other].shared[key] == SQUARE * around.count(other)


@pytest.mark.parametrize("level", Level)
def test_the_borders_of_the_region_are_whole(level: Level) -> None:
    of = boundaries.borders(level)
    near = boundaries.neighbours(level)
    assert {key: tuple(border.shared) for key, border in of.items()} == dict(near)
    for key, border in of.items():
        assert all(of[other].shared[key] == length for other, length in border.shared.items())
        assert border.whole > 10_000 and border.outside >= 0


def test_both_levels_have_the_same_way_around_the_region() -> None:
    rims = [sum(one.outside for one in boundaries.borders(level).values()) for level in Level]
    assert rims[0] == pytest.approx(rims[1], abs=0.01)


@pytest.fixture(scope="module")
def official() -> Path:
    source = os.environ.get("RUHRMAP_GEO_SOURCE")
    if not source:
        pytest.skip("the official source stays outside the project; .ci/run names its folder")
    return Path(source)


@pytest.mark.parametrize("level", Level)
def test_the_lengths_are_those_of_the_official_source(official: Path, level: Level) -> None:
    """The source is in metres, its shared borders have identical vertices."""
    name, form = {
        Level.MUNICIPALITY: ("nrw_gemeinden.geojson", r"(\d{8})"),
        Level.DISTRICT: ("nrw_kreise.geojson", r"(\d{5})000"),
    }[level]
    ours = boundaries.borders(level)
    collection = json.loads((official / name).read_text("utf-8"))
    shapes: dict[str, list[Any]] = {}
    for feature in collection["features"]:
        found = re.fullmatch(form, feature["properties"]["KN"])
        if found and found[1] in ours:
            geometry = feature["geometry"]
            parts = geometry["coordinates"]
            shapes[found[1]] = parts if geometry["type"] == "MultiPolygon" else [parts]
    theirs = split(shapes)
    assert set(theirs) == set(ours)
    for key, border in theirs.items():
        assert SHORTEST < ours[key].whole / border.whole < LONGEST, key
        assert set(ours[key].shared) == set(border.shared), key
        for other, length in border.shared.items():
            off = ours[key].shared[other] / ours[key].whole - length / border.whole
            assert abs(off) < SHARE_OFF, (key, other, off)
