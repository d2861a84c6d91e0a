"""What the server writes down: one event a line, for programs or for a person, on stderr.

Everything that says something goes the same way: our own events, Streamlit, uvicorn, warnings
and what nobody has caught. Of libraries only warnings and errors are taken: below that they
say who came from where. And what they say goes through :func:`without_people` first, for the
privacy page promises that no address is written down.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import sys
import threading
from types import TracebackType
from typing import Any, Final

import structlog
from structlog.typing import EventDict, Processor

from ruhrmap import configuration

OURS: Final = "ruhrmap"

_GONE: Final = "…"
_NUMBER: Final = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w.])")
_GROUPS: Final = re.compile(
    r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:%\w+)?(?![\w:])"
)
_MANY: Final = 2  # groups with digits of an address that is somebody's; ::1 is this machine
# An address of ours with what was asked behind it, and what a session is called.
_QUERY: Final = re.compile(r"\?[^\s\"'<>?]*=[^\s\"'<>]*")
_SESSION: Final = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.IGNORECASE)

# Where no server runs, nothing is written down: the command line says what it has to say.
logging.getLogger(OURS).addHandler(logging.NullHandler())

_FIRST: Final = ("time", "level", "event", "logger")


def get(name: str) -> Any:
    """Something to write events with: ``get("data").info("data loaded", version="1.0.0")``.

    Names of events and fields are English, and no field may hold what a visitor has entered.
    """
    return structlog.wrap_logger(
        logging.getLogger(f"{OURS}.{name}"),
        processors=[
            structlog.stdlib.filter_by_level,
            *_common(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def set_up() -> None:
    """Take over whatever is written; called again, it takes over what has come since.

    Raises
    ------
    ruhrmap.configuration.ConfigurationError
        If the form or the level is none.
    """
    form = configuration.choice(configuration.LOG_FORMAT)
    level = configuration.choice(configuration.LOG_LEVEL).upper()
    as_text = form == "text" or (form == "auto" and sys.stderr.isatty())
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_is_worth_it)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_common(),
            processors=[
                _of_process,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *_ending(as_text),
            ],
        )
    )
    root = logging.getLogger()
    for other in list(root.handlers):
        if getattr(other, "is_ruhrmaps", False):
            root.removeHandler(other)
    handler.is_ruhrmaps = True  # type: ignore[attr-defined]
    root.addHandler(handler)
    root.setLevel(level)
    logging.captureWarnings(True)
    _take_over_streamlit()
    _take_over_uvicorn()
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def without_people(text: str) -> str:
    """A text without addresses, what was asked for, and names of sessions.

    Examples
    --------
    >>> without_people('84.12.7.3:51234 - "GET /api/v1/search?q=Witten HTTP/1.1" failed')
    '… - "GET /api/v1/search?… HTTP/1.1" failed'
    >>> without_people("peer 2001:db8::7 left at 12:30:05")
    'peer … left at 12:30:05'
    """
    text = _QUERY.sub(f"?{_GONE}", text)
    text = _NUMBER.sub(_GONE, text)
    text = _GROUPS.sub(lambda found: _GONE if _is_somebodys(found[0]) else found[0], text)
    return _SESSION.sub(_GONE, text)


def _is_somebodys(text: str) -> bool:
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return False
    return not address.is_loopback and sum(bool(one) for one in text.split(":")) >= _MANY


def _is_worth_it(record: logging.LogRecord) -> bool:
    """Ours from the level that is set; of libraries, warnings and errors."""
    is_ours = record.name == OURS or record.name.startswith(f"{OURS}.")
    return is_ours or record.levelno >= logging.WARNING


def _common() -> list[Processor]:
    return [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    ]


def _ending(as_text: bool) -> list[Processor]:
    private: list[Processor] = [structlog.processors.format_exc_info, _without_people]
    if as_text:
        plain = structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0, timestamp_key="time")
        return [*private, plain]
    return [*private, _ordered, structlog.processors.JSONRenderer(ensure_ascii=False, default=str)]


def _of_process(_: Any, __: str, event: EventDict) -> EventDict:
    """What a library says is its message, with its place holders filled in."""
    if event.get("_from_structlog") is False:
        event["event"] = str(event["event"]).strip()
    return event


def _without_people(_: Any, __: str, event: EventDict) -> EventDict:
    """Stack traces always; beside them what libraries say. Our own fields hold nobody."""
    ours = str(event.get("logger", "")).startswith(OURS)
    for key, value in event.items():
        if isinstance(value, str) and (not ours or key in ("exception", "stack")):
            event[key] = value if key == "time" else without_people(value)
    return event


def _ordered(_: Any, __: str, event: EventDict) -> EventDict:
    first = {key: event.pop(key) for key in _FIRST if key in event}
    return {**first, **event}


def _take_over_streamlit() -> None:
    """Streamlit gives each of its loggers a handler of its own, also those that come later."""
    from streamlit import logger as streamlits

    def hand_on(logger: logging.Logger) -> None:
        own = getattr(logger, "streamlit_console_handler", None)
        if own is not None:
            logger.removeHandler(own)
        logger.propagate = True

    streamlits.setup_formatter = hand_on
    streamlits.update_formatter()


def _take_over_uvicorn() -> None:
    """Of a server that is configured already, and of one that will be."""
    from uvicorn import config

    config.LOGGING_CONFIG["handlers"] = {}
    config.LOGGING_CONFIG["loggers"] = {"uvicorn": {"level": "INFO"}}
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    get("process").critical("uncaught exception", exc_info=(kind, error, trace))


def _uncaught_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is None or issubclass(told.exc_type, SystemExit):
        return
    info = (told.exc_type, told.exc_value, told.exc_traceback)
    name = told.thread.name if told.thread else ""
    get("process").error("uncaught exception in a thread", thread=name, exc_info=info)
