"""Chapters of the tree as pages of XHTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.markup import Sign, html_of
from publishing.kinds.epub.markup import figure, text
from storyboards.illustrated.tree import Figure, Illustration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from uuid import UUID

    from publishing.kinds.epub.pictures import EpubPictures
    from publishing.kinds.epub.plates import Plate
    from storyboards.illustrated.tree import BookBlock, BookParagraph, ChapterNote, IllustratedChapter, TextBlock

IMAGES = "images/"
TYPES = {"front": "frontmatter", "body": "bodymatter", "back": "backmatter"}


class ChapterWriter:
    """Writes chapters, and takes up the pictures that they show."""

    def __init__(self, pictures: EpubPictures, plates: Mapping[UUID, Plate], *, has_captions: bool) -> None:
        self._pictures = pictures
        self._plates = plates
        self._has_captions = has_captions

    def body(self, chapter: IllustratedChapter) -> str:
        """Return the markup of a chapter. Every title of a part stands above the first chapter in it."""
        part = f'<p class="part">{text(chapter.part)}</p>\n' if chapter.part and chapter.opens_part else ""
        scenes = "".join(
            self._blocks(scene.blocks, opens="first" if number == 0 else "scene", plate=self._plates.get(scene.id))
            for number, scene in enumerate(chapter.scenes)
        )
        body = scenes + self._blocks(chapter.matter, opens="first")
        notes = "".join(map(self._note, chapter.notes))
        kind = ' epub:type="chapter" role="doc-chapter"' if chapter.kind == "body" else ""
        title = f'<h1 id="title">{text(chapter.title)}</h1>'
        return f'<section{kind} aria-labelledby="title">\n{part}{title}\n{body}{notes}</section>'

    def _blocks(self, blocks: Iterable[BookBlock], *, opens: str = "", plate: Plate | None = None) -> str:
        """Write blocks. The first paragraph of prose has the class `opens`; `plate` is the picture of ours in them."""
        pieces: list[str] = []
        for block in blocks:
            if isinstance(block, Illustration):
                if plate is not None:
                    address = IMAGES + self._pictures.drawn(block.image, plate.stem).name
                    pieces.append(plate.figure(address, has_caption=self._has_captions))
                continue
            pieces.append(self._block(block, opens=opens))
            opens = opens if isinstance(block, Figure) or block.kind == "heading" else ""
        return "".join(piece + "\n" for piece in pieces)

    def _block(self, block: TextBlock | Figure, *, opens: str) -> str:
        if isinstance(block, Figure):
            caption = "<br/>".join(map(_inline, block.caption))
            picture = self._pictures.own(block.image, f"own_{len(self._pictures) + 1}")
            return figure(IMAGES + picture.name, block.alt, caption=caption)
        if block.kind == "break":
            return "<hr/>"
        if block.kind == "heading":
            return "\n".join(f"<h2>{_inline(paragraph)}</h2>" for paragraph in block.paragraphs)
        if block.kind == "list":
            return (
                f'<ul class="items">{"".join(f"<li>{_inline(paragraph)}</li>" for paragraph in block.paragraphs)}</ul>'
            )
        html = "\n".join(_paragraphs(block.paragraphs, opens=opens))
        return f"<blockquote>{html}</blockquote>" if block.kind == "letter" else html

    def _note(self, note: ChapterNote) -> str:
        """Write a note at the end of its chapter, which readers that can show it where its sign is."""
        back = f'<a href="#{_sign_id(note.number)}" role="doc-backlink">{text(note.label)}</a>'
        return (
            f'<aside id="{_note_id(note.number)}" epub:type="footnote" role="doc-footnote">'
            f"<p>{back}</p>{self._blocks(note.blocks)}</aside>\n"
        )


def _paragraphs(paragraphs: Iterable[BookParagraph], *, opens: str) -> Iterator[str]:
    for paragraph in paragraphs:
        name = "caption" if paragraph.kind == "caption" else paragraph.look or opens
        yield f'<p class="{name}">{_inline(paragraph)}</p>' if name else f"<p>{_inline(paragraph)}</p>"
        opens = ""


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
