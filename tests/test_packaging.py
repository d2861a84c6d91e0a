"""An installed copy runs from an empty folder like the checkout does.

The wheel is built and installed without a network; its new environment sees the
dependencies of this one and nothing of the checkout.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import urllib.request
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.server import ROOT, free_port, running


@dataclass(frozen=True)
class Installed:
    """A copy in an environment of its own, run from an empty folder."""

    python: Path
    folder: Path

    def command(self, *arguments: str) -> list[str]:
        return [str(self.python.with_name("ruhrmap")), *arguments]

    def run(self, command: Sequence[str]) -> str:
        ended = subprocess.run(
            command, cwd=self.folder, env=environment(), capture_output=True, check=False
        )
        assert ended.returncode == 0, ended.stderr.decode()
        return ended.stdout.decode()


def environment() -> dict[str, str]:
    """The variables of this process, without what would lead back into the checkout."""
    return {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "RUHRMAP_DATA"}}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    build = [sys.executable, "-m", "pip", "wheel", *options, str(ROOT)]
    ended = subprocess.run(build, env=environment(), capture_output=True, check=False)
    assert ended.returncode == 0, ended.stderr.decode()
    (built,) = folder.glob("ruhrmap-*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    base = tmp_path_factory.mktemp("installed")
    venv = base / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = venv / "bin" / "python"
    # Paths in a .pth file are looked through for modules, not for further .pth files: the
    # checkout, which the test environment knows by such a file, stays out of sight.
    site = subprocess.check_output(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
    )
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site.strip(), "dependencies.pth").write_text("\n".join(sorted(paths)) + "\n")
    install = ["install", "--no-index", "--no-deps", "--ignore-installed", str(wheel)]
    ended = subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), *install],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    folder = base / "empty"
    folder.mkdir()
    return Installed(python, folder)


def test_the_wheel_carries_data_entry_options_and_texts(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    data = {f"ruhrmap/data/{p.relative_to(ROOT / 'data')}" for p in (ROOT / "data").rglob("*.*")}
    assert len(data) > 10
    assert data <= names
    assert {"ruhrmap/app.py", "ruhrmap/streamlit.toml", "ruhrmap/pages/main.py"} <= names
    assert "ruhrmap/operator.example.toml" in names
    assert {"ruhrmap/locales/de/cli.po", "ruhrmap/locales/en/cli.po"} <= names
    assert any(name.startswith("ruhrmap/frontend/") for name in names)
    assert not [name for name in names if "test" in name or "__pycache__" in name]


def test_it_is_the_copy_that_runs(installed: Installed) -> None:
    code = "import ruhrmap; print(ruhrmap.__file__)"
    found = installed.run([str(installed.python), "-c", code])
    assert Path(found.strip()).is_relative_to(installed.python.parents[1])


def test_check_from_an_empty_folder(installed: Installed) -> None:
    assert "Keine Fehler" in installed.run(installed.command("check"))


def test_status_from_an_empty_folder(installed: Installed) -> None:
    answer = json.loads(installed.run(installed.command("status", "--json")))
    assert answer["counts"]["districts"] == 14


def test_serve_from_an_empty_folder(installed: Installed, page: Page) -> None:
    port = free_port()
    command = installed.command("serve", "--port", str(port), "--no-browser")
    with running(command, port, cwd=installed.folder, env={"PYTHONPATH": ""}) as server:
        with urllib.request.urlopen(server.url) as answer:
            assert answer.status == 200
            assert b'<html lang="de"' in answer.read()
        # The shell says little: the page itself must appear, with our options in force.
        page.goto(server.url)
        expect(page.get_by_text("RuhrFutur").first).to_be_visible(timeout=30_000)
        page.close()  # before the server goes, or the page complains about it
    assert list(installed.folder.iterdir()) == []
