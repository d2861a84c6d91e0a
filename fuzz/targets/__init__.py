"""Every target there is, in the order in which figures are told."""

from __future__ import annotations

from typing import Any, Final

from fuzz.target import Target
from fuzz.targets import handed, releases, requests, sessions, tables, texts, variables

ALL: Final[tuple[Target[Any], ...]] = (
    texts.DATES,
    texts.CELLS,
    tables.TABLES,
    tables.PACKAGE,
    tables.SERVED,
    texts.ADDRESSES,
    requests.API,
    requests.DOWNLOADS,
    requests.PAGES,
    requests.PREVIEWS,
    requests.CONNECTIONS,
    texts.SEARCHES,
    texts.SIZES,
    sessions.REPORTS,
    sessions.VISITS,
    releases.RELEASES,
    releases.TEXTS,
    releases.DOCUMENTS,
    releases.DOCUMENTS_APART,
    handed.PROPOSALS,
    handed.ZIPS,
    handed.DELIVERIES,
    handed.WORKBOOKS,
    handed.WORKBOOKS_APART,
    requests.UPLOADS,
    handed.OPERATOR,
    handed.SOURCES,
    variables.VARIABLES,
)
