"""What the reader knows of one region: the initiative's name and how people there write.

It stands in the data package (``ruhrmap.press`` in ``datapackage.json``) and holds while a text of
that package is read. Rules that need it are written with marks that :class:`LocalPattern` fills in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeVar

from ruhrmap.localwords import NO_WORDS, LocalWords
from ruhrmap.model import Catalog, Level, MemberKind

_T = TypeVar("_T")
_NEVER: Final = r"(?!)"  # fits nothing
_KEPT: Final = 8  # packages
# who is a partner of a whole initiative, and joins on no day of a town
_PARTNERS: Final = frozenset({MemberKind.STATE, MemberKind.ASSOCIATION, MemberKind.FOUNDATION})


@dataclass(frozen=True, slots=True)
class Local:
    """One region, as the reader sees it.

    Attributes
    ----------
    name : str
        Of the initiative, as written.
    words : LocalWords
        What the package says of the press.
    partners : tuple of str
        Short names of those that are neither municipal nor universities.
    land : frozenset of str
        First words of the names of a member that is the Land, in small letters.
    municipalities, cities, districts : int
        How many the region has, members or not; cities are the independent ones.
    """

    name: str = ""
    words: LocalWords = NO_WORDS
    partners: tuple[str, ...] = ()
    land: frozenset[str] = frozenset()
    municipalities: int = 0
    cities: int = 0
    districts: int = 0
    _made: dict[Callable[[], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def counts(self) -> frozenset[int]:
        """Numbers that tell of a region as it is, and of no membership."""
        own = (self.municipalities, self.cities, self.districts)
        return frozenset((*own, *self.words.counts)) - {0}

    def made(self, make: Callable[[], _T]) -> _T:
        """What is made of these words, once."""
        if make not in self._made:
            self._made[make] = make()
        found: _T = self._made[make]
        return found


_NOWHERE: Final = Local()
_CURRENT: ContextVar[Local] = ContextVar("local", default=_NOWHERE)


def local() -> Local:
    """The region of the text that is being read; outside of :func:`reading` one of no names."""
    return _CURRENT.get()


@contextmanager
def reading(catalog: Catalog) -> Iterator[None]:
    """Read with the words of a catalogue."""
    before = _CURRENT.set(_kept(_of(catalog)))
    try:
        yield
    finally:
        _CURRENT.reset(before)


@lru_cache(_KEPT)
def _kept(here: Local) -> Local:
    """The region as it was met first, with all that has been made of its words."""
    return here


def _of(catalog: Catalog) -> Local:
    states = [one for one in catalog.members.values() if one.kind is MemberKind.STATE]
    names = [name for one in states for name in (one.name.removeprefix("Land "), one.short_name)]
    names += [
        other.name
        for other in catalog.search_names
        if other.key in {one.member_id for one in states}
    ]
    first = (re.match(r"[^\W\d_]+", name.lower()) for name in names)
    districts = catalog.at(Level.DISTRICT)
    return Local(
        name=catalog.words["initiative_name"].de if catalog.naming.words else "",
        words=catalog.naming.press,
        partners=tuple(one.short_name for one in catalog.members.values() if one.kind in _PARTNERS),
        land=frozenset(one[0] for one in first if one and not one[0].startswith("land")),
        municipalities=len(catalog.at(Level.MUNICIPALITY)),
        cities=sum(place.is_independent_city for place in districts),
        districts=len(districts),
    )


def is_partner(kind: MemberKind) -> bool:
    """Whether such a member stands beside the initiative as a whole."""
    return kind in _PARTNERS


def by_region(make: Callable[[], _T]) -> Callable[[], _T]:
    """What is made of the words of a region, kept with it."""
    return lambda: local().made(make)


def compounds(*nouns: str) -> Callable[[], frozenset[str]]:
    """Nouns that begin with the region, in small letters: "seenlandstädte"."""
    return by_region(
        lambda: frozenset(
            f"{one.lower()}{noun}" for one in local().words.prefixes for noun in nouns
        )
    )


class LocalPattern:
    """A pattern with marks, compiled once a region.

    ``«name»`` is the initiative's name, however it is joined ("Ruhr-Futur"); ``«written»`` as it is
    written, or in capitals; ``«region»`` a beginning such as "Seenland" of "Seenlandstädte";
    ``«partners»`` the short names of partners; ``«towns»`` how many municipalities there are;
    ``«domains»`` ends of addresses. A mark without words fits nothing.
    """

    def __init__(self, pattern: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        def made() -> re.Pattern[str]:
            return re.compile(_filled(pattern), flags)

        self._pattern = by_region(made)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self._pattern().search(text, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self._pattern().match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As of a compiled pattern."""
        return self._pattern().fullmatch(text)

    def finditer(
        self, text: str, start: int = 0, end: int | None = None
    ) -> Iterator[re.Match[str]]:
        """As of a compiled pattern."""
        return self._pattern().finditer(text, start, len(text) if end is None else end)

    def sub(self, by: str, text: str) -> str:
        """As of a compiled pattern."""
        return self._pattern().sub(by, text)


def _filled(pattern: str) -> str:
    here = local()
    written = "|".join(map(re.escape, dict.fromkeys((here.name, here.name.upper())))).strip("|")
    marks = {
        "«name»": name_pattern(here.name),
        "«written»": written,
        "«region»": _any(here.words.prefixes),
        "«partners»": _any(here.partners),
        "«towns»": str(here.municipalities or ""),
        "«domains»": _any(here.words.domains),
    }
    for mark, words in marks.items():
        pattern = pattern.replace(mark, f"(?:{words or _NEVER})")
    return pattern


def name_pattern(name: str) -> str:
    """A name however its words are joined; a capital within it begins a word.

    Examples
    --------
    >>> name_pattern("RuhrFutur")
    'Ruhr-?[ ]?Futur'
    >>> bool(re.fullmatch(name_pattern("Bildung im Seenland"), "Bildung im Seenland"))
    True
    """
    words = re.sub(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])", " ", name).replace("-", " ").split()
    return "-?[ ]?".join(map(re.escape, words))


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
