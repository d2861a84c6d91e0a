"""Data that change while the server runs: picked up whole and checked, or not at all."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import made
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from ruhrmap import catalog, reloading, server, site, snapshots
from ruhrmap.api.downloads import material
from ruhrmap.catalog import PackageError
from ruhrmap.export import presentation
from ruhrmap.reloading import Watch
from support import apptest, packages, wesel
from support.asgi import ask

LONG = 3600.0  # seconds: nothing that is made takes as long
UNIVERSITY = {  # joins with the Kreis Wesel (support.wesel), and is no territory
    "members": "uni-x,Universität X,University X,Uni X,university,",
    "memberships": "uni-x-1,uni-x,2027-02-01,,signing,,,P116,,",
    "evidence": "uni-x,P116,2027-02-01,joined",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A package that may be changed: a small one, or ours for what speaks of it."""
    made_folder = tmp_path / "data"
    if getattr(request, "param", "") == "ours":
        packages.copied(made_folder)
    else:
        made.write(made_folder, 4, catalog.default_path())
        change(made_folder, "as it began")
    monkeypatch.setenv(site.DATA_VARIABLE, str(made_folder))
    return made_folder


@pytest.fixture
def prepared() -> list[Path]:
    """The copies that were made ready for visitors."""
    return []


@pytest.fixture
def clock() -> list[float]:
    """The seconds of the watch's clock."""
    return [0.0]


@pytest.fixture
def watch(folder: Path, prepared: list[Path], clock: list[float]) -> Iterator[Watch]:
    made = Watch(prepared.append, lambda: clock[0])
    made.start()
    yield made
    made.end()


def change(folder: Path, text: str) -> None:
    """A change that is in order and can be told apart."""
    (folder / "README.md").write_text(text, "utf-8")


def looked_at(watch: Watch) -> bool:
    """Whether something new is shown after the two looks that a change needs."""
    return not watch.look() and watch.look()


def shown_readme() -> str:
    return (site.data_path() / "README.md").read_text("utf-8")


def loaders(visit: AppTest) -> set[str]:
    return {element.proto.js_content for element in apptest.components(visit)}


@pytest.fixture
def only_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    """One copy is shown at a time: the first change takes it from who has it, not the third."""
    monkeypatch.setattr(site, "KEPT", 1)


def test_what_is_shown_is_a_copy_that_nobody_writes_into(folder: Path, watch: Watch) -> None:
    before = shown_readme()
    change(folder, "half of a sen")
    assert shown_readme() == before
    assert site.data_path() != folder == site.configured_path()


def test_changed_data_are_shown_once_they_stay_as_they_are(
    folder: Path, watch: Watch, prepared: list[Path]
) -> None:
    assert not watch.look(), "nothing changed"
    change(folder, "one")
    assert not watch.look(), "somebody may still be writing"
    change(folder, "two")
    assert not watch.look(), "and was"
    assert watch.look()
    assert shown_readme() == "two"
    assert prepared[-1] == site.data_path(), "no visitor waits for it"
    assert not watch.look() and not watch.look(), "it is taken once"
    assert reloading.state().taken == 2
    assert not reloading.state().is_behind


@pytest.mark.parametrize("folder", ["ours"], indirect=True)
def test_an_accession_is_on_the_map_without_a_restart(folder: Path, watch: Watch) -> None:
    assert "kreis-wesel" not in site.current().catalog.members
    wesel.enter(folder)
    assert looked_at(watch)
    assert "kreis-wesel" in site.current().catalog.members
    assert site.current().limits.last == site.current().catalog.data_date


@pytest.mark.parametrize("damage", ["broken", "truncated", "gone", "no folder"])
def test_broken_data_leave_the_last_good_ones_in_place(
    folder: Path, watch: Watch, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    good = site.current()
    table = folder / "memberships.csv"
    body = table.read_bytes()
    if damage == "broken":
        table.write_bytes(body + b"somebody,31.01.2019\n")
    elif damage == "truncated":
        table.write_bytes(body[: len(body) // 2])
    elif damage == "gone":
        table.unlink()
    else:
        folder.rename(folder.with_name("elsewhere"))
    with caplog.at_level(logging.ERROR, "ruhrmap.data"):
        assert not looked_at(watch)
    assert site.current() is good
    assert reloading.state().is_behind
    (told,) = [one.msg for one in caplog.records if isinstance(one.msg, dict)]
    assert (told["event"], told["shown"]) == ("data refused", "the last good data")
    assert ("memberships.csv" if damage != "no folder" else str(folder)) in told["told"][0]

    caplog.clear()
    assert not watch.look() and not watch.look()
    assert not caplog.records, "it is told once, not at each look"

    if damage == "no folder":
        folder.with_name("elsewhere").rename(folder)
    table.write_bytes(body)
    assert not looked_at(watch), "it is what is shown already"
    assert not reloading.state().is_behind
    assert site.current() is good


def test_a_fault_of_ours_leaves_the_last_good_data_and_is_told(
    folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = shown_readme()

    def fails(_: Path) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(watch, "_prepare", fails)
    change(folder, "new")
    assert not looked_at(watch)
    assert shown_readme() == before
    assert "ZeroDivisionError: of ours" in reloading.state().reason
    assert "Traceback" in caplog.text


def test_what_only_the_machine_was_to_blame_for_is_tried_again(
    folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """No file changes when a full disk has room again, or somebody gives the right to read."""

    def full(*_: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "take", full)
        change(folder, "new")
        assert not looked_at(watch) and not watch.look()
    assert reloading.state().refused == 1
    assert caplog.text.count("No space left") == 1, "it is told once"
    assert watch.look()
    assert shown_readme() == "new"
    assert not reloading.state().is_behind


def test_copies_are_not_cleared_out_while_they_are_shown(watch: Watch) -> None:
    """systemd-tmpfiles leaves alone what is locked; the rest goes after ten days unread."""
    folder = os.open(site.data_path().parent, os.O_RDONLY)
    try:
        with pytest.raises(BlockingIOError):
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        watch.end()
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(folder)


def test_a_server_that_starts_on_broken_data_says_so_and_recovers(
    folder: Path, prepared: list[Path]
) -> None:
    table = folder / "members.csv"
    body = table.read_bytes()
    table.write_bytes(b"")
    watch = Watch(prepared.append)
    try:
        watch.start()
        with pytest.raises(PackageError) as told:
            site.current()
        assert "members.csv" in {one.file for one in told.value.findings}
        table.write_bytes(body)
        assert looked_at(watch)
        assert site.current().catalog.territories
    finally:
        watch.end()
    assert site.data_path() == folder


@pytest.mark.parametrize("folder", ["ours"], indirect=True)
def test_a_visit_keeps_its_data_and_is_told_of_newer_ones(folder: Path, watch: Watch) -> None:
    visit = apptest.app()
    began = apptest.scripts(visit)
    assert not apptest.part(visit, "newer")["content"]["outdated"]

    wesel.enter(folder)
    assert looked_at(watch)
    visit.run()
    assert not visit.exception
    assert apptest.scripts(visit) == began
    newer = apptest.part(visit, "newer")["content"]
    assert newer["outdated"]
    assert "neuere Daten, Stand 3. Februar 2027" in str(newer["blocks"])

    newcomer = apptest.app()
    assert not apptest.part(newcomer, "newer")["content"]["outdated"]
    assert apptest.scripts(newcomer) != apptest.scripts(visit)
    # Streamlit keeps one a component, and another visitor may be drawn before it is sent
    assert loaders(newcomer) == loaders(visit)


def test_a_visit_through_many_changes_is_shown_the_newest_in_the_end(
    folder: Path, watch: Watch
) -> None:
    visit = apptest.app()
    for number in range(4):
        change(folder, f"text {number}")
        assert looked_at(watch)
        visit.run()
        assert not visit.exception
    assert apptest.scripts(visit) == apptest.scripts(apptest.app())


@pytest.mark.parametrize("folder", ["ours"], indirect=True)
def test_files_of_a_page_that_is_open_are_still_served(folder: Path, watch: Watch) -> None:
    name = site.current().assets.page_js.name
    wesel.enter(folder)
    assert looked_at(watch)
    assert site.current().assets.page_js.name != name
    assert server._find(name) is not None


def test_copies_do_not_pile_up(folder: Path, watch: Watch, clock: list[float]) -> None:
    for number in range(4):
        change(folder, f"text {number}")
        assert looked_at(watch)
    clock[0] += LONG
    watch.look()
    assert len(list(site.data_path().parent.iterdir())) == 3
    place = site.data_path().parent
    watch.end()
    assert not place.exists()


@pytest.mark.usefixtures("only_newest")
def test_what_has_begun_with_a_copy_is_made_of_it_to_the_end(
    folder: Path, watch: Watch, clock: list[float]
) -> None:
    began = site.current()
    change(folder, "new")
    assert looked_at(watch)
    # as a thread of /praesentation does that had to wait: nothing of it was read before
    assert presentation.write(material(began.folder)).startswith(b"<!DOCTYPE html>")
    clock[0] += LONG
    watch.look()
    assert not began.folder.exists()


@pytest.mark.usefixtures("only_newest")
def test_a_copy_that_comes_back_is_not_taken_away(
    folder: Path, watch: Watch, clock: list[float]
) -> None:
    began = site.data_path()
    for text in ("new", "as it began"):
        change(folder, text)
        assert looked_at(watch)
    clock[0] += LONG
    watch.look()
    assert site.data_path() == began
    assert shown_readme() == "as it began"


def test_a_copy_that_is_refused_when_it_comes_back_stays_for_who_has_it(
    folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = site.data_path()
    change(folder, "one")
    assert looked_at(watch)

    def fails(_: Path) -> None:
        raise MemoryError

    monkeypatch.setattr(watch, "_prepare", fails)
    change(folder, "as it began")
    assert not looked_at(watch)
    assert began.is_dir(), "visitors who came then go on with it"


def test_a_request_is_answered_from_one_package(
    folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Newer data may come between any two lines of an answer."""
    app = Starlette(routes=server.routes())
    asked = [
        "/datapackage.json",
        "/api/v1/coverage",
        "/api/v1/download?format=csv",
        "/vorschau.png",
    ]
    once = [*asked, "/einbetten", "/api/v1/openapi.json", "/data/README.md"]
    seen: list[Path] = []
    data_path = site.data_path

    def counted() -> Path:
        seen.append(data_path())
        return seen[-1]

    monkeypatch.setattr(site, "data_path", counted)
    for address in once:
        seen.clear()
        assert ask(app, address).status == 200, address
        assert len(seen) == 1, address


@pytest.mark.usefixtures("only_newest")
@pytest.mark.parametrize("folder", ["ours"], indirect=True)
def test_a_visit_whose_place_and_day_are_gone_goes_on_without_them(
    folder: Path, watch: Watch
) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.*")}
    wesel.enter(folder)
    for table, row in UNIVERSITY.items():
        with (folder / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(f"{row}\n")
    assert looked_at(watch)
    visit = apptest.app(ort="uni-x", datum="2027-02-02")
    assert not visit.exception
    assert apptest.address(visit)["ort"] == "uni-x"
    for name, body in before.items():
        (folder / name).write_bytes(body)
    assert looked_at(watch)
    visit.run()
    assert not visit.exception
    assert apptest.scripts(visit) == {site.current().assets.page_js.path}
    assert apptest.address(visit) == {"datum": "2026-11-21", "ebene": "gemeinden"}


def test_a_look_that_fails_is_told_and_not_the_last(
    folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("RUHRMAP_RELOAD", "0.01")
    looked: list[int] = []

    async def scene() -> None:
        again = asyncio.Event()
        loop = asyncio.get_running_loop()

        def look() -> bool:
            looked.append(1)
            if len(looked) > 1:
                loop.call_soon_threadsafe(again.set)
            raise ZeroDivisionError("of ours")

        monkeypatch.setattr(watch, "look", look)
        async with watch.going_on(), asyncio.timeout(10):
            await again.wait()

    place = site.data_path().parent
    asyncio.run(scene())
    assert "look failed" in caplog.text
    assert not place.exists(), "the copies are taken away all the same"
