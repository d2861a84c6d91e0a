"""Title, description and link preview fit the view in the address, whatever it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ruhrmap import coverage, server, site
from ruhrmap.web import public
from support.asgi import ask

SHELL = '<html lang="en"><head><title>Streamlit</title></head><div id="root"></div></html>'


async def _shell(_: Request) -> Response:
    return HTMLResponse(SHELL)


@pytest.fixture(scope="module")
def app() -> Starlette:
    streamlits = [Route("/", _shell), Route("/daten", _shell)]
    return Starlette(routes=streamlits, middleware=server.middleware())


@dataclass
class Head:
    """What a reader of previews takes from a page."""

    language: str = ""
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)


def read(html: str) -> Head:
    head = Head()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            told = {name: value or "" for name, value in attrs}
            head.tags.append(tag)
            if tag == "html":
                head.language = told["lang"]
            if tag == "meta":
                name = told.get("property") or told.get("name") or "?"
                assert name not in head.meta, f"{name} twice"
                head.meta[name] = told["content"]
            if tag == "link":
                head.links[told["rel"] + told.get("hreflang", "")] = told["href"]

        def handle_data(self, data: str) -> None:
            if head.tags[-1] == "title":
                head.title += data

    Reader().feed(html)
    return head


def opened(app: Starlette, path: str) -> Head:
    return read(ask(app, path).text)


def test_the_preview_says_what_the_view_says(app: Starlette) -> None:
    told = opened(app, "/?datum=2019-02-01&ebene=kreise&ort=05954036")
    assert told.language == "de"
    assert told.title == "Witten · Stand 01.02.2019 · RuhrFutur im Ruhrgebiet"
    assert told.meta["og:title"] == told.title
    assert told.meta["og:description"] == told.meta["description"]
    assert told.meta["og:site_name"] == "RuhrFutur im Ruhrgebiet"
    assert told.meta["og:locale"] == "de_DE"
    assert told.meta["og:locale:alternate"] == "en_GB"
    assert told.meta["og:type"] == "website"
    assert told.meta["twitter:card"] == "summary_large_image"
    here = "http://localhost/?datum=2019-02-01&ebene=kreise&ort=05954036"
    assert told.meta["og:url"] == told.links["canonical"] == here
    assert told.links["alternateen"] == f"{here}&sprache=en"


def test_the_sentence_is_that_of_the_date_and_of_the_language(app: Starlette) -> None:
    for day, language in (("2013-01-01", "de"), ("2019-02-01", "en")):
        frame = coverage.frame_on(site.current().frames, date.fromisoformat(day))
        told = opened(app, f"/?datum={day}&sprache={language}")
        assert told.meta["description"] == frame.sentence.by_language()[language]
        assert told.language == language
        assert told.meta["og:description"] in told.meta["og:image:alt"]


def test_the_picture_is_that_of_the_view(app: Starlette) -> None:
    told = opened(app, "/?date=2019-02-01&level=district&ort=05113&ansicht=tabelle&sprache=en")
    picture = urlsplit(told.meta["og:image"])
    assert picture.path == "/vorschau.png"
    assert {k: v[0] for k, v in parse_qs(picture.query).items()} == {
        "datum": "2019-02-01",
        "ebene": "kreise",
        "ort": "05113000",
        "sprache": "en",
    }
    assert (told.meta["og:image:width"], told.meta["og:image:height"]) == ("1200", "630")


def test_what_opens_without_an_address_has_a_bare_one(app: Starlette) -> None:
    told = opened(app, "/")
    assert told.title == "RuhrFutur im Ruhrgebiet: Wer gehört seit wann dazu?"
    assert told.links["canonical"] == "http://localhost/"
    assert opened(app, "/?datum=2024-04-10").links["canonical"] == "http://localhost/"
    assert opened(app, "/daten").links["canonical"] == "http://localhost/daten"


def test_universities_are_called_by_their_name(app: Starlette) -> None:
    member = site.current().catalog.members["rub"]
    assert opened(app, "/?ort=rub").title.startswith(f"{member.name} · Stand ")
    assert opened(app, "/?ort=rub&sprache=en").title.startswith(f"{member.name_en} · as of ")


PAYLOAD = '"><script>alert(1)</script>'


@pytest.mark.parametrize(
    "path",
    [
        f"/?datum={PAYLOAD}&ort={PAYLOAD}&sprache={PAYLOAD}&x={PAYLOAD}",
        f"/daten?{PAYLOAD}",
        f"/{PAYLOAD}".replace("/s", "%2Fs"),
    ],
)
def test_nothing_of_the_address_gets_out_of_its_place(app: Starlette, path: str) -> None:
    assert "<script>alert" not in ask(app, path).text


# the public address


NO_HOSTS = ["", "a b", "evil.org/x", "x@evil.org", 'a"b', "a:b", "-a", "[::1", "a" * 300]
HOSTS = [
    ("karte.example.org", "http://karte.example.org/"),
    ("127.0.0.1:8501", "http://127.0.0.1:8501/"),
    ("[::1]:8501", "http://[::1]:8501/"),
    *((bad, "http://localhost/") for bad in NO_HOSTS),
]


@pytest.mark.parametrize(("host", "base"), HOSTS)
def test_the_host_that_was_asked_is_the_address_if_it_is_one(host: str, base: str) -> None:
    scope = {"type": "http", "scheme": "http", "headers": [(b"host", host.encode())]}
    assert public.address(scope) == base


def test_a_base_path_is_part_of_it() -> None:
    scope = {"type": "http", "scheme": "https", "root_path": "/karte", "headers": [(b"host", b"a")]}
    assert public.address(scope) == "https://a/karte/"


def test_the_operators_address_counts_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUHRMAP_PUBLIC_URL", "https://karte.example.org/ruhr")
    scope = {"type": "http", "scheme": "http", "headers": [(b"host", b"10.0.0.7:8501")]}
    assert public.address(scope) == "https://karte.example.org/ruhr/"


@pytest.mark.parametrize(
    "bad",
    ["karte.example.org", "ftp://a", "https://", "https://a/?b", "https://u:p@a", "https://a b"],
)
def test_an_operators_address_that_is_none_is_said(
    bad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUHRMAP_PUBLIC_URL", bad)
    with pytest.raises(ValueError, match="RUHRMAP_PUBLIC_URL"):
        public.configured()
