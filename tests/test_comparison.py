"""Two key dates beside each other: what was added is told as exactly as it is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import day_of, days, real_catalog, region, regions, spell
from ruhrmap import coverage
from ruhrmap.coverage import Change, Comparison, Frame, Status, change_between
from ruhrmap.coverage.status import TerritoryStatus
from ruhrmap.model import Catalog, Level

POSSIBLE_KINDS = (Change.CONFIRMED, Change.POSSIBLE)
ENDED_KINDS = (Change.ENDED, Change.POSSIBLY_ENDED)


def between(one: str, other: str, catalog: Catalog | None = None) -> Comparison:
    """The record of two days."""
    catalog = catalog or real_catalog()
    frames = coverage.frames(catalog)
    first, last = (coverage.frame_on(frames, day_of(day)) for day in (one, other))
    return coverage.compare(catalog, first, last)


def told(one: str, other: str) -> str:
    return coverage.dated(between(one, other).sentence, day_of(one), day_of(other)).de


def figure(record: Comparison, key: str) -> tuple[str, str]:
    found = next(f for f in record.figures if f.key == key)
    return found.value.de, found.note.de


# --- The rule --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Status.NONE, Status.MEMBER, Change.NEW_MEMBER),
        (Status.NONE, Status.STATED, Change.NEW_STATED),
        (Status.NONE, Status.ASSUMED, Change.NEW_ASSUMED),
        (Status.NONE, Status.UNCERTAIN, Change.POSSIBLE),
        (Status.NONE, Status.NONE, Change.NONE),
        (Status.UNCERTAIN, Status.MEMBER, Change.CONFIRMED),
        (Status.UNCERTAIN, Status.ASSUMED, Change.CONFIRMED),
        (Status.UNCERTAIN, Status.UNCERTAIN, Change.POSSIBLE),
        (Status.UNCERTAIN, Status.NONE, Change.POSSIBLY_ENDED),
        (Status.ASSUMED, Status.MEMBER, Change.UPGRADED),
        (Status.ASSUMED, Status.STATED, Change.OTHERWISE),
        (Status.MEMBER, Status.ASSUMED, Change.OTHERWISE),
        (Status.MEMBER, Status.UNCERTAIN, Change.POSSIBLY_ENDED),
        (Status.MEMBER, Status.NONE, Change.ENDED),
        (Status.MEMBER, Status.MEMBER, Change.MEMBER),
        (Status.STATED, Status.STATED, Change.STATED),
    ],
)
def test_what_became_of_a_territory(before: Status, after: Status, change: Change) -> None:
    assert change_between(*(TerritoryStatus("05001", s) for s in (before, after))) is change


def test_the_uncertain_end_of_one_membership_adds_nothing() -> None:
    leaving = TerritoryStatus(
        "05001", Status.UNCERTAIN, spell("altstadt", "2013", "[2014-01-01..2015-01-01]"), None, True
    )
    assert change_between(leaving, leaving) is Change.POSSIBLY_ENDED
    joining = replace(leaving, leaving=False)
    assert change_between(joining, joining) is Change.POSSIBLE


# --- The rule agrees with the frames ---------------------------------------------------


def _sets(frame: Frame, level: Level) -> tuple[set[str], set[str]]:
    """What is covered for certain on a level, and what is or may be."""
    statuses = frame.statuses[level]
    sure = {ags for ags, status in statuses.items() if status.covered}
    return sure, sure | {ags for ags, status in statuses.items() if status is Status.UNCERTAIN}


def _of(record: Comparison, level: Level, *kinds: Change) -> set[str]:
    return {ags for ags, one in record.changes[level].items() if one in kinds}


@given(regions, st.data())
@settings(max_examples=40)
def test_added_is_later_minus_earlier_and_ended_the_other_way(
    catalog: Catalog, data: st.DataObject
) -> None:
    """Certain: covered later, not even possibly before. Possible: the widest reading."""
    frames = coverage.frames(catalog)
    one, other = (data.draw(st.sampled_from(frames)) for _ in "ab")
    record = coverage.compare(catalog, one, other)
    assert record.earlier.index <= record.later.index
    for level in Level:
        (old, old_possible), (new, new_possible) = (
            _sets(frame, level) for frame in (record.earlier, record.later)
        )
        added = {ags for ags, change in record.changes[level].items() if change.new}
        assert added == new - old_possible
        assert _of(record, level, Change.CONFIRMED) == new & (old_possible - old)
        assert added | _of(record, level, *POSSIBLE_KINDS) <= new_possible - old
        assert _of(record, level, Change.ENDED) == old - new_possible
        assert _of(record, level, *ENDED_KINDS) <= old_possible - new
        moved = added | _of(record, level, *POSSIBLE_KINDS, *ENDED_KINDS)
        assert (new_possible - old) | (old_possible - new) == moved
        kept = {Change.MEMBER, Change.STATED, Change.ASSUMED, Change.UPGRADED, Change.OTHERWISE}
        assert _of(record, level, *kept) == new & old
        assert _of(record, level, Change.NONE) == (
            set(record.changes[level]) - new_possible - old_possible
        )


@given(regions, st.data())
@settings(max_examples=40)
def test_the_numbers_lead_from_one_frame_to_the_other(
    catalog: Catalog, data: st.DataObject
) -> None:
    """Each count by its own: what is added, confirmed and ended makes the later number."""
    frames = coverage.frames(catalog)
    record = coverage.compare(catalog, *(data.draw(st.sampled_from(frames)) for _ in "ab"))
    old, new = record.earlier.counts, record.later.counts
    towns = record.changes[Level.MUNICIPALITY]
    counted = {
        "districts": (old.districts, new.districts, record.changes[Level.DISTRICT]),
        "municipalities": (old.municipalities, new.municipalities, towns),
    }
    for key, (before, after, changes) in counted.items():
        tally = Counter(changes.values())
        lost = sum(
            status.covered and not record.later.statuses[level][ags].covered
            for level in Level
            if record.changes[level] is changes
            for ags, status in record.earlier.statuses[level].items()
        )
        gained = record.differences[key].added + tally[Change.CONFIRMED]
        assert before + gained - lost == after
    for difference in record.differences.values():
        assert 0 <= difference.added <= difference.added_possible
        assert 0 <= difference.ended <= difference.ended_possible
    for key, before, after in (
        ("kommunen", (old.kommunen, old.kommunen_possible), (new.kommunen, new.kommunen_possible)),
        (
            "universities",
            (old.universities, old.universities_possible),
            (new.universities, new.universities_possible),
        ),
    ):
        one = record.differences[key]
        assert after[0] - before[1] <= one.added - one.ended
        assert one.added_possible - one.ended <= after[1] - before[0] + one.ended_possible
        assert one.added <= after[0]
        assert one.ended <= before[0]
    people = sum(catalog.census[ags].population for ags, one in towns.items() if one.new)
    assert record.differences["population"].added == people


@given(regions)
@settings(max_examples=3)
def test_one_record_a_pair_whichever_day_is_named_first(catalog: Catalog) -> None:
    frames = coverage.frames(catalog)
    records = coverage.comparisons(catalog, frames)
    assert len(records) == len(frames) * (len(frames) + 1) // 2
    for one in frames:
        for other in frames:
            record = records[coverage.pair_index(one.index, other.index)]
            assert {record.earlier.index, record.later.index} == {one.index, other.index}
    first, last = frames[0], frames[-1]
    assert coverage.compare(catalog, first, last) == coverage.compare(catalog, last, first)


@given(regions)
@settings(max_examples=4)
def test_everything_is_said_in_both_languages_with_room_for_the_days_alone(
    catalog: Catalog,
) -> None:
    for record in coverage.comparisons(catalog, coverage.frames(catalog)):
        texts = [record.sentence, record.announcement]
        for text in (*texts, record.context):
            for language in (text.de, text.en):
                rest = language.replace("{first}", "").replace("{last}", "")
                assert "{" not in rest and "None" not in rest
        for text in texts:
            assert all("{first}" in one and "{last}" in one for one in (text.de, text.en))
        for level in Level:
            counts = {entry.change: entry.count for entry in record.legend[level]}
            found = Counter(record.changes[level].values())
            assert {one: n for one, n in counts.items() if n} == dict(found)


@given(days, days)
def test_the_days_are_filled_in_in_their_order(one: date, other: date) -> None:
    text = replace(real_catalog().memberships[0].note, de="{first}/{last}", en="{first}/{last}")
    assert coverage.dated(text, one, other) == coverage.dated(text, other, one)


# --- Our own data ----------------------------------------------------------------------


def test_what_was_added_since_the_founding() -> None:
    record = between("2024-04-10", "2013-05-02")
    assert told("2024-04-10", "2013-05-02") == (
        "Zwischen dem 2. Mai 2013 und dem 10. April 2024 kamen 10 von 15 Kreisen und "
        "kreisfreien Städten zu RuhrFutur hinzu. In den neuen Gemeinden leben "
        "58 von 100 Menschen der Region."
    )
    assert figure(record, "districts") == ("+10", "von 4 auf 14 von 15")
    assert figure(record, "municipalities") == ("+35", "von 5 auf 40 von 53")
    assert figure(record, "population") == ("+2.974.716", "von 32,7 % auf 91,1 %, Zensus 2022")
    assert figure(record, "kommunen") == ("+10", "von 5 auf 14; 1 beendet")
    assert record.changes[Level.MUNICIPALITY]["05562020"] is Change.OTHERWISE  # Herten
    assert "Herten ist weiter dabei, jetzt über den Kreis vertreten." in record.context.de


@pytest.mark.parametrize(
    ("one", "other", "change"),
    [
        ("2023-05-30", "2024-04-08", Change.NEW_ASSUMED),  # the whole span lies between
        ("2023-05-31", "2024-04-08", Change.CONFIRMED),  # may have joined on the first day
        ("2023-05-30", "2024-04-07", Change.POSSIBLE),  # may join on the next day
        ("2023-08-01", "2023-12-01", Change.POSSIBLE),
        ("2024-04-08", "2024-04-10", Change.ASSUMED),
    ],
)
def test_kreis_unna_is_never_added_on_a_guess(one: str, other: str, change: Change) -> None:
    record = between(one, other)
    assert record.changes[Level.MUNICIPALITY]["05978024"] is change
    perhaps = change in POSSIBLE_KINDS
    assert (
        "Kreis Unna: Beitritt zwischen dem 31. Mai 2023 und dem 8. April 2024"
        in (record.context.de)
    ) is perhaps
    towns = record.differences["municipalities"]
    assert towns.added_possible - towns.added == (10 if perhaps else 0)


def test_what_is_only_possible_is_said_as_that() -> None:
    assert told("2023-08-01", "2023-12-01") == (
        "Zwischen dem 1. August 2023 und dem 1. Dezember 2023 kam vielleicht der Kreis Unna "
        "zu RuhrFutur hinzu."
    )
    value, note = figure(between("2023-08-01", "2023-12-01"), "municipalities")
    assert (value, note) == ("+0", "unverändert 29 von 53; bis zu +10")


def test_no_accession_is_known_is_not_said_as_none_happened() -> None:
    assert "ist kein Beitritt einer Kommune zu RuhrFutur bekannt" in told(
        "2016-01-01", "2017-01-01"
    )
    one_side = between("2024-04-10", "2025-06-01").context.de
    assert one_side == "Seit dem 10. April 2024 liegt kein neuerer Nachweis vor."
    behind = between("2024-05-01", "2026-01-01").context.de
    assert behind == (
        "Nach dem 10. April 2024 liegt kein Nachweis vor: Was seither hinzukam, ist nicht bekannt."
    )


def test_a_member_town_is_told_beside_the_districts() -> None:
    assert (
        "kamen Dortmund, Essen, Gelsenkirchen und Mülheim an der Ruhr zu RuhrFutur hinzu, dazu "
        "die Stadt Herten." in told("2013-01-01", "2013-06-01")
    )


def test_the_news_are_those_of_the_members_in_the_order_of_their_days() -> None:
    news = between("2016-01-01", "2023-05-01").news
    assert [n.membership.member_id for n in news] == [
        "stadt-herten",
        "rvr",
        "hrw",
        "stadt-bochum",
        "kreis-recklinghausen",
        "hs-bochum",
        "stadt-bottrop",
        "stadt-duisburg",
        "stadt-hagen",
        "stadt-hamm",
        "stadt-herne",
    ]
    assert news[0].change is Change.ENDED
    assert {n.change for n in news[1:]} == {Change.NEW_MEMBER}


def test_what_ended_is_told() -> None:
    catalog = region([spell("altstadt", "2013-06-01", "2014-01-01")])
    record = between("2013-07-01", "2014-06-01", catalog)
    assert record.changes[Level.DISTRICT]["05001"] is Change.ENDED
    assert record.context.de == "Altstadt ist nicht mehr dabei."
    assert figure(record, "districts") == ("+0", "von 1 auf 0 von 4; 1 beendet")


def test_a_town_of_a_member_kreis_that_joins_itself() -> None:
    catalog = region([spell("berg", "2013-06-01"), spell("adorf", "2014-01-01")])
    record = between("2013-07-01", "2014-06-01", catalog)
    assert record.changes[Level.MUNICIPALITY]["05010001"] is Change.UPGRADED
    assert record.context.de == "Adorf war vorher vertreten und ist jetzt selbst Mitglied."
    assert figure(record, "municipalities")[0] == "+0"
    assert figure(record, "kommunen")[0] == "+1"
