"""Who accedes: the subject of a sentence that tells of an accession as done.

Not who is a member already, who is only near ("in Bochum unterzeichnet", "gemeinsam mit dem
RVR"), whose Kreis joins, who wants to, might, or is denied to have joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ruhrmap.model import Catalog
from ruhrmap.press.reading.days import When, resolve
from ruhrmap.press.reading.places import Places
from ruhrmap.press.reading.result import Joiner
from ruhrmap.press.reading.scene import Candidate
from ruhrmap.press.reading.telling import Mode, Sentence, clause_around, mode
from ruhrmap.press.reading.vocabulary import listed

_US: Final = (
    r"(?:(?:der|die|dem|den|das|zur|zum|ins|in die|einer|unserer|ihrer|diesem|dieser)[ \n])?"
    r"(?:[\w-]+[ \n]){0,2}(?:\w*initiative|RuhrFutur\w*|RUHRFUTUR|\w*bündnis\w*|\w*allianz|Verbund"
    r"|Netzwerk|Kooperation|Gemeinschaft|Familie|Kreis der)"
)
# What tells of an accession. "self" where it is about whoever stands in the nominative.
_JOINING: Final = re.compile(
    r"\b(?:tritt|treten|trat|traten)\b(?!\w).{0,300}?\bbei\b(?![ \n](?!der[ \n]Bildungs)\w)"
    r"|\b(?:tritt|treten|trat|traten)\b.{0,60}?\bbei(?=[ \n]*(?:[.,;:!?)]|$|und\b|–))"
    r"|\bbeigetreten\b|\bbeitritt\b(?!s)"
    r"|\b(?:schließt|schließen|schloss|schlossen)\b.{0,40}?\bsich\b.{0,200}?\ban\b(?!\w)"
    r"|\bsich\b.{0,120}?\bangeschlossen\b|\bangeschlossen haben\b|\bsich .{0,60}?anschließt\b"
    r"|\b(?:wird|werden|wurde|wurden|ist|sind|sei|seien)\b.{0,120}?\b(?:Mitglied\w*"
    r"|Partner(?:in|innen|n)?"
    r"|Teil (?:der|von|des)|Partnerkommune\w*|Partnerhochschule\w*)\b"
    r"|\b(?:Mitglied|Partner|Partnerin|Teil)\b.{0,80}?\b(?:wird|werden|wurde|wurden|ist|sind)\b"
    r"|\bverstärk(?:t|en|te|ten)\b|\bVerstärkung\b"
    r"|\bstößt\b.{0,80}?\bdazu\b|\bstoßen\b.{0,80}?\bdazu\b|\bkomm(?:t"
    r"|en)\b.{0,80}?\b(?:hinzu|dazu)\b"
    r"|\bmach(?:t|en)\b.{0,80}?\bmit\b(?=[ \n]*(?:[.,;:!?)]|$|und\b|bei\b|–))"
    r"|\b(?:ist|sind)\b.{0,80}?\b(?:dabei|mit an Bord|mit im Boot)\b|\bneu dabei\b|\bneu an Bord\b"
    r"|\b(?:gehört|gehören|zählt|zählen)\b.{0,60}?\b(?:nun|jetzt|künftig|ab sofort|fortan"
    r"|neuerdings"
    r"|seit (?:heute|gestern|dieser Woche|\w*tag))\b"
    r"|\b(?:nun|jetzt|ab sofort|fortan|neuerdings|seit heute)\b.{0,60}?\b(?:gehört|gehören"
    r"|zählt|zählen)\b"
    r"|\bnimmt\b.{0,200}?\bauf\b|\bnehmen\b.{0,200}?\bauf\b|\baufgenommen\b|\bAufnahme\b"
    r"|\b(?:begrüß\w+|heißt|heißen)\b.{0,200}?\b(?:neu\w*|willkommen|weiter\w*)\b"
    r"|\bwächst\b|\bgewachsen\b|\bverpflichte(?:t|n|te|ten)\b.{0,30}?\bsich\b"
    r"|\bsteigt\b.{0,80}?\bein\b"
    r"|\bNeu(?:e|es|er|este)?[ \n](?:\w+[ \n])?(?:Mitglied\w*|Partner\w*)\b",
    re.IGNORECASE | re.DOTALL,
)
# what somebody may do one day
_INTENDING: Final = re.compile(
    r"\b(?:beitreten|beizutreten|(?:sich )?(?:anschließen|anzuschließen)"
    r"|(?:Mitglied|Partner|Partnerin|Teil)\b.{0,80}?\b(?:zu werden"
    r"|werden (?:will|soll|möchte|könnte))"
    r"|(?:möglich\w*|geplant\w*|angestrebt\w*|künftig\w*) Beitritt\w*)\b",
    re.IGNORECASE | re.DOTALL,
)
_SIGNING: Final = re.compile(
    r"\b(?:unterzeichne\w*|unterschr(?:ie|ei)b\w*|unterschrift\w*|unterzeichnung\w*|besiegel\w*)",
    re.IGNORECASE,
)
_AGREEMENT: Final = re.compile(
    r"\b(?:RuhrFutur|Bildungsinitiative|Beitritt\w*|Mitglied\w*|Initiative|\w*vereinbarung"
    r"|\w*vertrag\w*)",
    re.IGNORECASE,
)
# joining something of another name
_OTHER_BODY: Final = re.compile(
    r"\b(?:Klima-?[Bb]ündnis\w*|Zweckverband\w*|Sparkassenzweckverband|Städtebund|Hanse\b|Städtenetzwerk\w*"
    r"|Metropolregion"
    r"|Städtenetzwerk\w*|Charta|Arbeitsgemeinschaft|Genossenschaft|Tarif\w*|Verkehrsverbund\w*|VRR"
    r"|Städteregion|LEADER|Radnetz\w*|AGFS|Lenkungskreis\w*|Beirat\w*|Jury|Städtetag\w*)\b"
)
_FOUNDING: Final = re.compile(
    r"\b(?:gegründet|gründung\w*|gründete[n]?|Gründungsmitglied\w*)\b", re.IGNORECASE
)
_FOUNDS: Final = re.compile(
    r"\b(?:gründen|gegründet haben|haben .{0,200}gegründet|starten|rufen .{0,120}ins Leben)\b",
    re.IGNORECASE | re.DOTALL,
)
_SINCE: Final = re.compile(
    r"\b(?:bereits|schon|bisher\w*|seit (?:\d{4}|Januar|Februar|März|April|Mai|Juni|Juli|August"
    r"|September|Oktober|November|Dezember|dem Jahr|der Gründung|Jahren)|längst|alt\w* Mitglied)\b",
    re.IGNORECASE,
)
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
        ' , : ; und sowie ( " „ “ » « ruhrgebietsstädte ruhrgebietskommunen ruhrgebietsstadt'
        " neue neuen neuer partner mitglied mitglieder städtischen"
    )
)
_NOUNS: Final = frozenset(
    listed(
        "beitritt beitritts aufnahme anschluss mitgliedschaft unterschrift unterzeichnung"
        " erweiterung einstieg"
    )
)
_OF_OFFICE: Final = (
    "bürgermeister", "oberbürgermeister", "landrat", "landrätin", "rat", "beigeordnet", "dezernent",
    "rektor", "präsident", "stadtdirektor", "schuldezernent", "kreisdirektor", "vertreter",
    "verwaltung", "kämmer",
)  # fmt: skip
_STAND_IN: Final = re.compile(
    r"stellvertretend für|im Namen (?:der|seiner|ihrer|aller)|für (?:seine|ihre|alle|die) (?:\w+ )?"
    r"(?:kreisangehörig\w*|Städte und Gemeinden)|vertritt .{0,60}(?:Städte|Gemeinden|Kommunen)",
    re.IGNORECASE,
)
_RELATIVE: Final = frozenset(listed("der dem den denen"))


class Role:
    """What a name does in its sentence."""

    SUBJECT = "subject"
    OF = "of"  # in the genitive of "Beitritt"
    WITH = "with"  # "Mit Oberhausen wächst …"
    TO = "to"  # "um Oberhausen"
    OFFICE = "office"  # "Oberbürgermeister der Stadt"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Joining:
    """Who accedes, who is announced to, and what the text tells of that besides."""

    joiners: tuple[Joiner, ...]
    planned: tuple[Candidate, ...]
    tells: bool  # a sentence tells of an accession as done
    considered: bool  # one tells of an accession that is planned, possible or denied
    represents: Sentence | None


def joining(
    catalog: Catalog,
    places: Places,
    sentences: tuple[Sentence, ...],
    whens: tuple[When, ...],
    released: date | None,
) -> Joining:
    """Find who accedes."""
    scores: dict[str, int] = {}
    first: dict[str, Candidate] = {}
    planned: list[Candidate] = []
    told = False
    considered = False
    about_us = _is_about_us(sentences)
    for number, sentence in enumerate(one for one in sentences if one.in_body):
        if number < _LEAD and about_us and _is_considered(sentence):
            considered = True
        if _OTHER_BODY.search(sentence.text):
            continue
        for one, how, weight in _told(places, sentence, whens, released, about_us=about_us):
            if how is Mode.PLANNED:
                planned.append(one)
            if how is not Mode.DONE:
                continue
            told = True
            scores[one.key] = scores.get(one.key, 0) + weight
            if one.key not in first or (first[one.key].sure < one.sure):
                first[one.key] = one
    most = max(scores.values(), default=0)
    stand_in = next((one for one in sentences if one.in_body and _STAND_IN.search(one.text)), None)
    own = {
        one.key for one in first.values() if scores[one.key] >= 2 and 6 * scores[one.key] >= most
    }
    joiners = []
    for key, one in first.items():
        if key not in own:
            continue
        represents = stand_in is not None and one.entry.is_kreis
        joiners.append(_joiner(catalog, places, one, most=most, represents=represents))
    return Joining(
        tuple(sorted(joiners, key=lambda each: each.start)),
        tuple(planned),
        told and bool(joiners),
        considered,
        stand_in if any(each.represents for each in joiners) else None,
    )


_LEAD: Final = 5  # sentences, the title and what stands above it among them


def _is_considered(sentence: Sentence) -> bool:
    """Whether a sentence tells of an accession that is planned, possible or denied."""
    tells = _INTENDING.search(sentence.text) or _JOINING.search(sentence.text)
    return tells is not None and mode(sentence.text) in (Mode.PLANNED, Mode.DENIED)


def _is_about_us(sentences: tuple[Sentence, ...]) -> bool:
    """Whether the title or the first sentence below it names the initiative."""
    body = [one for one in sentences if one.in_body and not one.in_title and len(one.text) > 60]
    first = [one for one in sentences if one.in_title] + body[:2]
    return any(_OURS.search(one.text) for one in first)


_OURS: Final = re.compile(r"Ruhr-?[ ]?Futur|Bildungsinitiative", re.IGNORECASE)


def _joiner(
    catalog: Catalog, places: Places, one: Candidate, *, most: int, represents: bool
) -> Joiner:
    text, start = places.text_of(one)
    if one.is_member:
        return Joiner(one.key, one.key, None, text, start, one.sure, represents)
    member = next((m.member_id for m in catalog.members.values() if m.ags == one.key), None)
    return Joiner(member or one.key, member, one.key, text, start, one.sure, represents)


def _told(
    places: Places,
    sentence: Sentence,
    whens: tuple[When, ...],
    released: date | None,
    *,
    about_us: bool,
) -> Iterator[tuple[Candidate, Mode, int]]:
    """Each name whose accession a sentence tells of, how it does, and with what weight."""
    found = places.scene
    names = found.between(sentence.first, sentence.behind)
    if not names:
        return
    deeds = list(_JOINING.finditer(sentence.text))
    signs = _SIGNING.search(sentence.text)
    by_signing = (
        signs is not None
        and _AGREEMENT.search(sentence.text) is not None
        and (about_us or _OURS.search(sentence.text) is not None)
    )
    intends = _INTENDING.search(sentence.text) is not None
    if not deeds and not by_signing and not intends:
        return
    weight = 4 if sentence.in_title else 2
    for one in names:
        place = found.items[one.first].start
        role = _role(places, one, sentence)
        begin, _ = clause_around(sentence, place)
        _, end = clause_around(sentence, found.items[_last_of_list(places, one).first].start)
        how = _mode(sentence, begin, end)
        if intends and not deeds:
            how = Mode.DENIED if how is Mode.DENIED else Mode.PLANNED
        in_clause = [
            deed
            for deed in deeds
            if begin <= sentence.start + deed.end() and sentence.start + deed.start() <= end
        ]
        plain = found.tokens.plain.text
        if _since(plain, begin, end) or _is_long_ago(plain, begin, end, whens, released):
            continue
        if (
            (role == Role.SUBJECT and in_clause)
            or (role in (Role.OF, Role.WITH, Role.TO) and (deeds or by_signing))
            or (by_signing and role == Role.SUBJECT and not one.is_adjective)
            or (intends and role in (Role.SUBJECT, Role.OFFICE))
        ):
            yield one, how, weight
        elif role == Role.OFFICE and by_signing and not one.is_member:
            yield one, how, weight - 1


def _mode(sentence: Sentence, begin: int, end: int) -> Mode:
    own = mode(sentence.text[begin - sentence.start : end - sentence.start])
    if own is not Mode.DONE:
        return own
    whole = mode(sentence.text)
    return whole if whole in (Mode.PLANNED, Mode.DENIED) else Mode.DONE


def _since(text: str, begin: int, end: int) -> bool:
    return _SINCE.search(text, begin, end) is not None


def _is_long_ago(
    text: str, begin: int, end: int, whens: tuple[When, ...], released: date | None
) -> bool:
    """Whether the dates of a clause, all of them, lie far before the release."""
    own = [one for one in whens if begin <= one.start < end]
    days = [value.latest for one in own if (value := resolve(one, released)) is not None]
    if released is not None and any((released - day).days <= _NEW for day in days):
        return False
    clause = text[begin:end]
    if _FOUNDING.search(clause) and not _FOUNDS.search(clause):
        return True
    if released is None:
        return False
    years = [int(year) for year in re.findall(r"(?<![\d.])(?:19|20)\d\d(?![\d])", clause)]
    return bool(days) or (bool(years) and all(year < released.year - 1 for year in years))


_NEW: Final = 150  # days


def _last_of_list(places: Places, one: Candidate) -> Candidate:
    """The last name of a list, articles and heads between its names: they act together."""
    found = places.scene
    last, at = one, one.behind
    for _ in range(_LONGEST_LIST):
        if found.low(at) not in (",", "und", "sowie", "/"):
            break
        while (
            at not in found.beginning
            and found.low(at) in _SKIPPED
            and found.same_sentence(one.first, at)
        ):
            at += 1
        if at not in found.beginning or not found.same_sentence(one.first, at):
            break
        last = found.beginning[at]
        at = last.behind
    return last


_LONGEST_LIST: Final = 40


def _role(places: Places, one: Candidate, sentence: Sentence) -> str:
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
        if low in _SKIPPED:
            if low in ("des", "der") and at - 1 >= sentence.first:
                noun = found.low(at - 1)
                if noun in _NOUNS or noun.endswith(("beitritt", "beitritts")):
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
        if low == "um":
            return Role.TO
        if low in _NEXT_TO:
            return Role.OTHER
        if low.startswith(_OF_OFFICE):
            return Role.OFFICE
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


def _owns(text: str, noun: str, article: str) -> bool:
    """Whether "der" or "des" makes a genitive of the word before it: "Schulen der Stadt"."""
    if not text[:1].isupper():
        return False
    return article == "des" or (noun not in _SKIPPED and noun != "ruhrfutur")
