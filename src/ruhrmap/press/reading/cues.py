"""What releases of each kind say, by what it tells: leaving, refusing, joining, reporting.

Each is a pattern of words as press offices and papers use them. Alone none decides: they are
weighed together with the single words of a release (see ``signs`` and ``kinds``). Where no
boundary stands a word may go on, before and behind.
"""

from __future__ import annotations

import re
from typing import Final

_WORDS: Final = {
    "leaving": (
        r"verlässt|verlassen|verließ|austritt|austreten|ausgetreten|austrat|ausstieg"
        r"|ausgestiegen|aussteigen|steigt\b.{0,120}\baus\b|tr(?:itt|eten)\b.{0,120}\baus\b"
        r"|kündig|gekündigt|beendet\b.{0,60}(?:mit|zusammen|partner|koop)|rücken\b.{0,20}\bkehr"
        r"|kehrt\b.{0,60}\brücken|zieht sich\b.{0,80}\bzurück|rückzug|scheidet\b.{0,60}\baus"
        r"|läuft\b.{0,80}\baus\b|nicht verlänger"
    ),
    "refusing": (
        r"lehn(?:t|te|ten)\b.{0,80}\bab\b|abgelehnt|ablehn|vertag|verschieb|versch[oö]b"
        r"|verschoben|abgesetzt|abgesagt|zurückgestellt|geplatzt|platzt|gescheitert|scheitert"
        r"|keine mehrheit|vorerst|auf eis|vom tisch|wink(?:t|en) ab|dementier|\bfern\b|entfällt"
        r"|fällt aus|pausentaste|\bspäter|nein zu|gegen (?:einen|den) beitritt|bleibt draußen"
        r"|\boffen\b.{0,30}\bob\b|noch nicht|noch keine entscheidung|kein beitritt"
        r"|denkt\b.{0,20}\bnach"
        r"|prüft|geprüft|erwäg|überleg|bedenkzeit|zöger"
    ),
    "persons": (
        r"neue[rn]? (?:\w+ )?(?:geschäftsführ|leit(?:er|erin|ung)|vorsitzend|direktor"
        r"|rektor|präsident|programmleit|chef|spitze)|nachfolg|folgt auf|ruhestand"
        r"|verabschied|abschied|wechselt\b|tritt\b.{0,60}\bamt\b|an der spitze"
        r"|übernimmt\b.{0,60}(?:leitung|geschäftsführung|vorsitz|amt|stelle)|gewählt|wählt|berufen"
        r"|bestellt|nachruf|trauer|verstorben|gestorben|\bstarb\b|\btod\b|preis|ehrung|\behrt\b"
        r"|geehrt|auszeichn|ausgezeichnet|verdienst|geburtstag|jubilä"
    ),
    "posts and shares": (
        r"stellenausschreib|stelle\b.{0,60}(?:besetz|frei|ausgeschrieben)|bewerbung|bewerben"
        r"|entgeltgruppe|unbefristet|befristet|vollzeit|teilzeit|arbeitsvertrag"
        r"|sucht\b.{0,60}(?:mitarbeit|leitung|referent|fachkraft)|gesellschafter"
        r"|anteil\w*\b.{0,40}gmbh|eigentümer"
    ),
    "alliances": (
        r"\b(?:netzwerk|bündnis|allianz|städtebund|verbund|charta|verein|zweckverband|hanse|pakt|union"
        r"|arbeitsgemeinschaft|klimabündnis|liga)"
    ),
    "reporting": (
        r"bericht|studie|umfrage|befragung|befragt|erhebung|erhoben"
        r"|statistik|monitor|evaluation|evaluiert|auswertung|ausgewertet"
        r"|analyse|atlas|kennzahl|datenreport|untersuch|ergebnis|befund"
        r"|erkenntnis|\blaut\b|geht aus\b|gestiegen|gesunken|rückgang|anstieg|anteil"
        r"|durchschnitt|quote|jede[rs]? (?:zweit|dritt|viert|fünft|sechst|siebt|acht|neunt"
        r"|zehnt|elft)e|seiten\b|\bband\b|zahlen\b|daten\b"
    ),
    "joining": (
        r"beitr(?:itt|eten|at|aten)|beigetreten|beizutreten|\btr(?:itt|eten|at|aten)\b.{0,120}\bbei\b"
        r"|anschl(?:ießen|oss|uss)|angeschlossen|schlie(?:ßt|ßen)\b.{0,100}\ban\b"
        r"|aufgenommen|aufnahme"
        r"|\bmitglied\b.{0,40}(?:wird|werden|geworden|ist|wurde)"
        r"|neue[rsn]? (?:partner|mitglied|kommune)"
        r"|(?:wird|werden|ist|sind|neue[srn]?)\b.{0,60}\bmitglied|\bdabei\b|an bord|mit im boot"
        r"|mit von der partie|gehör(?:t|en)\b.{0,40}(?:nun|jetzt|an\b)|(?:nun|jetzt)\b.{0,40}gehör"
        r"|verstärk|zuwachs|neuzugang|neuzugänge|wächst|gewachsen|\bdazu\b|hinzu|rückkehr"
        r"|kehrt\b.{0,60}zurück|kommt zurück|wieder (?:mitglied|dabei|an bord)|einstieg"
        r"|steigt\b.{0,60}\bein\b|dockt|reiht sich|sagt ja|geht zu|mach(?:t|en)\b.{0,40}\bmit\b"
    ),
    "signing": (
        r"unterzeichn|unterschr|besiegel|signier|\bnamen\b.{0,30}\bunter\b|\bgezeichnet\b"
        r"|zeichnete|\btinte\b|\bfüller\b|urkunde"
    ),
    "agreements": (
        r"beitritts|kooperationsv|mitgliedschaft|mitgliedsv|aufnahmevertrag|vereinbarung"
        r"|vertrag"
    ),
    "working together": (
        r"projekt|programm|kooperation|kooperier|zusammenarbeit|gemeinsam"
        r"|workshop|fachtag|tagung|werkstatt|fortbildung|modell|förder"
        r"|akademie|mentoring|konferenz|gestartet|startet|auftakt|eröffn|lotsen|paten|camp"
        r"|ferien|sommer"
    ),
    "deciding": (
        r"(?:rat|kreistag)\b.{0,80}\b(?:beschl|stimm|votier|entsch)|beschloss|beschluss"
        r"|zugestimmt|grünes licht|weg frei|gegenstimm|einstimmig|mehrheit"
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
