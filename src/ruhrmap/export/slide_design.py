"""The look of the slides: theme, master and layouts of a presentation of our own.

python-pptx brings an empty presentation with the theme of an office suite. Its colours, type
and layouts are replaced here, so that whoever adds a slide of their own gets ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ruhrmap import theme
from ruhrmap.messages import message

if TYPE_CHECKING:
    from pptx.enum.lang import MSO_LANGUAGE_ID
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

INCH: Final = 914_400  # EMU, the unit of the format
WIDTH, HEIGHT = 13.333, 7.5  # 16:9
LANGUAGE_TAGS: Final = {"de": "de-DE", "en": "en-GB"}

# Places of a layout that slides fill, by the number that the format gives them.
SUBTITLE, PICTURE, CAPTION, FIGURES, TEXT, LEGEND = 1, 13, 14, 15, 16, 17
TITLE_LAYOUT, STEP_LAYOUT, TEXT_LAYOUT = 0, 1, 2

_NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def xml(self) -> str:
        """As the format writes it."""
        x, y, wide, high = (
            round(one * INCH) for one in (self.left, self.top, self.width, self.height)
        )
        return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


# One grid for all: a rim of 0.6 inches, the words of a step to the right of its map.
TITLE: Final = Place(0.6, 0.4, 12.13, 1.25)
MAP: Final = Place(0.6, 1.75, 6.0, 4.3)
CAPTION_PLACE: Final = Place(6.95, 1.75, 5.78, 1.7)
FIGURES_PLACE: Final = Place(6.95, 3.55, 5.78, 2.5)
LEGEND_PLACE: Final = Place(0.6, 6.22, 12.13, 0.62)
TEXT_TITLE: Final = Place(0.6, 0.5, 12.13, 0.7)
TEXT_PLACE: Final = Place(0.6, 1.4, 12.13, 5.4)
_FOOTER: Final = Place(0.6, 6.98, 10.5, 0.3)
_NUMBER: Final = Place(11.73, 6.98, 1.0, 0.3)
_HALF: Final = 6.1  # of the title slide: the coloured side
FIRST_TITLE: Final = Place(0.6, 1.5, 5.0, 2.9)
FIRST_SUBTITLE: Final = Place(0.6, 4.6, 5.0, 1.9)
FIRST_MAP: Final = Place(6.5, 0.6, 6.23, 6.3)

TITLE_SIZE, CAPTION_SIZE, BODY_SIZE = 2700, 2000, 1800  # hundredths of a point
HANGING: Final = 1.5  # inches from the beginning of a figure to that of what it counts
GAP: Final = 7  # points above a figure
_SMALL_SIZE: Final = 1200


def design(deck: Presentation, language: str) -> None:
    """Give a presentation our size, theme, master and layouts."""
    from pptx.util import Inches

    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    deck.element.sldSz.attrib.pop("type", None)  # says 4:3
    dress(deck)
    master = deck.slide_master
    _replace_shapes(master, _master_shapes(language))
    styles = _element(_STYLES)
    old = master.element.find(f"{{{_P}}}txStyles")
    master.element.replace(old, styles)
    layouts = list(deck.slide_layouts)
    for layout, (key, shapes) in zip(layouts, _layouts(language), strict=False):
        _replace_shapes(layout, shapes)
        layout.element.cSld.set("name", message(language, f"slides.layout_{key}"))
        layout.element.attrib.pop("type", None)
    for layout in layouts[3:]:
        deck.slide_layouts.remove(layout)
    _drop_leftovers(deck)


def dress(deck: Presentation) -> None:
    """Give every theme our colours and type; the notes get theirs with the first one."""
    from pptx.opc.package import XmlPart

    for part in deck.part.package.iter_parts():
        if part.partname.startswith("/ppt/theme/"):
            if isinstance(part, XmlPart):
                part._element = _element(themed(part.blob))
            else:
                part._blob = themed(part.blob)


def language_id(language: str) -> MSO_LANGUAGE_ID:
    """The language of a run, as python-pptx names it."""
    from pptx.enum.lang import MSO_LANGUAGE_ID

    return MSO_LANGUAGE_ID.GERMAN if language == "de" else MSO_LANGUAGE_ID.ENGLISH_UK


def themed(xml: bytes) -> bytes:
    """A theme with our colours and type."""
    from pptx.opc.oxml import serialize_part_xml

    root = _element(xml)
    colours, fonts = root.find(f".//{{{_A}}}clrScheme"), root.find(f".//{{{_A}}}fontScheme")
    light = theme.LIGHT
    ours = {
        "dk1": light.text,
        "lt1": light.page,
        "dk2": light.heading,
        "lt2": light.land,
        "accent1": light.member,
        "accent2": light.represented,
        "accent3": light.accent,
        "accent4": light.text_soft,
        "accent5": light.edge,
        "accent6": light.rule,
        "hlink": light.link,
        "folHlink": light.link,
    }
    colours[:] = [
        _element(f'<a:{name} {_NAMESPACES}><a:srgbClr val="{colour[1:].upper()}"/></a:{name}>')
        for name, colour in ours.items()
    ]
    for kind in fonts:
        kind[:] = [
            _element(f'<a:{script} {_NAMESPACES} typeface="{face}"/>')
            for script, face in (("latin", theme.OFFICE_FONT), ("ea", ""), ("cs", ""))
        ]
    for named in (root, colours, fonts):
        named.set("name", "ruhrmap")
    written: bytes = serialize_part_xml(root)
    return written


def small_print(kind: str, number: int, text: str, language: str) -> str:
    """The shape of a footer or of a slide's number: python-pptx copies neither from a layout."""
    tag = LANGUAGE_TAGS[language]
    if kind == "sldNum":
        # a fixed name: it tells the field, and need not be unique
        field = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
        run = f'<a:fld id="{field}" type="slidenum"><a:rPr lang="{tag}"/><a:t>{text}</a:t></a:fld>'
    else:
        run = f'<a:r><a:rPr lang="{tag}"/><a:t>{text}</a:t></a:r>'
    name = f"{kind} {number}"
    return _shape(number, name, f'type="{kind}" sz="quarter" idx="{_SMALL[kind]}"', None, "", run)


_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
_NOT_OURS: Final = ("/printerSettings", "/thumbnail", "/extended-properties")
_SMALL: Final = {"ftr": 10, "sldNum": 11}


def _master_shapes(language: str) -> Iterable[str]:
    yield _bar(2, Place(0.6, 0, 1.2, 0.1), "accent3")
    yield from _words(language, 3, "title", 'type="title"', TITLE, anchor="t")
    yield from _words(language, 4, "text", 'type="body" idx="1"', TEXT_PLACE)
    yield from _small_prints(language)


def _layouts(language: str) -> Iterable[tuple[str, list[str]]]:
    blue = Place(0, 0, _HALF, HEIGHT)
    white = f'<a:lvl1pPr><a:defRPr sz="4000" b="1">{_colour("bg1")}</a:defRPr></a:lvl1pPr>'
    pale = (
        f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="2000">{_colour("bg1")}'
        "</a:defRPr></a:lvl1pPr>"
    )
    first = [
        _bar(2, blue, "tx2"),
        _bar(3, Place(0.6, 1.15, 1.2, 0.1), "accent3"),
        *_words(language, 4, "title", 'type="ctrTitle"', FIRST_TITLE, white, anchor="t"),
        *_words(language, 5, "subtitle", f'type="subTitle" idx="{SUBTITLE}"', FIRST_SUBTITLE, pale),
        *_words(language, 6, "picture", f'type="pic" idx="{PICTURE}"', FIRST_MAP),
    ]
    plain = f'<a:lvl1pPr marL="0" indent="0"><a:buNone/><a:defRPr sz="{CAPTION_SIZE}"/></a:lvl1pPr>'
    # a figure, then what it counts, with the second line under the first
    hanging = round(HANGING * INCH)
    figures = (
        f'<a:lvl1pPr marL="{hanging}" indent="-{hanging}"><a:spcBef><a:spcPts val="{GAP * 100}"/>'
        f'</a:spcBef><a:buNone/><a:tabLst><a:tab pos="{hanging}" algn="l"/></a:tabLst>'
        f'<a:defRPr sz="{BODY_SIZE}"/></a:lvl1pPr>'
    )
    step = [
        *_words(language, 2, "title", 'type="title"', TITLE, anchor="t"),
        *_words(language, 3, "caption", f'type="body" idx="{CAPTION}"', CAPTION_PLACE, plain),
        *_words(
            language,
            4,
            "figures",
            f'type="body" idx="{FIGURES}"',
            FIGURES_PLACE,
            figures,
            anchor="b",
        ),
        *_words(language, 5, "picture", f'type="pic" idx="{PICTURE}"', MAP),
        *_words(language, 6, "legend", f'type="pic" idx="{LEGEND}"', LEGEND_PLACE),
        *_small_prints(language),
    ]
    text = [
        *_words(language, 2, "title", 'type="title"', TEXT_TITLE, anchor="t"),
        *_words(language, 3, "text", f'type="body" idx="{TEXT}"', TEXT_PLACE),
        *_small_prints(language),
    ]
    yield from (("title", first), ("step", step), ("text", text))


def _words(
    language: str,
    number: int,
    key: str,
    kind: str,
    place: Place,
    style: str = "",
    *,
    anchor: str = "t",
) -> Iterable[str]:
    """A place to fill, with what it is for as its text."""
    told = message(language, f"slides.place_{key}")
    run = f'<a:r><a:rPr lang="{LANGUAGE_TAGS[language]}"/><a:t>{told}</a:t></a:r>'
    yield _shape(number, told, kind, place, style, run, anchor)


def _small_prints(language: str) -> Iterable[str]:
    for number, (kind, place, align) in enumerate(
        (("ftr", _FOOTER, "l"), ("sldNum", _NUMBER, "r")), 20
    ):
        style = (
            f'<a:lvl1pPr algn="{align}"><a:defRPr sz="{_SMALL_SIZE}">{_colour("accent4")}'
            "</a:defRPr></a:lvl1pPr>"
        )
        text = "‹#›" if kind == "sldNum" else " "
        made = small_print(kind, number, text, language)
        yield made.replace("<p:spPr/>", _box(place)).replace(
            "<a:lstStyle/>", f"<a:lstStyle>{style}</a:lstStyle>"
        )


def _shape(
    number: int,
    name: str,
    kind: str,
    place: Place | None,
    style: str,
    run: str,
    anchor: str = "t",
) -> str:
    frame = "<p:spPr/>" if place is None else _box(place)
    body = (
        f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    )
    listed = f"<a:lstStyle>{style}</a:lstStyle>" if style else "<a:lstStyle/>"
    return (
        f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>{frame}'
        f"<p:txBody>{body}{listed}<a:p>{run}</a:p></p:txBody></p:sp>"
    )


def _box(place: Place) -> str:
    return f'<p:spPr>{place.xml}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'


def _bar(number: int, place: Place, colour: str) -> str:
    """A coloured area that says nothing: it belongs to the layout, not to the slide."""
    return (
        f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="bar {number}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{place.xml}<a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{_colour(colour)}<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _colour(name: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'


def _level(number: int, size: int, *, bullet: bool) -> str:
    margin = round(0.3 * INCH * number) if bullet else 0
    indent = f' indent="-{round(0.3 * INCH)}"' if bullet else ' indent="0"'
    mark = (
        '<a:buClr><a:schemeClr val="accent3"/></a:buClr>'
        f'<a:buFont typeface="{theme.OFFICE_FONT}"/><a:buChar char="•"/>'
    )
    return (
        f'<a:lvl{number}pPr marL="{margin}"{indent} algn="l" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts '
        f'val="{900 if bullet else 0}"/></a:spcBef>{mark if bullet else "<a:buNone/>"}'
        f'<a:defRPr sz="{size}" b="{0 if bullet else 1}" kern="1200">'
        f'{_colour("tx1" if bullet else "tx2")}<a:latin typeface="+mn-lt"/></a:defRPr>'
        f"</a:lvl{number}pPr>"
    )


_TITLE_STYLE: Final = _level(1, TITLE_SIZE, bullet=False)
_BODY_STYLES: Final = "".join(_level(n, CAPTION_SIZE, bullet=True) for n in range(1, 6))
_STYLES: Final = (
    f"<p:txStyles {_NAMESPACES}><p:titleStyle>{_TITLE_STYLE}</p:titleStyle>"
    f"<p:bodyStyle>{_BODY_STYLES}</p:bodyStyle><p:otherStyle/></p:txStyles>"
)


def _element(xml: str | bytes) -> Any:
    from pptx.oxml import parse_xml

    return parse_xml(xml)


def _replace_shapes(holder: SlideLayout, shapes: Iterable[str]) -> None:
    tree = holder.shapes._spTree
    for old in list(tree)[2:]:  # behind the tree's own name and place
        tree.remove(old)
    for one in shapes:
        tree.append(_element(one))


def _drop_leftovers(deck: Presentation) -> None:
    """What the library brings along of a deck that this one is not.

    The settings of a printer, a picture of an empty slide, and counts of no slides.
    """
    for holder in (deck.part, deck.part.package):
        relations = holder._rels
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_NOT_OURS):
                relations.pop(key)
