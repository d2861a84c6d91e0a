"""``ruhrmap build-geo``: from the official source to the three files of the package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ruhrmap import messages
from ruhrmap.boundaries import checks, geojson, prepare, topology
from ruhrmap.boundaries.findings import BoundaryError, Finding, figure, finding
from ruhrmap.boundaries.generalise import Generalised, generalise, packed_size
from ruhrmap.boundaries.layers import pick
from ruhrmap.boundaries.sources import opened
from ruhrmap.model import Level, Territory, Text
from ruhrmap.package import FILE, exchange

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FILES: Final = {
    "districts": "districts.geojson",
    "municipalities": "municipalities.geojson",
    "context": "context.geojson",
}


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read and wrote, and how far the result is from source and register."""

    out: Path
    layers: Mapping[Level, str]  # the layer each level was read from
    context: tuple[str, ...]  # keys of the neighbouring districts that are drawn
    tolerance_m: float
    packed_bytes: Mapping[str, int]  # by file name, after gzip -9
    area_changes: Mapping[str, float]  # share of the source's area, by key, both levels
    total_change: float  # of the region against its official area, as a share
    names: Mapping[str, str]

    @property
    def largest_change(self) -> tuple[str, float]:
        """The key whose area differs most from the source's, and by which share."""
        key = max(sorted(self.area_changes), key=lambda k: abs(self.area_changes[k]))
        return key, self.area_changes[key]

    @property
    def summary(self) -> Text:
        """The report in a few sentences, in both languages."""
        key, change = self.largest_change
        drawn = (FILES["districts"], FILES["municipalities"])
        return messages.both(
            "boundaries.summary",
            out=str(self.out),
            municipalities=self.layers[Level.MUNICIPALITY],
            districts=self.layers[Level.DISTRICT],
            context=len(self.context),
            tolerance=figure(self.tolerance_m),
            kilobytes=figure(sum(self.packed_bytes[name] for name in drawn) / 1000, 1),
            change=figure(100 * abs(change), 2),
            name=self.names[key],
            total=figure(100 * abs(self.total_change), 2),
        )


@dataclass(frozen=True)
class _Read:
    """The checked shapes of a source, EPSG:25832, and the layers they came from."""

    municipalities: dict[str, BaseGeometry]
    context: dict[str, BaseGeometry]
    layers: dict[Level, str]


def build(
    source: Path, out: Path, territories: Iterable[Territory], area_km2: Mapping[str, float]
) -> BuildReport:
    """Build the boundaries of ``territories`` from ``source`` and write them to ``out``.

    The source is checked whole before anything is written, and the files in ``out`` are
    replaced only when all three are made. The same source gives the same bytes.

    Parameters
    ----------
    source
        A file, folder or zip that OGR reads, with all municipalities and districts of
        ``territories``, in any CRS. Other districts in it that share a border line with
        the region become the context.
    out
        The folder for ``districts.geojson``, ``municipalities.geojson`` and
        ``context.geojson`` (WGS84, four decimals, property ``ags`` only).
    area_km2
        The official area of each municipality by key, in km2.

    Raises
    ------
    BoundaryError
        With every finding, if the source is not what it should be, the result cannot
        keep its promises (:mod:`ruhrmap.boundaries.generalise`) or cannot be written.
    """
    known = {territory.ags: territory for territory in territories}
    read = _read(source, known, _official(known, area_km2))
    district_of = {key: known[key].district_ags for key in read.municipalities}
    total_km2 = sum(area_km2[key] for key in read.municipalities)
    made = generalise(read.municipalities, district_of, read.context, total_km2)
    files = _files(made)
    _write(out, files)
    return BuildReport(
        out=out,
        layers=read.layers,
        context=tuple(sorted(made.context)),
        tolerance_m=made.tolerance_m,
        packed_bytes={name: packed_size(data) for name, data in files.items()},
        area_changes=made.area_changes,
        total_change=made.total_change,
        names={key: territory.name for key, territory in known.items()},
    )


def _official(known: Mapping[str, Territory], area_km2: Mapping[str, float]) -> dict[str, float]:
    """Official areas of both levels; a district's is the sum of its municipalities'."""
    municipalities = [t for t in known.values() if t.level is Level.MUNICIPALITY]
    districts = {t.ags for t in known.values() if t.level is Level.DISTRICT}
    findings = [
        finding("no_official_area", ags=t.ags, name=t.name)
        for t in municipalities
        if not area_km2.get(t.ags, 0) > 0
    ]
    if not municipalities or {t.district_ags for t in municipalities} != districts:
        findings.append(finding("levels_differ"))
    if findings:
        raise BoundaryError(findings)
    official = dict.fromkeys(districts, 0.0)
    for territory in municipalities:
        official[territory.ags] = area_km2[territory.ags]
        official[territory.district_ags] += area_km2[territory.ags]
    return official


def _read(source: Path, known: Mapping[str, Territory], official: Mapping[str, float]) -> _Read:
    names = {key: territory.name for key, territory in known.items()}
    shapes: dict[Level, dict[str, BaseGeometry]] = {}
    layers: dict[Level, str] = {}
    with opened(source) as data:
        findings: list[Finding] = list(data.findings)
        if not data.layers:
            raise BoundaryError(findings)
        for level in Level:
            wanted = {key: t for key, t in known.items() if t.level is level}
            reading, wrong = pick(data.layers, level, wanted)
            findings += wrong
            if reading is not None:
                layers[level] = reading.layer.title
                own_names = {key: names[key] for key in wanted}
                shapes[level], wrong = prepare.shapes_by_key(reading, own_names)
                findings += wrong
    municipalities = _own(shapes.get(Level.MUNICIPALITY, {}), known)
    districts = _own(shapes.get(Level.DISTRICT, {}), known)
    findings += checks.area_findings({**districts, **municipalities}, names, official)
    if len(municipalities) + len(districts) < len(known):
        raise BoundaryError(findings)  # what follows would only repeat what is missing
    others = {key: s for key, s in shapes[Level.DISTRICT].items() if key not in known}
    beside = prepare.close_to(others, municipalities.values(), checks.GAP_WIDTH_M)
    names |= {key: key for key in beside}
    district_of = {key: known[key].district_ags for key in municipalities}
    findings += checks.tiling_findings({**municipalities, **beside}, names)
    findings += checks.district_findings(municipalities, districts, district_of, names)
    findings += checks.hole_findings(municipalities, names)
    if findings:
        raise BoundaryError(findings)
    return _Read(municipalities, _sharing_a_line(beside, municipalities), layers)


def _own(
    shapes: Mapping[str, BaseGeometry], known: Mapping[str, Territory]
) -> dict[str, BaseGeometry]:
    return {key: shapes[key] for key in sorted(shapes) if key in known}


def _sharing_a_line(
    beside: Mapping[str, BaseGeometry], region: Mapping[str, BaseGeometry]
) -> dict[str, BaseGeometry]:
    touching = topology.neighbours(
        {key: geojson.normalised_polygons(s) for key, s in {**beside, **region}.items()}
    )
    return {key: s for key, s in beside.items() if not set(touching[key]).isdisjoint(region)}


def _files(made: Generalised) -> dict[str, bytes]:
    return {
        FILES["districts"]: geojson.feature_collection(made.districts),
        FILES["municipalities"]: geojson.feature_collection(made.municipalities),
        FILES["context"]: geojson.feature_collection(made.context),
    }


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    """Write all files or none; in a package they are exchanged as its other files are."""
    try:
        folder = out.resolve()  # a link keeps leading to its folder
        folder.mkdir(parents=True, exist_ok=True)
        package = folder.parent
        if (package / FILE).is_file():
            exchange.replace_all(package, {f"{folder.name}/{n}": b for n, b in files.items()})
        else:
            exchange.replace_all(folder, files)
    except exchange.BusyError as error:
        raise BoundaryError([finding("busy", out=str(out))]) from error
    except exchange.EditedError as error:
        raise BoundaryError([finding("edited", out=str(out), file=error.name)]) from error
    except OSError as error:
        raise BoundaryError([finding("not_written", out=str(out), reason=str(error))]) from error
