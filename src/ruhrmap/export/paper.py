"""Pages of A4 across for people who meet: header, footer, headings, tables, one type.

fpdf2 writes them, which is kept up and embeds the letters that are used. The file's day is
that of the data and its key a digest of what is inside, so the same content gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any, Final

from ruhrmap import theme
from ruhrmap.picture.lettering import font_file

_FAMILY: Final = "DejaVu"
_MARGIN: Final = 14.0  # mm
_WIDTH: Final = 297.0 - 2 * _MARGIN
_TOP: Final = 20.0
_BOTTOM: Final = 16.0
_BODY: Final = 9.0  # points
_SMALL: Final = 7.5
_PER_POINT: Final = 0.45  # mm of a line for each point of its letters
_COLOURS: Final = theme.LIGHT


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@cache
def _page_class() -> Any:
    """The page, made with the first file: the library is only loaded where it is used."""
    from fpdf import FPDF

    class Page(FPDF):
        """A page with our header and footer."""

        running: tuple[str, str] = ("", "")
        foot: tuple[str, str] = ("", "")

        def header(self) -> None:
            """What it is about, on every page but the first, which says it large."""
            if self.page_no() == 1:
                return
            self.set_y(9)
            self.set_font(_FAMILY, size=_SMALL)
            self.set_text_color(*_rgb(_COLOURS.text_soft))
            left, right = self.running
            self.cell(_WIDTH / 2, 4, left)
            self.cell(_WIDTH / 2, 4, right, align="R")
            self.set_draw_color(*_rgb(_COLOURS.rule))
            self.line(_MARGIN, 14.5, _MARGIN + _WIDTH, 14.5)
            self.set_y(_TOP)

        def footer(self) -> None:
            """State of the data, and which page of how many it is."""
            self.set_y(-11)
            self.set_font(_FAMILY, size=_SMALL)
            self.set_text_color(*_rgb(_COLOURS.text_soft))
            said, page = self.foot
            number = page.format(page=self.page_no(), pages="{nb}")
            self.cell(_WIDTH * 0.8, 4, said)
            self.cell(_WIDTH * 0.2, 4, number, align="R")

    return Page


class Paper:
    """A document under way."""

    def __init__(
        self,
        *,
        title: str,
        subject: str,
        author: str,
        language: str,
        day: date,
        running: tuple[str, str],
        foot: tuple[str, str],
    ) -> None:
        """Begin a document.

        Parameters
        ----------
        title, subject, author : str
            Of the file, and the title of the first page.
        language : str
            Of all texts.
        day : date
            The day of the data: the file's own.
        running, foot : tuple of str
            Left and right of the header and of the footer; ``{page}`` and ``{pages}`` are
            filled in.
        """
        pdf = _page_class()(orientation="landscape", unit="mm", format="A4")
        pdf.running, pdf.foot = running, foot
        pdf.add_font(_FAMILY, "", str(font_file(False)))
        pdf.add_font(_FAMILY, "B", str(font_file(True)))
        pdf.set_margins(_MARGIN, _TOP, _MARGIN)
        pdf.set_auto_page_break(True, _BOTTOM)
        pdf.c_margin = 0  # texts begin where tables do
        pdf.set_title(title)
        pdf.set_subject(subject)
        pdf.set_author(author)
        pdf.set_creator("ruhrmap")
        pdf.set_lang({"de": "de-DE", "en": "en-GB"}[language])
        pdf.set_creation_date(datetime.combine(day, time(), UTC))
        pdf.set_display_mode("fullwidth", "continuous")
        pdf.add_page()
        self._pdf = pdf
        self._title(title, subject)

    def bytes(self) -> bytes:
        """The file."""
        return bytes(self._pdf.output())

    def _title(self, title: str, subject: str) -> None:
        pdf = self._pdf
        pdf.set_y(_MARGIN)
        self._write(title, 22, _COLOURS.heading, bold=True)
        self._write(subject, 12, _COLOURS.text_soft)
        pdf.ln(2)

    def boxes(self, told: Sequence[tuple[str, str, str]]) -> None:
        """Numbers that are read from afar: each with a heading and a word under it."""
        pdf = self._pdf
        gap, high = 5.0, 27.0
        wide = (_WIDTH - gap * (len(told) - 1)) / len(told)
        top = pdf.get_y()
        pdf.set_draw_color(*_rgb(_COLOURS.rule))
        pdf.set_fill_color(*_rgb(_COLOURS.page))
        for place, (number, heading, under) in enumerate(told):
            left = _MARGIN + place * (wide + gap)
            pdf.rect(left, top, wide, high, style="DF", round_corners=True, corner_radius=2)
            pdf.set_xy(left + 3, top + 2.5)
            pdf.set_font(_FAMILY, "B", 22)
            pdf.set_text_color(*_rgb(_COLOURS.member))
            number_wide = max(pdf.get_string_width(number) + 4, 16)
            pdf.cell(number_wide, 11, number)
            pdf.set_font(_FAMILY, "B", 10)
            pdf.set_text_color(*_rgb(_COLOURS.text))
            pdf.multi_cell(wide - number_wide - 6, 4.8, heading, align="L", max_line_height=4.8)
            pdf.set_xy(left + 3, top + 14.5)
            pdf.set_font(_FAMILY, "", _SMALL)
            pdf.set_text_color(*_rgb(_COLOURS.text_soft))
            pdf.multi_cell(wide - 6, 3.6, under, align="L")
        pdf.set_y(top + high + 4)

    def framed(self, heading: str, texts: Iterable[str]) -> None:
        """Something that must not be overlooked, in a broken frame."""
        pdf = self._pdf
        top = pdf.get_y()
        pdf.set_left_margin(_MARGIN + 4)
        pdf.set_right_margin(_MARGIN + 4)
        pdf.set_xy(_MARGIN + 4, top + 3)
        self._write(heading, 11, _COLOURS.heading, bold=True)
        for text in texts:
            self._write(text, _BODY, _COLOURS.text)
        pdf.set_left_margin(_MARGIN)
        pdf.set_right_margin(_MARGIN)
        pdf.set_draw_color(*_rgb(_COLOURS.added_hatch))
        pdf.set_line_width(0.5)
        with pdf.local_context():
            pdf.set_dash_pattern(dash=2, gap=1.4)
            pdf.rect(_MARGIN, top, _WIDTH, pdf.get_y() - top + 2.5)
        pdf.set_line_width(0.2)
        pdf.set_y(pdf.get_y() + 6)

    def heading(self, text: str, *, room: float = 40.0) -> None:
        """A heading that is also a bookmark; on a new page if less than ``room`` mm is left."""
        pdf = self._pdf
        if pdf.will_page_break(room):
            pdf.add_page()
        else:
            pdf.ln(3)
        pdf.start_section(text)
        self._write(text, 14, _COLOURS.heading, bold=True)
        pdf.ln(0.5)

    def paragraph(self, text: str, *, small: bool = False) -> None:
        """A paragraph."""
        self._write(text, _SMALL if small else _BODY, _COLOURS.text)
        self._pdf.ln(1)

    def definition(self, term: str, text: str) -> None:
        """A term with what is meant by it."""
        if self._pdf.will_page_break(14):
            self._pdf.add_page()
        self._write(term, _BODY, _COLOURS.heading, bold=True)
        self._write(text, _BODY, _COLOURS.text)
        self._pdf.ln(1.4)

    def reference(self, key: str, text: str, link: str) -> None:
        """A source with its key; a click leads to its address."""
        pdf = self._pdf
        if pdf.will_page_break(6):
            pdf.add_page()
        pdf.set_font(_FAMILY, "B", _SMALL)
        pdf.set_text_color(*_rgb(_COLOURS.text))
        pdf.cell(11, 3.6, key)
        pdf.set_font(_FAMILY, "", _SMALL)
        if link:
            pdf.set_text_color(*_rgb(_COLOURS.link))
        pdf.multi_cell(_WIDTH - 11, 3.6, text, align="L", link=link, new_x="LMARGIN", new_y="NEXT")
        pdf.ln(0.6)

    def table(
        self,
        heads: Sequence[str],
        widths: Sequence[float],
        rows: Iterable[Sequence[str]],
        *,
        numbers: frozenset[int] = frozenset(),
        bold: frozenset[int] = frozenset({0}),
    ) -> None:
        """A table whose head stands on every page; no row is torn.

        ``widths`` are shares of the page's width, ``numbers`` the columns set to the right.
        """
        from fpdf.enums import TableBordersLayout, TableHeadingsDisplay
        from fpdf.fonts import FontFace

        pdf = self._pdf
        pdf.set_font(_FAMILY, size=8)
        pdf.set_text_color(*_rgb(_COLOURS.text))
        pdf.set_draw_color(*_rgb(_COLOURS.rule))
        pdf.set_fill_color(*_rgb(_COLOURS.panel))
        head = FontFace(
            emphasis="B",
            color=_rgb(_COLOURS.control_text),
            fill_color=_rgb(_COLOURS.control),
        )
        strong = FontFace(emphasis="B", color=_rgb(_COLOURS.member))
        with pdf.table(
            width=_WIDTH,
            col_widths=tuple(widths),
            line_height=3.9,
            padding=(1.1, 1.4),
            v_align="TOP",
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=head,
            repeat_headings=TableHeadingsDisplay.ON_TOP_OF_EVERY_PAGE,
        ) as table:
            line = table.row()
            for index, text in enumerate(heads):
                line.cell(text, align="R" if index in numbers else "L")
            for row in rows:
                line = table.row()
                for index, text in enumerate(row):
                    style = strong if index in bold else None
                    line.cell(text, align="R" if index in numbers else "L", style=style)
        pdf.ln(3)

    def _write(self, text: str, size: float, colour: str, *, bold: bool = False) -> None:
        pdf = self._pdf
        pdf.set_font(_FAMILY, "B" if bold else "", size)
        pdf.set_text_color(*_rgb(colour))
        pdf.multi_cell(0, size * _PER_POINT, text, align="L", new_x="LMARGIN", new_y="NEXT")
