"""The page "Daten und Quellen": complete, true to the data, and no link on it leads nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest
from starlette.applications import Starlette

from ruhrmap import coverage, payload, server, site
from ruhrmap.api import description, parameters
from ruhrmap.api.downloads import material
from ruhrmap.export import file_name
from ruhrmap.messages import LANGUAGES
from ruhrmap.model import Catalog, Evidence, Says
from ruhrmap.pages.datapage import downloads, sources
from ruhrmap.view import ViewState
from support.apptest import components, open_page
from support.asgi import ask

Json = dict[str, Any]
UNCERTAIN = "2019-01-15"


@pytest.fixture(scope="module", params=LANGUAGES)
def parts(request: pytest.FixtureRequest) -> list[Json]:
    """Every part of the page as it is mounted, in one language."""
    at = open_page("data", datum=UNCERTAIN, ort="05954036", sprache=request.param)
    assert not at.exception
    return [json.loads(one.proto.json) for one in components(at)]


def blocks(parts: list[Json]) -> list[Json]:
    return [block for one in parts if one["part"] == "prose" for block in one["content"]]


def walk(value: Any) -> Iterator[Any]:
    yield value
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from walk(inner)


def content(parts: list[Json], name: str) -> Json:
    [found] = [one["content"] for one in parts if one["part"] == name]
    told: Json = found
    return told


def test_every_link_within_the_page_leads_to_something_on_it(parts: list[Json]) -> None:
    items = [i for group in content(parts, "source_list")["groups"] for i in group["items"]]
    there = {block["anchor"] for block in blocks(parts) if block.get("anchor")}
    there |= {item["id"] for item in items}
    asked = {one["anchor"] for one in walk(blocks(parts)) if isinstance(one, dict)
             and "kind" not in one and "anchor" in one}  # fmt: skip
    asked |= {link["anchor"] for link in content(parts, "contents")["links"]}
    assert len(asked) > 20
    assert asked - there == set()


def test_each_source_stands_once_with_all_that_is_owed(parts: list[Json], ours: Catalog) -> None:
    items = [i for group in content(parts, "source_list")["groups"] for i in group["items"]]
    assert sorted(item["key"] for item in items) == sorted(ours.sources)
    for item in items:
        source = ours.sources[item["key"]]
        assert item["id"] == payload.anchor(source.source_id)
        assert (item["title"], item["url"]) == (source.title, source.url)
        assert source.publisher in item["meta"]
        assert str(source.accessed.year if source.accessed else "") in item["meta"]
        assert bool(item["title_note"]) is not source.title_read
        assert item["licence"]
        assert item["licence_url"] == source.licence_url
        assert item["uses"]


def test_the_counts_are_those_of_the_key_date(ours: Catalog) -> None:
    at = open_page("data", datum=UNCERTAIN)
    told = [json.loads(one.proto.json) for one in components(at)]
    table = next(b for b in blocks(told) if b["kind"] == "table")
    counts = coverage.count_on(ours, date.fromisoformat(UNCERTAIN))
    assert [row[1] for row in table["rows"]] == [
        f"{counts.kommunen}",
        f"{counts.districts} von 15",
        f"{counts.municipalities} von 53",
    ]
    assert [row[2] for row in table["rows"]] == ["bis zu 7", "bis zu 6", "bis zu 15"]


def test_all_published_totals_and_conflicts_are_told(parts: list[Json], ours: Catalog) -> None:
    tables = [block for block in blocks(parts) if block["kind"] == "table"]
    assert len(tables[1]["rows"]) == len(ours.published_totals) == 10
    text = json.dumps(blocks(parts), ensure_ascii=False)
    for conflict in ours.conflicts:
        assert conflict.text.de in text or conflict.text.en in text


def test_the_files_are_named_as_they_come(parts: list[Json], ours: Catalog) -> None:
    """The links are read as the server reads them; that it makes the files is tested there."""
    groups = content(parts, "downloads")["groups"]
    assert [len(group["files"]) for group in groups] == [4, 4, 5]
    for group in groups:
        for file in group["files"]:
            path, _, query = file["href"].partition("?")
            assert path == f".{description.DOWNLOAD}"
            asked = parameters.read_download(parse_qsl(query), site.current().limits)
            assert file_name(ours, *asked) == file["name"]


def test_addresses_for_programs_answer(parts: list[Json]) -> None:
    app = Starlette(routes=server.routes())
    links = [one for one in walk(blocks(parts)) if isinstance(one, dict) and "href" in one]
    hrefs = [one["href"] for one in links if "page" not in one]  # the others are Streamlit's
    assert len(hrefs) == 7
    for href in hrefs:
        assert ask(app, href.removeprefix("."), method="HEAD").status == 200, href


def test_versions_of_the_data_are_told(parts: list[Json], ours: Catalog) -> None:
    anchors = {block["anchor"] for block in blocks(parts) if block["kind"] == "heading"}
    assert {f"version-{change.version}" for change in ours.changes} <= anchors


def test_without_a_chosen_place_there_is_one_group_less(ours: Catalog) -> None:
    assert len(downloads.downloads(ours, ViewState(date(2024, 4, 10)))["groups"]) == 2


# what is told of gaps and uses follows the data


def keys(catalog: Catalog) -> list[str]:
    return [one.key for one in coverage.unknowns(catalog)]


def test_the_gaps_of_our_data(ours: Catalog) -> None:
    told = {one.key: one.text.de for one in coverage.unknowns(ours)}
    assert "Kreis Wesel" in told["district"]
    assert "Herten" in told["left"]
    assert "19 von 25" in told["no_end"]
    assert "29 von 127" in told["title"]
    assert "GV100AD" in told["licence"]
    assert "ist nicht Mitglied" not in " ".join(told.values())
    assert keys(ours).count("after_evidence") == 2
    assert keys(ours).count("joined") == 2


def test_a_gap_that_is_closed_is_no_longer_told(ours: Catalog) -> None:
    exact = [m for m in ours.memberships if m.joined.is_exact and m.left is None]
    known = replace(ours, memberships=tuple(replace(m, agreement_until=None) for m in exact))
    assert not {"joined", "left", "agreement"} & set(keys(known))
    read = {key: replace(source, title_read=True) for key, source in ours.sources.items()}
    assert "title" not in keys(replace(ours, sources=read))


def test_newer_evidence_moves_the_end_that_is_told(ours: Catalog) -> None:
    when = next(m.joined for m in ours.memberships if m.member_id == "stadt-oberhausen")
    later = replace(when, earliest=date(2026, 1, 2), latest=date(2026, 1, 2), text="2026-01-02")
    more = replace(ours, evidence=(*ours.evidence, Evidence("rub", "P46", later, Says.LISTED)))
    texts = [u.text.de for u in coverage.unknowns(more) if u.key == "after_evidence"]
    assert [re.findall(r"\d{4}", text)[0] for text in texts] == ["2024", "2025", "2026"]
    assert "Hochschulen" in texts[2]


def test_each_piece_of_evidence_is_told_at_its_source(ours: Catalog) -> None:
    uses = coverage.uses_of(ours, payload.BORDERS_SOURCE)
    for one in ours.evidence:
        assert any(ours.members[one.member_id].name in text.de for text in uses[one.source_id])
    assert uses["D01"][0].de.startswith("Grenzen")
    assert uses["W03"][0].de == "gelesen; hierauf beruht keine Angabe"


def test_a_source_is_newest_first_and_undated_last(ours: Catalog) -> None:
    groups = sources.sources(material(site.data_path()), "de")["groups"]
    assert [len(group["items"]) for group in groups] == [3, 35, 89]
    assert [group["folded"] for group in groups] == [False, False, True]
    first = [ours.sources[item["key"]].date for item in groups[2]["items"]]
    dated = [when.latest for when in first if when is not None]
    assert dated == sorted(dated, reverse=True)
    assert None not in first[: len(dated)]


def test_the_page_can_be_read_on_every_kind_of_day() -> None:
    """Before the first accession, in a span that is uncertain, after the last evidence."""
    frames = site.current().frames
    for frame in (frames[0], frames[len(frames) // 2], frames[-1]):
        assert not open_page("data", datum=frame.start.isoformat(), ebene="kreise").exception
