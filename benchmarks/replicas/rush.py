"""Requests a second by wrk: the static page and what the replicas make, one after the other."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_LINES: Final = {
    "rate": re.compile(r"Requests/sec:\s+([\d.]+)"),
    "count": re.compile(r"(\d+) requests in"),
    "p99": re.compile(r"99%\s+([\d.]+)(us|ms|s|m)"),
    "bad": re.compile(r"Non-2xx or 3xx responses: (\d+)"),
}
_UNITS: Final = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
_TIMEOUT: Final = 10  # seconds after which wrk counts a request as lost


@dataclass(frozen=True)
class Rate:
    """What one address held.

    Attributes
    ----------
    what : str
        The address, for people.
    a_second : float
        Answers a second.
    p99_ms : float
        99th percentile of the wait.
    bad : int
        Answers that were none, and connections that broke.
    """

    what: str
    a_second: float
    p99_ms: float
    bad: int


def program() -> str | None:
    """Where wrk is; None if there is none."""
    return shutil.which("wrk")


def measure(what: str, url: str, *, seconds: int, connections: int) -> Rate:
    """Ask for an address as fast as it answers.

    Raises
    ------
    ValueError
        If the address is not on this machine.
    RuntimeError
        If wrk says nothing that can be read.
    """
    if urlsplit(url).hostname not in ("localhost", "127.0.0.1"):
        raise ValueError(f"{url} is not on this machine: a load goes nowhere else")
    found = program()
    if found is None:
        raise RuntimeError("no wrk here: install wrk")
    command = [found, "-t1", f"-c{connections}", f"-d{seconds}s", f"--timeout={_TIMEOUT}s"]
    command += ["--latency", "-H", "Accept-Encoding: gzip", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return read(what, said)


def read(what: str, said: str) -> Rate:
    """What wrk's report says; RuntimeError if it is none."""
    rate, p99 = _LINES["rate"].search(said), _LINES["p99"].search(said)
    if rate is None or p99 is None:
        raise RuntimeError(f"wrk said of {what}:\n{said}")
    bad = _LINES["bad"].search(said)
    broken = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said
    )
    lost = sum(map(int, broken.groups())) if broken else 0
    return Rate(
        what,
        float(rate[1]),
        float(p99[1]) * _UNITS[p99[2]],
        (int(bad[1]) if bad else 0) + lost,
    )
