"""The panel and the table: since when, how exactly known, on which sources."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from factories import (
    axis_days,
    day_of,
    evidence,
    real_catalog,
    region,
    regions,
    spell,
)
from ruhrmap.coverage import (
    Detail,
    Status,
    detail,
    frame_on,
    frames,
    partner_rows,
    status_on,
    table_rows,
)
from ruhrmap.model import Basis, Catalog, Conflict, Level, MemberKind, Representation, Text

KEY_DATE = date(2014, 6, 1)


def told(key: str, day: str = "2024-04-10") -> Detail:
    return detail(real_catalog(), key, day_of(day))


def notes(one: Detail) -> list[str]:
    return [note.de for note in one.notes]


def test_a_town_whose_kreis_stands_for_it_in_so_many_words() -> None:
    witten = told("05954036")
    assert (witten.title.de, witten.kind_label.de) == ("Witten", "Stadt im Ennepe-Ruhr-Kreis")
    assert witten.status is Status.STATED
    assert witten.status_label.de == "über den Kreis vertreten, laut Quelle"
    assert witten.since.de == (
        "Seit dem 31. Mai 2023 durch den Ennepe-Ruhr-Kreis, der stellvertretend für seine neun "
        "Städte beitrat."
    )
    assert witten.since.en == (
        "Since 31 May 2023, by the Ennepe-Ruhr-Kreis, which joined on behalf of its nine towns."
    )
    assert witten.precision.de == (
        "Genannt ist der Tag der Pressemitteilung; der Tag der Unterschrift ist nicht belegt."
    )
    assert witten.through == "05954"
    assert witten.source_ids == ("P43", "P44")
    assert witten.evidence.de == "Zuletzt belegt am 10. April 2024."
    assert witten.evidence_source_ids == ("P46",)
    assert not witten.after_evidence
    assert witten.area.de == "72,40 km²"
    assert "15. Mai 2022" in witten.population.de


def test_an_assumption_is_named_as_one() -> None:
    bergkamen = told("05978004")
    assert bergkamen.status is Status.ASSUMED
    assert bergkamen.since.de == (
        "Spätestens seit dem 8. April 2024 durch den Kreis Unna. Dass der Kreis Unna für seine "
        "zehn Städte und Gemeinden steht, ist eine Annahme."
    )


def test_a_member_city_by_either_key() -> None:
    by_district, by_town, by_member = (told(k) for k in ("05119", "05119000", "stadt-oberhausen"))
    assert by_district.since.de == "Seit dem 9. April 2024 Mitglied."
    assert by_district.since.en == "Member since 9 April 2024."
    assert by_district.precision.de == "Der Tag der Unterschrift ist belegt."
    for other in (by_town, by_member):
        assert (other.since, other.notes, other.population, other.area) == (
            by_district.since,
            by_district.notes,
            by_district.population,
            by_district.area,
        )


def test_a_founder() -> None:
    assert (
        told("05113").since.de == "Seit dem 2. Mai 2013 Mitglied, seit der Gründung der Initiative."
    )


def test_a_month() -> None:
    bochum = told("05911")
    assert bochum.since.de == "Seit Januar 2019 Mitglied."
    assert bochum.precision.de == "Belegt ist der Monat der Unterschrift, nicht der Tag."


def test_an_uncertain_kreis() -> None:
    unna = told("05978", "2023-12-01")
    assert unna.status is Status.UNCERTAIN
    assert unna.since.de == (
        "Beitritt zwischen dem 31. Mai 2023 und dem 8. April 2024; ob schon am Stichtag, ist "
        "nicht belegt."
    )
    assert unna.precision.de == (
        "Der Tag des Beitritts ist nicht belegt; sicher ist die Mitgliedschaft ab dem "
        "8. April 2024."
    )
    assert told("05978004", "2023-12-01").since.de.startswith(
        "Der Kreis Unna trat zwischen dem 31. Mai 2023 und dem 8. April 2024 bei;"
    )


def test_no_accession_known() -> None:
    wesel = told("05170")
    assert (wesel.status, wesel.status_label.de) == (Status.NONE, "kein Beitritt bekannt")
    assert wesel.since.de == "Es ist kein Beitritt bekannt."
    assert told("05170024").since.de == (
        "Weder für Moers noch für den Kreis Wesel ist ein Beitritt bekannt."
    )
    assert (wesel.evidence, wesel.after_evidence) == (Text(), Text())


def test_on_an_early_day_the_later_accession_is_told() -> None:
    assert "Beitritt nach dem Stichtag: 9. April 2024." in notes(told("05119", "2015-01-01"))
    assert "Beitritt nach dem Stichtag, Ennepe-Ruhr-Kreis: 31. Mai 2023." in notes(
        told("05954036", "2015-01-01")
    )
    assert "Herten ist Mitglied." in notes(told("05562", "2015-01-01"))


def test_herten() -> None:
    assert told("05562020", "2015-01-01").status is Status.MEMBER
    herten = told("05562020")
    assert herten.status is Status.ASSUMED
    assert notes(herten)[0] == (
        "Eigene Mitgliedschaft endete zwischen dem 1. Februar 2019 und dem 21. April 2023."
    )
    # Both memberships are told, so the sources of both are named.
    assert {"P29", "P01"} <= set(herten.source_ids)
    assert "Tag nicht belegt" in notes(told("05562020", "2020-01-01"))[0]


def test_the_agreement_of_bottrop_is_a_marker() -> None:
    assert "Die Vereinbarung läuft bis zum 31. Dezember 2024." in notes(told("05512"))
    after = told("05512", "2025-01-01")
    assert after.status is Status.MEMBER
    assert "Vereinbarung lief bis 31. Dezember 2024, Erneuerung nicht bekannt." in notes(after)


@pytest.mark.parametrize(
    ("key", "day", "marker"),
    [
        ("05119", "2024-04-10", ""),
        ("05119", "2024-04-11", "Seit dem 10.04.2024 kein neuerer Nachweis."),
        ("rub", "2024-04-11", "Seit dem 10.04.2024 kein neuerer Nachweis."),
        ("rvr", "2025-03-26", ""),
        ("rvr", "2025-03-27", "Seit dem 26.03.2025 kein neuerer Nachweis."),
    ],
)
def test_a_status_that_is_carried_on_is_marked(key: str, day: str, marker: str) -> None:
    assert told(key, day).after_evidence.de == marker


def test_universities_and_partners_have_a_panel() -> None:
    bochum = told("hs-bochum", "2019-01-15")
    assert (bochum.kind_label.de, bochum.status) == ("Hochschule", Status.UNCERTAIN)
    assert bochum.since.de == "Beitritt im Januar 2019; ob schon am Stichtag, ist nicht belegt."
    for key, kind in (
        ("land-nrw", "Land"),
        ("rvr", "Regionalverband"),
        ("stiftung-mercator", "Stiftung"),
    ):
        partner = told(key)
        assert (partner.kind_label.de, partner.status) == (kind, Status.MEMBER)
        assert (partner.population, partner.area, partner.through) == (Text(), Text(), None)


def test_a_conflict_between_sources_is_told_where_it_concerns() -> None:
    conflict = Conflict("C1", ("S1",), ("berg",), Text("Zwei Quellen.", "Two sources."))
    catalog = region([spell("berg", "2013")], conflicts=[conflict])
    for key in ("05010", "05010001"):
        assert conflict.text in detail(catalog, key, KEY_DATE).notes
    assert conflict.text not in detail(catalog, "05001", KEY_DATE).notes


def test_the_note_of_the_membership_is_told() -> None:
    catalog = region([spell("berg", "2013", note="Ein Hinweis.")])
    assert "Ein Hinweis." in notes(detail(catalog, "05010002", KEY_DATE))


def test_an_end_is_told_instead_of_a_beginning() -> None:
    one = detail(region([spell("altstadt", "2013", "2014-02-01")]), "05001", KEY_DATE)
    assert one.status_label.de == "Mitgliedschaft beendet"
    assert one.since.de == "Mitgliedschaft endete zum 1. Februar 2014."
    assert one.notes == ()


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("joined", ["2013-05-02", "2013-05~", "2013", "[2013-01-01..2013-05-01]"])
def test_every_basis_and_precision_has_its_words(basis: Basis, joined: str) -> None:
    one = detail(region([spell("altstadt", joined, basis=basis)]), "05001", KEY_DATE)
    assert "belegt" in one.precision.de.casefold()
    assert ("ungefähr" in one.precision.de) is ("~" in joined)


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        detail(real_catalog(), "05999", KEY_DATE)


@given(regions, axis_days)
@settings(max_examples=40)
def test_every_place_can_be_told_on_every_day(catalog: Catalog, day: date) -> None:
    for key in (*catalog.territories, *catalog.members):
        one = detail(catalog, key, day)
        for text in (one.title, one.kind_label, one.status_label, one.since, *one.notes):
            assert text.de and text.en
            assert "{" not in text.de + text.en
        if key in catalog.territories:
            assert one.status is status_on(catalog, key, day).status
        assert bool(one.precision) is (one.status is not Status.NONE)


# --- The table ----------------------------------------------------------------------------


@pytest.mark.parametrize("level", Level)
def test_the_table_says_what_the_map_says(level: Level) -> None:
    catalog = real_catalog()
    for frame in frames(catalog):
        rows = table_rows(catalog, level, frame.start)
        assert [row.ags for row in rows] == [place.ags for place in catalog.at(level)]
        assert {row.ags: row.status for row in rows} == dict(frame.statuses[level])
        for row in rows:
            assert row.since.de in frame.hover[level][row.ags].de
            assert row.note.de in frame.hover[level][row.ags].de


def test_a_row() -> None:
    rows = {
        row.ags: row for row in table_rows(real_catalog(), Level.MUNICIPALITY, day_of("2024-04-11"))
    }
    witten = rows["05954036"]
    assert (witten.name.de, witten.kind_label.de) == ("Witten", "Stadt")
    assert (witten.district, witten.through) == ("Ennepe-Ruhr-Kreis", "Ennepe-Ruhr-Kreis")
    assert (witten.since.de, witten.since_sort) == ("seit 31. Mai 2023", "2023-05-31")
    assert witten.basis.de == "laut Quelle"
    assert rows["05978004"].basis.de == "Annahme"
    assert rows["05978004"].since_sort == "2024-04-08"  # the day from which it is certain
    assert witten.evidence == date(2024, 4, 10)
    assert witten.after_evidence.de == "seit dem 10.04.2024 kein neuerer Nachweis"
    moers = rows["05170024"]
    assert (moers.since_sort, moers.through, moers.evidence) == ("", "", None)


def test_sizes_add_up_to_the_region_at_either_level() -> None:
    catalog = real_catalog()
    for level in Level:
        rows = table_rows(catalog, level, KEY_DATE)
        assert sum(row.population or 0 for row in rows) == 5_093_721
        assert round(sum(row.area_km2 or 0 for row in rows), 2) == 4438.71


def test_partners_have_rows_of_their_own() -> None:
    rows = {row.key: row for row in partner_rows(real_catalog(), day_of("2024-04-10"))}
    assert len(rows) == 10
    assert all(row.status is Status.MEMBER for row in rows.values())
    assert (rows["rub"].ags, rows["rub"].district, rows["rub"].population) == ("", "", None)
    assert rows["hs-bochum"].since.de == "seit Januar 2019"
    assert rows["rvr"].evidence == date(2025, 3, 26)
    early = {row.key: row for row in partner_rows(real_catalog(), day_of("2015-01-01"))}
    assert early["rvr"].status is Status.NONE


def test_an_evidence_of_the_kreis_is_that_of_its_towns() -> None:
    spells = [spell("berg", "2013", representation=Representation.STATED)]
    catalog = region(spells, told=[evidence("berg", "2014-05"), evidence("altstadt", "2015")])
    one = detail(catalog, "05010001", KEY_DATE)
    assert one.evidence.de == "Zuletzt belegt im Mai 2014."
    assert one.after_evidence.de == "Seit dem 31.05.2014 kein neuerer Nachweis."


def test_members_that_are_territories_are_no_partners() -> None:
    catalog = real_catalog()
    partners = {row.key for row in partner_rows(catalog, KEY_DATE)}
    kinds = {catalog.members[key].kind for key in partners}
    assert kinds == {
        MemberKind.UNIVERSITY,
        MemberKind.STATE,
        MemberKind.ASSOCIATION,
        MemberKind.FOUNDATION,
    }


def test_the_panel_and_the_map_agree() -> None:
    catalog = real_catalog()
    frame = frame_on(frames(catalog), day_of("2020-01-01"))
    for level in Level:
        for ags, status in frame.statuses[level].items():
            assert detail(catalog, ags, day_of("2020-01-01")).status is status


def test_who_is_missing_by_arithmetic_is_told_so_with_the_source() -> None:
    # the only trace of the Kreis Wesel: 14 Kommunen are counted, and 14 are known without it
    wesel = detail(real_catalog(), "05170", date(2024, 4, 10))
    assert wesel.notes[-1].de == (
        "Die veröffentlichte Zahl von 14 Kommunen (10. April 2024) "
        "ist ohne den Kreis Wesel erreicht."
    )
    assert wesel.source_ids == ("P46",)
    assert detail(real_catalog(), "05170004", date(2024, 4, 10)).source_ids == ("P46",)


def test_arithmetic_says_nothing_of_who_joins_later_or_before_any_total() -> None:
    assert detail(real_catalog(), "05119", date(2023, 6, 1)).source_ids == ()
    assert detail(real_catalog(), "05170", date(2013, 5, 1)).source_ids == ()
