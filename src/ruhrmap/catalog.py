"""The data package, read into the model, or every finding that keeps it from being used."""

from __future__ import annotations

from pathlib import Path

from ruhrmap.checks import Finding, examine, line
from ruhrmap.model import Catalog
from ruhrmap.package import default_path

__all__ = ["PackageError", "default_path", "load"]


class PackageError(Exception):
    """A data package has errors; ``findings`` holds all that was found, notes as well."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("\n".join(line(finding, "en") for finding in findings))
        self.findings = findings


def load(path: Path | None = None) -> Catalog:
    """Read a data package.

    Parameters
    ----------
    path : Path, optional
        The folder of the package; our own (:func:`default_path`) if left out.

    Returns
    -------
    Catalog
        Checked: keys lead somewhere, dates are read, published totals reconcile.

    Raises
    ------
    PackageError
        If the package has errors, with every finding, not just the first.

    Examples
    --------
    >>> catalog = load()
    >>> len(catalog.territories), len(catalog.members)
    (68, 25)
    """
    report, catalog = examine(path)
    if catalog is None:
        raise PackageError(report.findings)
    return catalog
