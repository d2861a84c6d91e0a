"""Opening a source of boundaries: any file, folder or archive that OGR reads."""

from __future__ import annotations

import os
import tempfile
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ruhrmap.boundaries.findings import Finding, figure, finding
from ruhrmap.package.finding import shown

if TYPE_CHECKING:
    from geopandas import GeoSeries
    from pandas import DataFrame

# Parts of a data set that OGR opens through its main file.
_SIDECARS: Final = frozenset(
    {".dbf", ".shx", ".prj", ".cpg", ".qpj", ".sbn", ".sbx", ".qix", ".qmd", ".qml", ".sld"}
    | {".xml", ".gfs", ".xsd", ".dat", ".map", ".id", ".ind", ".mid"}
    | {".gpkg-wal", ".gpkg-shm", ".gpkg-journal"}
)
# These cannot be anything but boundaries or an archive of them: one that cannot be read
# is a finding. Other files (a licence, a table) may lie beside them unread.
_SURELY_DATA: Final = frozenset(
    {".shp", ".gpkg", ".geojson", ".gml", ".fgb", ".kml", ".tab", ".mif", ".zip", ".shz"}
)
_ARCHIVES: Final = frozenset({".zip", ".shz"})
_MAX_UNPACKED_BYTES: Final = 2 * 1024**3  # of all archives together; NRW's take 0.1 GB
_MAX_DEPTH: Final = 2  # an archive inside an archive, no further


@dataclass(frozen=True)
class Layer:
    """One layer of a source: its attributes at once, its shapes when asked for."""

    title: str  # file and layer, as a message names it
    areal: bool  # False where the layer itself says that it holds points or lines
    crs: str | None
    rows: DataFrame  # attributes, one row a feature
    _path: Path
    _name: str

    def shapes(self) -> GeoSeries:
        """The shapes of the layer, in the order of ``rows``."""
        import pyogrio

        with _quiet():
            shapes: GeoSeries = pyogrio.read_dataframe(
                self._path, layer=self._name, columns=[]
            ).geometry
        return shapes


@dataclass(frozen=True)
class Opened:
    """The layers of a source with a geometry, and what of it could not be read."""

    layers: tuple[Layer, ...]
    findings: tuple[Finding, ...]


@contextmanager
def opened(source: Path) -> Iterator[Opened]:
    """The layers of ``source``; archives are unpacked for as long as the block runs.

    Nothing is raised for a bad source: what is wrong stands in ``findings``.
    """
    with tempfile.TemporaryDirectory(prefix="ruhrmap-") as scratch:
        yield _Reader(Path(scratch)).read(source)


class _Reader:
    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._unpacked_bytes = 0
        self._unpacked_archives = 0
        self._layers: list[Layer] = []
        self._findings: list[Finding] = []

    def read(self, source: Path) -> Opened:
        if not source.exists():
            self._findings.append(finding("source_not_found", source=str(source)))
            return self._result()
        self._visit(source, source.name, 0)
        if not self._layers and not self._findings:
            holds_files = source.is_dir() or _is_archive(source)
            code = "source_empty" if holds_files else "source_unreadable"
            self._findings.append(finding(code, source=source.name))
        return self._result()

    def _result(self) -> Opened:
        return Opened(tuple(self._layers), tuple(self._findings))

    def _visit(self, path: Path, title: str, depth: int) -> None:
        if path.is_dir() and path.suffix.lower() != ".gdb":
            self._visit_folder(path, title, depth)
        elif _is_archive(path):
            self._visit_archive(path, title, depth)
        else:
            self._visit_data_set(path, title)

    def _visit_folder(self, folder: Path, title: str, depth: int) -> None:
        for entry in sorted(folder.iterdir()):
            hidden = entry.name.startswith(".") or entry.name == "__MACOSX"
            # A linked folder may lead back here; a linked file is as good as a file.
            loop = entry.is_symlink() and entry.is_dir()
            if not hidden and not loop and entry.suffix.lower() not in _SIDECARS:
                self._visit(entry, f"{title}/{entry.name}", depth)

    def _visit_archive(self, archive: Path, title: str, depth: int) -> None:
        if depth == _MAX_DEPTH:
            self._findings.append(finding("archive_too_deep", source=title))
            return
        self._unpacked_archives += 1
        folder = self._scratch / str(self._unpacked_archives)
        try:
            with zipfile.ZipFile(archive) as packed:
                self._unpacked_bytes += sum(member.file_size for member in packed.infolist())
                if self._unpacked_bytes > _MAX_UNPACKED_BYTES:
                    limit = figure(_MAX_UNPACKED_BYTES / 1024**3)
                    self._findings.append(finding("archive_too_large", source=title, limit=limit))
                    return
                packed.extractall(folder)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            # RuntimeError: the archive asks for a password or an unknown compression.
            self._findings.append(
                finding("archive_damaged", source=title, reason=shown(str(error)))
            )
            return
        if folder.is_dir():
            self._visit_folder(folder, title, depth + 1)

    def _visit_data_set(self, path: Path, title: str) -> None:
        import pyogrio
        from pyogrio.errors import DataSourceError

        try:
            with _quiet():
                names = [(str(n), kind) for n, kind in pyogrio.list_layers(path) if kind]
        except DataSourceError as error:
            if path.suffix.lower() in _SURELY_DATA:
                self._unreadable(title, error)
            return
        for name, kind in names:
            layer_title = title if name == path.stem else f"{title} ({name})"
            try:
                self._layers.append(_layer(path, name, str(kind), layer_title))
            except (RuntimeError, ValueError, OSError) as error:
                self._unreadable(layer_title, error)

    def _unreadable(self, title: str, error: Exception) -> None:
        reason = str(error).replace(str(self._scratch) + os.sep, "")
        self._findings.append(finding("file_unreadable", source=title, reason=shown(reason)))


def _is_archive(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in _ARCHIVES or (not suffix and path.is_file() and zipfile.is_zipfile(path))


def _layer(path: Path, name: str, kind: str, title: str) -> Layer:
    import pyogrio

    with _quiet():
        rows = pyogrio.read_dataframe(path, layer=name, read_geometry=False)
        crs = pyogrio.read_info(path, layer=name)["crs"]
    areal = not any(word in kind for word in ("Point", "Line", "Curve", "Circular")) or any(
        word in kind for word in ("Polygon", "Surface")
    )
    return Layer(title, areal, str(crs) if crs else None, rows, path, name)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without OGR's remarks on a file: what matters of them is checked and said here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
