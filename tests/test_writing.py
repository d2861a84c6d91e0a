"""A file is written whole or not at all, and every refusal of the system has a name."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from ruhrmap.cli import main
from ruhrmap.export import writing
from ruhrmap.export.writing import NotWrittenError, Problem

BODY = b"new" * 100_000


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def refused(path: Path, body: bytes = BODY) -> NotWrittenError:
    with pytest.raises(NotWrittenError) as raised:
        writing.write(path, body)
    return raised.value


def failing(error: BaseException) -> Any:
    def fail(*_: object, **__: object) -> NoReturn:
        raise error

    return fail


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A file that has the name already."""
    path = tmp_path / "ruhr.png"
    path.write_bytes(b"old")
    return path


def is_as_before(path: Path) -> bool:
    return path.read_bytes() == b"old" and names(path.parent) == [path.name]


def test_the_whole_file_takes_the_place_of_the_old_one(there: Path) -> None:
    there.chmod(0o640)
    writing.write(there, BODY)
    assert there.read_bytes() == BODY
    assert stat.S_IMODE(there.stat().st_mode) == 0o640
    assert names(there.parent) == [there.name]


def test_a_link_keeps_leading_to_its_file(there: Path) -> None:
    link = there.with_name("link.png")
    link.symlink_to(there.name)
    writing.write(link, BODY)
    assert link.is_symlink()
    assert there.read_bytes() == BODY


def test_a_device_is_written_to_as_it_is() -> None:
    writing.write(Path("/dev/null"), BODY)
    assert not Path("/dev/null").is_file()
    assert refused(Path("/dev/full")).problem is Problem.FULL


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, Problem.FULL),
        (errno.EDQUOT, Problem.FULL),
        (errno.EROFS, Problem.READ_ONLY),
        (errno.EACCES, Problem.FORBIDDEN),
        (errno.EIO, Problem.OTHER),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_whatever_the_system_refuses_nothing_is_left(
    there: Path, monkeypatch: pytest.MonkeyPatch, number: int, problem: Problem, step: str
) -> None:
    error = failing(OSError(number, os.strerror(number)))
    if step == "fsync":
        monkeypatch.setattr(os, "fsync", error)
    else:
        monkeypatch.setattr(Path, "replace", error)
    told = refused(there)
    assert (told.problem, told.reason) == (problem, os.strerror(number))
    assert is_as_before(there)


@pytest.mark.parametrize("step", ["fsync", "chmod"])
def test_ctrl_c_leaves_nothing(there: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    monkeypatch.setattr(os, step, failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        writing.write(there, BODY)
    assert is_as_before(there)


def test_a_file_that_would_be_too_large_leaves_nothing(there: Path) -> None:
    """The system itself refuses, in the middle of the file."""
    script = f"""
        import resource
        from pathlib import Path
        from ruhrmap.export import writing
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            writing.write(Path({str(there)!r}), b"new" * 100_000)
        except writing.NotWrittenError as error:
            print(error.problem.value)
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, check=True, text=True
    )
    assert ended.stdout.strip() == "too_large"
    assert is_as_before(there)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if subprocess.run(options, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_fills_up(small_disk: Path) -> None:
    path = small_disk / "ruhr.png"
    path.write_bytes(b"old")
    writing.check(path)  # nobody can know yet
    told = refused(path)
    assert (told.problem, told.path) == (Problem.FULL, small_disk)
    assert is_as_before(path)
    assert main(["export", "zip", "-o", str(path)]) == 1
    assert is_as_before(path)


@pytest.mark.parametrize("see", [writing.check, lambda path: writing.write(path, BODY)])
def test_where_no_file_can_be_is_told_early(tmp_path: Path, see: Any) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    for path, problem, about in (
        (tmp_path / "nowhere" / "a.png", Problem.NO_FOLDER, tmp_path / "nowhere"),
        (file / "a.png", Problem.NOT_A_FOLDER, file),
        (tmp_path, Problem.IS_A_FOLDER, tmp_path),
        (Path("/proc/a.png"), Problem.FORBIDDEN, Path("/proc")),
        (tmp_path / ("ä" * 200), Problem.BAD_NAME, tmp_path / ("ä" * 200)),
    ):
        with pytest.raises(NotWrittenError) as raised:
            see(path)
        assert (raised.value.problem, raised.value.path) == (problem, about)
    assert names(tmp_path) == ["file"]


def test_to_look_leaves_nothing(there: Path) -> None:
    writing.check(there)
    writing.check(Path("/dev/null"))
    assert is_as_before(there)


class TestCommand:
    def test_the_name_tells_what_is_inside(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert main(["export", "csv", "--date", "2019-12-31", "--place", "en-kreis"]) == 0
        name = "ruhrmap-gemeinden-ennepe-ruhr-kreis-2019-12-31.csv"
        length = (tmp_path / name).stat().st_size
        assert capsys.readouterr().out == f"Geschrieben: {name} ({length / 1000:.0f} kB)\n"
        (tmp_path / "folder").mkdir()
        assert main(["export", "zip", "-o", "folder", "--lang", "en"]) == 0
        assert names(tmp_path / "folder") == ["ruhrmap-data-package-1.0.0.zip"]

    def test_standard_output_takes_the_same_bytes(
        self, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        path = tmp_path / "a.xlsx"
        assert main(["export", "xlsx", "-o", str(path)]) == 0
        capfdbinary.readouterr()
        assert main(["export", "xlsx", "-o", "-"]) == 0
        assert capfdbinary.readouterr() == (path.read_bytes(), b"")

    @pytest.mark.parametrize(
        ("arguments", "code", "said"),
        [
            ([], 2, "Es fehlt, was entstehen soll. Es gibt: "),
            (["bmp"], 2, "„bmp“ gibt es nicht. Es gibt: "),
            (["csv", "--date", "2012-12-31"], 2, "von 2013-01-01 bis 2026-11-21"),
            (["csv", "--date", "gestern"], 2, "„gestern“"),
            (["csv", "--level", "kreis"], 2, "municipality, district"),
            (["csv", "--lang", "fr"], 2, "de, en"),
            (["csv", "--place", "Xanadu"], 2, "Den Ort „Xanadu“ gibt es nicht."),
            (["csv", "--place", "Mülheim"], 0, ""),
            (["csv", "--place", "Witte"], 2, "Witten (05954036)"),
            (["csv", "-o", "nowhere/a.csv"], 1, "nowhere“ gibt es nicht."),
            (["csv", "-o", "/proc/a.csv"], 1, "„/proc“ darf nicht geschrieben werden"),
            (["csv", "-o", "/dev/full"], 1, "Der Datenträger ist voll."),
        ],
    )
    def test_what_cannot_be_is_one_line(
        self,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        arguments: list[str],
        code: int,
        said: str,
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert main(["export", *arguments]) == code
        told = capsys.readouterr()
        assert said in told.err
        if code:
            assert told.out == ""
            assert told.err.count("\n") == 1
            assert names(tmp_path) == []

    def test_a_full_disk_behind_standard_output(self) -> None:
        command = [sys.executable, "-m", "ruhrmap", "export", "zip", "-o", "-"]
        with Path("/dev/full").open("wb") as full:
            ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
        assert ended.returncode == 1
        assert ended.stderr.decode() == "Der Datenträger ist voll. Es wurde nichts geschrieben.\n"

    def test_no_terminal_gets_what_would_garble_it(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        assert main(["export", "xlsx", "-o", "-"]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert "nicht zum Lesen im Terminal" in told.err
