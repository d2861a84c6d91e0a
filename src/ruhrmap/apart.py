"""A process of its own for what reads foreign bytes: bounded, heard once, ended.

Whoever sends a file decides what its reader meets: a kilobyte that unpacks to gigabytes, a
million of anything, a loop. The process may take so much address space and computing time,
writes no file, and is ended when it has not answered in time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress


class TooCostlyError(Exception):
    """The process was ended, as it took more than it may."""


class FellOverError(Exception):
    """The process ended without an answer."""


def run(
    module: str,
    arguments: Sequence[str],
    body: bytes,
    *,
    memory: int,
    seconds: int,
    patience: float,
) -> bytes:
    """What a module says of some bytes, which it finds on its standard input.

    Parameters
    ----------
    module : str
        It is run as a program, with ``arguments``, ``memory`` and ``seconds``, and is to call
        :func:`bound` with the last two before it reads.
    memory : int
        Bytes of address space.
    seconds : int
        Of computing time.
    patience : float
        Seconds by the clock: the machine may be busy.

    Raises
    ------
    TooCostlyError, FellOverError
    """
    # Where this process finds its modules, the other one finds them; not in the folder it runs in.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-P", "-B", "-m", module, *arguments]
    process = subprocess.Popen(
        [*command, str(memory), str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    with process:
        try:
            said, _ = process.communicate(body, timeout=patience)
        except subprocess.TimeoutExpired as problem:
            raise TooCostlyError(module) from problem
        finally:
            with suppress(ProcessLookupError):
                process.kill()
    if process.returncode in _ended_by_limits():
        raise TooCostlyError(module)
    if process.returncode:
        raise FellOverError(module)
    return said


def bound(memory: int, seconds: int) -> None:
    """Take no more than this, and write no file; where the system knows no such bounds, no less."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of whoever waits remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _ended_by_limits() -> set[int]:
    """Exit codes of a process that asked for too much."""
    signals = (getattr(signal, name, None) for name in ("SIGXCPU", "SIGKILL"))
    return {-one for one in signals if one is not None}
