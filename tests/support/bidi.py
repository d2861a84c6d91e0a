"""WebDriver BiDi: commands and events as JSON over one WebSocket, no driver program between."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

_ANSWER = 60.0  # seconds that a browser on a busy machine gets for one command
_NUMBERS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": -float("inf"), "-0": -0.0}

Event = dict[str, Any]


class BidiError(RuntimeError):
    """A command that the browser refused, or a script that threw."""


class Connection:
    """One session with a browser; events that come in between go to ``heard``."""

    def __init__(self, socket: ClientConnection, heard: Callable[[Event], None]) -> None:
        self._socket = socket
        self._heard = heard
        self._last = 0

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and hand back its result.

        Parameters
        ----------
        method
            The command, ``browsingContext.navigate``.
        **params
            What belongs to it.

        Returns
        -------
        dict[str, Any]
            The result.

        Raises
        ------
        BidiError
            If the browser answers with an error.
        """
        self._last += 1
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": params}))
        until = time.monotonic() + _ANSWER
        while (answer := self._receive(until)).get("id") != self._last:
            pass
        if answer["type"] == "error":
            raise BidiError(f"{method}: {answer['error']}: {answer['message']}")
        return dict(answer["result"])

    def listen(self, seconds: float) -> None:
        """Wait for the next event."""
        self._receive(time.monotonic() + seconds)

    def _receive(self, until: float) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(
            self._socket.recv(timeout=max(0.0, until - time.monotonic()))
        )
        if message.get("type") == "event":
            self._heard(message)
        return message

    def evaluate(self, context: str, expression: str) -> Any:
        """Evaluate an expression in a document, its promise awaited, as a value of Python.

        Raises
        ------
        BidiError
            If the expression throws or its promise is rejected.
        """
        done = self.call(
            "script.evaluate",
            expression=expression,
            target={"context": context},
            awaitPromise=True,
        )
        if done["type"] == "exception":
            raise BidiError(f"{done['exceptionDetails']['text']} in: {expression}")
        return value_of(done["result"])


def value_of(remote: dict[str, Any]) -> Any:
    """What a value of the page is in Python.

    Raises
    ------
    TypeError
        For what has no counterpart: elements, functions, maps.
    """
    kind = remote["type"]
    if kind in ("undefined", "null"):
        return None
    if kind in ("string", "boolean"):
        return remote["value"]
    if kind == "number":
        number = remote["value"]
        return _NUMBERS[number] if isinstance(number, str) else number
    if kind == "array":
        return [value_of(item) for item in remote["value"]]
    if kind == "object":
        return {key: value_of(item) for key, item in remote["value"]}
    raise TypeError(f"a {kind} of the page is no value of Python")


@contextmanager
def session(address: str, heard: Callable[[Event], None]) -> Iterator[Connection]:
    """Open a session with the browser that listens at ``address`` (``ws://127.0.0.1:9222``)."""
    # Never by way of a proxy; and a picture of a large screen may be as long as it is.
    with connect(f"{address}/session", proxy=None, max_size=None) as socket:
        connection = Connection(socket, heard)
        connection.call("session.new", capabilities={})
        yield connection
