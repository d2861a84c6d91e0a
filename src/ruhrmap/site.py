"""What one running server shows: a data package with its frames and files, read once.

A server that watches the operator's folder (:mod:`ruhrmap.reloading`) shows copies of it, one
after the other; whoever came while one was shown keeps it. Everything else reads the folder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ruhrmap import assets, catalog, configuration, coverage, ondemand, payload, staff
from ruhrmap.assets import Assets
from ruhrmap.coverage import Frame
from ruhrmap.model import Catalog
from ruhrmap.search import Index
from ruhrmap.snapshots import AT_ONCE, KEPT
from ruhrmap.view import Limits

DATA_VARIABLE = configuration.DATA.name  # another folder with a data package


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is the same for every visitor.

    Whoever has it takes what else there is of these data by their ``folder``: asked for anew,
    it may be that of newer ones.
    """

    folder: Path
    catalog: Catalog
    frames: tuple[Frame, ...]
    limits: Limits
    assets: Assets


@dataclass(frozen=True, slots=True)
class Shown:
    """What a watching server shows: copies of the operator's folder, the newest first.

    Attributes
    ----------
    copies : tuple of Path
        At most :data:`ruhrmap.snapshots.KEPT`, for those who came while they were the newest.
    leaving : tuple of Path
        Those that nobody begins with any more; what has begun is still made of them.
    broken : PackageError, optional
        Why there is no copy to show yet.
    """

    copies: tuple[Path, ...] = ()
    leaving: tuple[Path, ...] = ()
    broken: catalog.PackageError | None = None


_shown = Shown()
_own_copy: Callable[[], Path | None] = lambda: None  # noqa: E731


def current() -> Site:
    """The site of whoever asks: a visitor keeps the one that the visit began with.

    Raises
    ------
    ruhrmap.catalog.PackageError
        If the data package is broken; it holds every finding.
    """
    if _shown.broken is not None:
        raise catalog.PackageError(_shown.broken.findings)
    return read(data_path())


def newest() -> Site:
    """The site that a new visitor is shown; as :func:`current`."""
    copy = newest_copy()
    return current() if copy is None else read(copy)


def former() -> tuple[Site, ...]:
    """The sites that were shown before, as long as somebody may still look at them."""
    return tuple(read(copy) for copy in _shown.copies[1:])


def data_path() -> Path:
    """The folder of the data package to read for whoever asks."""
    shown = _shown
    if not shown.copies:
        return configured_path()
    own = _own_copy()
    return own if own is not None and is_in_use(own) else shown.copies[0]


def configured_path() -> Path:
    """The operator's folder of the data package: the configured one, else our own."""
    configured = configuration.text(configuration.DATA)
    return Path(configured) if configured else catalog.default_path()


def newest_copy() -> Path | None:
    """The copy that a new visitor is shown; None where nothing is watched."""
    copies = _shown.copies
    return copies[0] if copies else None


def is_shown(copy: Path) -> bool:
    """Whether a visit that began with a copy goes on with it."""
    return copy in _shown.copies


def is_in_use(copy: Path) -> bool:
    """Whether a copy is shown, or is leaving."""
    return copy in (*_shown.copies, *_shown.leaving)


def show(copy: Path) -> tuple[Path, ...]:
    """Show a copy from now on, and say which copies nobody begins with any more.

    It is to be read (:func:`read`) before, so that no visitor waits for it. Those that leave
    stay in use until they are taken away (:func:`take_away`).
    """
    global _shown
    copies = (copy, *(one for one in _shown.copies if one != copy))
    now_leaving = copies[KEPT:]
    leaving = (*(one for one in _shown.leaving if one != copy), *now_leaving)
    _shown = Shown(copies[:KEPT], leaving)
    return now_leaving


def take_away(copy: Path) -> None:
    """Let nothing more be made of a copy that is leaving; nothing happens if it has come back."""
    global _shown
    _shown = replace(_shown, leaving=tuple(one for one in _shown.leaving if one != copy))


def show_broken(error: catalog.PackageError) -> None:
    """Say what is wrong, while there is nothing to show yet."""
    global _shown
    _shown = Shown(broken=error)


def show_folder() -> None:
    """Read the operator's folder again, as without a watch."""
    global _shown
    _shown = Shown()


def keep_to(own_copy: Callable[[], Path | None]) -> None:
    """Say how the copy is found that whoever asks began with; None is for the newest."""
    global _own_copy
    _own_copy = own_copy


def search_index(here: Site) -> Index:
    """The search index of a site, made when somebody first types."""
    return _index(here.folder)


@lru_cache(AT_ONCE)
def _index(path: Path) -> Index:
    return Index(read(path).catalog)


def read(path: Path) -> Site:
    """The site of the data package in a folder, read once a process; as :func:`current`."""
    return _read(path, staff.enabled())


@lru_cache(AT_ONCE)
def _read(path: Path, with_staff: bool) -> Site:
    # the staff's pages have scripts of their own: with the switch the files change
    loaded = catalog.load(path)
    frames = coverage.frames(loaded)
    return Site(
        folder=path,
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
