"""The Atom feed (RFC 4287): accessions, press items and versions of the data, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

from ruhrmap import coverage, press
from ruhrmap.messages import DEFAULT_LANGUAGE, message, pick
from ruhrmap.model import Catalog

_ATOM: Final = "http://www.w3.org/2005/Atom"  # a name, never fetched


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    day: date
    title: str
    link: str
    summary: str


def feed(catalog: Catalog, root: str) -> bytes:
    """The feed as UTF-8.

    Parameters
    ----------
    catalog : Catalog
    root : str
        Address of the server with a slash at its end: entries of accessions link to the map.
        Items without a date are left out, an entry of Atom must have one.
    """
    ET.register_namespace("", _ATOM)
    entries = sorted(
        (*_accessions(catalog, root), *_press(catalog), *_changes(catalog, root)),
        key=lambda e: (e.day, e.key),
        reverse=True,
    )
    top = ET.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": "de"})
    # a tag URI (RFC 4151) names an entry for good, wherever the feed is served
    tag = f"tag:{catalog.naming.package},2026:"
    _text(top, "id", f"{tag}feed")
    _text(top, "title", message(DEFAULT_LANGUAGE, "feed.title", **catalog.words))
    _text(top, "subtitle", message(DEFAULT_LANGUAGE, "feed.subtitle"))
    _text(top, "updated", _moment(catalog.data_date))
    ET.SubElement(top, _name("link"), rel="self", href=f"{root}feed.xml")
    ET.SubElement(top, _name("link"), rel="alternate", href=root)
    _text(ET.SubElement(top, _name("author")), "name", catalog.naming.package)
    for entry in entries:
        _add(top, entry, tag)
    body: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return body


def _accessions(catalog: Catalog, root: str) -> Iterable[_Entry]:
    for accession in coverage.accessions(catalog):
        day = accession.day
        yield _Entry(
            f"accession/{day.isoformat()}",
            day,
            pick(DEFAULT_LANGUAGE, accession.label),
            f"{root}?datum={day.isoformat()}",
            message(DEFAULT_LANGUAGE, "feed.accession", **catalog.words),
        )


def _press(catalog: Catalog) -> Iterable[_Entry]:
    for release in catalog.press_releases.values():
        source = release.source
        if source.date is None:
            continue
        yield _Entry(
            f"press/{release.press_id}",
            source.date.latest,
            source.title,
            source.url,
            pick(DEFAULT_LANGUAGE, press.item(release, catalog.data_date).byline),
        )


def _changes(catalog: Catalog, root: str) -> Iterable[_Entry]:
    for change in catalog.changes:
        yield _Entry(
            f"data/{change.version}",
            change.date,
            message(DEFAULT_LANGUAGE, "feed.change", version=change.version),
            f"{root}daten#version-{change.version}",
            pick(DEFAULT_LANGUAGE, change.text),
        )


def _add(top: ET.Element, entry: _Entry, tag: str) -> None:
    node = ET.SubElement(top, _name("entry"))
    _text(node, "id", f"{tag}{entry.key}")
    _text(node, "title", entry.title)
    _text(node, "updated", _moment(entry.day))
    _text(node, "summary", entry.summary)
    if entry.link:
        ET.SubElement(node, _name("link"), href=entry.link)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, _name(name)).text = text


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
