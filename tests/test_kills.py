"""Whatever ends or refuses a run between any two calls, its files are the old or the new ones."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from ruhrmap import catalog, checks
from ruhrmap.boundaries import building
from ruhrmap.boundaries.findings import BoundaryError
from ruhrmap.cli import main
from ruhrmap.export import writing
from ruhrmap.export.writing import NotWrittenError
from ruhrmap.package import FILES, exchange, whole
from support import packages
from support.killing import Ending, How, Refusal, endings, in_a_child

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")

PROPOSAL = """
format = 1
title = "Kreis Wesel ist dabei"
publisher = "Kreis Wesel"
released = "2026-09-02"
signed = "2026-09-01"
kind = "accession"
medium = "press_release"
[[accessions]]
key = "05170"
representation = "stated"
"""
ENTERED = "1.1.0"

State = dict[str, bytes]


def content(folder: Path) -> State:
    """Every file in the folder, hidden ones and leftovers among them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, body in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is one: a disk takes 100 ms for each try."""
    memory = Path("/dev/shm")
    usable = memory if os.access(memory, os.W_OK) else tmp_path_factory.mktemp("kills")
    with TemporaryDirectory(dir=usable) as made:
        yield Path(made) / "work"


@pytest.fixture(scope="module")
def halfway(folder: Path) -> State:
    """Every file has its new name, and the exchange still does not count."""
    put(folder, OLD)
    states = []
    for _ in endings(lambda: exchanged(folder), folder, How.KILLED):
        if exchange.is_unfinished(folder):
            states.append(content(folder))
        put(folder, OLD)
    assert (states[-1]["a.csv"], states[-1]["geo/c.json"]) == (NEW["a.csv"], NEW["geo/c.json"])
    return states[-1]


@dataclass(frozen=True)
class Write:
    """A way of writing: what is there before and after, and how it looks to a reader."""

    old: State
    new: State
    run: Callable[[Path], object]
    refusal: Refusal = OSError
    seen: Callable[[Path], State] = content

    def tried(self, folder: Path, how: How) -> int:
        """Strike at each call; the number of calls."""
        put(folder, self.old)
        turned, step = [], 0
        for step, ended in endings(lambda: self.run(folder), folder, how, self.refusal):
            seen = self.seen(folder)
            assert seen in (self.old, self.new), (step, ended, content(folder))
            if ended is Ending.REFUSED and how is not How.GONE:
                assert seen == self.old, step  # an error says that nothing was done
            if ended is Ending.DONE:
                assert seen == self.new, step
            turned.append(seen == self.new)
            self.run(folder)
            assert content(folder) == self.new, step  # and nothing else is left
            put(folder, self.old)
        if how not in ERRORS:
            assert turned == sorted(turned)  # it turns once, and for good
        return step


ERRORS = (How.FULL, How.GONE)
OLD: State = {"a.csv": b"1\n", "b.csv": b"2\n", "geo/c.json": b"{}"}
NEW: State = {"a.csv": b"1\n1\n", "b.csv": b"2\n", "d.csv": b"new", "geo/c.json": b"{1}"}
GEO: State = dict.fromkeys(building.FILES.values(), b"new")


def whole_files(folder: Path) -> State:
    """What a reader sees, who may not write."""
    return dict(whole.read(folder, {**OLD, **NEW}))


def exchanged(folder: Path) -> None:
    """From what a reader sees to the new files, as ``press add`` does."""
    exchange.recover_alone(folder)
    exchange.exchange(folder, whole_files(folder), NEW)


def visible(folder: Path) -> State:
    """The files that are shown to who lists the folder: a person who asked for one."""
    return {name: body for name, body in content(folder).items() if not name.startswith(".")}


def in_package(folder: Path) -> State:
    """As the readers of a package see its boundaries."""
    return dict(whole.read(folder, ("datapackage.json", *(f"geo/{name}" for name in GEO))))


_PACKED = {"datapackage.json": b"{}"}
WRITES = {
    "exchange": Write(OLD, NEW, exchanged, (OSError, whole.UnsettledError), whole_files),
    "build-geo": Write(
        {**_PACKED, **{f"geo/{name}": b"old" for name in GEO}},
        {**_PACKED, **{f"geo/{name}": b"new" for name in GEO}},
        lambda folder: building._write(folder / "geo", GEO),
        BoundaryError,
        in_package,
    ),
    "file": Write(
        {"a.pdf": b"old"},
        {"a.pdf": b"new" * 9999},
        lambda folder: writing.write(folder / "a.pdf", b"new" * 9999),
        NotWrittenError,
        visible,
    ),
    "folder": Write(
        {},
        {f"made/{name}": body for name, body in NEW.items()},
        lambda folder: (folder / "made").exists() or writing.write_folder(folder / "made", NEW),
        NotWrittenError,
        visible,
    ),
}


@pytest.mark.parametrize(
    ("name", "how"),
    [
        *(("exchange", how) for how in How if how is not How.KILLED),  # POWER loses more
        *(("build-geo", how) for how in (How.KILLED, How.FULL)),
        *((name, how) for name in ("file", "folder") for how in (How.POWER, How.FULL)),
    ],
)
def test_files_are_all_old_or_all_new(folder: Path, name: str, how: How) -> None:
    assert WRITES[name].tried(folder, how) >= {"file": 9, "folder": 20}.get(name, 40)


@pytest.mark.parametrize("how", [How.POWER, How.GONE])
def test_to_put_back_may_be_cut_off_as_well(folder: Path, halfway: State, how: How) -> None:
    put(folder, halfway)
    for step, _ in endings(lambda: exchange.recover_alone(folder), folder, how):
        assert whole_files(folder) == OLD, step
        exchange.recover_alone(folder)
        assert content(folder) == OLD, step
        put(folder, halfway)


def test_who_reads_while_it_is_written_sees_old_or_new(folder: Path) -> None:
    """A reader is not stopped by the lock, and begins anew when files change under it."""
    put(folder, OLD)
    states = [OLD, NEW] * 15
    child = os.fork()
    if child == 0:
        code = 1
        try:
            for before, after in pairwise(states):
                exchange.exchange(folder, before, {**after, "d.csv": after.get("d.csv", b"none")})
                if "d.csv" not in after:
                    (folder / "d.csv").unlink()
            code = 0
        finally:
            os._exit(code)
    seen = set()
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        found = whole_files(folder)
        found.pop("d.csv", None)
        seen.add(tuple(found.items()))
    own = [tuple((n, b) for n, b in one.items() if n != "d.csv") for one in (OLD, NEW)]
    assert {tuple(sorted(one)) for one in seen} <= {tuple(sorted(one)) for one in own}
    assert seen


class TestCutOffAndThenEdited:
    """Whoever changes a file by hand after a run was cut off loses nothing."""

    @pytest.fixture
    def half(self, folder: Path, halfway: State) -> Path:
        put(folder, halfway)
        return folder

    def test_it_is_told_and_neither_is_thrown_away(self, half: Path) -> None:
        (half / "a.csv").write_bytes(b"by hand")
        before = content(half)
        for read in (whole_files, exchange.recover_alone, exchanged):
            with pytest.raises(exchange.EditedError) as raised:
                read(half)
            assert raised.value.name == "a.csv"
        assert content(half) == before
        assert before[".ruhrmap-exchange/old/a.csv"] == OLD["a.csv"]

    def test_old_files_put_back_by_hand_count(self, half: Path) -> None:
        for name, body in OLD.items():
            (half / name).write_bytes(body)
        assert whole_files(half) == OLD
        exchanged(half)
        assert content(half) == NEW

    def test_a_record_that_is_none_is_told(self, half: Path) -> None:
        for record in (b"[]", b"{", b'{"a.csv": 3}'):
            (half / ".ruhrmap-exchange/record.json").write_bytes(record)
            with pytest.raises(exchange.EditedError):
                whole_files(half)

    def test_who_may_not_read_the_old_files_is_told(
        self, half: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = Path.read_bytes

        def refused(path: Path) -> bytes:
            if path.name == "record.json":
                raise PermissionError(errno.EACCES, "no")
            return real(path)

        monkeypatch.setattr(Path, "read_bytes", refused)
        with pytest.raises(whole.UnsettledError):
            whole_files(half)


class TestPressAdd:
    @pytest.fixture
    def data(self, tmp_path: Path) -> Path:
        return packages.copied(tmp_path / "data")

    @pytest.fixture
    def command(self, data: Path, tmp_path: Path) -> list[str]:
        proposal = tmp_path / "v.toml"
        proposal.write_text(PROPOSAL, "utf-8")
        return ["press", "add", str(proposal), "--data", str(data), "--today", "2026-12-01"]

    def test_the_command_writes_through_the_exchange_alone(
        self, data: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """So what holds of the exchange at each call holds of the command."""
        monkeypatch.setattr(exchange, "exchange", lambda *_: [])

        def looked_at() -> set[tuple[Path, int, int]]:
            found = ((path, path.stat()) for path in data.rglob("*"))
            return {(path, about.st_ino, about.st_ctime_ns) for path, about in found}

        before = looked_at()
        assert main(command) == 0
        assert looked_at() == before

    def cut_off(self, data: Path, command: list[str]) -> None:
        """The command, killed when members.csv has its new content and others do not."""
        real = Path.replace

        def last(path: Path, target: Path) -> Path:
            moved = real(path, target)
            if path.name == "members.csv":
                os._exit(Ending.KILLED.value)
            return moved

        def killed() -> None:
            Path.replace = last  # type: ignore[assignment, method-assign]
            main(command)

        before = (data / "members.csv").read_bytes()
        assert in_a_child(killed) is Ending.KILLED
        assert (data / "members.csv").read_bytes() != before

    def test_killed_midway_the_old_data_are_read_and_the_next_run_completes(
        self, data: Path, command: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        old = {name: (data / name).read_bytes() for name in FILES}
        self.cut_off(data, command)
        assert catalog.load(data).version == "1.0.0"
        assert dict(whole.read(data, FILES)) == old
        capsys.readouterr()
        assert main(command) == 0
        assert "mittendrin abgebrochen" in capsys.readouterr().out
        assert catalog.load(data).version == ENTERED
        assert [path.name for path in data.iterdir() if path.name.startswith(".")] == []

    def test_edited_after_it_was_cut_off_is_one_clear_line(
        self, data: Path, command: list[str], capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.cut_off(data, command)
        with (data / "members.csv").open("a") as file:
            file.write("\n")
        assert main(command) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "members.csv von Hand geändert" in said
        (found,) = (one for one in checks.run(data).errors if one.code == "exchange_edited")
        assert found.file == "members.csv"
