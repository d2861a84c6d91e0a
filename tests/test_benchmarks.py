"""The benchmark measures the right thing: its made areas and its statistics."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any, cast

import pytest
from benchmarks import (
    compared,
    exports,
    foreign,
    growth,
    made,
    opening,
    paint,
    report,
    stepping,
    targets,
)
from benchmarks.run import FULL, PARTS, Run
from benchmarks.scenes import scene
from benchmarks.stats import median, p95
from benchmarks.stops import route, stops
from benchmarks.ways import STEPPED

from ruhrmap import boundaries, catalog, coverage
from ruhrmap.model import Level

DOCS = Path(__file__).parents[1] / "docs"
AREAS = 60  # 6 by 10: blocks of five, and smaller ones at the rim


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    made.write(folder, AREAS, catalog.default_path())
    return folder


def test_made_package_is_read_like_the_real_one(package: Path) -> None:
    loaded = catalog.load(package)
    assert len(loaded.at(Level.MUNICIPALITY)) == AREAS
    for level in Level:
        shapes = boundaries.polygons(boundaries.load(level, package / "geo"))
        assert set(shapes) == {territory.ags for territory in loaded.at(level)}


def test_made_package_is_the_same_each_time(package: Path, tmp_path: Path) -> None:
    made.write(tmp_path, AREAS, catalog.default_path())
    written = sorted(path.relative_to(package) for path in package.rglob("*") if path.is_file())
    assert [(package / name).read_bytes() for name in written] == [
        (tmp_path / name).read_bytes() for name in written
    ]


def test_made_areas_tile_and_make_up_their_districts(package: Path) -> None:
    import shapely

    folder = package / "geo"
    areas, districts = (
        {
            ags: shapely.Polygon(parts[0][0])
            for ags, parts in boundaries.polygons(boundaries.load(level, folder)).items()
        }
        for level in (Level.MUNICIPALITY, Level.DISTRICT)
    )
    assert all(area.is_valid for area in areas.values())
    assert shapely.coverage_is_valid(list(areas.values()))
    for key, district in districts.items():
        towns = [area for ags, area in areas.items() if ags.startswith(key)]
        assert shapely.union_all(towns).symmetric_difference(district).area < 1e-12


def test_each_stop_shows_another_map_than_the_one_before(package: Path) -> None:
    frames = coverage.frames(catalog.load(package))
    shown = [frames[stop.frame].statuses[Level.MUNICIPALITY] for stop in stops(frames)]
    assert len(shown) > 2
    assert all(dict(one) != dict(next_) for one, next_ in itertools.pairwise(shown))


def test_route_goes_one_stop_at_a_time() -> None:
    walked = [0, *route(40, 5)]
    assert set(walked) == set(range(5))
    assert all(abs(to - at) == 1 for at, to in itertools.pairwise(walked))


def test_p95_is_a_value_that_was_measured() -> None:
    values = [float(value) for value in range(40, 0, -1)]
    assert p95(values) == 38
    assert p95(values[:5]) == max(values[:5])
    assert median([1, 2, 3, 100]) == 2.5


def frame_report(name: str, sequence: int, styled: int, shown: int, **other: Any) -> list[Any]:
    """What Chromium's trace has of one frame that began 3 ms before its style."""
    state = other.get("state", "STATE_PRESENTED_ALL")
    report = {"frame_reporter": {"state": state, "frame_sequence": sequence}}
    about = {"pid": 1, "id2": {"local": name}}
    main = {"name": "ProxyMain::BeginMainFrame", "pid": 1, "args": {"begin_frame_id": sequence}}
    style = {"name": "LocalFrameView::RunStyleAndLayoutLifecyclePhases", "pid": 1}
    commit = {**about, "name": "Commit", "ph": "b", "ts": styled + 1000}
    return [
        {**about, "name": "PipelineReporter", "ph": "b", "ts": styled - 3100, "args": report},
        {**main, "ph": "X", "ts": styled - 3000, "dur": 4000},
        {**style, "ph": "X", "ts": styled, "dur": 500},
        *([commit] if other.get("commit", True) else []),
        {**about, "name": "PipelineReporter", "ph": "e", "ts": shown, "args": {}},
    ]


def test_painted_is_the_first_presented_frame_styled_after_the_restyling() -> None:
    events = [
        {"name": "bench-input-7", "pid": 1, "ph": "I", "ts": 10_000},
        {"name": "bench-restyled-7", "pid": 1, "ph": "I", "ts": 24_000},
        # its style was worked out before the map had its new colours
        *frame_report("0x1", 1, 23_000, 30_000),
        # never shown
        *frame_report("0x2", 2, 33_000, 42_000, state="STATE_NO_UPDATE_DESIRED"),
        # shown without what the main thread had for it
        *frame_report("0x1", 3, 43_000, 44_500, commit=False),
        # the name of a report is used again
        *frame_report("0x1", 4, 53_000, 56_500),
        *frame_report("0x2", 5, 63_000, 68_000),
    ]
    assert paint.painted(json.dumps({"traceEvents": events}).encode()) == {7: 46.5}


def ours(**changed: float) -> dict[str, float]:
    figures = {
        "restyled_median_ms": 3.0,
        "painted_p95_ms": 20.0,
        "frames": 900,
        "frames_without_map": 0,
        "messages_sent": 0,
        "requests": 0,
    }
    return {**figures, **changed}


@pytest.mark.parametrize(
    ("changed", "missed"),
    [
        ({}, ""),
        ({"restyled_median_ms": 8.1}, "restyled"),
        ({"painted_p95_ms": 34.1}, "painted"),
        ({"frames_without_map": 1}, "no frame"),
        ({"messages_sent": 1}, "nothing sent"),
        ({"requests": 1}, "nothing sent"),
    ],
)
def test_a_missed_target_is_told(changed: dict[str, float], missed: str) -> None:
    ways = {"ours": ours(**changed), "rebuilt": {"restyled_median_ms": 400.0}}
    told = [verdict.target for verdict in targets.verdicts(53, ways) if not verdict.met]
    assert len(told) == bool(missed)
    assert all(target.startswith(missed) for target in told)


def test_twenty_times_faster_is_held_to_the_rebuilt_map_of_the_same_run() -> None:
    ways = {"ours": ours(), "rebuilt": {"restyled_median_ms": 59.0}}
    told = [verdict for verdict in targets.verdicts(53, ways) if not verdict.met]
    assert [verdict.figure for verdict in told] == ["19.7 times"]


def test_recording_replaces_the_figures_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    places = ["\nold\n".join(report.place(what)) for what in ("figures", "exports")]
    path.write_text("before\n\n{}\n\nbetween\n\n{}\n\nafter\n".format(*places), "utf-8")
    report.record(path, "| new |")
    text = path.read_text("utf-8")
    assert text.startswith("before\n") and text.endswith(f"\nbetween\n\n{places[1]}\n\nafter\n")
    assert "| new |" in text and text.count("old") == 1
    report.record(path, "| newer |")
    assert path.read_text("utf-8") == text.replace("| new |", "| newer |")
    report.record(path, "| export |", "exports")
    assert "old" not in path.read_text("utf-8")
    assert "| newer |" in path.read_text("utf-8")


def test_an_export_is_measured_in_a_process_of_its_own() -> None:
    (found,) = exports.measure_all(["SVG"])
    assert 0 < found.before < found.peak
    assert found.first > 0 < found.again
    assert f"| {found.size / 1000:,.0f} kB |" in report.exports([found])


def test_recording_needs_a_place_for_the_figures(tmp_path: Path) -> None:
    path = tmp_path / "performance.md"
    path.write_text("nothing", "utf-8")
    with pytest.raises(ValueError, match="lacks"):
        report.record(path, "| new |")
    assert path.read_text("utf-8") == "nothing"


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ("performance.md", "figures"),
        ("performance.md", "exports"),
        ("performance.md", "load"),
        ("operations.md", "replicas"),
        ("reliability.md", "soak"),
    ],
)
def test_each_figure_has_its_place_in_the_documents(document: str, what: str) -> None:
    report.need_place(DOCS / document, what)


EMPTY_PAGE = {"cold_first_map_ms": 1000.0, "warm_first_map_ms": 400.0}


@pytest.mark.parametrize(
    ("cold", "warm", "met"),
    [(1500.0, 650.0, [True, True]), (1501.0, 650.0, [False, True]), (900.0, 651.0, [True, False])],
)
def test_an_opening_is_held_to_the_empty_page(cold: float, warm: float, met: list[bool]) -> None:
    opened = {"empty": EMPTY_PAGE, "ours": {"cold_first_map_ms": cold, "warm_first_map_ms": warm}}
    assert [v.met for v in targets.openings(opened, "empty", "ours")] == met


def test_stages_that_a_page_does_not_have_stay_empty() -> None:
    stages = {"cold_stages_ms": {"shell": 20.0, "opened": 900.0}, "warm_stages_ms": {"shell": 9.0}}
    header, _, cold, warm = report.stages({"empty": stages, "sizes": {}}).splitlines()
    assert header.split("|")[3].strip() == "shell there"
    assert [cell.strip() for cell in cold.split("|")[1:-1]] == [
        "empty Streamlit page", "cold", "20.0 ms", "", "", "", "", "", "", "900 ms",
    ]  # fmt: skip
    assert "900 ms" not in warm


def test_medians_of_stages_are_of_those_that_all_openings_had() -> None:
    one, other = {"shell": 10.0, "opened": 100.0, "frame": 50.0}, {"shell": 20.0, "opened": 200.0}
    measured = opening.Opening([one, other], [one]).summary()
    assert measured["cold_stages_ms"] == {"shell": 15.0, "opened": 150.0}
    assert measured["warm_median_ms"] == measured["warm_first_map_ms"] == 100.0


def test_the_first_map_is_the_picture_of_the_shell_where_there_is_one() -> None:
    measured = opening.Opening([{"picture": 90.0, "opened": 900.0}], [{"opened": 400.0}]).summary()
    assert (measured["cold_first_map_ms"], measured["cold_median_ms"]) == (90.0, 900.0)
    assert measured["warm_first_map_ms"] == 400.0


def test_a_point_of_each_area_is_inside_it_and_clicks_go_where_there_is_room(package: Path) -> None:
    import shapely

    place = scene(package)
    shapes = boundaries.polygons(boundaries.load(Level.MUNICIPALITY, package / "geo"))
    # each row of a mercator map keeps its order, so a point far inside stays inside unprojected
    west, south, east, north = shapely.total_bounds(
        [shapely.Polygon(parts[0][0]) for parts in shapes.values()]
    )
    for ags, (across, down) in zip(place.drawn, place.points, strict=True):
        at = shapely.Point(west + across * (east - west), north - down * (north - south))
        assert shapely.Polygon(shapes[ags][0][0]).contains(at), ags
    assert 0 <= place.largest < AREAS


def test_the_stand_in_gives_what_packages_have_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(foreign.FILES_VARIABLE, str(tmp_path))
    kept = tmp_path / "node_modules" / "leaflet" / "dist" / "leaflet.js"
    kept.parent.mkdir(parents=True)
    kept.write_text("L", "utf-8")
    (tmp_path / "secret").write_text("S", "utf-8")
    host = "cdn.jsdelivr.net/npm/leaflet@1.9.3/"
    assert foreign.found(f"{host}dist/leaflet.js") == b"L"
    assert foreign.found(f"{host}../../secret") is None
    assert foreign.found("tiles.example/1/2/3.png") is None
    assert foreign.found(foreign.EMPTY[0]) == b""


RUN = {
    "about": {"date": "2026-11-22"},
    "abilities": {
        "ours": {"links": True, "follows": True, "zooms": True, "keeps_zoom": True, "plays": True,
                 "foreign": 0, "hosts": [], "draws_alone": True},
        "deck": {"links": True, "follows": True, "zooms": True, "keeps_zoom": True, "plays": False,
                 "foreign": 0, "hosts": [], "draws_alone": True},
        "time_slider": {"links": False, "follows": False, "zooms": True, "keeps_zoom": True,
                        "plays": False, "foreign": 12, "hosts": ["d3js.org"],
                        "draws_alone": False},
        "vega_rerun": {"failed": "no canvas"},
    },
    "sizes": {
        "53": {
            "ours": {"opening": {"cold_first_map_ms": 500.0}, "memory": {"server_bytes": 400_000}},
            "deck": {"opening": {"cold_first_map_ms": 900.0}, "memory": {"server_bytes": 300_000}},
            "time_slider": {"opening": {"cold_first_map_ms": 100.0}},
            "plotly_rerun": {"opening": {"failed": "no map"}},
        },
        "400": {
            "ours": {"opening": {"cold_first_map_ms": 700.0}},
            "deck": {"opening": {"cold_first_map_ms": 650.0}},
        },
    },
}  # fmt: skip


class Traced:
    """A browser that can keep one trace at a time."""

    tracing = False

    def start_tracing(self, **_: object) -> None:
        assert not self.tracing
        self.tracing = True

    def stop_tracing(self) -> bytes:
        self.tracing = False
        return b""


def test_a_way_that_fails_leaves_no_trace_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(*_: object) -> dict[str, float]:
        raise stepping.WrongMapError("the map does not show stop 1")

    monkeypatch.setattr(stepping._Walk, "step", wrong)
    browser: Any = Traced()
    session: Any = stepping.Session(browser, *[cast("Any", None)] * 3)
    with pytest.raises(stepping.WrongMapError):
        stepping._Walk(session, session, [], pause=False).timed([1])
    assert not browser.tracing


def test_ours_is_held_to_the_best_of_those_that_link_map_and_panel() -> None:
    others = compared.linking(RUN["abilities"], ())
    assert others == ["deck"], "seen to link, and neither ours nor one that could not be tried"
    unseen = {**RUN["abilities"], "deck": {"links": False}}
    assert compared.linking(unseen, {"deck"}) == ["deck"], "not seen here is no excuse"
    rows = list(compared.rows(RUN["sizes"], others))
    assert [(row.areas, row.measure.name, row.way, row.ahead) for row in rows] == [
        (53, "first map, cold cache", "deck", True),
        (53, "server memory a viewer", "deck", True),  # within the noise
        (400, "first map, cold cache", "deck", False),
    ]
    told = report.beside(rows, {"deck": "pydeck"}).splitlines()
    assert "ahead, 1.8 times" in told[2]
    assert "level" in told[3]
    assert "BEHIND by 50.0 ms" in told[4]


def test_a_way_that_failed_is_told_in_the_tables() -> None:
    labels = {way.key: way.label for way in STEPPED}
    assert "failed: no canvas" in report.abilities(RUN["abilities"], labels, None)
    opened = report.openings(
        {**RUN, "sizes": {"53": {"deck": {"opening": {"failed": "no map"}}}}}, labels
    )
    assert "failed: no map" in opened
    stepped = report.steps({"53": {"deck": {"stepping": {"failed": "wrong map"}}}}, labels)
    assert "failed: wrong map" in stepped


def test_ours_that_cannot_be_measured_is_a_missed_target() -> None:
    sizes = {"53": {"ours": {"stepping": {"failed": "wrong map"}}}}
    (missed,) = targets.of_run({"sizes": sizes, "abilities": {}})
    assert (missed.figure, missed.met) == ("wrong map", False)
    able = {**RUN["abilities"]["ours"], "keeps_zoom": False, "foreign": 1}
    found = targets.of_run({"sizes": {}, "abilities": {"ours": able}})
    assert [one.target for one in found if not one.met] == [
        "a step keeps the zoom",
        "no request to another host",
    ]


def test_a_kept_run_is_taken_up_where_it_broke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.run.RESULTS", tmp_path)
    (tmp_path / "99999999T000000Z.json").write_text('{"exports": []}', "utf-8")
    with pytest.raises(FileNotFoundError, match="no run to go on with"):
        Run.newest()
    run = Run(tmp_path / "20261122T000000Z.json", {"about": {}, "sizes": {}, "abilities": {}})
    run.of(53, "deck")["stepping"] = {"failed": "x"}
    run.keep()
    again = Run.newest()
    assert again.figures == run.figures
    lacking = again.missing()
    assert "deck at 53: memory" in lacking and "deck at 53: stepping" not in lacking
    for areas in FULL:
        for way in STEPPED:
            again.of(areas, way.key).update({part: {} for part in PARTS})
    again.figures |= {"empty": {}, "tiles": {}, "abilities": {way.key: {} for way in STEPPED}}
    assert again.missing() == []


def test_the_picture_of_the_growth_is_the_same_bytes_for_the_same_figures(tmp_path: Path) -> None:
    def stepping(ms: float) -> dict[str, Any]:
        return {"stepping": {"painted_median_ms": ms}}

    sizes = {
        "53": {"ours": stepping(20), "deck": stepping(500)},
        "11000": {"ours": stepping(290), "deck": {"stepping": {"failed": "no map"}}},
    }
    labels = {way.key: way.label for way in STEPPED}
    lines = growth.lines(sizes, labels)
    assert dict(lines) == {"pydeck": [(53, 500)], "ruhrmap": [(53, 20), (11000, 290)]}
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    growth.draw(one, lines, "ruhrmap")
    growth.draw(other, lines, "ruhrmap")
    assert one.read_bytes() == other.read_bytes()
    assert "pydeck" in one.read_text("utf-8")
    assert "ruhrmap 20 ms at 53, 290 ms at 11,000" in growth.told(lines)
