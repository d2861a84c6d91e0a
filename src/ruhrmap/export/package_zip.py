"""The whole data package as one archive: every file as it is, and a text that says what it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ruhrmap.export.about import about
from ruhrmap.export.citing import bibtex
from ruhrmap.export.material import Material
from ruhrmap.export.selection import Selection
from ruhrmap.messages import message
from ruhrmap.package import FILE

_READABLE = 0o644 << 16
_UNIX = 3


def write(material: Material, selection: Selection) -> bytes:
    """The archive; the same data give the same bytes, on any day and machine."""
    day = material.catalog.data_date
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, body in _files(material, selection):
            info = ZipInfo(
                f"{material.catalog.naming.package}/{name}", (day.year, day.month, day.day, 0, 0, 0)
            )
            info.compress_type, info.create_system = ZIP_DEFLATED, _UNIX
            info.external_attr = _READABLE
            archive.writestr(info, body)
    return file.getvalue()


def _files(material: Material, selection: Selection) -> Iterator[tuple[str, bytes]]:
    yield message(selection.language, "export.read_me_file"), read_me(material, selection).encode()
    folder = material.folder
    yield FILE, (folder / FILE).read_bytes()
    if (folder / "README.md").is_file():
        yield "README.md", (folder / "README.md").read_bytes()
    for resource in material.described["resources"]:
        yield resource["path"], (folder / resource["path"]).read_bytes()


def read_me(material: Material, selection: Selection) -> str:
    """What must be known of the package, as plain text for people."""
    told, lang = about(material, selection), selection.language
    lines = [told.title, "=" * len(told.title), "", told.key_date, told.state, told.population, ""]
    lines += _section(message(lang, "export.label_citation"), told.citation)
    lines += [bibtex(material, lang), ""]
    for one in told.licences:
        heading = f"{message(lang, 'export.label_licence')}: {one.part}"
        lines += _section(heading, f"{one.title} ({one.name})", one.url, one.credit)
    lines += _section(
        message(lang, "export.label_unknown"), *(f"- {text}" for text in told.unknown)
    )
    lines += _section(message(lang, "export.label_files"))[:-1]
    lines += [f"- {r['path']}: {r['title']}" for r in material.described["resources"]]
    return "\n".join(lines) + "\n"


def _section(heading: str, *texts: str) -> list[str]:
    return [heading, "-" * len(heading), *texts, ""]
