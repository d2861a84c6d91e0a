"""The presentation file, opened from a disk without a network and driven by keyboard."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from ruhrmap import coverage, press, site, tabulation
from ruhrmap.api.downloads import material
from ruhrmap.coverage import Frame, Pace, Step
from ruhrmap.export import presentation
from ruhrmap.messages import long_date, message
from ruhrmap.model import Catalog, Level
from ruhrmap.payload import CHANGE_CODES, CODES
from ruhrmap.theme import LIGHT, STATUS_FILLS
from ruhrmap.view import ViewState
from support import axe, tools

LIVE = "https://karte.example.org/"
PROJECTOR = {"width": 1280, "height": 720}
DRAWN = """(level) => Object.fromEntries([...document.querySelectorAll(
  `.leaflet-rm-${level}-pane path.rm-area`)].map((p) => [p.dataset.ags, p.dataset.status]))"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the file lies, as a browser calls it."""
    path = tmp_path_factory.mktemp("stick") / "Präsentation RuhrFutur.html"
    path.write_bytes(presentation.write(material(site.data_path()), LIVE))
    return path.as_uri()


@pytest.fixture
def opened(
    open_context: Callable[..., BrowserContext], address: str
) -> Iterator[Callable[..., Page]]:
    """Opens the file: ``opened("#schritt=1", **context options)``; it may say nothing at all."""
    said: list[str] = []
    asked: list[str] = []

    def open_(behind: str = "", **options: Any) -> Page:
        context = open_context(**{"offline": True, "viewport": PROJECTOR, **options})
        context.on("console", lambda message: said.append(message.text))
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto(address + behind)
        expect(page.locator("path.rm-area").first).to_be_attached()
        return page

    yield open_
    assert said == [], "a message on the console"
    assert {url.partition("#")[0] for url in asked} <= {address, "data:,"}


@pytest.fixture(scope="module")
def steps(ours: Catalog, frames: tuple[Frame, ...]) -> tuple[Step, ...]:
    return coverage.steps(ours, frames)


def story(page: Page) -> Any:
    return page.locator(".rm-story")


def at(page: Page, number: int, stage: str | None = None) -> None:
    """Wait for a step; its number is an attribute that its drawing sets last."""
    expect(story(page)).to_have_attribute("data-step", str(number))
    if stage is not None:
        expect(story(page)).to_have_attribute("data-stage", stage)


def drawn(page: Page, level: Level = Level.MUNICIPALITY) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(DRAWN, level)
    return found


def settled(step: Step, level: Level = Level.MUNICIPALITY) -> dict[str, str]:
    return {ags: CODES[status] for ags, status in step.frame.statuses[level].items()}


def highlighted(step: Step, level: Level = Level.MUNICIPALITY) -> dict[str, str]:
    marks = step.marks[level]
    return settled(step, level) | {ags: CHANGE_CODES[change] for ags, change in marks.items()}


def test_all_steps_by_the_keys_of_a_clicker(
    opened: Callable[..., Page], steps: tuple[Step, ...]
) -> None:
    page = opened()
    expect(page.locator("h1.rm-sentence")).to_have_text(steps[-1].frame.sentence.de)
    assert drawn(page) == settled(steps[-1])
    page.keyboard.press("f")
    for step in steps:
        new = any(step.marks.values())
        at(page, step.number, "new" if new else "settled")
        assert drawn(page) == (highlighted(step) if new else settled(step))
        expect(page.locator(".rm-story-when")).to_have_text(step.when.de)
        expect(page.locator(".rm-story-title")).to_have_text(step.title.de)
        expect(page.locator(".rm-story-caption")).to_have_text(step.caption.de)
        spoken = f"{step.when.de}: {step.title.de}. {step.caption.de}"
        expect(page.locator(".rm-voice")).to_have_text(spoken)
        for counter in step.counters:
            value = page.locator(f'[data-figure="{counter.figure.key}"] .rm-counter-value')
            if value.count():
                expect(value).to_have_text(counter.figure.value.de)
        page.keyboard.press("PageDown")
    at(page, len(steps))
    for text in steps[-1].open:
        expect(page.locator(".rm-story-open")).to_contain_text(text.de)
    for step in reversed(steps[:-1]):
        page.keyboard.press("PageUp")
        at(page, step.number)
        if step.number > 1:  # the first one is told anew
            expect(story(page)).to_have_attribute("data-stage", "settled")
            assert drawn(page) == settled(step)
            outlines = page.locator(".leaflet-rm-newcomers-pane path.rm-chosen")
            expect(outlines).to_have_count(len(step.marks[Level.MUNICIPALITY]))


def test_newcomers_settle_and_figures_count_up(
    opened: Callable[..., Page], steps: tuple[Step, ...]
) -> None:
    page = opened()
    page.clock.install()
    page.goto(page.url + "#schritt=4")
    page.reload()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    at(page, 4)
    page.keyboard.press("ArrowRight")
    at(page, 5, "new")
    share = page.locator('[data-figure="population"] .rm-counter-value')
    page.clock.run_for(300)
    between = float(share.inner_text().split()[0].replace(",", "."))
    counter = next(c for c in steps[4].counters if c.figure.key == "population")
    assert counter.before < between < counter.figure.amount
    expect(page.locator(".rm-story-fresh")).to_have_text("neu: Mitglied")
    page.clock.run_for(3000)
    at(page, 5, "settled")
    expect(share).to_have_text(counter.figure.value.de)
    expect(page.locator(".rm-story-fresh")).to_have_text("neu in diesem Schritt")
    assert drawn(page) == settled(steps[4])


def test_every_key_does_what_the_list_says(
    opened: Callable[..., Page],
    ours: Catalog,
    frames: tuple[Frame, ...],
    steps: tuple[Step, ...],
) -> None:
    page = opened("#schritt=2")
    at(page, 2)
    for key, number in (
        ("End", 9), ("Home", 1), ("3", 3), ("0", 9), ("ArrowLeft", 8), ("ArrowUp", 7),
        ("ArrowDown", 8), ("Space", 9), ("Shift+Space", 8), ("Backspace", 7), ("Enter", 8),
        ("PageDown", 9), ("PageDown", 9),
    ):  # fmt: skip
        page.keyboard.press(key)
        at(page, number)
    dark = page.locator(".rm-story-blank")
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(dark).to_be_visible()
        with Image.open(io.BytesIO(page.screenshot())) as seen:
            assert seen.convert("L").getextrema() == (0, 0), "all of it is black"
        page.keyboard.press("PageUp")  # whatever is pressed shows the picture again, no more
        expect(dark).to_be_hidden()
        at(page, 9)
    page.keyboard.press("?")
    help_ = page.locator("dialog")
    expect(help_).to_be_visible()
    page.keyboard.press("b")
    expect(dark).to_be_hidden()
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    at(page, 9)
    page.keyboard.press("e")
    expect(story(page)).to_have_attribute("data-step", "9")
    assert drawn(page, Level.DISTRICT) == settled(steps[-1], Level.DISTRICT)
    page.keyboard.press("e")
    page.keyboard.press("d")
    expect(page.locator("html")).to_have_attribute("data-rm-theme", "dark")
    page.keyboard.press("4")
    at(page, 4)
    page.keyboard.press("j")  # the year of what is shown
    years = coverage.steps(ours, frames, Pace.YEAR)
    before = max(one.number for one in years if one.day <= steps[3].day)
    at(page, before)
    page.keyboard.press("Home")
    for step in years:
        at(page, step.number)
        expect(page.locator(".rm-story-title")).to_have_text(step.title.de)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(story(page)).to_be_hidden()
    expect(page.locator("h1.rm-sentence")).to_be_visible()
    page.locator(".rm-file-start").click()  # by the hand, too
    expect(story(page)).to_be_visible()
    page.locator('[data-act="back"]').click()
    at(page, len(years) - 1)
    # letters and digits can be switched off, for who speaks to the machine
    page.keyboard.press("?")
    page.get_by_label("Tasten mit Buchstaben und Ziffern").uncheck()
    page.get_by_role("button", name="Fertig").click()
    page.keyboard.press("1")
    page.keyboard.press("b")
    expect(dark).to_be_hidden()
    at(page, len(years) - 1)


def test_the_notes_follow_in_a_window_of_their_own_and_lead(
    opened: Callable[..., Page], steps: tuple[Step, ...]
) -> None:
    page = opened("#schritt=1")
    at(page, 1)
    page.clock.install()
    with page.expect_popup() as popping:
        page.keyboard.press("n")
    notes = popping.value
    heading = notes.locator("h1")
    expect(heading).to_have_text(f"{steps[0].when.de}: {steps[0].title.de}")
    expect(notes.locator(".rm-speaker-time")).to_have_text("Noch 3:00")
    notes.keyboard.press("PageDown")
    at(page, 2)
    expect(heading).to_have_text(f"{steps[1].when.de}: {steps[1].title.de}")
    expect(notes.locator(".rm-speaker-next")).to_contain_text(steps[2].title.de)
    page.keyboard.press("7")
    for note in steps[6].notes:
        expect(notes.locator(".rm-speaker-notes")).to_contain_text(note.de)
    page.clock.run_for(155_000)
    clock = notes.locator(".rm-speaker-time")
    expect(clock).to_have_attribute("data-urgent", "yes")
    page.clock.run_for(60_000)
    expect(clock).to_contain_text("darüber")
    notes.get_by_role("button", name="Uhr zurücksetzen").click()
    expect(clock).to_have_text("Noch 3:00")
    notes.get_by_role("button", name="Zurück", exact=True).click()
    at(page, 6)
    found = axe.findings(notes)
    assert found == []
    notes.close()
    # opened before the story, the notes begin it
    page.keyboard.press("Escape")
    expect(story(page)).to_be_hidden()
    with page.expect_popup() as popping:
        page.get_by_role("button", name="Notizen").click()
    popping.value.keyboard.press("PageDown")
    expect(story(page)).to_be_visible()
    at(page, 6)
    popping.value.close()
    page.evaluate("window.open = () => null")
    page.keyboard.press("n")
    expect(page.locator(".rm-story-told")).to_contain_text("Der Browser hat das Fenster")


def test_a_stand_goes_round_by_itself(opened: Callable[..., Page]) -> None:
    page = opened()
    page.clock.install()
    page.goto(page.url.partition("#")[0] + "#schritt=8&auto=4&schleife=ja")
    page.reload()
    at(page, 8)
    for number in (9, 1, 2):
        page.clock.run_for(4000)
        at(page, number)
    page.keyboard.press("p")
    page.clock.run_for(9000)
    at(page, 2)


def test_the_address_keeps_what_is_seen_and_bad_ones_do_no_harm(
    opened: Callable[..., Page], steps: tuple[Step, ...]
) -> None:
    page = opened("#datum=2019-02-01&ebene=kreise&sprache=en&ort=05113&ansicht=tabelle")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".rm-view-table h2")).to_contain_text("1 February 2019")
    for bad in (
        "#datum=31.02.2023&ebene=x&ort=%00&sprache=fr&schritt=abc",
        "#datum=2019-13-45&vergleich=&ansicht=constructor",
        "#datum=1850-01-01&schritt=",
        "#quelle-D01",
        "#%E0%A4%A",
    ):
        page.goto("about:blank")
        page = opened(bad)
        expect(page.locator(".rm-story")).to_be_hidden()
        expect(page.locator(".leaflet-container path.rm-area")).to_have_count(68)
    page = opened("#schritt=99&takt=jahr")
    at(page, 13)
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile("schritt=1&"))
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("schritt"))
    page.evaluate("location.hash = '#schritt=3&takt=beitritt'")
    at(page, 3)
    expect(page.locator(".rm-story-title")).to_have_text(steps[2].title.de)


def test_it_works_like_the_page(
    opened: Callable[..., Page], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    """Views, comparison, choice and small maps, all from the file."""
    page = opened(viewport={"width": 1280, "height": 900})
    page.get_by_role("tab", name="Tabelle").click()
    rows = page.locator(".rm-table tbody tr[data-key]")
    day = coverage.evidence_end(ours)
    table = tabulation.table(ours, ViewState(date=day))
    told = [(row["key"], row["status"]) for group in table["groups"] for row in group["rows"]]
    expect(rows).to_have_count(len(told))
    read = rows.evaluate_all("(all) => all.map((r) => [r.dataset.key, r.dataset.status])")
    assert sorted(map(tuple, read)) == sorted(told)
    page.get_by_role("tab", name="Verlauf").click()
    expect(page.locator("svg.rm-chart path").first).to_be_visible()
    page.get_by_role("tab", name="Chronik").click()
    expect(page.locator(".rm-chronicle li").first).to_be_visible()
    page.get_by_role("tab", name="Karte").click()
    page.locator('path.rm-area[data-ags="05954036"]').first.click()
    panel = page.locator(".rm-panel")
    witten = coverage.detail(ours, "05954036", day)
    expect(panel.locator("h2")).to_have_text("Witten")
    expect(panel.locator(".rm-badge")).to_have_text(witten.status_label.de)
    frame = coverage.frame_on(frames, day)
    hover = frame.hover[Level.MUNICIPALITY]["05954036"].de
    expect(panel.locator("p", has_text=hover)).to_be_visible()
    own = {
        item.release.press_id
        for group in press.releases_of(ours, "05954036", day)
        if group.scope != "region"
        for item in group.items
    }
    shown = panel.locator("li[data-press]").evaluate_all("(all) => all.map((r) => r.dataset.press)")
    assert own and own <= set(shown)
    expect(panel.locator(".rm-sources a").first).to_have_attribute("href", re.compile("^https?:"))
    page.get_by_role("tab", name="Tabelle").click()
    page.get_by_role("button", name="Universität Duisburg-Essen").click()
    expect(panel.locator("h2")).to_have_text("Universität Duisburg-Essen")
    page.get_by_role("tab", name="Karte").click()
    page.get_by_role("button", name="Vergleichen").click()
    expect(page.locator(".rm-news li").first).to_be_visible()
    page.locator(".rm-part-sentence").scroll_into_view_if_needed()
    page.locator('[data-part="multiples"]').scroll_into_view_if_needed()
    expect(page.locator("svg.rm-small")).to_have_count(6)
    page.get_by_role("button", name="English").click()
    expect(page.locator(".rm-source-list")).to_contain_text(message("en", "sources.borders"))


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 720), (1024, 768), (3840, 2160)])
def test_every_step_fits_the_screen(opened: Callable[..., Page], width: int, height: int) -> None:
    page = opened("#schritt=1", viewport={"width": width, "height": height})
    at(page, 1)
    measure = """() => {
      const words = document.querySelector(".rm-story-words");
      const seen = (node) => node.getClientRects().length && getComputedStyle(node).opacity > 0;
      const parts = [...document.querySelectorAll(
        ".rm-story-words > *, .rm-story-legend li, .rm-story-credit, .rm-story-axis")].filter(seen);
      const out = parts.filter((node) => {
        const { left, right, top, bottom } = node.getBoundingClientRect();
        return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
      });
      return { over: words.scrollHeight - words.clientHeight, out: out.map((n) => n.className),
        sideways: document.documentElement.scrollWidth - innerWidth };
    }"""
    for language in ("Deutsch", "English"):
        if language == "English":
            page.keyboard.press("Escape")
            page.get_by_role("button", name=language).click()
            page.locator(".rm-file-start").click()
        for key in ("Home", *["PageDown"] * 8):
            page.keyboard.press(key)
            found = page.evaluate(measure)
            roomy = width > 400 or found["over"] <= 0  # on a phone the words may scroll
            assert found["sideways"] <= 0
            assert roomy is False or (found["over"] <= 1 and found["out"] == []), found


def test_axe_finds_nothing(opened: Callable[..., Page]) -> None:
    phone = {"width": 360, "height": 740}
    for options in ({"color_scheme": "light"}, {"color_scheme": "dark", "viewport": phone}):
        page = opened("#ort=05954036", **options)
        expect(page.locator(".rm-panel h2")).to_have_text("Witten")
        assert axe.findings(page) == []
        page.locator(".rm-file-start").click()
        at(page, 1)
        assert axe.findings(page) == []
        page.keyboard.press("End")
        at(page, 9)
        assert axe.findings(page) == []
        page.keyboard.press("?")
        assert axe.findings(page, ["dialog"]) == []


def test_a_camera_reads_the_address_of_the_live_view(
    opened: Callable[..., Page], tmp_path: Path
) -> None:
    zbarimg = tools.path_of("zbarimg")
    page = opened("#schritt=9", color_scheme="dark")
    at(page, 9)
    picture = tmp_path / "code.png"
    page.screenshot(path=picture)
    read = subprocess.run(
        [zbarimg, "--quiet", "--raw", str(picture)], capture_output=True, text=True, check=True
    )
    assert read.stdout.strip() == LIVE


def test_a_browser_without_scripts_says_what_is_missing(
    open_context: Callable[..., BrowserContext], address: str
) -> None:
    page = open_context(java_script_enabled=False, offline=True).new_page()
    page.goto(address)
    expect(page.locator("p.rm-notice")).to_contain_text("brauchen JavaScript")


def test_a_source_on_the_screen_is_a_click_away(opened: Callable[..., Page]) -> None:
    page = opened("#schritt=4")
    at(page, 4)
    page.locator(".rm-story .rm-credit a").first.click()
    expect(story(page)).to_be_hidden()
    expect(page.locator("#nachweise")).to_be_in_viewport()
    page.get_by_role("tab", name="Chronik").click()
    expect(page.locator(".rm-chronicle a[href^=http]").first).to_be_attached()


# What an area is filled with, as computed: [ground, ink], each "rgb(r, g, b)" or null.
FILLED = """(level) => {
  const colour = (node) => getComputedStyle(node).fill;
  const found = {};
  for (const path of document.querySelectorAll(`.leaflet-rm-${level}-pane path.rm-area`)) {
    const pattern = /^url\\("#(.*)"\\)$/.exec(colour(path));
    const parts = pattern ? [...document.getElementById(pattern[1]).children] : [path];
    found[path.dataset.ags] = [colour(parts[0]), parts[1] ? colour(parts[1]) : null];
  }
  return found;
}"""
IN_TABLE = """() => Object.fromEntries([...document.querySelectorAll(
  ".rm-table tr[data-key]")].map((row) => [row.dataset.key, row.dataset.status]))"""


def rgb(name: str) -> str:
    colour = str(getattr(LIGHT, name))
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def test_the_file_shows_the_status_of_every_accession_date(
    opened: Callable[..., Page], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    """As drawn and in the table; pictures are held to the same in test_same_picture."""
    page = opened("#ansicht=tabelle", viewport={"width": 1280, "height": 900})
    fills = {
        status: [rgb(fill.ground), rgb(fill.ink) if fill.pattern else None]
        for status, fill in STATUS_FILLS.items()
    }
    accessions = coverage.accessions(ours)
    days = [*(one.day for one in accessions), *(one.span[0] for one in accessions if one.span)]
    for day in days:
        frame = coverage.frame_on(frames, day)
        for level in Level:
            spelled = {"municipality": "gemeinden", "district": "kreise"}[level]
            page.evaluate(
                "(hash) => { location.hash = hash }",
                f"#datum={day}&ebene={spelled}&ansicht=tabelle",
            )
            expect(page.locator(".rm-view-table h2")).to_contain_text(long_date("de", day))
            expect(page.locator("html")).to_have_attribute("data-frame", str(frame.index))
            expect(page.locator(f"input[value={level}]")).to_be_checked()
            statuses = frame.statuses[level]
            assert page.evaluate(FILLED, level) == {a: fills[s] for a, s in statuses.items()}
            table = page.evaluate(IN_TABLE)
            assert {a: table[a] for a in statuses} == {a: CODES[s] for a, s in statuses.items()}
