"""The row of a member that is new: its key and names in the style of ``members.csv``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from ruhrmap.model import MemberKind, Territory, TerritoryKind

_LETTERS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_KINDS: Final = {
    TerritoryKind.INDEPENDENT_CITY: MemberKind.INDEPENDENT_CITY,
    TerritoryKind.KREIS: MemberKind.KREIS,
    TerritoryKind.TOWN: MemberKind.TOWN,
    TerritoryKind.MUNICIPALITY: MemberKind.TOWN,
}
_FRONTS: Final = {TerritoryKind.KREIS: "", TerritoryKind.MUNICIPALITY: "gemeinde-"}


def member_row(place: Territory, taken: Collection[str]) -> dict[str, str]:
    """The row for ``members.csv``; its key is free among those ``taken``.

    Examples
    --------
    >>> from ruhrmap import catalog
    >>> places = catalog.load().territories
    >>> [member_row(places[ags], ())["member_id"] for ags in ("05170", "05562004", "05978008")]
    ['kreis-wesel', 'stadt-castrop-rauxel', 'gemeinde-boenen']
    """
    name = place.short_name.replace("|", "")
    return {
        "member_id": _free(_FRONTS.get(place.kind, "stadt-") + slug(name), taken),
        "name": place.name,
        "name_en": place.name,
        "short_name": name,
        "kind": _KINDS[place.kind].value,
        "ags": place.ags,
    }


def slug(name: str) -> str:
    """A name as keys have it.

    Examples
    --------
    >>> slug("Mülheim"), slug("Ennepe-Ruhr-Kreis")
    ('muelheim', 'ennepe-ruhr-kreis')
    """
    spelled = name.casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _free(key: str, taken: Collection[str]) -> str:
    number, free = 2, key
    while free in taken:
        free, number = f"{key}-{number}", number + 1
    return free
