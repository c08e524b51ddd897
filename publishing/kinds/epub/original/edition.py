"""An original with our pictures in it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from books.epub.package.document import read_package
from books.epub.xml import decode, local, parse
from publishing.kinds.epub.markup import CLASS, figure, list_of_illustrations, page, text
from publishing.kinds.epub.original.addresses import address
from publishing.kinds.epub.original.alignment import align
from publishing.kinds.epub.original.contents import add_to_navigation, add_to_ncx, landmarks_list
from publishing.kinds.epub.original.edits import Edit, apply
from publishing.kinds.epub.original.package import XHTML_TYPE, PackageDocument
from publishing.kinds.epub.original.placing import place_after, place_before
from publishing.kinds.epub.original.plan import Edited, EditedFile, NotFollowed
from publishing.kinds.epub.original.source import XHTML, SourcePage, letters_of
from publishing.kinds.epub.original.upgrading.contents import OldContents, navigation
from publishing.kinds.epub.original.upgrading.metadata import upgraded_package
from publishing.kinds.epub.original.upgrading.pages import upgraded
from publishing.kinds.epub.original.upgrading.styling import directions_in, without_directions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from books.epub.archive.container import Container
    from books.epub.package.document import Item
    from publishing.kinds.epub.original.alignment import Found
    from publishing.kinds.epub.original.plan import Plan, PlannedFigure

SAME_TEXT = 0.9
"""The share of our letters that must be found in the original."""
SIGNATURES = "META-INF/signatures.xml"
NOT_UPGRADED = {"application/x-dtbook+xml"}
SCRIPTS = ("onclick", "onload", "onmouseover", "onsubmit", "onchange")
REMOTE = ("http://", "https://")


def edit(container: Container, plan: Plan) -> Edited:
    """Follow a plan. Raises NotFollowed if this original cannot be taken as it is, and EpubError if it is damaged."""
    edition = _Edition(container, plan)
    edition.read()
    edition.place()
    return edition.finish()


class _Edition:
    def __init__(self, container: Container, plan: Plan) -> None:
        self._container = container
        self._plan = plan
        self._package = read_package(container)
        root = parse(container.read_text(self._package.name))
        if root is None or local(root) != "package":
            raise NotFollowed("the EPUB’s own description of its files is damaged.")
        self._is_old = not root.get("version", "").strip().startswith("3")
        self._refuse(root)
        self._document = PackageDocument(upgraded_package(root) if self._is_old else root)
        self._folder = self._new_folder()
        self._pages: dict[str, SourcePage] = {}
        self._edits: dict[str, list[Edit]] = {}
        self._files: dict[str, str] = {}
        self._lines: list[tuple[str, str]] = []

    def _refuse(self, root: etree._Element) -> None:
        items = [item for item, _ in self._package.spine]
        if not any(
            local(element) == "itemref" and element.get("idref") in self._package.items for element in root.iter()
        ):
            raise NotFollowed("the EPUB does not say in which order its pages are read.")
        if self._is_old and any(item.media_type in NOT_UPGRADED for item in items):
            raise NotFollowed("its pages are of an old kind (DTBook) that the EPUB of today does not have.")
        metas = ("".join(map(str, e.itertext())).strip() for e in root.iter() if _says_layout(e))
        if "pre-paginated" in metas:
            raise NotFollowed("the pages of its EPUB are laid out once for all and have no room for more pictures.")

    def _new_folder(self) -> str:
        parent = self._package.name.rpartition("/")[0]
        stem = f"{parent}/vividpages" if parent else "vividpages"
        taken = {
            name.split("/")[stem.count("/")].lower()
            for name in self._container.names
            if name.count("/") > stem.count("/")
        }
        number = ""
        while f"vividpages{number}" in taken:
            number = f"-{int(number.lstrip('-') or 1) + 1}"
        return f"{stem}{number}/"

    def read(self) -> None:
        """Read the pages in reading order, those outside the main order last, as their text was read."""
        for item, _ in sorted(self._package.spine, key=lambda entry: not entry[1]):
            if item.name == self._package.navigation or item.media_type == "image/svg+xml":
                continue
            try:
                source = SourcePage(self._container.read_text(item.name))
            except ValueError:
                continue
            if source.root.name == "html":
                self._pages[item.name] = source

    def place(self) -> None:
        """Put the figures in their places. Raises NotFollowed if the text is another one."""
        runs = [(name, run) for name, source in self._pages.items() for run in source.runs]
        paragraphs = [letters_of(paragraph) for paragraph in self._plan.paragraphs]
        found = align(paragraphs, [run.letters for _, run in runs])
        there = sum(len(letters) for letters, place in zip(paragraphs, found, strict=True) if place is not None)
        if there < SAME_TEXT * sum(map(len, paragraphs)):
            raise NotFollowed("its text is not that of the EPUB any more.")
        for planned in self._plan.figures:
            spot = next(self._spots(planned, found, runs), None)
            if spot is None:
                raise NotFollowed("a picture has no place in the pages of its EPUB.")
            name, at = spot
            identifier = self._new_id(name, planned.id)
            self._edits.setdefault(name, []).append(Edit(at, at, self._figure(planned, name, identifier)))
            self._lines.append((planned.label, address(name, of=f"{self._folder}x", fragment=identifier)))

    def _spots(self, planned: PlannedFigure, found: list[Found | None], runs: list) -> Iterator[tuple[str, int]]:  # type: ignore[type-arg]
        """Yield places for a figure, the best first: beside its paragraph, else behind the nearest one before it."""
        for number in range(planned.paragraph, -1, -1):
            place = found[number]
            if place is None:
                continue
            if number == planned.paragraph and place.is_at_start and not planned.opens:
                name, run = runs[place.first]
                at = place_before(self._pages[name], run)
                if at is not None:
                    yield name, at
            name, run = runs[place.last]
            at = place_after(self._pages[name], run)
            if at is not None:
                yield name, at
        for place in filter(None, found[planned.paragraph :]):
            name, run = runs[place.first]
            at = place_before(self._pages[name], run)
            if at is not None:
                yield name, at

    def _figure(self, planned: PlannedFigure, name: str, identifier: str) -> str:
        caption = f"<q>{text(planned.caption)}</q>" if planned.caption and self._plan.has_captions else ""
        source = address(self._folder + planned.picture, of=name)
        markup = figure(source, planned.alt, caption=caption, identifier=identifier, class_name=CLASS)
        if ":" in self._pages[name].root.tag:
            markup = markup.replace("<figure", f'<figure xmlns="{XHTML}"', 1)
        return f"{markup}\n"

    def _new_id(self, name: str, wanted: str) -> str:
        """Return an id that the page has not: the original may be an edition of ours."""
        taken = {element.attributes.get("id") for element in self._pages[name].elements}
        while wanted in taken:
            wanted += "-new"
        return wanted

    def finish(self) -> Edited:
        """Write the package, the contents and our own pages."""
        for name in self._edits:
            self._link_stylesheet(name)
        if self._is_old:
            self._upgrade()
        for name, edits in self._edits.items():
            self._files[name] = apply(self._pages[name].data, edits).decode()
        self._add_ours()
        self._document.set_modified(self._plan.changed)
        self._document.add_statements(self._plan.accessibility)
        self._files[self._package.name] = self._document.markup()
        left_out = tuple(name for name in self._container.names if name.lower() == SIGNATURES.lower())
        files = tuple(EditedFile(name, content) for name, content in sorted(self._files.items()))
        unused = (self._plan.cover,) if self._plan.cover and self._package.cover is not None else ()
        return Edited(files, self._folder, left_out, unused)

    def _link_stylesheet(self, name: str) -> None:
        source = self._pages[name]
        head = source.first("head")
        if head is not None and head.closing > head.opened - 1:
            href = address(f"{self._folder}style.css", of=name)
            prefix = f"{head.tag.rpartition(':')[0]}:" if ":" in head.tag else ""
            link = f'<{prefix}link rel="stylesheet" type="text/css" href="{text(href)}"/>'
            self._edits[name].append(Edit(head.closing, head.closing, link))

    def _upgrade(self) -> None:
        """Write all pages and style sheets as EPUB 3 has them."""
        sheets = {
            item.name: decode(self._container.read_text(item.name))
            for item in self._package.items.values()
            if item.media_type in ("text/css", "text/x-oeb1-css")
        }
        directions = directions_in(sheets.values())
        for name, sheet in sheets.items():
            if without_directions(sheet) != sheet:
                self._files[name] = without_directions(sheet)
        for name, source in self._pages.items():
            edits = [*self._edits.get(name, ()), *upgraded(source, self._plan.title or "-", directions)]
            if edits or source.is_mended:
                self._edits[name] = edits
        for item in self._package.items.values():
            if item.name in self._pages:
                self._document.declare(item.id, _properties(self._pages[item.name]))
        if self._package.cover is not None:
            self._document.declare(self._package.cover.id, ["cover-image"])

    def _add_ours(self) -> None:
        folder, base = self._folder, self._package.name
        self._files[f"{folder}style.css"] = self._plan.stylesheet
        self._document.add_item("style.css", address(f"{folder}style.css", of=base), "text/css")
        for name, media_type in self._plan.pictures:
            is_cover = name == self._plan.cover and self._package.cover is None
            if name == self._plan.cover and not is_cover:
                continue  # the book has one of its own
            properties = "cover-image" if is_cover else ""
            identifier = self._document.add_item(name, address(folder + name, of=base), media_type, properties)
            if is_cover:
                self._document.set_cover(identifier)
        ours = [(planned.title, folder + planned.name, planned.landmark) for planned in self._plan.pages]
        for planned in self._plan.pages:
            body = planned.body or list_of_illustrations(self._lines, title=planned.title)
            markup = page(
                planned.title, body, language=self._plan.language, stylesheet="style.css", body_type="backmatter"
            )
            self._files[folder + planned.name] = markup
            identifier = self._document.add_item(planned.name, address(folder + planned.name, of=base), XHTML_TYPE)
            self._document.add_to_spine(identifier)
        self._write_contents(ours)

    def _write_contents(self, ours: list[tuple[str, str, str]]) -> None:
        """Lead to our pages from the contents, which are made for a book that has none of EPUB 3."""
        ncx = self._package.ncx
        if ncx is not None and ours:
            with suppress(ValueError):  # it stays as it is: reading systems of today ask the navigation document
                self._files[ncx] = add_to_ncx(self._container.read_text(ncx), ours, of=ncx)
        nav = self._package.navigation
        if nav is None:
            self._make_navigation(ours)
        elif ours:
            content = self._files.get(nav, "").encode() or self._container.read_text(nav)
            self._files[nav] = add_to_navigation(content, ours, of=nav)

    def _make_navigation(self, ours: list[tuple[str, str, str]]) -> None:
        name = f"{self._folder}nav.xhtml"
        order = [item.name for item, _ in self._package.spine]
        ids = {page_name: _ids(self._files.get(page_name), source) for page_name, source in self._pages.items()}
        contents = OldContents(self._container, self._package)
        lists, landmarks = navigation(contents, self._package.guide, ids, of=name, order=order)
        beside = [item for item, is_linear in self._package.spine if not is_linear]
        body = lists + landmarks_list(landmarks) + _links_beside(beside, name)
        markup = page(self._plan.title or "-", body, language=self._plan.language)
        self._files[name] = add_to_navigation(markup.encode(), ours, of=name) if ours else markup
        self._document.add_item("nav.xhtml", address(name, of=self._package.name), XHTML_TYPE, "nav")


def _says_layout(element: etree._Element) -> bool:
    return local(element) == "meta" and element.get("property", "") == "rendition:layout"


def _links_beside(items: list[Item], name: str) -> str:
    """Lead to pages outside the main order: each must be reached from somewhere."""
    if not items:
        return ""
    lines = "".join(f'<li><a href="{text(address(item.name, of=name))}">Beside the text</a></li>\n' for item in items)
    return f'<nav aria-label="Beside the text" hidden="hidden"><ol>\n{lines}</ol></nav>\n'


def _ids(markup: str | None, source: SourcePage) -> dict[str, int]:
    """Return the ids of a page with their places in it."""
    shown = SourcePage(markup.encode()) if markup is not None else source
    return {e.attributes["id"]: place for place, e in enumerate(shown.elements) if e.attributes.get("id")}


def _properties(source: SourcePage) -> list[str]:
    """Return what EPUB 3 wants to be told of a page."""
    names = {element.name for element in source.elements}
    attributes = {name.lower() for element in source.elements for name in element.attributes}
    sources = (e.attributes.get("src", "") for e in source.elements if e.name in ("img", "audio", "video", "source"))
    found = {
        "svg": "svg" in names,
        "mathml": "math" in names,
        "scripted": "script" in names or "form" in names or bool(attributes.intersection(SCRIPTS)),
        "remote-resources": any(address_.startswith(REMOTE) for address_ in sources),
    }
    return [name for name, is_there in found.items() if is_there]
