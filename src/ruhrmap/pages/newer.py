"""Lines above a page on data that are newer than what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruhrmap import reloading, site, staff
from ruhrmap.messages import long_date, message
from ruhrmap.pages import frame, prose, state
from ruhrmap.site import Site
from ruhrmap.sitemap import Entry
from ruhrmap.view import ViewState

Json = dict[str, Any]


def told(here: Site, view: ViewState, entry: Entry) -> Json:
    """What a visitor is told of newer data; and the staff, that there are some with errors.

    Where a visit is ``outdated``, the browser loads another page whole, with the newest data.
    """
    lines = [*_to_everybody(view, entry), *_to_the_staff(here, view)]
    return {"outdated": state.is_outdated(), "blocks": lines}


def _to_everybody(view: ViewState, entry: Entry) -> Iterator[Json]:
    if state.is_outdated():
        newest = site.newest().catalog
        text = message(view.language, "newer.data", date=long_date(view.language, newest.data_date))
        reload = {
            "href": frame.href(view, entry),
            "text": message(view.language, "newer.reload"),
        }
        yield prose.notice([text, " ", reload])


def _to_the_staff(here: Site, view: ViewState) -> Iterator[Json]:
    if staff.enabled() and reloading.state().is_behind:
        date = long_date(view.language, here.catalog.data_date)
        yield prose.notice(message(view.language, "newer.refused", date=date))
