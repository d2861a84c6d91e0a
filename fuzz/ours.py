"""Our own data, read once: what inputs are made from and readers are asked with."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from ruhrmap import catalog as catalogs
from ruhrmap import checks, coverage, site
from ruhrmap.checks import Report
from ruhrmap.model import Catalog
from ruhrmap.package import FILES
from ruhrmap.package.schema import Column, tables
from ruhrmap.search import Index
from ruhrmap.view import Limits, titles


@cache
def catalog() -> Catalog:
    """The model of our own data."""
    return catalogs.load()


@cache
def folder() -> Path:
    """Where our own data are."""
    return catalogs.default_path()


@cache
def files() -> Mapping[str, bytes]:
    """Our own package in memory."""
    return {name: (folder() / name).read_bytes() for name in FILES}


@cache
def report() -> Report:
    """What the checks say of it."""
    return checks.run(files())


@cache
def limits() -> tuple[Limits, ...]:
    """What an address may ask for: of the public, and of the staff."""
    opens = coverage.evidence_end(catalog())
    return tuple(Limits.of(catalog(), opens, scenarios=staff) for staff in (False, True))


@cache
def index() -> Index:
    """The search index."""
    return Index(catalog())


@cache
def columns() -> tuple[Column, ...]:
    """Every column of every table."""
    return tuple(column for schema in tables() for column in schema.columns)


@cache
def names() -> tuple[str, ...]:
    """Names of places and partners, words of titles."""
    found = {name.de for name in titles(catalog()).values()}
    found |= {one.name for one in catalog().search_names}
    found |= {word for one in catalog().sources.values() for word in one.title.split()}
    return tuple(sorted(found))


@contextmanager
def served(place: Path) -> Iterator[None]:
    """Let the server show another package for a while; what it keeps of one is dropped."""
    before = os.environ.get(site.DATA_VARIABLE)
    os.environ[site.DATA_VARIABLE] = str(place)
    try:
        yield
    finally:
        if before is None:
            del os.environ[site.DATA_VARIABLE]
        else:
            os.environ[site.DATA_VARIABLE] = before
