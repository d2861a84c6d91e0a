"""What is counted, and the port of its own where Prometheus reads it.

Nothing here names a visitor: labels are kinds (a route, a status, a format), of which there
are few. Whoever counts something calls a function or a counter of this module; what is
counted is listed in docs/observing.md, which a test compares.
"""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter
from typing import Any, Final
from wsgiref.simple_server import WSGIServer

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    start_http_server,
)

disable_created_metrics()  # type: ignore[no-untyped-call]  # a series beside each counter that says when it began

# Seconds. A rerun takes 30 to 200 ms, a file from memory 1, a picture up to 10 s.
_BUCKETS: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0)

REGISTRY: Final = CollectorRegistry()

REQUESTS: Final = Counter(
    "ruhrmap_http_requests",
    "Answered requests, by kind of address, method and status.",
    ("route", "method", "status"),
    registry=REGISTRY,
)
REQUEST_SECONDS: Final = Histogram(
    "ruhrmap_http_request_seconds",
    "From a request's arrival to the last byte of its answer.",
    ("route",),
    buckets=_BUCKETS,
    registry=REGISTRY,
)
RESPONSE_BYTES: Final = Counter(
    "ruhrmap_http_response_bytes",
    "Bytes of answers, without their headers.",
    ("route",),
    registry=REGISTRY,
)
SESSIONS: Final = Counter(
    "ruhrmap_sessions_opened", "Connections of pages that were opened.", registry=REGISTRY
)
SESSIONS_OPEN: Final = Gauge(
    "ruhrmap_sessions_open", "Connections of pages that are open now.", registry=REGISTRY
)
VIEWERS_LIMIT: Final = Gauge(
    "ruhrmap_viewers_limit",
    "Beyond so many open sessions, visitors are refused.",
    registry=REGISTRY,
)
RERUNS: Final = Counter(
    "ruhrmap_reruns",
    "Runs of the page's script, of the whole page or of a part (fragment).",
    ("kind",),
    registry=REGISTRY,
)
RERUN_SECONDS: Final = Histogram(
    "ruhrmap_rerun_seconds",
    "How long such a run took, waiting for its turn included.",
    ("kind",),
    buckets=_BUCKETS,
    registry=REGISTRY,
)
SCRIPT_ERRORS: Final = Counter(
    "ruhrmap_script_errors", "Runs that an error in the program ended.", registry=REGISTRY
)
LAG: Final = Gauge(
    "ruhrmap_event_loop_lag_seconds",
    "How late the event loop was at worst in the last ten seconds.",
    registry=REGISTRY,
)
READY: Final = Gauge("ruhrmap_ready", "1 while /healthz answers 200, else 0.", registry=REGISTRY)
DATA: Final = Info("ruhrmap_data", "The data package that is shown.", registry=REGISTRY)
DATA_DATE: Final = Gauge(
    "ruhrmap_data_date_seconds",
    "Day of the data package that is shown, as a Unix time.",
    registry=REGISTRY,
)
RELOADS: Final = Counter(
    "ruhrmap_reloads",
    "Changed data packages that were taken (ok) or left alone for their errors (failed).",
    ("result",),
    registry=REGISTRY,
)
REFUSALS: Final = Counter(
    "ruhrmap_refusals",
    "Pages and connections that found no room; who asked was told to come back later.",
    ("what",),
    registry=REGISTRY,
)
EXPORTS: Final = Counter(
    "ruhrmap_exports", "Files that were made for readers.", ("format",), registry=REGISTRY
)
EXPORT_SECONDS: Final = Histogram(
    "ruhrmap_export_seconds",
    "How long making one took, waiting included.",
    ("format",),
    buckets=_BUCKETS,
    registry=REGISTRY,
)


def release() -> str:
    """The version of this program; ``source`` where it runs without being installed."""
    try:
        return version("ruhrmap")
    except PackageNotFoundError:
        return "source"


BUILD: Final = Info("ruhrmap_build", "What runs here.", registry=REGISTRY)
BUILD.info(
    {
        "version": release(),
        "python": platform.python_version(),
        "streamlit": version("streamlit"),
    }
)
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)

# What is known beforehand stands there as 0, so that a rate sees the first one.
for _kind in ("page", "fragment"):
    RERUNS.labels(_kind)
for _what in ("page", "connection"):
    REFUSALS.labels(_what)
for _result in ("ok", "failed"):
    RELOADS.labels(_result)

_server: tuple[WSGIServer, threading.Thread] | None = None
_lock: Final = threading.Lock()


def listen(endpoint: tuple[str, int]) -> None:
    """Answer Prometheus on an address and port of its own, in a thread; once a process.

    Raises
    ------
    OSError
        If the port is taken or the address is none of this machine.
    """
    global _server
    host, port = endpoint
    with _lock:
        if _server is None:
            _server = start_http_server(port, host, registry=REGISTRY)


def end() -> None:
    """Stop answering; nothing happens if nobody is answered."""
    global _server
    with _lock:
        if _server is not None:
            server, thread = _server
            server.shutdown()
            server.server_close()
            thread.join()
            _server = None


def shows(data_version: str, day: date) -> None:
    """Tell which data package is shown from now on."""
    DATA.info({"version": data_version, "date": day.isoformat()})
    DATA_DATE.set(datetime.combine(day, time(), UTC).timestamp())


@contextmanager
def exporting(form: str) -> Iterator[None]:
    """Count a file that is made, and how long that takes; nothing if it fails."""
    begun = perf_counter()
    yield
    EXPORTS.labels(form).inc()
    EXPORT_SECONDS.labels(form).observe(perf_counter() - begun)


def count_reruns() -> None:
    """Count each run of a page's script from now on; called again, nothing changes.

    Streamlit tells of runs only in the browser's messages. Its runner has one method for a
    run, which is wrapped here.
    """
    from streamlit.runtime.scriptrunner.script_runner import ScriptRunner

    original: Callable[..., Any] = ScriptRunner._run_script
    if getattr(original, "is_counted", False):
        return

    def counted(self: Any, rerun_data: Any) -> Any:
        kind = "fragment" if rerun_data.fragment_id_queue else "page"
        begun = perf_counter()
        try:
            return original(self, rerun_data)
        finally:
            RERUNS.labels(kind).inc()
            RERUN_SECONDS.labels(kind).observe(perf_counter() - begun)

    counted.is_counted = True  # type: ignore[attr-defined]
    ScriptRunner._run_script = counted  # type: ignore[method-assign]


def script_error(_: Exception) -> None:
    """Count an error that ended a run; what ``st.App`` calls, which logs it by itself."""
    SCRIPT_ERRORS.inc()
