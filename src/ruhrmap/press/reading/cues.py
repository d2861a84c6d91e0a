"""What releases of each kind say, by what it tells: leaving, refusing, joining, reporting.

Each is a pattern of words as press offices and papers use them. Alone none decides: they are
weighed together with the single words of a release (see ``signs`` and ``kinds``).
"""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "leaving": (
        r"verlässt|verlassen|verließ\w*|\w*austritt\w*|austreten|ausgetreten|austrat\w*|ausstieg\w*"
        r"|ausgestiegen|aussteigen|steigt\b.{0,120}\baus\b|tr(?:itt|eten)\b.{0,120}\baus\b"
        r"|kündig\w*|gekündigt|beendet\b.{0,60}(?:mit|zusammen|partner|koop)|rücken\b.{0,20}\bkehr\w*"
        r"|kehrt\b.{0,60}\brücken|zieht sich\b.{0,80}\bzurück|rückzug|scheidet\b.{0,60}\baus"
        r"|läuft\b.{0,80}\baus\b|nicht verlänger\w*"
    ),
    "refusing": (
        r"lehn(?:t|te|ten)\b.{0,80}\bab\b|abgelehnt\w*|ablehn\w*|vertag\w*|verschieb\w*|versch[oö]b\w*"
        r"|verschoben|abgesetzt|abgesagt|zurückgestellt|geplatzt|platzt|gescheitert|scheitert\w*"
        r"|keine mehrheit|vorerst|auf eis|vom tisch|wink(?:t|en) ab|dementier\w*|\bfern\b|entfällt"
        r"|fällt aus|pausentaste|\bspäter|nein zu|gegen (?:einen|den) beitritt|bleibt draußen"
        r"|\boffen\b.{0,30}\bob\b|noch nicht|noch keine entscheidung|kein beitritt"
        r"|denkt\b.{0,20}\bnach"
        r"|prüft|geprüft|erwäg\w*|überleg\w*|bedenkzeit|zöger\w*"
    ),
    "persons": (
        r"neue[rn]? (?:\w+ )?(?:geschäftsführ\w*|leit(?:er|erin|ung)\w*|vorsitzend\w*|direktor\w*"
        r"|rektor\w*|präsident\w*|programmleit\w*|chef\w*|spitze)|nachfolg\w*|folgt auf|ruhestand"
        r"|verabschied\w*|abschied\w*|wechselt\b|tritt\b.{0,60}\bamt\b|an der spitze"
        r"|übernimmt\b.{0,60}(?:leitung|geschäftsführung|vorsitz|amt|stelle)|gewählt|wählt\w*|berufen"
        r"|bestellt|nachruf|trauer\w*|verstorben|gestorben|\bstarb\b|\btod\b|preis\w*|ehrung|\behrt\b"
        r"|geehrt|auszeichn\w*|ausgezeichnet|verdienst\w*|geburtstag|jubilä\w*"
    ),
    "posts and shares": (
        r"stellenausschreib\w*|stelle\b.{0,60}(?:besetz|frei|ausgeschrieben)|bewerbung\w*|bewerben"
        r"|entgeltgruppe|unbefristet\w*|befristet\w*|vollzeit|teilzeit|arbeitsvertrag"
        r"|sucht\b.{0,60}(?:mitarbeit|leitung|referent|fachkraft)|gesellschafter\w*"
        r"|anteil\w*\b.{0,40}gmbh|eigentümer\w*"
    ),
    "alliances": (
        r"\b(?:netzwerk|bündnis|allianz|städtebund|verbund|charta|verein|zweckverband|hanse|pakt|union"
        r"|arbeitsgemeinschaft|klimabündnis|liga)\w*"
    ),
    "reporting": (
        r"\w*bericht\w*|\w*studie\w*|\w*umfrage\w*|\w*befragung\w*|befragt\w*|\w*erhebung\w*|erhoben"
        r"|\w*statistik\w*|\w*monitor\w*|evaluation\w*|evaluiert|\w*auswertung\w*|ausgewertet"
        r"|\w*analyse\w*|\w*atlas|kennzahl\w*|datenreport|untersuch\w*|ergebnis\w*|befund\w*"
        r"|erkenntnis\w*|\blaut\b|geht aus\b|gestiegen|gesunken|rückgang|anstieg|anteil\w*"
        r"|durchschnitt\w*|quote\w*|jede[rs]? (?:zweit|dritt|viert|fünft|sechst|siebt|acht|neunt"
        r"|zehnt|elft)e\w*|seiten\b|\bband\b|zahlen\b|daten\b"
    ),
    "joining": (
        r"beitr(?:itt|eten|at|aten)\w*|beigetreten|beizutreten|\btr(?:itt|eten|at|aten)\b.{0,120}\bbei\b"
        r"|anschl(?:ießen|oss|uss)\w*|angeschlossen|schlie(?:ßt|ßen)\b.{0,100}\ban\b"
        r"|aufgenommen|aufnahme"
        r"|\bmitglied\b.{0,40}(?:wird|werden|geworden|ist|wurde)"
        r"|neue[rsn]? (?:partner|mitglied|kommune)\w*"
        r"|(?:wird|werden|ist|sind|neue[srn]?)\b.{0,60}\bmitglied|\bdabei\b|an bord|mit im boot"
        r"|mit von der partie|gehör(?:t|en)\b.{0,40}(?:nun|jetzt|an\b)|(?:nun|jetzt)\b.{0,40}gehör"
        r"|verstärk\w*|zuwachs|neuzugang|neuzugänge|wächst|gewachsen|\bdazu\b|hinzu\w*|rückkehr\w*"
        r"|kehrt\b.{0,60}zurück|kommt zurück|wieder (?:mitglied|dabei|an bord)|einstieg"
        r"|steigt\b.{0,60}\bein\b|dockt|reiht sich|sagt ja|geht zu|mach(?:t|en)\b.{0,40}\bmit\b"
    ),
    "signing": (
        r"unterzeichn\w*|unterschr\w*|besiegel\w*|signier\w*|\bnamen\b.{0,30}\bunter\b|\bgezeichnet\b"
        r"|zeichnete\w*|\btinte\b|\bfüller\b|urkunde\w*"
    ),
    "agreements": (
        r"beitritts\w*|kooperationsv\w*|mitgliedschaft\w*|mitgliedsv\w*|aufnahmevertrag|vereinbarung\w*"
        r"|vertrag\w*"
    ),
    "working together": (
        r"\w*projekt\w*|\w*programm\w*|kooperation\w*|kooperier\w*|zusammenarbeit\w*|gemeinsam\w*"
        r"|\w*workshop\w*|fachtag\w*|tagung\w*|werkstatt\w*|fortbildung\w*|modell\w*|förder\w*"
        r"|akademie\w*|mentoring|konferenz\w*|gestartet|startet|auftakt|eröffn\w*|lotsen|paten\w*|camp\w*"
        r"|ferien\w*|sommer\w*"
    ),
    "deciding": (
        r"(?:rat|kreistag)\b.{0,80}\b(?:beschl|stimm|votier|entsch)\w*|beschloss\w*|beschluss\w*"
        r"|zugestimmt|grünes licht|weg frei|gegenstimm\w*|einstimmig|mehrheit"
    ),
    "counting": (
        r"als (?:\d+\.|\w+te[srn]?|\w+ste[srn]?) (?:kommunale\w* )?(?:mitglied|kommune|stadt|kreis"
        r"|hochschule)|\b(?:zählt|zählen|umfasst|hat)\b.{0,40}\b(?:damit|nun|jetzt)\b"
        r"|damit\b.{0,60}\b(?:zählt|wächst|steigt|gehören|sind es)"
    ),
}
CUES: Final = {
    name: re.compile(rf"(?:{words})", re.IGNORECASE | re.DOTALL) for name, words in _WORDS.items()
}
# words that turn one around
NEGATION: Final = re.compile(r"\b(?:nicht|kein\w*|nein|weder|ohne|gegen|ob)\b", re.IGNORECASE)
