"""The second piece of an answer does not wait for the first to be confirmed."""

from __future__ import annotations

import socket

from ruhrmap import latency


def test_connections_of_a_listening_socket_send_at_once() -> None:
    with socket.socket(socket.AF_INET) as listening, socket.socket(socket.AF_INET) as visitor:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        latency.switch_off_gathering()
        visitor.connect(listening.getsockname())
        connection, _ = listening.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_socket_that_does_not_listen_is_left_alone() -> None:
    with socket.socket(socket.AF_INET) as visitor:
        latency.switch_off_gathering()
        assert not visitor.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
