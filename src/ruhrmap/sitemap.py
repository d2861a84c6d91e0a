"""Every page of the site, once: navigation, links, the server and tests read this list.

A new page is one entry here, one thin file in ``pages/``, and its name in the catalogue
under ``page.<key>``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ruhrmap import staff
from ruhrmap.messages import message


@dataclass(frozen=True, slots=True)
class Entry:
    """One page.

    Attributes
    ----------
    key : str
        Names the page in the program; ``page.<key>`` is its name for people.
    file : str
        The page's script in ``pages/``.
    path : str
        Its address below the server's root, in German; empty for the first page.
    in_header : bool
        Whether the header leads to it; the footer leads to every page.
    """

    key: str
    file: str
    path: str
    in_header: bool = False

    def name(self, language: str) -> str:
        """What the page is called in links and in the browser's title."""
        return message(language, f"page.{self.key}")


PAGES: Final = (
    Entry("map", "map.py", "", in_header=True),
    Entry("data", "data.py", "daten", in_header=True),
    Entry("pictures", "pictures.py", "bilder", in_header=True),
    Entry("accessibility", "accessibility.py", "barrierefreiheit"),
    Entry("imprint", "imprint.py", "impressum"),
    Entry("privacy", "privacy.py", "datenschutz"),
)

# Of those who keep the data. They exist where ruhrmap.staff is enabled, and nowhere else.
STAFF_PAGES: Final[tuple[Entry, ...]] = (
    Entry("joining", "joining.py", "offene-beitritte"),
    Entry("reading", "reading.py", "pressemitteilung-pruefen"),
    Entry("checking", "checking.py", "daten-pruefen"),
)

# In the address of the first page when there is no such page as was asked for.
ASKED_FOR: Final = "seite"


def pages() -> tuple[Entry, ...]:
    """Every page that this process has, the first one first."""
    return (*PAGES, *STAFF_PAGES) if staff.enabled() else PAGES


def entry(key: str) -> Entry:
    """The page with a key, whether this process has it or not.

    Examples
    --------
    >>> entry("privacy").path
    'datenschutz'
    """
    return next(one for one in (*PAGES, *STAFF_PAGES) if one.key == key)


def is_page(path: str) -> bool:
    """Whether a path below the server's root is that of a page.

    Examples
    --------
    >>> is_page("/"), is_page("/daten"), is_page("/unsinn"), is_page("/daten/alt")
    (True, True, False, False)
    """
    return path.removeprefix("/") in {one.path for one in pages()}
