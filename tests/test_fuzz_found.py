"""What fuzzing found, each as the input that showed it; see docs/reliability.md."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from ruhrmap import checks, configuration, provider, server, view
from ruhrmap.api import parameters
from ruhrmap.boundaries.sources import opened
from ruhrmap.origins import is_own
from ruhrmap.package import FILE
from ruhrmap.press.proposal import saved
from ruhrmap.view import Limits
from ruhrmap.web import returned
from support import workbooks
from support.apptest import open_page, report
from support.asgi import ask

LIMITS = Limits(
    date(2013, 1, 1), date(2026, 11, 21), date(2024, 4, 10), {"05113": "05113000", "uni": "uni"}
)


@pytest.mark.parametrize("number", ["1" * 5_000, "0x" + "f" * 4_000])
def test_a_number_of_thousands_of_digits_in_the_operators_file(tmp_path: Path, number: str) -> None:
    file = tmp_path / "operator.toml"
    file.write_text(f"[contact]\nform = {number}\n", "utf-8")
    found, findings = provider.read(file)
    assert found == provider.Provider()
    assert len(findings) == 1


@pytest.mark.parametrize(
    ("body", "is_json"),
    [
        (f"format = {'1' * 5_000}", False),
        (f'{{"format": {"1" * 5_000}}}', True),
    ],
)
def test_a_number_of_thousands_of_digits_in_a_proposal(body: str, is_json: bool) -> None:
    with pytest.raises(saved.ProposalError):
        saved.read(body.encode(), is_json=is_json)


def test_a_published_number_without_end_is_no_number() -> None:
    lines = ["format = 1", 'kind = "report"', 'medium = "press_release"', "[[totals]]"]
    lines += ['counts = "municipal_members"', f"value = 0x{'f' * 4_000}", 'as_of = "2024"']
    with pytest.raises(saved.ProposalError, match="value"):
        saved.read("\n".join(lines).encode())


@pytest.mark.parametrize("origin", ["http://[", "https://]", "http://[x"])
def test_an_origin_that_is_no_address_is_not_ours(origin: str) -> None:
    assert not is_own(origin, origin.partition("//")[2])


def test_what_is_no_web_page_is_not_ours() -> None:
    assert not is_own("file://localhost:8501", "localhost:8501")
    assert not is_own("http:", "")
    assert is_own("http://localhost:8501", "localhost:8501")


def test_bytes_in_a_query_that_are_no_text() -> None:
    app = Starlette(routes=server.routes(), middleware=server.middleware())
    told: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event: Any) -> None:
        told.append(event)

    scope = {
        "type": "http",
        "method": "OPTIONS",
        "path": "/einbetten//",  # sent on to the address without the second slash
        "query_string": b"\xcc[\x0e",
        "headers": [(b"host", b"localhost")],
        "scheme": "http",
        "server": ("localhost", 80),
        "root_path": "",
    }
    asyncio.run(app(scope, receive, send))
    assert told[0]["status"] == 307


@pytest.mark.parametrize(
    "address", ["https://a.example/b c", 'https://a.example/"><b>', "https://a.example:٣/"]
)
def test_a_public_address_is_written_as_addresses_are(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv(configuration.PUBLIC_URL.name, address)
    with pytest.raises(configuration.ConfigurationError):
        configuration.url(configuration.PUBLIC_URL)
    monkeypatch.setenv(configuration.PUBLIC_URL.name, "https://a.example:8501/karte_1/~x")
    assert configuration.url(configuration.PUBLIC_URL) == "https://a.example:8501/karte_1/~x/"


def described(change: Any) -> dict[str, bytes]:
    content = json.loads(workbooks.files()[FILE])
    change(content)
    return {**workbooks.files(), FILE: json.dumps(content).encode()}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda told: told.pop("title"), "descriptor_text"),
        (lambda told: told.update(title=["a"]), "descriptor_text"),
        (lambda told: told.update(name=float("inf")), "descriptor_unsendable"),
        (lambda told: told.update(description="\ud800"), "descriptor_unsendable"),
        (lambda told: told.pop("licenses"), "descriptor_entries"),
        (lambda told: told.update(licenses=[{"name": "a", "title": "b"}]), "cell_address"),
        (lambda told: told.update(contributors=5), "descriptor_entries"),
        (lambda told: told["resources"].append({}), "descriptor_resource_unknown"),
        (lambda told: told["resources"].append(7), "descriptor_resource_unknown"),
        (lambda told: told["resources"].append({"name": ["a"]}), "descriptor_resource_unknown"),
        (lambda told: told["resources"][0].update(name=["a"]), "descriptor_text"),
        (lambda told: _memberships(told).update(path=["a"]), "descriptor_path"),
        (
            lambda told: told["resources"].append({"path": "../../etc/passwd"}),
            "descriptor_resource_unknown",
        ),
        (
            lambda told: told["resources"].append(told["resources"][0]),
            "descriptor_resource_double",
        ),
        (lambda told: told["resources"][0].update(mediatype=1), "descriptor_text"),
        (lambda told: told["resources"][0].pop("title"), "descriptor_text"),
        (lambda told: _memberships(told).pop("licenses"), "descriptor_entries"),
    ],
)
def test_a_description_that_could_not_be_served_is_refused(change: Any, code: str) -> None:
    findings = checks.run(described(change)).errors
    assert code in {one.code for one in findings}
    assert {one.file for one in findings} == {FILE}


def _memberships(told: Any) -> Any:
    return next(one for one in told["resources"] if one["name"] == "memberships")


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {},
        {"date": "2019-02-30", "level": "district", "view": "map"},
        {"date": ["2019"], "level": "district", "view": "map"},
        {"date": "2019-01-31", "level": [], "view": "map"},
        {"date": "2019-01-31", "level": "district", "view": {}},
        {"date": "2019-01-31", "level": "district", "view": "map", "comparison": 0},
    ],
)
def test_a_report_that_no_script_of_ours_sends_changes_nothing(told: object) -> None:
    assert view.reported(told, view.initial(LIMITS), LIMITS) is None


def test_a_reported_day_outside_of_the_axis_is_its_nearest_one() -> None:
    told = {"date": "0001-01-01", "level": "district", "view": "map", "comparison": "9999-12-31"}
    found = view.reported(told, view.initial(LIMITS), LIMITS)
    assert found is not None
    assert (found.date, found.comparison) == (LIMITS.first, LIMITS.last)


def test_places_in_reports_may_be_anything() -> None:
    assert view.chosen(["05113"], LIMITS) is None
    assert view.chosen("05113", LIMITS) == "05113000"
    assert view.assumed(["05113", None, [], "uni"], LIMITS) == ("05113000",)
    assert view.assumed({"05113": 1}, LIMITS) is None


@pytest.mark.parametrize("told", [{"ok": True}, ["x"], 5, {"findings": None}])
def test_what_has_not_the_form_of_an_answer_is_none(told: object) -> None:
    assert not returned.is_answer(told)


def test_what_has_not_the_form_of_an_answer_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUHRMAP_STAFF", "1")
    at = open_page("checking")
    assert not report(at, "checking-file", "answer", {"ok": True}).exception


def test_what_is_no_release_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUHRMAP_STAFF", "1")
    at = open_page("reading")
    assert not report(at, "release-file", "answer", ["x"]).exception
    assert not report(at, "release-file", "answer", {"text": "a \ud800 b", "notes": 1}).exception


def test_the_described_days_are_those_that_are_answered() -> None:
    days = re.compile(parameters.days(date(2019, 12, 30), date(2022, 3, 5)))
    known = ("2019-12-30", "2019-12-31", "2020-02-29", "2021-06-30", "2022-03-05")
    others = ("2019-12-29", "2021-02-29", "2021-06-31", "2022-03-06", "2022-04-01", "2018-01-01")
    assert all(days.search(day) for day in known)
    assert not any(days.search(day) for day in others)


def test_the_description_allows_what_is_answered_and_no_more() -> None:
    app = Starlette(routes=server.routes(), middleware=server.middleware())
    told = json.loads(ask(app, "/api/v1/openapi.json").body)["paths"]
    asked = {
        one["name"]: one["schema"]
        for path in told.values()
        for one in path["get"].get("parameters", ())
    }
    assert "stadt-essen" in asked["place"]["enum"]
    assert asked["q"]["pattern"] == r"\S"
    assert "members.csv" in asked["path"]["enum"]


def test_what_gdal_says_of_a_broken_source_is_told_in_one_line(tmp_path: Path) -> None:
    source = tmp_path / "source.geojson"
    head = '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ags":"05113"},'
    source.write_text(f'{head}"geometry":{{"type":"Point","coordinates":[1.{"9" * 5_000}x', "utf-8")
    with opened(source) as found:
        assert found.findings
        assert all(len(one.message.de) < 400 for one in found.findings)


def test_a_download_as_json_is_described_as_an_object() -> None:
    app = Starlette(routes=server.routes(), middleware=server.middleware())
    told = json.loads(ask(app, "/api/v1/openapi.json").body)["paths"]["/api/v1/download"]
    content = told["get"]["responses"]["200"]["content"]
    assert content["application/geo+json"]["schema"] == {"type": "object"}
    assert content["text/csv"]["schema"] == {"type": "string"}


def test_a_line_end_in_the_name_of_a_file() -> None:
    app = Starlette(routes=server.routes(), middleware=server.middleware())
    answer = ask(app, "/data/a\nb")
    assert answer.status == 404
    assert "members.csv" in json.loads(answer.body)["allowed"]
