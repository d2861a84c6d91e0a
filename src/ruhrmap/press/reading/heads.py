"""Lists with one head: "Kreise Unna, Wesel und Soest", "Universitäten Bochum und Dortmund".

The head governs every name of its list: behind "Kreise" they are Kreise, behind "Städte"
towns, behind "Universitäten" the universities of these towns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruhrmap.press.reading.gazetteer import Entry, Form
from ruhrmap.press.reading.local import compounds
from ruhrmap.press.reading.scene import Candidate, Scene
from ruhrmap.press.reading.vocabulary import listed

_KREISE: Final = frozenset(listed("kreise kreisen landkreise landkreisen"))
_TOWNS: Final = (
    "städte", "städten", "stadt", "kommunen", "gemeinden", "kreisstadt", "kreisstädte",
    "hansestadt", "gemeinde",
    "großstädte", "großstädten", "nachbarstädte", "nachbarstädten", "mitgliedsstädte",
    "partnerstädte",
)  # fmt: skip
_UNIVERSITIES: Final = {
    "universitäten": "uni", "unis": "uni", "hochschulen": "fh", "fachhochschulen": "fh",
}  # fmt: skip
_ONE_OF_TWO: Final = {
    "tu": "uni", "uni": "uni", "universität": "uni", "fh": "fh", "hs": "fh",
    "hochschule": "fh", "fachhochschule": "fh",
}  # fmt: skip
_OWN_TOWNS: Final = compounds("städte", "städten")
_LONGEST_LIST: Final = 60
_LONGEST_ENTRY: Final = 5


def govern(found: Scene) -> set[int]:
    """Let heads decide over their lists; the first tokens of what was decided as a town."""
    towns: set[int] = set()
    for index, token in enumerate(found.items):
        if not token.word or token.masked:
            continue
        if token.low in _KREISE:
            _kreise(found, index)
        elif token.low in _TOWNS or token.low in _OWN_TOWNS():
            towns.update(one.first for _, one in _entries(found, index + 1) if one is not None)
        elif token.low in _UNIVERSITIES and token.capital:
            _universities(found, index, _UNIVERSITIES[token.low])
    for one in list(found.candidates):
        if one.entry.form is Form.STEM and not one.is_member and not one.sure:
            continue
        if one.is_member:
            _one_of_two(found, one)
    for one in list(found.candidates):
        if one.entry.form is Form.STEM and found.low(one.behind - 1) != "-" and not _kept(one):
            found.remove(one)
    found.settle()
    return towns


def _kept(one: Candidate) -> bool:
    return one.entry.form is Form.STEM and one.entry.code == "governed"


def _entries(found: Scene, at: int) -> Iterator[tuple[int, Candidate | None]]:
    """The entries of a list: names of ours, and others of up to three words."""
    if found.low(at) in (":", "("):
        at += 1
    elif found.tokens.inside(at) and "\n\n" in found.items[at].gap:
        return  # a heading ends with the head, the dateline stands below
    first = at
    while found.tokens.inside(at) and at - first < _LONGEST_LIST:
        one = found.beginning.get(at)
        if one is not None:
            if one.is_adjective or one.is_member:
                return
            yield at, one
            behind = one.behind
        else:
            behind = _other(found, at)
            if behind == at:
                return
            yield at, None
        following = found.next_in_list(behind)
        if following is None:
            return
        at = following


def _other(found: Scene, at: int) -> int:
    """Behind a name that is none of ours; ``at`` where there is none."""
    behind = at
    while found.tokens.inside(behind) and behind - at < _LONGEST_ENTRY:
        token = found.items[behind]
        if not (token.capital or token.text == "-"):
            break
        if behind > at and "-" not in (token.text, found.low(behind - 1)):
            break
        behind += 1
    return behind


def _kreise(found: Scene, head: int) -> None:
    named = found.beginning.get(head)
    if named is not None and named.entry.is_kreis:
        following = found.next_in_list(named.behind)
        if following is None or (
            following not in found.beginning and _other(found, following) == following
        ):
            return  # "im Kreise Unna"
        # the head stands for the whole list: each name is quoted for itself
        found.remove(named)
        found.blocked.discard(head)
        entry = Entry(named.key, Form.NAME, is_kreis=True)
        found.add(Candidate(head + 1, named.behind, entry, named.key, False))
    for _, one in list(_entries(found, head + 1)):
        if one is None:
            continue
        kreis = found.gazetteer.kreise.get(one.key)
        if one.entry.form is Form.STEM:
            one.entry = Entry(one.key, Form.STEM, is_kreis=True, code="governed")
        elif kreis is not None:
            one.key, one.entry = kreis, Entry(kreis, Form.NAME, is_kreis=True)


def _universities(found: Scene, head: int, sort: str) -> None:
    taken: set[int] = set()
    for _, one in list(_entries(found, head + 1)):
        if one is None or one.entry.is_kreis or one.first in taken:
            continue
        last = one
        # "Duisburg-Essen" is one name
        if found.low(one.behind) == "-" and one.behind + 1 in found.beginning:
            last = found.beginning[one.behind + 1]
        name = "".join(found.low(index) for index in range(one.first, last.behind))
        taken.add(last.first)
        known = found.gazetteer.universities
        key = known.get(f"{sort} {name}") or known.get(f"{'fh' if sort == 'uni' else 'uni'} {name}")
        found.remove(one)
        if last is not one:
            found.remove(last)
        if key is not None:
            entry = Entry(key, Form.NAME, is_member=True)
            found.add(Candidate(one.first, last.behind, entry, key, True))


def _one_of_two(found: Scene, one: Candidate) -> None:
    """The first of "TU und FH Dortmund", "Universität und Hochschule Bochum"."""
    at = one.first - 2
    if at < 0 or found.low(at + 1) != "und" or not found.same_sentence(at, one.first):
        return
    sort = _ONE_OF_TWO.get(found.low(at))
    if sort is None or not found.items[at].capital or found.low(at + 2) not in _ONE_OF_TWO:
        return
    key = found.gazetteer.universities.get(f"{sort} {found.low(one.behind - 1)}")
    if key is None or at in found.beginning or at + 1 in found.ending:
        return
    first = at - 1 if found.low(at - 1).startswith("technische") else at
    found.add(Candidate(first, at + 1, Entry(key, Form.NAME, is_member=True), key, True))
    found.candidates.sort(key=lambda each: each.first)
