"""All pictures of ours in a book, in the order of reading, with what is known of each and a good name for its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.text import slugify

from publishing.kinds.pictures.manifest import LicencePart
from publishing.labels import Label
from publishing.publication import DrawnBy
from storyboards.illustrated.tree import IllustratedChapter, Illustration, TextBlock
from storyboards.pictures.stored_image import StoredImage
from storyboards.rights.disclosing import BY_RULES
from storyboards.rights.licences import licence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.publication import Publication
    from storyboards.illustrated.tree import IllustratedBook, IllustratedScene

LONGEST_SLUG = 48


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of ours. `name` is for its file, without an ending."""

    kind: Literal["scene", "portrait", "cover"]
    name: str
    image: StoredImage
    origin: DrawnBy | None
    alt: str = ""
    caption: str = ""
    passage: str = ""
    scene: int | None = None
    chapter: IllustratedChapter | None = None
    people: tuple[str, ...] = ()

    @property
    def model(self) -> str:
        """What drew it; "" if nothing that is known did."""
        return self.origin.model if self.origin else ""

    @property
    def licence(self) -> LicencePart | None:
        """What may be done with it, if a model drew it."""
        if not self.model:
            return None
        found = licence_of(self.model)
        return LicencePart(who=found.who, what=found.what, source=found.source)

    def label(self, title: str) -> Label:
        """Return what its file is to say of itself; `title` is the book's."""
        terms = self.licence.what if self.licence else ""
        words = f"{title}: {self.caption}" if self.caption else title
        return Label(words, self.alt, terms, self.model, is_by_rules=self.model == BY_RULES)


def shown_pictures(publication: Publication) -> Iterator[ShownPicture]:
    """Yield the cover, the pictures of scenes, and the portraits."""
    book, drawn_by = publication.book, publication.drawn_by
    people = _people(publication)
    if book.cover:
        alt = f"Cover of {book.title}"
        yield ShownPicture("cover", "cover", book.cover, drawn_by.get(book.cover.name), alt)
    for chapter, scene, plate in _plates(book):
        yield ShownPicture(
            kind="scene",
            name=_name(f"scene-{scene.number:04d}", chapter.title),
            image=plate.image,
            origin=drawn_by.get(plate.image.name),
            alt=plate.alt,
            caption=plate.caption,
            passage=_passage(scene),
            scene=scene.number,
            chapter=chapter,
            people=people.get(scene.number, ()),
        )
    for number, member in enumerate(book.cast, 1):
        if member.portrait:
            image = member.portrait.image
            name = _name(f"portrait-{number:02d}", member.name)
            yield ShownPicture(
                "portrait", name, image, drawn_by.get(image.name), member.portrait.alt, people=(member.name,)
            )


def _plates(book: IllustratedBook) -> Iterator[tuple[IllustratedChapter, IllustratedScene, Illustration]]:
    for chapter in book.chapters:
        for scene in chapter.scenes:
            if scene.picture:
                yield chapter, scene, scene.picture


def _people(publication: Publication) -> dict[int, tuple[str, ...]]:
    scenes = publication.bible.scenes if publication.bible else ()
    return {scene.number: tuple(one.name for one in scene.seen.people) for scene in scenes if scene.seen}


def _passage(scene: IllustratedScene) -> str:
    """Return the paragraph that the picture stands before, or the last one."""
    is_behind, last = False, ""
    for block in scene.blocks:
        if isinstance(block, Illustration):
            is_behind = True
        elif isinstance(block, TextBlock) and block.paragraphs:
            last = block.paragraphs[0 if is_behind else -1].text
            if is_behind:
                return last
    return last


def _name(start: str, title: str) -> str:
    return "-".join(filter(None, (start, slugify(title)[:LONGEST_SLUG].strip("-"))))
