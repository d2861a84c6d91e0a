"""The data package, as commands read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ruhrmap.cli.output import LANGUAGE, complain, text
from ruhrmap.cli.parsing import UsageError

if TYPE_CHECKING:
    from ruhrmap.model import Catalog
    from ruhrmap.view import Limits


def catalog() -> Catalog | None:
    """The data; None once every finding has been said if the package is broken."""
    from ruhrmap import catalog as catalogs
    from ruhrmap import checks, site

    try:
        return catalogs.load(site.data_path())
    except catalogs.PackageError as error:
        for finding in error.findings:
            complain(checks.line(finding, LANGUAGE))
        return None


def limits(read: Catalog) -> Limits:
    """What may be asked for."""
    from ruhrmap import coverage
    from ruhrmap.view import Limits

    return Limits.of(read, coverage.evidence_end(read))


def key_date(known: Limits, day: date | None) -> date:
    """The key date that was asked for, or that the page opens with.

    Raises
    ------
    UsageError
        If the time axis does not have it.
    """
    if day is None:
        return known.opens
    if not known.holds(day):
        first, last = known.first.isoformat(), known.last.isoformat()
        raise UsageError(text("status.outside", day=day.isoformat(), first=first, last=last))
    return day


def place(read: Catalog, value: str) -> str:
    """The key of a place that was named by a key or by one of its names.

    Raises
    ------
    UsageError
        If there is none, or more than one; what may have been meant is said.
    """
    from ruhrmap import search
    from ruhrmap.messages import pick
    from ruhrmap.search import entries
    from ruhrmap.search.folding import spellings
    from ruhrmap.view import places

    if (key := places(read).get(value)) is not None:
        return key
    wanted = {one.whole for one in spellings(value)}
    known = entries.places(read)
    for own in (True, False):
        exact = {
            one.key
            for one in known
            for name in one.names
            if (name.is_own or not own) and wanted & {s.whole for s in spellings(name.text)}
        }
        if len(exact) == 1:
            return exact.pop()
    groups = search.Index(read).find(value).groups
    alike = [
        text("export.place", name=pick(LANGUAGE, one.entry.title), key=one.entry.key)
        for found in groups.values()
        for one in found
        if isinstance(one.entry, entries.Place)
    ]
    if not alike:
        raise UsageError(text("export.no_place", value=value))
    raise UsageError(text("export.bad_place", value=value, alike=", ".join(alike)))
