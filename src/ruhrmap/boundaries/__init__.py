"""Boundaries: built from the official source, read back with neighbours and label points.

Building (:func:`build`, :func:`build_from_package`) needs geopandas and takes seconds;
reading (:func:`load`, :func:`neighbours`, :func:`borders`, :func:`directions`,
:func:`label_points`) is cheap. Names of territories stand in ``territories.csv`` alone; a
shape carries its key and nothing else.
"""

from ruhrmap.boundaries.borders import Border, borders
from ruhrmap.boundaries.building import BuildReport, build
from ruhrmap.boundaries.directions import directions
from ruhrmap.boundaries.findings import BoundaryError, Finding
from ruhrmap.boundaries.labels import LabelPoint, label_points
from ruhrmap.boundaries.loading import load, load_context, neighbours, polygons
from ruhrmap.boundaries.outline import Outlines, outlines
from ruhrmap.boundaries.package import build_from_package

__all__ = [
    "Border",
    "BoundaryError",
    "BuildReport",
    "Finding",
    "LabelPoint",
    "Outlines",
    "borders",
    "build",
    "build_from_package",
    "directions",
    "label_points",
    "load",
    "load_context",
    "neighbours",
    "outlines",
    "polygons",
]
