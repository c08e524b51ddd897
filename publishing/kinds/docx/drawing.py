"""Pictures in a line of text (DrawingML), with the words that stand for them. Knows no Django."""

from __future__ import annotations

from publishing.kinds.docx.pages import EMU
from publishing.kinds.docx.xml import NO_ATTRIBUTES, Element, el, run_of

PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def drawing(relationship: str, number: int, alt: str, *, width: int, height: int) -> Element:
    """Make a run that shows the picture of a relationship; lengths in twips. `number` is its own in the document."""
    size: dict[str, str | int] = {"cx": width * EMU, "cy": height * EMU}
    name: dict[str, str | int] = {"id": number, "name": f"Picture {number}", "descr": alt}
    inline = el(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        el("wp:extent", size),
        el("wp:docPr", name),
        el("wp:cNvGraphicFramePr", NO_ATTRIBUTES, el("a:graphicFrameLocks", {"noChangeAspect": 1})),
        el("a:graphic", NO_ATTRIBUTES, el("a:graphicData", {"uri": PICTURE}, _picture(relationship, name, size))),
    )
    return run_of(el("w:drawing", NO_ATTRIBUTES, inline))


def _picture(relationship: str, name: dict[str, str | int], size: dict[str, str | int]) -> Element:
    return el(
        "pic:pic",
        NO_ATTRIBUTES,
        el("pic:nvPicPr", NO_ATTRIBUTES, el("pic:cNvPr", name), el("pic:cNvPicPr")),
        el(
            "pic:blipFill",
            NO_ATTRIBUTES,
            el("a:blip", {"r:embed": relationship}),
            el("a:stretch", NO_ATTRIBUTES, el("a:fillRect")),
        ),
        el(
            "pic:spPr",
            NO_ATTRIBUTES,
            el("a:xfrm", NO_ATTRIBUTES, el("a:off", {"x": 0, "y": 0}), el("a:ext", size)),
            el("a:prstGeom", {"prst": "rect"}, el("a:avLst")),
        ),
    )
