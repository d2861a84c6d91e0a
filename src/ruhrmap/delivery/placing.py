"""The package to put in place of today's: written as the repository keeps it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ruhrmap import package
from ruhrmap.delivery.zipped import README
from ruhrmap.difference import keyed
from ruhrmap.package import FILE, FILES, Package, Table
from ruhrmap.package.records import read_bytes
from ruhrmap.package.schema import TableSchema, geography_files, tables
from ruhrmap.package.writing import table_bytes

FOLDER: Final = "data"  # as the project calls it: unpacked there, it takes its place
_READABLE: Final = 0o644 << 16
_UNIX: Final = 3


def placed(read: Package, today: Path) -> dict[str, bytes]:
    """The files of the package, so that compared with today's only real changes differ.

    Columns stand as the schema has them. Rows stand as they were handed over as long as those
    that are known stand in their order; where a spreadsheet has sorted them, the known ones
    go back to their places and new ones follow. A file that was not handed over is today's.

    Parameters
    ----------
    read : Package
        Without errors.
    today : Path
        The folder of today's data.
    """
    own = package.read(today)
    made = {FILE: _other(read, today, FILE)}
    for schema in tables():
        made[schema.file] = _table(schema, read[schema.name], own[schema.name])
    made |= {file: _other(read, today, file) for file in geography_files()}
    if (words := _found(read, README) or _found(own, README)) is not None:
        made[README] = words
    return made


def archive(files: Mapping[str, bytes], day: date) -> bytes:
    """The files as a zip with one folder: the same files give the same bytes."""
    body = io.BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED, compresslevel=9) as made:
        for name in sorted(files, key=_rank):
            info = ZipInfo(f"{FOLDER}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type, info.create_system = ZIP_DEFLATED, _UNIX
            info.external_attr = _READABLE
            made.writestr(info, files[name])
    return body.getvalue()


def _rank(name: str) -> tuple[int, str]:
    return (FILES.index(name) if name in FILES else len(FILES), name)


def _table(schema: TableSchema, read: Table, own: Table) -> bytes:
    rows, known = keyed(read, schema), keyed(own, schema)
    kept = [key for key in known if key in rows]
    if kept != [key for key in rows if key in known]:
        order = [*kept, *(key for key in rows if key not in known)]
    else:
        order = [*rows]
    return table_bytes(schema, (rows[key].raw for key in order))


def _other(read: Package, today: Path, file: str) -> bytes:
    content = _found(read, file)
    return (today / file).read_bytes() if content is None else content


def _found(read: Package, file: str) -> bytes | None:
    return read_bytes(read.files, file)[0]
