"""What the browser gets is what the core says, packed: nothing is decided on the way."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from ruhrmap import catalog, coverage, payload
from ruhrmap.coverage import Frame, Status
from ruhrmap.model import Catalog, Level
from ruhrmap.payload import label_lines

Json = dict[str, Any]


@pytest.fixture(scope="module")
def page(ours: Catalog, frames: tuple[Frame, ...]) -> Json:
    return payload.page(ours, frames)


@pytest.fixture(scope="module")
def time_map(ours: Catalog, frames: tuple[Frame, ...]) -> Json:
    return payload.time_map(ours, frames, catalog.default_path() / "geo")


def test_every_status_has_a_letter_of_its_own() -> None:
    assert set(payload.CODES) == set(Status)
    assert len(set(payload.CODES.values())) == len(Status)


def test_statuses_travel_as_a_letter_a_territory(
    ours: Catalog, frames: tuple[Frame, ...], time_map: Json
) -> None:
    letters = {code: status for status, code in payload.CODES.items()}
    assert len(time_map["frames"]) == len(frames)
    for packed, frame in zip(time_map["frames"], frames, strict=True):
        for level in Level:
            keys = time_map["order"][level]
            unpacked = dict(zip(keys, packed["statuses"][level], strict=True))
            decided = coverage.statuses_on(ours, level, frame.start)
            assert {ags: letters[code] for ags, code in unpacked.items()} == dict(decided)


def test_hover_lines_are_those_of_the_core_in_both_languages(
    frames: tuple[Frame, ...], time_map: Json
) -> None:
    for packed, frame in zip(time_map["frames"], frames, strict=True):
        for level in Level:
            for ags, place in zip(time_map["order"][level], packed["hover"][level], strict=True):
                line = frame.hover[level][ags]
                assert time_map["hover"]["de"][place] == line.de
                assert time_map["hover"]["en"][place] == line.en


def test_recurring_lines_travel_once(time_map: Json) -> None:
    pairs = list(zip(time_map["hover"]["de"], time_map["hover"]["en"], strict=True))
    assert len(pairs) == len(set(pairs))


def test_the_page_has_sentence_figures_and_legend_of_every_frame(
    frames: tuple[Frame, ...], page: Json
) -> None:
    assert len(page["frames"]) == len(frames)
    for packed, frame in zip(page["frames"], frames, strict=True):
        assert packed["start"] == frame.start.isoformat()
        assert packed["sentence"] == {"de": frame.sentence.de, "en": frame.sentence.en}
        assert packed["context"] == {"de": frame.context.de, "en": frame.context.en}
        assert packed["announcement"]["de"] == frame.announcement.de
        assert [f["value"]["de"] for f in packed["figures"]] == [f.value.de for f in frame.figures]
        for level in Level:
            counts = Counter(payload.CODES[s] for s in frame.statuses[level].values())
            told = {entry["status"]: entry["count"] for entry in packed["legend"][level]}
            assert {code: n for code, n in told.items() if n} == dict(counts)


def test_the_figures_of_april_2024_arrive(frames: tuple[Frame, ...], page: Json) -> None:
    index = coverage.frame_on(frames, date(2024, 4, 9)).index
    values = {f["key"]: f["value"]["de"] for f in page["frames"][index]["figures"]}
    told = " ".join(values.values())
    for expected in ("91,1", "76,5", "14", "40"):
        assert expected in told, values
    assert "91 von 100" in page["frames"][index]["sentence"]["de"]


def test_the_axis_ends_with_the_data_and_opens_with_the_evidence(page: Json) -> None:
    """Never with the clock: what is exported must not change by itself."""
    assert page["axis"] == {
        "start": "2013-01-01",
        "end": "2026-11-21",
        "opens": "2024-04-10",
        "evidence_end": "2024-04-10",
    }


def test_accessions_are_eight_of_which_six_are_of_territories(page: Json) -> None:
    assert len(page["accessions"]) == 8
    assert sum(accession["of_territories"] for accession in page["accessions"]) == 6
    spans = {a["day"]: a["span"] for a in page["accessions"] if a["span"]}
    assert spans["2024-04-08"] == ["2023-05-31", "2024-04-08"]


def test_the_curve_never_shows_less_as_possible_than_as_certain(page: Json) -> None:
    assert [step["day"] for step in page["curve"]] == [f["start"] for f in page["frames"]]
    for step in page["curve"]:
        assert 0 <= step["share"] <= step["possible"] <= 1
    assert round(page["curve"][1]["share"], 3) == 0.327


def test_every_text_is_there_in_both_languages(page: Json, time_map: Json) -> None:
    for texts in (page["texts"], time_map["texts"]):
        assert texts["de"].keys() == texts["en"].keys()
        assert all(texts["de"].values())
        assert all(texts["en"].values())
    assert page["texts"]["de"]["months"][2] == "März"
    assert len(page["texts"]["en"]["months"]) == 12
    for name in page["statuses"].values():
        assert name["de"]
        assert name["en"]


def test_numbers_are_written_as_the_language_writes_them(page: Json) -> None:
    assert page["texts"]["de"]["tempos"] == ["0,5 ×", "1 ×", "2 ×", "4 ×"]
    assert page["texts"]["en"]["tempos"] == ["0.5 ×", "1 ×", "2 ×", "4 ×"]


def test_geometry_of_both_levels_is_whole_and_named_by_key(ours: Catalog, time_map: Json) -> None:
    for level in Level:
        keys = [f["properties"]["ags"] for f in time_map["geometry"][level]["features"]]
        assert sorted(keys) == sorted(t.ags for t in ours.at(level))
        assert set(time_map["order"][level]) == set(keys)


def test_every_territory_has_a_name_where_it_stands(ours: Catalog, time_map: Json) -> None:
    found = {t["ags"]: t for t in time_map["territories"]}
    assert found.keys() == ours.territories.keys()
    for ags, packed in found.items():
        assert packed["name"] == ours.territories[ags].name
        assert 6 < packed["lon"] < 8.5
        assert 51 < packed["lat"] < 52
        assert packed["room"] > 0
    assert len(found["05954"]["towns"]) == 9
    assert found["05113"]["twin"] == "05113000"
    assert found["05113"]["towns"] == []


def test_no_exact_day_or_status_is_said_where_the_source_has_none(time_map: Json) -> None:
    said = " ".join(time_map["hover"]["de"])
    assert "kein Beitritt bekannt" in said
    assert "ist nicht Mitglied" not in said
    assert not re.search(r"\d{4}-\d{2}-\d{2}", said), "dates are worded"


def test_the_whole_of_it_is_small(page: Json, time_map: Json) -> None:
    """Both levels and both languages are sent once; it must not be felt."""
    sizes = [len(gzip.compress(json.dumps(d).encode(), mtime=0)) for d in (page, time_map)]
    assert sum(sizes) < 120_000


@pytest.mark.parametrize(
    ("name", "two_lines"),
    [
        ("Kreis Wesel", ["Kreis", "Wesel"]),
        ("Castrop-Rauxel", ["Castrop-", "Rauxel"]),
        ("Mülheim an der Ruhr", ["Mülheim", "an der Ruhr"]),
        ("Gelsen|kirchen", ["Gelsen-", "kirchen"]),
    ],
)
def test_a_name_breaks_between_words_or_where_the_data_say(name: str, two_lines: list[str]) -> None:
    assert label_lines(name) == [[name.replace("|", "")], two_lines]


def test_a_short_name_is_not_broken(ours: Catalog) -> None:
    assert label_lines("Marl") == [["Marl"]]
    for territory in ours.territories.values():
        for lines in label_lines(territory.short_name):
            assert 1 <= len(lines) <= 2
            assert all(line.strip() == line and line for line in lines)
            assert "|" not in "".join(lines)


def test_where_a_source_stands_on_the_page() -> None:
    assert payload.anchor("D02") == "quelle-D02"
    assert payload.anchor(None) == payload.EVIDENCE_ANCHOR
