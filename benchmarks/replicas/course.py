"""What is done to the replicas, and what came of it: one killed, all replaced, all gone, a rush."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser

from benchmarks.replicas import proxy, replica, rush, steady
from benchmarks.replicas.replica import Replica
from benchmarks.replicas.rush import Rate
from benchmarks.replicas.steady import Steady
from benchmarks.replicas.viewers import VIEWS, Outage, Viewer, is_calm, tabs
from benchmarks.servers import free_port
from ruhrmap import site
from ruhrmap.api.downloads import material
from ruhrmap.export import static_site

# Limits of the configuration that would measure themselves; the rush is let through.
UNLIMITED: Final = {
    "limit_req zone=pages burst=60 nodelay;": "",
    "limit_conn one_address 400;": "",
}
# Seconds after which nginx asks a replica again that did not answer: what ruhrmap-update waits.
SETTLE: Final = 6.0
_LINES_WRITTEN: Final = 0.7  # seconds within which nginx has written its log


@dataclass(frozen=True)
class Held:
    """What came of an event, for viewers and for the client that never stops asking.

    Attributes
    ----------
    what : str
    viewers, cut : int
        How many there were, and how many lost their connection.
    longest : float
        Seconds until the last of them was connected again.
    faults : tuple of str
        What was not as before: parts of a page, dialogs.
    asked : int
        Requests of the steady client during the event.
    failed : int
        Those of them that were not answered.
    broken : tuple of str
        Those of the failed that were promised an answer.
    static : int
        Those of them that got the static page.
    slowest : float
        Seconds that the slowest answer took.
    note : str
        What else is worth saying.
    anew : int
        Pages that were loaded anew, because another version answered: of those nothing tells
        how long they were cut off.
    """

    what: str
    viewers: int
    cut: int
    longest: float
    faults: tuple[str, ...]
    asked: int
    failed: int
    broken: tuple[str, ...]
    static: int
    slowest: float
    note: str = ""
    anew: int = 0

    @property
    def is_as_promised(self) -> bool:
        """Whether no viewer and no request lost what it was promised."""
        return not self.faults and not self.broken


@dataclass
class Front:
    """Replicas and the nginx before them."""

    replicas: list[Replica]
    nginx: proxy.Proxy

    @property
    def busiest(self) -> Replica:
        """The replica with the most connections."""
        return max((one for one in self.replicas if one.process), key=Replica.connections)


@contextmanager
def standing(count: int, folder: Path, *, limits: bool = True) -> Iterator[Front]:
    """So many replicas behind nginx, with the static page beside them."""
    replicas = [Replica(free_port(), folder / f"replica-{n}") for n in range(count)]
    place = folder / "nginx"
    place.mkdir()
    try:
        for one in replicas:
            one.start()
        for one in replicas:
            one.wait()
        more = {} if limits else UNLIMITED
        with proxy.running([one.port for one in replicas], place, more) as nginx:
            for name, body in static_site.files(material(site.data_path())).items():
                (place / "site" / name).write_bytes(body)
            yield Front(replicas, nginx)
    finally:
        for one in replicas:
            one.kill()


def kill_one(front: Front, browser: Browser, views: Sequence[str] = VIEWS) -> Held:
    """Kill the busiest replica under load; new visitors come while it is gone."""
    url = front.nginx.url
    with tabs(browser, url, tuple(views)) as viewers, steady.asking(url) as asked:
        _note(viewers)
        gone = front.busiest
        gone.kill()
        with tabs(browser, url, tuple(views[:2])) as comers:
            new = len(comers)
        held = _outcome(viewers, asked, "one of them killed (SIGKILL)")
        steps = [viewer.steps_on() for viewer in viewers if viewer.seen()["view"] == "map"]
        gone.start()
        gone.wait()
    note = (
        f"{new} of {new} new visitors got the map while it was gone; {len(steps)} of "
        f"{len(steps)} viewers of the map went on to another date"
    )
    return replace(held, note=note)


def update_all(front: Front, browser: Browser, folder: Path) -> Held:
    """Replace one replica after the other by the next version, as an update does."""
    url, sources = front.nginx.url, replica.next_version(folder / "next" / "src")
    with tabs(browser, url, VIEWS[:3]) as viewers, steady.asking(url) as asked:
        _note(viewers)
        old = viewers[0].files()  # before: whoever is there loads the new version's page by itself
        drained = []
        for one in front.replicas:
            time.sleep(SETTLE)
            drained.append(one.drain())
            one.sources = sources
            one.start()
            one.wait()
        held = _outcome(viewers, asked, "all replaced, one after the other (SIGTERM)")
        steps = [viewer.steps_on() for viewer in viewers]
        with tabs(browser, url, VIEWS[:1]) as [fresh]:
            is_new = fresh.files() != old
    note = (
        f"a replica ended within {max(drained):.1f} s of being told to; {len(steps)} of "
        f"{len(viewers)} viewers went on to another date with the new version"
    )
    faults = held.faults if is_new else (*held.faults, "the old version is still served")
    return replace(held, note=note, faults=faults)


def all_gone(front: Front, browser: Browser) -> Held:
    """Kill every replica: who is there goes on, who comes gets the static page."""
    url, view = front.nginx.url, VIEWS[0]
    with tabs(browser, url, (view,)) as [viewer]:
        viewer.note()
        with steady.asking(url) as asked:
            for one in front.replicas:
                one.kill()
            viewer.page.wait_for_function(
                "() => document.querySelector('.rm-connection').textContent"
            )
            viewer.page.locator("input.rm-slider").press("Home")
            viewer.page.wait_for_function(
                "(was) => document.querySelector('h1.rm-sentence').innerText !== was",
                arg=viewer.before["sentence"],
            )
            fresh = viewer.page.context.new_page()
            fresh.goto(f"{url}/?{view}")
            sentence = fresh.locator(".rm-part-sentence").inner_text()
            told = viewer.page.evaluate("() => rmOutage")
        faults = [] if sentence.startswith(viewer.before["sentence"]) else ["static page: view"]
        faults += ["a dialog of Streamlit"] * bool(told["dialogs"])
        faults += [] if is_calm(told["line"]) else [f"said {told['line']!r}"]
        faults += [] if asked.static else ["nobody was given the static page"]
    return Held(
        "all of them killed",
        1,
        1,
        0.0,
        tuple(faults),
        asked.count,
        len(asked.failed),
        tuple(str(one) for one in asked.failed if not one.is_promised),
        asked.static,
        steady.worst(asked.seconds),
        "the open map goes on; pages give the static one, kept answers are given still, all else "
        "is told 502",
    )


def rates(front: Front, *, seconds: int, connections: int) -> list[Rate]:
    """Requests a second, the static page first.

    A replica has room for some pages at a time and tells all others that it is full; through
    nginx those get the static page.
    """
    url, own = front.nginx.url, f"http://127.0.0.1:{front.replicas[0].port}"
    live = "live page as far as there is room"
    asked = (
        ("static page, nginx, https", f"{url}/schnell"),
        ("/einbetten, kept by nginx, https", f"{url}/einbetten"),
        ("/api/v1/coverage, kept by nginx, https", f"{url}/api/v1/coverage?date=2019-01-31"),
        (f"{live}, else static, all replicas, https", f"{url}/"),
        (f"{live}, one replica, http", f"{own}/"),
        ("/einbetten, one replica, http", f"{own}/einbetten"),
        ("/api/v1/coverage, one replica, http", f"{own}/api/v1/coverage?date=2019-01-31"),
    )
    return [
        rush.measure(
            what,
            address,
            seconds=seconds,
            connections=connections,
            may_refuse=address == f"{own}/",
        )
        for what, address in asked
    ]


def addresses_written(front: Front) -> list[str]:
    """Lines of nginx's logs that hold a visitor's address; replicas' own are none."""
    time.sleep(_LINES_WRITTEN)
    own = {f"127.0.0.1:{one.port}" for one in front.replicas}
    lines = [*front.nginx.log.splitlines(), *front.nginx.errors.splitlines()]
    bare = []
    for line in lines:
        for one in own:
            line = line.replace(one, "")
        bare.append(line)
    return [line for line in bare if "127.0.0.1" in line or "client:" in line]


def _note(viewers: Sequence[Viewer]) -> None:
    for viewer in viewers:
        viewer.note()


def _outcome(viewers: Sequence[Viewer], asked: Steady, what: str) -> Held:
    outages: list[Outage] = []
    faults: list[str] = []
    for number, viewer in enumerate(viewers, 1):
        outage = viewer.outage()
        outages.append(outage)
        faults += [f"viewer {number}: {part}" for part in viewer.changed()]
        faults += [f"viewer {number}: a dialog of Streamlit"] * bool(outage.dialogs)
        faults += [] if is_calm(outage.line) else [f"viewer {number}: said {outage.line!r}"]
    lost = [one.seconds for one in outages if one.lost]
    return Held(
        what,
        len(viewers),
        len(lost),
        max((seconds for seconds in lost if seconds is not None), default=0.0),
        tuple(faults),
        asked.count,
        len(asked.failed),
        tuple(map(str, asked.failed)),  # replicas are left: everything has an answer
        asked.static,
        steady.worst(asked.seconds),
        anew=lost.count(None),
    )
