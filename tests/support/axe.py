"""Axe-core in every document of a page, and the findings that are accepted.

The package axe-playwright-python carries axe itself, so nothing is fetched. Each document
is looked at by itself, the map's frame as strictly as the page.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Frame, Page

ACCEPTED_FILE = Path(__file__).parents[1] / "axe_accepted.toml"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_RUN = """([tags, parts]) => axe.run(parts.length ? parts : document, {
  runOnly: tags, iframes: false, resultTypes: ["violations"] })"""
_WILDCARD = re.compile(r"\*|\^=|\$=|~=|\|=|:is\(|:where\(|:has\(|:not\(|,")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One element that breaks one rule."""

    rule: str
    selector: str
    told: str = ""

    def __str__(self) -> str:
        return f"{self.rule} at {self.selector}: {self.told}"


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry of the list of accepted findings."""

    page: str
    rule: str
    selector: str
    reason: str
    gap: str


def findings(page: Page, parts: Iterable[str] = ()) -> list[Finding]:
    """What axe finds in the page and in each frame of it, or in some parts of the page alone."""
    found: list[Finding] = []
    wanted = list(parts)
    for part in wanted:
        assert page.locator(part).count(), f"there is no {part}"
    for frame in page.frames[:1] if wanted else page.frames:
        inside = "" if frame is page.main_frame else "iframe >>> "
        found += _run(frame, inside, wanted)
    return sorted(found)


@cache
def script() -> str:
    """Axe itself, as the package carries it."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def _run(frame: Frame, inside: str, parts: list[str]) -> Iterable[Finding]:
    if not frame.evaluate("() => 'axe' in window"):
        frame.evaluate(script())
    result: dict[str, Any] = frame.evaluate(_RUN, [list(RULES), parts])
    for violation in result["violations"]:
        for node in violation["nodes"]:
            target = " >>> ".join(
                part if isinstance(part, str) else " >> ".join(part) for part in node["target"]
            )
            told = f"{violation['help']}: {node['html'][:160]}"
            yield Finding(violation["id"], inside + target, told)


def accepted(text: str | None = None) -> tuple[Accepted, ...]:
    """The list of accepted findings.

    Raises
    ------
    ValueError
        If an entry lacks a field, says nothing or would accept more than one thing.
    """
    table = tomllib.loads(text if text is not None else ACCEPTED_FILE.read_text("utf-8"))
    entries = []
    for raw in table.get("accepted", []):
        if set(raw) != set(Accepted.__slots__) or not all(str(v).strip() for v in raw.values()):
            raise ValueError(f"an entry says page, rule, selector, reason and gap: {raw}")
        if _WILDCARD.search(raw["selector"]) or not re.fullmatch(r"[a-z0-9-]+", raw["rule"]):
            raise ValueError(f"an entry names one element and one rule: {raw}")
        entries.append(Accepted(**raw))
    return tuple(entries)


def new(state: str, found: Iterable[Finding], known: Iterable[Accepted]) -> list[str]:
    """What is found in a state of a page and not accepted."""
    allowed = _allowed(state, known)
    return sorted(str(one) for one in found if (one.rule, one.selector) not in allowed)


def gone(state: str, found: Iterable[Finding], known: Iterable[Accepted]) -> list[str]:
    """What is accepted in a state of a page and was not found there."""
    there = {(one.rule, one.selector) for one in found}
    return [
        f"accepted, but no longer found: {one}" for one in sorted(_allowed(state, known) - there)
    ]


def _allowed(state: str, known: Iterable[Accepted]) -> set[tuple[str, str]]:
    return {(one.rule, one.selector) for one in known if one.page == state}
