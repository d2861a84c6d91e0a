"""The parts of a release: letterhead, title, text, and what stands below it every time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ruhrmap.press.reading.headings import cleaned, heading
from ruhrmap.press.reading.lines import BELOW, MAIL, Line, divided
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.wrapping import full_line

__all__ = ["Layout", "Line", "layout"]

_HEAD: Final = 30  # lines
_HEAD_LETTERS: Final = 2500


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what stands, by places in the plain text."""

    lines: tuple[Line, ...]
    title: str
    title_start: int  # -1 where none was found
    title_end: int
    title_sure: bool
    body_end: int  # below is what stands there every time
    is_mail: bool
    mail_end: int = 0  # behind the header of a mail

    @property
    def head(self) -> tuple[Line, ...]:
        """The first lines."""
        return tuple(line for line in self.lines[:_HEAD] if line.start < _HEAD_LETTERS)

    def line_of(self, place: int) -> Line:
        """The line in which a place is.

        Raises
        ------
        LookupError
            If no line has it.
        """
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].end <= place:
                low = middle + 1
            else:
                high = middle
        return self.lines[low]


def layout(plain: Plain, hint: str = "") -> Layout:
    """Divide a text; a title that is known from elsewhere is taken as it is."""
    lines = divided(plain.text)
    title, start, end, sure = heading(lines, full_line(plain.text))
    if hint:
        title, sure = cleaned(hint), True
    header = [line for line in lines[:12] if MAIL.match(line.text)]
    return Layout(
        lines=lines,
        title=title,
        title_start=start,
        title_end=end,
        title_sure=sure,
        body_end=_body_end(lines, len(plain.text), max(end, 0)),
        is_mail=len(header) > 1,
        mail_end=header[-1].end if len(header) > 1 else 0,
    )


def _body_end(lines: tuple[Line, ...], length: int, behind: int) -> int:
    """Where the last part begins. What follows a contact block in the midst is not looked for."""
    for line in lines:
        if line.start >= behind and line.start > 0 and BELOW.match(line.text):
            return line.start
    return length
