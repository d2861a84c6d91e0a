"""A table as the repository keeps it: bytes in which only real changes differ."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from ruhrmap.package.schema import TableSchema


def table_bytes(schema: TableSchema, rows: Iterable[Mapping[str, str]]) -> bytes:
    r"""UTF-8, commas, quotes only where they are needed, ``\n``, columns as the schema has them.

    What was read from such a file and is written again is the same file, byte for byte.

    Examples
    --------
    >>> from ruhrmap.package.schema import tables
    >>> evidence = next(one for one in tables() if one.name == "evidence")
    >>> row = {"member_id": "rub", "source_id": "P01", "date": "2013-05-02", "says": "joined"}
    >>> table_bytes(evidence, [row])
    b'member_id,source_id,date,says\nrub,P01,2013-05-02,joined\n'
    """
    names = [column.name for column in schema.columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return text.getvalue().encode()
