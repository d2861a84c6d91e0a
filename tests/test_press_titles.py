"""The heading of a release among all that stands above its text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from factories import real_catalog
from ruhrmap.press.reading import local
from ruhrmap.press.reading.layout import layout
from ruhrmap.press.reading.normal import plain_text

LEAD = (
    "Die Volkshochschule öffnet im Herbst eine Werkstatt für Robotik, in der Kinder und Eltern"
    " an drei Nachmittagen in der Woche gemeinsam löten, bauen und ausprobieren können. Das hat"
    " der Schulausschuss gestern beschlossen."
)
HEADING = "Werkstatt für Robotik öffnet im Herbst"


@pytest.fixture(autouse=True)
def of_our_region() -> Iterator[None]:
    """What is tried alone is read as of our own data."""
    with local.reading(real_catalog()):
        yield


def title(above: str, text: str = LEAD) -> str:
    return layout(plain_text(f"{above}\n\n{text}\n\nDie Kurse sind frei.")).title


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("Stadt Lünen\nWilly-Brandt-Platz 1\n44532 Lünen", id="address"),
        pytest.param("RuhrFutur gGmbH\nAltendorfer Str. 7b", id="street"),
        pytest.param("Hochschule Bochum\nUniversity of Applied Sciences", id="tagline"),
        pytest.param("Haldenblick\nGeschichten von hier", id="tagline below one word"),
        pytest.param("Stadt Lünen\n\nRathausplatz 1", id="street alone"),
        pytest.param("Wir für das Revier\n\nPressemitteilung", id="line above the label"),
        pytest.param("Westfälische Hochschule\nGelsenkirchen Bocholt", id="towns of its houses"),
        pytest.param("fernuni hagen\nHagen | Essen | Bochum", id="name in small letters"),
        pytest.param("KREIS UNNA\nDER LANDRAT", id="office in capitals"),
        pytest.param("TECHNISCHE UNIVERSITÄT DORTMUND", id="university in capitals"),
        pytest.param("Pressereferat\nJohanna Kleemann\nTel. 0201 5550", id="name of an officer"),
        pytest.param("Lippe-Kurier, 4. Mai 2031\nVon unserer Redakteurin Ida Voss", id="byline"),
        pytest.param("Lippe-Kurier, 4. Mai 2031\n\nVon Ida Voss", id="byline alone"),
        pytest.param("Volme am Abend – online\nStand: 04.05.2031", id="name with the day below"),
        pytest.param("Hellweg Blick\nUnabhängig seit 1951", id="name with its tagline"),
        pytest.param("Haldenruf\nDonnerstag, 4. Mai 2031", id="one word with the day below"),
        pytest.param("Bildungsbüro Sauerland\nMeschede, 4. Mai 2031", id="office with the day"),
        pytest.param(
            "Lippe-Kurier\nDienstag, 4. Mai 2031\n\nLERNEN MIT HERZ", id="line in capitals"
        ),
        pytest.param("Revierfunk – Übersicht – Dienstag, 4. Mai 2031, 9.30 Uhr", id="agency, day"),
        pytest.param("rfd – Revierfunk-Dienst, Meldung 7 vom 4. Mai 2031", id="agency, number"),
        pytest.param("Der Haldenruf LOKALES Dienstag, 4. Mai 2031 Seite 9", id="page of a paper"),
        pytest.param("RuhrFutur · Das Netzwerk Seite 1 von 3", id="running head"),
        pytest.param("RuhrFutur – Nachrichten aus dem Netzwerk", id="newsletter"),
        pytest.param("FH Dortmund | Forschung | Lehre", id="path of a page"),
        pytest.param("Das Schulamt der Stadt Lünen teilt mit:", id="who tells it"),
        pytest.param("Von Ida Voss und Jan Brandt", id="byline of two"),
        pytest.param("Text: Ida Voss", id="who wrote it"),
        pytest.param("Lünen (rfd/swn)", id="dateline of agencies alone"),
        pytest.param("+++ Eilmeldung +++", id="marks"),
        pytest.param("Haldenblick Lünen – das Portal", id="portal"),
        pytest.param("Schule & Bildung | Lünen", id="section"),
        pytest.param("RVR | Regionalverband\nOffen für alle", id="tagline below bars"),
        pytest.param("Presseinformation\nStadt Lünen · Kreis Unna · RuhrFutur", id="bars"),
        pytest.param("Presseerklärung von\nStadt Lünen und RuhrFutur gGmbH", id="label goes on"),
        pytest.param("Datum: 4. Mai 2031\nAbsender: RuhrFutur", id="sender"),
        pytest.param("An alle Redaktionen im Vest", id="to whom"),
        pytest.param("Eintrag vom 4. Mai 2031, geschrieben von Ida Voss", id="entry of a blog"),
        pytest.param("*** SPERRFRIST bis nach dem Ende der Sitzung ***", id="embargo"),
    ],
)
def test_what_stands_above_the_heading_is_none(above: str) -> None:
    assert title(f"{above}\n\n{HEADING}") == HEADING


def test_a_line_that_stands_on_each_page_is_no_heading() -> None:
    running = "Gemeinsam lernen im Revier"

    assert title(f"{running}\n\n{HEADING}", f"{LEAD}\n\n{running}") == HEADING


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (
            "Löten, bauen, staunen:\nLünen öffnet Werkstatt",
            "Löten, bauen, staunen: Lünen öffnet Werkstatt",
        ),
        ("Lünen holt sich Werkstatt\nfür Robotik", "Lünen holt sich Werkstatt für Robotik"),
        ("Lünen tritt dem Netzwerk bei\nRat war sich einig", "Lünen tritt dem Netzwerk bei"),
        ("Lernen mit\nRobotern", "Lernen mit Robotern"),
    ],
)
def test_a_heading_of_two_lines(above: str, expected: str) -> None:
    assert title(above) == expected


@pytest.mark.parametrize(
    "above",
    [
        f"# {HEADING}\n\n### Schulausschuss einstimmig\n\n*Pressemitteilung, 4. Mai 2031*",
        f"{HEADING}\n\nPressemitteilung Nr. 7 | 4. Mai 2031",
        f"Pressestelle\n\nWir bauen auf Sie alle\n\n# {HEADING}",
    ],
)
def test_a_label_may_stand_below_the_heading(above: str) -> None:
    assert title(above) == HEADING


def test_the_first_line_of_a_paragraph_that_a_mail_has_broken_is_no_heading() -> None:
    broken = (
        "Die Volkshochschule öffnet im Herbst eine Werkstatt für Robotik, in der Kinder und\n"
        "Eltern an drei Nachmittagen in der Woche gemeinsam löten, bauen und ausprobieren\n"
        "können. Das hat der Schulausschuss gestern nach kurzer Aussprache beschlossen."
    )

    assert title(f"{HEADING}\n\nPressemitteilung, 4. Mai 2031", broken) == HEADING


@pytest.mark.parametrize(
    "heading",
    [
        "Wieder an Bord",
        "KREIS WESEL WIRD MITGLIED",
        "KREIS WESEL TRITT RUHRFUTUR BEI",
        "KREIS WESEL NEU IM RUHRFUTUR-BUND",
    ],
)
def test_a_heading_with_what_looks_like_a_masthead(heading: str) -> None:
    assert (
        title(f"Hochschule Bochum\nBildung für alle\n\n{heading}\nBochum, 4. Mai 2031") == heading
    )


def test_a_name_is_the_heading_where_nothing_else_is_one() -> None:
    assert title("Neue Werkstatt Robotik\n4. Mai 2031") == "Neue Werkstatt Robotik"


HEAD = "Von: Stadt Lünen\nAn: Redaktionen\nBetreff: "


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (f"EILT – {HEADING}", HEADING),
        (f"PM 7/2031 – {HEADING}", HEADING),
        (f"Sperrfrist 4.5., 9 Uhr: {HEADING}", HEADING),
    ],
)
def test_a_subject_without_what_mail_adds(subject: str, expected: str) -> None:
    assert title(f"{HEAD}{subject}\n\nGuten Morgen zusammen") == expected


@pytest.mark.parametrize("subject", ["EILT – Robotik", "PM 7/2031 Robotik", "Neues aus Lünen"])
def test_a_heading_in_a_mail_says_it_better_than_the_subject(subject: str) -> None:
    assert title(f"{HEAD}{subject}\n\nHallo zusammen\n\n{HEADING}") == HEADING


def test_a_line_of_a_letter_is_no_heading() -> None:
    letter = "Hallo Ida\nhier kommt der Text\nGruß von Jan"

    assert title(f"{HEAD}{HEADING}\n\nBis morgen im Rathaus\nEuer Jan Voss\n\n{letter}") == HEADING


def test_a_heading_right_below_the_label_is_no_tagline() -> None:
    above = f"Stadt Lünen\nPressemitteilung vom 4. Mai 2031\n{HEADING}\n\nRat war sich einig"

    assert title(above) == HEADING


def test_a_heading_that_is_cut_ends_with_a_letter() -> None:
    """200 letters are kept; the space behind a word at their end was lost in a proposal."""
    found = layout(plain_text("RuhrFutur " * 40)).title
    assert len(found) == 199 and found.endswith("r")
