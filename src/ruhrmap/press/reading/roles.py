"""What a name does in its sentence: who acts, and who is only near."""

from __future__ import annotations

from typing import Final

from ruhrmap.press.reading.deeds import NAMED
from ruhrmap.press.reading.local import compounds
from ruhrmap.press.reading.places import Places
from ruhrmap.press.reading.scene import Candidate
from ruhrmap.press.reading.telling import Sentence
from ruhrmap.press.reading.vocabulary import listed

_RELATIVE: Final = frozenset(listed("der dem den denen"))
_NEXT_TO: Final = frozenset(
    listed(
        "in im aus bei nach neben mit außer für durch seit vor an am zu zum zur unter zwischen"
        " über bis gegen ohne wie samt inklusive einschließlich rund um auf ins beim gegenüber"
        " namens"
    )
)
_SKIPPED: Final = frozenset(
    listed(
        "der die das des dem den stadt städte städten kreis kreise kreisen gemeinde gemeinden"
        " hochschule kommune kommunen auch nun jetzt damit beiden beide zwei drei vier fünf sechs"
        " sieben acht neun zehn elf kreisfreie kreisfreien kreisfreier großstadt großstädte"
        ' , ; und sowie ( " „ “ » «'
        " universitäten hochschulen fachhochschulen neue neuen neuer partner mitglied"
        " mitglieder städtischen"
    )
)
_NOUNS: Final = frozenset(
    listed(
        "beitritt beitritts aufnahme anschluss mitgliedschaft unterschrift unterzeichnung"
        " erweiterung einstieg"
    )
)
_GROWTH: Final = frozenset(listed("verstärkung zuwachs"))
_OF_OFFICE: Final = (
    "bürgermeister", "oberbürgermeister", "landrat", "landrätin", "rat", "beigeordnet", "dezernent",
    "rektor", "präsident", "stadtdirektor", "schuldezernent", "kreisdirektor", "vertreter",
    "verwaltung", "kämmer",
)  # fmt: skip


class Role:
    """What a name does in its sentence."""

    SUBJECT = "subject"
    OF = "of"  # in the genitive of "Beitritt"
    WITH = "with"  # "Mit Oberhausen wächst …"
    TO = "to"  # "um Oberhausen"
    FOR = "for"  # "hat heute für die Stadt Oberhausen unterschrieben"
    OFFICE = "office"  # "Oberbürgermeister der Stadt"
    OTHER = "other"


def lists_of(places: Places, names: list[Candidate]) -> dict[int, tuple[Candidate, Candidate]]:
    """The first and the last name of the list in which each name stands: they act together.

    Articles and heads may stand between the names ("Bochum, der Kreis Unna und die …").
    """
    found: dict[int, tuple[Candidate, Candidate]] = {}
    together: list[Candidate] = []
    for one in names:
        if together and not _goes_on(places, together[-1], one):
            together = []
        together.append(one)
        for member in together[-_LONGEST_LIST:]:
            found[member.first] = (together[0], one)
    return found


def _goes_on(places: Places, one: Candidate, other: Candidate) -> bool:
    between = [places.scene.low(at) for at in range(one.behind, other.first)]
    if not between or between[0] not in (",", "und", "sowie", "/"):
        return False
    return all(_is_skipped(word) for word in between)


_OWN_KOMMUNEN: Final = compounds("städte", "kommunen", "stadt")
_LONGEST_LIST: Final = 40


def role_of(places: Places, one: Candidate, sentence: Sentence) -> str:
    """What a name does: by the words before it, over its list and the head of that."""
    found = places.scene
    if one.is_adjective or _is_dateline(places, one):
        return Role.OTHER
    at, seen = one.first - 1, 0
    genitive = found.items[one.behind - 1].low.endswith("s") and not one.is_member
    while at >= sentence.first and seen < 40:
        seen += 1
        if at + 1 in found.ending and found.ending[at + 1] is not one:
            before = found.ending[at + 1]
            if before.is_adjective:
                return Role.OTHER
            # the list goes on to the left, if a comma or "und" joins them
            if found.low(at + 1) not in (",", "und", "sowie", "/", "&", "oder"):
                return Role.OTHER
            at = before.first - 1
            continue
        low = found.low(at)
        if _is_skipped(low):
            if low in ("des", "der") and at - 1 >= sentence.first:
                noun = found.low(at - 1)
                if noun in _NOUNS or noun.startswith("beitritt"):
                    return Role.OF
                if noun.startswith(_OF_OFFICE) or noun.endswith(_OF_OFFICE):
                    return Role.OFFICE
                if _owns(found.items[at - 1].text, noun, low):
                    return Role.OTHER
            at -= 1
            continue
        if low in _NOUNS or low.endswith("beitritt"):
            return Role.OF
        if low == "von":
            return Role.OF if found.low(at - 1) in _NOUNS else Role.OTHER
        if low in ("mit", "durch") and found.low(at - 1) == "," and found.low(at + 1) in _RELATIVE:
            return Role.SUBJECT  # "die Vereinbarung, mit der Dorsten Mitglied wird"
        if low == "mit":
            begins = at == sentence.first or found.low(at - 1) in (":", "–", "-", "„", '"')
            return Role.WITH if begins else Role.OTHER
        if low == "um" or (low in ("aus", "durch") and found.low(at - 1) in _GROWTH):
            return Role.TO
        if low == "für" and not _is_noun(places, at - 1) and found.low(at - 1) != "stellvertretend":
            return Role.FOR
        if low == "aus" and found.low(at - 1).startswith(("vertreter", "delegation")):
            return Role.OFFICE
        if low in _NEXT_TO:
            return Role.OTHER
        if low.startswith(_OF_OFFICE):
            return Role.OFFICE
        if at == one.first - 1 and _is_named_after(places, one, at, sentence):
            return Role.OTHER
        if genitive and at == one.first - 1 and found.items[at].word and found.items[at].capital:
            return Role.OTHER
        return Role.SUBJECT
    # nothing stands before it
    if genitive and (found.low(one.behind) in _NOUNS):
        return Role.OF
    return Role.SUBJECT


def _is_dateline(places: Places, one: Candidate) -> bool:
    """Whether the name stands alone before a dash at the beginning of a line: "Essen – Die …"."""
    items, behind = places.scene.items, one.behind
    if one.first and "\n" not in items[one.first].gap:
        return False
    dash = behind < len(items) and items[behind].text in "–—-" and items[behind].gap == " "
    return dash and behind + 1 < len(items) and items[behind + 1].capital


def _is_named_after(places: Places, one: Candidate, at: int, sentence: Sentence) -> bool:
    """Whether the town is part of the name of a house: "in der Philharmonie Essen"."""
    if one.is_member or one.entry.is_kreis or at <= sentence.first + 1:
        return False
    article = places.scene.low(at - 1) in ("der", "im", "am", "vom", "zum", "zur", "dem")
    return article and _is_noun(places, at) and places.scene.items[one.first].gap == " "


def _is_skipped(word: str) -> bool:
    return word in _SKIPPED or word in _OWN_KOMMUNEN()


def _is_noun(places: Places, at: int) -> bool:
    return at >= 0 and places.scene.items[at].word and places.scene.items[at].capital


def _owns(text: str, noun: str, article: str) -> bool:
    """Whether "der" or "des" makes a genitive of the word before it: "Schulen der Stadt"."""
    if not text[:1].isupper():
        return False
    return article == "des" or (not _is_skipped(noun) and not NAMED.fullmatch(noun))
