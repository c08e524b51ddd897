"""The book's text as Markdown: to read anywhere, and for programs that make something else of it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from pydantic import Field

from publishing.archives import add_data, add_file
from publishing.jpegs import stored_jpeg
from publishing.kinds.kind import EditionKind, Made, Options, Tell
from publishing.kinds.markdown.writing import MarkdownWriter

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.publication import Publication
    from storyboards.pictures.stored_image import StoredImage

TEXT = "book.md"


class MarkdownOptions(Options):
    """Whether the pictures come with the text."""

    pictures: bool = Field(
        default=True,
        title="Pictures",
        description="As files beside the text, in a ZIP. Without them it is one text file.",
    )


def make(publication: Publication, options: MarkdownOptions, folder: Path, tell: Tell) -> Made:
    """Write the text, and a ZIP of it with the pictures. Raises Refused if a picture is gone."""
    pictures = _Pictures(folder / "pictures")
    writer = MarkdownWriter(pictures.place if options.pictures else None)
    chapters = [chapter for chapter in publication.book.chapters if chapter.scenes or chapter.matter]
    text = folder / TEXT
    with text.open("w", encoding="utf-8", newline="\n") as out:
        out.write(writer.head(publication))
        for done, chapter in enumerate(chapters, 1):
            out.write("\n" + writer.chapter(chapter))
            tell(done, len(chapters))
    if not options.pictures:
        return Made(text)
    with zipfile.ZipFile(folder / "book.zip", "w") as archive:
        add_data(archive, TEXT, text.read_bytes())
        for file in pictures.files:
            add_file(archive, f"pictures/{file.name}", file)
    return Made(folder / "book.zip")


class _Pictures:
    """The pictures that the text shows, each once, as JPEGs in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._addresses: dict[str, str] = {}
        self.files: list[Path] = []

    def place(self, image: StoredImage, name: str) -> str:
        """Keep a picture under a name, or another if that is taken; return its address in the text."""
        if image.name not in self._addresses:
            count = sum(file.name.startswith(f"{name}-") for file in self.files)
            file = self._folder / f"{name}-{count + 1}.jpg"
            file.write_bytes(stored_jpeg(image).data)
            self.files.append(file)
            self._addresses[image.name] = f"pictures/{file.name}"
        return self._addresses[image.name]


KIND = EditionKind(
    name="markdown",
    title="Text as Markdown",
    about="Plain text with light marks (CommonMark with footnotes), and the pictures as files if you like.",
    suffix=".zip",
    media_type="application/zip",
    options=MarkdownOptions,
    make=make,
)
