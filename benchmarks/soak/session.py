"""The websocket of one visitor: reports what a browser reports, and reads to the end of a run."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Final
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

_PATIENCE: Final = 60.0  # seconds for one run
_ENDS: Final = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


class Session:
    """An open page."""

    def __init__(self, socket: ClientConnection, url: str) -> None:
        self._socket, self._url = socket, url
        self._components: dict[str, str] = {}  # part of the page -> widget
        self._page = ""
        self.errors: list[str] = []  # what the page showed instead of itself

    @classmethod
    async def open(cls, url: str) -> Session:
        """Connect; nothing has been asked for yet."""
        socket = await connect(
            f"{url.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            ping_interval=None,
        )
        return cls(socket, url)

    async def look(self, query: dict[str, str], page: str = "", **reports: Any) -> None:
        """One run: an address, a page by its name, and what parts of the page report."""
        said = BackMsg()
        state = said.rerun_script
        state.query_string = urlencode(query)
        state.widget_states.SetInParent()
        for part, value in reports.items():
            if part in self._components:
                widget = state.widget_states.widgets.add()
                widget.id = self._components[part]
                widget.json_value = json.dumps(value)
        if page:
            state.page_name = page
        else:
            state.page_script_hash = self._page
        state.context_info.timezone = "Europe/Berlin"
        state.context_info.locale = "de-DE"
        state.context_info.url = f"{self._url}/{page}"
        await self._socket.send(said.SerializeToString())
        async with asyncio.timeout(_PATIENCE):
            while not self._ended(await self._socket.recv(decode=False)):
                pass

    async def babble(self, nonsense: str | bytes) -> None:
        """Say what no browser says."""
        await self._socket.send(nonsense)

    async def leave(self) -> None:
        """Close the tab."""
        await self._socket.close()

    def _ended(self, data: bytes) -> bool:
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if kind == "delta":
            element = message.delta.new_element
            shown = element.WhichOneof("type")
            if shown == "bidi_component":
                drawn = element.bidi_component
                told = json.loads(drawn.json or "{}")
                if isinstance(told, dict) and "part" in told:
                    self._components[told["part"]] = drawn.id
            elif shown == "exception":
                self.errors.append(element.exception.message)
        elif kind == "new_session":
            self._page = message.new_session.page_script_hash
        elif kind == "navigation":
            self._page = message.navigation.page_script_hash
        return kind == "script_finished" and message.script_finished in _ENDS
