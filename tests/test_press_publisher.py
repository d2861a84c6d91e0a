# ruff: noqa: E501
"""Who publishes a release, and the totals it tells: one short text for each rule."""

from __future__ import annotations

import pytest

from factories import real_catalog
from ruhrmap.press import read

TITLE = "Lesefest lockt viele Familien\n\n"
PROSE = (
    "Mehr als 200 Kinder kamen zum Lesefest, das RuhrFutur begleitet hat. Es war warm, und die"
    " meisten blieben bis zum Abend. Am Ende nahm jedes Kind ein Buch mit nach Hause.\n"
)
PLACED = "Marl, 3. April 2029. " + PROSE

PUBLISHERS = [
    # papers: in the letterhead, under the heading, under the text
    ("Vest-Kurier, Lokales\n\n" + TITLE + PROSE, "Vest-Kurier"),
    ("Vestischer Merkur – 3. April 2029\n\n" + TITLE + PROSE, "Vestischer Merkur"),
    ("Weitblick Marl – Ausgabe vom Dienstag, 3. April 2029\n\n" + TITLE + PROSE, "Weitblick Marl"),
    ("RUHR-ECHO\n3. April 2029\n\n" + TITLE + PROSE, "Ruhr-Echo"),
    ("WAZ Herne\n3. April 2029\n\n" + TITLE + PROSE, "WAZ Herne"),
    ("Lokales | Vest-Kurier | 3. April 2029\n\n" + TITLE + PROSE, "Vest-Kurier"),
    (TITLE + "Grenzland-Bote, Dienstag, 3. April 2029\nVon Eva Klein\n\n" + PROSE, "Grenzland-Bote"),
    (TITLE + "Grenzland-Bote vom 3. April 2029\n\n" + PROSE, "Grenzland-Bote"),
    (TITLE + PLACED + "\nLippe-Anzeiger, Redaktion Am Markt 1, 45768 Marl, lokales@anzeiger.example\n", "Lippe-Anzeiger"),
    (TITLE + PLACED + "\nQuelle: Emscher-Bote vom 3. April 2029\n", "Emscher-Bote"),
    # a heading that tells of a paper is none
    ("Der Grenzland-Bote kommt in die Schule\n\n" + PLACED, ""),
    ("Gute Nachrichten\n\n" + PLACED, ""),
    ("Vest-Kurier, eine Schule macht ihr Blatt\n\n" + TITLE + PLACED, ""),
    # agencies: known, with their long name, by their mark; marks that are none
    (TITLE + "Marl (idr). " + PROSE, "Informationsdienst Ruhr (idr)"),
    (TITLE + "(pen) " + PROSE, "Ennepe-Ruhr-Kreis"),
    (TITLE + "Marl, 3. April 2029 (wkd) - " + PROSE, "wkd"),
    (TITLE + "Marl/Herne (dpa/lnw) – " + PROSE, "dpa"),
    (TITLE + "Marl (wkd), 3. April 2029 – " + PROSE + "\nwkd – Westdeutscher Kulturdienst\n", "Westdeutscher Kulturdienst (wkd)"),
    (TITLE + "Marl (red). " + PROSE, ""),
    (TITLE + "Der Verein (vfb) – " + PROSE, ""),
    (TITLE + "Marl (mrl). " + PROSE + "\nKontakt:\nStadt Marl, Creiler Platz 1\n", "Stadt Marl"),
    (TITLE + "Marl (idr). " + PROSE + "\nRedaktion: RVR-Pressestelle\n", "Regionalverband Ruhr"),
    # bodies that are none of ours
    ("Verbandsgemeinde Hamm (Sieg)\nPressestelle\n\n" + TITLE + PROSE, "Verbandsgemeinde Hamm (Sieg)"),
    ("Bezirksregierung Arnsberg\n3. April 2029\n\n" + TITLE + PROSE, "Bezirksregierung Arnsberg"),
    ("Hochsauerlandkreis – Die Pressestelle informiert\n\n" + TITLE + PROSE, "Hochsauerlandkreis"),
    ("Arbeitskreis, Pressestelle\n\n" + TITLE + PROSE, ""),
    ("Märkischer Kreis\nPressemitteilung\n\n" + TITLE + PROSE, "Märkischer Kreis"),
    ("Ministerium für Kinder, Jugend und Familie des Landes Nordrhein-Westfalen\n3. April 2029\n\n" + TITLE + PROSE, "Ministerium für Kinder, Jugend und Familie des Landes Nordrhein-Westfalen"),
    (TITLE + PLACED + "\nKreisverwaltung Neuwied, Ringstraße 1, 56564 Neuwied\n", "Kreisverwaltung Neuwied"),
    (TITLE + PLACED + "\nVerbandsgemeindeverwaltung Hamm (Sieg), Ringstraße 1, 57577 Hamm (Sieg)\n", "Verbandsgemeinde Hamm (Sieg)"),
    (TITLE + PLACED + "\nLernverbund Emsland e. V.\nRingstraße 1, 49716 Meppen\n", "Lernverbund Emsland"),
    # ours: under the heading, with many lines below, by the rights, by "Über uns"
    (TITLE + "Presseinformation 12 | 03.04.2029 | Ruhr-Universität Bochum\n\n" + PROSE, "Ruhr-Universität Bochum"),
    (TITLE + PLACED + "\nKreis Unna – Der Landrat\nPresse\nRingstraße 1\n59425 Unna\nTel. 00\npresse@unna.example\n", "Kreis Unna"),
    (TITLE + PLACED + "\nRückfragen: Stadt Wesel, Ringstraße 1\n(c) Hansestadt Wesel 2029\n", "Hansestadt Wesel"),
    (TITLE + PLACED + "\nÜber uns: Die Stiftung Mercator ist in Essen zu Hause.\n\nAnsprechpartner: Jan Klein\n", "Stiftung Mercator"),
    (TITLE + PLACED + "\nFoto: Stadt Marl\n", ""),
    # the heading of a mail and whom it is for are not who sends it
    ("Von: Presse <presse@post.example>\nAn: Regionalverband Ruhr\nDatum: 3. April 2029\nBetreff: Kreis Unna liest\n\n" + PROSE, ""),
    # several
    ("Gemeinsame Presseinformation von RuhrFutur und Regionalverband Ruhr\n\n" + TITLE + PROSE, "RuhrFutur und Regionalverband Ruhr"),
    ("Gemeinsame Pressemitteilung der Städte Marl und Herten\n\n" + TITLE + PROSE, "Städte Marl und Herten"),
    ("Stadt Marl | Stadt Herten\n\n" + TITLE + PROSE, "Stadt Marl, Stadt Herten"),
    (TITLE + PLACED + "\nStadt Marl, Ringstraße 1, 45768 Marl\nStadt Voerde (Niederrhein), Ringstraße 2, 46562 Voerde\nGemeinde Hünxe, Ringstraße 3\n", "Stadt Marl, Stadt Voerde, Gemeinde Hünxe"),
    (TITLE + PLACED + "Die Stadt Marl und die Stadt Herten lesen.\n\nPresse Marl: Telefon 00\nPresse Herten: Telefon 01\n", "Städte Marl und Herten"),
    (TITLE + PLACED + "\nPresse Bönen: Telefon 00\nPresse Hünxe: Telefon 01\n", ""),
    ("Gemeinsame Pressemitteilung\n\n" + TITLE + PLACED + "Die Kreise Unna und Wesel planen mehr.\n", "Kreise Unna und Wesel"),
    (TITLE + PLACED + "Die Kreise Unna und Wesel planen mehr.\n", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PUBLISHERS)
def test_who_publishes_a_release(text: str, expected: str) -> None:
    assert read(real_catalog(), text).publisher == expected


@pytest.mark.parametrize(
    "letterhead",
    [
        "Vest-Kurier Marl",
        "Bezirksregierung Arnsberg",
        "Verbandsgemeinde Hamm (Sieg)",
        "Kreisblatt Unna",
    ],
)
def test_a_letterhead_is_no_title(letterhead: str) -> None:
    assert read(real_catalog(), f"{letterhead}\n\n{TITLE}{PROSE}").title == TITLE.strip()


@pytest.mark.parametrize("line", ["Vest-Kurier vom 3. April 2029", "Quelle: WAZ vom 3. April 2029"])
def test_a_paper_tells_the_day_it_appeared(line: str) -> None:
    for text in (f"{TITLE}{line}\n\n{PROSE}", f"{TITLE}{PROSE}\n{line}\n"):
        released = read(real_catalog(), text).released
        assert released is not None
        assert str(released.value) == "2029-04-03"
    # a meeting is none
    text = f"{TITLE}Sitzung vom 3. April 2029\n\n{PROSE}"
    assert read(real_catalog(), text).released is None


@pytest.mark.parametrize(
    "line",
    [
        "Weitblick Marl – Ausgabe vom Montag",
        "Herne-Kurier, Lokales",
        "Vest-Kurier Marl",
        "Kurier Herne",
    ],
)
def test_a_town_in_the_name_of_a_paper_is_no_mention(line: str) -> None:
    assert read(real_catalog(), f"{line}\n\n{TITLE}{PROSE}").mentions == ()


def test_a_town_before_an_issue_is_a_mention() -> None:
    text = f"Stadt Marl – Ausgabe vom Montag\n\n{TITLE}{PROSE}"
    assert [one.text for one in read(real_catalog(), text).mentions] == ["Marl"]


HEAD = "RuhrFutur: Neues aus der Region\n\nEssen, 10. April 2024 – "
K, U = "municipal_members", "universities"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Zahl der kommunalen Mitglieder von RuhrFutur steigt damit von 14 auf sechzehn.", [(K, 16)]),
        ("Die Zahl der Hochschulen bei RuhrFutur wächst auf acht.", [(U, 8)]),
        ("Die Zahl der Kommunen mit Ganztag bei RuhrFutur stieg auf 40 Prozent.", []),
        ("Unter den Hochschulen der Initiative ist sie die sechste.", [(U, 6)]),
        ("Es verbleiben 13 Kreise und kreisfreie Städte.", [(K, 13)]),
        ("Jetzt arbeiten 15 Kreise und kreisfreie Städte in der Initiative zusammen.", [(K, 15)]),
        ("Gefragt wurden, bundesweit einmalig, 900 Studierende der sieben RuhrFutur-Hochschulen.", [(U, 7)]),
        ("Befragt wurden 30 Betriebe; der Initiative gehören sieben Hochschulen an.", [(U, 7)]),
        ("Bisher waren 14 Kommunen Mitglied bei RuhrFutur, nun sind es 15.", [(K, 14), (K, 15)]),
        # towns of a Kreis, and those that join
        ("Mit Wetter wird die erste seiner neun Städte Mitglied bei RuhrFutur.", []),
        ("Der Kreis ist Mitglied bei RuhrFutur und will alle zehn Städte einbeziehen.", []),
        ("Drei Kommunen treten der Initiative RuhrFutur bei.", []),
        ("Drei Kommunen, ein Ziel: Marl, Herten und Selm sind bei RuhrFutur.", []),
        ("Zwei Städte aus dem Vest sind neu in der Bildungsinitiative RuhrFutur.", []),
    ],
)  # fmt: skip
def test_totals(text: str, expected: list[tuple[str, int]]) -> None:
    told = read(real_catalog(), HEAD + text).totals
    assert [(one.counts.value, one.value) for one in told] == expected


def test_a_total_is_of_the_year_that_its_clause_names() -> None:
    text = (
        "Dabei sind heute die sieben RuhrFutur-Hochschulen; 2022 hatten der Initiative nur sechs"
        " Hochschulen angehört. 2023 waren 13 Kommunen Mitglied bei RuhrFutur, jetzt sind es 14."
    )
    told = read(real_catalog(), HEAD + text).totals
    assert [(one.value, str(one.as_of)) for one in told] == [
        (7, "2024-04-10"),
        (6, "2022"),
        (13, "2023"),
        (14, "2024-04-10"),
    ]
