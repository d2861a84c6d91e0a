"""A client that never stops asking: what of it was answered, and with what."""

from __future__ import annotations

import http.client
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from ruhrmap.sitemap import is_page

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


@dataclass(frozen=True)
class Failure:
    """A request that was not answered as it should be.

    Attributes
    ----------
    path : str
    status : int
        What the answer said; 0 if there was none.
    told : str
        What came instead.
    """

    path: str
    status: int
    told: str

    @property
    def is_promised(self) -> bool:
        """Whether it is what is promised while no replica answers.

        A page then is the static one. Of what no page can stand in for, 502 is told.
        """
        return self.status == HTTPStatus.BAD_GATEWAY and not is_page(urlsplit(self.path).path)

    def __str__(self) -> str:
        return f"{self.path}: {self.status or 'no answer'}, {self.told}"


@dataclass
class Steady:
    """What a client has seen.

    Attributes
    ----------
    seconds : list of float
        One for each answer.
    failed : list of Failure
    static : int
        Answers that were the static page in the place of the live one.
    """

    seconds: list[float] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    static: int = 0

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
            found.failed.append(Failure(path, 0, f"{type(error).__name__} {error}"))
            continue
        found.static += static
        if status == 200 and (static or needed in body):
            found.seconds.append(time.perf_counter() - began)
        else:
            found.failed.append(Failure(path, status, f"{len(body)} bytes"))


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
