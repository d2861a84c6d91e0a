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
from ruhrmap.press.reading import Found, Hints, Joiner, Mention, Reading, Total, read

__all__ = [
    "Found",
    "Hints",
    "Joiner",
    "Mention",
    "Reading",
    "ReleaseGroup",
    "ReleaseItem",
    "Scope",
    "Total",
    "concerning",
    "item",
    "newest_first",
    "read",
    "releases_of",
]
