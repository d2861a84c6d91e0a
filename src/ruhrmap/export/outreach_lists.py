"""The lists of who still has to join, kept for the page and for the files that leave it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from ruhrmap import boundaries, outreach
from ruhrmap.export.material import Material
from ruhrmap.model import Level
from ruhrmap.outreach import OutreachList

_KEPT: Final = 16  # key dates with level: a page asks for its lists with each tick


@lru_cache(_KEPT)
def outreach_lists(material: Material, level: Level, day: date) -> tuple[OutreachList, ...]:
    """The three lists; made once for a key date and level."""
    borders = boundaries.borders(level, material.folder / "geo")
    return outreach.lists(material.catalog, material.frames, level, day, borders)
