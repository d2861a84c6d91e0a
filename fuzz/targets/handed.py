"""What people hand over: zips, workbooks, the operator's file, proposals, sources of boundaries."""

from __future__ import annotations

import io
import tempfile
import warnings
import zipfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from fuzz import ours
from fuzz.draw import Draw
from fuzz.mutation import TOKENS, mutated
from fuzz.target import Target, encodable, hold, printable, said, sound
from fuzz.targets.releases import a_release
from ruhrmap import archives, delivery, press, provider
from ruhrmap.delivery import guarded, sheets, workbook
from ruhrmap.package import FILES
from ruhrmap.press import proposal as proposals
from ruhrmap.press.proposal import saved, sheet

_NAMES: Final = (
    *FILES,
    *(
        "../out.csv",
        "/etc/passwd",
        "C:\\x",
        "a\\b",
        "",
        ".",
        "..",
        "a/../b",
        "\x00",
        "ä",
        "a" * 300,
    ),
    *("__MACOSX/._x", "data/members.csv", "x/members.csv", "geo/", "members.csv", "README.md"),
)


def a_zip(draw: Draw) -> bytes:
    """A zip: of ours, made of odd names, or damaged."""
    body = _packed_package() if draw.chance(3) else _odd_zip(draw)
    return mutated(draw, body, (_packed_package(), _book())) if draw.chance(2) else body


def _odd_zip(draw: Draw) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name twice is meant
        for _ in range(draw.number(0, 8)):
            name = draw.letters(20) if draw.chance(4) else draw.one_of(_NAMES)
            one = zipfile.ZipInfo(name.replace("\x00", "") or "x")
            one.compress_type = draw.one_of((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
            one.external_attr = draw.one_of((0, 0o120777 << 16, 0o40755 << 16))
            made.writestr(one, draw.one_of((draw.raw(200), b"\0" * draw.number(0, 400_000))))
    return packed.getvalue()


@cache
def _packed_package() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in ours.files().items():
            made.writestr(zipfile.ZipInfo(name), body[:2_000])
    return packed.getvalue()


def _check_zip(body: bytes) -> None:
    bounds = archives.Bounds(members=20, total=2_000_000)
    try:
        found = archives.read(body, bounds)
    except archives.ArchiveError as problem:
        said(problem.message)
        return
    hold(tuple(found) == archives.check(body, bounds), "both ways see the same files")
    hold(len(found) <= 20 and sum(map(len, found.values())) <= 2_000_000, "no more than may be")
    for name in found:
        path = Path("/folder") / name
        hold(path.is_relative_to("/folder") and ".." not in path.parts, f"inside: {name!r}")


ZIPS: Final = Target("zips", "zips, within bounds", a_zip, _check_zip, seconds=2.0, examples=40)


def a_delivery(draw: Draw) -> tuple[str, bytes]:
    """A file as the staff hand it in, with its name."""
    name = draw.one_of(("daten.zip", "daten.xlsx", "members.csv", "", "..", "\x00", "a" * 500))
    if draw.chance(3):
        name = draw.letters(40)
    if draw.chance(6):
        return name, draw.raw(300)
    packed = io.BytesIO()
    files = dict(ours.files())
    for _ in range(draw.number(0, 3)):
        which = draw.one_of(list(files))
        if draw.chance(3):
            del files[which]
        else:
            files[which] = mutated(draw, files[which])
    folder = draw.one_of(("", "", "x/", "data/"))
    with zipfile.ZipFile(packed, "w") as made:
        for one, body in files.items():
            made.writestr(zipfile.ZipInfo(folder + one), body)
    body = packed.getvalue()
    return name, mutated(draw, body, most=2) if draw.chance(4) else body


def _check_delivery(case: tuple[str, bytes]) -> None:
    from ruhrmap.web import checking

    name, body = case
    try:
        found = delivery.read(name, body, ours.folder())
    except delivery.DeliveryError as problem:
        said(problem.message)
        return
    told = delivery.report(found, ours.folder())
    sound(told.findings)
    for one in told.findings:
        for language in ("de", "en"):
            printable(told.line(one, language).replace("\n", " "))
    encodable(checking.answer(told, ours.folder()))


DELIVERIES: Final = Target(
    "deliveries",
    "packages handed in as a zip, with the whole report",
    a_delivery,
    _check_delivery,
    seconds=8.0,
    examples=3,
)


def a_workbook(draw: Draw) -> bytes:
    """A workbook with its parts changed: what a sound zip holds is what its reader stumbles on."""
    if draw.chance(10):
        return mutated(draw, _book())
    parts = dict(_parts())
    for _ in range(draw.number(1, 3)):
        name = draw.one_of(list(parts))
        if draw.chance(15):
            del parts[name]
        elif draw.chance(3):
            parts[name] = mutated(draw, parts[name], tuple(parts.values()))
        else:
            parts[name] = _xml_changed(draw, parts[name])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for name, body in parts.items():
            made.writestr(zipfile.ZipInfo(name), body)
    return packed.getvalue()


_ODD: Final = (
    *(b"-1", b"0", b"1e308", b"NaN", b"", b"ZZZ99999999", b"A1:XFD1048576", b"A1:A1", b"1048577"),
    *(b"99999999999", b"d", b"e", b"b", b"inlineStr", b"str", b"../../x", b"rId9", b"hidden"),
    *(b"#REF!", b"2958466", b"-0.5", b"1900-02-29", b"&#0;", b"&amp;", b"&x;", b"\xc3", b"[$-407]"),
)


def _xml_changed(draw: Draw, body: bytes) -> bytes:
    """A value or a text of the marks replaced."""
    marks = [at for at, byte in enumerate(body[:60_000]) if byte in b'">']
    if not marks:
        return body
    start = draw.one_of(marks) + 1
    ends = [end for end in (body.find(b'"', start), body.find(b"<", start)) if end >= 0]
    end = min(ends, default=len(body))
    return body[:start] + draw.one_of((*_ODD, *TOKENS, draw.raw(10))) + body[end:]


@cache
def _book() -> bytes:
    """A small workbook of ours: two tables, a date, a merged cell, a formula and a comment."""
    import openpyxl
    from openpyxl.comments import Comment

    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name in ("members", "memberships"):
        page = made.create_sheet(name)
        for line in ours.files()[f"{name}.csv"].decode().splitlines()[:5]:
            page.append(line.split(","))
        page["A2"].comment = Comment("?", "a")
        page["B3"] = date(2024, 1, 31)
        page["B4"] = "=1+1"
    made["members"].merge_cells("A5:B6")
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


@cache
def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(_book())) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _check_workbook(body: bytes) -> None:
    """As the process of its own reads it, without the process."""
    try:
        found = workbook.read(body)
    except sheets.WorkbookError as problem:
        said(problem.message)
        return
    sound(found.findings)
    for name, content in found.files.items():
        hold(name in FILES and content.decode() is not None, "tables of a package, as UTF-8")
    hold(guarded.answer(body)["files"].keys() == found.files.keys(), "the process says the same")


WORKBOOKS: Final = Target(
    "workbooks",
    "Excel workbooks, in this process",
    a_workbook,
    _check_workbook,
    seconds=20.0,
    examples=4,
)


def _check_workbook_apart(body: bytes) -> None:
    try:
        found = guarded.read(body)
    except sheets.WorkbookError as problem:
        said(problem.message)
        return
    sound(found.findings)


WORKBOOKS_APART: Final = Target(
    "workbooks-apart",
    "Excel workbooks, in a process of their own",
    a_workbook,
    _check_workbook_apart,
    seconds=2.0,
    examples=1,
)


def an_operators_file(draw: Draw) -> bytes:
    """The operator's file with changes."""
    body = provider.example().read_bytes()
    if draw.chance(2):
        key = draw.one_of(provider.keys())
        section, _, name = key.partition(".")
        value = draw.one_of(_TOML)
        body = f"[{section}]\n{name} = {value}\n".encode("utf-8", "replace")
    return mutated(draw, body) if draw.chance(2) else body


_TOML: Final = (
    *('""', "[]", "{}", "1", "-1", "3661", "true", '"a"', '"a@b.example"', '["a", 1]', '[["a"]]'),
    *("1979-05-27T07:32:00Z", "nan", "inf", "0x" + "f" * 4_000, "1" * 5_000, "0b1", '"\\u0000"'),
    *('"http://["', '"https://a:x/"', '"+49 ²²²"', '"a@b"', "[" * 900 + "]" * 900, '"\\u202e"'),
    *('"' + "a" * 301 + '"', '["ip_address", "ip_address"]', '["x"]', '"🗺"', "07:32:00", "1e400"),
)


def _check_operators_file(body: bytes) -> None:
    with tempfile.NamedTemporaryFile(prefix="ruhrmap-fuzz-", suffix=".toml") as file:
        file.write(body)
        file.flush()
        place = Path(file.name)
        found, findings = provider.read(place)
        sound(findings)
        hold(provider.read(place) == (found, findings), "the same file is read the same")
        sound(provider.check(place))


OPERATOR: Final = Target(
    "operator",
    "the operator's file (TOML)",
    an_operators_file,
    _check_operators_file,
    seconds=1.0,
    examples=40,
)


def a_proposal(draw: Draw) -> tuple[bytes, bool]:
    """A proposal of ours, corrected by a hand that slips; and whether it is JSON."""
    is_json = draw.chance(4)
    made, reading = _proposed(draw.number(0, 3))
    told = (
        sheet.as_json(ours.catalog(), made, "a.txt")
        if is_json
        else sheet.as_toml(ours.catalog(), made, reading, "a.txt")
    ).encode()
    if draw.chance(2):
        lines = told.split(b"\n")
        at = draw.number(0, len(lines) - 1)
        name, sign, _ = lines[at].partition(b": " if is_json else b" = ")
        if sign:
            value = draw.one_of((*_TOML, '"2024-02-30"', '"05113"', '"member"', '"accession"'))
            lines[at] = name + sign + value.encode() + (b"," if is_json else b"")
        told = b"\n".join(lines)
    return (mutated(draw, told) if draw.chance(2) else told), is_json


@cache
def _proposed(number: int) -> tuple[proposals.Proposal, press.Reading]:
    from fuzz.draw import FromChance

    text = _WESEL if number == 0 else a_release(FromChance(number))
    reading = press.read(ours.catalog(), text)
    return proposals.propose(ours.catalog(), reading), reading


_WESEL: Final = (
    "Kreis Wesel tritt RuhrFutur bei\n\nWesel, 3. September 2026. Der Kreis Wesel ist der "
    "Bildungsinitiative RuhrFutur beigetreten. Landrat Ingo Brohl unterzeichnete am 1. September "
    "2026 die Vereinbarung. Damit gehören nun 16 Kommunen zur Initiative.\n"
)


def _check_proposal(case: tuple[bytes, bool]) -> None:
    body, is_json = case
    try:
        found = saved.read(body, is_json=is_json)
    except saved.ProposalError as problem:
        said(problem.message)
        return
    made = proposals.assemble(
        ours.catalog(), ours.files(), found.decision, date(2026, 11, 1), found.file, ours.report()
    )
    sound(made.findings)
    for name in FILES:
        hold(name in made.files, "no file is lost")


PROPOSALS: Final = Target(
    "proposals",
    "proposals of accessions (TOML, JSON), up to the rows they add",
    a_proposal,
    _check_proposal,
    seconds=4.0,
    examples=5,
)


def a_source(draw: Draw) -> tuple[str, bytes]:
    """A file for ``build-geo`` with the ending it has."""
    body = ours.files()["geo/municipalities.geojson"]
    ending = draw.one_of((".geojson", ".zip", ".gml", ".kml", ".shp", ".gpkg", ".csv", "", ".json"))
    if ending == ".zip":
        return ending, a_zip(draw)
    cut = b"\n".join(body.split(b"\n")[: draw.number(1, 6)])
    whole = cut.rstrip(b",") + b"\n]}" if draw.chance(2) else body
    return ending, mutated(draw, whole, (body,)) if draw.chance(2) else draw.raw(100)


def _check_source(case: tuple[str, bytes]) -> None:
    from ruhrmap import boundaries

    ending, body = case
    with tempfile.TemporaryDirectory(prefix="ruhrmap-fuzz-") as scratch:
        source, out = Path(scratch) / f"source{ending}", Path(scratch) / "out"
        source.write_bytes(body)
        try:
            boundaries.build_from_package(source, out)
        except boundaries.BoundaryError as problem:
            hold(problem.findings, "a refusal says why")
            for one in problem.findings:
                said(one.message)
            hold(not out.exists() or not any(out.iterdir()), "nothing is half-written")
            return
        hold(len(list(out.iterdir())) == 3, "three files")


SOURCES: Final = Target(
    "sources",
    "sources of boundaries for build-geo",
    a_source,
    _check_source,
    seconds=20.0,
    examples=3,
)
