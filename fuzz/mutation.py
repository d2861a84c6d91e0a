"""Sound files made unsound: a few changes, as broken tools and hostile hands make them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fuzz.draw import Draw

# What stands at the edges of numbers, lengths, depths and encodings.
TOKENS: Final = (
    *(b"", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n", b"\r\n", b'"', b'""', b"'"),
    *(b",", b";", b"\t", b"|", b"=", b"-", b"~", b"..", b"[", b"]", b"{", b"}", b"<", b">", b"&"),
    *(b"0", b"-1", b"1e999", b"NaN", b"Infinity", b"2147483648", b"9" * 30, b"9" * 5_000),
    *(b"null", b"true", b"[]", b"{}", b"[" * 2_000, b'{"a":' * 500, b"\\u0000", b"\\ud800"),
    *(b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80\xae", b"\xe2\x80\xa8"),
    *(b"=1+1", b"@SUM(A1)", b"../../etc/passwd", b"<script>", b"%s%n", b"${x}", b"{0}", b"{x}"),
    *(b"2023-02-29", b"0000-00-00", b"9999-12-31", b"0001-01-01", b"[2023-01-02..2023-01-01]"),
    *(b"A" * 3_000, b"\xf0\x9f\x97\xba", b"\xd9\xa3", b"0x" + b"f" * 4_000),
)


def mutated(draw: Draw, body: bytes, others: Sequence[bytes] = (), most: int = 5) -> bytes:
    """A body with up to so many changes.

    Parameters
    ----------
    others : sequence of bytes
        Further bodies, pieces of which may get into this one.
    """
    for _ in range(draw.number(1, most)):
        body = _changed(draw, body, others)
    return body


def _changed(draw: Draw, body: bytes, others: Sequence[bytes]) -> bytes:
    at = draw.number(0, len(body))
    length = draw.number(0, draw.one_of((1, 4, 30, 400)))
    before, piece, behind = body[:at], body[at : at + length], body[at + length :]
    kind = draw.number(0, 9)
    if kind == 0:
        return before + behind
    if kind == 1:
        return before + piece * draw.number(2, 40) + behind
    if kind == 2:
        return before
    if kind == 3:
        other = draw.one_of(others) if others else body
        start = draw.number(0, len(other))
        return before + other[start : start + length] + behind
    if kind == 4:
        return before + draw.raw(40) + behind
    if kind == 5 and piece:
        return before + bytes((piece[0] ^ (1 << draw.number(0, 7)),)) + piece[1:] + behind
    if kind == 6:
        return piece + behind + before
    if kind == 7:
        return before + draw.one_of(TOKENS) + piece + behind
    return before + draw.one_of(TOKENS) + behind
