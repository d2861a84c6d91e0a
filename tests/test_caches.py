"""Nothing that is kept for the life of the process grows with what visitors send."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "ruhrmap"

# Caches without a bound, by what they are keyed by. None of it comes from a visitor.
BOUNDED_BY = {
    "a language and a key of our own catalogue": {"messages._catalogue", "messages._text"},
    "a data package that was shown": {
        "api.downloads.material",
        "api.package.descriptor",
        "api.package.media_types",
        "boundaries.borders.borders",
        "boundaries.directions.directions",
        "boundaries.labels.label_points",
        "boundaries.loading._parsed",
        "boundaries.loading.neighbours",
        "boundaries.outline.outlines",
        "delivery.reporting._today",
        "pages.datapage.method.totals",
        "pages.datapage.sources.sources",
        "site._index",
        "site._read",
        "web.mapframe._document",
    },
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
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.kwonlyargs):
                names = {ast.unparse(one) for one in node.decorator_list}
                if names & {
                    "cache",
                    "functools.cache",
                    "lru_cache(None)",
                    "lru_cache(maxsize=None)",
                }:
                    found.add(f"{module.removesuffix('.__init__')}.{node.name}")
    return found


def test_every_cache_without_a_bound_says_why() -> None:
    known = set().union(*BOUNDED_BY.values())
    assert unbounded() - known == set(), "bound it, or say what bounds its keys"


def test_streamlits_own_caches_are_not_used() -> None:
    """``st.cache_data`` keeps one answer for each set of arguments, for all visitors."""
    users = [path for path in PACKAGE.rglob("*.py") if "cache_data" in path.read_text("utf-8")]
    assert users == []
