"""Zip files of other people never unpack more than allowed, and never lead anywhere else."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ruhrmap import archives
from ruhrmap.archives import ArchiveError, Bounds

MEGA = 1_000_000


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return body.getvalue()


def lying(files: dict[str, bytes]) -> bytes:
    """A zip whose directory says that each file has one byte."""
    body = bytearray(packed(files))
    for signature, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = body.find(signature)
        while start >= 0:
            body[start + at : start + at + 4] = struct.pack("<I", 1)
            start = body.find(signature, start + 4)
    return bytes(body)


def said(body: bytes, bounds: Bounds | None = None) -> str:
    with pytest.raises(ArchiveError) as caught:
        archives.read(body, bounds or Bounds())
    with pytest.raises(ArchiveError):
        archives.check(body, bounds or Bounds())
    return caught.value.message.de


def test_files_come_out_as_they_went_in() -> None:
    files = {"data/a.csv": b"1,2\n", "data/leer.csv": b"", "Übersicht.txt": "ä".encode()}
    assert archives.read(packed(files)) == files
    assert archives.check(packed(files)) == tuple(files)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.binary(max_size=300)))
def test_any_files_come_out_as_they_went_in(files: dict[str, bytes]) -> None:
    assert archives.read(packed(files)) == files


def test_a_bomb_that_says_so_is_not_touched() -> None:
    bomb = packed({"a": bytes(70 * MEGA)})
    assert len(bomb) < MEGA
    assert "64 MB" in said(bomb)


def test_a_bomb_that_lies_is_stopped_while_it_unpacks() -> None:
    bomb = lying({"a": bytes(20 * MEGA), "b": bytes(20 * MEGA)})
    tracemalloc.start()
    with pytest.raises(ArchiveError):
        archives.read(bomb, Bounds(total=5 * MEGA))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MEGA


def test_many_small_files_are_too_many() -> None:
    body = packed({str(n): b"" for n in range(1001)})
    assert "1.000 Dateien" in said(body)
    assert len(archives.read(body, Bounds(members=1001))) == 1001


@pytest.mark.parametrize("name", ["../a", "/etc/a", "a/../../b", "C:/a", "..\\a"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert "führt aus dessen Ordner" in said(packed({name: b""}))


def test_a_file_without_a_name_is_damage() -> None:
    """Python's own look for folders falls over it."""
    header = struct.pack("<5H3L2H", 20, 0, 0, 0, 33, 0, 1, 1, 0, 0)
    here = b"PK\x03\x04" + header + b"1"
    listed = b"PK\x01\x02" + struct.pack("<H", 20) + header + struct.pack("<3H2L", 0, 0, 0, 0, 0)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), len(here), 0)
    with zipfile.ZipFile(io.BytesIO(here + listed + end)) as made:
        assert made.namelist() == [""]
    assert "beschädigt" in said(here + listed + end)


def test_links_are_refused() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as made:
        link = zipfile.ZipInfo("verweis")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    assert "„verweis“" in said(body.getvalue())


def test_a_name_that_stands_twice_is_refused() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("a", "1")
        made.writestr("a", "2")
    assert "zweimal" in said(body.getvalue())


def test_a_password_is_told() -> None:
    body = bytearray(packed({"a": b"x"}))
    for signature, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        body[body.find(signature) + at] |= 1
    assert "Kennwort" in said(bytes(body))


def test_other_methods_are_told() -> None:
    assert "Verfahren" in said(packed({"a": b"x"}, zipfile.ZIP_LZMA))


@given(st.binary(max_size=200))
@example(b"")
@example(b"PK\x05\x06" + bytes(18))  # a zip without files
def test_what_is_no_zip_never_breaks(body: bytes) -> None:
    try:
        archives.read(body)
    except ArchiveError as error:
        assert error.message.de and error.message.en


@given(st.data())
def test_a_damaged_zip_never_breaks(data: st.DataObject) -> None:
    sound = packed({"data/a.csv": b"1,2\n" * 50, "b": bytes(100)})
    at = data.draw(st.integers(0, len(sound) - 1))
    body = bytearray(sound)
    body[at] ^= data.draw(st.integers(1, 255))
    try:
        archives.read(bytes(body))
    except ArchiveError as error:
        assert error.message.de and error.message.en
