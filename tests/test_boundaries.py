"""The committed boundaries keep their promises, and reading them back says what they hold.

Whether they are what the command makes of the official source is checked where
``RUHRMAP_GEO_SOURCE`` names it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas
import numpy
import pandas
import pytest
import shapely
from babel.messages.pofile import read_po

from ruhrmap import boundaries, catalog, messages
from ruhrmap.boundaries import building, geojson, topology
from ruhrmap.boundaries.generalise import packed_size
from ruhrmap.model import Level
from support.region import FILES, UTM

GEO = catalog.default_path() / "geo"


def _polygons(level: Level) -> dict[str, list[Any]]:
    return boundaries.polygons(boundaries.load(level))


def _rows(name: str) -> list[dict[str, str]]:
    table = pandas.read_csv(catalog.default_path() / name, dtype=str, keep_default_na=False)
    return table.to_dict("records")  # type: ignore[return-value]


def _metres(collection: Mapping[str, Any]) -> dict[str, shapely.Geometry]:
    frame = geopandas.GeoDataFrame.from_features(collection["features"], crs="EPSG:4326")
    return dict(zip(frame["ags"], frame.to_crs(UTM).geometry, strict=True))


@pytest.mark.parametrize("level", Level)
def test_every_territory_has_one_shape_and_the_shape_has_only_its_key(level: Level) -> None:
    features = boundaries.load(level)["features"]
    keys = [row["ags"] for row in _rows("territories.csv") if row["level"] == level.value]
    assert [feature["properties"] for feature in features] == [{"ags": k} for k in sorted(keys)]


def test_both_levels_fit_into_sixty_kilobytes() -> None:
    packed = sum(packed_size((GEO / name).read_bytes()) for name in FILES[1:])
    assert packed <= 60_000


def test_every_inner_border_stands_twice_with_the_same_coordinates() -> None:
    """An edge has one owner only where the region ends: the rim is then a closed line."""
    municipalities = _polygons(Level.MUNICIPALITY)
    owners = topology.edge_owners(municipalities)
    assert {len(keys) for keys in owners.values()} == {1, 2}
    rim = [edge for edge, keys in owners.items() if len(keys) == 1]
    region = shapely.coverage_union_all([shapely.geometry.shape(g) for g in _geometries()])
    assert len(rim) == shapely.get_num_coordinates(region) - 1  # one ring, no hole, no gap


def _geometries() -> list[Any]:
    return [feature["geometry"] for feature in boundaries.load(Level.MUNICIPALITY)["features"]]


def test_district_borders_are_made_of_municipal_borders() -> None:
    """Exactly those edges that only one municipality of the district has."""
    district_of = {
        row["ags"]: row["district_ags"]
        for row in _rows("territories.csv")
        if row["level"] == "municipality"
    }
    expected: dict[str, set[topology.Edge]] = {key: set() for key in _polygons(Level.DISTRICT)}
    for edge, keys in topology.edge_owners(_polygons(Level.MUNICIPALITY)).items():
        districts = [district_of[key] for key in keys]
        for district in set(districts):
            if districts.count(district) == 1:
                expected[district].add(edge)
    drawn = {k: set(topology.edges(parts)) for k, parts in _polygons(Level.DISTRICT).items()}
    assert drawn == expected


def test_the_neighbours_outside_meet_the_region_exactly() -> None:
    context = boundaries.polygons(boundaries.load_context())
    owners = topology.edge_owners({**context, **_polygons(Level.DISTRICT)})
    assert {len(keys) for keys in owners.values()} == {1, 2}
    for key, parts in context.items():
        shared = [edge for edge in topology.edges(parts) if not set(owners[edge]) <= set(context)]
        assert shared, key


def test_shapes_are_valid_and_lie_on_four_decimals_as_geojson_wants_them() -> None:
    for name in FILES:
        collection = json.loads((GEO / name).read_text("utf-8"))
        for feature in collection["features"]:
            shape = shapely.geometry.shape(feature["geometry"])
            assert shape.is_valid
            coordinates = shapely.get_coordinates(shape)
            assert (coordinates == numpy.round(coordinates, 4)).all()
            for part in shapely.get_parts(shape):
                assert part.exterior.is_ccw
                assert not any(hole.is_ccw for hole in part.interiors)
        assert (GEO / name).read_bytes().endswith(b"\n")


def test_areas_agree_with_the_official_ones() -> None:
    """0.1 % for the sum; for each, 0.1 % for generalising and what the source is off."""
    official = {row["ags"]: float(row["area_km2"]) for row in _rows("population_area.csv")}
    shapes = _metres(boundaries.load(Level.MUNICIPALITY))
    for key, shape in shapes.items():
        assert shape.area / 1e6 == pytest.approx(official[key], rel=0.003), key
    total = sum(shape.area for shape in shapes.values()) / 1e6
    assert total == pytest.approx(sum(official.values()), rel=0.001)


def test_the_part_of_gelsenkirchen_that_lies_apart_is_kept() -> None:
    parts = _metres(boundaries.load(Level.MUNICIPALITY))["05513000"].geoms
    assert sorted(round(part.area / 1e4) for part in parts)[0] == pytest.approx(1.9, abs=0.3)


@pytest.fixture(scope="module")
def official_source() -> Path:
    source = os.environ.get("RUHRMAP_GEO_SOURCE")
    if not source:
        pytest.skip("the official source stays outside the project; .ci/run names its folder")
    return Path(source)


def test_the_committed_files_are_what_the_official_source_gives(
    official_source: Path, tmp_path: Path
) -> None:
    report = boundaries.build_from_package(official_source, tmp_path / "geo")
    for name in FILES:
        assert (tmp_path / "geo" / name).read_bytes() == (GEO / name).read_bytes(), name
    assert max(map(abs, report.area_changes.values())) <= 0.001
    assert abs(report.total_change) <= 0.001


def test_neighbours_share_a_line_and_know_each_other() -> None:
    found = boundaries.neighbours(Level.MUNICIPALITY)
    assert all(key in found[other] for key, others in found.items() for other in others)
    assert "05954036" in found["05911000"]  # Witten and Bochum
    districts = boundaries.neighbours(Level.DISTRICT)
    assert districts["05915"] == ("05978",)  # Hamm lies beside Kreis Unna alone


def _label_of(shape: shapely.Polygon, folder: Path) -> boundaries.LabelPoint:
    data = geojson.feature_collection({"05999": shape})
    (folder / "districts.geojson").write_bytes(data)
    return boundaries.label_points(Level.DISTRICT, folder)["05999"]


def test_a_name_goes_where_it_is_wide(tmp_path: Path) -> None:
    """Into the flat arm of an L, though its upright arm has the larger circle."""
    upright = shapely.box(7.0, 51.0, 7.6, 52.0)
    flat = shapely.box(7.0, 51.0, 9.0, 51.25)
    place = _label_of(upright.union(flat), tmp_path)
    assert (place.lon, place.lat) == pytest.approx((8.0, 51.125), abs=0.02)
    assert place.width_deg == pytest.approx(2.0, abs=0.01)


def test_the_room_for_a_name_has_height(tmp_path: Path) -> None:
    """In a triangle a line at one latitude is longer than what a name can use."""
    triangle = shapely.Polygon([(7.0, 51.0), (9.0, 51.0), (8.0, 52.0)])
    place = _label_of(triangle, tmp_path)
    line = shapely.LineString([(6, place.lat), (10, place.lat)])
    assert place.width_deg < 0.95 * triangle.intersection(line).length


@pytest.mark.parametrize("level", Level)
def test_a_label_point_lies_inside_with_its_room(level: Level) -> None:
    """The whole strip belongs to the territory, and it is wide enough for some letters."""
    shapes = {
        feature["properties"]["ags"]: shapely.geometry.shape(feature["geometry"])
        for feature in boundaries.load(level)["features"]
    }
    for key, place in boundaries.label_points(level).items():
        half = place.width_deg / 2 - 0.0002
        strip = shapely.LineString([(place.lon - half, place.lat), (place.lon + half, place.lat)])
        assert shapes[key].covers(strip), key
        assert place.width_deg > 0.03, key


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("", "1"),
        ("ags,level\n05111,district\n", "2"),
        ("ags,level,kind,name,short_name,district_ags\n05111,planet,kreis,A,A,05111\n", "2"),
    ],
)
def test_a_broken_table_of_territories_is_said(
    text: str, row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "territories.csv").write_text(text, "utf-8")
    (tmp_path / "population_area.csv").write_text("ags,area_km2\n", "utf-8")
    monkeypatch.setattr(catalog, "default_path", lambda: tmp_path)
    with pytest.raises(boundaries.BoundaryError) as refusal:
        boundaries.build_from_package(tmp_path / "nowhere")
    assert refusal.value.findings


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"features":[{"properties":{},"geometry":null}]}',
        b'{"features":[{"properties":{"ags":"1"},"geometry":{"type":"Point","coordinates":[]}}]}',
    ],
)
def test_broken_boundaries_are_said_and_not_drawn(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "districts.geojson").write_bytes(content)
    with pytest.raises(boundaries.BoundaryError) as refusal:
        boundaries.load(Level.DISTRICT, tmp_path)
    assert "districts.geojson" in refusal.value.findings[0].message.de


def test_every_finding_has_its_text_and_every_text_its_use() -> None:
    """A text that is missing would only show when something is wrong already."""
    package = Path(building.__file__).parent
    code = "".join(path.read_text("utf-8") for path in sorted(package.glob("*.py")))
    for language in messages.LANGUAGES:
        po = package.parent / "locales" / language / "boundaries.po"
        with po.open("rb") as file:
            texts = {str(entry.id).removeprefix("boundaries.") for entry in read_po(file)} - {""}
        raised = set(re.findall(r"finding\(\s*\"(\w+)\"", code))
        assert raised <= texts
        unused = {text for text in texts if f'"{text}"' not in code and f".{text}" not in code}
        assert unused <= {f"level_{level.value}" for level in Level}
