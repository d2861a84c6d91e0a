"""Trying a target on inputs made by chance, one after another in this process."""

from __future__ import annotations

import hashlib
import logging
import resource
import time
import traceback
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from fuzz.draw import Draw, FromChance
from fuzz.target import FaultError, Target

FOUND: Final = Path(__file__).parent / "found"  # inputs that did not hold, not committed
_MOST_FAULTS: Final = 20  # different ones, after which a target is given up
_MOST_MEMORY: Final = 3 * 2**30  # bytes of address space of the whole run
_SHOWN: Final = 2_000


@dataclass
class Fault:
    """Something that did not hold, by the first input that showed it."""

    place: str
    told: str
    case: str
    times: int = 1


@dataclass
class Result:
    """What a run of one target came to; ``slowest`` in seconds of computing time."""

    target: str
    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    faults: dict[str, Fault] = field(default_factory=dict)


def run(target: Target[Any], seconds: float, *, seed: int, most: int | None = None) -> Result:
    """Try inputs for so many seconds, or so many of them.

    The input with a number and a seed is always the same one, whatever was tried before.
    """
    result = Result(target.name)
    started = time.monotonic()
    while time.monotonic() - started < seconds and (most is None or result.inputs < most):
        draw = FromChance(f"{seed}/{target.name}/{result.inputs}")
        attempt(target, draw, result)
        if len(result.faults) >= _MOST_FAULTS:
            break
    result.seconds = time.monotonic() - started
    return result


def attempt(target: Target[Any], draw: Draw, result: Result) -> None:
    """One input; what does not hold is kept in the result."""
    case = target.make(draw)
    result.inputs += 1
    began = time.process_time()
    try:
        target.check(case)
        took = time.process_time() - began
        if took > target.seconds:  # once more: the first one also reads data and libraries
            began = time.process_time()
            target.check(case)
            took = time.process_time() - began
            if took > target.seconds:
                raise FaultError(f"done within {target.seconds} s: took {took:.1f} s")
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # whatever it is, it is a fault, and the run goes on
        _keep(result, case, error)
    result.slowest = max(result.slowest, time.process_time() - began)


def _keep(result: Result, case: Any, error: BaseException) -> None:
    place = _place(error)
    if place in result.faults:
        result.faults[place].times += 1
        return
    told = "".join(traceback.format_exception(error))
    shown = repr(case)
    result.faults[place] = Fault(place, told, shown[:_SHOWN])
    FOUND.mkdir(exist_ok=True)
    name = hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()[:12]
    text = f"{told}\n\n{shown}\n"
    (FOUND / f"{result.target}-{name}.txt").write_text(text, "utf-8", errors="backslashreplace")


def _place(error: BaseException) -> str:
    """What tells one fault from another: its kind, and where it came up or what should hold."""
    if isinstance(error, FaultError):
        return f"FaultError: {str(error).partition(':')[0]}"
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def quietly(work: Callable[[], Any]) -> Any:
    """Do something without what libraries say of damaged files, within bounds of memory."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, before[1]))
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()
    finally:
        logging.disable(logging.NOTSET)
        resource.setrlimit(resource.RLIMIT_AS, before)
