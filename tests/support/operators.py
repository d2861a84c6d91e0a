"""Files of operators, whole and with something wrong in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruhrmap import provider

Sections = Mapping[str, Mapping[str, Any]]

WHOLE: Sections = {
    "operator": {
        "name": "Beispiel gGmbH",
        "address": ["Musterstraße 1", "45127 Essen"],
        "natural_person": False,
        "represented_by": "Erika Mustermann",
    },
    "contact": {"email": "info@beispiel.example", "phone": "+49 201 123456"},
    "content": {"name": "Erika Mustermann", "address": ["Musterstraße 1", "45127 Essen"]},
    "privacy": {
        "has_officer": True,
        "officer_email": "datenschutz@beispiel.example",
        "authority": "Beispielaufsicht",
        "authority_url": "https://aufsicht.example/",
        "hosting": ["Beispiel-Rechenzentrum", "Bochum"],
        "hosting_by_processor": True,
    },
    "logs": {"written": True, "fields": ["ip_address", "time"], "days": 7},
    "accessibility": {
        "feedback_email": "barrieren@beispiel.example",
        "enforcement": ["Beispielstelle", "Düsseldorf"],
    },
}


def written(folder: Path, sections: Sections = WHOLE) -> Path:
    """A file with these sections."""
    lines = []
    for section, entries in sections.items():
        lines.append(f"[{section}]")
        lines += [f"{key} = {_toml(value)}" for key, value in entries.items()]
    file = folder / provider.FILE
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def _toml(value: Any) -> str:
    """Texts, numbers, lists and truth look in TOML as in JSON."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
