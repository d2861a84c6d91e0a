"""Generalising and writing: shared borders stay shared, the same shapes give the same bytes."""

from __future__ import annotations

from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhrmap import boundaries
from ruhrmap.boundaries import generalise as module
from ruhrmap.boundaries import geojson, topology
from ruhrmap.boundaries.generalise import generalise
from support.region import cell


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=64, max_size=64))
def test_generalising_keeps_every_shared_border(owners: list[str]) -> None:
    """Any patchwork: holes, islands, parts that touch in a point."""
    cells: dict[str, list[Any]] = {}
    for place, owner in enumerate(owners):
        cells.setdefault(owner, []).append(cell(place % 8, place // 8))
    shapes = {key: shapely.coverage_union_all(own) for key, own in cells.items()}
    total = sum(shape.area for shape in shapes.values()) / 1e6
    try:
        made = generalise(shapes, {key: key.replace("b", "a") + "*" for key in shapes}, {}, total)
    except boundaries.BoundaryError:
        return  # refusing is fine; a torn border is not
    assert shapely.coverage_is_valid(list(made.municipalities.values()))
    plain = {k: geojson.normalised_polygons(s) for k, s in made.municipalities.items()}
    assert {len(keys) for keys in topology.edge_owners(plain).values()} <= {1, 2}
    assert max(map(abs, made.area_changes.values())) <= 0.001


@given(st.integers(0, 5), st.booleans())
def test_the_same_ring_gives_the_same_bytes(start: int, turn: bool) -> None:
    points = [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.5), (0.5, 1.0), (0.0, 1.0)]
    moved = points[start:] + points[:start]
    ring = shapely.Polygon(moved[::-1] if turn else moved)
    expected = geojson.feature_collection({"05916": shapely.Polygon(points)})
    assert geojson.feature_collection({"05916": ring}) == expected


def test_order_of_parts_and_keys_leaves_no_trace() -> None:
    near, far = shapely.box(0, 0, 1, 1), shapely.box(4, 4, 5, 5)
    one = {"a": shapely.MultiPolygon([near, far]), "b": shapely.box(1, 0, 2, 1)}
    other = {"b": shapely.box(1, 0, 2, 1), "a": shapely.MultiPolygon([far, near])}
    assert geojson.feature_collection(one) == geojson.feature_collection(other)


def test_outer_rings_turn_left_and_holes_right() -> None:
    """As RFC 7946 asks, whichever way they were drawn."""
    ring, hole = [(0, 0), (9, 0), (9, 9), (0, 9)], [(3, 3), (6, 3), (6, 6), (3, 6)]
    for shell, inner in ((ring, hole), (ring[::-1], hole[::-1])):
        (rings,) = geojson.normalised_polygons(shapely.Polygon(shell, [inner]))
        assert shapely.LinearRing(rings[0]).is_ccw
        assert not shapely.LinearRing(rings[1]).is_ccw


# --- promises that cannot be kept ------------------------------------------------------


def _strips(*widths: float) -> dict[str, Any]:
    """Strips of ten kilometres side by side, from south to north."""
    shapes, south = {}, 5_700_000.0
    for number, width in enumerate(widths):
        shapes[f"strip{number}"] = shapely.box(360_000, south, 370_000, south + width)
        south += width
    return shapes


def _codes(shapes: dict[str, Any], factor: float = 1.0) -> set[str]:
    total = sum(shape.area for shape in shapes.values()) / 1e6
    with pytest.raises(boundaries.BoundaryError) as refusal:
        generalise(shapes, dict.fromkeys(shapes, "all"), {}, total * factor)
    return {found.code for found in refusal.value.findings}


def test_what_rounding_would_tear_is_refused() -> None:
    """A strip of one metre is thinner than the grid of four decimals."""
    assert "broken_by_rounding" in _codes(_strips(5_000, 1, 5_000))


def test_a_common_border_that_shrinks_to_a_point_is_refused() -> None:
    """Four squares, of which two share one metre: rounded they meet in a point."""
    x, y, far = 365_000, 5_705_000, 5_000
    shapes = {
        "sw": shapely.Polygon([(x - far, y - far), (x, y - far), (x, y), (x - far, y)]),
        "ne": shapely.Polygon([(x, y + 1), (x + far, y), (x + far, y + far), (x, y + far)]),
        "se": shapely.Polygon([(x, y - far), (x + far, y - far), (x + far, y), (x, y + 1), (x, y)]),
        "nw": shapely.Polygon([(x - far, y), (x, y), (x, y + 1), (x, y + far), (x - far, y + far)]),
    }
    assert shapely.coverage_is_valid(list(shapes.values()))
    assert "neighbours_changed" in _codes(shapes)


def test_a_total_that_is_off_is_refused() -> None:
    assert "total_changed" in _codes(_strips(5_000, 5_000), factor=1.0015)


def test_too_many_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module.MAX_BYTES == 60_000
    monkeypatch.setattr(module, "MAX_BYTES", 100)
    assert "too_large" in _codes(_strips(5_000, 5_000))
