"""Every text of the catalogue is said somewhere, and every text that is said is in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[1] / "src" / "ruhrmap"
TREES = [ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
# functions that say a text, with the prefix that they put before its key
SAYING = {
    "message": "",
    "plural": "",
    "both": "",
    "both_plural": "",
    "text": "cli.",
    "counted": "cli.",
}


def _keys() -> set[str]:
    found = set()
    for path in (PACKAGE / "locales" / "de").glob("*.po"):
        with path.open("rb") as file:
            for entry in read_po(file):
                if entry.id:
                    found.add(entry.id if isinstance(entry.id, str) else entry.id[0])
    return found


def _nodes() -> Iterator[ast.AST]:
    for tree in TREES:
        yield from ast.walk(tree)


LITERALS = {n.value for n in _nodes() if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _patterns() -> list[re.Pattern[str]]:
    """An f-string as a pattern: a group for each part that is filled in."""
    found = []
    for node in _nodes():
        if isinstance(node, ast.JoinedStr):
            parts = [
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "(.*)"
                for part in node.values
            ]
            if any(re.search("[a-z]", part) for part in parts if part != "(.*)"):
                found.append(re.compile("".join(parts)))
    return found


PATTERNS = _patterns()


def _is_said(key: str) -> bool:
    """As a literal, or by an f-string whose gaps are filled with literals or f-strings."""
    if key in LITERALS:
        return True
    matches = (pattern.fullmatch(key) for pattern in PATTERNS)
    return any(
        all(part.isdigit() or not part or _is_said(part) for part in match.groups())
        for match in matches
        if match
    )


def test_no_text_is_left_that_nobody_says() -> None:
    assert sorted(key for key in _keys() if not _is_said(key)) == []


def test_the_check_would_find_an_unused_text() -> None:
    assert not _is_said("ui.nobody_says_this")
    assert not _is_said("checks.nobody_says_this")


def test_every_text_that_is_said_by_its_name_is_in_the_catalogue() -> None:
    said = set()
    for node in _nodes():
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", "")
        if name in ("text", "counted"):
            continue  # a method of another thing
        name = name or getattr(node.func, "id", "")
        if name in SAYING:
            texts = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
            said |= {SAYING[name] + t for t in texts if isinstance(t, str) and len(t) > 2}
    assert len(said) > 50
    assert sorted(said - _keys()) == []
