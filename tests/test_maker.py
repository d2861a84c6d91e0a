"""The page "Bilder und Folien": what it offers, what comes out, and that it can be stopped."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import date
from threading import Event
from typing import Any

import pytest
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData
from streamlit.testing.v1 import AppTest

from ruhrmap import export, site
from ruhrmap.api import downloads
from ruhrmap.export import Medium, Order
from ruhrmap.model import Level
from ruhrmap.pages import maker
from ruhrmap.picture import Size
from ruhrmap.web.painter import PAINTER, GivenUpError, Job, Stage
from support.apptest import components, open_page, part

Json = dict[str, Any]
ADDRESS = {"datum": "2019-12-31", "ebene": "kreise", "ort": "05954", "sprache": "en"}
DOT = base64.b64decode(  # a PNG file of one dot
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'
PATIENCE = 10  # seconds until a thread that should have ended is a failure


def said(at: AppTest) -> list[str]:
    """What the maker says of its work."""
    found = [json.loads(one.proto.json) for one in components(at)]
    told = [one["content"] for one in found if one["part"] == "notices"]
    return [text for texts in told for text in texts]


def make(at: AppTest) -> AppTest:
    return at.button(key="maker-make").click().run()


def painter_is_free() -> bool:
    """Whether the painter takes the next order: nobody else's work holds it."""
    return PAINTER.submit(lambda: True).result(PATIENCE)


@pytest.fixture
def ordered(monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    """Orders as they come, each answered by a small file at once."""
    found: list[Order] = []

    def show(_: object, order: Order, progress: Callable[[int, int], None]) -> export.Download:
        found.append(order)
        progress(1, 1)
        body = SVG if order.medium is Medium.SVG else DOT
        return export.Download("ruhrmap.bin", order.medium.media_type, body)

    monkeypatch.setattr(export, "show", show)
    return found


def test_the_page_offers_every_medium_and_the_presentation() -> None:
    at = open_page("pictures")
    assert not at.exception
    [medium] = [one for one in at.radio if one.key == "maker-medium"]
    assert len(medium.options) == len(Medium) - 1
    texts = json.dumps([json.loads(one.proto.json) for one in components(at)])
    assert texts.count("./praesentation") == 2
    assert "ruhrmap-praesentation-1.0.0.html" in texts


def test_it_makes_what_the_map_shows_and_says_so_before() -> None:
    at = open_page("pictures", **ADDRESS)
    told = json.dumps([json.loads(one.proto.json) for one in components(at)], ensure_ascii=False)
    assert (
        "As set on the map: 31 December 2019 · All districts and independent cities · "
        "highlighted: Ennepe-Ruhr-Kreis · in English." in told
    )
    at.radio(key="maker-size-png").set_value("own").run()
    at.text_input(key="maker-own-size").set_value("400x300").run()
    make(at)
    assert not at.exception
    name = "ruhrmap-map-districts-ennepe-ruhr-kreis-2019-12-31-400x300.png"
    assert [one for one in said(at) if name in one]
    material = downloads.material(site.data_path())
    order = Order(Medium.PNG, "en", date(2019, 12, 31), Level.DISTRICT, "05954", Size(400, 300))
    made = at.session_state["ruhrmap.made"]
    assert made.file == export.show(material, order, lambda done, total: None)
    [shown] = [one for one in at.main if one.type in ("image", "imgs")]
    assert "31 December 2019" in str(shown.proto)  # type: ignore[union-attr]
    assert "alt:" in str(shown.proto)  # type: ignore[union-attr]


def test_each_medium_is_ordered_with_what_it_takes(ordered: list[Order]) -> None:
    at = open_page("pictures")
    for medium in maker._MEDIA:
        at.radio(key="maker-medium").set_value(medium).run()
        make(at)
        assert not at.exception
        keys = {one.key for one in at.radio}
        assert (f"maker-size-{medium.value}" in keys) is ("size" in medium.takes)
        assert ("maker-pace" in keys) is ("pace" in medium.takes)
    assert [one.medium for one in ordered] == maker._MEDIA


def test_only_one_file_is_kept_and_none_for_another_page(ordered: list[Order]) -> None:
    at = make(open_page("pictures"))
    first = at.session_state["ruhrmap.made"]
    make(at)
    assert at.session_state["ruhrmap.made"] is not first
    assert len(ordered) == 2
    at.switch_page("data.py").run()
    assert "ruhrmap.made" not in at.session_state


def test_a_size_that_cannot_be_made_is_told_and_nothing_is_made(ordered: list[Order]) -> None:
    at = open_page("pictures")
    at.radio(key="maker-size-png").set_value("own").run()
    at.text_input(key="maker-own-size").set_value("9 x 9").run()
    assert "320 bis 3840" in at.error[0].value
    assert at.button(key="maker-make").disabled
    assert ordered == []


def test_what_goes_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no memory for it")

    monkeypatch.setattr(export, "show", fail)
    at = make(open_page("pictures"))
    assert not at.exception
    assert [one for one in said(at) if "no memory for it" in one]
    assert painter_is_free()


def test_whoever_clicks_meanwhile_ends_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit ends a run at its next word to the browser; here it does so at the second."""
    clicked, ended = Event(), Event()

    def show(_: object, order: Order, progress: Callable[[int, int], None]) -> export.Download:
        try:
            for done in range(1, 3):
                progress(done, 3)
                clicked.wait(PATIENCE)
        except GivenUpError:
            ended.set()
            raise
        return export.Download("late", order.medium.media_type, b"")

    def progress(lang: str, stage: Stage) -> tuple[float, str]:
        if stage.done:
            raise RerunException(RerunData())
        return 0.0, lang

    def give_up(self: Job[Any], plain: Callable[[Job[Any]], None] = Job.give_up) -> None:
        plain(self)
        clicked.set()

    monkeypatch.setattr(export, "show", show)
    monkeypatch.setattr(maker, "_progress", progress)
    monkeypatch.setattr(Job, "give_up", give_up)
    at = make(open_page("pictures"))
    assert ended.wait(PATIENCE)
    assert painter_is_free()
    at.run()
    assert "ruhrmap.made" not in at.session_state
    assert not [one for one in at.main if one.type == "download_button"]


class TestPainter:
    @pytest.fixture
    def busy(self) -> Iterator[Event]:
        """The painter has another's work until the event is set."""
        done = Event()
        PAINTER.submit(done.wait, PATIENCE)
        yield done
        done.set()

    def test_one_after_the_other(self, busy: Event) -> None:
        job = Job(lambda progress: "made")
        assert job.wait(0) is None
        assert job.stage == Stage(started=False)
        assert maker._progress("de", job.stage) == (
            0.0,
            "Wartet, bis ein anderes Bild fertig ist",
        )
        busy.set()
        assert job.wait(PATIENCE) == "made"

    def test_who_gives_up_waiting_is_never_begun(self, busy: Event) -> None:
        begun: list[bool] = []
        job = Job(lambda progress: begun.append(True))
        job.give_up()
        busy.set()
        assert painter_is_free()
        assert begun == []

    def test_it_tells_how_far_it_is(self) -> None:
        reached, go_on = Event(), Event()

        def work(progress: Callable[[int, int], None]) -> str:
            progress(3, 10)
            reached.set()
            go_on.wait(PATIENCE)
            return "made"

        job = Job(work)
        assert reached.wait(PATIENCE)
        assert maker._progress("de", job.stage) == (0.3, "Schritt 3 von 10")
        go_on.set()
        assert job.wait(PATIENCE) == "made"

    def test_what_the_work_raises_is_raised(self) -> None:
        def late(_: object) -> None:
            raise TimeoutError("of the work")

        with pytest.raises(TimeoutError, match="of the work"):
            Job(late).wait(PATIENCE)


def test_the_pointer_of_the_data_page_leads_here() -> None:
    at = open_page("data")
    texts = json.dumps([json.loads(one.proto.json) for one in components(at)])
    assert "./bilder?" in texts
    assert part(at, "footer")
