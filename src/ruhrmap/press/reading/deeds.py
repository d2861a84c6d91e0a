"""The words that tell of an accession, and those that only seem to."""

from __future__ import annotations

import re
from typing import Final

from ruhrmap.press.reading.local import LocalPattern

# the initiative, however it is written
NAMED: Final = LocalPattern("«name»", re.IGNORECASE)
OURS: Final = LocalPattern("«name»|Bildungsinitiative", re.IGNORECASE)
# What tells of an accession. "self" where it is about whoever stands in the nominative.
JOINING: Final = re.compile(
    r"\b(?:tritt|treten|trat|traten)\b(?!\w).{0,300}?\bbei\b(?![ \n](?!der[ \n]Bildungs)\w)"
    r"|\b(?:tritt|treten|trat|traten)\b.{0,60}?\bbei(?=[ \n]*(?:[.,;:!?)]|$|und\b|–))"
    r"|\bbeigetreten\b|\bbeitritt\b(?!s)"
    r"|\b(?:schließt|schließen|schloss|schlossen)\b.{0,40}?\bsich\b.{0,200}?\ban\b(?!\w)"
    r"|\bsich\b.{0,120}?\bangeschlossen\b|\bangeschlossen haben\b|\bsich .{0,60}?anschließt\b"
    r"|\b(?:wird|werden|wurde|wurden|ist|sind|sei|seien)\b.{0,120}?\b(?:Mitglied\w*"
    r"|Partner(?:in|innen|n)?"
    r"|Teil (?:der|von|des)|Partnerkommune\w*|Partnerhochschule\w*)\b"
    r"|\bals[ \n](?:\d{1,2}\.|[a-zäöüß]{4,20}(?:te|ter|tes|ten))[ \n](?:kommunale\w*[ \n])?"
    r"(?:Mitglied\w*|Partner\w*|\w*Kommune|\w*Hochschule|Stadt|Kreis)\b"
    r"|\b(?:arbeite[nt]|arbeitet|wirk(?:t|en)|zieh(?:t|en))[ \n](?:nun|jetzt|künftig|ab sofort"
    r"|fortan)\b.{0,120}?\bmit\b|\bGründungs(?:mitglieder|partner|mitglied)\w*[ \n]sind\b"
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
    r"|\b(?:begrüß\w+|heißt|heißen)\b.{0,200}?\b(?:neu\w*|willkommen|weiter\w*"
    r"|als Mitglied|Kreis der)\b"
    r"|\bwächst\b|\bgewachsen\b|\bverpflichte(?:t|n|te|ten)\b.{0,30}?\bsich\b"
    r"|\bsteigt\b.{0,80}?\bein\b|\bbring(?:t|en)\b.{0,40}?\bsich\b.{0,200}?\bein\b"
    r"|\bseit\b.{0,40}?\b(?:gehört|gehören|zählt|zählen|ist|sind)\b"
    r"|\b(?:Neu|Weiter)(?:e|es|er|este)?[ \n](?:\w+[ \n])?(?:Mitglied\w*|Partner\w*)\b",
    re.IGNORECASE | re.DOTALL,
)
# what is joined; without it a town may be strengthening whatever it likes
US: Final = LocalPattern(
    r"«name»|initiative|bündnis|mitglied|beitritt|beigetreten|kooperationsvereinbarung"
    r"|partnerkommune|gründungs(?:partner|mitglied)|verbund\b|allianz",
    re.IGNORECASE,
)
# "Die Stadt ist beigetreten": whose town or Kreis it is, the text says elsewhere
NAMELESS: Final = LocalPattern(
    r"\b(?:Die|die|Der|der)[ \n](?P<head>Stadt|Kreis|Gemeinde|Hochschule|Kommune)"
    r"(?=[ \n](?:[a-zäöü]|«written»))"
)
# "Der Landrat unterschrieb die Vereinbarung": of the Kreis or the town that the text is about
OFFICE: Final = re.compile(
    r"\b(?:(?P<kreis>Landr(?:at|ätin)\w{0,2})|(?P<hochschule>Rektor(?:in)?|Präsident(?:in)?)"
    r"|(?:Ober)?[Bb]ürgermeister(?:in|innen|n|s)?)\b"
)
STRONG: Final = re.compile(
    r"\b(?:tritt|treten|trat|traten)\b.{0,200}?\bbei\b|\bbeigetreten\b"
    r"|\bschl(?:ießt|ießen|oss|ossen)\b.{0,40}?\bsich\b.{0,200}?\ban\b"
    r"|\bunterschr\w+\b.{0,80}\bBeitritt\b|\bMitglied\w*\b.{0,40}\bgeworden\b"
    r"|\b(?:wird|ist)\b.{0,60}\bMitglied\b|\bmach(?:t|en)\b.{0,80}?\bmit\b",
    re.IGNORECASE | re.DOTALL,
)
# what somebody may do one day
INTENDING: Final = re.compile(
    r"\b(?:beitreten|beizutreten|(?:sich )?(?:anschließen|anzuschließen)"
    r"|(?:Mitglied|Partner|Partnerin|Teil)\b.{0,80}?\b(?:zu werden"
    r"|werden (?:will|soll|möchte|könnte))"
    r"|(?:möglich\w*|geplant\w*|angestrebt\w*|künftig\w*) Beitritt\w*)\b",
    re.IGNORECASE | re.DOTALL,
)
SIGNING: Final = re.compile(
    r"\b(?:unterzeichne\w*|unterschr(?:ie|ei)b\w*|unterschrift\w*|unterzeichnung\w*|besiegel\w*)",
    re.IGNORECASE,
)
# the same, and ways of telling it that name nobody as who signs: enough to know the day
SIGNED: Final = re.compile(
    r"(?:unterzeichn\w*|unterschr(?:ie|ei)b\w*|unterschrift(?!srei)\w*|mitunterzeichn\w*|besiegel\w*"
    r"|signier\w*|\b(?:namen|namenszug|namenszüge)\b.{0,40}?\bunter\b"
    r"|\bseit\b.{0,40}\bsteht\b.{0,20}\bname\b.{0,60}\bunter\b"
    r"|\b(?:ab|gegen|mit)?(?:ge)?zeichne(?:t|te|ten)\b(?=.{0,160}\b\w*(?:vertrag|vereinbarung|urkunde|papier|dokument|charta))"
    r"|(?:vertrag|vereinbarung|urkunde|papier|dokument|charta)\w*\b.{0,160}\b(?:ab|gegen|mit)?gezeichnet\b"
    r"|zum (?:füller|stift|kugelschreiber) gr(?:iff|eif)\w*|in trockenen tüchern"
    r"|schriftlich fixiert)",
    re.IGNORECASE,
)
# a notice of leaving is signed as well, and so is a lease
NOT_THE_NEWS: Final = re.compile(
    r"\b(?:Kündigung\w*|Austritt\w*|Aufhebung\w*"
    r"|(?:Kauf|Miet|Pacht|Arbeits|Bau|Anstellungs|Dienst|Dienstleistungs|Liefer|Werk|Honorar|Darlehens|Erbbau"
    r"|\w*[Jj]ahres|Makler|Versorgungs|Nutzungs)-?vertr\w*|Caterer\w*|Brief\w{0,2}|(?:An)?Schreiben"
    r"|(?:ihren|seinen|ihre) (?:neuen )?Vertr(?:ag|äge))\b",
    re.IGNORECASE,
)
AGREEMENT: Final = LocalPattern(
    r"\b(?:«name»|Bildungsinitiative|Beitritt\w*|Mitglied\w*|Initiative|\w*vereinbarung"
    r"|\w*vertrag\w*)",
    re.IGNORECASE,
)
# "Vertrag über Praktika"
OTHER_AGREEMENT: Final = LocalPattern(
    r"(?:vertrag|vereinbarung)[ \n](?:über|zur|zum|für)[ \n]"
    r"(?!.{0,60}(?:Beitritt|Mitglied|«name»|Zusammenarbeit|Initiative|Kooperation|Gründung))",
    re.IGNORECASE | re.DOTALL,
)
# "ist Mitglied" tells of a state; with one of these words of an event
STATE: Final = re.compile(r"(?:ist|sind|sei|seien)\b.*|.*\b(?:ist|sind)", re.IGNORECASE | re.DOTALL)
NEW: Final = re.compile(
    r"\b(?:neu(?=[ ](?:dabei|an|im))|neu\w*[ ](?:\w+[ ])?(?:Mitglied|Partner|Kommune)\w*"
    r"|nun|nunmehr|jetzt|ab sofort|fortan|offiziell|frisch|geworden|beigetreten|damit|wieder|erneut"
    r"|weitere[nrs]?|gründ\w*|seit (?:heute|gestern|\w*tag|dem \d|\d{1,2}\.)|als \w+te[nrs]?)\b",
    re.IGNORECASE,
)
# who only looks on
WITNESS: Final = re.compile(
    r"\b(?:im Beisein|in Anwesenheit|im Anwesenheit|vor den Augen|Gäste\w*|Gast)\b", re.IGNORECASE
)
# joining something of another name
OTHER_BODY: Final = re.compile(
    r"\b(?:Klima-?[Bb]ündnis\w*|Zweckverband\w*|Sparkassenzweckverband|Städtebund|Hanse\b|Städtenetzwerk\w*"
    r"|Metropolregion"
    r"|Städtenetzwerk\w*|Charta|Arbeitsgemeinschaft|Genossenschaft|Tarif\w*|Verkehrsverbund\w*|VRR"
    r"|Städteregion|LEADER|Radnetz\w*|AGFS|Lenkungskreis\w*|Beirat\w*|Jury|Städtetag\w*)\b"
)
FOUNDING: Final = re.compile(
    r"\b(?:gegründet|gründung\w*|gründete[n]?|Gründungsmitglied\w*)\b", re.IGNORECASE
)
FOUNDS: Final = re.compile(
    r"\b(?:gründen|gegründet haben|haben .{0,200}gegründet|starten|rufen .{0,120}ins Leben)\b",
    re.IGNORECASE | re.DOTALL,
)
SINCE: Final = re.compile(
    r"\b(?:bereits|schon|bisher\w*|seit (?:\d{4}|Januar|Februar|März|April|Mai|Juni|Juli|August"
    r"|September|Oktober|November|Dezember|dem Jahr|der Gründung|Jahren)|längst|alt\w* Mitglied)\b",
    re.IGNORECASE,
)
STAND_IN: Final = re.compile(
    r"stellvertretend für|im Namen (?:der|seiner|ihrer|aller)|für (?:seine|ihre|alle|die) (?:\w+ )?"
    r"(?:kreisangehörig\w*|Städte und Gemeinden)|vertritt .{0,60}(?:Städte|Gemeinden|Kommunen)",
    re.IGNORECASE,
)
