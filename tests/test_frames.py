"""Frames: one record a span, and nothing shown that the rules do not say on every day of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings

from factories import (
    AXIS_START,
    DATA_DATE,
    axis_days,
    day_of,
    evidence,
    real_catalog,
    region,
    regions,
    spell,
)
from ruhrmap import coverage
from ruhrmap.coverage import Frame, Status, count_on, frame_on, frames, statuses_on, turning_days
from ruhrmap.model import Catalog, Level, Membership

ONE_DAY = timedelta(days=1)

TURNING_DAYS = [
    "2013-05-02",
    "2016-06-15",
    "2016-12-20",
    "2019-01-01",
    "2019-01-31",
    "2019-02-01",
    "2023-04-21",
    "2023-05-31",
    "2024-04-08",
    "2024-04-09",
    "2024-04-11",
    "2025-01-01",
]


def real_frame(day: str) -> Frame:
    return frame_on(frames(real_catalog()), day_of(day))


def made_frame(*spells: Membership, day: str = "2014-06-01") -> Frame:
    return frame_on(frames(region(spells)), day_of(day))


# --- Spans -----------------------------------------------------------------------------


def test_twelve_turning_days_and_thirteen_frames() -> None:
    assert [day.isoformat() for day in turning_days(real_catalog())] == TURNING_DAYS
    assert len(frames(real_catalog())) == 13


@given(regions)
def test_frames_cover_the_axis_and_never_overlap(catalog: Catalog) -> None:
    made = frames(catalog)
    assert made[0].start == AXIS_START
    assert made[-1].end == DATA_DATE
    for before, after in pairwise(made):
        assert before.start <= before.end
        assert before.end + ONE_DAY == after.start
    assert [frame.index for frame in made] == list(range(len(made)))


def test_a_day_outside_of_the_axis_has_no_frame() -> None:
    made = frames(region())
    for day in (AXIS_START - ONE_DAY, DATA_DATE + ONE_DAY):
        with pytest.raises(ValueError, match="outside of the time axis"):
            frame_on(made, day)


def test_what_lies_before_the_axis_is_no_turning_day() -> None:
    catalog = region([spell("altstadt", "2012-06-01"), spell("neustadt", "2013-01-01")])
    assert turning_days(catalog) == ()
    assert frames(catalog)[0].statuses[Level.DISTRICT]["05001"] is Status.MEMBER


# --- Frames agree with the rules ---------------------------------------------------------


def test_our_frames_agree_with_the_status_rule_on_every_single_day() -> None:
    catalog = real_catalog()
    for frame in frames(catalog):
        for ordinal in range(frame.start.toordinal(), frame.end.toordinal() + 1):
            day = date.fromordinal(ordinal)
            for level in Level:
                assert statuses_on(catalog, level, day) == frame.statuses[level], day


@given(regions, axis_days)
def test_frames_agree_with_the_rules_on_any_day(catalog: Catalog, day: date) -> None:
    frame = frame_on(frames(catalog), day)
    assert frame.start <= day <= frame.end
    assert frame.counts == count_on(catalog, day)
    for level in Level:
        assert frame.statuses[level] == statuses_on(catalog, level, day)


@given(regions)
@settings(max_examples=20)
def test_the_days_around_each_turn_agree_as_well(catalog: Catalog) -> None:
    made = frames(catalog)
    for frame in made:
        for day in {frame.start, frame.end}:
            assert frame.statuses[Level.MUNICIPALITY] == statuses_on(
                catalog, Level.MUNICIPALITY, day
            )


@given(regions)
@settings(max_examples=30)
def test_everything_said_is_said_in_both_languages(catalog: Catalog) -> None:
    for frame in frames(catalog):
        told = [frame.sentence, frame.announcement]
        told += [line for level in Level for line in frame.hover[level].values()]
        told += [text for figure in frame.figures for text in (figure.value, figure.label)]
        for text in told:
            assert text.de and text.en
            assert "{" not in text.de + text.en
            assert "None" not in text.de + text.en


@given(regions)
@settings(max_examples=30)
def test_each_hover_line_fits_the_status_it_stands_for(catalog: Catalog) -> None:
    beginnings = {
        Status.MEMBER: ("Mitglied ·",),
        Status.STATED: ("über de",),
        Status.ASSUMED: ("über de",),
        Status.UNCERTAIN: ("Zeitraum des Beitritts", "Ende der Mitgliedschaft", "über de"),
        Status.NONE: ("kein Beitritt bekannt", "Mitgliedschaft endete", "Mitgliedschaft des"),
    }
    for frame in frames(catalog):
        for level in Level:
            for ags, status in frame.statuses[level].items():
                assert frame.hover[level][ags].de.startswith(beginnings[status])


# --- What is said ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            "2013-05-01",
            "Bis zum 1. Mai 2013 ist kein Beitritt einer Kommune zu RuhrFutur bekannt.",
        ),
        (
            "2013-05-02",
            "Seit dem 2. Mai 2013 gehören 4 von 15 Kreisen und kreisfreien Städten des "
            "Ruhrgebiets zu RuhrFutur, dazu die Stadt Herten. In diesen Kreisen und Städten "
            "leben 33 von 100 Menschen der Region.",
        ),
        (
            "2019-01-31",
            "Seit Januar 2019 gehören 6 von 15 Kreisen und kreisfreien Städten des Ruhrgebiets "
            "zu RuhrFutur. In diesen Kreisen und Städten leben 51 von 100 Menschen der Region.",
        ),
        (
            "2024-04-08",
            "Spätestens seit dem 8. April 2024 gehören 13 von 15 Kreisen und kreisfreien "
            "Städten des Ruhrgebiets zu RuhrFutur. In diesen Kreisen und Städten leben 87 von "
            "100 Menschen der Region.",
        ),
        (
            "2026-11-21",
            "Seit dem 9. April 2024 gehören 14 von 15 Kreisen und kreisfreien Städten des "
            "Ruhrgebiets zu RuhrFutur. In diesen Kreisen und Städten leben 91 von 100 Menschen "
            "der Region.",
        ),
    ],
)
def test_the_sentence(day: str, sentence: str) -> None:
    assert real_frame(day).sentence.de == sentence


@pytest.mark.parametrize("day", ["2013-05-02", "2018-12-31", "2019-01-30"])
def test_herten_is_named_as_long_as_its_kreis_is_no_member(day: str) -> None:
    assert ", dazu die Stadt Herten." in real_frame(day).sentence.de


def test_herten_is_not_named_once_its_kreis_is_a_member() -> None:
    assert "Herten" not in real_frame("2019-01-31").sentence.de


def test_one_district_is_told_in_the_singular() -> None:
    assert made_frame(spell("altstadt", "2014-03-01")).sentence.de == (
        "Seit dem 1. März 2014 gehört 1 von 4 Kreisen und kreisfreien Städten des Ruhrgebiets "
        "zu RuhrFutur. Dort leben 40 von 100 Menschen der Region."
    )


def test_all_districts_are_told_as_all() -> None:
    spells = [spell(who, "2013-03") for who in ("altstadt", "neustadt", "berg", "tal")]
    frame = made_frame(*spells)
    assert frame.sentence.de == (
        "Seit März 2013 gehören alle 4 Kreise und kreisfreien Städte des Ruhrgebiets zu "
        "RuhrFutur. In diesen Kreisen und Städten leben alle Menschen der Region."
    )
    assert frame.context.de == ""
    assert frame.figures[2].value.de == "100,0 %"


def test_a_fifteenth_of_fifteen() -> None:
    catalog = real_catalog()
    member = replace(
        catalog.members["kreis-unna"], member_id="kreis-wesel", name="Kreis Wesel", ags="05170"
    )
    joined = replace(
        catalog,
        members={**catalog.members, "kreis-wesel": member},
        memberships=(*catalog.memberships, spell("kreis-wesel", "2026-03-02")),
    )
    frame = frame_on(frames(joined), date(2026, 11, 21))
    assert frame.sentence.de == (
        "Seit dem 2. März 2026 gehören alle 15 Kreise und kreisfreien Städte des Ruhrgebiets "
        "zu RuhrFutur. In diesen Kreisen und Städten leben alle Menschen der Region."
    )
    assert "Offen" not in frame.context.de


def test_several_member_towns_are_named_with_what_they_are() -> None:
    spells = [spell("altstadt", "2013-03-01"), spell("bach", "2013-02"), spell("adorf", "2013-02")]
    assert ", dazu die Stadt Adorf und die Gemeinde Bach." in made_frame(*spells).sentence.de


def test_a_member_town_without_any_district() -> None:
    assert made_frame(spell("adorf", "2013-03-01")).sentence.de == (
        "In diesem Zeitraum gehört die Stadt Adorf zu RuhrFutur, aber kein ganzer Kreis und "
        "keine kreisfreie Stadt. Dort leben 10 von 100 Menschen der Region."
    )


def test_no_date_is_told_that_is_no_longer_true() -> None:
    # Two since 1 March; one of them left in May: "seit dem 1. März gehören 1" would be false.
    spells = [spell("altstadt", "2013-05-01", "2014-05-01"), spell("neustadt", "2014-03-01")]
    assert made_frame(*spells).sentence.de.startswith("In diesem Zeitraum gehört 1 von 4 ")


def test_no_date_is_told_before_the_town_beside_joined() -> None:
    spells = [spell("altstadt", "2013-05-01"), spell("adorf", "2014-03-01")]
    assert made_frame(*spells).sentence.de.startswith(
        "In diesem Zeitraum gehört 1 von 4 Kreisen und kreisfreien Städten des Ruhrgebiets zu "
        "RuhrFutur, dazu die Stadt Adorf."
    )


def test_the_date_of_a_number_is_the_closest_that_is_known() -> None:
    # Reached in January: the other one joined at an unknown day before its end.
    spells = [spell("altstadt", "[2013-01-01..2014-01-31]"), spell("neustadt", "2014-01")]
    assert made_frame(*spells).sentence.de.startswith("Seit Januar 2014 gehören 2 von 4")


def test_when_all_have_left_nobody_is_said_to_be_none() -> None:
    frame = made_frame(spell("altstadt", "2013-05-01", "2014-05-01"))
    assert frame.sentence.de == (
        "Für keinen der 4 Kreise und kreisfreien Städte des Ruhrgebiets ist in diesem Zeitraum "
        "eine Mitgliedschaft bei RuhrFutur belegt."
    )
    assert "Mitgliedschaft beendet: Altstadt." in frame.context.de


@pytest.mark.parametrize(
    ("day", "context"),
    [
        ("2013-05-01", "Offen sind alle 15 Kreise und kreisfreien Städte."),
        ("2013-05-02", "Offen sind 11 Kreise und kreisfreie Städte: kein Beitritt bekannt."),
        (
            "2019-01-15",
            "Offen sind 9 Kreise und kreisfreie Städte: kein Beitritt bekannt. Ungewiss: Bochum "
            "und Kreis Recklinghausen, Tag des Beitritts nicht belegt.",
        ),
        (
            "2020-01-01",
            "Offen sind 9 Kreise und kreisfreie Städte: kein Beitritt bekannt. Ungewiss: Herten, "
            "Ende der Mitgliedschaft nicht belegt.",
        ),
        (
            "2023-12-01",
            "Offen sind der Kreis Wesel und Oberhausen: kein Beitritt bekannt. Ungewiss: Kreis "
            "Unna, Tag des Beitritts nicht belegt.",
        ),
        ("2024-04-10", "Offen ist der Kreis Wesel: kein Beitritt bekannt."),
        (
            "2024-04-11",
            "Offen ist der Kreis Wesel: kein Beitritt bekannt. Seit dem 10. April 2024 liegt "
            "kein neuerer Nachweis vor.",
        ),
        (
            "2025-01-01",
            "Offen ist der Kreis Wesel: kein Beitritt bekannt. Die Vereinbarung mit Bottrop, "
            "Duisburg, Hagen, Hamm und Herne lief bis zum 31. Dezember 2024; ob sie erneuert "
            "wurde, ist nicht bekannt. Seit dem 10. April 2024 liegt kein neuerer Nachweis vor.",
        ),
    ],
)
def test_the_line_under_the_sentence(day: str, context: str) -> None:
    assert real_frame(day).context.de == context


def test_nobody_is_ever_said_not_to_be_a_member() -> None:
    for frame in frames(real_catalog()):
        told = [frame.sentence.de, frame.context.de, frame.announcement.de]
        told += [line.de for level in Level for line in frame.hover[level].values()]
        assert not any("nicht Mitglied" in text for text in told)


def test_evidence_ends_on_the_last_day_a_source_speaks_of_the_municipal_members() -> None:
    catalog = real_catalog()
    assert coverage.evidence_end(catalog) == date(2024, 4, 10)
    assert coverage.evidence_end_of(catalog, "rub") == date(2024, 4, 10)
    for partner in ("land-nrw", "rvr", "stiftung-mercator"):
        assert coverage.evidence_end_of(catalog, partner) == date(2025, 3, 26)
    assert coverage.evidence_end_of(catalog, "stadt-herten") == date(2019, 1, 31)
    assert [f.after_evidence for f in frames(catalog)] == [False] * 11 + [True] * 2


def test_the_last_day_of_evidence_is_not_after_it() -> None:
    catalog = region([spell("altstadt", "2014-03-01")], told=[evidence("altstadt", "2014-03-01")])
    on_the_day, after = (frame_on(frames(catalog), date(2014, 3, day)) for day in (1, 2))
    assert not on_the_day.after_evidence
    assert "kein neuerer Nachweis" not in on_the_day.context.de
    assert after.after_evidence
    assert "Seit dem 1. März 2014 liegt kein neuerer Nachweis vor." in after.context.de


def test_where_nobody_has_joined_nothing_is_carried_on() -> None:
    catalog = region(told=[evidence("uni", "2014-01-01")])
    assert coverage.evidence_end(catalog) == DATA_DATE
    assert [frame.after_evidence for frame in frames(catalog)] == [False]


def test_without_evidence_everything_is_after_it() -> None:
    catalog = region([spell("altstadt", "2014-03-01")], told=[evidence("uni", "2014-01-01")])
    assert coverage.evidence_end(catalog) < AXIS_START
    assert all(frame.after_evidence for frame in frames(catalog))
    assert coverage.evidence_end_of(catalog, "altstadt") is None


def test_the_announcement_says_what_a_screen_reader_user_needs() -> None:
    assert real_frame("2024-04-10").announcement.de == (
        "Ab 9. April 2024: 14 von 15 Kreisen und kreisfreien Städten, 40 von 53 Städten und "
        "Gemeinden, 91,1 % der Bevölkerung."
    )
    assert real_frame("2023-12-01").announcement.de.endswith("; 10 Städte und Gemeinden ungewiss.")


@pytest.mark.parametrize(
    ("level", "ags", "day", "line"),
    [
        (
            Level.MUNICIPALITY,
            "05954036",
            "2024-04-10",
            "über den Ennepe-Ruhr-Kreis vertreten, laut Quelle · seit 31. Mai 2023",
        ),
        (Level.DISTRICT, "05911", "2024-04-10", "Mitglied · seit Januar 2019"),
        (Level.DISTRICT, "05170", "2024-04-10", "kein Beitritt bekannt"),
        (
            Level.DISTRICT,
            "05978",
            "2023-12-01",
            "Zeitraum des Beitritts, Tag nicht belegt · zwischen 31. Mai 2023 und 8. April 2024",
        ),
        (
            Level.MUNICIPALITY,
            "05978004",
            "2023-12-01",
            "über den Kreis Unna: Zeitraum des Beitritts, Tag nicht belegt · "
            "zwischen 31. Mai 2023 und 8. April 2024",
        ),
        (Level.DISTRICT, "05978", "2024-04-10", "Mitglied · spätestens seit 8. April 2024"),
        (Level.DISTRICT, "05562", "2015-01-01", "kein Beitritt bekannt · Herten ist Mitglied"),
        (
            Level.MUNICIPALITY,
            "05562020",
            "2024-04-10",
            "über den Kreis Recklinghausen vertreten, angenommen · seit Januar 2019 · eigene "
            "Mitgliedschaft endete zwischen dem 1. Februar 2019 und dem 21. April 2023",
        ),
    ],
)
def test_the_line_under_a_name(level: Level, ags: str, day: str, line: str) -> None:
    assert real_frame(day).hover[level][ags].de == line


def test_the_legend_counts_in_its_order() -> None:
    legend = real_frame("2024-04-10").legend
    assert [(e.count, e.label.de) for e in legend[Level.MUNICIPALITY]] == [
        (11, "Mitglied"),
        (9, "über den Kreis vertreten, laut Quelle"),
        (20, "über den Kreis vertreten, angenommen"),
        (0, "in diesem Zeitraum, Tag nicht belegt"),
        (13, "kein Beitritt bekannt"),
    ]
    assert [(e.status, e.count) for e in legend[Level.DISTRICT]] == [
        (Status.MEMBER, 14),
        (Status.UNCERTAIN, 0),
        (Status.NONE, 1),
    ]


def test_the_figures() -> None:
    figures = real_frame("2024-04-10").figures
    assert [(f.key, f.value.de, f.label.de, f.note.de) for f in figures] == [
        ("districts", "14 / 15", "Kreise und kreisfreie Städte", ""),
        ("municipalities", "40 / 53", "Städte und Gemeinden", ""),
        ("population", "91,1 %", "der Bevölkerung", "4,64 Mio. von 5,09 Mio., Zensus 2022"),
        ("area", "76,5 %", "der Fläche", "3.396 von 4.439 km²"),
        ("kommunen", "14", "Kommunen mit eigener Mitgliedschaft", ""),
        ("universities", "7", "Hochschulen", ""),
    ]


def test_what_is_possible_stands_beside_the_figures() -> None:
    figures = {f.key: (f.value.de, f.note.de) for f in real_frame("2023-12-01").figures}
    assert figures["districts"] == ("12 / 15", "bis zu 13")
    assert figures["municipalities"] == ("29 / 53", "bis zu 39")
    assert figures["population"] == (
        "79,2 %",
        "4,04 Mio. von 5,09 Mio., Zensus 2022; bis zu 86,9 %",
    )
    assert figures["kommunen"] == ("12", "bis zu 13")


def test_inhabitants_and_area_name_their_own_sources() -> None:
    figures = {f.key: f.source_ids for f in made_frame(spell("altstadt", "2013")).figures}
    assert (figures["population"], figures["area"]) == (("S2",), ("S3",))
    assert figures["districts"] == ()  # rests on the memberships and their evidence


# --- Accessions and the curve -------------------------------------------------------------


def test_eight_accessions_six_of_them_of_territories() -> None:
    told = coverage.accessions(real_catalog())
    assert [(a.joined.text, a.of_territories) for a in told] == [
        ("2013-05-02", True),
        ("2016-06-15", False),
        ("2016-12-20", False),
        ("2019-01", True),
        ("2023-04-21", True),
        ("2023-05-31", True),
        ("[2023-05-31..2024-04-08]", True),
        ("2024-04-09", True),
    ]
    assert told[-1].label.de == "9. April 2024: Oberhausen"
    assert told[-1].span is None
    assert told[6].day == date(2024, 4, 8)
    assert told[6].span == (date(2023, 5, 31), date(2024, 4, 8))
    assert told[3].span == (date(2019, 1, 1), date(2019, 1, 31))


def test_accessions_follow_one_another_by_the_day_they_are_certain() -> None:
    spells = [spell("altstadt", "[2013-02-01..2014-05-01]"), spell("berg", "2013-06-01")]
    told = coverage.accessions(region(spells))
    assert [a.day for a in told] == [date(2013, 6, 1), date(2014, 5, 1)]


def test_partners_beside_kommunen_are_only_counted() -> None:
    label = coverage.accessions(real_catalog())[0].label.de
    assert label.startswith("2. Mai 2013: ")
    assert label.endswith("; 5 Hochschulen und 2 weitere Partner")


def test_the_curve_has_a_step_for_each_frame() -> None:
    catalog = real_catalog()
    curve = coverage.curve(catalog)
    assert [step.day for step in curve] == [frame.start for frame in frames(catalog)]
    assert [step.share for step in curve] == [
        frame.counts.population_share for frame in frames(catalog)
    ]
    assert curve[0].share == 0
    assert round(curve[-1].share, 3) == 0.911
    assert all(step.share <= step.possible_share <= 1 for step in curve)
    assert curve[8].possible_share > curve[8].share  # Kreis Unna is uncertain
