"""Arrows between modules run one way, and the house rules that a program can see."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "ruhrmap"
LONGEST_MODULE = 400

# From the bottom up; a module may use its own layer and those below. A new module is
# placed here, so that somebody has thought about where it belongs. The rules of coverage
# need the model alone, and the check of published totals counts by them.
LAYERS = (
    {
        "dates",
        "localwords",
        "model",
        "messages",
        "wording",
        "configuration",
        "staff",
        "apart",
        "disk",
    },
    {"package", "snapshots", "coverage", "theme", "tiles", "templates", "archives", "documents"},
    {"records", "checks", "catalog", "difference"},
    {
        "delivery",
        "boundaries",
        "press",
        "outreach",
        "search",
        "address",
        "view",
        "provider",
        "chronicle",
    },
    {"ondemand", "payload", "tabulation", "licences", "assets", "timemap", "export", "picture"},
    {
        "site",
        "sitemap",
        "traces",
        "settings",
        "origins",
        "bundles",
        "latency",
        "logs",
        "metrics",
        "turns",
    },
    {"reloading"},
    {"api"},
    {"web"},
    {"shell"},
    {"server"},
    {"pages", "cli", "__main__"},
)
CORE = frozenset().union(*LAYERS[:4])
DRAWING = {"streamlit", "folium", "streamlit_folium", "branca", "xstatic"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def place(path: Path) -> str:
    """The part of the package a file belongs to: ``coverage`` for coverage/frames.py."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it the import stands."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are absolute here"
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@cache
def arrows() -> dict[str, set[str]]:
    """Which part of the package uses which others."""
    parts = {place(path) for path in MODULES} - {"__init__"}
    found: dict[str, set[str]] = {part: set() for part in parts}
    for path in MODULES:
        for name in imported(path):
            head, _, rest = name.partition(".")
            target = rest.partition(".")[0]
            if head == "ruhrmap" and target in parts and target != place(path):
                found[place(path)].add(target)
    return found


def test_every_part_has_a_layer() -> None:
    assert set(arrows()) <= frozenset().union(*LAYERS)


@pytest.mark.parametrize("part", sorted(arrows()))
def test_arrows_never_run_upwards(part: str) -> None:
    height = {name: index for index, layer in enumerate(LAYERS) for name in layer}
    upwards = {target for target in arrows()[part] if height[target] > height[part]}
    assert not upwards, f"{part} must not import {upwards}"


def test_no_circles() -> None:
    TopologicalSorter(arrows()).prepare()  # raises CycleError, which names the circle


@pytest.mark.parametrize("path", [p for p in MODULES if place(p) in CORE], ids=str)
def test_the_core_knows_no_streamlit_and_no_folium(path: Path) -> None:
    libraries = {name.partition(".")[0] for name in imported(path)}
    assert not libraries & DRAWING


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_stays_one_concept(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


def dependency_lines() -> list[str]:
    """The lines of pyproject.toml that name a dependency."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    tables = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    return [line.strip() for table in tables for line in table.splitlines()]


def name_of(requirement: str) -> str:
    """A requirement's name, as package indexes compare names."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name is not None
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def test_each_dependency_says_why() -> None:
    lines = dependency_lines()
    assert len(lines) > 10
    assert [line for line in lines if not re.search(r"\",\s+# \w+", line)] == []


def pins() -> dict[str, str]:
    """The constraints file as name -> version."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith("#")]
    return {name_of(line): line for line in named}


def test_pins_are_exact_and_hold_no_address() -> None:
    exact = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+(; [a-z_]+ [!=<>]+ ['\"][^'\"/]+['\"])?")
    assert [line for line in pins().values() if not exact.fullmatch(line)] == []


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {
        name_of(requirement)
        for requirements in (
            project["build-system"]["requires"],
            project["project"]["dependencies"],
            *project["project"]["optional-dependencies"].values(),
        )
        for requirement in requirements
    }
    assert wanted <= set(pins())


@pytest.mark.parametrize("name", ["script/server", "script/test", "script/check", ".ci/run"])
def test_scripts_can_be_run(name: str) -> None:
    script = ROOT / name
    assert script.stat().st_mode & 0o111, "not executable"
    assert script.read_text("utf-8").startswith("#!/usr/bin/env bash\n")
    subprocess.run(["bash", "-n", script], check=True)


def written_in(path: Path) -> list[str]:
    """What a file makes the machine read: of a module its strings, without docstrings."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return [text]
    nodes = list(ast.walk(ast.parse(text)))
    prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    constants = [n for n in nodes if isinstance(n, ast.Constant) and id(n) not in prose]
    return [n.value for n in constants if isinstance(n.value, str)]


def test_no_address_of_another_host_is_loaded() -> None:
    # Links for readers stand in the data; scripts, styles and options name no host at all.
    # names of vocabularies, never fetched
    allowed = {"www.w3.org", "schema.org", "purl.org", "schemas.openxmlformats.org"}
    files = [ROOT / "app.py", *(ROOT / ".streamlit").iterdir()]
    files += [p for kind in ("py", "js", "css", "toml") for p in PACKAGE.rglob(f"*.{kind}")]
    found = {
        (path.name, host)
        for path in files
        for text in written_in(path)
        for host in re.findall(r"https?://([\w.-]+)", text)
        if host not in allowed
    }
    assert found == set()


def test_streamlit_shows_the_colours_of_our_theme() -> None:
    from ruhrmap import theme

    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    for mode, palette in theme.PALETTES.items():
        assert options[mode] == {
            "primaryColor": palette.control,
            "backgroundColor": palette.page,
            "secondaryBackgroundColor": options[mode]["secondaryBackgroundColor"],
            "textColor": palette.text,
            "linkColor": palette.link,
            "borderColor": palette.rule,
        }


def test_streamlit_asks_nobody_on_the_net() -> None:
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert options["browser"]["gatherUsageStats"] is False
    # Unset, a headless server asks an address service for its own address.
    assert options["browser"]["serverAddress"] == "localhost"
    assert "fontFaces" not in options["theme"]
    assert ":" not in options["theme"]["font"]  # "name:address" would load a font
