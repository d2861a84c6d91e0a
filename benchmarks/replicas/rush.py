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
    "lost": re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)"),
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
    refused : float
        The share of answers that said that there is no room, where that is promised.
    """

    what: str
    a_second: float
    p99_ms: float
    bad: int
    refused: float = 0.0


def program() -> str | None:
    """Where wrk is; None if there is none."""
    return shutil.which("wrk")


def measure(
    what: str, url: str, *, seconds: int, connections: int, may_refuse: bool = False
) -> Rate:
    """Ask for an address as fast as it answers.

    Parameters
    ----------
    what, url : str
    seconds, connections : int
    may_refuse : bool
        Whether another status than 2xx and 3xx is an answer too: that there is no room.

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
    return read(what, said, may_refuse=may_refuse)


def read(what: str, said: str, *, may_refuse: bool = False) -> Rate:
    """What wrk's report says; RuntimeError if it is none."""
    rate, p99, count = (_LINES[name].search(said) for name in ("rate", "p99", "count"))
    if rate is None or p99 is None or count is None:
        raise RuntimeError(f"wrk said of {what}:\n{said}")
    others, broken = _LINES["bad"].search(said), _LINES["lost"].search(said)
    bad = int(others[1]) if others else 0
    lost = sum(map(int, broken.groups())) if broken else 0
    p99_ms = float(p99[1]) * _UNITS[p99[2]]
    if may_refuse:
        return Rate(what, float(rate[1]), p99_ms, lost, bad / max(1, int(count[1])))
    return Rate(what, float(rate[1]), p99_ms, bad + lost)
