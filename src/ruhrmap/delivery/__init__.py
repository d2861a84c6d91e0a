"""A data package as somebody hands it over: folder, zip or Excel workbook; read, and reported.

:func:`read` and :func:`read_path` take what was handed over, :func:`report` looks at it beside
today's data, :func:`placed` makes the package to put in place of a clean one. Nothing here
writes or keeps anything.
"""

from ruhrmap.delivery import telling
from ruhrmap.delivery.forms import Form
from ruhrmap.delivery.placing import archive, placed
from ruhrmap.delivery.reading import MOST_BYTES, Delivery, DeliveryError, read, read_path
from ruhrmap.delivery.reporting import Report, report

__all__ = [
    "MOST_BYTES",
    "Delivery",
    "DeliveryError",
    "Form",
    "Report",
    "archive",
    "placed",
    "read",
    "read_path",
    "report",
    "telling",
]
