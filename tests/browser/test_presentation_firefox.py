"""The presentation in Firefox, from the disk and without a network: all of it by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ruhrmap import coverage
from ruhrmap.coverage import Change, Frame, Pace, Status, Step
from ruhrmap.export import Material, presentation
from ruhrmap.model import Catalog, Level
from support.firefox import Firefox
from support.server import ROOT

# Written here once more on purpose: the letters are what style sheets and tests rely on.
STATUS_LETTERS = {
    Status.MEMBER: "m",
    Status.STATED: "s",
    Status.ASSUMED: "a",
    Status.UNCERTAIN: "u",
    Status.NONE: "n",
}
NEW_LETTERS = {Change.NEW_MEMBER: "M", Change.NEW_STATED: "S", Change.NEW_ASSUMED: "A"}

# Each of these goes on to the next step: arrows, the bar, what clickers send.
ON = ("ArrowRight", "PageDown", "Space", "ArrowDown", "Enter")
BACK = ("ArrowLeft", "PageUp", "ArrowUp", "Backspace")

# All that is on the screen, read at one moment.
READ = """(() => {
  const root = document.querySelector("[data-part=story]");
  const text = (name) =>
    root.querySelector(`.rm-story-${name}`).textContent.replaceAll("\u00a0", " ");
  const texts = (name) => [...root.querySelectorAll(name)].map((it) => it.textContent);
  const areas = (level) => Object.fromEntries(
    [...document.querySelectorAll(`.leaflet-rm-${level}-pane path.rm-area`)]
      .map((path) => [path.dataset.ags, path.dataset.status]));
  return {
    step: Number(root.dataset.step),
    kind: root.dataset.kind,
    stage: root.dataset.stage,
    when: text("when"),
    title: text("title"),
    caption: text("caption"),
    figures: Object.fromEntries([...root.querySelectorAll("[data-figure]")].map((one) =>
      [one.dataset.figure, one.querySelector(".rm-counter-value").textContent])),
    open: texts(".rm-story-open li"),
    hidden: root.querySelector(".rm-story-words").scrollHeight
      - root.querySelector(".rm-story-words").clientHeight,
    municipality: areas("municipality"),
    district: areas("district"),
    shown: [...document.querySelectorAll(".leaflet-pane[class*=leaflet-rm-]:not([hidden])")]
      .map((pane) => pane.className.match(/leaflet-rm-(municipality|district)-pane/)?.[1])
      .filter(Boolean),
  };
})()"""


# Whether something that lies over the map covers an area or something else that lies there.
COVERED = """(() => {
  const box = (it) => it.getBoundingClientRect();
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  // whether one of many points of a box lies in an area
  const reaches = (area, one) => {
    if (!meet(box(area), one)) return false;
    const { left, top, width, height } = one;
    const inside = area.getScreenCTM().inverse();
    return Array.from({ length: 200 }, (_, i) =>
      new DOMPoint(left + (i % 20) / 19 * width, top + Math.floor(i / 20) / 9 * height))
      .some((point) => area.isPointInFill(point.matrixTransform(inside)));
  };
  const story = document.querySelector("[data-part=story]");
  const over = ["fresh", "code", "tools"].map((name) => story.querySelector(`.rm-story-${name}`));
  const boxes = over.filter((it) => !it.hidden).map(box);
  const drawn = [...document.querySelectorAll(".leaflet-pane:not([hidden]) > svg path.rm-area")];
  return boxes.some((a, i) => boxes.slice(i + 1).some((b) => meet(a, b)))
    || boxes.some((one) => drawn.some((area) => reaches(area, one)));
})()"""


@pytest.fixture(scope="module")
def url(ours: Catalog, frames: tuple[Frame, ...], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The file as it lies on a stick, alone in its folder."""
    file = tmp_path_factory.mktemp("stick") / "Wie RuhrFutur wächst.html"
    material = Material(ours, frames, ROOT / "data")
    file.write_bytes(presentation.write(material, "https://karte.example.org/ruhrmap"))
    return file.as_uri()


@pytest.fixture
def open_(firefox: Firefox, url: str) -> Iterator[Callable[..., Firefox]]:
    """Opens the file; at the end it may have asked for nothing else and said nothing."""

    def opened(address: str = "", **options: Any) -> Firefox:
        firefox.open(url + address, **options)
        firefox.wait_for("document.querySelector('path.rm-area[data-status]')")
        return firefox

    yield opened
    # What stands in the page itself ("data:") is asked of nobody; the dots of lists are Firefox's.
    asked = [request for request in firefox.requests if not request.startswith("data:")]
    assert [request.partition("#")[0] for request in asked] == [url]
    assert firefox.log == []


def at_step(firefox: Firefox, number: int) -> dict[str, Any]:
    """What is on the screen, once it shows a step."""
    firefox.wait_for(f"document.querySelector('[data-part=story]').dataset.step === '{number}'")
    seen: dict[str, Any] = firefox.evaluate(READ)
    return seen


def letters(frame: Frame, level: Level) -> dict[str, str]:
    return {ags: STATUS_LETTERS[status] for ags, status in frame.statuses[level].items()}


def highlighted(step: Step, level: Level) -> dict[str, str]:
    new = {ags: NEW_LETTERS[mark] for ags, mark in step.marks[level].items()}
    return letters(step.frame, level) | new


def check(seen: dict[str, Any], step: Step) -> None:
    """What is on the screen is the step as the core tells it."""
    assert seen["step"] == step.number
    assert seen["kind"] == step.kind
    assert seen["when"] == step.when.de
    assert seen["title"] == step.title.de
    assert seen["caption"] == step.caption.de
    assert seen["open"] == [text.de for text in step.open]
    assert seen["hidden"] <= 1, "words get smaller until all of them are seen"
    told = {counter.figure.key: counter.figure.value.de for counter in step.counters}
    assert len(seen["figures"]) >= 3
    assert seen["figures"].items() <= told.items()
    for level in Level:
        drawn = highlighted(step, level) if seen["stage"] == "new" else letters(step.frame, level)
        if seen["shown"] == [level]:
            assert seen[level] == drawn, (step.number, level)
    assert len(seen["shown"]) == 1


def test_it_opens_as_a_page_to_read_with_the_map_drawn(
    open_: Callable[..., Firefox], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    firefox = open_()
    seen = firefox.evaluate(READ)
    frame = coverage.frame_on(frames, coverage.evidence_end(ours))
    assert len(seen["municipality"]) == 53
    assert seen["municipality"] == letters(frame, Level.MUNICIPALITY)
    assert firefox.evaluate("document.querySelector('[data-part=story]').hidden") is True
    widths = firefox.evaluate(
        "[...document.querySelectorAll('.leaflet-rm-municipality-pane path.rm-area')]"
        ".map((path) => path.getBoundingClientRect().width)"
    )
    assert len(widths) == 53
    assert min(widths) > 3
    assert firefox.evaluate("document.querySelector('.rm-sentence').textContent") == (
        frame.sentence.de
    )


@pytest.mark.parametrize(
    ("pace", "there", "back"),
    [
        (Pace.ACCESSION, Level.MUNICIPALITY, Level.DISTRICT),
        (Pace.YEAR, Level.DISTRICT, Level.MUNICIPALITY),
    ],
)
def test_the_whole_story_by_keyboard(
    open_: Callable[..., Firefox],
    ours: Catalog,
    frames: tuple[Frame, ...],
    pace: Pace,
    there: Level,
    back: Level,
) -> None:
    """To the end on one level, back to the beginning on the other."""
    told = coverage.steps(ours, frames, pace)
    # Figures are there at once for who wants no motion; that they count is another test's.
    firefox = open_(reduced_motion=True)
    firefox.press("f")
    firefox.wait_for("document.fullscreenElement === document.documentElement")
    if pace is Pace.YEAR:
        firefox.press("j", "Home")
    if there is Level.DISTRICT:
        firefox.press("e")
    stages = set()
    for step in told:
        seen = at_step(firefox, step.number)
        assert seen["shown"] == [there]
        check(seen, step)
        firefox.wait_for(f"!{COVERED}")  # the map finds its place with the next frame
        stages.add(seen["stage"])
        firefox.press(ON[step.number % len(ON)])
    check(at_step(firefox, len(told)), told[-1])  # there is nothing behind the last one
    assert stages == {"new", "settled"}
    firefox.press("e")
    for step in reversed(told[:-1]):
        firefox.press(BACK[step.number % len(BACK)])
        seen = at_step(firefox, step.number)
        assert seen["shown"] == [back]
        check(seen, step)
    firefox.press("Escape")  # taken by the browser: out of full screen, as everywhere
    firefox.wait_for("document.fullscreenElement === null")
    firefox.press("Escape")
    firefox.wait_for("document.querySelector('[data-part=story]').hidden")


def test_newcomers_stand_out_and_settle_while_the_figures_count(
    open_: Callable[..., Firefox], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    told = coverage.steps(ours, frames)
    firefox = open_("#schritt=3")
    root = "document.querySelector('[data-part=story]')"
    firefox.evaluate(
        f"""void (() => {{
          window.counted = new Set();
          new MutationObserver(() => {{
            const one = {root}.querySelector("[data-figure=municipalities] .rm-counter-value");
            if (one) counted.add(one.textContent);
          }}).observe({root}, {{ subtree: true, childList: true, characterData: true }});
        }})()"""
    )
    firefox.press("PageDown")
    firefox.wait_for(f"{root}.dataset.step === '4' && {root}.dataset.stage === 'settled'")
    firefox.wait_for(f"{root}.querySelector('[data-counted=yes]')")
    check(firefox.evaluate(READ), told[3])
    # 5 of 53, then some numbers in between, then 15 of 53
    assert firefox.evaluate("counted.size") > 3


def test_keys_for_the_ends_a_step_a_dark_screen_and_help(
    open_: Callable[..., Firefox], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    told = coverage.steps(ours, frames)
    firefox = open_("#schritt=1", reduced_motion=True)
    for key, number in {"End": len(told), "Home": 1, "4": 4, "7": 7, "0": len(told)}.items():
        firefox.press(key)
        check(at_step(firefox, number), told[number - 1])
    firefox.press("3")
    blank = "document.querySelector('.rm-story-blank')"
    firefox.press("b")
    firefox.wait_for(f"!{blank}.hidden")
    box = firefox.evaluate(
        f"(() => {{ const b = {blank}.getBoundingClientRect();"
        "return [b.left, b.top, b.width, b.height] })()"
    )
    assert box == [0, 0, 1280, 720]
    assert firefox.evaluate(f"getComputedStyle({blank}).backgroundColor") == "rgb(0, 0, 0)"
    firefox.press("PageDown")  # shows the picture again, and goes nowhere
    firefox.wait_for(f"{blank}.hidden")
    assert at_step(firefox, 3)["step"] == 3
    firefox.press("?")
    firefox.wait_for("document.querySelector('dialog.rm-story-help').open")
    assert firefox.evaluate("document.querySelectorAll('.rm-story-keys > div').length") >= 10
    firefox.press("Escape")
    firefox.wait_for("!document.querySelector('dialog.rm-story-help').open")
    assert at_step(firefox, 3)["step"] == 3


def test_the_window_of_the_speaker_opens_follows_and_leads(
    open_: Callable[..., Firefox], ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    told = coverage.steps(ours, frames)
    firefox = open_("#schritt=1", reduced_motion=True)
    firefox.press("n")
    window = firefox.wait_for_window()
    firefox.wait_for("document.querySelector('.rm-speaker-notes')", window=window)

    def shows(step: Step) -> None:
        title = f"{step.when.de}: {step.title.de}"
        firefox.wait_for(f"document.querySelector('h1').textContent === {title!r}", window=window)
        notes = firefox.evaluate(
            "[...document.querySelectorAll('.rm-speaker-notes li')].map((li) => li.textContent)",
            window=window,
        )
        assert notes == [note.de for note in (*step.notes, *step.open)]

    shows(told[0])
    firefox.press("PageDown")
    shows(told[1])
    firefox.press("PageDown", window=window)
    shows(told[2])
    check(at_step(firefox, 3), told[2])
    # Its style is there: the page lets in only what it was written with.
    size = "parseFloat(getComputedStyle(document.querySelector('.rm-speaker-time')).fontSize)"
    assert firefox.evaluate(size, window=window) > 24
    firefox.close_window(window)
    firefox.press("PageDown")
    check(at_step(firefox, 4), told[3])
