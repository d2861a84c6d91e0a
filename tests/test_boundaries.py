"""What the boundaries promise: the committed files, and a command that refuses bad sources.

The committed files are held against the promises on every run. Whether they are what the
command makes of the official source is checked where ``RUHRMAP_GEO_SOURCE`` names it. All
other sources are made here: a region of two districts and a neighbour on a wavy grid.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import geopandas
import numpy
import pandas
import pytest
import shapely
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhrmap import boundaries, catalog, messages
from ruhrmap.boundaries import building, checks, geojson, topology
from ruhrmap.boundaries.generalise import MAX_AREA_CHANGE, MAX_BYTES, generalise, packed_size
from ruhrmap.model import Level, Territory, TerritoryKind

UTM = "EPSG:25832"
GEO = catalog.default_path() / "geo"
FILES = ("context.geojson", "districts.geojson", "municipalities.geojson")


# --- the committed files ---------------------------------------------------------------


def _polygons(level: Level) -> dict[str, list[Any]]:
    return boundaries.polygons(boundaries.load(level))


def _rows(name: str) -> list[dict[str, str]]:
    table = pandas.read_csv(catalog.default_path() / name, dtype=str, keep_default_na=False)
    return table.to_dict("records")  # type: ignore[return-value]


def _metres(collection: Mapping[str, Any]) -> dict[str, shapely.Geometry]:
    frame = geopandas.GeoDataFrame.from_features(collection["features"], crs="EPSG:4326")
    return dict(zip(frame["ags"], frame.to_crs(UTM).geometry, strict=True))


@pytest.mark.parametrize("level", Level)
def test_every_territory_has_one_shape_and_the_shape_has_only_its_key(level: Level):
    features = boundaries.load(level)["features"]
    keys = [row["ags"] for row in _rows("territories.csv") if row["level"] == level.value]
    assert [feature["properties"] for feature in features] == [{"ags": k} for k in sorted(keys)]


def test_both_levels_fit_into_sixty_kilobytes():
    packed = sum(packed_size((GEO / name).read_bytes()) for name in FILES[1:])
    assert packed <= MAX_BYTES


def test_every_inner_border_stands_twice_with_the_same_coordinates():
    """An edge has one owner only where the region ends: the rim is then a closed line."""
    municipalities = _polygons(Level.MUNICIPALITY)
    owners = topology.edge_owners(municipalities)
    assert {len(keys) for keys in owners.values()} == {1, 2}
    rim = [edge for edge, keys in owners.items() if len(keys) == 1]
    region = shapely.coverage_union_all([shapely.geometry.shape(g) for g in _geometries()])
    assert len(rim) == shapely.get_num_coordinates(region) - 1  # one ring, no hole, no gap


def _geometries() -> list[Any]:
    return [feature["geometry"] for feature in boundaries.load(Level.MUNICIPALITY)["features"]]


def test_district_borders_are_made_of_municipal_borders():
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


def test_the_neighbours_outside_meet_the_region_exactly():
    context = boundaries.polygons(boundaries.load_context())
    owners = topology.edge_owners({**context, **_polygons(Level.DISTRICT)})
    assert {len(keys) for keys in owners.values()} == {1, 2}
    for key, parts in context.items():
        shared = [edge for edge in topology.edges(parts) if not set(owners[edge]) <= set(context)]
        assert shared, key


def test_shapes_are_valid_and_lie_on_four_decimals_as_geojson_wants_them():
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


def test_areas_agree_with_the_official_ones():
    """0.1 % for the sum; for each, 0.1 % for generalising and what the source is off."""
    official = {row["ags"]: float(row["area_km2"]) for row in _rows("population_area.csv")}
    shapes = _metres(boundaries.load(Level.MUNICIPALITY))
    for key, shape in shapes.items():
        assert shape.area / 1e6 == pytest.approx(official[key], rel=0.003), key
    total = sum(shape.area for shape in shapes.values()) / 1e6
    assert total == pytest.approx(sum(official.values()), rel=0.001)


def test_the_part_of_gelsenkirchen_that_lies_apart_is_kept():
    parts = _metres(boundaries.load(Level.MUNICIPALITY))["05513000"].geoms
    assert sorted(round(part.area / 1e4) for part in parts)[0] == pytest.approx(1.9, abs=0.3)


@pytest.fixture(scope="module")
def official_source() -> Path:
    source = os.environ.get("RUHRMAP_GEO_SOURCE")
    if not source:
        pytest.skip("RUHRMAP_GEO_SOURCE names no folder with the official boundaries")
    return Path(source)


def test_the_committed_files_are_what_the_official_source_gives(
    official_source: Path, tmp_path: Path
):
    report = boundaries.build_from_package(official_source, tmp_path / "geo")
    for name in FILES:
        assert (tmp_path / "geo" / name).read_bytes() == (GEO / name).read_bytes(), name
    assert max(map(abs, report.area_changes.values())) <= MAX_AREA_CHANGE
    assert abs(report.total_change) <= 0.001


# --- neighbours and label points -------------------------------------------------------


def test_neighbours_share_a_line_and_know_each_other():
    found = boundaries.neighbours(Level.MUNICIPALITY)
    assert all(key in found[other] for key, others in found.items() for other in others)
    assert "05954036" in found["05911000"]  # Witten and Bochum
    districts = boundaries.neighbours(Level.DISTRICT)
    assert districts["05915"] == ("05978",)  # Hamm lies beside Kreis Unna alone


@pytest.mark.parametrize("level", Level)
def test_a_label_point_lies_inside_with_its_room(level: Level):
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


# --- made sources ----------------------------------------------------------------------

CELL = 500.0
COLUMNS, ROWS = 30, 16
CITY, KREIS, OUTSIDE = "05111", "05222", "05333"
TOWNS = {"05111000": CITY, "05222004": KREIS, "05222008": KREIS, "05222012": KREIS}
NAMES = {"05111": "Aheim", "05222": "Kreis Bede", "05111000": "Aheim", "05222004": "Calde"}
NAMES |= {"05222008": "Dorren", "05222012": "Essel"}
TERRITORIES = tuple(
    Territory(
        ags=key,
        level=Level.DISTRICT if len(key) == 5 else Level.MUNICIPALITY,
        kind=TerritoryKind.INDEPENDENT_CITY if key.startswith(CITY) else TerritoryKind.KREIS,
        name=name,
        short_name=name,
        district_ags=key[:5],
    )
    for key, name in NAMES.items()
)


def _wavy_cell(column: int, row: int) -> shapely.Polygon:
    corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
    return shapely.Polygon([_wavy_point(x, y) for x, y in corners])


def _wavy_point(x: int, y: int) -> tuple[float, float]:
    """A point of the grid, pushed aside so that no border is straight; millimetres."""
    east = (x * 7919 + y * 104729) % 211 / 211 - 0.5
    north = (x * 1299709 + y * 15485863) % 197 / 197 - 0.5
    return (
        round(360_000 + CELL * (x + 0.6 * east), 3),
        round(5_700_000 + CELL * (y + 0.6 * north), 3),
    )


def _owner(column: int, row: int) -> str:
    if column >= 24:
        return OUTSIDE
    if column < 8:
        return "05111000"
    return "05222004" if row < 8 else "05222008" if column < 16 else "05222012"


def _made() -> geopandas.GeoDataFrame:
    """Municipalities and districts of the made region in one table, with ART as in NRW."""
    cells: dict[str, list[shapely.Polygon]] = {}
    for column, row in itertools.product(range(COLUMNS), range(ROWS)):
        cells.setdefault(_owner(column, row), []).append(_wavy_cell(column, row))
    shapes = {key: shapely.coverage_union_all(own) for key, own in cells.items()}
    outside = shapes.pop(OUTSIDE)
    rows = [{"ART": "G", "KN": key, "GN": NAMES[key], "geometry": s} for key, s in shapes.items()]
    for district in (CITY, KREIS):
        whole = shapely.coverage_union_all([shapes[k] for k, d in TOWNS.items() if d == district])
        rows.append({"ART": "K", "KN": district + "000", "GN": NAMES[district], "geometry": whole})
    rows.append({"ART": "K", "KN": OUTSIDE + "000", "GN": "Ferne", "geometry": outside})
    return geopandas.GeoDataFrame(rows, crs=UTM)


MADE = _made()
AREAS = {row.KN: row.geometry.area / 1e6 for row in MADE.itertuples() if row.ART == "G"}


def _level(frame: geopandas.GeoDataFrame, art: str) -> geopandas.GeoDataFrame:
    return frame[art == frame["ART"]]


def _write_folder(frame: geopandas.GeoDataFrame, folder: Path, suffix: str = ".gpkg") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    _level(frame, "G").to_file(folder / f"gem{suffix}")
    _level(frame, "K").to_file(folder / f"krs{suffix}")
    return folder


def _zipped(folder: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(folder.rglob("*")):
            packed.write(path, path.relative_to(folder))
    return archive


def _build(source: Path, out: Path) -> dict[str, bytes]:
    boundaries.build(source, out, TERRITORIES, AREAS)
    return {name: (out / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("expected")
    return _build(_write_folder(MADE, folder / "source"), folder / "out")


def _one_geopackage(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    path = base / "all.gpkg"
    _level(frame, "G").to_file(path, layer="dvg2gem_nw")
    _level(frame, "K").to_file(path, layer="dvg2krs_nw")
    return path


def _both_levels_in_one_layer(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    frame.to_file(base / "all.gpkg")
    return base / "all.gpkg"


def _five_digit_districts(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    """No ART at all, and the district in which a municipality lies in a column before."""
    towns, districts = _level(frame, "G").copy(), _level(frame, "K").copy()
    towns.insert(0, "KREIS", towns["KN"].str[:5])
    districts["KN"] = districts["KN"].str[:5]
    both = geopandas.GeoDataFrame(pandas.concat([towns, districts]), crs=frame.crs)
    both.drop(columns="ART").to_file(base / "all.gpkg")
    return base / "all.gpkg"


def _without_art(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    folder = base / "plain"
    folder.mkdir()
    _level(frame, "G").drop(columns="ART").to_file(folder / "gem.gpkg")
    _level(frame, "K").drop(columns="ART").to_file(folder / "krs.gpkg")
    return folder


def _with_other_files(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    """A table with all keys, points with all keys and a read-me are no boundaries."""
    folder = _write_folder(frame, base / "source", ".geojson")
    frame.drop(columns="geometry").to_csv(folder / "population.csv", index=False)
    points = frame.copy()
    points["geometry"] = points.representative_point()
    _level(points, "G").to_file(folder / "points.gpkg")
    (folder / "README.md").write_text("nothing to see\n", "utf-8")
    return folder


def _zip_of_shapefiles(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    return _zipped(_write_folder(frame, base / "shp", ".shp"), base / "dvg.zip")


def _zip_of_a_folder(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    _write_folder(frame, base / "in" / "Düsseldorf 2022", ".shp")
    return _zipped(base / "in", base / "dvg.zip")


def _folder_with_a_zip(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    (base / "outer").mkdir()
    _zip_of_shapefiles(frame, base).rename(base / "outer" / "dvg.zip")
    return base / "outer"


SOURCES: dict[str, Callable[[geopandas.GeoDataFrame, Path], Path]] = {
    "folder of geopackages": lambda frame, base: _write_folder(frame, base / "s"),
    "folder of shapefiles": lambda frame, base: _write_folder(frame, base / "s", ".shp"),
    "one geopackage": _one_geopackage,
    "one layer": _both_levels_in_one_layer,
    "five digits without ART": _five_digit_districts,
    "000 without ART": _without_art,
    "folder with other files": _with_other_files,
    "zip of shapefiles": _zip_of_shapefiles,
    "zip of a folder": _zip_of_a_folder,
    "folder with a zip": _folder_with_a_zip,
}


@pytest.mark.parametrize("form", SOURCES)
def test_every_form_of_a_source_gives_the_same_bytes(
    form: str, expected: dict[str, bytes], tmp_path: Path
):
    assert _build(SOURCES[form](MADE, tmp_path), tmp_path / "out") == expected


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326", "EPSG:4258", "EPSG:25833"])
def test_every_reference_system_gives_the_same_bytes(
    crs: str, expected: dict[str, bytes], tmp_path: Path
):
    source = _zip_of_shapefiles(MADE.to_crs(crs), tmp_path)
    assert _build(source, tmp_path / "out") == expected


def test_layers_in_different_reference_systems_still_match(
    expected: dict[str, bytes], tmp_path: Path
):
    _level(MADE, "G").to_crs("EPSG:3857").to_file(tmp_path / "gem.gpkg")
    _level(MADE, "K").to_file(tmp_path / "krs.gpkg")
    (tmp_path / "in").mkdir()
    for name in ("gem.gpkg", "krs.gpkg"):
        (tmp_path / name).rename(tmp_path / "in" / name)
    assert _build(tmp_path / "in", tmp_path / "out") == expected


def test_order_start_and_turn_of_the_source_leave_no_trace(
    expected: dict[str, bytes], tmp_path: Path
):
    turned = MADE.iloc[::-1].copy()
    turned["geometry"] = turned.geometry.normalize().reverse()
    source = _write_folder(turned, tmp_path / "in")
    again = _build(source, tmp_path / "out")
    assert _build(source, tmp_path / "out") == again
    collection = json.loads(again["municipalities.geojson"])
    for feature in json.loads(expected["municipalities.geojson"])["features"]:
        assert feature["properties"]["ags"] in [
            f["properties"]["ags"] for f in collection["features"]
        ]


def test_the_neighbour_that_touches_the_region_is_drawn(expected: dict[str, bytes]):
    context = json.loads(expected["context.geojson"])
    assert [feature["properties"]["ags"] for feature in context["features"]] == [OUTSIDE]


def test_a_source_without_neighbours_gives_an_empty_context(tmp_path: Path):
    alone = MADE[MADE["KN"] != OUTSIDE + "000"]
    files = _build(_write_folder(alone, tmp_path / "in"), tmp_path / "out")
    assert json.loads(files["context.geojson"])["features"] == []


def test_the_report_says_what_was_read_and_how_far_it_is_off(tmp_path: Path):
    source = _one_geopackage(MADE, tmp_path)
    report = boundaries.build(source, tmp_path / "out", TERRITORIES, AREAS)
    assert report.layers[Level.DISTRICT] == "all.gpkg (dvg2krs_nw)"
    assert report.context == (OUTSIDE,)
    assert abs(report.largest_change[1]) <= MAX_AREA_CHANGE
    assert "all.gpkg (dvg2gem_nw)" in report.summary.de
    assert "kB" in report.summary.en


# --- refusals --------------------------------------------------------------------------


def _refused(source: Path, out: Path, **kwargs: Any) -> dict[str, str]:
    """The German messages by code; what stood in ``out`` is still there, nothing beside."""
    out.mkdir()
    (out / "districts.geojson").write_text("old", "utf-8")
    with pytest.raises(boundaries.BoundaryError) as refusal:
        boundaries.build(source, out, TERRITORIES, kwargs.get("areas", AREAS))
    assert [path.name for path in out.iterdir()] == ["districts.geojson"]
    assert (out / "districts.geojson").read_text("utf-8") == "old"
    assert not [path for path in out.parent.iterdir() if path.name.startswith(f".{out.name}")]
    for found in refusal.value.findings:
        assert found.message.de and found.message.en and found.message.de != found.message.en
        assert "{" not in found.message.de + found.message.en
    joined: dict[str, str] = {}
    for found in refusal.value.findings:
        joined[found.code] = joined.get(found.code, "") + found.message.de + "\n"
    return joined


def _with(key: str, change: Callable[[Any], Any], art: str | None = None) -> Any:
    frame = MADE.copy()
    rows = frame["KN"] == key
    if art:
        rows &= frame["ART"] == art
    frame.loc[rows, "geometry"] = geopandas.GeoSeries(
        [change(shape) for shape in frame.loc[rows, "geometry"]], index=frame.index[rows], crs=UTM
    )
    return frame


def _without(key: str, art: str) -> Any:
    return MADE[~((MADE["KN"] == key) & (MADE["ART"] == art))]


def _twice(key: str, art: str) -> Any:
    again = MADE[(MADE["KN"] == key) & (MADE["ART"] == art)]
    return geopandas.GeoDataFrame(pandas.concat([MADE, again]), crs=UTM)


def _block(column: int, row: int, size: int = 1) -> Any:
    cells = itertools.product(range(column, column + size), range(row, row + size))
    return shapely.coverage_union_all([_wavy_cell(c, r) for c, r in cells])


def _both(key: str, change: Callable[[Any], Any]) -> Any:
    """The same change to a municipality and to its district."""
    frame = _with(key, change, "G")
    rows = frame["KN"] == key[:5] + "000"
    rows &= frame["ART"] == "K"
    frame.loc[rows, "geometry"] = [change(shape) for shape in frame.loc[rows, "geometry"]]
    return frame


BOWTIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])

# code -> (made source, what the message must name)
BAD: dict[str, tuple[str, Callable[[], Any], tuple[str, ...]]] = {
    "a municipality is missing": (
        "key_missing",
        lambda: _without("05222008", "G"),
        ("05222008", "Dorren", "gem.gpkg"),
    ),
    "a district is missing": ("key_missing", lambda: _without(KREIS + "000", "K"), (KREIS,)),
    "a municipality stands twice": (
        "key_double",
        lambda: _twice("05222004", "G"),
        ("05222004", "Calde"),
    ),
    "a district stands twice": ("key_double", lambda: _twice(CITY + "000", "K"), (CITY,)),
    "a neighbour stands twice": (
        "key_double",
        lambda: _twice(OUTSIDE + "000", "K"),
        (OUTSIDE,),
    ),
    "a municipality in another district": (
        "outside_district",
        lambda: _with(CITY + "000", lambda s: s.difference(_block(2, 2, 3)), "K"),
        ("Aheim", "05111000", "Nord"),
    ),
    "a municipality overlaps another": (
        "overlap",
        lambda: _with("05222008", lambda s: s.union(_block(16, 9, 2))),
        ("Dorren", "Essel", "m²"),
    ),
    "a neighbour overlaps the region": (
        "overlap",
        lambda: _with(OUTSIDE + "000", lambda s: s.union(_block(23, 3))),
        (OUTSIDE, "Calde"),
    ),
    "a gap inside a district": (
        "gap",
        lambda: _with("05222012", lambda s: s.difference(_block(20, 10)), "G"),
        ("Essel",),
    ),
    "a gap in both levels": (
        "gap",
        lambda: _both("05222012", lambda s: s.difference(_block(20, 10))),
        ("Essel", "Lücke"),
    ),
    "a gap between three": (
        "gap",
        lambda: _with("05222008", lambda s: s.difference(_block(15, 8)), "G"),
        ("Calde, Dorren, Essel",),
    ),
    "a gap at the rim": (
        "gap_in_district",
        lambda: _with("05222012", lambda s: s.difference(_block(20, 15)), "G"),
        ("Kreis Bede", "05222"),
    ),
    "a border moved by half a metre": (
        "borders_differ",
        lambda: _with("05222004", lambda s: shapely.transform(s, _nudged)),
        ("Calde", "Dorren"),
    ),
    "a point": ("not_a_polygon", lambda: _with("05222008", lambda s: s.centroid), ("Dorren",)),
    "no shape": ("no_shape", lambda: _with("05222008", lambda s: None), ("Dorren",)),
    "a border that crosses itself": (
        "shape_invalid",
        lambda: _with("05222008", lambda s: shapely.transform(BOWTIE, _far)),
        ("Dorren",),
    ),
}


def _nudged(xy: Any) -> Any:
    return xy + numpy.array([0.0, -0.5])


def _far(xy: Any) -> Any:
    return xy * 1000 + numpy.array([365_000, 5_705_000])


@pytest.mark.parametrize("case", BAD)
def test_a_bad_source_is_refused_and_nothing_is_written(case: str, tmp_path: Path):
    code, make, named = BAD[case]
    found = _refused(_write_folder(make(), tmp_path / "in"), tmp_path / "out")
    assert code in found
    for word in named:
        assert word in found[code]


def test_everything_that_is_wrong_is_listed_at_once(tmp_path: Path):
    """Findings of both layers, and areas beside keys."""
    frame = _without("05222008", "G")
    frame = frame[~((frame["KN"] == CITY + "000") & (frame["ART"] == "K"))].copy()
    areas = AREAS | {"05222004": AREAS["05222004"] * 1.01}
    found = _refused(_write_folder(frame, tmp_path / "in"), tmp_path / "out", areas=areas)
    assert set(found) == {"key_missing", "area_off"}
    assert "05222008" in found["key_missing"]
    assert CITY in found["key_missing"]


@pytest.mark.parametrize(("factor", "refused"), [(1.0048, False), (1.0055, True), (0.9945, True)])
def test_an_area_may_be_half_a_percent_off_and_no_more(
    factor: float, refused: bool, tmp_path: Path
):
    """One town of many: the sum must stay within 0.1 %, so another one makes up for it."""
    areas = AREAS | {"05222008": AREAS["05222008"] * factor}
    areas["05111000"] -= areas["05222008"] - AREAS["05222008"]
    source = _write_folder(MADE, tmp_path / "in")
    if refused:
        found = _refused(source, tmp_path / "out", areas=areas)
        assert "Dorren" in found["area_off"]
        assert "Kreis Bede" not in found["area_off"]
    else:
        boundaries.build(source, tmp_path / "out", TERRITORIES, areas)


def test_a_sum_that_is_off_is_refused(tmp_path: Path):
    areas = {key: area * 1.002 for key, area in AREAS.items()}
    found = _refused(_write_folder(MADE, tmp_path / "in"), tmp_path / "out", areas=areas)
    assert "0,1 %" in found["total_changed"]


def test_a_shapefile_without_reference_system_is_refused(tmp_path: Path):
    folder = _write_folder(MADE, tmp_path / "in", ".shp")
    (folder / "gem.prj").unlink()
    found = _refused(folder, tmp_path / "out")
    assert "gem.shp" in found["no_crs"]


def test_metres_under_degrees_are_refused(tmp_path: Path):
    """A GeoJSON without ``crs`` is WGS84 by its standard; metres in it are a mistake."""
    folder = _write_folder(MADE, tmp_path / "in", ".geojson")
    path = folder / "gem.geojson"
    collection = json.loads(path.read_text("utf-8"))
    del collection["crs"]
    path.write_text(json.dumps(collection), "utf-8")
    assert "Dorren" in _refused(folder, tmp_path / "out")["coordinates_beyond_crs"]


def test_swapped_axes_are_refused(tmp_path: Path):
    """They keep every area and every border: only the place on earth is wrong."""
    swapped = MADE.copy()
    swapped["geometry"] = shapely.transform(MADE.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    found = _refused(_write_folder(swapped, tmp_path / "in"), tmp_path / "out")
    assert "Dorren" in found["coordinates_beyond_crs"]


def test_a_reference_system_without_a_place_on_earth_is_refused(tmp_path: Path):
    folder = _write_folder(MADE, tmp_path / "in", ".shp")
    (folder / "gem.prj").write_text('LOCAL_CS["site",UNIT["metre",1]]', "utf-8")
    assert "gem.shp" in _refused(folder, tmp_path / "out")["crs_unusable"]


def test_two_layers_for_one_level_are_refused_by_both_names(tmp_path: Path):
    folder = _write_folder(MADE, tmp_path / "in")
    shutil.copy(folder / "krs.gpkg", folder / "older.gpkg")
    found = _refused(folder, tmp_path / "out")
    assert "krs.gpkg" in found["two_layers"]
    assert "older.gpkg" in found["two_layers"]


def test_a_layer_of_points_alone_is_refused(tmp_path: Path):
    points = MADE.copy()
    points["geometry"] = points.representative_point()
    folder = tmp_path / "in"
    folder.mkdir()
    _level(points, "G").to_file(folder / "gem.gpkg")
    _level(MADE, "K").to_file(folder / "krs.gpkg")
    assert "gem.gpkg" in _refused(folder, tmp_path / "out")["layer_without_areas"]


def test_a_source_of_one_level_lacks_the_other(tmp_path: Path):
    _level(MADE, "G").to_file(tmp_path / "gem.gpkg")
    found = _refused(tmp_path / "gem.gpkg", tmp_path / "out")
    assert "Kreise" in found["no_layer"]


@pytest.mark.parametrize("name", ["gem.gpkg", "gem.shp", "gem.geojson", "gem.zip", "noise"])
def test_a_file_of_noise_is_refused(name: str, tmp_path: Path):
    (tmp_path / name).write_bytes(b"\x00\xffnot geodata\n" * 50)
    found = _refused(tmp_path / name, tmp_path / "out")
    assert set(found) <= {"file_unreadable", "archive_damaged", "source_unreadable"}


def test_a_damaged_zip_is_refused(tmp_path: Path):
    archive = _zip_of_shapefiles(MADE, tmp_path)
    data = bytearray(archive.read_bytes())
    data[len(data) // 3] ^= 0xFF  # one byte of the shapes: the checksum no longer fits
    archive.write_bytes(data)
    assert "dvg.zip" in _refused(archive, tmp_path / "out")["archive_damaged"]


def test_a_zip_cut_off_is_refused(tmp_path: Path):
    archive = _zip_of_shapefiles(MADE, tmp_path)
    archive.write_bytes(archive.read_bytes()[:2000])
    assert "archive_damaged" in _refused(archive, tmp_path / "out")


def test_a_damaged_file_beside_good_ones_is_refused(tmp_path: Path):
    """It might be the newer one."""
    folder = _write_folder(MADE, tmp_path / "in")
    (folder / "new.gpkg").write_bytes(b"SQLite format 3\x00")
    assert "new.gpkg" in _refused(folder, tmp_path / "out")["file_unreadable"]


def test_empty_and_missing_sources_are_refused(tmp_path: Path):
    (tmp_path / "in").mkdir()
    assert "source_empty" in _refused(tmp_path / "in", tmp_path / "out1")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    assert "source_empty" in _refused(tmp_path / "empty.zip", tmp_path / "out2")
    assert "source_not_found" in _refused(tmp_path / "nowhere", tmp_path / "out3")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path):
    source = _write_folder(MADE, tmp_path / "in")
    (tmp_path / "out").write_text("a file", "utf-8")
    with pytest.raises(boundaries.BoundaryError) as refusal:
        boundaries.build(source, tmp_path / "out", TERRITORIES, AREAS)
    assert [found.code for found in refusal.value.findings] == ["not_written"]


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source, out = _write_folder(MADE, tmp_path / "in"), tmp_path / "out"
    old = _build(source, out)
    written = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "context.geojson":
            raise OSError(28, "No space left on device")
        return written(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(boundaries.BoundaryError):
        boundaries.build(source, out, TERRITORIES[:0] + TERRITORIES, AREAS)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_a_missing_official_area_is_said(tmp_path: Path):
    areas = {key: area for key, area in AREAS.items() if key != "05222008"}
    found = _refused(_write_folder(MADE, tmp_path / "in"), tmp_path / "out", areas=areas)
    assert "Dorren" in found["no_official_area"]


SHAPES = {row.KN: row.geometry for row in MADE.itertuples() if row.ART == "G"}
RIM = shapely.coverage_union_all(list(SHAPES.values())).exterior
INNER = sorted(
    point
    for point in set(map(tuple, shapely.get_coordinates(list(SHAPES.values())).tolist()))
    if sum(shape.intersects(shapely.Point(point)) for shape in SHAPES.values()) > 1
    and not RIM.intersects(shapely.Point(point))
)


@settings(deadline=None)
@given(st.sampled_from(INNER), st.data(), st.integers(-60_000, 60_000).filter(bool))
def test_no_inner_point_can_be_moved_unnoticed(
    point: tuple[float, float], data: st.DataObject, millimetres: int
):
    """One millimetre at one point of one municipality is enough to be refused."""
    touching = [key for key, shape in SHAPES.items() if shape.intersects(shapely.Point(point))]
    key = data.draw(st.sampled_from(touching))
    east = numpy.array([millimetres / 1000, 0.0])
    moved = shapely.transform(
        SHAPES[key], lambda xy: xy + (xy == point).all(axis=1)[:, None] * east
    )
    if moved.is_valid:
        shapes = {**SHAPES, key: moved}
        found = [*checks.tiling_findings(shapes, NAMES), *checks.hole_findings(shapes, NAMES)]
        assert found


# --- the package's own tables ----------------------------------------------------------


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
):
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
def test_broken_boundaries_are_said_and_not_drawn(content: bytes | None, tmp_path: Path):
    if content is not None:
        (tmp_path / "districts.geojson").write_bytes(content)
    with pytest.raises(boundaries.BoundaryError) as refusal:
        boundaries.load(Level.DISTRICT, tmp_path)
    assert "districts.geojson" in refusal.value.findings[0].message.de


# --- generalising, on any region -------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=64, max_size=64))
def test_generalising_keeps_every_shared_border(owners: list[str]):
    """Any patchwork: holes, islands, parts that touch in a point."""
    cells: dict[str, list[Any]] = {}
    for place, owner in enumerate(owners):
        cells.setdefault(owner, []).append(_wavy_cell(place % 8, place // 8))
    shapes = {key: shapely.coverage_union_all(own) for key, own in cells.items()}
    total = sum(shape.area for shape in shapes.values()) / 1e6
    try:
        made = generalise(shapes, {key: key.replace("b", "a") + "*" for key in shapes}, {}, total)
    except boundaries.BoundaryError:
        return  # refusing is fine; a torn border is not
    assert shapely.coverage_is_valid(list(made.municipalities.values()))
    plain = {k: geojson.normalised_polygons(s) for k, s in made.municipalities.items()}
    assert {len(keys) for keys in topology.edge_owners(plain).values()} <= {1, 2}
    assert max(map(abs, made.area_changes.values())) <= MAX_AREA_CHANGE


@given(st.integers(0, 5), st.booleans())
def test_the_same_ring_gives_the_same_bytes(start: int, turn: bool):
    points = [(0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.5), (0.5, 1.0), (0.0, 1.0)]
    moved = points[start:] + points[:start]
    ring = shapely.Polygon(moved[::-1] if turn else moved)
    expected = geojson.feature_collection({"05916": shapely.Polygon(points)})
    assert geojson.feature_collection({"05916": ring}) == expected


def test_every_finding_has_its_text_and_every_text_its_use():
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
