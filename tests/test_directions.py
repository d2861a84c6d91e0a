"""The arrow keys lead over the whole map, straight on, and back again."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruhrmap import boundaries
from ruhrmap.boundaries import LabelPoint
from ruhrmap.boundaries.directions import DIRECTIONS, OPPOSITE, ways
from ruhrmap.model import Level

Ways = Mapping[str, Mapping[str, str]]
LEVELS = pytest.mark.parametrize("level", Level)


def reached(found: Ways, start: str) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        for key in found[todo.pop()].values():
            if key not in seen:
                seen.add(key)
                todo.append(key)
    return seen


def aside(one: LabelPoint, other: LabelPoint, direction: str) -> float:
    """How many degrees the way to the other lies beside a direction of the drawn map."""
    squeeze = math.cos(math.radians(one.lat))
    angle = math.degrees(math.atan2(other.lat - one.lat, (other.lon - one.lon) * squeeze))
    return abs((angle - DIRECTIONS[direction] + 180) % 360 - 180)


@LEVELS
def test_every_place_is_reached_from_every_place(level: Level) -> None:
    found = boundaries.directions(level)
    assert set(found) == set(boundaries.label_points(level))
    for start in found:
        assert reached(found, start) == set(found), start


@LEVELS
def test_an_arrow_leads_over_a_border_and_in_its_direction(level: Level) -> None:
    neighbours, points = boundaries.neighbours(level), boundaries.label_points(level)
    for start, there in boundaries.directions(level).items():
        for direction, end in there.items():
            assert end in neighbours[start]
            assert aside(points[start], points[end], direction) < 90


@LEVELS
def test_the_opposite_arrow_mostly_leads_back(level: Level) -> None:
    found = boundaries.directions(level)
    steps = [(s, d, e) for s, there in found.items() for d, e in there.items()]
    back = [step for step in steps if found[step[2]].get(OPPOSITE[step[1]]) == step[0]]
    assert len(back) >= 0.8 * len(steps)
    # and no place can be entered without a way back from somewhere
    assert {start for start, _, _ in back} == set(found)


@LEVELS
def test_an_arrow_does_nothing_only_where_no_neighbour_lies(level: Level) -> None:
    neighbours, points = boundaries.neighbours(level), boundaries.label_points(level)
    for start, there in boundaries.directions(level).items():
        for direction in set(DIRECTIONS) - set(there):
            beside = [aside(points[start], points[end], direction) for end in neighbours[start]]
            assert min(beside) > 60, (start, direction)


@given(st.integers(1, 7), st.integers(1, 7))
def test_on_a_grid_each_arrow_leads_to_the_next_field(columns: int, rows: int) -> None:
    fields = {f"{x}-{y}": (x, y) for x in range(columns) for y in range(rows)}
    keys = {place: key for key, place in fields.items()}
    to = {"right": (1, 0), "left": (-1, 0), "up": (0, 1), "down": (0, -1)}
    beside = {
        key: {d: keys[x + dx, y + dy] for d, (dx, dy) in to.items() if (x + dx, y + dy) in keys}
        for key, (x, y) in fields.items()
    }
    points = {key: LabelPoint(x / 10, y / 10, 0.1) for key, (x, y) in fields.items()}
    borders = {key: tuple(sorted(there.values())) for key, there in beside.items()}
    assert ways(borders, points) == beside


@given(
    st.lists(
        st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=14, unique=True
    ),
    st.randoms(use_true_random=False),
)
def test_whatever_the_map_a_way_there_is_a_way_to_a_neighbour(
    places: list[tuple[int, int]], random: object
) -> None:
    """Also where it is no tiling: nothing leads to itself, past a border, or backwards."""
    points = {str(i): LabelPoint(x / 100, 51 + y / 100, 0.1) for i, (x, y) in enumerate(places)}
    keys = list(points)
    pairs = [(a, b) for a in keys for b in keys if a < b and random.random() < 0.5]  # type: ignore[attr-defined]
    borders: dict[str, tuple[str, ...]] = {
        key: tuple(b if a == key else a for a, b in pairs if key in (a, b)) for key in keys
    }
    for start, there in ways(borders, points).items():
        for direction, end in there.items():
            assert end in borders[start]
            assert aside(points[start], points[end], direction) < 90
