"""One visitor's websocket: it says what a browser says, and reads what a browser reads.

What a browser sends was read from Chromium's network log: the subprotocol with Streamlit's
token, the first run with nothing but the address, then the timeline's report alone, with the
address, the page, and the hashes of what is still in its cache.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.typing import Subprotocol

LOOPBACK: Final = "127.0.0.1"
_PATIENCE: Final = 60.0  # seconds for one answer; beyond it a visitor counts as not answered
_KEPT_RUNS: Final = 2  # of Streamlit's cache in the browser: global.maxCachedMessageAge


class RefusedError(Exception):
    """The server does not take this visitor; with the status or the close code it says."""

    def __init__(self, code: int) -> None:
        super().__init__(f"refused with {code}")
        self.code = code


class UnansweredError(Exception):
    """The server said nothing more in time, or closed the connection in the middle."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one report, with times in seconds since it was sent."""

    panel_after: float  # until the last part of the page that is drawn for the date
    finished_after: float  # until Streamlit says that the run has ended
    bytes: int
    messages: int
    view: Mapping[str, Any]  # that the timeline shows
    said: Mapping[str, Any]  # part of the page -> what it shows


@dataclass(slots=True)
class _Run:
    """The messages of one run of the script."""

    began: float
    view: dict[str, Any] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    panel_at: float = 0.0
    bytes: int = 0
    messages: int = 0


class Visitor:
    """An open session. Not for two tasks at once."""

    def __init__(self, socket: ClientConnection, url: str, query: str) -> None:
        self._socket = socket
        self._url = url
        self._query = query
        self._page = ""
        self._timeline = ""
        self._fragment = ""
        self._sequence = 0
        self._kept: dict[str, tuple[int, Any]] = {}  # hash -> run in which it was used, element
        self._runs = 0
        self.session_id = ""
        self.errors: list[str] = []  # what pages showed instead of themselves

    @classmethod
    async def arrive(
        cls, url: str, query: Mapping[str, str], *, session_id: str = ""
    ) -> tuple[Visitor, Answer]:
        """Open a session with an address and wait for its first page.

        Parameters
        ----------
        url : str
            The server's, ``http://127.0.0.1:PORT``.
        query : mapping
            The address that is opened.
        session_id : str
            Of a session whose connection was lost, as a browser that comes back names it.

        Raises
        ------
        RefusedError
            If the server does not take the visitor.
        UnansweredError
        """
        address = url.replace("http://", "ws://", 1)
        if not address.startswith(f"ws://{LOOPBACK}:"):
            raise ValueError(f"{url} is not on this machine: a load goes nowhere else")
        # in the place of the token stands nothing that is checked: nobody logs in here
        wanted = ["streamlit", "2|load|load|0", *([session_id] if session_id else [])]
        try:
            socket = await connect(
                f"{address}/_stcore/stream",
                subprotocols=[Subprotocol(one) for one in wanted],
                origin=None,
                compression=None,
                max_size=None,
                open_timeout=_PATIENCE,
                ping_interval=None,
            )
        except InvalidStatus as refusal:
            raise RefusedError(refusal.response.status_code) from None
        except (OSError, TimeoutError, EOFError, InvalidHandshake) as lost:
            raise UnansweredError(str(lost)) from None
        visitor = cls(socket, url, urlencode(query))
        return visitor, await visitor._run()

    async def settle(self, day: str, **others: Any) -> Answer:
        """Report a date as the timeline does once it has settled, and wait for the answer.

        Raises
        ------
        UnansweredError
        """
        self._sequence += 1
        state = {
            "date": day,
            "level": "municipality",
            "view": "map",
            "comparison": None,
            "language": "de",
            **others,
            "sequence": self._sequence,
        }
        return await self._run({"view": state})

    async def look(self, query: Mapping[str, str], page: str = "") -> Answer:
        """Open another address of the site in the same session; the whole page runs.

        Parameters
        ----------
        query : mapping
        page : str
            The page's address below the root; empty for the first one.

        Raises
        ------
        UnansweredError
        """
        self._query, self._page = urlencode(query), ""
        return await self._run(page=page)

    async def babble(self, nonsense: str | bytes) -> None:
        """Say what no browser says."""
        await self._socket.send(nonsense)

    async def leave(self) -> None:
        """Close the tab."""
        await self._socket.close()

    @property
    def address(self) -> dict[str, str]:
        """The address that the server has written last."""
        return dict(parse_qsl(self._query))

    async def _run(self, reported: Any = None, page: str = "") -> Answer:
        said = BackMsg()
        state = said.rerun_script
        state.query_string = self._query
        state.widget_states.SetInParent()
        if reported is not None:
            widget = state.widget_states.widgets.add()
            widget.id = self._timeline
            widget.json_value = json.dumps(reported, separators=(",", ":"))
            state.fragment_id = self._fragment
        state.page_script_hash = self._page
        state.page_name = page
        state.cached_message_hashes.extend(self._kept)
        state.context_info.timezone = "Europe/Berlin"
        state.context_info.timezone_offset = -60
        state.context_info.locale = "de-DE"
        state.context_info.url = f"{self._url}/{page}"
        state.context_info.is_embedded = False
        state.context_info.color_scheme = "light"
        run = _Run(time.perf_counter())
        try:
            await self._socket.send(said.SerializeToString())
            async with asyncio.timeout(_PATIENCE):
                while not self._read(await self._socket.recv(decode=False), run):
                    pass
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else 1006
            if not self.session_id:
                raise RefusedError(code) from None
            raise UnansweredError(f"closed with {code}") from None
        except TimeoutError:
            raise UnansweredError(f"no answer in {_PATIENCE:.0f} s") from None
        ended = time.perf_counter()
        self._forget(run)
        return Answer(
            (run.panel_at or ended) - run.began,
            ended - run.began,
            run.bytes,
            run.messages,
            run.view,
            run.said,
        )

    def _read(self, data: bytes, run: _Run) -> bool:
        """Take one message; whether it was the last of the run."""
        message = ForwardMsg.FromString(data)
        run.bytes += len(data)
        run.messages += 1
        kind = message.WhichOneof("type")
        if kind == "delta":
            element = message.delta.new_element
            if element.WhichOneof("type") == "bidi_component" and message.delta.fragment_id:
                self._fragment = message.delta.fragment_id
            if message.metadata.cacheable:
                self._kept[message.hash] = (self._runs, element)
            self._draw(element, run)
        elif kind == "ref_hash":
            element = self._kept[message.ref_hash][1]
            self._kept[message.ref_hash] = (self._runs, element)
            self._draw(element, run)
        elif kind == "new_session":
            self._page = message.new_session.page_script_hash
            self.session_id = message.new_session.initialize.session_id
        elif kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        return kind == "script_finished" and message.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        )

    def _draw(self, element: Any, run: _Run) -> None:
        shown = element.WhichOneof("type")
        if shown == "exception":
            self.errors.append(element.exception.message)
        if shown != "bidi_component":
            return
        drawn = element.bidi_component
        told = json.loads(drawn.json or "{}")
        if told.get("part") == "timeline":
            # and with it what the panel shows
            run.panel_at = time.perf_counter()
            run.view, run.said = told["view"], json.loads(told["content"]["parts"])
            self._timeline = drawn.id

    def _forget(self, run: _Run) -> None:
        """What was of no use in the last runs leaves the browser's cache."""
        self._runs += 1
        self._kept = {
            key: kept for key, kept in self._kept.items() if kept[0] > self._runs - 1 - _KEPT_RUNS
        }
