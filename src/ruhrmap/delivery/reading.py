"""From what was handed over to the files of a package, completed from today's data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ruhrmap import wording
from ruhrmap.archives import ArchiveError
from ruhrmap.dates import iso_day
from ruhrmap.delivery import guarded, workbook, zipped
from ruhrmap.delivery.forms import READABLE, Form, form_of
from ruhrmap.delivery.sheets import WorkbookError
from ruhrmap.delivery.workbook import Place, told
from ruhrmap.messages import both
from ruhrmap.model import Text
from ruhrmap.package import FILE, FILES, Files
from ruhrmap.package.finding import Finding, shown
from ruhrmap.package.schema import geography_files, tables

MOST_BYTES: Final = 20_000_000
_WORKBOOK_END: Final = ".xlsx"
_FILE_ENDS: Final = frozenset({".zip", ".xlsx"})
_CHANGES: Final = "changes.csv"


class DeliveryError(Exception):
    """Nothing can be said of what was handed over; ``message`` says why and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class Delivery:
    """A package as it was handed over, and as it is read.

    Attributes
    ----------
    form : Form
    files : Path or mapping
        The folder, or every file of the package, completed from today's data.
    findings : tuple of Finding
        What is to be said of the reading itself.
    places : mapping
        For a workbook, where each table stands, by its file in the package.
    settled : frozenset
        Cells of which an error is told already (see :class:`workbook.Tables`).
    dated_by_changes : bool
        Whether version and date of the package are those of the last row of changes.
    """

    form: Form
    files: Files
    findings: tuple[Finding, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    settled: frozenset[tuple[str, int, str]] = frozenset()
    dated_by_changes: bool = False


def read(name: str, body: bytes, today: Path) -> Delivery:
    """What a file holds that was handed over.

    Parameters
    ----------
    name : str
        As the file is called; used in what is said alone.
    body : bytes
    today : Path
        The folder of today's data, which completes what is not in the file.

    Raises
    ------
    DeliveryError
        If it is none of the forms, or cannot be read.
    """
    if len(body) > MOST_BYTES:
        raise _too_large()
    form = form_of(name, body)
    if form not in READABLE:
        raise DeliveryError(both(f"delivery.form_{form.value}", name=shown(name)))
    try:
        if form is Form.WORKBOOK:
            return _of_workbook(body, today)
        inside = zipped.contents(body)
        if len(inside) == 1 and (only := next(iter(inside))).casefold().endswith(_WORKBOOK_END):
            return read(only, inside[only], today)  # somebody has packed the workbook
        return _of_zip(inside, today)
    except (ArchiveError, WorkbookError, zipped.NoPackageError) as error:
        raise DeliveryError(error.message) from error


def read_path(path: Path, today: Path) -> Delivery:
    """What lies at a path: a folder as it is, a file as :func:`read`.

    Raises
    ------
    DeliveryError
        As :func:`read`, or if the file cannot be opened.
    """
    if path.is_dir():
        return _of_folder(path, today)
    if not path.exists() and path.suffix.casefold() not in _FILE_ENDS:
        return Delivery(Form.FOLDER, path)  # the check says that there is no such folder
    try:
        if path.stat().st_size > MOST_BYTES:  # looked at before a byte is read
            raise _too_large()
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise DeliveryError(both("delivery.path_missing", path=shown(str(path)))) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        fields = {"path": shown(str(path)), "reason": reason}
        raise DeliveryError(both("delivery.path_unreadable", **fields)) from error
    return read(path.name, body, today)


def _too_large() -> DeliveryError:
    return DeliveryError(both("delivery.too_large", most=MOST_BYTES // 1_000_000))


def _of_folder(path: Path, today: Path) -> Delivery:
    """A folder that lacks description or boundaries is completed; else it is read as it is."""
    there = {file for file in FILES if (path / file).exists()}
    lacking = FILE not in there or not there & set(geography_files())
    if not lacking or not any(schema.file in there for schema in tables()):
        return Delivery(Form.FOLDER, path)
    try:
        files = {file: (path / file).read_bytes() for file in FILES if file in there}
    except OSError:
        return Delivery(Form.FOLDER, path)  # the finding on that file says more
    return _completed(Form.FOLDER, files, today)


def _of_zip(inside: Mapping[str, bytes], today: Path) -> Delivery:
    files, others = zipped.package_files(inside)
    notes: tuple[Finding, ...] = ()
    if others:
        listed = ", ".join(shown(name) for name in others[:5])
        notes = (told("note", "files_ignored", "", files=listed, count=len(others)),)
    return _completed(Form.ZIP, files, today, notes)


def _completed(
    form: Form, files: dict[str, bytes], today: Path, notes: tuple[Finding, ...] = ()
) -> Delivery:
    made, findings = dict(files), [*notes]
    if not any(file in made for file in geography_files()):
        made |= {file: (today / file).read_bytes() for file in geography_files()}
        findings.append(told("note", "geo_today", ""))
    dated = FILE not in made
    if dated:
        findings += _describe(made, today)
    return Delivery(form, made, tuple(findings), dated_by_changes=dated)


def _of_workbook(body: bytes, today: Path) -> Delivery:
    found = guarded.read(body)
    missing = [*workbook.missing(found.places)]
    made = dict(found.files)
    findings = [*found.findings]
    if missing:
        findings.append(
            told(
                "note",
                "sheets_today",
                "",
                sheets=wording.bilingual(lambda lang: wording.listed(lang, missing)),
            )
        )
    for schema in tables():
        if schema.file not in made:
            made[schema.file] = (today / schema.file).read_bytes()
    made |= {file: (today / file).read_bytes() for file in geography_files()}
    findings += _describe(made, today)
    findings.append(told("note", "workbook_geo", ""))
    return Delivery(
        Form.WORKBOOK,
        made,
        tuple(findings),
        found.places,
        found.settled,
        dated_by_changes=True,
    )


def _describe(made: dict[str, bytes], today: Path) -> list[Finding]:
    """Today's description, with version and date of the last row of the change log."""
    own = (today / FILE).read_bytes()
    described = json.loads(own)
    version, day = _last_change(made.get(_CHANGES, b""))
    moved = version and (version, day) != (described["version"], described["created"][:10])
    if not moved:
        made[FILE] = own
        return [told("note", "described_today", "")]
    described |= {"version": version, "created": f"{day}T00:00:00Z"}
    made[FILE] = (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()
    return [told("note", "described_by_changes", _CHANGES, version=version, day=day)]


def _last_change(content: bytes) -> tuple[str, str]:
    """Version and day in the last row of the change log, if both can be read."""
    try:
        rows = [*csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))]
    except (UnicodeDecodeError, csv.Error):
        return "", ""  # a finding of the table says so
    last = rows[-1] if rows else {}
    version, day = last.get("version") or "", last.get("date") or ""
    readable = iso_day(day) is not None and version.replace(".", "").isdigit()
    return (version, day) if readable else ("", "")
