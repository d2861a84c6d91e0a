"""The embeddable page: one document for others' pages, readable without scripts."""

from __future__ import annotations

import asyncio
import gzip
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.applications import Starlette

from ruhrmap import coverage, payload, server, site, view
from ruhrmap.coverage import Frame
from ruhrmap.model import Level
from ruhrmap.view import View
from ruhrmap.web import embed
from support import packages
from support.asgi import Answer, ask

LOADED = re.compile(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"')
ROW = re.compile(
    r'<tr data-ags="(\d+)"><th scope="row">([^<]+)</th><td><span[^>]*data-status="(.)"'
)
BUDGET = 200_000  # bytes that a newspaper's reader loads


@pytest.fixture(scope="module")
def app() -> Starlette:
    return Starlette(routes=server.routes(), middleware=server.middleware())


def opened(app: Starlette, query: str = "", *headers: tuple[str, str]) -> Answer:
    return ask(app, f"/einbetten?{query}", headers=headers)


def unescaped(html: str) -> str:
    return html.replace("&#34;", '"').replace("&quot;", '"').replace("&amp;", "&")


def test_it_says_without_scripts_what_the_core_says(
    app: Starlette, frames: tuple[Frame, ...]
) -> None:
    frame = coverage.frame_on(frames, date(2023, 6, 1))
    told = opened(app, "datum=2023-06-01&ebene=kreise&sprache=en")
    assert told.status == 200
    assert '<html lang="en">' in told.text
    assert f'<h1 class="rm-sentence">{frame.sentence.en}</h1>' in told.text
    assert "1 June 2023" in told.text
    rows = ROW.findall(told.text)
    assert {ags: letter for ags, _, letter in rows} == {
        ags: payload.CODES[status] for ags, status in frame.statuses[Level.DISTRICT].items()
    }
    for entry in frame.legend[Level.DISTRICT]:
        assert f"<b>{entry.count}</b> {entry.label.en}" in told.text
    for ags, _, _ in rows:
        assert frame.hover[Level.DISTRICT][ags].en in told.text
    names = [name for _, name, _ in rows]
    assert names.index("Bottrop") < names.index("Kreis Unna") or names == sorted(names)


def test_it_hands_the_view_to_the_scripts(app: Starlette) -> None:
    told = unescaped(opened(app, "date=2019-02-01&level=district&ort=05113").text)
    (handed,) = re.findall(r'data-view="(\{.*?\})" data', told)
    expected = {
        "date": "2019-02-01",
        "level": "district",
        "place": "05113000",
        "comparison": None,
        "language": "de",
    }
    assert json.loads(handed) == expected
    assert 'href="./?datum=2019-02-01&ebene=kreise&ort=05113000"' in told


def test_names_and_values_for_links_are_those_of_the_address() -> None:
    """The browser writes links by this spelling; they must read as what was meant."""
    spelling = view.spelling()
    limits = site.current().limits
    shown = view.ViewState(
        date(2019, 2, 1),
        Level.DISTRICT,
        "05954036",
        "en",
        view=View.CURVE,
        comparison=date(2023, 5, 31),
    )
    values = {
        "date": "2019-02-01",
        "level": "district",
        "place": "05954036",
        "view": "curve",
        "comparison": "2023-05-31",
        "language": "en",
    }
    query = {
        name: spelling.get(key, {}).get(values[key], values[key])
        for key, name in spelling["names"].items()
    }
    assert query == view.write(shown)
    assert view.read(query, limits) == (shown, ())


def test_all_it_loads_is_ours_kept_for_good_and_light(app: Starlette) -> None:
    packed = opened(app, "ort=05954036", ("accept-encoding", "gzip"))
    html = gzip.decompress(packed.body).decode()
    files = LOADED.findall(html)
    assert len(files) == 3
    total = len(packed.body)
    for path in files:
        file = ask(app, f"/{path}", headers=(("accept-encoding", "gzip"),))
        assert file.status == 200
        assert "immutable" in file.headers["cache-control"]
        total += len(file.body)
    assert total < BUDGET
    # nothing inside the page that a strict policy forbids, and the policy is strict
    assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", html)
    policy = packed.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_anybody_may_frame_it_and_nobody_gets_a_cookie(app: Starlette) -> None:
    told = opened(app)
    assert "x-frame-options" not in told.headers
    assert told.headers["content-security-policy"].endswith("; frame-ancestors *")
    assert "set-cookie" not in told.headers
    assert "max-age=300" in told.headers["cache-control"]


def test_what_has_not_changed_is_not_sent_again(app: Starlette) -> None:
    first = opened(app, "ebene=kreise")
    again = opened(app, "ebene=kreise", ("if-none-match", first.headers["etag"]))
    assert (again.status, again.body) == (304, b"")
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    other = opened(app, "ebene=gemeinden", ("if-none-match", first.headers["etag"]))
    assert other.status == 200


def test_its_link_preview_is_that_of_the_view(app: Starlette) -> None:
    told = unescaped(opened(app, "datum=2019-02-01&ebene=kreise").text)
    assert "<title>Stand 01.02.2019 · RuhrFutur im Ruhrgebiet</title>" in told
    assert '<link rel="canonical" href="http://localhost/?datum=2019-02-01&ebene=kreise">' in told
    assert 'property="og:image" content="http://localhost/vorschau.png?datum=2019-02-01' in told


@pytest.mark.parametrize(
    "query",
    [
        "datum=31.02.2023&ort=<script>",
        "ebene=land",
        "farbe=rot",
        "datum=1&datum=2",
        "datum=1999-01-01",
    ],
)
def test_what_cannot_be_read_opens_the_nearest_view_and_is_named(
    app: Starlette, query: str
) -> None:
    told = opened(app, query)
    assert told.status == 200
    assert told.text.count('class="rm-notice"') == 1
    assert "übergangen" in told.text
    assert "<script>" not in told.text
    assert 'class="rm-notice"' not in opened(app, "datum=2019-01-01").text


def test_without_data_it_says_so(
    app: Starlette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUHRMAP_DATA", str(packages.broken(tmp_path / "data")))
    told = opened(app)
    assert told.status == 503
    assert told.headers["cache-control"] == "no-store"


def test_texts_of_the_data_stay_text(
    app: Starlette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUHRMAP_DATA", str(packages.injected(tmp_path / "data")))
    told = opened(app)
    assert told.status == 200
    assert packages.PAYLOAD not in told.text
    assert "onerror=" in told.text, "else nothing was injected"


def test_one_name_stands_for_one_thing_in_the_scripts_of_one_document() -> None:
    """All of them share one scope there: a second function of a name would win silently."""
    script = site.current().assets.embed_js.body.decode()
    names = re.findall(r"^(?:async )?(?:function|const|let) ?\*? ?(\w+)", script, re.MULTILINE)
    assert len(names) > 50
    assert sorted(names) == sorted(set(names))


# the code for other pages


class _Reader(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag, self.told = tag, dict(attrs)


def test_the_code_is_a_frame_with_the_view(app: Starlette) -> None:
    shown = view.ViewState(
        date(2019, 2, 1), Level.DISTRICT, "05954036", "en", view.View.TABLE, date(2023, 5, 31)
    )
    reader = _Reader()
    reader.feed(embed.code(site.current(), shown))
    assert reader.tag == "iframe"
    assert reader.told["title"] == "Map: Witten · as of 01/02/2019 · RuhrFutur in the Ruhr region"
    assert (reader.told["loading"], reader.told["lang"]) == ("lazy", "en")
    address = str(reader.told["src"]).removeprefix("{base}")
    handed = unescaped(ask(app, f"/{address}").text)
    assert '"date": "2019-02-01", "level": "district", "place": "05954036"' in handed
    assert '"comparison": "2023-05-31"' in handed


def test_a_bad_public_address_stops_the_server_at_its_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RUHRMAP_PUBLIC_URL", "karte.example.org")

    async def start() -> None:
        async with server.lifespan(None):
            pass

    with pytest.raises(ValueError, match="RUHRMAP_PUBLIC_URL"):
        asyncio.run(start())
