"""A client that never stops asking: what of it was answered, and with what."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

STATIC: Final = "Ruhrmap-Page"  # nginx marks the static page with it
# Path, and what has to stand in the answer: a page cut short is no answer.
ASKED: Final = (
    ("/?datum=2019-01-31&ort=05911000", b'id="root"'),
    ("/daten", b'id="root"'),
    ("/_stcore/health", b"ok"),
    ("/_stcore/host-config", b"allowedOrigins"),
    ("/einbetten?datum={day}", b"</html>"),
    ("/api/v1/coverage?date={day}", b'"counts"'),
)
_PATIENCE: Final = 30.0
_MOST: Final = 200_000  # requests after which it stops by itself


@dataclass
class Steady:
    """What a client has seen.

    Attributes
    ----------
    seconds : list of float
        One for each answer.
    failed : list of str
        What was not answered as it should be.
    static : int
        Answers that were the static page in the place of the live one.
    """

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    static: int = 0
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """Requests so far."""
        return len(self.seconds) + len(self.failed)


@contextmanager
def asking(url: str, *, clients: int = 2, pause: float = 0.15) -> Iterator[Steady]:
    """Ask in turn for pages and answers, each on a connection of its own, until the end.

    Parameters
    ----------
    url : str
        An https address on this machine; its certificate is not looked at.
    clients : int
        How many ask at the same time.
    pause : float
        Seconds between two requests of one client.
    """
    parts = urlsplit(url)
    if parts.hostname not in ("localhost", "127.0.0.1"):
        raise ValueError(f"{url} is not on this machine: a load goes nowhere else")
    found, ended = Steady(), threading.Event()
    threads = [
        threading.Thread(target=_ask, args=(parts.port, found, ended, pause, number))
        for number in range(clients)
    ]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _ask(port: int, found: Steady, ended: threading.Event, pause: float, number: int) -> None:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    asked = number
    while not ended.wait(pause) and found.count < _MOST:
        path, needed = ASKED[asked % len(ASKED)]
        # another day each time: an answer that nginx has kept proves nothing of the replicas
        path = path.format(day=f"20{13 + asked % 11}-{1 + asked % 12:02}-{1 + asked % 28:02}")
        asked += 1
        began = time.perf_counter()
        try:
            status, static, body = _get(port, path, trusting)
        except (OSError, http.client.HTTPException) as error:
            found.failed.append(f"{path}: {type(error).__name__} {error}")
            continue
        found.statuses[status] += 1
        found.static += static
        if status == 200 and (static or needed in body):
            found.seconds.append(time.perf_counter() - began)
        else:
            found.failed.append(f"{path}: {status}, {len(body)} bytes")


def _get(port: int, path: str, trusting: ssl.SSLContext) -> tuple[int, bool, bytes]:
    connection = http.client.HTTPSConnection("localhost", port, timeout=_PATIENCE, context=trusting)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.headers.get(STATIC) is not None, answer.read()
    finally:
        connection.close()


def worst(seconds: Sequence[float]) -> float:
    """The longest wait; 0 without any."""
    return max(seconds, default=0.0)
