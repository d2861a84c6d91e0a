"""One region in every form a source may have: the same bytes come out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pandas
import pytest
import shapely

from ruhrmap import boundaries
from ruhrmap.boundaries import topology
from ruhrmap.model import Level
from support.region import (
    AREAS,
    CORNER,
    FAR,
    MADE,
    OUTSIDE,
    TERRITORIES,
    build,
    level_of,
    write_folder,
    zip_of_shapefiles,
    zipped,
)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("expected")
    return build(write_folder(MADE, folder / "source"), folder / "out")


def _one_geopackage(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    path = base / "all.gpkg"
    level_of(frame, "G").to_file(path, layer="dvg2gem_nw")
    level_of(frame, "K").to_file(path, layer="dvg2krs_nw")
    return path


def _both_levels_in_one_layer(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    frame.to_file(base / "all.gpkg")
    return base / "all.gpkg"


def _five_digit_districts(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    """No ART at all, and the district in which a municipality lies in a column before."""
    towns, districts = level_of(frame, "G").copy(), level_of(frame, "K").copy()
    towns.insert(0, "KREIS", towns["KN"].str[:5])
    districts["KN"] = districts["KN"].str[:5]
    both = geopandas.GeoDataFrame(pandas.concat([towns, districts]), crs=frame.crs)
    both.drop(columns="ART").to_file(base / "all.gpkg")
    return base / "all.gpkg"


def _mapinfo(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    """Text files in pairs, of which one half is no layer of its own."""
    return write_folder(frame, base / "mif", ".mif")


def _padded(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    """Keys filled up with blanks, and heights on every point."""
    padded = frame.copy()
    padded["KN"] = padded["KN"] + "   "
    padded["geometry"] = shapely.force_3d(padded.geometry.to_numpy(), 12.5)
    return _one_geopackage(padded, base)


def _without_art(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    folder = base / "plain"
    folder.mkdir()
    level_of(frame, "G").drop(columns="ART").to_file(folder / "gem.gpkg")
    level_of(frame, "K").drop(columns="ART").to_file(folder / "krs.gpkg")
    return folder


def _district_key_in_every_row(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    """A column with the district of each municipality does not make a district layer."""
    folder = _without_art(frame, base)
    towns = geopandas.read_file(folder / "gem.gpkg")
    towns.insert(0, "KREIS", towns["KN"].str[:5])
    towns.to_file(folder / "gem.gpkg")
    return folder


def _with_other_files(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    """A table with all keys, points with all keys and a read-me are no boundaries."""
    folder = write_folder(frame, base / "source", ".geojson")
    frame.drop(columns="geometry").to_csv(folder / "population.csv", index=False)
    points = frame.copy()
    points["geometry"] = points.representative_point()
    level_of(points, "G").to_file(folder / "points.gpkg")
    (folder / "README.md").write_text("nothing to see\n", "utf-8")
    (folder / "__MACOSX").mkdir()
    for hidden in ("._gem.geojson", "__MACOSX/gem.geojson"):
        (folder / hidden).write_bytes(b"\x00\x05\x16\x07")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    return folder


def _zip_of_a_folder(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    write_folder(frame, base / "in" / "Düsseldorf 2022", ".shp")
    return zipped(base / "in", base / "dvg.zip")


def _folder_with_a_zip(frame: geopandas.GeoDataFrame, base: Path) -> Path:
    (base / "outer").mkdir()
    zip_of_shapefiles(frame, base).rename(base / "outer" / "dvg.zip")
    return base / "outer"


SOURCES: dict[str, Callable[[geopandas.GeoDataFrame, Path], Path]] = {
    "folder of geopackages": lambda frame, base: write_folder(frame, base / "s"),
    "folder of shapefiles": lambda frame, base: write_folder(frame, base / "s", ".shp"),
    "one geopackage": _one_geopackage,
    "pairs of text files": _mapinfo,
    "padded keys and heights": _padded,
    "one layer": _both_levels_in_one_layer,
    "five digits without ART": _five_digit_districts,
    "000 without ART": _without_art,
    "district key in every row": _district_key_in_every_row,
    "folder with other files": _with_other_files,
    "zip of shapefiles": zip_of_shapefiles,
    "zip of a folder": _zip_of_a_folder,
    "folder with a zip": _folder_with_a_zip,
}


@pytest.mark.parametrize("form", SOURCES)
def test_every_form_of_a_source_gives_the_same_bytes(
    form: str, expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert build(SOURCES[form](MADE, tmp_path), tmp_path / "out") == expected


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326", "EPSG:4258", "EPSG:25833"])
def test_every_reference_system_gives_the_same_bytes(
    crs: str, expected: dict[str, bytes], tmp_path: Path
) -> None:
    source = zip_of_shapefiles(MADE.to_crs(crs), tmp_path)
    assert build(source, tmp_path / "out") == expected


def test_layers_in_different_reference_systems_still_match(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    level_of(MADE, "G").to_crs("EPSG:3857").to_file(tmp_path / "gem.gpkg")
    level_of(MADE, "K").to_file(tmp_path / "krs.gpkg")
    (tmp_path / "in").mkdir()
    for name in ("gem.gpkg", "krs.gpkg"):
        (tmp_path / name).rename(tmp_path / "in" / name)
    assert build(tmp_path / "in", tmp_path / "out") == expected


def test_order_start_and_turn_of_the_source_leave_no_trace(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    turned = MADE.iloc[::-1].copy()
    turned["geometry"] = turned.geometry.normalize().reverse()
    assert build(write_folder(turned, tmp_path / "in"), tmp_path / "out") == expected


def test_building_again_gives_the_same_bytes(expected: dict[str, bytes], tmp_path: Path) -> None:
    source = write_folder(MADE, tmp_path / "in")
    assert build(source, tmp_path / "out") == expected
    assert build(source, tmp_path / "out") == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def _parts(data: bytes) -> dict[str, list[Any]]:
    return boundaries.polygons(json.loads(data))


def test_the_neighbour_that_shares_a_line_is_drawn(expected: dict[str, bytes]) -> None:
    """Neither the one that touches in a point nor the one far away."""
    context = _parts(expected["context.geojson"])
    assert list(context) == [OUTSIDE]
    owners = topology.edge_owners(context | _parts(expected["municipalities.geojson"]))
    shared = [edge for edge, keys in owners.items() if OUTSIDE in keys and len(keys) == 2]
    alone = [edge for edge, keys in owners.items() if keys == [OUTSIDE]]
    # Its border to the region, 16 cells long, is as fine as the region's; the rest, 28
    # cells long, is coarser.
    assert len(shared) > 10
    assert len(alone) < len(shared)


def test_inner_borders_of_the_made_region_stand_twice(expected: dict[str, bytes]) -> None:
    for name in ("districts.geojson", "municipalities.geojson"):
        owners = topology.edge_owners(_parts(expected[name]))
        assert {len(keys) for keys in owners.values()} == {1, 2}


def test_a_source_without_neighbours_gives_an_empty_context(tmp_path: Path) -> None:
    alone = MADE[~MADE["KN"].str.startswith((OUTSIDE, CORNER, FAR))]
    files = build(write_folder(alone, tmp_path / "in"), tmp_path / "out")
    assert json.loads(files["context.geojson"])["features"] == []


def test_the_report_says_what_was_read_and_how_far_it_is_off(tmp_path: Path) -> None:
    source = _one_geopackage(MADE, tmp_path)
    report = boundaries.build(source, tmp_path / "out", TERRITORIES, AREAS)
    assert report.layers[Level.DISTRICT] == "all.gpkg (dvg2krs_nw)"
    assert report.context == (OUTSIDE,)
    assert abs(report.largest_change[1]) <= 0.001
    assert "all.gpkg (dvg2gem_nw)" in report.summary.de
    assert "kB" in report.summary.en
