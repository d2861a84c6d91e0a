"""How to cite the data, in the form that reference managers read."""

from __future__ import annotations

from ruhrmap.export.material import Material
from ruhrmap.licences import licences
from ruhrmap.messages import message


def bibtex(material: Material, language: str, address: str = "") -> str:
    """An entry for BibTeX and what understands it; ``address`` is that of the page."""
    catalog = material.catalog
    facts = next(licences(material, language))
    fields = {
        "author": f"{{{material.creator}}}",
        "title": f"{{{message(language, 'export.title', **catalog.words)}}}",
        "year": str(catalog.data_date.year),
        "month": str(catalog.data_date.month),
        "version": catalog.version,
        "note": message(language, "export.citation_licence", licence=facts.name),
        "url": address,
    }
    key = f"{catalog.naming.package}-{catalog.version}"
    lines = [f"  {name} = {{{_escaped(text)}}}," for name, text in fields.items() if text]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "%&#$_" else letter for letter in text)
