"""The description of the API for programs and people: OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from ruhrmap.api import parameters
from ruhrmap.api.package import FOLDER
from ruhrmap.coverage import Status
from ruhrmap.export import Format
from ruhrmap.model import Catalog, Level
from ruhrmap.search import Group
from ruhrmap.view import Limits

COVERAGE: Final = "/api/v1/coverage"
SEARCH: Final = "/api/v1/search"
DOWNLOAD: Final = "/api/v1/download"
OPENAPI: Final = "/api/v1/openapi.json"
FEED: Final = "/feed.xml"
PACKAGE: Final = "/datapackage.json"
FILE: Final = f"/{FOLDER}/{{path}}"


def _about(catalog: Catalog) -> str:
    words = catalog.words
    return f"How {words['initiative_described'].en} covers {words['region_the'].en}."


def openapi(
    catalog: Catalog, limits: Limits, described: Mapping[str, Any], files: Iterable[str]
) -> dict[str, Any]:
    """Every address, its parameters and what it answers.

    ``described`` is the descriptor of the data package, which names the licences; ``files``
    are those that are served.
    """
    refused = _refusal("A parameter cannot be answered; says which values can.")
    path = {
        "name": "path",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": sorted(files)},
    }
    facts = described["licenses"][0]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ruhrmap",
            "version": catalog.version,
            "description": _about(catalog)
            + " Anybody may ask, also from another site's page; every answer may be kept for five "
            "minutes and has an ETag. HEAD answers as GET does, without a body.",
            "license": {"name": facts["title"], "url": facts["path"]},
        },
        "paths": {
            COVERAGE: {
                "get": _operation(
                    "coverage",
                    "Status of every territory and all counts on a key date.",
                    {"application/json": _COVERAGE},
                    parameters=_asked(limits, parameters.COVERAGE),
                    others={"400": refused},
                )
            },
            SEARCH: {
                "get": _operation(
                    "search",
                    "Places, partners and press items that fit a text, best first; tolerant of "
                    "case, umlauts, abbreviations and slips.",
                    {"application/json": _SEARCH},
                    parameters=_asked(limits, parameters.SEARCH),
                    others={"400": refused},
                )
            },
            DOWNLOAD: {
                "get": _operation(
                    "download",
                    "What the page shows, or everything, as a file; licences, citation, key date "
                    "and sources are inside.",
                    {_bare(form.media_type): _downloaded(form) for form in Format},
                    parameters=_asked(limits, parameters.DOWNLOAD),
                    others={"400": refused},
                    headers={"Content-Disposition": {"schema": {"type": "string"}}},
                )
            },
            PACKAGE: {
                "get": _operation(
                    "package",
                    "The data package's descriptor (Data Package v2).",
                    {"application/json": {"type": "object"}},
                )
            },
            FILE: {
                "get": _operation(
                    "file",
                    "A file of the data package: CSV tables, boundaries as GeoJSON (WGS84).",
                    {
                        "text/csv": _FILE,
                        "application/geo+json": {"type": "object"},
                        "application/json": {"type": "object"},
                        "text/markdown": _FILE,
                    },
                    parameters=[path],
                    others={
                        "404": _refusal(
                            "The package has no such file; says which it has.", _MISSING
                        )
                    },
                )
            },
            FEED: {
                "get": _operation(
                    "feed",
                    "Accessions, press items and versions of the data as Atom, newest first.",
                    {"application/atom+xml": _FILE},
                )
            },
        },
    }


def _asked(limits: Limits, names: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": "query", "required": name in parameters.REQUIRED, "schema": schema}
        for name, schema in parameters.described(limits, names).items()
    ]


def _downloaded(form: Format) -> Mapping[str, Any]:
    """What a file is to a program that reads the answer: JSON is no text."""
    return {"type": "object"} if _bare(form.media_type).endswith("json") else _FILE


def _bare(media_type: str) -> str:
    return media_type.split(";")[0]


_MARKS: Final = {
    "type": "array",
    "description": "Ranges that answer to the text, in characters: first, and behind the last.",
    "items": {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
}
_SEARCH: Final = {
    "type": "object",
    "required": ["query", "date", "groups", "note", "announcement"],
    "properties": {
        "query": {"type": "string"},
        "date": {"type": "string", "format": "date"},
        "note": {"type": "string", "description": "Says so where nothing fits without a slip."},
        "announcement": {"type": "string", "description": "How much was found, in a sentence."},
        "groups": {
            "type": "array",
            "description": "Only those in which something was found, in the order to show.",
            "items": {
                "type": "object",
                "required": ["kind", "heading", "total", "hits"],
                "properties": {
                    "kind": {"enum": [group.value for group in Group]},
                    "heading": {"type": "string"},
                    "total": {"type": "integer", "description": "Also those not listed."},
                    "hits": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["kind", "key", "name", "marks", "detail"],
                            "properties": {
                                "kind": {"enum": ["place", "press"]},
                                "key": {"type": "string"},
                                "name": {"type": "string"},
                                "marks": _MARKS,
                                "also": {
                                    "type": "string",
                                    "description": "Another name by which it was found, or whom "
                                    "a press item is about.",
                                },
                                "also_marks": _MARKS,
                                "detail": {"type": "string"},
                                "status": {"enum": [status.value for status in Status]},
                                "places": {
                                    "type": "array",
                                    "description": "Keys of whom a press item is about.",
                                    "items": {"type": "string"},
                                },
                                "url": {"type": "string"},
                            },
                        },
                    },
                },
            },
        },
    },
}
_REFUSAL: Final = {
    "type": "object",
    "required": ["error", "parameter", "value", "allowed"],
    "properties": {
        "error": {"type": "string"},
        "parameter": {"type": "string"},
        "value": {"type": "string"},
        "allowed": {},
    },
}


_MISSING: Final = {
    "type": "object",
    "required": ["error", "allowed"],
    "properties": {
        "error": {"type": "string"},
        "allowed": {"type": "array", "items": {"type": "string"}},
    },
}

_BROKEN: Final = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "string"}},
}

_FILE: Final = {"type": "string"}

_COVERAGE: Final = {
    "type": "object",
    "required": ["date", "level", "span", "sentence", "counts", "statuses", "territories", "data"],
    "properties": {
        "date": {"type": "string", "format": "date"},
        "level": {"type": "string", "enum": [level.value for level in Level]},
        "span": {
            "type": "object",
            "description": "First and last day of the time in which nothing of this changes.",
            "properties": {
                "start": {"type": "string", "format": "date"},
                "end": {"type": "string", "format": "date"},
            },
        },
        "after_evidence": {
            "type": "boolean",
            "description": "Whether no source speaks of the municipal members any more.",
        },
        "sentence": {"type": "object", "additionalProperties": {"type": "string"}},
        "counts": {
            "type": "object",
            "description": "Counts, inhabitants and area (km2); _possible adds what is uncertain, "
            "shares are fractions of one.",
        },
        "statuses": {
            "type": "object",
            "description": "Status of each territory by its key (AGS).",
            "additionalProperties": {"enum": [status.value for status in Status]},
        },
        "territories": {"type": "array", "items": {"type": "object"}},
        "data": {
            "type": "object",
            "description": "Version, date, end of the evidence and licences of the data.",
        },
    },
}


def _refusal(words: str, schema: Mapping[str, Any] = _REFUSAL) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _operation(
    name: str,
    summary: str,
    answers: Mapping[str, Mapping[str, Any]],
    *,
    parameters: list[dict[str, Any]] | None = None,
    others: dict[str, Any] | None = None,
    headers: dict[str, Any] | None = None,
) -> dict[str, Any]:
    found = {
        "description": "Found.",
        "headers": {**_HEADERS, **(headers or {})},
        "content": {media_type: {"schema": schema} for media_type, schema in answers.items()},
    }
    unchanged = {"description": "The asker has it already (If-None-Match).", "headers": _HEADERS}
    broken = _refusal("The data package has errors; for whoever runs the server.", _BROKEN)
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "responses": {"200": found, "304": unchanged, **(others or {}), "503": broken},
    }
    return operation if parameters is None else operation | {"parameters": parameters}


_HEADERS: Final = {
    "ETag": {"description": "Tag of the content.", "schema": {"type": "string"}},
    "Cache-Control": {"schema": {"type": "string"}},
}
