"""What is loaded on demand says what the core says, and is small."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from ruhrmap import coverage, ondemand, payload
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
