"""The names of territories and partners in every form that German gives them.

A tree of words: from each token of a text it is walked as far as the text goes along, and
the longest name counts. It is built once a catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from itertools import product
from typing import Final

from ruhrmap.model import Catalog, Level, NameKind, Territory, TerritoryKind
from ruhrmap.press.reading.lexicon import lexicon
from ruhrmap.press.reading.local import Local, local
from ruhrmap.press.reading.tokens import Token

_PARTS: Final = re.compile(r"[^\W\d_]+|[^\w\s]")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_HEADS: Final = ("kreis", "kreises", "kreise", "kreisen", "landkreis", "landkreises")
_KREIS: Final = "Kreis "


class Form(Enum):
    """How a name stands in a text."""

    NAME = auto()
    ADJECTIVE = auto()
    CODE = auto()  # an abbreviation, letter for letter
    STEM = auto()  # "Ennepe-Ruhr", a Kreis only beside that word
    BLOCK = auto()  # looks like one of ours and is none


@dataclass(frozen=True, slots=True)
class Entry:
    """Whose name it is. ``key`` is the ``ags`` or the member's key."""

    key: str
    form: Form
    is_member: bool = False  # a university or another partner
    is_kreis: bool = False
    code: str = ""  # how an abbreviation is written


@dataclass(slots=True)
class _Node:
    """What may follow the words so far."""

    following: dict[str, _Node] = field(default_factory=dict)
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names; ``kreise`` gives the Kreis that has the name of a town, by the town's key."""

    root: _Node
    kreise: dict[str, str]
    universities: dict[str, str]  # "bochum" of "Uni Bochum", in small letters

    def match(self, items: list[Token], index: int) -> tuple[int, Entry] | None:
        """The longest name that begins at a token: behind its last token, and whose it is."""
        if not items[index].word or items[index].masked or not items[index].capital:
            return None
        node, at, found = self.root, index, None
        while at < len(items) and (at == index or _joined(items[at - 1], items[at])):
            following = node.following.get(items[at].low)
            if following is None:
                break
            node, at = following, at + 1
            entry = node.entry
            if entry is not None and (not entry.code or _is_code(items[index:at], entry.code)):
                found = at, entry
        return found


def _joined(before: Token, token: Token) -> bool:
    if "-" in (before.text, token.text):
        return not token.gap
    if before.word and token.word:
        return token.gap in (" ", "\n")
    # "Wetter" at the end of a line, "(Ruhr)" in the next
    return token.gap in ("", " ") or (token.text == "(" and token.gap == "\n")


def _is_code(items: list[Token], code: str) -> bool:
    written = "".join(one.text for one in items)
    return written in (code, code + "s")


@lru_cache(maxsize=8)
def _built(
    here: Local,
    territories: tuple[Territory, ...],
    members: tuple[tuple[str, tuple[str, ...]], ...],
    others: tuple[tuple[str, str, bool], ...],
) -> Gazetteer:
    """``here`` is the region that :func:`lexicon` speaks of: its words are in the tree as well."""
    root = _Node()
    kreise: dict[str, str] = {}
    own = lexicon()
    for name in own.not_mentions:
        _add(root, name, Entry("", Form.BLOCK))
    for place in territories:
        if place.kind is not TerritoryKind.KREIS:
            for name in _town_names(place):
                _add_town(root, name, _key(place))
    for place in territories:
        if place.kind is TerritoryKind.KREIS:
            _add_kreis(root, place, kreise, territories)
    universities: dict[str, str] = {}
    for key, names in members:
        for name in names:
            for spelled in _spelled(name):
                _add(root, spelled, Entry(key, Form.NAME, is_member=True))
                _town_of(spelled, key, universities)
    by_ags = {place.ags: place for place in territories}
    for key, name, is_code in others:
        place_or_none = by_ags.get(key)
        if place_or_none is None:
            form = Form.CODE if is_code else Form.NAME
            for spelled in (name,) if is_code else _spelled(name):
                code = name if is_code else ""
                _add(root, spelled, Entry(key, form, is_member=True, code=code))
                _town_of(spelled, key, universities)
        elif place_or_none.kind is TerritoryKind.KREIS:
            if is_code:
                for head in _HEADS:
                    entry = Entry(key, Form.CODE, is_kreis=True, code=head.capitalize() + name)
                    _insert(root, (head, name.lower()), entry)
            else:
                _add(root, name, Entry(key, Form.NAME, is_kreis=True))
                if name.lower().endswith("kreis"):
                    _add(root, f"{name}es", Entry(key, Form.NAME, is_kreis=True), genitive=False)
        elif not is_code:
            _add_town(root, name, _key(place_or_none))
    return Gazetteer(root, kreise, universities)


def gazetteer(catalog: Catalog) -> Gazetteer:
    """The names of a catalogue, built once for the same names."""
    members = tuple(
        (
            one.member_id,
            tuple(
                dict.fromkeys((one.name, one.short_name, *lexicon().names.get(one.member_id, ())))
            ),
        )
        for one in catalog.members.values()
        if not one.kind.is_municipal
    )
    others = [
        (one.key, one.name, one.kind.is_code)
        for one in catalog.search_names
        # a former town is another's quarter today, and number plates are no words
        if one.kind is not NameKind.FORMER_TOWN
        and (one.kind is not NameKind.LICENCE_PLATE or _is_kreis(catalog, one.key))
    ]
    others += [
        (key, name, False)
        for key, names in lexicon().names.items()
        if key in catalog.territories
        for name in names
    ]
    return _built(local(), tuple(catalog.territories.values()), members, tuple(others))


def _is_kreis(catalog: Catalog, key: str) -> bool:
    place = catalog.territories.get(key)
    return place is not None and place.kind is TerritoryKind.KREIS


def _key(place: Territory) -> str:
    """An independent city goes by its key as a district, as members do."""
    return place.district_ags if place.is_independent_city else place.ags


def _town_names(place: Territory) -> Iterator[str]:
    if place.level is Level.DISTRICT and place.is_independent_city:
        return  # once is enough
    bare = place.short_name.replace("|", "")
    yield place.name
    yield bare
    for behind in lexicon().behind_towns:
        yield f"{bare}{behind}" if behind[0] == "/" else f"{bare} {behind}"


def _add_town(root: _Node, name: str, key: str) -> None:
    _add(root, name, Entry(key, Form.NAME))
    if not re.search(r"[ (/.]", name):
        for adjective in adjectives_of(name):
            _add(root, adjective, Entry(key, Form.ADJECTIVE))


def _add_kreis(
    root: _Node, place: Territory, kreise: dict[str, str], territories: Iterable[Territory]
) -> None:
    entry = Entry(place.ags, Form.NAME, is_kreis=True)
    if place.name.startswith(_KREIS):
        bare = place.name.removeprefix(_KREIS)
        for town in territories:
            if town.name == bare and town.kind is not TerritoryKind.KREIS:
                kreise[_key(town)] = place.ags
    else:
        bare = re.sub(r"-?[Kk]reis$", "", place.name)
        _add(root, place.name, entry)
        _add(root, f"{bare}kreis", entry)
        for head in ("Kreises", "Kreise", "Kreisen"):
            _add(root, f"{bare}-{head}", entry, genitive=False)
        _add(root, bare, Entry(place.ags, Form.STEM, is_kreis=True), genitive=False)
    for head in _HEADS:
        _add(root, f"{head.capitalize()} {bare}", entry, genitive=False)


def _spelled(name: str) -> Iterator[str]:
    """A partner's name as it is, written in full, and with or without hyphens."""
    first, _, rest = name.partition(" ")
    full = lexicon().spelled_out.get(first)
    for one in (name, f"{full} {rest}") if full and rest else (name,):
        yield one
        yield one.replace("-", " ")
        yield one.replace(" ", "-")


def _town_of(name: str, key: str, universities: dict[str, str]) -> None:
    head, _, town = name.partition(" ")
    if town and " " not in town and re.search("uni|hochschule|fh|hs", head.lower()):
        universities.setdefault(f"{_sort(head)} {town.lower()}", key)
    elif name.count(" ") >= 1 and re.search("uni|hochschule", name.lower()):
        *heads, town = name.split(" ")
        universities.setdefault(f"{_sort(heads[-1])} {town.lower()}", key)


def _sort(head: str) -> str:
    """What sort of university the word means: "uni" or "fh"."""
    return "uni" if re.search("uni|^tu$", head.lower()) else "fh"


def adjectives_of(name: str) -> tuple[str, ...]:
    """The adjectives of a town: of "Herne" it is "Herner".

    Examples
    --------
    >>> adjectives_of("Herne"), adjectives_of("Kamp-Lintfort")
    (('Herner',), ('Kamp-Lintforter',))
    """
    known = lexicon().adjectives.get(name)
    if known is not None:
        return known
    return (f"{name}r",) if name.endswith("e") else (f"{name}er",)


def _add(root: _Node, name: str, entry: Entry, *, genitive: bool = True) -> None:
    parts = _PARTS.findall(name)
    last = max(index for index, part in enumerate(parts) if part[0].isalpha())
    forms = [
        _forms(part, entry, is_last=genitive and index == last) for index, part in enumerate(parts)
    ]
    for combined in product(*forms):
        _insert(root, combined, entry)


def _insert(root: _Node, words: Iterable[str], entry: Entry) -> None:
    node = root
    for word in words:
        node = node.following.setdefault(word, _Node())
    # the first one stays: names before adjectives, and a town before what is called like it
    node.entry = node.entry or entry


def _forms(part: str, entry: Entry, *, is_last: bool) -> tuple[str, ...]:
    """A word of a name as it may be inflected, in small letters, umlauts in both spellings."""
    low = part.lower()
    found = [low]
    if not part[0].isalpha() or not part[0].isupper():
        return (low,)
    if entry.form is Form.ADJECTIVE:
        if low.endswith("er"):
            found += [low + ending for ending in ("n", "s", "in", "innen")] if is_last else []
    elif entry.is_member and entry.form is Form.NAME:
        if low.endswith("e"):
            found += [low + "n", low + "r"]
        found += [low + "s", low + "es"]
    elif is_last:
        # only what already ends like a genitive goes without its own s
        found += [] if low[-1] in "sxzß" else [low + "s"]
    umlauts = [one.translate(_UMLAUTS) for one in found]
    return tuple(dict.fromkeys((*found, *umlauts)))
