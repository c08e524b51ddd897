"""The illustrated book as an EPUB 3: its text with a picture at each scene's moment, its own pictures and notes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from ebooklib import epub

from books.markup import Sign, html_of
from storyboards.illustrated.building import illustrated_book
from storyboards.illustrated.tree import (
    BookBlock,
    BookParagraph,
    ChapterNote,
    Figure,
    IllustratedBook,
    IllustratedChapter,
    Illustration,
    TextBlock,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from books.models import VividPage
    from storyboards.pictures.stored_image import StoredImage

STYLE = """
body { font-family: serif; line-height: 1.5; margin: 1em 6%; }
h1 { font-weight: normal; text-align: center; margin: 2em 0 1.5em; }
h2 { font-weight: normal; font-size: 1.15em; text-align: center; margin: 2em 0 1em; }
.part { text-align: center; font-variant: small-caps; }
.small-caps { font-variant: small-caps; }
p { margin: 0; text-indent: 1.4em; }
p.first, h2 + p { text-indent: 0; }
p.first { margin-top: 1.5em; }
p.lines { white-space: pre-line; }
p.verse { white-space: pre-line; text-indent: 0; margin: 0.9em 0 0.9em 2em; }
blockquote { margin: 1em 1.5em; }
ul { margin: 0.9em 0; padding-left: 1.6em; }
li { white-space: pre-line; }
p.caption, figcaption { text-indent: 0; text-align: center; font-size: 0.9em; font-style: italic; }
figure { margin: 1.5em 0; text-align: center; break-inside: avoid; }
img { max-width: 100%; }
hr { width: 30%; margin: 1.5em auto; border: 0; border-top: 1px solid; }
sup { line-height: 0; }
aside { font-size: 0.9em; margin-top: 0.6em; }
aside p { text-indent: 0; }
"""


def write_illustrated_epub(vividpage: VividPage, out: Path) -> None:
    """Write the book with its pictures to `out`, replacing what is there."""
    epub.write_epub(str(out), _Writer(illustrated_book(vividpage)).write())


class _Writer:
    """Walks a book and fills an EPUB with it."""

    def __init__(self, tree: IllustratedBook) -> None:
        self._tree = tree
        self._book = epub.EpubBook()
        self._style = epub.EpubItem("style", "style.css", "text/css", STYLE.encode())
        self._names: dict[str, str] = {}

    def write(self) -> epub.EpubBook:
        book, tree = self._book, self._tree
        book.set_identifier(f"urn:uuid:{tree.id}")
        book.set_title(tree.title)
        book.set_language(tree.language or "en")
        for author in tree.authors:
            book.add_author(author)
        if tree.cover:
            data = _data(tree.cover)
            book.add_item(epub.EpubItem("cover-image", f"cover.{tree.cover.extension}", tree.cover.media_type, data))
            book.add_metadata("OPF", "cover", "", {"content": "cover-image"})
        book.add_item(self._style)
        pages = [self._page(chapter) for chapter in tree.chapters if chapter.scenes or chapter.matter]
        book.toc = pages
        book.spine = ["nav", *pages]
        book.add_item(epub.EpubNcx())
        book.add_item(epub.EpubNav())
        return book

    def _page(self, chapter: IllustratedChapter) -> epub.EpubHtml:
        page = epub.EpubHtml(title=chapter.title, file_name=f"chapter_{chapter.number}.xhtml")
        part = f'<p class="part">{escape(chapter.part)}</p>' if chapter.part else ""
        scenes = (self._blocks(scene.blocks, is_first=True, scene=scene.number) for scene in chapter.scenes)
        body = "".join(scenes) + self._blocks(chapter.matter, is_first=True)
        notes = "".join(map(self._note, chapter.notes))
        page.content = f"<html><body>{part}<h1>{escape(chapter.title)}</h1>{body}{notes}</body></html>"
        page.add_item(self._style)
        self._book.add_item(page)
        return page

    def _blocks(self, blocks: Iterable[BookBlock], *, is_first: bool = False, scene: int = 0) -> str:
        """Write the blocks; the first paragraph of prose is set as the beginning of a scene if `is_first`."""
        pieces: list[str] = []
        for block in blocks:
            if isinstance(block, Illustration):
                address = self._image(block.image, f"scene_{scene}")
                caption = f"<q>{escape(block.caption)}</q>" if block.caption else ""
                pieces.append(_figure(address, block.alt, caption))
                continue
            pieces.append(self._block(block, is_first=is_first))
            is_first = is_first and isinstance(block, Figure)
        return "".join(pieces)

    def _block(self, block: TextBlock | Figure, *, is_first: bool) -> str:
        if isinstance(block, Figure):
            caption = "<br/>".join(map(_inline, block.caption))
            return _figure(self._image(block.image, f"own_{len(self._names) + 1}"), block.alt, caption)
        if block.kind == "break":
            return "<hr/>"
        if block.kind == "heading":
            return "".join(f"<h2>{_inline(paragraph)}</h2>" for paragraph in block.paragraphs)
        if block.kind == "list":
            return f"<ul>{''.join(f'<li>{_inline(paragraph)}</li>' for paragraph in block.paragraphs)}</ul>"
        html = "".join(_paragraphs(block.paragraphs, is_first=is_first))
        return f"<blockquote>{html}</blockquote>" if block.kind == "letter" else html

    def _note(self, note: ChapterNote) -> str:
        """Write a note at the end of its chapter, which readers that can show it where its sign is."""
        back = f'<a href="#{_sign_id(note.number)}" role="doc-backlink">{escape(note.label)}</a>'
        return (
            f'<aside id="{_note_id(note.number)}" epub:type="footnote" role="doc-footnote">'
            f"<p>{back}</p>{self._blocks(note.blocks)}</aside>"
        )

    def _image(self, image: StoredImage, name: str) -> str:
        """Return the address of a picture in the file, which is put in if it is not there yet."""
        if image.name not in self._names:
            address = f"images/{name}.{image.extension}"
            self._book.add_item(epub.EpubItem(name, address, image.media_type, _data(image)))
            self._names[image.name] = address
        return self._names[image.name]


def _data(image: StoredImage) -> bytes:
    with default_storage.open(image.name) as file:
        return bytes(file.read())


def _figure(address: str, alt: str, caption: str = "") -> str:
    words = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{address}" alt="{escape(alt, quote=True)}"/>{words}</figure>'


def _paragraphs(paragraphs: Iterable[BookParagraph], *, is_first: bool) -> Iterator[str]:
    for paragraph in paragraphs:
        look = "caption" if paragraph.kind == "caption" else paragraph.look
        name = look or ("first" if is_first else "")
        yield f'<p class="{name}">{_inline(paragraph)}</p>' if name else f"<p>{_inline(paragraph)}</p>"
        is_first = False


def _inline(paragraph: BookParagraph) -> str:
    signs = [
        Sign(sign.at, sign.label, f"#{_note_id(sign.number)}", _sign_id(sign.number) if sign.is_first else "")
        for sign in paragraph.signs
    ]
    return str(html_of(paragraph.text, paragraph.marks, signs=signs, is_epub=True))


def _note_id(number: int) -> str:
    return f"note-{number}"


def _sign_id(number: int) -> str:
    return f"note-{number}-sign"
