"""Every kind of bad source is refused with its own words, and nothing is written."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import numpy
import pandas
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhrmap import boundaries
from ruhrmap.boundaries import checks, sources
from support.region import (
    AREAS,
    CITY,
    FAR,
    KREIS,
    MADE,
    NAMES,
    OUTSIDE,
    TERRITORIES,
    block,
    build,
    changed,
    changed_both,
    level_of,
    twice,
    without,
    write_folder,
    zip_of_shapefiles,
)


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


BOWTIE = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])

# code -> (made source, what the message must name)
BAD: dict[str, tuple[str, Callable[[], Any], tuple[str, ...]]] = {
    "a municipality is missing": (
        "key_missing",
        lambda: without("05222008", "G"),
        ("05222008", "Dorren", "gem.gpkg"),
    ),
    "a district is missing": ("key_missing", lambda: without(KREIS + "000", "K"), (KREIS,)),
    "a municipality stands twice": (
        "key_double",
        lambda: twice("05222004", "G"),
        ("05222004", "Calde"),
    ),
    "a district stands twice": ("key_double", lambda: twice(CITY + "000", "K"), (CITY,)),
    "a neighbour stands twice": (
        "key_double",
        lambda: twice(OUTSIDE + "000", "K"),
        (OUTSIDE,),
    ),
    "a municipality in another district": (
        "outside_district",
        lambda: changed(CITY + "000", lambda s: s.difference(block(2, 2, 3)), "K"),
        ("Aheim", "05111000", "Nord"),
    ),
    "a municipality overlaps another": (
        "overlap",
        lambda: changed("05222008", lambda s: s.union(block(16, 9, 2))),
        ("Dorren", "Essel", "m²"),
    ),
    "a neighbour overlaps the region": (
        "overlap",
        lambda: changed(OUTSIDE + "000", lambda s: s.union(block(23, 3))),
        (OUTSIDE, "Calde"),
    ),
    "a gap inside a district": (
        "gap",
        lambda: changed("05222012", lambda s: s.difference(block(20, 10)), "G"),
        ("Essel",),
    ),
    "a gap in both levels": (
        "gap",
        lambda: changed_both("05222012", lambda s: s.difference(block(20, 10))),
        ("Essel", "Lücke"),
    ),
    "a gap between three": (
        "gap",
        lambda: changed("05222008", lambda s: s.difference(block(15, 8)), "G"),
        ("Calde, Dorren, Essel",),
    ),
    "a gap at the rim": (
        "gap_in_district",
        lambda: changed("05222012", lambda s: s.difference(block(20, 15)), "G"),
        ("Kreis Bede", "05222"),
    ),
    "a border moved by half a metre": (
        "borders_differ",
        lambda: changed("05222004", lambda s: shapely.transform(s, _nudged)),
        ("Calde", "Dorren"),
    ),
    "a neighbour that crosses itself": (
        "shape_invalid",
        lambda: changed(OUTSIDE + "000", lambda s: shapely.transform(BOWTIE, _near)),
        (OUTSIDE,),
    ),
    "a point": ("not_a_polygon", lambda: changed("05222008", lambda s: s.centroid), ("Dorren",)),
    "no shape": ("no_shape", lambda: changed("05222008", lambda s: None), ("Dorren",)),
    "a border that crosses itself": (
        "shape_invalid",
        lambda: changed("05222008", lambda s: shapely.transform(BOWTIE, _far)),
        ("Dorren",),
    ),
}


def _nudged(xy: Any) -> Any:
    return xy + numpy.array([0.0, -0.5])


def _near(xy: Any) -> Any:
    return xy * 1000 + numpy.array([371_500, 5_705_000])


def _far(xy: Any) -> Any:
    return xy * 1000 + numpy.array([365_000, 5_705_000])


@pytest.mark.parametrize("case", BAD)
def test_a_bad_source_is_refused_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    code, make, named = BAD[case]
    found = _refused(write_folder(make(), tmp_path / "in"), tmp_path / "out")
    assert code in found
    for word in named:
        assert word in found[code]


def test_a_gap_is_told_once(tmp_path: Path) -> None:
    """As a gap beside a municipality, and not as a flaw of its district, too."""
    frame = changed("05222012", lambda s: s.difference(block(20, 10)), "G")
    found = _refused(write_folder(frame, tmp_path / "in"), tmp_path / "out")
    assert set(found) == {"gap", "area_off"}


def test_flaws_far_away_are_no_matter(tmp_path: Path) -> None:
    """A source for all of Germany need not be sound everywhere."""
    broken = changed(FAR + "000", lambda s: shapely.transform(BOWTIE, lambda xy: xy + 5_000_000))
    again = broken[broken["KN"] == FAR + "000"]
    frame = geopandas.GeoDataFrame(pandas.concat([broken, again]), crs=broken.crs)
    build(write_folder(frame, tmp_path / "in"), tmp_path / "out")


def test_everything_that_is_wrong_is_listed_at_once(tmp_path: Path) -> None:
    """Findings of both layers, and areas beside keys."""
    frame = without("05222008", "G")
    frame = frame[~((frame["KN"] == CITY + "000") & (frame["ART"] == "K"))].copy()
    areas = AREAS | {"05222004": AREAS["05222004"] * 1.01}
    found = _refused(write_folder(frame, tmp_path / "in"), tmp_path / "out", areas=areas)
    assert set(found) == {"key_missing", "area_off"}
    assert "05222008" in found["key_missing"]
    assert CITY in found["key_missing"]


@pytest.mark.parametrize(("factor", "refused"), [(1.0048, False), (1.0055, True), (0.9945, True)])
def test_an_area_may_be_half_a_percent_off_and_no_more(
    factor: float, refused: bool, tmp_path: Path
) -> None:
    """One town of many: the sum must stay within 0.1 %, so another one makes up for it."""
    areas = AREAS | {"05222008": AREAS["05222008"] * factor}
    areas["05111000"] -= areas["05222008"] - AREAS["05222008"]
    source = write_folder(MADE, tmp_path / "in")
    if refused:
        found = _refused(source, tmp_path / "out", areas=areas)
        assert "Dorren" in found["area_off"]
        assert "Kreis Bede" not in found["area_off"]
    else:
        boundaries.build(source, tmp_path / "out", TERRITORIES, areas)


def test_a_sum_that_is_off_is_refused(tmp_path: Path) -> None:
    areas = {key: area * 1.002 for key, area in AREAS.items()}
    found = _refused(write_folder(MADE, tmp_path / "in"), tmp_path / "out", areas=areas)
    assert "0,1 %" in found["total_changed"]


def test_a_shapefile_without_reference_system_is_refused(tmp_path: Path) -> None:
    folder = write_folder(MADE, tmp_path / "in", ".shp")
    (folder / "gem.prj").unlink()
    found = _refused(folder, tmp_path / "out")
    assert "gem.shp" in found["no_crs"]


def test_metres_under_degrees_are_refused(tmp_path: Path) -> None:
    """A GeoJSON without ``crs`` is WGS84 by its standard; metres in it are a mistake."""
    folder = write_folder(MADE, tmp_path / "in", ".geojson")
    path = folder / "gem.geojson"
    collection = json.loads(path.read_text("utf-8"))
    del collection["crs"]
    path.write_text(json.dumps(collection), "utf-8")
    assert "Dorren" in _refused(folder, tmp_path / "out")["coordinates_beyond_crs"]


def test_swapped_axes_are_refused(tmp_path: Path) -> None:
    """They keep every area and every border: only the place on earth is wrong."""
    swapped = MADE.copy()
    swapped["geometry"] = shapely.transform(MADE.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    found = _refused(write_folder(swapped, tmp_path / "in"), tmp_path / "out")
    assert "Dorren" in found["coordinates_beyond_crs"]


def test_a_reference_system_without_a_place_on_earth_is_refused(tmp_path: Path) -> None:
    folder = write_folder(MADE, tmp_path / "in", ".shp")
    (folder / "gem.prj").write_text('LOCAL_CS["site",UNIT["metre",1]]', "utf-8")
    assert "gem.shp" in _refused(folder, tmp_path / "out")["crs_unusable"]


def test_two_layers_for_one_level_are_refused_by_both_names(tmp_path: Path) -> None:
    folder = write_folder(MADE, tmp_path / "in")
    shutil.copy(folder / "krs.gpkg", folder / "older.gpkg")
    found = _refused(folder, tmp_path / "out")
    assert "krs.gpkg" in found["two_layers"]
    assert "older.gpkg" in found["two_layers"]


def test_a_layer_of_points_alone_is_refused(tmp_path: Path) -> None:
    points = MADE.copy()
    points["geometry"] = points.representative_point()
    folder = tmp_path / "in"
    folder.mkdir()
    level_of(points, "G").to_file(folder / "gem.gpkg")
    level_of(MADE, "K").to_file(folder / "krs.gpkg")
    assert "gem.gpkg" in _refused(folder, tmp_path / "out")["layer_without_areas"]


def test_a_source_of_one_level_lacks_the_other(tmp_path: Path) -> None:
    level_of(MADE, "G").to_file(tmp_path / "gem.gpkg")
    found = _refused(tmp_path / "gem.gpkg", tmp_path / "out")
    assert "Kreise" in found["no_layer"]


@pytest.mark.parametrize("name", ["gem.gpkg", "gem.shp", "gem.geojson", "gem.zip", "noise"])
def test_a_file_of_noise_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"\x00\xffnot geodata\n" * 50)
    found = _refused(tmp_path / name, tmp_path / "out")
    assert set(found) <= {"file_unreadable", "archive_damaged", "source_unreadable"}


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    archive = zip_of_shapefiles(MADE, tmp_path)
    data = bytearray(archive.read_bytes())
    data[len(data) // 3] ^= 0xFF  # one byte of the shapes: the checksum no longer fits
    archive.write_bytes(data)
    assert "dvg.zip" in _refused(archive, tmp_path / "out")["archive_damaged"]


def test_a_zip_cut_off_is_refused(tmp_path: Path) -> None:
    archive = zip_of_shapefiles(MADE, tmp_path)
    archive.write_bytes(archive.read_bytes()[:2000])
    assert "archive_damaged" in _refused(archive, tmp_path / "out")


def test_archives_are_unpacked_within_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a bomb of zeros nor an endless nest fills the disk."""
    archive = zip_of_shapefiles(MADE, tmp_path)
    for name in ("one.zip", "two.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as outer:
            outer.write(archive, "in.zip")
        archive = tmp_path / name
    assert "archive_too_deep" in _refused(archive, tmp_path / "out1")
    monkeypatch.setattr(sources, "_MAX_UNPACKED_BYTES", 1_000)
    assert "archive_too_large" in _refused(tmp_path / "dvg.zip", tmp_path / "out2")


def test_a_damaged_file_beside_good_ones_is_refused(tmp_path: Path) -> None:
    """It might be the newer one."""
    folder = write_folder(MADE, tmp_path / "in")
    (folder / "new.gpkg").write_bytes(b"SQLite format 3\x00")
    assert "new.gpkg" in _refused(folder, tmp_path / "out")["file_unreadable"]


def test_empty_and_missing_sources_are_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert "source_empty" in _refused(tmp_path / "in", tmp_path / "out1")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w"):
        pass
    assert "source_empty" in _refused(tmp_path / "empty.zip", tmp_path / "out2")
    assert "source_not_found" in _refused(tmp_path / "nowhere", tmp_path / "out3")


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    source = write_folder(MADE, tmp_path / "in")
    (tmp_path / "out").write_text("a file", "utf-8")
    with pytest.raises(boundaries.BoundaryError) as refusal:
        boundaries.build(source, tmp_path / "out", TERRITORIES, AREAS)
    assert [found.code for found in refusal.value.findings] == ["not_written"]


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = write_folder(MADE, tmp_path / "in"), tmp_path / "out"
    old = {name: body + b" " for name, body in build(source, out).items()}
    for name, body in old.items():
        (out / name).write_bytes(body)  # what is the same already needs no room
    opened = Path.open

    def full(path: Path, mode: str = "r", *others: Any, **named: Any) -> Any:
        if mode == "wb" and path.name == "context.geojson":
            raise OSError(28, "No space left on device")
        return opened(path, mode, *others, **named)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(boundaries.BoundaryError):
        boundaries.build(source, out, TERRITORIES[:0] + TERRITORIES, AREAS)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


def test_a_missing_official_area_is_said(tmp_path: Path) -> None:
    areas = {key: area for key, area in AREAS.items() if key != "05222008"}
    found = _refused(write_folder(MADE, tmp_path / "in"), tmp_path / "out", areas=areas)
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
) -> None:
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
