"""What a file that was made says, whatever its form: to look for words that must not be in it."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing

import pypdf
from PIL import Image, ImageSequence


def letters(body: bytes) -> str:
    """All text of a file; of a packed one, of all that is in it, and the names there.

    A picture of points is decoded whole, and gives what is written beside its points. Whatever
    cannot be read raises.
    """
    return "\n".join(_of(body))


def _of(body: bytes) -> Iterator[str]:
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for name in packed.namelist():
                yield name
                yield from _of(packed.read(name))
    elif body.startswith(b"SQLite format 3"):
        yield from _of_database(body)
    elif body.startswith(b"%PDF"):
        read = pypdf.PdfReader(io.BytesIO(body))
        yield from map(str, (read.metadata or {}).values())
        yield from (page.extract_text() for page in read.pages)
    elif body.startswith((b"\x89PNG", b"GIF8")):
        with Image.open(io.BytesIO(body)) as image:
            for frame in ImageSequence.Iterator(image):
                frame.load()
            yield from (f"{key}: {value}" for key, value in image.info.items())
    else:
        yield body.decode("utf-8")


def _of_database(body: bytes) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(body)
        names = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE rootpage")]
        for table in names:
            if table.startswith(("sqlite_", "rtree_")):
                continue
            for row in base.execute(f'SELECT * FROM "{table}"'):
                yield " ".join(str(cell) for cell in row if not isinstance(cell, bytes))
