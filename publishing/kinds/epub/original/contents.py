"""Our pages in the contents of an original."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publishing.kinds.epub.markup import text
from publishing.kinds.epub.original.addresses import address
from publishing.kinds.epub.original.edits import Edit, apply
from publishing.kinds.epub.original.source import SourcePage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OurPage = tuple[str, str, str]
"""Its title, its name in the archive, and its landmark, which may be empty."""


def landmarks_list(landmarks: Iterable[tuple[str, str]]) -> str:
    """Return a list of landmarks by their kinds and addresses; nothing if there are none."""
    lines = "".join(
        f'<li><a epub:type="{kind}" href="{text(href)}">{text(kind.replace("-", " ").capitalize())}</a></li>\n'
        for kind, href in landmarks
    )
    return (
        f'<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden"><ol>\n{lines}</ol></nav>\n' if lines else ""
    )


def add_to_navigation(data: bytes, ours: Sequence[OurPage], *, of: str) -> str:
    """Return a navigation document whose contents end with our pages, and whose landmarks name them.

    One that cannot be read stays as it is.
    """
    try:
        source = SourcePage(data)
    except ValueError:
        return data.decode("utf-8", "replace")
    lists = {
        kind: place
        for place, element in enumerate(source.elements)
        for kind in _kinds(element.name, element.attributes)
    }
    edits: list[Edit] = []
    toc = _list_in(source, lists.get("toc", -1))
    if toc is not None:
        lines = "".join(
            f'<li class="vividpages-line"><a href="{text(address(name, of=of))}">{text(title)}</a></li>\n'
            for title, name, _ in ours
        )
        edits.append(Edit(toc, toc, lines))
    marks = [(title, name, landmark) for title, name, landmark in ours if landmark]
    edits += _landmarks(source, lists, marks, of)
    return apply(source.data, edits).decode()


def _landmarks(source: SourcePage, lists: dict[str, int], marks: Sequence[OurPage], of: str) -> list[Edit]:
    lines = "".join(
        f'<li class="vividpages-line"><a epub:type="{landmark}" href="{text(address(name, of=of))}">'
        f"{text(title)}</a></li>\n"
        for title, name, landmark in marks
    )
    body = source.first("body")
    if not lines or body is None:
        return []
    known = _list_in(source, lists.get("landmarks", -1))
    if known is not None:
        has_loi = any("loi" in element.attributes.get("epub:type", "").split() for element in source.elements)
        return [] if has_loi else [Edit(known, known, lines)]
    markup = (
        '<nav xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" class="vividpages-line" '
        f'epub:type="landmarks" aria-label="Landmarks" hidden="hidden"><ol>\n{lines}</ol></nav>\n'
    )
    return [Edit(body.closing, body.closing, markup)]


def _kinds(name: str, attributes: dict[str, str]) -> list[str]:
    return attributes.get("epub:type", "").split() if name == "nav" else []


def _list_in(source: SourcePage, nav: int) -> int | None:
    """Return the byte at which the list right in a navigation element ends; None if there is none."""
    if nav < 0:
        return None
    found = (element for element in source.elements if element.parent == nav and element.name == "ol")
    return next((element.closing for element in found if ":" not in element.tag and element.end > element.opened), None)


def add_to_ncx(data: bytes, ours: Sequence[OurPage], *, of: str) -> str:
    """Return an NCX that ends with our pages. Raises ValueError if it cannot be read."""
    source = SourcePage(data)
    nav_map = source.first("navmap")
    if nav_map is None or ":" in nav_map.tag or nav_map.end == nav_map.opened:
        raise ValueError("There is no list in this NCX.")
    orders = [
        int(e.attributes["playOrder"])
        for e in source.elements
        if re.match(r"^\d{1,6}$", e.attributes.get("playOrder", ""))
    ]
    points: list[str] = []
    for number, (title, name, _) in enumerate(ours, 1):
        order = f' playOrder="{max(orders) + number}"' if orders else ""
        points.append(
            f'<navPoint id="vividpages-{number}"{order}><navLabel><text>{text(title)}</text></navLabel>'
            f'<content src="{text(address(name, of=of))}"/></navPoint>\n'
        )
    return apply(source.data, [Edit(nav_map.closing, nav_map.closing, "".join(points))]).decode()
