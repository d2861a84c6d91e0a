"""Full is full: who comes then is told so in a page, and nobody who is here notices."""

from __future__ import annotations

import asyncio
import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import pytest
from starlette.types import Message, Receive, Scope, Send

from ruhrmap import configuration, export, server, site
from ruhrmap.view import initial
from ruhrmap.web import busy, capacity, embed, presentation
from ruhrmap.web.capacity import Capacity, Places
from support.asgi import Answer, ask

STREAM = "/_stcore/stream"
BROWSER = "2|one|browser|1"
COOKIE = f"_streamlit_xsrf={BROWSER}"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """Something that answers everything, behind the limit."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"page"})
    else:
        await receive()
        await send({"type": "websocket.accept", "subprotocol": "streamlit"})


APP = Capacity(page)


@pytest.fixture(autouse=True)
def three_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(configuration.VIEWERS.name, "3")
    monkeypatch.setattr(capacity, "_places", None)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits at the door."""
    monkeypatch.setattr(capacity, "_AT_THE_DOOR", 0.0)


@contextmanager
def full(browser: str = "") -> Iterator[None]:
    """All places are taken."""
    with ExitStack() as visits:
        for _ in range(3):
            visits.enter_context(capacity.places().taken(browser))
        yield


def get(path: str, *, cookie: str = "", packs: bool = True) -> Answer:
    headers = [("accept-encoding", "gzip" if packs else "identity")]
    answer = ask(APP, path, headers=[*headers, ("cookie", cookie)] if cookie else headers)
    if answer.headers.get("content-encoding") == "gzip":
        return replace(answer, body=gzip.decompress(answer.body))
    return answer


def visit(session: str = "") -> list[Message]:
    """What a websocket is sent until it would wait for the visitor."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(event: Message) -> None:
        sent.append(event)

    protocols = f"streamlit, token, {session}" if session else "streamlit, token"
    headers = [(b"sec-websocket-protocol", protocols.encode())]
    scope = {"type": "websocket", "path": STREAM, "headers": headers}
    asyncio.run(APP(scope, receive, send))
    return sent


TAKEN = [{"type": "websocket.accept", "subprotocol": "streamlit"}]
REFUSED = [*TAKEN, {"type": "websocket.close", "code": 1013, "reason": "busy"}]


# the page


def test_beyond_the_limit_a_page_says_that_it_is_full() -> None:
    with full():
        answer = get("/?datum=2019-01-31&ort=05954036")
        assert answer.status == 503
        assert int(answer.headers["retry-after"]) in busy.AGAIN
        assert answer.headers["cache-control"] == "no-store"
        assert f'http-equiv="refresh" content="{answer.headers["retry-after"]}"' in answer.text
        assert '<html lang="de">' in answer.text
        assert "Gerade sehen sehr viele Menschen" in answer.text
        assert 'href="./einbetten?datum=2019-01-31&amp;ebene=gemeinden&amp;ort=05954036"' in (
            answer.text
        ), "the light page of the same view"
        assert "31. Januar 2019" in answer.text
        assert answer.text.count('class="rm-area"') == 53
        assert "<script" not in answer.text
    assert get("/").text == "page", "a place is free again"


def test_it_speaks_english_and_leads_home_from_other_pages() -> None:
    with full():
        answer = get("/daten?sprache=en")
        assert answer.status == 503
        assert '<html lang="en">' in answer.text
        assert "A great many people" in answer.text
        assert "rm-area" not in answer.text


def test_who_cannot_unpack_gets_it_plain() -> None:
    with full():
        answer = get("/", packs=False)
        assert "content-encoding" not in answer.headers
        assert answer.text.startswith("<!DOCTYPE html>")


def test_its_style_is_one_that_is_served_and_nothing_else_is_loaded() -> None:
    with full():
        text = get("/").text
    (style,) = re.findall(r'<link rel="stylesheet" href="\./ruhrmap/([^"]+)"', text)
    assert style in site.current().assets.by_name()
    assert set(re.findall(r'(?:src|href)="([a-z]+:)', text)) == {"data:"}


def test_broken_data_are_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    from ruhrmap.catalog import PackageError

    def broken() -> site.Site:
        raise PackageError([])

    monkeypatch.setattr(site, "current", broken)
    with full():
        answer = get("/")
        assert answer.status == 503
        assert "Gerade sehen sehr viele" in answer.text


@pytest.mark.parametrize(
    "path", ["/api/v1/coverage", "/einbetten?datum=2019-01-31", "/ruhrmap/page.js", "/healthz"]
)
def test_what_needs_no_session_is_answered_however_full_it_is(path: str) -> None:
    with full():
        assert get(path).text == "page"


def test_the_light_page_is_one_that_is_never_full() -> None:
    paths = {route.path for route in server.routes()}
    assert "/" + embed.address_of(initial(site.current().limits)).partition("?")[0] in paths


# the websocket


@pytest.mark.usefixtures("impatient")
def test_beyond_the_limit_a_websocket_is_closed_with_a_code_that_says_why() -> None:
    with full():
        assert visit() == REFUSED
    assert visit() == TAKEN


@pytest.mark.usefixtures("impatient")
def test_who_was_sent_a_page_finds_a_place() -> None:
    """Between the page and its websocket somebody else may come."""
    for _ in range(3):
        assert get("/").text == "page"
    assert get("/").status == 503, "three are on their way"
    with full():
        assert [visit() for _ in range(4)] == [TAKEN, TAKEN, TAKEN, REFUSED]


@pytest.mark.usefixtures("impatient")
def test_a_lost_connection_comes_back_however_full_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Manager:
        def get_session_info(self, session_id: str) -> object | None:
            return object() if session_id == "mine" else None

    class Runtime:
        _session_mgr = Manager()

    monkeypatch.setattr("streamlit.runtime.exists", lambda: True)
    monkeypatch.setattr("streamlit.runtime.get_instance", Runtime)
    with full():
        assert visit("mine") == TAKEN
        assert visit("unheard-of") == REFUSED


def test_a_page_that_is_loaded_anew_comes_although_it_is_full() -> None:
    with full(BROWSER):
        assert get("/", cookie=COOKIE).text == "page"
        assert get("/").status == 503
        assert get("/", cookie=COOKIE).status == 503, "no browser has all the room"
        assert get("/", cookie=";=;\x00").status == 503
    assert get("/").text == "page"


# the count


def test_a_place_is_kept_for_a_while_and_no_longer(clock: Clock) -> None:
    places = Places(2, clock)
    assert [places.expects("") for _ in range(3)] == [True, True, False]
    clock.now = 9.9
    assert not places.expects("")
    clock.now = 10.0
    assert places.expects("")
    assert places.figures == capacity.Figures(limit=2, open=0, expected=1, refused=2)


def test_a_rush_is_let_in_bit_by_bit(clock: Clock) -> None:
    """However many places there are: whoever is let in is drawn a map soon."""
    waiting = 0
    places = Places(10_000, clock, in_the_making=lambda: waiting)
    let_in = sum(places.expects("") for _ in range(500))
    assert let_in == 60
    clock.now = 11
    assert places.expects("")
    waiting = 60
    assert not places.expects(""), "those who are being served count as well"


def test_who_waits_at_the_door_gets_the_next_place_in_turn(clock: Clock) -> None:
    async def scene() -> list[str]:
        places = Places(1, clock)
        came: list[str] = []

        async def come(name: str) -> None:
            if await places.finds_place(known=False):
                with places.taken(""):
                    came.append(name)

        assert await places.finds_place(known=False)
        with places.taken(""):
            first = asyncio.create_task(come("first"))
            await asyncio.sleep(0)
            surplus = asyncio.create_task(come("surplus"))
            await asyncio.sleep(0)
            await surplus  # as many wait as there are places: it was sent away at once
            assert came == []
        await first
        return came

    assert asyncio.run(scene()) == ["first"]


def test_the_limit_is_in_the_app_and_outside_of_what_makes_pages() -> None:
    order = [one.cls.__name__ for one in server.middleware()]
    assert order.index("Capacity") < order.index("Shell")


def test_the_page_is_packed_once_a_view() -> None:
    here = site.current()
    asked = (site.data_path(), initial(here.limits), "", busy.AGAIN[0])
    one = busy._packed(*asked)
    assert busy._packed(*asked) is one
    assert gzip.decompress(one).startswith(b"<!DOCTYPE html>")


def test_who_asks_for_the_presentation_together_has_it_made_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It stands in for the page during a rush, and is a second of one processor to make."""
    both = threading.Barrier(2)
    together: list[bool] = []

    def made(*_: object) -> bytes:
        try:
            both.wait(0.2)
        except threading.BrokenBarrierError:
            together.append(False)
        else:
            together.append(True)
        return b""

    monkeypatch.setattr(export.presentation, "write", made)
    asking = [threading.Thread(target=presentation.body) for _ in range(2)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert together == [False, False], "the second finds what the first has made"
