"""The illustrated book as an EPUB 3: the story's text with each scene's picture at its head."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from ebooklib import epub

from books.markup import StoredMark, html_of, marks_of, paragraphs_of
from books.models import Chapter, Scene, VividPage

STYLE = """
body { font-family: serif; line-height: 1.5; margin: 1em 6%; }
h1 { font-weight: normal; text-align: center; margin: 2em 0 1.5em; }
.part { text-align: center; font-variant: small-caps; }
.small-caps { font-variant: small-caps; }
p { margin: 0; text-indent: 1.4em; white-space: pre-line; }
p.first { text-indent: 0; margin-top: 1.5em; }
figure { margin: 1.5em 0; text-align: center; break-inside: avoid; }
img { max-width: 100%; }
"""
MEDIA_TYPES = {"webp": "image/webp", "png": "image/png", "jpg": "image/jpeg"}


def write_illustrated_epub(vividpage: VividPage, out: Path) -> None:
    """Write the book with its pictures to `out`, replacing what is there.

    The text is that of the scenes, with what is emphasised in it; pictures of the original file are not kept.
    """
    book = epub.EpubBook()
    book.set_identifier(f"urn:uuid:{vividpage.pk}")
    book.set_title(vividpage.title)
    book.set_language(vividpage.language or "en")
    for author in vividpage.authors:
        book.add_author(author)
    if vividpage.cover:
        book.add_item(epub.EpubItem("cover-image", "cover.webp", "image/webp", vividpage.cover.read()))
        book.add_metadata("OPF", "cover", "", {"content": "cover-image"})
    style = epub.EpubItem("style", "style.css", "text/css", STYLE.encode())
    book.add_item(style)
    pages = [_page(book, chapter, style) for chapter in _chapters(vividpage)]
    book.toc = pages
    book.spine = ["nav", *pages]
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    epub.write_epub(str(out), book)


def _chapters(vividpage: VividPage) -> list[Chapter]:
    chapters = vividpage.chapters.prefetch_related("scenes__picture__active_version", "scenes__analysis")
    return [chapter for chapter in chapters if chapter.scenes.all() or chapter.matter]


def _page(book: epub.EpubBook, chapter: Chapter, style: epub.EpubItem) -> epub.EpubHtml:
    page = epub.EpubHtml(title=str(chapter), file_name=f"chapter_{chapter.number}.xhtml")
    part = f'<p class="part">{escape(chapter.part)}</p>' if chapter.part else ""
    body = "".join(_scene(book, scene) for scene in chapter.scenes.all()) or _paragraphs(chapter.matter)
    page.content = f"<html><body>{part}<h1>{escape(str(chapter))}</h1>{body}</body></html>"
    page.add_item(style)
    book.add_item(page)
    return page


def _scene(book: epub.EpubBook, scene: Scene) -> str:
    return _figure(book, scene) + _paragraphs(scene.text, scene.marks)


def _figure(book: epub.EpubBook, scene: Scene) -> str:
    picture = getattr(scene, "picture", None)
    version = picture.shown if picture else None
    if version is None:
        return ""
    extension = version.image.name.rpartition(".")[2]
    name = f"images/scene_{scene.number}.{extension}"
    with version.image.open("rb") as image:
        book.add_item(epub.EpubItem(f"scene_{scene.number}", name, MEDIA_TYPES[extension], image.read()))
    alt = escape(scene.analysis.summary, quote=True)
    return f'<figure><img src="{name}" alt="{alt}"/></figure>'


def _paragraphs(text: str, marks: Iterable[StoredMark] = ()) -> str:
    first, *rest = [html_of(paragraph, own) for paragraph, own in paragraphs_of(text, marks_of(marks))]
    return f'<p class="first">{first}</p>' + "".join(f"<p>{paragraph}</p>" for paragraph in rest)
