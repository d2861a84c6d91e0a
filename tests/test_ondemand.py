"""What is loaded on demand says what the core says, and is small."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from ruhrmap import boundaries, catalog, coverage, ondemand, payload
from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog, Level

Json = dict[str, Any]


@pytest.fixture(scope="module")
def packed(ours: Catalog, frames: tuple[Frame, ...]) -> Json:
    return ondemand.comparison(ours, frames)


def test_every_change_has_a_letter_and_what_changed_one_of_its_own() -> None:
    assert set(payload.CHANGE_CODES) == set(coverage.Change)
    assert len(set(payload.CHANGE_CODES.values())) == len(payload.CHANGE_CODES)
    unchanged = {code for change, code in payload.CHANGE_CODES.items() if "unchanged" in change}
    assert unchanged == set(payload.CODES.values()) - {payload.CODES[coverage.Status.UNCERTAIN]}


def test_a_record_of_two_dates_is_that_of_the_core(
    ours: Catalog, frames: tuple[Frame, ...], packed: Json
) -> None:
    records = coverage.comparisons(ours, frames)
    assert len(packed["pairs"]) == len(records)
    german, english = packed["texts"]["de"], packed["texts"]["en"]
    for pair, record in zip(packed["pairs"], records, strict=True):
        for level in Level:
            letters = "".join(payload.CHANGE_CODES[c] for c in record.changes[level].values())
            assert pair[level] == letters
            counts = {payload.CHANGE_CODES[e.change]: e.count for e in record.legend[level]}
            assert dict(pair["legend"][level]) == counts
        for name in ("sentence", "context", "announcement"):
            text = getattr(record, name)
            assert (german[pair[name]], english[pair[name]]) == (text.de, text.en)
        assert [[german[i] for i in row] for row in pair["figures"]] == [
            [figure.value.de, figure.label.de, figure.note.de] for figure in record.figures
        ]
        told = {
            packed["memberships"][i]["place"]: letter
            for i, letter in enumerate(pair["news"])
            if letter != "."
        }
        assert len(told) == len(record.news)


def test_the_line_under_a_name_is_made_of_what_the_map_has(
    ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    """The map joins the word for a change and the line of the later date: as the core does."""
    for record in coverage.comparisons(ours, frames)[::7]:
        for level in Level:
            for ags, change in record.changes[level].items():
                prefix, line = coverage.hover_prefix(change), record.later.hover[level][ags]
                said = f"{prefix.de} · {line.de}" if prefix else line.de
                assert record.hover[level][ags].de == said


def test_the_list_says_how_exactly_a_day_is_known_and_names_its_sources(packed: Json) -> None:
    german = packed["texts"]["de"]
    unna = next(m for m in packed["memberships"] if m["place"] == "05978")
    assert german[packed["groups"][unna["group"]]] == "Zwischen 31. Mai 2023 und 8. April 2024"
    assert german[unna["note"]] == "steht für seine zehn Städte und Gemeinden, angenommen"
    assert german[unna["precision"]].startswith("Der Tag des Beitritts ist nicht belegt")
    herten = next(m for m in packed["memberships"] if m["place"] == "05562020")
    assert german[herten["ended"]] == (
        "Mitgliedschaft endete zwischen dem 1. Februar 2019 und dem 21. April 2023"
    )
    for one in packed["memberships"]:
        assert one["sources"]
        assert all(german[packed["sources"][i]["text"]] for i in one["sources"])


def test_it_is_small(packed: Json) -> None:
    assert len(gzip.compress(json.dumps(packed).encode(), mtime=0)) < 20_000


# --- The small maps --------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(ours: Catalog, frames: tuple[Frame, ...]) -> Json:
    return ondemand.multiples(ours, frames, catalog.default_path() / "geo")


def test_there_is_a_small_map_for_each_accession_of_a_territory(ours: Catalog, small: Json) -> None:
    days = [one.day.isoformat() for one in coverage.accessions(ours) if one.of_territories]
    assert [one["day"] for one in small["maps"]] == days
    assert len(days) == 6
    assert [one["names"]["de"] for one in small["maps"]][-2:] == ["Kreis Unna", "Oberhausen"]
    unna = small["maps"][-2]
    assert unna["when"]["de"] == "Zwischen 31. Mai 2023 und 8. April 2024"
    assert unna["action"]["de"] == "Stichtag auf den 8. April 2024 setzen"
    assert small["maps"][3]["municipality"]["count"]["de"] == (
        "29 von 53 Städten und Gemeinden (bis zu 39)"
    )


def test_a_small_map_shows_the_statuses_of_its_day_and_capitals_for_who_is_new(
    ours: Catalog, frames: tuple[Frame, ...], small: Json
) -> None:
    new = []
    for one in small["maps"]:
        frame = coverage.frame_on(frames, date.fromisoformat(one["day"]))
        for level in Level:
            letters = one[level]["letters"]
            statuses = [payload.CODES[frame.statuses[level][t.ags]] for t in ours.at(level)]
            assert letters.lower() == "".join(statuses)
            count = sum(letter in "msaMSA" for letter in letters)
            assert one[level]["count"]["de"].startswith(f"{count} von {len(letters)} ")
        towns = zip(ours.at(Level.MUNICIPALITY), one["municipality"]["letters"], strict=True)
        new.append({town.ags for town, letter in towns if letter.isupper()})
    assert [len(one) for one in new] == [5, 10, 5, 9, 10, 1]
    assert len(set().union(*new)) == 40, "each is new once, and nobody is left out"


@pytest.mark.parametrize("level", list(Level))
def test_the_outlines_of_the_small_maps_are_the_region(
    ours: Catalog, small: Json, level: Level
) -> None:
    """As large as the official areas say, within what thinning and Mercator leave."""
    width, height = small["box"]
    sizes = []
    for d in small["outlines"][level]:
        points = _points(d)
        assert all(0 <= x <= width and 0 <= y <= height for ring in points for x, y in ring)
        sizes.append(sum(_size(ring) for ring in points))
    towns = {t.ags: t for t in ours.at(level)}
    areas = [
        sum(ours.census[m.ags].area_km2 for m in ours.municipalities_of(ags))
        if level is Level.DISTRICT
        else ours.census[ags].area_km2
        for ags in towns
    ]
    unit = sum(areas) / sum(sizes)
    for ags, size, area in zip(towns, sizes, areas, strict=True):
        assert size * unit == pytest.approx(area, rel=0.08, abs=2), ags


def test_the_outlines_are_as_wide_for_their_height_as_the_map(small: Json) -> None:
    drawn = [p for d in small["outlines"]["municipality"] for ring in _points(d) for p in ring]
    shapes = boundaries.polygons(boundaries.load(Level.MUNICIPALITY))
    degrees = [p for parts in shapes.values() for rings in parts for ring in rings for p in ring]
    mercator = [
        (math.radians(lon), math.asinh(math.tan(math.radians(lat)))) for lon, lat in degrees
    ]

    def shape(points: Iterable[tuple[float, float]]) -> float:
        xs, ys = zip(*points, strict=True)
        return (max(xs) - min(xs)) / (max(ys) - min(ys))

    assert shape(drawn) == pytest.approx(shape(mercator), rel=0.01)


def _points(d: str) -> list[list[tuple[int, int]]]:
    rings = []
    for ring in d.split("z")[:-1]:
        start, *steps = ring[1:].split("l")
        x, y = map(int, start.split())
        points = [(x, y)]
        for step in steps:
            dx, dy = map(int, step.split())
            x, y = x + dx, y + dy
            points.append((x, y))
        rings.append(points)
    return rings


def _size(ring: list[tuple[int, int]]) -> float:
    """Signed as the ring runs: a hole takes away."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2


def test_the_small_maps_are_small(small: Json) -> None:
    assert len(gzip.compress(json.dumps(small).encode(), mtime=0)) < 12_000
