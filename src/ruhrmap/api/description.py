"""The description of the API for programs and people: OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, Final

from ruhrmap.api import parameters
from ruhrmap.api.package import FOLDER
from ruhrmap.model import Catalog
from ruhrmap.view import Limits

COVERAGE: Final = "/api/v1/coverage"
OPENAPI: Final = "/api/v1/openapi.json"
FEED: Final = "/feed.xml"
PACKAGE: Final = "/datapackage.json"
FILE: Final = f"/{FOLDER}/{{path}}"


def openapi(catalog: Catalog, limits: Limits) -> dict[str, Any]:
    """Every address, its parameters and what it answers."""
    asked = [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in parameters.described(limits).items()
    ]
    path = {"name": "path", "in": "path", "required": True, "schema": {"type": "string"}}
    refused = {
        "description": "A parameter cannot be answered; says which values can.",
        "content": {"application/json": {"schema": _REFUSAL}},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "ruhrmap",
            "version": catalog.version,
            "description": "How the education initiative RuhrFutur covers the Ruhr region.",
        },
        "paths": {
            COVERAGE: {
                "get": _operation(
                    "coverage",
                    "Status of every territory and all counts on a key date.",
                    "application/json",
                    parameters=asked,
                    others={"400": refused},
                )
            },
            PACKAGE: {
                "get": _operation(
                    "package",
                    "The data package's descriptor (Data Package v2).",
                    "application/json",
                )
            },
            FILE: {
                "get": _operation(
                    "file",
                    "A file of the data package: CSV tables, boundaries as GeoJSON (WGS84).",
                    "text/csv",
                    parameters=[path],
                    others={"404": {"description": "The package has no such file."}},
                )
            },
            FEED: {
                "get": _operation(
                    "feed", "Accessions and press items as Atom.", "application/atom+xml"
                )
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


def _operation(
    name: str,
    summary: str,
    media_type: str,
    *,
    parameters: list[dict[str, Any]] | None = None,
    others: dict[str, Any] | None = None,
) -> dict[str, Any]:
    found = {"description": "Found.", "content": {media_type: {}}}
    unchanged = {"description": "The asker has it already (If-None-Match)."}
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "responses": {"200": found, "304": unchanged, **(others or {})},
    }
    return operation if parameters is None else operation | {"parameters": parameters}
