"""Words that belong to our own region: names of its places, of members, region and initiative."""

from __future__ import annotations

import re
from functools import cache

from factories import real_catalog
from ruhrmap.model import Level

PROGRAM = "ruhrmap"  # is called so wherever it runs


@cache
def own_words() -> re.Pattern[str]:
    """What fits any of them, as a whole word or at the beginning of a compound with the region.

    Names that are German words as well (Essen, Wetter) are left out: the package lists them.
    """
    ours = real_catalog()
    names = {one.name for one in ours.territories.values()}
    names |= {part for name in names for part in name.split() if len(part) > 3}
    names |= {one.short_name.replace("|", "") for one in ours.territories.values()}
    names |= {name for one in ours.members.values() for name in (one.name, one.short_name)}
    names |= {text for one in ours.naming.words.values() for text in (one.de, one.en)}
    names |= {one for key in ("places", "partners", "press") for one in ours.naming.examples[key]}
    names |= {name for _, name in ours.naming.press.agencies}
    words = {word for word, _ in ours.naming.press.homographs} | _GERMAN
    chosen = {one for one in names if len(one) > 2 and one.lower() not in words}
    listed = "|".join(map(re.escape, sorted(chosen, key=len, reverse=True)))
    keys = "|".join(one.ags for one in ours.at(Level.DISTRICT))  # no decimals of a coordinate
    return re.compile(
        rf"\b(?:{listed})\b|(?i:(?<![a-z])ruhr(?!map))|(?<![\d.])(?:{keys})(?:\d{{3}})?(?!\d)"
    )


_GERMAN = frozenset(["kreis", "der", "land", "an", "hochschule", "rhein", "fachhochschule"])


def found_in(text: str) -> list[str]:
    """The words of ours in a text, each once."""
    return sorted(set(own_words().findall(text)))
