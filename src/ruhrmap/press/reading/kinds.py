"""What a release is about: an accession, a cooperation, a report, or something else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Final

from ruhrmap.model import PressKind
from ruhrmap.press.reading.joiners import Joining
from ruhrmap.press.reading.layout import Layout
from ruhrmap.press.reading.lexicon import lexicon
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.telling import Mode, Sentence, mode

_US: Final = re.compile(r"Ruhr-?[ ]?Futur|RUHRFUTUR", re.IGNORECASE)
_REPORT: Final = re.compile(
    r"\b(?:\w*(?:bericht|studie|umfrage|befragung|erhebung|statistik|monitoring|monitor|evaluation"
    r"|analyse|auswertung|atlas|kennzahlen|datenreport|zahlen|index|barometer)(?:e[ns]?|s|en|n)?"
    r"|Untersuchung\w*|Bildungsdaten|Datenlage|Befunde\w*|Ergebnisse\w*|Prozent)\b"
)
_STRONG_REPORT: Final = re.compile(
    r"(?i)\b(?:Bildungsbericht\w*|\w*studie|\w*[Bb]efragung|\w*umfrage|\w*monitoring|\w*report"
    r"|Statistik\w*"
    r"|\w*erhebung|Evaluation\w*|Sozialbericht\w*|\w*atlas|\w*[Bb]ericht (?:vor|zeigt"
    r"|erschien\w*))\b"
)
_REPORT_OUT: Final = re.compile(
    r"\b(?:Bericht|Gutachten|Bilanz|Untersuchung|Auswertung|Zwischenbericht)\w*\b[^.]{0,120}"
    r"\b(?:veröffentlicht|vorgelegt|erschienen|herausgegeben)\b"
)
_PUBLISHES: Final = re.compile(
    r"\b(?:veröffentlich\w*|vorgestellt|stell(?:t|en|te|ten)\b.{0,120}\bvor\b|präsentier\w*"
    r"|legt\w*\b.{0,120}\bvor"
    r"|erschien\w*|vorgelegt|zeigt|zeigen|belegt|belegen|liegt vor|liegen vor|ausgewertet"
    r"|Auswertung\w*)\b",
    re.DOTALL,
)
_COOPERATION: Final = re.compile(
    r"\b(?:\w*(?:projekt|programm|kooperation|zusammenarbeit|partnerschaft|netzwerk"
    r"|workshop|fachtag"
    r"|tagung|werkstatt|kinderstube|maßnahme|fortbildung|modellvorhaben|förderung|qualifizierung"
    r"|konferenz|akademie|mentoring|praxisphase|sprachförderung|hospitation)\w*"
    r"|gemeinsam\w*|Übergang\w*|students@school|Klasse!?Digital|[Kk]ooperier\w*|Eltern und Schulen"
    r"|Wegbereiter\w*|Grundschule Plus|Talent\w*|eröffn\w*|start(?:et|en))\b",
    re.IGNORECASE,
)
_EXIT: Final = re.compile(
    r"\b(?:verlässt|verlassen|verließ|verließen|Austritt\w*|austreten|ausgetreten"
    r"|tritt\b.{0,120}\baus\b"
    r"|treten\b.{0,120}\baus\b|kündig\w*\b.{0,120}\b(?:Mitgliedschaft|Vereinbarung"
    r"|Kooperation\w*|Partnerschaft)"
    r"|(?:Mitgliedschaft|Kooperationsvereinbarung|Vereinbarung"
    r"|Partnerschaft)\b.{0,120}\b(?:gekündigt|beendet"
    r"|endet|ausläuft|läuft .{0,40}aus|nicht verlängert)|steigt\b.{0,120}\baus\b"
    r"|zieht sich\b.{0,120}\bzurück)\b",
    re.IGNORECASE | re.DOTALL,
)
_NOT_EXIT: Final = re.compile(
    r"\bverlassen (?:sich|die Schule|das Gymnasium|die Kita)|Schule\w* verlassen|ohne Abschluss"
    r"|Jugendliche\w*\b.{0,40}\bverlassen|Schul\w+\b.{0,60}\bverlassen",
    re.IGNORECASE,
)
_PERSONNEL: Final = re.compile(
    r"\b(?:neue[rn]? (?:\w+ )?(?:Geschäftsführ\w*|Leit\w*|Vorsitzend\w*|Direktor\w*"
    r"|Rektor\w*|Programmleit\w*)"
    r"|(?:Geschäftsführ\w*|Leitung|Spitze|Vorsitz)\b.{0,60}\b(?:wechsel\w*|übernimmt"
    r"|verabschied\w*|verlässt)"
    r"|übernimmt .{0,40}(?:Geschäftsführung|Leitung)|Mehrheitsgesellschafter\w*"
    r"|Stellenausschreibung"
    r"|verabschiedet|Ruhestand|wählt|gewählt|Nachruf|trauert)\b",
    re.IGNORECASE,
)
_TOGETHER: Final = re.compile(
    r"\b(?:\w*[Kk]ooper\w*|[Zz]usammenarbeit\w*|arbeiten .{0,40}zusammen|[Gg]emeinsam\w*"
    r"|Partner\w*)\b"
)
_LEAD: Final = 700  # letters behind the title
_NEAR: Final = 400  # letters in which a release of ours names the initiative
# large cities near by: whoever speaks for one of them speaks of another region
_CITIES: Final = (
    r"(?:Köln|Kölner|Düsseldorf|Düsseldorfer|Bonn|Bonner|Münster|Münsteraner|Aachen|Aachener"
    r"|Bielefeld|Bielefelder|Wuppertal|Wuppertaler|Krefeld|Krefelder|Mönchengladbach|Leverkusen"
    r"|Solingen|Remscheid|Paderborn|Siegen|Osnabrück|Iserlohn|Lüdenscheid|Arnsberg|Soest"
    r"|Neuss|Altenkirchen|Neuwied|Koblenz|Trier|Mainz|Hannover|Berlin|Frankfurt|Stuttgart|München|Leipzig|Dresden)"
)
_SPEAKS: Final = re.compile(
    rf"\b(?:Stadt|Kreis|Bezirksregierung) {_CITIES}\b|\b(?:Verbands|Samt)gemeinde\w*"
)
_NAMED: Final = re.compile(rf"\b{_CITIES}\b")


@dataclass(frozen=True, slots=True)
class Judged:
    """A kind, and why somebody should look at it."""

    kind: PressKind
    sure: bool
    exit_at: Sentence | None = None
    elsewhere: str = ""  # the region that it is about


def speaks_of_us(plain: Plain) -> bool:
    """Whether the initiative is named at all."""
    return _US.search(plain.text) is not None


def judge(
    plain: Plain,
    layout: Layout,
    sentences: tuple[Sentence, ...],
    joining: Joining,
    *,
    planned: bool,
    mentions: int,
) -> Judged:
    """Decide on a kind.

    The rule: who leaves, and what is about another region, is "other". An accession is one
    that the text tells as done, of the initiative, with somebody who accedes; one that is
    announced for a day is one too, unsure. Then the title decides, then the first sentences.
    """
    body = plain.text[max(layout.title_start, 0) : layout.body_end]
    of_us = speaks_of_us(plain)
    lead = layout.title + "\n" + plain.text[layout.title_end : layout.title_end + _LEAD]
    leaving = _leaving(sentences) if of_us else None
    region = _region(body, layout)
    if leaving is not None and not joining.joiners:
        return Judged(PressKind.OTHER, False, exit_at=leaving)
    region = region or _city_elsewhere(plain, layout)
    if region and not _US.search(layout.title + body[:_NEAR]):
        return Judged(PressKind.OTHER, True, elsewhere=region)
    if not of_us:
        if region or mentions == 0:
            return Judged(PressKind.OTHER, True, elsewhere=region)
        return _without_us(layout.title)
    if joining.tells:
        return Judged(PressKind.ACCESSION, True, exit_at=leaving)
    kind = _by_words(layout.title, lead, body)
    if joining.planned and planned:
        return Judged(PressKind.ACCESSION, False)
    if joining.nameless:
        return Judged(PressKind.ACCESSION, False)
    if joining.considered and kind is not PressKind.REPORT:
        return Judged(PressKind.OTHER, False)
    return Judged(kind, kind is not PressKind.OTHER)


def _without_us(title: str) -> Judged:
    """A release that does not name the initiative: by its title alone, never for sure."""
    if _STRONG_REPORT.search(title):
        return Judged(PressKind.REPORT, False)
    together = _TOGETHER.search(title) is not None
    return Judged(PressKind.COOPERATION if together else PressKind.OTHER, False)


def _by_words(title: str, lead: str, body: str) -> PressKind:
    if _PERSONNEL.search(title):
        return PressKind.OTHER
    if _STRONG_REPORT.search(title) or (_REPORT.search(title) and _PUBLISHES.search(lead)):
        return PressKind.REPORT
    if _COOPERATION.search(title):
        return PressKind.COOPERATION
    if _STRONG_REPORT.search(lead) and _PUBLISHES.search(lead):
        return PressKind.REPORT
    if _REPORT_OUT.search(lead):
        return PressKind.REPORT
    if _PERSONNEL.search(lead):
        return PressKind.OTHER
    if len(_COOPERATION.findall(body)) >= 2:
        return PressKind.COOPERATION
    if len(_REPORT.findall(body)) >= 3:
        return PressKind.REPORT
    return PressKind.COOPERATION


def _leaving(sentences: tuple[Sentence, ...]) -> Sentence | None:
    """The first sentence that tells of an end of membership."""
    return next((one for one in sentences if one.in_body and _tells_exit(one.text)), None)


def _tells_exit(text: str) -> bool:
    if not _EXIT.search(text) or _NOT_EXIT.search(text) or "Geschäftsführ" in text:
        return False
    of_us = re.search(r"Initiative|Mitgliedschaft|Bündnis|Vereinbarung", text) or _US.search(text)
    return of_us is not None and mode(text) is not Mode.PAST


def _city_elsewhere(plain: Plain, layout: Layout) -> str:
    """Another city that title or letterhead name."""
    found = _NAMED.search(layout.title)
    if found is None:
        around = plain.text[: max(layout.title_start, 0)] + plain.text[-_LEAD:]
        found = _SPEAKS.search(around)
    return found[0] if found else ""


def _region(body: str, layout: Layout) -> str:
    """The other region that title or first sentences name, or the whole text twice."""
    lead = layout.title + "\n" + body[: 2 * _LEAD]
    if (found := _regions().search(lead)) is not None:
        return found[0]
    counts = Counter(match[0] for match in _regions().finditer(body))
    return next((name for name, count in counts.items() if count > 1), "")


@cache
def _regions() -> re.Pattern[str]:
    names = sorted(lexicon().regions, key=len, reverse=True)
    # "Sieg-Westerwald" is one too
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")
