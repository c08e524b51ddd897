"""The pictures of ours that stand in an EPUB, numbered through the book, and the pages at its end that list them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.kinds.epub.markup import CLASS, figure, text
from publishing.rights.statement import statement_of
from publishing.words import words_in
from storyboards.illustrated.tree import IllustratedScene, Illustration

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from publishing.kinds.epub.options import EpubOptions
    from publishing.kinds.epub.pictures import EpubPictures
    from publishing.publication import Publication
    from storyboards.illustrated.tree import CastMember, IllustratedBook


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture of ours in the text. `number` counts those of the book from 1; `chapter` is the title above it."""

    number: int
    chapter: str
    scene: IllustratedScene
    illustration: Illustration

    @property
    def id(self) -> str:
        """Of its element."""
        return f"{CLASS}-{self.number}"

    @property
    def stem(self) -> str:
        """The name of its file, without the ending."""
        return f"scene_{self.scene.number}"

    def figure(self, address: str, *, has_caption: bool) -> str:
        """Return its markup."""
        caption = f"<q>{text(self.illustration.caption)}</q>" if has_caption and self.illustration.caption else ""
        return figure(address, self.illustration.alt, caption=caption, identifier=self.id, class_name=CLASS)


def plates_of(book: IllustratedBook) -> list[Plate]:
    """Return the pictures of ours in the order of the text, numbered."""
    plates: list[Plate] = []
    for chapter in book.chapters:
        for scene in chapter.scenes:
            if scene.picture is not None:
                plates.append(Plate(len(plates) + 1, chapter.title, scene, scene.picture))
    return plates


def labels_of(plates: Sequence[Plate]) -> list[str]:
    """Name each plate for the list of illustrations.

    The list is led to by the contents, so it names the chapters and tells nothing of what happens in them.
    """
    several = Counter(plate.chapter for plate in plates)
    seen: Counter[str] = Counter()
    labels: list[str] = []
    for plate in plates:
        seen[plate.chapter] += 1
        labels.append(plate.chapter + (f", {seen[plate.chapter]}" if several[plate.chapter] > 1 else ""))
    return labels


def cast_page(members: Iterable[CastMember], pictures: EpubPictures, *, folder: str, title: str) -> str:
    """Return the body of the page of the main people, with their portraits where there are some."""
    pieces = "\n".join(_member(member, number, pictures, folder) for number, member in enumerate(members, 1))
    heading = f'<h1 id="cast">{text(title)}</h1>'
    return f'<section class="vividpages-cast" aria-labelledby="cast">{heading}\n{pieces}\n</section>'


def _member(member: CastMember, number: int, pictures: EpubPictures, folder: str) -> str:
    if member.portrait is None:
        return f'<p class="vividpages-name">{text(member.name)}</p>'
    picture = pictures.drawn(member.portrait.image, f"portrait_{number}")
    return figure(
        folder + picture.name, member.portrait.alt, caption=text(member.name), class_name="vividpages-portrait"
    )


def copyright_page(publication: Publication, options: EpubOptions) -> str:
    """Return the body of the page that says whose the text is, and how its pictures were made."""
    paragraphs = "\n".join(f"<p>{text(words)}</p>" for words in statement_of(publication, options).paragraphs)
    heading = f'<h1 id="about">{text(words_in(publication.book.language).about)}</h1>'
    opened = '<section epub:type="copyright-page" class="vividpages-about" aria-labelledby="about">'
    return f"{opened}{heading}\n{paragraphs}\n</section>"


def portraits(members: Iterable[CastMember]) -> Iterator[CastMember]:
    """Yield those who are shown."""
    return (member for member in members if member.portrait is not None)
