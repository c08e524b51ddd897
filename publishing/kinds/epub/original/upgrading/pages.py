"""Pages of XHTML 1.1 as pages of XHTML as HTML has it: what became obsolete is said by styles that look the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from publishing.kinds.epub.original.edits import Edit
from publishing.kinds.epub.original.source import XHTML
from publishing.kinds.epub.original.upgrading.styling import direction_in, without_directions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publishing.kinds.epub.original.source import Element, SourcePage
    from publishing.kinds.epub.original.upgrading.styling import Direction

DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
RENAMED = {
    "acronym": ("abbr", ""),
    "big": ("span", "font-size:larger"),
    "center": ("div", "text-align:center"),
    "dir": ("ul", ""),
    "font": ("span", ""),
    "nobr": ("span", "white-space:nowrap"),
    "strike": ("s", ""),
    "tt": ("span", "font-family:monospace"),
}
"""What elements are called now, and the style that makes them look as they did."""
FONT_SIZES = ("x-small", "small", "medium", "large", "x-large", "xx-large")
DROPPED = {
    *("abbr", "archive", "axis", "char", "charoff", "classid", "codebase", "codetype", "coords", "declare", "frame"),
    *("hspace", "language", "longdesc", "lowsrc", "noshade", "profile", "rev", "rules", "scheme", "shape", "standby"),
    *("summary", "valuetype", "version", "vspace", "xml:space", "clear", "compact", "charset", "nohref"),
}
"""Attributes that say nothing to a reading system of today."""
KEPT = {
    "charset": {"meta"},
    "coords": {"area"},
    "shape": {"area"},
    "abbr": {"th"},
    "char": set(),
}
"""Elements that still have an attribute which the others have lost."""
SIZED = {"img", "canvas", "embed", "iframe", "object", "video", "svg", "image", "source", "input"}
NUMBER = re.compile(r"^\d+$")
LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(%|px|em|)\s*$")
SVG_OR_MATH = {"svg", "math"}


@dataclass(frozen=True, slots=True)
class UpgradedTag:
    """What an element becomes: its name, attributes and styles."""

    name: str
    attributes: dict[str, str]
    styles: list[str]


def upgraded(page: SourcePage, title: str, directions: Sequence[Direction]) -> Iterator[Edit]:
    """Yield what has to be written otherwise in a page. `title` is for one that has an empty one."""
    doctype = DOCTYPE.search(page.data, 0, page.root.start)
    if doctype is not None:
        subset = (doctype.group(1) or b"").decode().strip()
        yield Edit(doctype.start(), doctype.end(), f"<!DOCTYPE html {subset}>" if subset else "<!DOCTYPE html>")
    foreign = _foreign(page)
    seen = {element.attributes["id"] for element in page.elements if element.attributes.get("id")}
    for place, element in enumerate(page.elements):
        if place in foreign:
            continue
        if element.name == "meta" and "http-equiv" in map(str.lower, element.attributes):
            yield Edit(element.start, element.end, "")
            continue
        if element.name == "title" and not page.data[element.opened : element.closing].strip():
            yield from _titled(element, title)
            continue
        yield from _edits(page, element, seen, directions)
    if page.first("title") is None and (head := page.first("head")) is not None and head.closing > head.start:
        yield Edit(head.closing, head.closing, f"<title>{escape(title)}</title>")


def _titled(element: Element, title: str) -> Iterator[Edit]:
    yield Edit(element.start, element.end, f"<{element.tag}>{escape(title)}</{element.tag}>")


def _foreign(page: SourcePage) -> set[int]:
    """Return the places of what is drawing or mathematics."""
    foreign: set[int] = set()
    for place, element in enumerate(page.elements):
        if element.name in SVG_OR_MATH or element.parent in foreign:
            foreign.add(place)
    return foreign


def _edits(page: SourcePage, element: Element, seen: set[str], directions: Sequence[Direction]) -> Iterator[Edit]:
    now = _upgraded(element, seen)
    _turn(element, now, directions)
    if element.name == "html" and "xmlns" not in now.attributes and ":" not in element.tag:
        now.attributes["xmlns"] = XHTML
    if now.styles:
        own = now.attributes.get("style", "").strip().rstrip(";")
        now.attributes["style"] = ";".join(filter(None, (*now.styles, own)))
    if now.name == element.tag and now.attributes == element.attributes:
        return
    is_closed = page.data[element.opened - 2 : element.opened] == b"/>"
    attributes = "".join(f' {name}="{_quoted(value)}"' for name, value in now.attributes.items())
    yield Edit(element.start, element.opened, f"<{now.name}{attributes}{'/' if is_closed else ''}>")
    if now.name != element.tag and element.end > element.opened:
        yield Edit(element.closing, element.end, f"</{now.name}>")


def _quoted(value: str) -> str:
    return escape(value).replace("&#x27;", "'").replace("\n", "&#10;").replace("\t", "&#9;")


def _upgraded(element: Element, seen: set[str]) -> UpgradedTag:
    new, style = RENAMED.get(element.name, ("", ""))
    prefix = element.tag.rpartition(":")[0]
    name = (f"{prefix}:{new}" if prefix else new) if new else element.tag
    now = UpgradedTag(name, {}, [style] if style else [])
    for key, value in element.attributes.items():
        _take(element.name, key, value, now, seen)
    return now


def _turn(element: Element, now: UpgradedTag, directions: Sequence[Direction]) -> None:
    """Say in which direction an element is written, if a style said so."""
    style = now.attributes.get("style", "")
    value = direction_in(style)
    if style and without_directions(style) != style:
        now.attributes["style"] = without_directions(style)
        if not now.attributes["style"].strip():
            del now.attributes["style"]
    classes = element.attributes.get("class", "").split()
    for each in directions:
        is_named = each.name == element.name or (each.name == "body" and element.name == "html")
        if (is_named or not each.name) and (not each.class_name or each.class_name in classes):
            value = value or each.value
    if value and "dir" not in now.attributes and element.name not in ("head", "meta", "link", "title", "style"):
        now.attributes["dir"] = value


def _take(name: str, key: str, value: str, now: UpgradedTag, seen: set[str]) -> None:
    """Take up an attribute: as it is, as a style, under another name, or not at all."""
    style = _style_of(name, key, value)
    if style is not None:
        now.styles.extend([style] if style else [])
    elif key == "name" and name in ("a", "img", "form", "applet"):
        if "id" not in now.attributes and value and value not in seen and not re.search(r"\s", value):
            seen.add(value)
            now.attributes["id"] = value
    elif key == "type" and name in ("ul", "li"):
        now.styles.append(f"list-style-type:{value.lower()}")
    elif key == "id" and "id" in now.attributes:
        now.attributes["id"] = value
    elif key in DROPPED and name not in KEPT.get(key, ()):
        return
    else:
        now.attributes[key] = value


def _style_of(name: str, key: str, value: str) -> str | None:
    """Return the style that an attribute of looks stands for, empty if it stands for none; None: it is another one."""
    if key == "align":
        return _alignment(name, value.lower())
    if key in ("width", "height"):
        return None if name in SIZED and NUMBER.match(value.strip()) else _length(key, value)
    if name == "font" and key in ("size", "face", "color"):
        return _font(key, value)
    if name in ("table", "img", "object") and key == "border":
        return f"border-width:{int(value)}px" + (";border-style:solid" if int(value) else "") if value.isdigit() else ""
    simple = {
        "bgcolor": f"background-color:{value}",
        "text": f"color:{value}",
        "valign": f"vertical-align:{value.lower()}",
        "nowrap": "white-space:nowrap",
        "cellspacing": _length("border-spacing", value),
    }
    if key in simple and not (key == "text" and name != "body"):
        return simple[key]
    if key in ("link", "alink", "vlink", "background", "cellpadding") and name in ("body", "table", "td"):
        return ""
    return _length("height", value) if name == "hr" and key == "size" else None


def _alignment(name: str, value: str) -> str:
    if name in ("img", "object", "table", "hr") and value in ("left", "right"):
        return f"float:{value}" if name != "hr" else ""
    if name in ("img", "object"):
        return f"vertical-align:{value}" if value in ("top", "middle", "bottom") else ""
    if name in ("table", "hr"):
        return "margin-left:auto;margin-right:auto"
    return f"text-align:{value}" if value in ("left", "right", "center", "justify") else ""


def _length(key: str, value: str) -> str:
    match = LENGTH.match(value)
    return f"{key}:{match.group(1)}{match.group(2) or 'px'}" if match else ""


def _font(key: str, value: str) -> str:
    if key == "face":
        return f"font-family:{value}"
    if key == "color":
        return f"color:{value}"
    steps = value.strip()
    if not re.match(r"^[+-]?\d$", steps):
        return ""
    place = int(steps) + (2 if steps[0] in "+-" else -1)
    return f"font-size:{FONT_SIZES[max(0, min(place, len(FONT_SIZES) - 1))]}"
