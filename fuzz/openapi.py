"""schemathesis on the description of the API, through ASGI: no socket, no network."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from warnings import catch_warnings, simplefilter

from fuzz import asgi
from fuzz.running import Fault, Result

if TYPE_CHECKING:
    from schemathesis.schemas import APIOperation

NAME: Final = "openapi"
READS: Final = "the API by its OpenAPI description (schemathesis, every check)"
_PATH: Final = "/api/v1/openapi.json"
_DOWNLOAD: Final = "/api/v1/download"


@contextmanager
def operations() -> Iterator[Sequence[APIOperation[Any, Any, Any, Any]]]:
    """Each operation of the description that the server gives of itself."""
    with catch_warnings():
        simplefilter("ignore")  # of the library's own making, on names it will drop
        import schemathesis
        from schemathesis.core.result import Ok

        schema = schemathesis.openapi.from_asgi(_PATH, asgi.app())
        yield [one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)]


def run(seconds: float, *, seed: int, most: int = 1_000_000) -> Result:
    """Good and bad requests to each operation in turn, all checks on each answer."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import seed as seeded
    from hypothesis.errors import Unsatisfiable
    from schemathesis.generation import GenerationMode

    result = Result(NAME)
    with operations() as found:
        started = time.monotonic()
        for index, operation in enumerate(found):
            until = started + seconds * (index + 1) / len(found)
            limit = most * (index + 1) // len(found)
            modes = {GenerationMode.POSITIVE, GenerationMode.NEGATIVE}
            turn = 0
            while modes and time.monotonic() < until and result.inputs < limit:
                for mode in sorted(modes):
                    strategy = operation.as_strategy(generation_mode=mode)

                    @seeded(seed + turn)
                    @settings(
                        max_examples=max(1, min(50, limit - result.inputs)),
                        deadline=None,
                        database=None,
                        phases=[Phase.generate],
                        suppress_health_check=list(HealthCheck),
                    )
                    @given(case=strategy)
                    def one(case: Any) -> None:
                        result.inputs += 1
                        try:
                            case.call_and_validate()
                        except (Exception, BaseExceptionGroup) as error:
                            if not _goes_not_together(case, error):
                                _keep(result, case.operation.label, error)

                    try:
                        one()
                    except Unsatisfiable:  # without parameters nothing can be wrong
                        modes.discard(mode)
                turn += 1
    result.seconds = time.monotonic() - started
    return result


def _goes_not_together(case: Any, error: BaseException) -> bool:
    """Whether values were refused that are good one by one, and not beside each other.

    OpenAPI has no words for parameters that exclude each other: a key date, level or place
    goes with no file that holds them all.
    """
    given = case.query or {}
    whole = given.get("scope") == "all" or given.get("format") == "zip"
    part = {"date", "level", "place", "scope"} & set(given)
    rejected = "Schema-valid request rejected" in str(error) and str(error).count("- ST") == 1
    return case.operation.path == _DOWNLOAD and whole and bool(part) and rejected


def _keep(result: Result, label: str, error: BaseException) -> None:
    told = str(error)
    lines = [line for line in told.splitlines() if line.startswith("- ")] or [type(error).__name__]
    place = f"{label}: {lines[0]}"
    if place in result.faults:
        result.faults[place].times += 1
    else:
        result.faults[place] = Fault(place, told, label)
