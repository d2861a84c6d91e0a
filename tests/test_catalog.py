"""Reading the data package into the model, and refusing a broken one with every finding."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ruhrmap import catalog, package, records
from ruhrmap.catalog import PackageError
from ruhrmap.model import Basis, Catalog, Level, Says, Text


def test_records_keep_the_order_of_their_files(ours: Catalog) -> None:
    assert list(ours.territories)[:2] == ["05112", "05113"]
    assert next(iter(ours.members)) == ours.memberships[0].member_id == "stadt-dortmund"
    assert list(ours.press_releases)[:3] == ["P01", "P02", "P03"]


def test_a_membership_is_read_whole(ours: Catalog) -> None:
    found = next(m for m in ours.memberships if m.member_id == "stadt-duisburg")
    assert found.membership_id == "stadt-duisburg-1"
    assert found.basis is Basis.SIGNING
    assert found.agreement_until is not None
    assert found.agreement_until.isoformat() == "2024-12-31"
    assert found.source_ids == ("P39", "P40", "P41", "P44", "P42")
    unna = next(m for m in ours.memberships if m.member_id == "kreis-unna")
    assert "vor Oberhausen" in unna.note.de
    assert "before Oberhausen" in unna.note.en


def test_a_press_release_knows_its_subjects(ours: Catalog) -> None:
    item = ours.press_releases["P104"]
    assert item.press_id == item.source.source_id == "P104"
    assert item.member_ids == ("stadt-bochum", "stadt-dortmund", "stadt-hagen", "stadt-hamm")
    assert item.ags == ("05562014",)
    assert ours.press_releases["P06"].member_ids == ()


def test_a_source_is_read_whole(ours: Catalog) -> None:
    source = ours.sources["P45"]
    assert source.title_read is False
    assert source.date is not None
    assert not source.date.is_exact
    assert source.accessed is not None
    assert ours.sources["P09"].date is None


def test_evidence_census_and_conflicts(ours: Catalog) -> None:
    assert ours.evidence[0].says is Says.JOINED
    assert ours.census["05954036"].population == 91_735
    assert ours.census["05954036"].area_km2 == 72.40
    assert ours.conflicts[0].source_ids == ("P42", "P39")
    assert ours.conflicts[0].member_ids == ("stadt-duisburg",)
    assert ours.conflicts[1].member_ids == ()
    assert ours.memberships[0].note == Text()


def test_nobody_can_change_what_was_read(ours: Catalog) -> None:
    with pytest.raises(TypeError):
        ours.members["x"] = ours.members["rub"]  # type: ignore[index]


def test_the_folder_can_be_named(tmp_path: Path, ours: Catalog) -> None:
    shutil.copytree(catalog.default_path(), tmp_path / "copy")
    assert catalog.load(tmp_path / "copy") == ours


def test_a_byte_order_mark_of_a_spreadsheet_is_no_matter(tmp_path: Path, ours: Catalog) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(catalog.default_path(), folder)
    for path in folder.glob("*.csv"):
        lines = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + lines + b",,\r\n\r\n")
    assert catalog.load(folder) == ours


def test_a_broken_package_is_refused_with_every_finding(tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(catalog.default_path(), folder)
    (folder / "members.csv").unlink()
    (folder / "sources.csv").write_bytes(b"")
    with pytest.raises(PackageError) as refused:
        catalog.load(folder)
    found = [(f.code, f.file) for f in refused.value.findings if f.severity == "error"]
    assert found == [("file_missing", "members.csv"), ("file_empty", "sources.csv")]
    assert "members.csv: The file is missing" in str(refused.value)


def test_a_path_that_is_no_folder_is_one_finding(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", Path(__file__)):
        with pytest.raises(PackageError) as refused:
            catalog.load(path)
        assert [(f.code, f.file) for f in refused.value.findings] == [
            ("package_folder", str(path)[:119] + "…" if len(str(path)) > 120 else str(path))
        ]


def test_what_was_not_checked_is_not_built(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="required value"):
        records.build(package.read(tmp_path))


def test_reading_needs_no_heavy_library() -> None:
    # The command line and the first page wait for this import.
    heavy = {"pandas", "geopandas", "shapely", "pyogrio", "streamlit", "folium", "numpy"}
    code = (
        "import sys; from ruhrmap import catalog; catalog.load();"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_levels_are_complete(ours: Catalog) -> None:
    assert len(ours.at(Level.DISTRICT)) == 15
    assert len(ours.at(Level.MUNICIPALITY)) == 53
