"""From a release to the rows to add: nothing guessed without a mark, nothing entered unchecked."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhrmap import catalog as catalogs
from ruhrmap import checks, coverage, press
from ruhrmap.dates import Edtf, parse
from ruhrmap.model import (
    Catalog,
    Counts,
    Medium,
    PressKind,
    Representation,
    Text,
)
from ruhrmap.package import default_path
from ruhrmap.press import proposal
from ruhrmap.press.proposal import (
    Accession,
    Assembled,
    Count,
    Decision,
    Proposal,
    Subject,
    saved,
    sheet,
)
from ruhrmap.press.proposal.citation import citation
from ruhrmap.press.proposal.files import appended

TODAY = date(2026, 12, 1)
RELEASE = """Kreis Wesel ist neuer Partner von RuhrFutur

Wesel, 2. September 2026. Der Kreis Wesel hat gestern die Kooperationsvereinbarung der \
Bildungsinitiative RuhrFutur unterzeichnet. Damit gehören ihr 15 Kreise und kreisfreie Städte \
an. Auch in Moers freut man sich.
"""


@cache
def data() -> Catalog:
    return catalogs.load()


@cache
def files() -> Mapping[str, bytes]:
    return proposal.read_files(default_path())


@cache
def before() -> checks.Report:
    return checks.run(files())


@cache
def reading() -> press.Reading:
    return press.read(data(), RELEASE)


@cache
def proposed() -> Proposal:
    return proposal.propose(data(), reading())


def decided(**parts: object) -> Decision:
    """An accession of the Kreis Wesel, as a person might enter it."""
    usual: dict[str, object] = {
        "title": "Kreis Wesel ist dabei",
        "publisher": "Kreis Wesel",
        "released": parse("2026-09-02"),
        "signed": parse("2026-09-01"),
        "kind": PressKind.ACCESSION,
        "accessions": (Accession("05170", Representation.STATED),),
    }
    return Decision(**{**usual, **parts})  # type: ignore[arg-type]


def assembled(decision: Decision, today: date = TODAY) -> Assembled:
    return proposal.assemble(data(), files(), decision, today, "w.txt", before())


def codes(made: Assembled) -> set[tuple[str, str]]:
    return {(one.code, one.severity) for one in made.findings}


def test_a_release_is_proposed_with_everything_unsure_marked() -> None:
    found, decision = proposed(), proposed().decision
    assert (decision.released, decision.signed) == (parse("2026-09-02"), parse("2026-09-01"))
    assert decision.accessions == (Accession("05170", Representation.ASSUMED),)
    assert decision.subjects == (Subject("05170"),)  # Moers and the dateline are no subjects
    assert {one.key for one in found.named} >= {"05170", "05170048", "05170024"}
    assert decision.totals == (Count(Counts.MUNICIPAL_MEMBERS, 15, parse("2026-09-02")),)
    marked = {(doubt.field, doubt.key) for doubt in found.doubts}
    assert marked >= {("url", ""), ("medium", ""), ("publisher", ""), ("accessions", "05170")}
    assert found.doubts_on("released") == ()


def test_the_place_of_a_dateline_is_no_subject_and_others_are() -> None:
    told = press.read(data(), "Neues Projekt\n\nEssen, 3. Mai 2024. Bochum und Marl lesen vor.\n")
    keys = [one.key for one in proposal.propose(data(), told).decision.subjects]
    assert keys == ["stadt-bochum", "05562024"]


def test_who_is_only_announced_is_not_entered_but_asked_for() -> None:
    text = (
        "Moers geht zu RuhrFutur\n\nMoers, 2. September 2026. Der Rat hat gestern beschlossen, der "
        "Bildungsinitiative beizutreten. Unterzeichnet wird die Vereinbarung am 1. Oktober.\n"
    )
    told = press.read(data(), text)
    assert (told.kind, told.signed) == (PressKind.ACCESSION, None)
    assert [(one.key, one.sure) for one in told.members] == [("05170024", False)]
    found = proposal.propose(data(), told)
    assert found.decision.accessions == ()
    assert len(found.doubts_on("kind")) == 2


def test_a_medium_is_that_of_the_publisher_so_far() -> None:
    told = replace(reading(), publisher="news4teachers")
    found = proposal.propose(data(), told)
    assert found.decision.medium is Medium.NEWS_REPORT
    assert found.doubts_on("medium") == ()


def test_an_accession_becomes_a_row_in_each_table() -> None:
    made = assembled(decided(totals=(Count(Counts.MUNICIPAL_MEMBERS, 15, parse("2026-09-02")),)))
    assert made.ok, made.findings
    rows = {
        name: [",".join(r.values()) for r in rows] for name, rows in made.additions.rows.items()
    }
    assert rows["members"] == ["kreis-wesel,Kreis Wesel,Kreis Wesel,Kreis Wesel,kreis,05170"]
    assert rows["memberships"] == ["kreis-wesel-1,kreis-wesel,2026-09-01,,signing,,stated,P116,,"]
    assert rows["evidence"] == ["kreis-wesel,P116,2026-09-01,joined"]
    assert rows["press_links"] == ["P116,kreis-wesel,"]
    assert rows["published_totals"] == ["T11,2026-09-02,municipal_members,15,P116,,,,"]
    (source,) = made.additions.rows["sources"]
    assert source["citation"] == (
        "Kreis Wesel: Kreis Wesel ist dabei. 2. September 2026. Adresse nicht bekannt."
    )
    assert (source["accessed"], source["licence"]) == ("2026-12-01", "citation-only")
    (change,) = made.additions.rows["changes"]
    assert (change["version"], change["date"]) == ("1.1.0", "2026-12-01")
    assert made.catalog is not None and made.difference is not None
    assert coverage.status_on(made.catalog, "05170", date(2026, 8, 31)).status == "none"
    assert coverage.status_on(made.catalog, "05170", date(2026, 9, 1)).status == "member"
    assert coverage.status_on(made.catalog, "05170048", date(2026, 9, 1)).status != "none"
    assert any("14" in one.before.de and "15" in one.after.de
               for one in made.difference.moves[0].figures)  # fmt: skip


def test_only_lines_are_added_to_what_stands_there() -> None:
    made = assembled(decided())
    for name, body in files().items():
        old, new = body.decode().splitlines(), made.files[name].decode().splitlines()
        if name.endswith(".csv"):
            assert new[: len(old)] == old, name
            assert made.files[name].endswith(b"\n"), name
            assert b"\r" not in made.files[name], name
        else:
            assert len(new) == len(old), name
    changed = [a for a, b in zip(files()["datapackage.json"].splitlines(),
               made.files["datapackage.json"].splitlines(), strict=True) if a != b]  # fmt: skip
    assert [line.split(b'"')[1] for line in changed] == [b"version", b"created"]
    assert b"| `members.csv` | 26 |" in made.files["README.md"]


def test_without_a_day_of_signing_the_release_counts() -> None:
    made = assembled(decided(signed=None, released=parse("2026-09")))
    (row,) = made.additions.rows["memberships"]
    assert (row["joined"], row["joined_basis"]) == ("2026-09", "press_release_date")
    (told,) = made.additions.rows["press_releases"]
    assert "nicht bekannt" in told["note_de"] and told["note_en"]


def test_a_town_that_joins_takes_its_earlier_releases_with_it() -> None:
    marl = [r for r in data().press_releases.values() if "05562024" in r.ags]
    assert marl
    made = assembled(decided(title="Marl", accessions=(Accession("05562024"),)))
    assert made.ok, made.findings
    assert made.catalog is not None
    for release in marl:
        assert "stadt-marl" in made.catalog.press_releases[release.press_id].member_ids
    old, new = files()["press_links.csv"].splitlines(), made.files["press_links.csv"].splitlines()
    differing = [b for a, b in zip(old, new, strict=False) if a != b]
    assert len(differing) == len(marl)


def test_a_number_can_be_evidence_for_whom_it_counts() -> None:
    total = Count(Counts.MUNICIPAL_MEMBERS, 15, parse("2026-09-02"), counted=True)
    made = assembled(decided(totals=(total,), subjects=(Subject("rvr", listed=True),)))
    assert made.ok
    said = [(row["member_id"], row["says"]) for row in made.additions.rows["evidence"]]
    assert said[:2] == [("kreis-wesel", "joined"), ("rvr", "listed")]
    assert [says for _, says in said].count("counted") == 14


@pytest.mark.parametrize(
    ("change", "code", "severity"),
    [
        ({"title": ""}, "release_no_title", "error"),
        ({"publisher": " "}, "release_no_publisher", "error"),
        ({"released": None, "signed": None}, "release_no_date", "error"),
        ({"accessions": (Accession("05999"),)}, "release_nobody", "error"),
        ({"subjects": (Subject("nobody"),)}, "release_nobody", "error"),
        ({"accessions": ()}, "release_nobody_joins", "note"),
        ({"accessions": (), "kind": PressKind.OTHER}, "release_no_subject", "note"),
        ({"signed": parse("2026-10-01")}, "release_signed_later", "note"),
        ({"accessions": (Accession("stadt-essen"),)}, "release_member", "note"),
        ({"signed": parse("2027-01-01")}, "axis_after", "error"),
        ({"url": "javascript:alert(1)"}, "cell_address", "error"),
        (
            {"totals": (Count(Counts.UNIVERSITIES, 9, parse("2026-09-02")),)},
            "total_conflict",
            "error",
        ),
        ({"totals": (Count(Counts.UNIVERSITIES, 7, None),)}, "cell_required", "error"),
        ({"note": Text("nur deutsch", "")}, "note_one_language", "error"),
    ],
)
def test_what_is_wrong_is_found_before_anything_is_written(
    change: dict[str, object], code: str, severity: str
) -> None:
    made = assembled(decided(**change))
    assert (code, severity) in codes(made)
    assert made.ok == (severity == "note")
    for one in made.findings:
        assert one.message.de and one.message.en


def test_a_release_that_is_in_the_data_is_not_entered_twice() -> None:
    known = data().sources["P46"]
    same = decided(title=known.title, publisher=known.publisher, released=known.date,
                   signed=None, accessions=(Accession("stadt-oberhausen"),))  # fmt: skip
    assert ("release_known", "error") in codes(assembled(same))
    by_address = replace(same, publisher="X", url=known.url.replace("http://www.", "https://"))
    assert ("release_known", "error") in codes(assembled(by_address))
    other = replace(same, publisher="Radio X")
    found = assembled(other)
    assert ("release_alike", "note") in codes(found)
    assert "memberships" not in found.additions.rows  # it is a member already
    assert [r["says"] for r in found.additions.rows["evidence"]] == ["listed"]


def test_another_report_of_a_known_accession_is_evidence_of_it() -> None:
    told = decided(title="Neu", released=parse("2024-04-11"), signed=parse("2024-04-09"),
                   accessions=(Accession("05119"),))  # fmt: skip
    made = assembled(told)
    assert made.ok
    assert [r["says"] for r in made.additions.rows["evidence"]] == ["joined"]


def test_a_former_member_can_join_again() -> None:
    made = assembled(decided(title="Herten", accessions=(Accession("stadt-herten"),)))
    assert made.ok, made.findings
    assert made.additions.rows["memberships"][0]["membership_id"] == "stadt-herten-2"
    assert "members" not in made.additions.rows


def test_citations_are_those_of_the_data() -> None:
    """Told anew by the rule, each is as it stands; four titles are worded by us."""
    differing = [
        source.source_id
        for source in data().sources.values()
        if source.accessed is not None
        and not source.source_id.startswith("D")
        and citation(
            source.publisher,
            source.title,
            source.date,
            source.url,
            source.accessed,
            title_read=source.title_read,
        )
        != source.citation
        and "[Titel sinngemäß]" not in source.citation
    ]
    assert differing == []


def test_a_table_keeps_its_own_order_ends_and_mark() -> None:
    body = "\ufeffb,a\r\n1,2".encode()
    assert (
        appended(body, [{"a": 'x"y', "b": "z\u00e4"}])
        == '\ufeffb,a\r\n1,2\r\nzä,"x""y"\r\n'.encode()
    )


def test_the_file_for_the_editor_says_what_is_unsure_and_where_it_stands() -> None:
    text = sheet.as_toml(data(), proposed(), reading(), "wesel.docx")
    assert "BITTE PRÜFEN" in text
    assert "Im Text, Zeile 3" in text
    assert "05170048" in text  # the town of the same name
    again = saved.read(text.encode())
    assert again.decision == proposed().decision
    assert (again.data_version, again.file) == (data().version, "wesel.docx")
    json = sheet.as_json(data(), proposed(), "wesel.docx")
    assert saved.read(json.encode(), is_json=True).decision == again.decision


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(
    lambda text: " ".join(text.split())
)
_DAY = st.one_of(
    st.none(),
    st.dates(date(2013, 1, 1), date(2026, 1, 1)).map(lambda day: parse(day.isoformat())),
    st.sampled_from([parse("2023~"), parse("2023-05"), parse("[2023-05-31..2024-04-08]")]),
)


@given(
    title=_TEXT, publisher=_TEXT, url=_TEXT, note=_TEXT, released=_DAY, signed=_DAY,
    kind=st.sampled_from(PressKind), medium=st.sampled_from(Medium), listed=st.booleans(),
    until=st.none() | st.dates(),
)  # fmt: skip
@settings(max_examples=30)
def test_what_is_saved_is_read_back(
    title: str, publisher: str, url: str, note: str, released: Edtf | None, signed: Edtf | None,
    kind: PressKind, medium: Medium, listed: bool, until: date | None,
) -> None:  # fmt: skip
    decision = Decision(
        title, publisher, released, signed, kind, medium, url,
        accessions=(Accession("05170", Representation.STATED, until),),
        subjects=(Subject("rvr", listed),),
        totals=(Count(Counts.UNIVERSITIES, 7, released, listed),),
        note=Text(note, note),
    )  # fmt: skip
    text = sheet.as_toml(data(), Proposal(decision, (), ()), reading(), "x\r\n[y]\x00")
    assert saved.read(text.encode()).decision == decision


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('released = "2026-09-02"', 'released = "2.9.2026"', "2026-09-02"),
        ('released = "2026-09-02"', "released = 7", "Anführungszeichen"),
        ('kind = "accession"', 'kind = "beitritt"', "cooperation"),
        ("title_read = true", 'title_read = "ja"', "true (ja)"),
        ("value = 15", 'value = "15"', "ganze Zahl"),
        ("value = 15", "werte = 15", "totals[1].werte"),
        ('title = "', "title = ", "Anführungszeichen"),
        ("format = 1", "format = 2", "kein Vorschlag"),
        ('note_de = ""', 'note_de = "x"', "note_en"),
        ('agreement_until = ""', 'agreement_until = "31.12.2028"', "2028-12-31"),
        ("[[totals]]", "[totals]", "[[totals]]"),
    ],
)
def test_slips_in_the_file_are_told_by_name(old: str, new: str, told: str) -> None:
    text = sheet.as_toml(data(), proposed(), reading(), "wesel.docx")
    assert old in text
    with pytest.raises(saved.ProposalError) as raised:
        saved.read(text.replace(old, new).encode())
    assert told in raised.value.message.de
    assert "{" not in raised.value.message.en


def test_a_date_without_quotes_and_lines_left_out_are_taken() -> None:
    text = sheet.as_toml(data(), proposed(), reading(), "wesel.docx")
    plain = text.replace('"2026-09-02"', "2026-09-02").replace('url = ""\n', "")
    assert saved.read(plain.encode()).decision == proposed().decision


@given(st.binary(max_size=200))
def test_any_bytes_are_a_proposal_or_a_clear_refusal(body: bytes) -> None:
    for is_json in (False, True):
        with pytest.raises(saved.ProposalError):
            saved.read(body, is_json=is_json)


def test_cells_of_the_new_rows_are_those_of_the_tables() -> None:
    made = assembled(decided())
    for name, rows in made.additions.rows.items():
        head = next(csv.reader(io.StringIO(files()[f"{name}.csv"].decode())))
        for row in rows:
            assert list(row) == head, name
