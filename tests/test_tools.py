"""The programs that tests lean on: found, installed where it can be, else named in one line.

The scripts run with a PATH that holds only a few tools and a package manager that is played.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support import tools

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.skipif(
    sys.platform == "darwin", reason="what macOS has under /Applications is not on the PATH"
)
# What the scripts call besides what the shell itself can do.
PLAIN = ("bash", "cat", "dirname", "env", "ln", "mktemp", "rm", "sh", "tail")

APT = """#!/bin/sh
echo "$*" >> "{here}/asked"
case "$*" in *install*"{refused}"*) echo "E: Unable to locate package"; exit 100 ;; esac
case "$*" in
  *firefox-esr*) brought="firefox-esr" ;;
  *poppler-utils*) brought="pdftoppm pdffonts" ;;
  *libreoffice-impress*) brought="soffice" ;;
  *zbar-tools*) brought="zbarimg" ;;
  *nginx-light*) brought="nginx" ;;
  *"curl "*) brought="curl" ;;
  *faketime*) brought="faketime" ;;
  *systemd*) brought="systemd-analyze" ;;
esac
for name in $brought; do ln -s "{here}/bin/works" "{here}/bin/$name"; done
"""


class Machine:
    """A machine with next to nothing on its PATH."""

    def __init__(self, here: Path) -> None:
        self.here = here
        self.bin = here / "bin"
        self.bin.mkdir()
        for name in PLAIN:
            found = shutil.which(name)
            assert found is not None, name
            (self.bin / name).symlink_to(found)
        self.add("works", "#!/bin/sh\necho 1.0\n")
        self.add("id", "#!/bin/sh\necho 1000\n")

    def add(self, name: str, text: str) -> Path:
        program = self.bin / name
        program.write_text(text)
        program.chmod(0o755)
        return program

    def with_apt(self, refused: str = "nothing at all") -> Machine:
        """Root, and a package manager that has all packages but one."""
        self.add("id", "#!/bin/sh\necho 0\n")
        self.add("apt-get", APT.format(here=self.here, refused=refused))
        return self

    @property
    def asked(self) -> list[str]:
        """What the package manager was asked for."""
        written = self.here / "asked"
        return written.read_text().splitlines() if written.exists() else []

    def look(self, **environment: str) -> tuple[str, list[str]]:
        """What the scripts name as Firefox, and what they say to the person."""
        script = (
            ". script/setup.sh; . script/chromium.sh; . script/tools.sh; . script/firefox.sh\n"
            'look_for_firefox; look_for_tools; printf "%s" "$RUHRMAP_FIREFOX"'
        )
        ended = subprocess.run(
            [self.bin / "bash", "-c", script],
            cwd=ROOT,
            env={"PATH": str(self.bin), "TMPDIR": str(self.here), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout, ended.stderr.splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_without_a_package_manager_each_missing_program_is_named(machine: Machine) -> None:
    firefox, said = machine.look()
    assert firefox == ""
    assert [line.split()[:2] for line in said] == [
        ["No", name] for name in ("Firefox", *tools.PACKAGES)
    ]


def test_what_is_missing_is_installed_and_then_nothing_is_said(machine: Machine) -> None:
    machine.with_apt()
    firefox, said = machine.look()
    assert Path(firefox) == machine.bin / "firefox-esr"
    packages = ["firefox-esr", "poppler-utils", "libreoffice-impress", "zbar-tools", "nginx-light"]
    packages += ["curl", "faketime", "systemd"]
    assert said == [f"Installing the package {package} ..." for package in packages]
    assert machine.asked[0].startswith("update")
    assert [line.split()[0] for line in machine.asked[1:]] == ["install"] * len(packages)
    assert all("--no-install-recommends" in line for line in machine.asked[1:])

    asked = list(machine.asked)
    assert machine.look() == (firefox, [])
    assert machine.asked == asked


@pytest.mark.parametrize("package", ["firefox-esr", "poppler-utils", "zbar-tools"])
def test_a_package_that_cannot_be_had_is_tried_once_and_said(
    machine: Machine, package: str
) -> None:
    machine.with_apt(refused=package)
    _, said = machine.look()
    assert f"The package {package} could not be installed: E: Unable to locate package" in said
    assert any(line.startswith("No ") and package in line for line in said)
    assert len([line for line in machine.asked if package in line]) == 1


def test_a_firefox_that_does_not_run_is_none(machine: Machine) -> None:
    stub = machine.add("firefox", "#!/bin/sh\nexit 1\n")
    firefox, said = machine.look(RUHRMAP_FIREFOX=str(stub))
    assert firefox == ""
    assert said[0].startswith("No Firefox")


def test_the_firefox_that_is_named_goes_first(machine: Machine) -> None:
    machine.add("firefox-esr", "#!/bin/sh\necho 1.0\n")
    mine = machine.add("mine", "#!/bin/sh\necho 1.0\n")
    assert machine.look(RUHRMAP_FIREFOX=str(mine))[0] == str(mine)


def test_nothing_is_left_behind(machine: Machine) -> None:
    machine.look()
    assert [path.name for path in machine.here.iterdir()] == ["bin"]


def test_a_test_without_its_program_is_skipped_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match="no zbarimg here: install zbar-tools"):
        tools.path_of("zbarimg")


def test_tests_and_scripts_have_the_same_list() -> None:
    programs = {"pdftoppm", "pdffonts", "soffice", "zbarimg", "nginx"}
    assert set(tools.PACKAGES) == programs | {"curl", "faketime", "systemd-analyze"}
    with pytest.raises(KeyError):
        tools.path_of("bash")
