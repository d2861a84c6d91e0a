"""Data that change while the server runs: picked up whole and checked, or not at all."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks import made

from ruhrmap import catalog, reloading, server, site
from ruhrmap.catalog import PackageError
from ruhrmap.reloading import Watch
from support import apptest, packages, wesel


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
def watch(folder: Path, prepared: list[Path]) -> Iterator[Watch]:
    made = Watch(prepared.append)
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


def test_copies_do_not_pile_up(folder: Path, watch: Watch) -> None:
    for number in range(4):
        change(folder, f"text {number}")
        assert looked_at(watch)
    assert len(list(site.data_path().parent.iterdir())) == 3
    place = site.data_path().parent
    watch.end()
    assert not place.exists()
