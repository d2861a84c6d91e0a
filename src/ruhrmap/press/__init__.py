"""Press items: which of them concern a place, and what a release says."""

from ruhrmap.press.linking import (
    ReleaseGroup,
    ReleaseItem,
    Scope,
    concerning,
    item,
    newest_first,
    releases_of,
)

__all__ = [
    "ReleaseGroup",
    "ReleaseItem",
    "Scope",
    "concerning",
    "item",
    "newest_first",
    "releases_of",
]
