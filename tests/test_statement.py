"""The accessibility statement says what is tested, what is not met, and whom to tell."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ruhrmap import provider
from ruhrmap.messages import LANGUAGES, long_date, message, pick
from ruhrmap.model import Level
from ruhrmap.pages import statement
from ruhrmap.provider import Provider
from ruhrmap.view import ViewState
from support import axe
from support.apptest import open_page, part
from support.operators import WHOLE, written

BOTH = pytest.mark.parametrize("language", LANGUAGES)


def blocks(language: str = "de") -> list[dict[str, Any]]:
    at = open_page("accessibility", sprache=language)
    assert not at.exception
    found: list[dict[str, Any]] = part(at, "prose")["content"]
    return found


def said(language: str = "de") -> str:
    return json.dumps(blocks(language), ensure_ascii=False)


@BOTH
def test_it_says_all_that_is_met_and_all_that_is_not(language: str) -> None:
    lists = [block["items"] for block in blocks(language) if block["kind"] == "list"]
    assert [message(language, f"access.{key}") for key in statement.TESTED] in lists
    assert [message(language, f"access.{key}") for key in statement.GAPS] in lists
    shown = said(language)
    assert message(language, "access.status") in shown
    assert long_date(language, statement.DAY) in shown
    headings = [block["level"] for block in blocks(language) if block["kind"] == "heading"]
    assert headings[0] == 1
    assert set(headings[1:]) == {2}


def test_each_accepted_finding_is_a_gap_that_readers_are_told() -> None:
    assert {one.gap for one in axe.accepted()} <= set(statement.GAPS)


def test_it_names_the_axe_that_the_tests_run() -> None:
    found = re.match(r"/\*! axe v(\S+)", axe.script())
    assert found is not None
    assert found[1] == statement.AXE
    assert statement.AXE in said()


@BOTH
def test_what_the_operator_has_not_said_is_named(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(provider.VARIABLE, str(tmp_path / "none.toml"))
    shown = said(language)
    wanted = Provider().missing("operator", "accessibility")
    assert {"accessibility.feedback_email", "accessibility.enforcement"} <= set(wanted)
    for name in wanted:
        assert pick(language, provider.label(name)) in shown
        assert json.dumps({"code": name}) in shown
    assert message(language, "imprint.not_said") in shown


@BOTH
def test_feedback_and_enforcement_are_the_operators(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(provider.VARIABLE, str(written(tmp_path)))
    shown = said(language)
    assert '"kind": "notice"' not in shown
    assert message(language, "imprint.not_said") not in shown
    for key, value in WHOLE["accessibility"].items():
        lines = value if isinstance(value, list) else [value]
        for line in lines:
            assert json.dumps(line, ensure_ascii=False)[1:-1] in shown, key
    assert WHOLE["operator"]["name"] in shown


def test_links_to_other_pages_keep_the_view() -> None:
    view = ViewState(date(2019, 2, 1), Level.DISTRICT, "05978", language="en")
    links = [
        item
        for block in statement.accessibility(view, Provider())
        for item in block.get("items", [])
        if isinstance(item, dict) and "page" in item
    ]
    assert len(links) >= 5
    for link in links:
        assert "datum=2019-02-01&ebene=kreise&ort=05978" in link["href"]
        assert "sprache=en" in link["href"]
