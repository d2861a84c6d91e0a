"""The data described for search engines, in the head of their page and of no other."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ruhrmap import server, site
from ruhrmap.model import Catalog
from ruhrmap.web import dataset
from support import packages
from support.asgi import ask

SHELL = '<html lang="en"><head><title>Streamlit</title></head><div id="root"></div></html>'
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


async def _shell(_: Request) -> Response:
    return HTMLResponse(SHELL)


@pytest.fixture(scope="module")
def app() -> Starlette:
    streamlits = [Route("/", _shell), Route("/daten", _shell), Route("/impressum", _shell)]
    return Starlette(routes=[*streamlits, *server.routes()], middleware=server.middleware())


@pytest.fixture(scope="module")
def told(app: Starlette) -> dict[str, Any]:
    [found] = _SCRIPT.findall(ask(app, "/daten").text)
    read: dict[str, Any] = json.loads(found)
    return read


def test_it_stands_on_the_page_on_data_alone(app: Starlette) -> None:
    assert _SCRIPT.findall(ask(app, "/").text) == []
    assert _SCRIPT.findall(ask(app, "/impressum").text) == []


def test_it_says_what_a_search_for_data_asks(told: dict[str, Any], ours: Catalog) -> None:
    assert (told["@context"], told["@type"]) == ("https://schema.org/", "Dataset")
    assert told["version"] == ours.version
    assert told["dateModified"] == ours.data_date.isoformat()
    assert told["temporalCoverage"] == "2013-01-01/2024-04-10"
    assert 50 <= len(told["description"]) <= 5000  # what Google's search for data sets takes
    assert told["url"] == "http://localhost/daten"
    assert told["inLanguage"] == ["de", "en"]
    assert told["license"] == [
        "https://creativecommons.org/licenses/by/4.0/",
        "https://www.govdata.de/dl-de/by-2-0",
        "https://www.govdata.de/dl-de/zero-2-0",
    ]
    assert [one["name"] for one in told["isBasedOn"]] == [
        ours.sources[key].title for key in ("D01", "D02", "D03")
    ]
    south, west, north, east = map(float, told["spatialCoverage"]["geo"]["box"].split())
    assert 51 < south < north < 52
    assert 6 < west < east < 9
    assert len(told["spatialCoverage"]["containsPlace"]) == 15
    assert None not in told.values()
    assert all(one["description"] for one in told["variableMeasured"])


def test_every_file_that_is_named_is_there(app: Starlette, told: dict[str, Any]) -> None:
    files = told["distribution"]
    assert len(files) == 7
    for file in files:
        answer = ask(app, file["contentUrl"].removeprefix("http://localhost"), method="HEAD")
        assert answer.status == 200
        assert answer.headers["content-type"].split(";")[0] == file["encodingFormat"]


def test_language_follows_the_address(app: Starlette) -> None:
    [found] = _SCRIPT.findall(ask(app, "/daten?sprache=en").text)
    assert json.loads(found)["name"].startswith("RuhrFutur in the Ruhr region")


def test_nothing_in_the_data_ends_the_element(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = packages.copied(tmp_path / "data")

    def spoil(row: packages.Row) -> None:
        row["title"] = row["citation"] = "</script><script>alert(1)</script>&\u2028<!--"[:30]

    packages.changed(folder / "sources.csv", spoil)
    monkeypatch.setenv(site.DATA_VARIABLE, str(folder))
    text = dataset.script(site.current(), "de", "http://localhost/")
    assert text.count("<") == 2  # of the element itself
    assert text.count("</script>") == 1
    [found] = _SCRIPT.findall(text)
    assert json.loads(found)["isBasedOn"][0]["name"].startswith("</script>")
