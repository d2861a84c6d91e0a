"""Press items: which of them concern a place, and what a release says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ruhrmap.press.linking import (
    ReleaseGroup,
    ReleaseItem,
    Scope,
    concerning,
    item,
    newest_first,
    releases_of,
)
from ruhrmap.press.reading import Found, Hints, Joiner, Mention, Reading, Total

if TYPE_CHECKING:
    from ruhrmap.model import Catalog

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

_NO_HINTS: Final = Hints()


def read(catalog: Catalog, text: str, hints: Hints = _NO_HINTS, *, name: str = "") -> Reading:
    """Read a release, without a network, in a few milliseconds.

    Parameters
    ----------
    catalog : Catalog
        Whose territories, members and other names are looked for.
    text : str
        The release. Places in the answer count its characters. Of a very long one the rest
        is not read, and a finding says so.
    hints : Hints
        What is known beside the text.
    name : str
        Of the file, for findings.

    Returns
    -------
    Reading
        Every text gives one, the empty one too. What is unsure is marked and has a finding.
    """
    # its searches take a fifth of a second to compile: only who reads waits for that
    from ruhrmap.press.reading import reader

    return reader.read(catalog, text, hints, name=name)
