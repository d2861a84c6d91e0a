"""What one running server shows: a data package with its frames and files, read once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruhrmap import assets, catalog, coverage, ondemand, payload, staff
from ruhrmap.assets import Assets
from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog
from ruhrmap.search import Index
from ruhrmap.view import Limits

DATA_VARIABLE = "RUHRMAP_DATA"  # another folder with a data package


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is the same for every visitor."""

    catalog: Catalog
    frames: tuple[Frame, ...]
    limits: Limits
    assets: Assets


def current() -> Site:
    """The site of this process.

    Raises
    ------
    ruhrmap.catalog.PackageError
        If the data package is broken; it holds every finding.
    """
    return read(data_path())


def data_path() -> Path:
    """The folder of the data package: the configured one, else our own."""
    configured = os.environ.get(DATA_VARIABLE)
    return Path(configured) if configured else catalog.default_path()


def search_index() -> Index:
    """The search index of this process, made when somebody first types; as :func:`current`."""
    return _index(data_path())


@cache
def _index(path: Path) -> Index:
    return Index(read(path).catalog)


def read(path: Path) -> Site:
    """The site of the data package in a folder, read once a process; as :func:`current`."""
    return _read(path, staff.enabled())


@cache
def _read(path: Path, with_staff: bool) -> Site:
    # the staff's pages have scripts of their own: with the switch the files change
    loaded = catalog.load(path)
    frames = coverage.frames(loaded)
    return Site(
        catalog=loaded,
        frames=frames,
        limits=Limits.of(loaded, coverage.evidence_end(loaded), scenarios=with_staff),
        assets=assets.build(
            payload.page(loaded, frames),
            payload.time_map(loaded, frames, path / "geo"),
            {
                "comparison": ondemand.comparison(loaded, frames),
                "chronicle": ondemand.chronicle(loaded, frames),
                "multiples": ondemand.multiples(loaded, frames, path / "geo"),
            },
        ),
    )
