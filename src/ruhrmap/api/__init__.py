"""Machine access: coverage as JSON, the data package, a feed; without a Streamlit session.

Every figure, status and wording is that of :mod:`ruhrmap.coverage`; here it only gets a
form that programs read.
"""

from ruhrmap.api.routes import routes

__all__ = ["routes"]
