"""The uvicorn that serves this process: Streamlit starts it and hands it to nobody.

Some of its options have to be other than Streamlit leaves them. It is found by way of the
signals that it listens to.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

Handler = Callable[[int, FrameType | None], Any]

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
_NAME: Final = b"server"


def handlers() -> dict[signal.Signals, Handler]:
    """What it does on each signal, as methods of it.

    None where there is no uvicorn, or where it takes no signals (in a thread).
    """
    from uvicorn import Server

    if threading.current_thread() is not threading.main_thread():
        return {}
    return {
        one: found
        for one in _SIGNALS
        if callable(found := signal.getsignal(one))
        and isinstance(getattr(found, "__self__", None), Server)
    }


def leave_out_its_name() -> None:
    """Send no header ``Server``: it would tell strangers whose faults to try.

    uvicorn has an option for that, which Streamlit does not hand on.
    """
    for handler in handlers().values():
        config = handler.__self__.config  # type: ignore[attr-defined]  # a method of the server
        config.encoded_headers = [one for one in config.encoded_headers if one[0] != _NAME]
