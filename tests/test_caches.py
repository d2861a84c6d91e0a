"""Nothing that is kept for the life of the process grows with what visitors send."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "ruhrmap"

# Caches without a bound, by what they are keyed by. None of it comes from a visitor.
BOUNDED_BY = {
    "a language and a key of our own catalogue": {"messages._catalogue", "messages._text"},
    "a file of the program": {
        "bundles._read",
        "picture.lettering._font",
        "picture.lettering.font_file",
        "templates.template",
    },
}
UNBOUNDED = {"cache", "functools.cache", "lru_cache(None)", "lru_cache(maxsize=None)"}


def unbounded() -> set[str]:
    """Every function with parameters that keeps all its answers."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        if "cache" not in text:
            continue  # most modules: not worth the reading
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.kwonlyargs):
                names = {ast.unparse(one) for one in node.decorator_list}
                if names & UNBOUNDED:
                    found.add(f"{module.removesuffix('.__init__')}.{node.name}")
    return found


def test_every_cache_without_a_bound_says_why() -> None:
    """A new one is to be bounded, or to say what bounds its keys; one that is gone, to go here."""
    assert unbounded() == set().union(*BOUNDED_BY.values())


def test_streamlits_own_caches_are_not_used() -> None:
    """``st.cache_data`` keeps one answer for each set of arguments, for all visitors."""
    users = [path for path in PACKAGE.rglob("*.py") if "cache_data" in path.read_text("utf-8")]
    assert users == []
