# ruff: noqa: E501
"""Short releases: dates of release and signing, what they are about, who accedes."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from factories import real_catalog
from ruhrmap.press import read


class Case(NamedTuple):
    text: str
    released: str | None
    signed: str | None
    kind: str
    members: str = ""


HEAD = "RuhrFutur: Neues aus der Region\n\nEssen, 10. April 2024 – "

CASES = [
    # days of the signing, told from the day of the release (a Wednesday)
    Case(HEAD + "Marl und RuhrFutur unterzeichneten heute die Vereinbarung über den Beitritt.", "2024-04-10", "2024-04-10", "accession", "05562024"),
    Case(HEAD + "Gestern hat die Stadt Marl die Vereinbarung mit RuhrFutur unterschrieben.", "2024-04-10", "2024-04-09", "accession", "05562024"),
    Case(HEAD + "Vorgestern ist Marl RuhrFutur beigetreten.", "2024-04-10", "2024-04-08", "accession", "05562024"),
    Case(HEAD + "Am vergangenen Freitag trat Marl der Initiative RuhrFutur bei.", "2024-04-10", "2024-04-05", "accession", "05562024"),
    Case(HEAD + "Am Mittwoch besiegelten Marl und RuhrFutur den Beitritt mit ihren Unterschriften.", "2024-04-10", "2024-04-10", "accession", "05562024"),
    Case(HEAD + "Am Montagabend unterschrieb Marl als neues Mitglied die Vereinbarung mit RuhrFutur.", "2024-04-10", "2024-04-08", "accession", "05562024"),
    Case(HEAD + "Am 9. April unterzeichnete Marl die Kooperationsvereinbarung mit RuhrFutur.", "2024-04-10", "2024-04-09", "accession", "05562024"),
    Case(HEAD + "Die Vereinbarung mit RuhrFutur unterschrieb die Stadt Marl am 28. Dezember.", "2024-04-10", "2023-12-28", "accession", "05562024"),
    Case(HEAD + "Marl tritt RuhrFutur bei. Der Vertrag gilt ab dem 1. Mai 2024.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "Marl tritt RuhrFutur bei. Die Gründer hatten ihre Vereinbarung am 2. Mai 2013 unterzeichnet.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "Mit der Unterschrift unter die Kooperationsvereinbarung wird Marl Mitglied bei RuhrFutur.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "Die Unterzeichnung fand am Dienstag im Rathaus statt. Marl ist damit Mitglied von RuhrFutur.", "2024-04-10", "2024-04-09", "accession", "05562024"),
    Case(HEAD + "Im März 2024 hat Marl den Vertrag mit RuhrFutur unterzeichnet.", "2024-04-10", "2024-03", "accession", "05562024"),
    # names under a treaty, a sentence further, with what else the sentence tells of
    Case(HEAD + "Am Montag setzten die Bürgermeisterin von Marl und der Geschäftsführer von RuhrFutur in der Aula der Gesamtschule vor allen Klassen ihre Namen unter die Vereinbarung. Damit ist Marl Mitglied.", "2024-04-10", "2024-04-08", "accession", "05562024"),
    Case(HEAD + "Marl ist der Bildungsinitiative RuhrFutur beigetreten. Im Ratssaal zeichnete der Bürgermeister gestern die Vereinbarung.", "2024-04-10", "2024-04-09", "accession", "05562024"),
    Case(HEAD + "Marl gehört jetzt zu RuhrFutur. Am Freitag vergangener Woche war der Saal bis auf den letzten Platz voll, auch aus den Schulen kamen viele. Auf der Bühne unterschrieb der Bürgermeister die Vereinbarung.", "2024-04-10", "2024-04-05", "accession", "05562024"),
    Case(HEAD + "Marl gehört seit dem 27. März zu RuhrFutur. An diesem Tag unterschrieb der Bürgermeister die Vereinbarung.", "2024-04-10", "2024-03-27", "accession", "05562024"),
    Case(HEAD + "Marl ist Mitglied bei RuhrFutur geworden. Der Bürgermeister unterzeichnete die Urkunde am Montag vor einer Klasse, die wissen wollte, ob man auch mit Bleistift unterschreiben könnte.", "2024-04-10", "2024-04-08", "accession", "05562024"),
    Case(HEAD + "Die Stadt Marl ist der Initiative RuhrFutur beigetreten. Heute vor zwei Wochen war der Vertrag unterzeichnet worden.", "2024-04-10", "2024-03-27", "accession", "05562024"),
    Case(HEAD + "Marl ist RuhrFutur beigetreten. Am Vormittag haben beide Seiten die Vereinbarung unterschrieben.", "2024-04-10", "2024-04-10", "accession", "05562024"),
    Case(HEAD + "Marl ist seit heute Mitglied von RuhrFutur.", "2024-04-10", "2024-04-10", "accession", "05562024"),
    Case(HEAD + "Marl ist neues Mitglied von RuhrFutur. Gefeiert wurde gestern im Rathaus; die Vereinbarung hatte die Stadt bereits im März unterschrieben.", "2024-04-10", "2024-03", "accession", "05562024"),
    Case(HEAD + "RuhrFutur hat eine neue Geschäftsführerin. Am Montag hat sie ihren Anstellungsvertrag unterschrieben.", "2024-04-10", None, "other"),
    # where the date of a release stands, and where none does
    Case("Marl tritt RuhrFutur bei\n\nDie Stadt Marl ist der Bildungsinitiative RuhrFutur beigetreten.\n\nAbgerufen am 2. Mai 2031", None, None, "accession", "05562024"),
    Case("Sperrfrist: 8. März 2034, 12 Uhr\n\nMarl tritt RuhrFutur bei\n\nDie Stadt Marl ist der Bildungsinitiative RuhrFutur beigetreten.", None, None, "accession", "05562024"),
    Case("RuhrFutur\nInformation vom 17. Januar 2029\n\nMarl tritt RuhrFutur bei\n\nDie Stadt Marl ist der Bildungsinitiative RuhrFutur beigetreten.", "2029-01-17", None, "accession", "05562024"),
    Case("Marl tritt RuhrFutur bei\n\nMarl, 3. März 2034. Die Stadt Marl ist der Bildungsinitiative RuhrFutur beigetreten.\n\nPressemitteilung vom 6. März 2034", None, None, "accession", "05562024"),
    # an office signs for the Kreis that the text is about; a state is no day
    Case("Kreis Unna jetzt dabei\n\nUnna, 6. Juni 2023. Der Kreis Unna und RuhrFutur gehen gemeinsame Wege. Der Landrat und die Geschäftsführung unterzeichneten vorgestern in Unna die Vereinbarung.", "2023-06-06", "2023-06-04", "accession", "kreis-unna"),
    # planned, possible, denied
    Case(HEAD + "Marl wird die Vereinbarung mit RuhrFutur am 17. April unterzeichnen.", "2024-04-10", None, "accession"),
    Case(HEAD + "Marl will RuhrFutur beitreten.", "2024-04-10", None, "other"),
    Case(HEAD + "Marl ist RuhrFutur bislang nicht beigetreten.", "2024-04-10", None, "other"),
    Case(HEAD + "Marl könnte Mitglied bei RuhrFutur werden.", "2024-04-10", None, "other"),
    Case(HEAD + "Der Rat der Stadt Marl prüft einen Beitritt zu RuhrFutur.", "2024-04-10", None, "other"),
    Case(HEAD + "Die Stadt Herne verlässt RuhrFutur zum Jahresende.", "2024-04-10", None, "other"),
    Case(HEAD + "Herne kündigt die Mitgliedschaft bei RuhrFutur.", "2024-04-10", None, "other"),
    Case(HEAD + "Beitritt zu RuhrFutur: Marl verschiebt, Dorsten winkt ab.", "2024-04-10", None, "other"),
    Case(HEAD + "Die für Freitag geplante Unterschrift der Stadt Marl bei RuhrFutur fällt aus.", "2024-04-10", None, "other"),
    Case(HEAD + "Nach nicht einmal zehn Minuten war gestern die Vereinbarung über den Beitritt der Stadt Marl zu RuhrFutur unterschrieben.", "2024-04-10", "2024-04-09", "accession", "05562024"),
    # who leaves signs as well
    Case("Herne verlässt RuhrFutur\n\nHerne, 10. April 2024. Die Stadt hat die Mitgliedschaft gekündigt. Der Oberbürgermeister unterschrieb das Schreiben gestern.", "2024-04-10", None, "other"),
    # who accedes
    Case(HEAD + "Neben Bochum und Essen gehört nun auch Marl zu RuhrFutur.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "Marl, Dorsten und der Kreis Wesel treten RuhrFutur bei.", "2024-04-10", None, "accession", "05170 05562012 05562024"),
    Case(HEAD + "Mit Marl und Dorsten wächst RuhrFutur weiter.", "2024-04-10", None, "accession", "05562012 05562024"),
    Case(HEAD + "Die Bildungsinitiative RuhrFutur begrüßt die Stadt Marl als neues Mitglied.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "Neues Mitglied der Bildungsinitiative RuhrFutur ist die Stadt Marl.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "Durch den Beitritt der Stadt Marl wächst die Initiative RuhrFutur.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "In Bochum hat die Stadt Marl den Vertrag mit RuhrFutur unterzeichnet.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "Die Stadt Marl schließt sich der Bildungsinitiative RuhrFutur an.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "Der Kreis Wesel verstärkt RuhrFutur, stellvertretend für die Städte Moers und Wesel.", "2024-04-10", None, "accession", "05170"),
    Case(HEAD + "Die Fachhochschule Dortmund schließt sich RuhrFutur an.", "2024-04-10", None, "accession", "fh-dortmund"),
    Case(HEAD + "Oberbürgermeister und Geschäftsführung haben den Beitritt Hernes zu RuhrFutur besiegelt.", "2024-04-10", None, "accession", "stadt-herne"),
    Case(HEAD + "Marl macht jetzt bei RuhrFutur mit.", "2024-04-10", None, "accession", "05562024"),
    Case(HEAD + "Marl ist nun Teil der Bildungsinitiative RuhrFutur, zu der Bochum seit 2019 gehört.", "2024-04-10", None, "accession", "05562024"),
    # more ways to tell it
    Case(HEAD + "RuhrFutur wächst weiter: Dinslaken und Voerde sind neue Mitglieder.", "2024-04-10", None, "accession", "05170008 05170044"),
    Case(HEAD + "Dinslaken ist der Bildungsinitiative RuhrFutur als zwölfte Stadt beigetreten.", "2024-04-10", None, "accession", "05170008"),
    Case(HEAD + "Die Bildungsinitiative RuhrFutur hat ein neues Mitglied: die Stadt Dinslaken.", "2024-04-10", None, "accession", "05170008"),
    Case(HEAD + "Die Bildungsinitiative RuhrFutur hat Dinslaken als neues Mitglied aufgenommen.", "2024-04-10", None, "accession", "05170008"),
    Case(HEAD + "Zu den bisherigen Mitgliedern Essen und Bochum stößt nun Dinslaken zu RuhrFutur dazu.", "2024-04-10", None, "accession", "05170008"),
    Case(HEAD + "RuhrFutur bekommt Verstärkung aus Dinslaken: Die Stadt hat gestern den Kooperationsvertrag unterschrieben.", "2024-04-10", "2024-04-09", "accession", "05170008"),
    Case(HEAD + "Seit dem 1. April gehört Dinslaken zur Bildungsinitiative RuhrFutur.", "2024-04-10", None, "accession", "05170008"),
    Case(HEAD + "Nach Oberhausen und Bottrop tritt jetzt auch Dinslaken der Initiative RuhrFutur bei.", "2024-04-10", None, "accession", "05170008"),
    Case(HEAD + "Gemeinsam mit dem RVR und der Stiftung Mercator begrüßt RuhrFutur die Stadt Dinslaken im Kreis der Mitglieder.", "2024-04-10", None, "accession", "05170008"),
    Case(HEAD + "Bürgermeisterin Michaela Eislöffel hat heute für die Stadt Dinslaken die Kooperationsvereinbarung mit RuhrFutur unterzeichnet.", "2024-04-10", "2024-04-10", "accession", "05170008"),
    Case(HEAD + "Der Rat der Stadt Dinslaken hat gestern den Beitritt zu RuhrFutur beschlossen.", "2024-04-10", None, "other", ""),
    Case(HEAD + "Dinslaken steht vor dem Beitritt zu RuhrFutur.", "2024-04-10", None, "other", ""),
    Case(HEAD + "Ein Beitritt der Stadt Dinslaken zu RuhrFutur ist derzeit nicht geplant.", "2024-04-10", None, "other", ""),
    Case(HEAD + "Dinslaken lehnt Mitgliedschaft bei RuhrFutur ab.", "2024-04-10", None, "other", ""),
    Case(HEAD + "RuhrFutur wirbt um Dinslaken als Mitglied.", "2024-04-10", None, "other", ""),
    Case(HEAD + "Am kommenden Montag unterzeichnet die Stadt Dinslaken die Vereinbarung mit RuhrFutur.", "2024-04-10", None, "accession", ""),
    Case(HEAD + "Die Stadt Dinslaken und die TU Dortmund haben am Montag einen Vertrag über Praktika unterzeichnet. RuhrFutur war nicht beteiligt.", "2024-04-10", "2024-04-08", "cooperation", ""),
    Case(HEAD + "RuhrFutur hat eine Umfrage unter Eltern in Dinslaken veröffentlicht. Die Ergebnisse zeigen Zufriedenheit.", "2024-04-10", None, "report", ""),
    Case(HEAD + "RuhrFutur sucht Verstärkung: Stellenausschreibung für eine Projektleitung in Essen.", "2024-04-10", None, "other", ""),
    Case(HEAD + "Der Kreis Wesel vertritt künftig seine dreizehn Städte und Gemeinden in der Bildungsinitiative RuhrFutur. Der Landrat unterschrieb am Dienstag den Beitritt.", "2024-04-10", "2024-04-09", "accession", "05170"),
    Case(HEAD + "Die Universität Witten/Herdecke tritt RuhrFutur bei.", "2024-04-10", None, "accession", ""),
    Case(HEAD + "Dinslakens Beitritt zu RuhrFutur ist perfekt: Am 8. April wurde die Vereinbarung in Moers unterzeichnet.", "2024-04-10", "2024-04-08", "accession", "05170008"),
    Case(HEAD + "RuhrFutur und die Städte Dinslaken, Moers und Wesel haben am Montag in Xanten Vereinbarungen über ihren Beitritt unterzeichnet.", "2024-04-10", "2024-04-08", "accession", "05170008 05170024 05170048"),
    Case(HEAD + "Seit zehn Jahren ist Essen Mitglied bei RuhrFutur. Zum Jubiläum gab es ein Fest mit 300 Gästen.", "2024-04-10", None, "cooperation", ""),
    Case(HEAD + "RuhrFutur und die Stadt Herne starten ein Programm für Eltern.", "2024-04-10", None, "cooperation", ""),
    # members are no joiners
    Case(HEAD + "Herne ist Mitglied der Bildungsinitiative RuhrFutur und lädt zum Fachtag.", "2024-04-10", None, "cooperation"),
    Case(HEAD + "Partner der Initiative RuhrFutur sind Bochum und Herne. Sie starten ein Projekt.", "2024-04-10", None, "cooperation"),
    Case(HEAD + "Die Mitglieder der Initiative, darunter Essen und Herne, sind Partner im Projekt.", "2024-04-10", None, "cooperation"),
    Case(HEAD + "RuhrFutur und die Stadt Herne sind Partner bei einem neuen Angebot für Eltern.", "2024-04-10", None, "cooperation"),
    # what else there is
    Case(HEAD + "Mit einem Fachtag in Marl haben RuhrFutur und die Stadt das Projekt gestartet.", "2024-04-10", None, "cooperation"),
    Case("Bildungsbericht Ruhr erschienen\n\nEssen, 5.12.2024 – RVR und RuhrFutur haben den Bericht vorgestellt.", "2024-12-05", None, "report"),
    Case("Neue Zahlen zum Ganztag\n\n3.2.2021\n\nRuhrFutur hat eine Studie zu Schulen in Herne veröffentlicht.", "2021-02-03", None, "report"),
    Case("Rheinland: Bildungsnetzwerk wächst\n\nBonn, 3. Juni 2024. Die Stadt Bonn tritt dem Netzwerk bei.", "2024-06-03", None, "other"),
    # where the day of the release stands
    Case("Fachtag in Herne\n\nHerne (idr). 3. Mai 2022. RuhrFutur lud zum Projekt ein.", "2022-05-03", None, "cooperation"),
    Case("Presseinformation Nr. 12 vom 3. Mai 2022\n\nFachtag in Herne\n\nRuhrFutur lud zum Projekt ein.", "2022-05-03", None, "cooperation"),
    Case("Fachtag in Herne\n\nStand: 03.05.2022\n\nRuhrFutur lud zum Projekt ein.", "2022-05-03", None, "cooperation"),
    Case("Fachtag in Herne\n\n2022-05-03\n\nRuhrFutur lud zum Projekt ein.", "2022-05-03", None, "cooperation"),
    Case("Fachtag in Herne\n\nDienstag, 3. Mai 2022 | 14:30 Uhr\n\nRuhrFutur lud zum Projekt ein.", "2022-05-03", None, "cooperation"),
    Case("Fachtag in Herne\n\nVeröffentlicht am 3.5.22 von Anna Berg\n\nRuhrFutur lud zum Projekt ein.", "2022-05-03", None, "cooperation"),
    Case("HERNE/BOCHUM, den 3. Mai 2022.\n\nFachtag in Herne\n\nRuhrFutur lud zum Projekt ein.", "2022-05-03", None, "cooperation"),
    Case("Fachtag in Herne\n\nHerne, im Mai 2022\n\nRuhrFutur lud zum Projekt ein.", "2022-05", None, "cooperation"),
    Case("Fachtag in Herne\n\nRuhrFutur lädt am 3. Mai 2022 zum Projekttag ein.", None, None, "cooperation"),
    Case("Fachtag in Herne\n\nRuhrFutur lud zum Projekt ein.\n\nHerne, 3. Mai 2022", "2022-05-03", None, "cooperation"),
    Case("Fachtag in Herne\n\nHerne, Mi., 4. Mai 2022 – RuhrFutur lud zum Projekt ein.", "2022-05-04", None, "cooperation"),
    Case("Fachtag\n\nHerne, 4.5.2022 — RuhrFutur eröffnete am 2. Mai in Herne ein Projekt, das am 30.6.2023 endet.", "2022-05-04", None, "cooperation"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text.rpartition("\n")[2][-70:])
def test_a_short_release(case: Case) -> None:
    told = read(real_catalog(), case.text).as_dict()
    found = Case(
        case.text,
        told["released"],
        told["signed"],
        told["kind"],
        " ".join(sorted(told["members"])),
    )
    assert found == case
