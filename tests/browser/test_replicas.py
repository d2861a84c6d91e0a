"""Two replicas behind a real nginx with the configuration of deploy/: one dies, then the other.

The long form, with three of them, an update and a rush, is ``script/replicas``.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from ssl import CERT_NONE, create_default_context

import pytest
from benchmarks.replicas import proxy
from benchmarks.replicas.replica import Replica
from benchmarks.replicas.viewers import Viewer, is_calm
from playwright.sync_api import BrowserContext, expect

from ruhrmap import site
from ruhrmap.api.downloads import material
from ruhrmap.export import static_site
from support import tools
from support.server import free_port
from support.traffic import Traffic

VIEW = "datum=2019-01-31&ebene=kreise&ort=05911000"
LOST = ("WebSocket", "502", "503", "when disconnected from server", "Error fetching")


@pytest.fixture
def replicas(tmp_path: Path) -> Iterator[list[Replica]]:
    if proxy.program() is None:
        tools.path_of("nginx")
    started = [Replica(free_port(), tmp_path / str(number)) for number in range(2)]
    try:
        for one in started:
            one.start()
        for one in started:
            one.wait()
        yield started
    finally:
        for one in started:
            one.kill()


@pytest.fixture
def front(replicas: list[Replica], tmp_path: Path) -> Iterator[proxy.Proxy]:
    folder = tmp_path / "nginx"
    folder.mkdir()
    with proxy.running([one.port for one in replicas], folder) as started:
        for name, body in static_site.files(material(site.data_path())).items():
            (folder / "site" / name).write_bytes(body)
        yield started


@pytest.fixture
def cut_off(open_context: object, traffic: Traffic) -> Iterator[None]:
    """The browser may say that the connection is lost: it is, and twice."""
    yield
    traffic.errors[:] = [one for one in traffic.errors if not any(lost in one for lost in LOST)]


def get(address: str) -> tuple[int, dict[str, str], bytes]:
    trusting = create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, CERT_NONE
    with urllib.request.urlopen(address, timeout=30, context=trusting) as answer:
        return answer.status, dict(answer.headers.items()), answer.read()


def asked_of(viewer: Viewer, front: proxy.Proxy) -> set[str]:
    """The replicas that this browser is sent to, by nginx's own log."""
    for _ in range(4):
        viewer.page.evaluate("() => fetch('/_stcore/health').then((answer) => answer.text())")
    asked = [one for one in written(viewer, front, 4) if one["path"] == "/_stcore/health"]
    return {one["replica"] for one in asked} - {""}


def written(viewer: Viewer, front: proxy.Proxy, health: int) -> list[dict[str, str]]:
    """The lines of nginx's log, once it has written down so many questions after the health.

    It keeps lines back for up to half a second, and then writes them all.
    """
    for _ in range(3_000):  # frames: a minute, and mostly half a second
        lines = [json.loads(line) for line in front.log.splitlines()]
        if sum(one["path"] == "/_stcore/health" for one in lines) >= health:
            return lines
        viewer.page.evaluate("() => new Promise(requestAnimationFrame)")
    raise AssertionError("nginx has not written its log")


@pytest.mark.usefixtures("cut_off")
def test_a_viewer_keeps_the_view_when_replicas_die(
    open_context: Callable[..., BrowserContext], replicas: list[Replica], front: proxy.Proxy
) -> None:
    context = open_context(viewport={"width": 1280, "height": 900}, ignore_https_errors=True)
    viewer = Viewer(context.new_page(), front.url, VIEW).open()
    viewer.page.reload()  # the first request of all had no cookie yet
    viewer.open()
    (front.folder / "log" / "ruhrmap.log").write_text("")
    [held] = asked_of(viewer, front)  # always the same one
    viewer.note()
    mine = next(one for one in replicas if held.endswith(f":{one.port}"))
    mine.kill()
    viewer.page.wait_for_function("() => rmOutage.back !== null")
    outage = viewer.outage()
    assert outage.lost and outage.dialogs == 0 and is_calm(outage.line)
    assert viewer.changed() == []
    assert "datum=2019-02-01" in viewer.steps_on()
    status, headers, body = get(f"{front.url}/daten")
    assert status == 200 and b'id="root"' in body and "Ruhrmap-Page" not in headers

    # nobody is left: what is open goes on, who comes gets the static page with the same view
    viewer.note()
    for one in replicas:
        one.kill()
    line = viewer.page.locator(".rm-connection")
    expect(line).to_contain_text("wird von selbst wiederhergestellt")
    viewer.page.locator("input.rm-slider").press("Home")
    expect(viewer.page.locator("h1.rm-sentence")).not_to_have_text(viewer.before["sentence"])
    fresh = context.new_page()
    fresh.goto(f"{front.url}/?{VIEW}")
    expect(fresh.locator(".rm-file-notice")).to_contain_text("Schnelle Fassung")
    expect(fresh.locator("[data-part=place]")).to_contain_text("Bochum")
    expect(fresh.locator(".rm-part-sentence")).to_contain_text("Seit Januar 2019 gehören 6 von 15")
    told = viewer.page.evaluate("() => rmOutage")
    assert told["dialogs"] == 0 and is_calm(told["line"]), told

    # neither nginx's words of itself nor its log of requests hold an address of a visitor
    before = sum('"/_stcore/health"' in line for line in front.log.splitlines())
    viewer.page.evaluate("() => fetch('/_stcore/health').then((answer) => answer.text())")
    written(viewer, front, before + 1)  # and with it all that came earlier
    assert "client" not in front.errors
    assert front.log and all("127.0.0.1" not in _without_replica(x) for x in front.log.splitlines())


def _without_replica(line: str) -> str:
    told = json.loads(line)
    return json.dumps({key: value for key, value in told.items() if key != "replica"})
