"""The data package: a table, the package as a whole, and a server on a package that passed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from fuzz import ours
from fuzz.asgi import ask
from fuzz.draw import Draw
from fuzz.mutation import mutated
from fuzz.target import Target, encodable, hold, sound
from fuzz.targets.texts import a_cell
from ruhrmap import checks, coverage
from ruhrmap.package import FILE, FILES
from ruhrmap.package.schema import TableSchema, geography_files, tables
from ruhrmap.package.table import read_table

Files = Mapping[str, bytes]

_ROWS: Final = 8  # of a table, besides its header: what is wrong shows with few


def a_table(draw: Draw) -> tuple[bytes, TableSchema]:
    """A table of ours with something wrong in it."""
    schema = draw.one_of(tables())
    lines = ours.files()[schema.file].splitlines(keepends=True)
    start = draw.number(1, max(1, len(lines) - _ROWS))
    body = b"".join([lines[0], *lines[start : start + draw.number(0, _ROWS)]])
    if draw.chance(2):
        cells = [cell.split(b",") for cell in body.splitlines()]
        row = draw.one_of(cells)
        row[draw.number(0, len(row) - 1)] = a_cell(draw)[0].encode()
        body = b"\n".join(b",".join(row) for row in cells)
    if draw.chance(8):
        body = body.decode().encode(draw.one_of(("cp1252", "utf-16", "utf-8-sig")), "replace")
    if draw.chance(8):
        body = body.replace(b",", draw.one_of((b";", b"\t", b",,")))
    return mutated(draw, body, tuple(ours.files().values())), schema


def _check_table(case: tuple[bytes, TableSchema]) -> None:
    body, schema = case
    files = {schema.file: body}
    table, findings = read_table(files, schema)
    sound(findings)
    hold(read_table(files, schema) == (table, findings), "the same table is read the same")
    hold(table.rows or findings or schema.name in ("conflicts", "search_names"), "empty is said")
    names = {column.name for column in schema.columns}
    for row in table.rows:
        hold(row.number >= 2 and set(row.values) <= names, "values stand in known columns")
        if not row.intact:
            hold(any(one.row == row.number for one in findings), "a row that is left out is said")


TABLES: Final = Target(
    "tables",
    "one CSV table of the data package",
    a_table,
    _check_table,
    seconds=1.0,
    examples=40,
)


def a_package(draw: Draw) -> Files:
    """Our own package with a file or several changed."""
    files = dict(ours.files())
    for _ in range(draw.number(1, 3)):
        name = draw.one_of(FILES)
        kind = draw.number(0, 9)
        if kind == 0:
            del files[name]
            return files
        if kind < 5 and name.endswith("json") and files[name] == ours.files()[name]:
            files[name] = json.dumps(_spoilt(draw, json.loads(files[name]))).encode()
        elif kind < 7 and name.endswith(".csv"):
            files[name] = _cell_changed(draw, files[name])
        else:
            files[name] = mutated(draw, files[name], tuple(ours.files().values()))
    return files


def _cell_changed(draw: Draw, body: bytes) -> bytes:
    lines = body.split(b"\n")
    at = draw.number(1, max(1, len(lines) - 2))
    cells = lines[at].split(b",")
    cells[draw.number(0, len(cells) - 1)] = a_cell(draw)[0].encode()
    lines[at] = b",".join(cells)
    if draw.chance(4):
        lines.insert(at, draw.one_of(lines))
    elif draw.chance(4):
        del lines[at]
    return b"\n".join(lines)


_JSON: Final[tuple[Any, ...]] = (
    *(
        None,
        True,
        0,
        -1,
        1.5,
        float("nan"),
        float("inf"),
        10**30,
        "",
        "a",
        "\ud800",
        "\x00",
        [],
        {},
    ),
    *([[]], [None], {"": None}, ["a", 1], {"path": 1}, [[[[[1]]]]], [[0, 0], [1, 1], [0, 0]]),
    *("9999-12-31T00:00:00Z", "0001-01-01", "../../etc/passwd", "MultiPolygon", "LineString"),
)


def _spoilt(draw: Draw, value: Any) -> Any:
    """JSON with a value somewhere in it replaced, lost or repeated."""
    if isinstance(value, dict) and value and not draw.chance(6):
        name = draw.one_of(list(value))
        if draw.chance(12):
            return {one: inner for one, inner in value.items() if one != name}
        if draw.chance(20):
            return {**value, draw.letters(6): draw.one_of(_JSON)}
        return {**value, name: _spoilt(draw, value[name])}
    if isinstance(value, list) and value and not draw.chance(6):
        at = draw.number(0, len(value) - 1)
        if draw.chance(12):
            return value[:at] + value[at + 1 :]
        if draw.chance(12):
            return [*value, value[at]]
        return [*value[:at], _spoilt(draw, value[at]), *value[at + 1 :]]
    return draw.one_of(_JSON) if draw.chance(2) else draw.letters(12)


def _check_package(files: Files) -> None:
    report, read = checks.examine(files)
    sound(report.findings)
    if sum(map(len, files.values())) % 5 == 0:
        hold(checks.examine(files)[0] == report, "the same package, the same findings")
    hold(report.ok == (read is not None), "without errors there is a model, and only then")
    if set(FILES) - set(files):
        hold(not report.ok, "a file that is missing is an error")
    if read is not None:
        frames = coverage.frames(read)
        hold(frames[0].start == read.axis_start and frames[-1].end == read.data_date, "an axis")
        coverage.series(read, frames)


PACKAGE: Final = Target(
    "package",
    "the data package as a whole: descriptor, tables, boundaries",
    a_package,
    _check_package,
    seconds=6.0,
    examples=3,
)


def a_description(draw: Draw) -> bytes:
    """A description of the package that is odd, and may still pass."""
    content = json.loads(ours.files()[FILE])
    for _ in range(draw.number(1, 2)):
        name = draw.one_of(list(content) or ["name"])
        kind = draw.number(0, 3)
        if kind == 0:
            content.pop(name, None)
        elif kind == 1:
            content[name] = draw.one_of(_JSON)
        elif kind == 2 and content.get("resources"):
            added = {draw.one_of(("path", "name", "mediatype")): draw.one_of(_JSON)}
            content["resources"] = [*content["resources"], draw.one_of((added, draw.one_of(_JSON)))]
        else:
            content[name] = _spoilt(draw, content.get(name))
    return json.dumps(content).encode()


def _check_served(body: bytes) -> None:
    """Whatever passes the check can be served: no address answers with an error of ours."""
    report, _ = checks.examine({**ours.files(), FILE: body})
    sound(report.findings)
    if not report.ok:
        return
    from ruhrmap import api, site
    from ruhrmap.api import package

    with tempfile.TemporaryDirectory(prefix="ruhrmap-fuzz-") as scratch:
        folder = Path(scratch)
        (folder / "geo").mkdir()
        for name, content in {**ours.files(), FILE: body}.items():
            (folder / name).write_bytes(content)
        for name in package.media_types(folder):
            path = (folder / name).resolve()
            hold(path.is_relative_to(folder.resolve()), "no file outside of the package is served")
        encodable(package.descriptor(folder))
        with ours.served(folder):
            for address in _ADDRESSES:
                answer = ask(api.routes(), address)
                hold(answer.status < 500, f"{address} is answered: {answer.status}")
            site.current()


_ADDRESSES: Final = (
    *("/api/v1/coverage", "/api/v1/openapi.json", "/datapackage.json", "/feed.xml"),
    *(f"/data/{name}" for name in (FILE, "members.csv", geography_files()[0])),
    *(f"/api/v1/download?format={form}" for form in ("csv", "zip", "xlsx")),
)

SERVED: Final = Target(
    "served",
    "odd descriptions of a package that pass the check, served",
    a_description,
    _check_served,
    seconds=20.0,
    examples=1,
)
