"""Totals that a release publishes: "14 Kreise und kreisfreie Städte", "sieben Hochschulen".

A number counts only where it counts all members of a sort: Kommunen or universities. What
has been added ("fünf weitere Städte"), who joins with this release ("drei Kommunen treten bei"),
what takes part in a project, the towns of a Kreis ("seiner neun Städte", "alle zehn Städte"),
and what lies in the region whether it is a member or not (53 Städte und Gemeinden) is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ruhrmap import dates
from ruhrmap.dates import Edtf
from ruhrmap.model import Counts
from ruhrmap.press.reading.local import LocalPattern, local
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.numbers import number, ordinal
from ruhrmap.press.reading.result import Total
from ruhrmap.press.reading.telling import Sentence

_N: Final = r"(?P<n>\d{1,3}|[A-ZÄÖÜa-zäöüß][a-zäöüß]{2,20})"
_ADJECTIVES: Final = (
    r"(?:(?:kommunale[nr]?|beteiligte[nr]?|teilnehmende[nr]?|bisherige[nr]?|regionale[nr]?"
    r"|staatliche[nr]?"
    r"|öffentliche[nr]?|aktive[nr]?|starke[nr]?|andere[nr]?|insgesamt|der|die)[ \n]){0,3}"
)
_KREISE_AND_CITIES: Final = (
    r"(?:Kreise[n]?[ \n]und[ \n](?:kreisfreie[nr]?[ \n])?(?:Groß)?(?:Städte[n]?|Kommunen)"
    r"|(?:kreisfreie[nr]?[ \n])?Städte[n]?[ \n]und[ \n](?:Land)?[Kk]reise[n]?)"
)
_KOMMUNEN: Final = (
    rf"(?:{_KREISE_AND_CITIES}"
    r"|(?:«region»|Mitglieds|Partner|«written»-|Gründungs)?-?[Kk]ommunen"
    r"|(?:«region»|Mitglieds|Partner|Gründungs)-?städte[n]?"
    r"|kommunale[nr]?[ \n](?:Mitglieder[n]?|Partner(?:innen)?[n]?|Träger[n]?)"
    r"|Städte[n]?)"
)
_UNIVERSITIES: Final = (
    r"(?:Universitäten[ \n]und[ \n](?:Fach)?[Hh]ochschulen|Hochschulen[ \n]und[ \n]Universitäten"
    r"|(?:«region»|Mitglieds|Partner|«written»-|Gründungs)?-?[Hh]ochschulen|Hochschulpartner\w*)"
)
_TOTAL: Final = LocalPattern(
    rf"(?<![\w.,-]){_N}[ \n](?P<adj>{_ADJECTIVES})"
    rf"(?:(?P<kommunen>{_KOMMUNEN})|(?P<universities>{_UNIVERSITIES}))(?!\w)"
)
_SUM: Final = re.compile(
    rf"(?<![\w.,-]){_N}[ \n](?P<what>(?:kreisfreie[nr]?[ \n])?(?:Großs|S)tädte[n]?|Kreise[n]?)"
    r"(?:[ \n](?:und|sowie)|,|[ \n]plus)[ \n](?P<m>\d{1,3}|[a-zäöüß]{3,20})[ \n]"
    r"(?P<other>(?:kreisfreie[nr]?[ \n])?(?:Städte[n]?|Stadt)|Kreise[n]?|Kreis)(?!\w)"
)
_ORDINAL: Final = LocalPattern(
    r"(?<![\w-])(?i:als|die|der|das|zur|zum|ist|sind|damit|nun|jetzt|bereits|von|schon)[ \n]"
    r"(?:(?:die|der|das|damit|nun|jetzt|bereits|inzwischen|mittlerweile|schon)[ \n]){0,2}"
    r"(?P<t>(?P<n>\d{1,2}\.|[a-zäöüß]{5,20})[ \n]"
    r"(?:(?P<kommunen>(?:(?:«region»|Mitglieds|Partner)?-?[Kk]ommune"
    r"|kommunale[sr]?[nm]?[ \n](?:Mitglied|Partner(?:in)?|Mitgliedskommune)))"
    r"|(?P<universities>(?:Partner|Mitglieds)?-?[Hh]ochschule)))(?!\w)"
)
# "Die Zahl der kommunalen Mitglieder steigt damit auf sechzehn"
_NUMBER_OF: Final = LocalPattern(
    rf"\b(?:[Zz]ahl|[Kk]reis)[ \n]der[ \n](?:beteiligten[ \n])?(?:(?P<kommunen>{_KOMMUNEN})"
    rf"|(?P<universities>{_UNIVERSITIES}))[^.!?]{{0,60}}?[ \n](?:auf|bei|beträgt|ist)[ \n]"
    r"(?:nun[ \n]|jetzt[ \n]|damit[ \n])?(?P<n>\d{1,2}|[a-zäöüß]{3,20})"
    r"(?![\w.,]*\d|[ \n]Prozent|\w)"
)
# "Unter den Hochschulen der Initiative ist sie die sechste"
_AMONG: Final = LocalPattern(
    rf"\b[Uu]nter[ \n]den[ \n](?:(?P<kommunen>{_KOMMUNEN})|(?P<universities>{_UNIVERSITIES}))"
    r"[^.!?,]{0,60}?[ \n](?:die|der|das)[ \n](?P<n>\d{1,2}\.|[a-zäöüß]{5,20})(?![ \n]?\w)"
)
# "2030 waren 14 Kreise und Städte Mitglied, mit der Rückkehr sind es 15"
_NOW: Final = re.compile(
    r"\bsind[ \n]es[ \n](?:(?:nun|jetzt|damit|heute|wieder|somit)[ \n])?"
    r"(?P<n>\d{1,2}|[a-zäöüß]{3,20})(?![\w,]*\d|[ \n]Prozent|\w)"
)
_ABOUT_MEMBERS: Final = LocalPattern(
    r"\b(?:\w*mitglied\w*|\w*partner\w*|initiative|bildungsinitiative|bündnis\w*"
    r"|«name»\w*|gehör\w*|zählt\w*"
    r"|zählen|beteilig\w*|vertreten|wirken|gemeinsam|dabei|angehör\w*|träger\w*|beigetreten"
    r"|beitritt\w*"
    r"|angeschlossen|arbeiten|engagier\w*|verbund|netzwerk|allianz|mitmach\w*|machen mit"
    r"|tragen|getragen"
    r"|(?:hinzu|dazu) komm\w*|komm\w* .{0,30}(?:hinzu|dazu)"
    r"|verbleib\w*|wuchs|wächst|an Bord|zusammengeschlossen|umfasst|verein\w*|unterstütz\w*)\b",
    re.IGNORECASE,
)
_ABOUT_OTHERS: Final = LocalPattern(
    r"\b(?:insgesamt «towns»|Schulen aus|Kitas aus|Projektstandort\w*|Modell(?:kommune|städte"
    r"|stadt)\w*|pilot\w*"
    r"|in (?:\w+ )?(?:Städten|Kommunen|Kreisen)|Vertreter\w* aus|aus (?:\w+ )?(?:Städten|Kommunen)"
    r"|befragt\w*|verglich\w*|Förderprogramm\w*|bundesweit|landesweit|Deutschland)\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"\b(?:im (?:Gründungs)?[Jj]ahr|im Sommer|im Herbst|im Frühjahr|in|seit|anno|Jahr|Mai)[ \n]"
    r"(?P<y>(?:19|20)\d\d)(?!\w)|(?<![\w.-])(?P<bare>20[0-3]\d)(?![\w.-])"
)
_BEGINNING: Final = re.compile(
    r"\b(?:zu Beginn|anfangs|ursprünglich|bei (?:der|ihrer) Gründung|Gründung\w*|gegründet\w*"
    r"|gestartet|zum Start|starteten|startete|zunächst|begann\w*|damals)\b",
    re.IGNORECASE,
)
_WAS: Final = re.compile(
    r"\b(?:im Jahr|seit|waren|war|zählte[n]?|gehörte[n]?|wirkten|beteiligten"
    r"|hatten? .{0,80}\bangehört)\b"
)
_BEFORE_NOW: Final = re.compile(r"\b(?:bisher\w*|bislang|zuvor|vorher)\b", re.IGNORECASE)
# "Gäste aus drei Städten", "Projekte an zwei Hochschulen"
_WHERE: Final = re.compile(r"\b(?:aus|in|an)[ \n](?:den[ \n])?$", re.IGNORECASE)
# "Damit zählt die Initiative 15 Kreise", "RuhrFutur umfasst …", "15 Kreise sind dabei"
_OURS: Final = LocalPattern(
    r"\b(?:zählt|umfasst|vereint|verbindet|hat)\b.{0,40}\b(?:\w*initiative|«written»|Bündnis)\b"
    r"|\b(?:\w*initiative|«written»|Bündnis)\b.{0,40}\b(?:zählt|umfasst|vereint|verbindet|hat"
    r"|wirken|arbeiten)\b"
    r"|\b(?:wirken|arbeiten)\b.{0,60}\b(?:in der \w*[Ii]nitiative|(?:bei|in) «written»)\b"
    r"|\b(?:wuchs|wächst|wachse|gewachsen)\b.{0,60}\bauf\b"
    r"|\b(?:ist|sind|wirken|machen)\b.{0,80}\b(?:dabei|vertreten|mit)\b",
    re.IGNORECASE | re.DOTALL,
)
# the region as it is, members or not
# "Die drei Kreise zählen zusammen 33 Kommunen", "Wir sind drei Kommunen"
_OWN_TOWNS: Final = re.compile(r"\b(?:[Ww]ir sind|Kreise (?:zählen|haben))\b.{0,20}Kommunen")
# "die erste seiner neun Städte", "für alle zehn Städte": towns of a Kreis
_TOWNS_OF_A_KREIS: Final = re.compile(
    r"\b(?:(?:sein|ihr|unser)e[rnms]?|allen?)[ \n]$", re.IGNORECASE
)
# "Drei Kommunen treten bei", "Vier Städte, ein Ziel:": who joins, and not all
_JOIN: Final = re.compile(
    r"[ \n](?:(?:treten|traten)\b.{0,80}\bbei\b|(?:schließen|schlossen)[ \n]sich\b"
    r"|(?:verstärken|unterzeichnen|unterzeichneten|unterschreiben|unterschrieben)\b"
    r"|.{0,60}\bsind neu\b|(?:haben|hatten)\b.{0,80}\b(?:unterzeichnet|unterschrieben)\b)"
    r"|,[ \n]ein(?:e[rn]?)?[ \n](?:gemeinsame[rs]?[ \n])?[A-ZÄÖÜ]",
    re.DOTALL,
)
# "die dritte Kommune im Ennepe-Ruhr-Kreis"
_OF_A_PART: Final = re.compile(r"[ \n](?:im|aus dem|des|vom)[ \n](?:\w+[- ])*Kreis")
_TOWNS: Final = ("Städte", "Städten")
_MOST: Final = 60
_CALLED: Final = LocalPattern("«written»-|Mitglied")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    value: int
    counts: Counts

    @property
    def length(self) -> int:
        """In letters."""
        return self.end - self.start


def totals(
    plain: Plain, sentences: tuple[Sentence, ...], released: Edtf | None, *, of_us: bool
) -> tuple[Total, ...]:
    """The totals of a text; ``of_us`` says that it speaks of the initiative."""
    found = []
    for sentence in sentences:
        hits = _hits(sentence)
        if not hits or not (of_us and _ABOUT_MEMBERS.search(sentence.text)):
            continue
        if _OWN_TOWNS.search(sentence.text):
            continue
        others = _ABOUT_OTHERS.search(sentence.text) and not _is_list_of_members(sentence.text)
        for hit in hits:
            if others and not _is_called_ours(sentence, hit):
                continue
            start, end = plain.span(hit.start, hit.end)
            as_of = _as_of(sentence, hit, released)
            text = plain.source[start:end]
            sure = not _BEFORE_NOW.search(sentence.text) and as_of is not None
            found.append(Total(hit.counts, hit.value, as_of, text, start, sure))
    return tuple(found)


def _is_list_of_members(text: str) -> bool:
    return re.search(r"\bmitglied|gehören|zählen|\bbeigetreten|\bvertreten", text, re.I) is not None


def _is_called_ours(sentence: Sentence, hit: _Hit) -> bool:
    """Whether the counted are called members, or are in the clause: "RuhrFutur-Hochschulen"."""
    if _CALLED.search(sentence.text[hit.start - sentence.start :][: hit.length]):
        return True
    clause, _ = _clause(sentence, hit)
    return _ABOUT_OTHERS.search(clause) is None and _ABOUT_MEMBERS.search(clause) is not None


def _clause(sentence: Sentence, hit: _Hit) -> tuple[str, int]:
    """The part of a sentence between semicolons in which a number stands, and where it begins."""
    text, at = sentence.text, hit.start - sentence.start
    first = text.rfind(";", 0, at) + 1
    last = text.find(";", at)
    return text[first : last if last >= 0 else None], sentence.start + first


def _hits(sentence: Sentence) -> list[_Hit]:
    text, found, taken = sentence.text, [], []
    for match in _SUM.finditer(text):
        first, second = number(match["n"]), number(match["m"])
        if first is None or second is None or not _is_sum(match["what"], match["other"]):
            continue
        if first + second in local().counts and not _beside(text, members_only=True):
            continue
        taken.append(match.span())
        found.append(_hit(sentence, match.span(), first + second, Counts.MUNICIPAL_MEMBERS))
    for match in _TOTAL.finditer(text):
        value = number(match["n"])
        if value is None or _overlaps(match.span(), taken) or not 2 <= value <= _MOST:
            continue
        if match["kommunen"] and _is_region(value, match["kommunen"], text):
            continue
        if (match["kommunen"] or "").lower().startswith("städte") and not _beside(text):
            continue
        before = text[: match.start()]
        if _WHERE.search(before) or _JOIN.match(text, match.end()):
            continue
        if match["kommunen"] in _TOWNS and _TOWNS_OF_A_KREIS.search(before):
            continue
        counts = Counts.MUNICIPAL_MEMBERS if match["kommunen"] else Counts.UNIVERSITIES
        found.append(_hit(sentence, match.span(), value, counts))
    for match in _ORDINAL.finditer(text):
        word = match["n"]
        value = int(word[:-1]) if word.endswith(".") else ordinal(word)
        if value is None or value < 2 or _OF_A_PART.match(text, match.end()):
            continue
        counts = Counts.MUNICIPAL_MEMBERS if match["kommunen"] else Counts.UNIVERSITIES
        found.append(_hit(sentence, match.span("t"), value, counts))
    for match in (*_NUMBER_OF.finditer(text), *_AMONG.finditer(text)):
        value = _value(match["n"])
        if value is None or not 2 <= value <= _MOST:
            continue
        counts = Counts.MUNICIPAL_MEMBERS if match["kommunen"] else Counts.UNIVERSITIES
        found.append(_hit(sentence, match.span("n"), value, counts))
    for match in _NOW.finditer(text):
        value = number(match["n"])
        told = [one for one in found if one.start < sentence.start + match.start()]
        if value is not None and 2 <= value <= _MOST and told:
            last = max(told, key=lambda one: one.start)
            found.append(_hit(sentence, match.span("n"), value, last.counts))
    return sorted(found, key=lambda one: one.start)


def _value(word: str) -> int | None:
    """A number or an ordinal, in digits or words."""
    if word.endswith("."):
        return int(word[:-1])
    counted = number(word)
    return counted if counted is not None else ordinal(word)


def _is_sum(one: str, other: str) -> bool:
    return (one.lower()[:5] == "kreis" and "frei" not in one) != (
        other.lower()[:5] == "kreis" and "frei" not in other
    )


def _is_region(value: int, kommunen: str, text: str) -> bool:
    """Whether the region as it is has so many Kommunen, districts or independent cities."""
    if value not in local().counts:
        return False
    here = local()
    if value >= here.municipalities:  # they could all be members, but never are
        return True
    cities, kreise = "tädte" in kommunen, "reise" in kommunen
    # as many cities as are independent are all of them, and so are Kreise and cities
    same = cities and (kreise if value == here.districts else not kreise)
    return same and not _beside(text, members_only=True)


def _beside(text: str, *, members_only: bool = False) -> bool:
    """Whether "fünf Städte" are counted as members: universities or members stand beside it."""
    if re.search(r"mitglied|angehör|gehör|beigetreten", text, re.IGNORECASE) or _OURS.search(text):
        return True
    return not members_only and re.search(r"hochschulen|universitäten", text, re.I) is not None


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _hit(sentence: Sentence, span: tuple[int, int], value: int, counts: Counts) -> _Hit:
    return _Hit(sentence.start + span[0], sentence.start + span[1], value, counts)


def _as_of(sentence: Sentence, hit: _Hit, released: Edtf | None) -> Edtf | None:
    """The time that a total speaks of: a year that its clause names, else the release."""
    text, start = _clause(sentence, hit)
    if re.search(r"\bsind[ \n]es\b[^,]{0,12}$", text[: hit.start - start]):
        return released
    if _BEGINNING.search(text) or _WAS.search(text):
        years = [match["y"] or match["bare"] for match in _YEAR.finditer(text)]
        past = [year for year in years if released is None or int(year) <= released.latest.year]
        if past:
            nearest = min(past, key=lambda year: abs(text.find(year) + start - hit.start))
            same = released is not None and int(nearest) == released.latest.year
            return released if same else dates.parse(nearest)
    return released
