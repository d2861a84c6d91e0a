"""Machine access: the same figures as on the page, documented, kept, never an error page."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from ruhrmap import api, catalog, coverage, server, site
from ruhrmap.api import description, package, parameters
from ruhrmap.export import Format
from ruhrmap.model import Level
from support import packages
from support.asgi import Answer, ask

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def app() -> Starlette:
    return Starlette(routes=server.routes(), middleware=server.middleware())


def got(app: Starlette, path: str) -> Any:
    answer = ask(app, path)
    assert answer.status == 200, answer.text
    assert answer.headers["content-type"].startswith("application/json")
    return json.loads(answer.body)


def test_it_answers_what_the_page_says_on_a_key_date(app: Starlette) -> None:
    found = got(app, "/api/v1/coverage?date=2024-04-09")
    counts = found["counts"]
    assert (counts["kommunen"], counts["districts"], counts["municipalities"]) == (14, 14, 40)
    assert counts["population"] == 4_640_628
    assert counts["by_status"] == {
        "member": 11,
        "represented_stated": 9,
        "represented_assumed": 20,
        "uncertain": 0,
        "none": 13,
    }
    assert len(found["territories"]) == 53
    assert found["level"] == "municipality"
    witten = next(one for one in found["territories"] if one["ags"] == "05954036")
    assert witten["status"] == found["statuses"]["05954036"] == "represented_stated"


def test_without_parameters_it_answers_for_the_day_on_which_the_page_opens(app: Starlette) -> None:
    assert got(app, "/api/v1/coverage")["date"] == site.current().limits.opens.isoformat()


def test_level_and_language_choose_what_is_listed_and_how(app: Starlette) -> None:
    found = got(app, "/api/v1/coverage?date=2013-05-02&level=district&lang=en")
    assert len(found["territories"]) == 15
    labels = {one["status_label"] for one in found["territories"]}
    assert "no known accession" in labels or "no accession known" in labels


def test_where_it_is_from_and_under_which_licence_stands_in_every_answer(app: Starlette) -> None:
    data = got(app, "/api/v1/coverage")["data"]
    assert data["licenses"]
    assert data["version"] == site.current().catalog.version
    assert ask(app, data["package"]).status == 200


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("date=31.02.2023", "date", "2013-01-01"),
        ("date=2023-02-31", "date", "2013-01-01"),
        ("date=20230421", "date", "YYYY-MM-DD"),
        ("date=1999-01-01", "date", "2013-01-01"),
        ("level=gemeinden", "level", "municipality"),
        ("lang=fr", "lang", "de"),
        ("datum=2023-04-21", "datum", "date"),
        ("date=2023-04-21&date=2023-04-22", "date", "level"),
    ],
)
def test_a_bad_parameter_is_refused_and_says_what_is_allowed(
    app: Starlette, query: str, parameter: str, allowed: str
) -> None:
    answer = ask(app, f"/api/v1/coverage?{query}")
    assert answer.status == 400
    told = json.loads(answer.body)
    assert told["parameter"] == parameter
    assert allowed in json.dumps(told["allowed"])
    assert answer.headers["cache-control"] == "no-store"


@given(st.sampled_from(sorted(parameters.described(site.current().limits))), st.text(max_size=200))
def test_no_parameter_is_a_server_error(name: str, value: str) -> None:
    app = Starlette(routes=server.routes())
    assert ask(app, f"/api/v1/coverage?{name}={quote(value)}").status in (200, 400)


def test_a_megabyte_in_a_parameter_comes_back_short(app: Starlette) -> None:
    answer = ask(app, "/api/v1/coverage?date=" + "9" * 1_000_000)
    assert answer.status == 414
    assert "8000 Byte" in json.loads(answer.body)["error"]


# the package


def test_every_file_of_the_package_is_served_as_it_is(app: Starlette) -> None:
    folder = site.data_path()
    described = got(app, "/datapackage.json")
    for resource in described["resources"]:
        answer = ask(app, f"/{resource['path']}")
        inside = resource["path"].removeprefix("data/")
        assert answer.body == (folder / inside).read_bytes()
        assert answer.headers["content-type"].split(";")[0] == resource["mediatype"]
        assert answer.headers["access-control-allow-origin"] == "*"


def test_a_table_can_be_read_as_it_comes(app: Starlette) -> None:
    rows = list(csv.DictReader(io.StringIO(ask(app, "/data/members.csv").text)))
    assert len(rows) == 25


@pytest.mark.parametrize(
    "path",
    [
        "/data/../pyproject.toml",
        "/data/%2e%2e/pyproject.toml",
        "/data/",
        "/data/geo",
        "/data/x.csv",
    ],
)
def test_nothing_but_the_package_is_served(app: Starlette, path: str) -> None:
    assert ask(app, path).status == 404


# downloads


@pytest.mark.parametrize(
    ("query", "media_type", "name"),
    [
        ("", "text/csv", "ruhrmap-gemeinden-2024-04-10.csv"),
        ("date=2019-01-31&level=district", "text/csv", "ruhrmap-kreise-2019-01-31.csv"),
        ("place=05119&lang=en", "text/csv", "ruhrmap-municipalities-oberhausen-2024-04-10.csv"),
        (
            "place=stadt-muelheim",
            "text/csv",
            "ruhrmap-gemeinden-muelheim-an-der-ruhr-2024-04-10.csv",
        ),
        ("scope=all", "text/csv", "ruhrmap-alle-stichtage-1.0.0.csv"),
        ("format=geojson", "application/geo+json", "ruhrmap-gemeinden-2024-04-10.geojson"),
        ("format=gpkg", "application/geopackage+sqlite3", "ruhrmap-gemeinden-2024-04-10.gpkg"),
        ("format=zip", "application/zip", "ruhrmap-datenpaket-1.0.0.zip"),
        (
            "format=xlsx&date=2024-04-10",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "ruhrmap-gemeinden-2024-04-10.xlsx",
        ),
    ],
)
def test_a_download_has_its_type_and_a_name_that_tells_what_is_inside(
    app: Starlette, query: str, media_type: str, name: str
) -> None:
    answer = ask(app, f"{description.DOWNLOAD}?{query}", headers=[("accept-encoding", "gzip")])
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] == media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    packed = answer.headers.get("content-encoding") == "gzip"
    assert packed is not name.endswith(("zip", "xlsx"))


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("format=pdf", "format", ["csv", "xlsx", "geojson", "gpkg", "zip"]),
        ("scope=alles", "scope", ["selection", "all"]),
        ("scope=all&date=2024-04-10", "date", ["format", "lang", "scope"]),
        ("format=zip&level=district", "level", ["format", "lang"]),
        ("ort=05119", "ort", ["date", "format", "lang", "level", "place", "scope"]),
    ],
)
def test_a_download_that_cannot_be_made_is_refused_and_says_what_can(
    app: Starlette, query: str, parameter: str, allowed: list[str]
) -> None:
    answer = ask(app, f"{description.DOWNLOAD}?{query}")
    assert answer.status == 400
    told = json.loads(answer.body)
    assert (told["parameter"], told["allowed"]) == (parameter, allowed)


def test_an_unknown_place_is_answered_with_all_that_are_known(app: Starlette) -> None:
    answer = ask(app, f"{description.DOWNLOAD}?place=Witten")
    assert answer.status == 400
    assert {"05954036", "05978", "rub"} <= set(json.loads(answer.body)["allowed"])


@given(
    st.sampled_from(parameters.DOWNLOAD),
    st.text(max_size=200),
)
def test_no_parameter_of_a_download_is_a_server_error(name: str, value: str) -> None:
    given_ = [(name, value)]
    try:
        parameters.read_download(given_, site.current().limits)
    except parameters.BadParameterError as bad:
        assert bad.allowed


# the feed


def test_the_feed_has_all_accessions_and_every_dated_release_newest_first(app: Starlette) -> None:
    answer = ask(app, "/feed.xml")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    ours = site.current().catalog
    root = ET.fromstring(answer.body)
    entries = root.findall(f"{ATOM}entry")
    dated = [r for r in ours.press_releases.values() if r.source.date]
    assert len(entries) == len(dated) + len(coverage.accessions(ours)) + len(ours.changes) > 8
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert updated == sorted(updated, reverse=True)
    keys = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(keys)) == len(keys)
    assert root.findtext(f"{ATOM}updated") == f"{ours.data_date.isoformat()}T00:00:00Z"


def test_a_version_of_the_data_is_told_in_the_feed(app: Starlette) -> None:
    root = ET.fromstring(ask(app, "/feed.xml").body)
    titles = {entry.findtext(f"{ATOM}title"): entry for entry in root.iter(f"{ATOM}entry")}
    entry = titles["Die Daten in der Version 1.0.0"]
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "http://localhost/daten#version-1.0.0"


def test_an_accession_of_the_feed_leads_to_the_map_on_its_day(app: Starlette) -> None:
    root = ET.fromstring(ask(app, "/feed.xml").body)
    links = [link.get("href") or "" for link in root.iter(f"{ATOM}link")]
    assert "http://localhost/?datum=2024-04-09" in links


# caching


def _every_address() -> list[str]:
    return [
        description.COVERAGE,
        description.OPENAPI,
        description.PACKAGE,
        description.FEED,
        description.DOWNLOAD,
        f"{description.DOWNLOAD}?format=geojson",
        f"{description.SEARCH}?q=Witten",
        "/data/members.csv",
    ]


@pytest.mark.parametrize("path", _every_address())
def test_who_has_it_already_gets_nothing_again(app: Starlette, path: str) -> None:
    first = ask(app, path)
    tag = first.headers["etag"]
    assert first.headers["cache-control"].startswith("public")
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = ask(app, path, headers=[("if-none-match", known)])
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
    assert ask(app, path, headers=[("if-none-match", '"other"')]).status == 200


def test_another_question_has_another_tag(app: Starlette) -> None:
    tags = {
        ask(app, f"{description.COVERAGE}?{query}").headers["etag"]
        for query in ("", "level=district", "lang=en", "date=2013-05-02")
    }
    assert len(tags) == 4


@pytest.mark.parametrize("path", _every_address())
def test_it_comes_packed_to_who_can_unpack(app: Starlette, path: str) -> None:
    packed = ask(app, path, headers=[("accept-encoding", "gzip, br")])
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask(app, path).body


def test_a_packed_answer_has_a_tag_of_its_own_and_either_is_known(app: Starlette) -> None:
    """A strong tag names bytes: the packed ones are others."""
    plain = ask(app, description.COVERAGE).headers["etag"]
    packed = ask(app, description.COVERAGE, headers=[("accept-encoding", "gzip")])
    assert packed.headers["etag"] != plain
    for tag in (plain, packed.headers["etag"]):
        assert ask(app, description.COVERAGE, headers=[("if-none-match", tag)]).status == 304
    unwanted = ask(app, description.COVERAGE, headers=[("accept-encoding", "gzip;q=0, br")])
    assert "content-encoding" not in unwanted.headers


def test_nothing_is_written_to_the_addresses(app: Starlette) -> None:
    answer = ask(app, description.DOWNLOAD, method="POST")
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("path", _every_address())
def test_a_head_request_gets_the_headers_alone(app: Starlette, path: str) -> None:
    answer = ask(app, path, method="HEAD")
    assert answer.status == 200
    assert answer.headers["etag"] == ask(app, path).headers["etag"]


# the description


def test_the_description_names_every_address_and_its_parameters(app: Starlette) -> None:
    described = got(app, description.OPENAPI)
    routes = {route.path_format for route in api.routes()}
    assert set(described["paths"]) == routes - {description.OPENAPI}
    named = described["paths"][description.COVERAGE]["get"]["parameters"]
    assert [one["name"] for one in named] == ["date", "level", "lang"]
    named = described["paths"][description.DOWNLOAD]["get"]["parameters"]
    assert [one["name"] for one in named] == list(parameters.DOWNLOAD)


def test_every_answer_that_is_described_has_a_type_and_a_schema(app: Starlette) -> None:
    for path, item in got(app, description.OPENAPI)["paths"].items():
        answers = item["get"]["responses"]
        assert {"200", "304", "503"} <= set(answers)
        assert ("400" in answers) == ("parameters" in item["get"] and "path" not in path)
        for answer in answers.values():
            assert answer["description"]
            assert all("schema" in one for one in answer.get("content", {}).values())
    downloads = got(app, description.OPENAPI)["paths"][description.DOWNLOAD]["get"]
    types = set(downloads["responses"]["200"]["content"])
    for form in Format:
        answer = ask(app, f"{description.DOWNLOAD}?format={form.value}", method="HEAD")
        assert answer.headers["content-type"].split(";")[0] in types


def test_the_answer_has_what_its_schema_asks_for(app: Starlette) -> None:
    described = got(app, description.OPENAPI)["paths"][description.COVERAGE]["get"]
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(got(app, description.COVERAGE), schema)
    refusal = described["responses"]["400"]["content"]["application/json"]["schema"]
    jsonschema.validate(json.loads(ask(app, f"{description.COVERAGE}?date=1").body), refusal)


def test_what_the_description_allows_is_answered(app: Starlette) -> None:
    described = parameters.described(site.current().limits)
    for name, schema in described.items():
        for value in schema.get("enum", [schema["default"]]):
            assert ask(app, f"{description.COVERAGE}?{name}={value}").status == 200
    for name, schema in parameters.described(site.current().limits, parameters.DOWNLOAD).items():
        for value in schema.get("enum") or schema.get("examples") or [schema["default"]]:
            assert ask(app, f"{description.DOWNLOAD}?{name}={value}").status == 200


# a broken package


def test_a_broken_package_is_said_in_one_line(
    app: Starlette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(site.DATA_VARIABLE, str(tmp_path))
    answer: Answer = ask(app, description.COVERAGE)
    assert answer.status == 503
    assert "ruhrmap check" in json.loads(answer.body)["error"]


def test_another_package_is_served_from_its_own_folder(
    app: Starlette, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = packages.copied(tmp_path / "package")
    monkeypatch.setenv(site.DATA_VARIABLE, str(folder))
    assert package.media_types(folder)["members.csv"].startswith("text/csv")
    assert ask(app, "/data/members.csv").body == (folder / "members.csv").read_bytes()


def test_the_record_is_the_frame_of_the_core() -> None:
    ours = catalog.load()
    day = date(2019, 1, 31)
    frame = coverage.frame_on(coverage.frames(ours), day)
    record = coverage.coverage_record(ours, frame, day, Level.DISTRICT)
    assert record["sentence"] == {"de": frame.sentence.de, "en": frame.sentence.en}
    assert record["statuses"] == {k: s.value for k, s in frame.statuses[Level.DISTRICT].items()}


# the search


def test_the_search_answers_with_groups_names_and_ranges(app: Starlette) -> None:
    found = got(app, f"/api/v1/search?q={quote('Mülheim')}&date=2024-04-10&lang=de")
    place = found["groups"][0]["hits"][0]
    assert (place["key"], place["name"]) == ("05117000", "Mülheim an der Ruhr")
    assert (place["marks"], place["status"]) == ([[0, 7]], "member")
    english = got(app, "/api/v1/search?q=Muelheim&date=2013-01-01&lang=en")
    assert english["groups"][0]["heading"] == "Places"
    assert english["groups"][0]["hits"][0]["status"] == "none"


def test_a_search_that_finds_nothing_is_an_answer(app: Starlette) -> None:
    assert got(app, "/api/v1/search?q=xyzq")["groups"] == []


def test_an_answer_of_the_search_is_kept_and_asked_for_again_by_its_tag(app: Starlette) -> None:
    first = ask(app, "/api/v1/search?q=Witten")
    assert "max-age" in first.headers["cache-control"]
    again = ask(app, "/api/v1/search?q=Witten", headers=[("if-none-match", first.headers["etag"])])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    ("query", "parameter", "allowed"),
    [
        ("", "q", "100 characters"),
        ("q=", "q", "100 characters"),
        ("q=%20%20", "q", "100 characters"),
        ("q=" + "x" * 101, "q", "100 characters"),
        ("q=a&q=b", "q", "lang"),
        ("q=a&level=district", "level", "lang"),
        ("q=a&date=2023-02-31", "date", "2013-01-01"),
        ("q=a&lang=fr", "lang", "de"),
    ],
)
def test_a_bad_search_is_refused_and_says_what_is_allowed(
    app: Starlette, query: str, parameter: str, allowed: str
) -> None:
    answer = ask(app, f"/api/v1/search?{query}")
    assert answer.status == 400
    told = json.loads(answer.body)
    assert told["parameter"] == parameter
    assert allowed in json.dumps(told["allowed"])


@given(st.text(min_size=1, max_size=200))
def test_no_text_looked_for_is_a_server_error(text: str) -> None:
    app = Starlette(routes=server.routes())
    encoded = quote(text, errors="replace")
    assert ask(app, f"/api/v1/search?q={encoded}").status in (200, 400)


def test_the_search_is_described(app: Starlette) -> None:
    operation = got(app, "/api/v1/openapi.json")["paths"]["/api/v1/search"]["get"]
    assert {p["name"]: p["required"] for p in operation["parameters"]} == {
        "q": True,
        "date": False,
        "lang": False,
    }
    assert {"200", "304", "400"} <= set(operation["responses"])
