"""The package with the rows added: bytes in which only the new lines differ."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from ruhrmap.package import FILE, FILES, whole
from ruhrmap.package.schema import tables
from ruhrmap.press.proposal.rows import Additions

README: Final = "README.md"

_MARK: Final = b"\xef\xbb\xbf"
_LINKS: Final = "press_links"


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file of a package that is there, by its name in it, as they belong together.

    Raises
    ------
    OSError
        If one is there and cannot be read.
    ruhrmap.package.whole.EditedError, ruhrmap.package.whole.UnsettledError
        If nobody can say which files belong together.
    """
    seen = whole.read(folder, (*FILES, README))
    for problem in seen.problems.values():
        raise problem
    return dict(seen)


def with_additions(files: Mapping[str, bytes], made: Additions) -> dict[str, bytes]:
    """The files of the new package; whatever is not added to stays as it is, byte for byte."""
    new = dict(files)
    counted = {}
    for schema in tables():
        rows = made.rows.get(schema.name, ())
        body = new.get(schema.file)
        if body is None:
            continue
        if schema.name == _LINKS and made.relinked:
            body = _relinked(body, made.relinked)
        if rows:
            body = appended(body, rows)
            counted[schema.file] = _row_count(body)
        new[schema.file] = body
    if FILE in new:
        new[FILE] = _described(new[FILE], made)
    if README in new:
        new[README] = _recounted(new[README], counted)
    return new


def appended(body: bytes, rows: Iterable[Mapping[str, str]]) -> bytes:
    r"""A table with rows at its end, in its own order of columns and with its own line ends.

    Examples
    --------
    >>> appended(b"b,a\r\n1,2\r\n", [{"a": "x", "b": "y, z"}])
    b'b,a\r\n1,2\r\n"y, z",x\r\n'
    """
    text = body.decode("utf-8-sig")
    names = next(csv.reader(io.StringIO(text, newline="")))
    end = "\r\n" if "\r\n" in text else "\n"
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator=end)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    if not text.endswith(("\n", "\r")):
        text += end
    mark = _MARK if body.startswith(_MARK) else b""
    return mark + (text + written.getvalue()).encode()


def _relinked(body: bytes, members: Mapping[str, str]) -> bytes:
    """The links of territories that are members from now on, by the member's key."""
    text = body.decode("utf-8-sig")
    lines = text.splitlines(keepends=True)
    names = next(csv.reader([lines[0]])) if lines else []
    if not {"ags", "member_id"} <= set(names):
        return body
    ags, member = names.index("ags"), names.index("member_id")
    for number, line in enumerate(lines[1:], 1):
        cells = next(csv.reader([line]), [])
        # An independent city stands in links by its key of eight digits as well.
        key = cells[ags].removesuffix("000") if len(cells) == len(names) else ""
        found = members.get(key) or (members.get(cells[ags]) if key else None)
        if found is None:
            continue
        cells[ags], cells[member] = "", found
        written = io.StringIO(newline="")
        ending = line[len(line.rstrip("\r\n")) :]
        csv.writer(written, lineterminator=ending).writerow(cells)
        lines[number] = written.getvalue()
    mark = _MARK if body.startswith(_MARK) else b""
    return mark + "".join(lines).encode()


def _row_count(body: bytes) -> int:
    reader = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    return sum(1 for cells in reader if any(cells)) - 1


def _described(body: bytes, made: Additions) -> bytes:
    """``version`` and ``created`` of the package; everything else keeps its place."""
    text = body.decode("utf-8-sig")
    created = f"{made.day.isoformat()}T00:00:00Z"
    wanted = {**json.loads(text), "version": made.version, "created": created}
    new = text
    for name in ("version", "created"):
        found = re.search(rf'"{name}"\s*:\s*("[^"\\]*")', new)
        if found:
            new = new[: found.start(1)] + json.dumps(wanted[name]) + new[found.end(1) :]
    if json.loads(new) != wanted:  # another entry of that name stands before it
        new = json.dumps(wanted, ensure_ascii=False, indent=2) + "\n"
    return new.encode()


def _recounted(body: bytes, counted: Mapping[str, int]) -> bytes:
    """The numbers of rows in the package's own description for people, where it has them."""
    text = body.decode()
    for file, count in counted.items():
        found = re.search(rf"^\| `{re.escape(file)}` \| ([0-9]+) \|", text, re.MULTILINE)
        if found:
            text = text[: found.start(1)] + str(count) + text[found.end(1) :]
    return text.encode()
