"""What is seen while the scripts are on their way: sentence, map and legend of the view.

The server writes them into the page's shell, so the first map is painted as soon as the
shell is there, a second before Streamlit has anything to show; frontend/opening.js takes them
away when the page below is drawn. Who has no scripts keeps them, with the way to a page that
needs none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

from ruhrmap import address, assets, boundaries, coverage, payload, site, tiles
from ruhrmap.address import Ignored
from ruhrmap.coverage import Frame, Status
from ruhrmap.messages import long_date, message, pick, short_date
from ruhrmap.model import Level
from ruhrmap.site import Site
from ruhrmap.templates import template
from ruhrmap.view import Limits, View, ViewState, initial
from ruhrmap.web import embed
from ruhrmap.web.words import words

_KEPT: Final = 128  # views, some 60 kB each
_TOLERANCE: Final = 2  # units of 1000 across: two pixels on a laptop
# Units a pixel where no script can tell: the map of a laptop.
_SCALE: Final = 1.25
_PATTERNS: Final = {Status.ASSUMED: "assumed", Status.UNCERTAIN: "uncertain"}


@dataclass(frozen=True, slots=True)
class Area:
    """A territory of the drawing; ``code`` is its status as the style sheet knows it."""

    ags: str
    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map of a view, in units of the view box."""

    box: str
    alternative: str
    patterns: str
    areas: tuple[Area, ...]
    borders: str
    choice: str


def markup(here: Site, shown: ViewState, ignored: tuple[Ignored, ...] = ()) -> str:
    """The elements for the shell's body; empty where the page begins with something else.

    Parameters
    ----------
    here : Site
    shown : ViewState
        A comparison has a sentence and a map of its own, which only scripts can draw.
    ignored : tuple of Ignored
        What of the address could not be read, said above the sentence.
    """
    if shown.comparison is not None:
        return ""
    return _markup(here.folder, shown, address.notice(ignored, shown.language))


def warm_up(data: Path) -> None:
    """Make what every view needs before anybody asks; as :func:`ruhrmap.site.read`."""
    _markup(data, initial(site.read(data).limits), "")


@lru_cache(_KEPT)
def _markup(path: Path, shown: ViewState, notice: str) -> str:
    from markupsafe import Markup

    here = site.read(path)
    frame = coverage.frame_on(here.frames, shown.date)
    language = shown.language
    known = [one for one in here.frames if one.start <= here.limits.opens]
    return template("opening.html").render(
        notice=notice,
        frame=words(frame, shown),
        # room for the longest, as on the page below
        sentences=sorted({pick(language, one.sentence) for one in known}),
        contexts=sorted({pick(language, one.context) for one in known}),
        date=long_date(language, shown.date),
        share=f"{_passed(here.limits, shown.date):.4f}",
        drawing=drawing(here, frame, shown) if shown.view is View.MAP else None,
        light_page=f"./{embed.address_of(shown)}",
        texts={
            "site": message(language, "share.site", **here.catalog.words),
            "legend": message(language, "ui.legend"),
            "without_scripts": message(language, "opening.without_scripts"),
            "light_page": message(language, "opening.light_page"),
        },
        script=Markup(assets.source("opening.js")),
    )


def drawing(here: Site, frame: Frame, shown: ViewState) -> Drawing:
    """The map of a view, as ``templates/drawing.html`` draws it."""
    drawn = boundaries.outlines(here.folder / "geo", _TOLERANCE)
    statuses = frame.statuses[shown.level]
    used = [_PATTERNS[status] for status in _PATTERNS if status in statuses.values()]
    territory = here.catalog.territories.get(shown.place or "")
    return Drawing(
        box=" ".join(str(edge) for edge in drawn.region),
        alternative=message(
            shown.language,
            "share.picture",
            **here.catalog.words,
            date=short_date(shown.language, shown.date),
            sentence=pick(shown.language, frame.sentence),
        ),
        patterns=tiles.definitions(used, _SCALE),
        areas=tuple(
            Area(ags, payload.CODES[statuses[ags]], outline)
            for ags, outline in drawn.paths[shown.level].items()
        ),
        borders="".join(drawn.paths[Level.DISTRICT].values()),
        choice=drawn.paths[territory.level][territory.ags] if territory else "",
    )


def _passed(limits: Limits, day: date) -> float:
    """The share of the time axis that has passed on a day, 0 to 1."""
    return (day - limits.first) / (limits.last - limits.first)
