"""Reading the script of a film from a book: in as many queries as the illustrated book takes, and ten more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from characters.models import Analysis, Quote
from films.drawn import Drawn, drawn_for
from films.script.credits import Makers, credits_of
from films.script.lines import Speech, lines_of
from films.script.motion import NOTHING_KNOWN, motion_words
from films.script.tree import Card, Line, Script, ShownPicture, Stretch
from providers.choosing.catalogue import Kind, entry_named
from providers.errors import UnknownModel
from sketch.styles import UnknownStyle
from storyboards.illustrated.building import illustrated_book
from storyboards.illustrated.tree import BookParagraph, Figure, Illustration, TextBlock
from storyboards.models import PictureVersion
from storyboards.pictures.recomposing import recomposed_requests
from storyboards.rights.disclosing import model_of
from storyboards.styles.resolving import style_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from books.models import VividPage
    from films.options import FilmOptions
    from storyboards.illustrated.tree import IllustratedBook, IllustratedChapter, IllustratedScene
    from storyboards.pictures.stored_image import StoredImage

LEAST_SIDE = 320
"""Pixels: smaller pictures of a book are ornaments."""


@dataclass(frozen=True, slots=True)
class _Version:
    """What is known of the shown version of a scene's picture."""

    id: UUID
    model: str
    style: str
    mood: str
    deed: str
    drawn: Drawn | None
    motion: str


def script_of(vividpage: VividPage, options: FilmOptions) -> Script:
    """Read what a film of a book tells and shows. What its reader may not see of it is not there."""
    book = illustrated_book(vividpage)
    reader = _Reader(vividpage, options)
    chapters = [chapter for chapter in book.chapters if chapter.kind == "body"]
    chosen = [chapter for number, chapter in enumerate(chapters, 1) if number in (options.chapters or (number,))]
    told = [part for chapter in chosen for part in reader.chapter(chapter, of=len(chapters))]
    parts: list[Card | Stretch] = [*_opening(book), *told]
    shown = {part.picture.version for part in told if part.picture is not None}
    versions = [version for version in reader.versions.values() if version.id in shown]
    makers = Makers(
        title=book.title,
        authors=book.authors,
        models={version.model for version in versions},
        style=_style_name(next((version.style for version in versions if version.style), vividpage.style)),
        speaker=_name_of(options.narration, "speech"),
        mover=_name_of(options.video, "video"),
        text_models=tuple(vividpage.text_models),
        is_written_here=vividpage.origin == vividpage.Origin.WRITTEN,
        is_story=vividpage.origin == vividpage.Origin.STORY,
    )
    return Script(book.title, book.language, (*parts, credits_of(makers)))


def _opening(book: IllustratedBook) -> Iterator[Card]:
    authors = f"by {', '.join(book.authors)}" if book.authors else ""
    cover = _picture(book.cover) if book.cover is not None else None
    if cover is not None:
        yield Card("cover", picture=cover, title=book.title)
    words = tuple(filter(None, (book.title, authors)))
    yield Card("title", words, says=f"{', '.join(words)}.", title="" if cover is not None else book.title)


class _Reader:
    """Reads the parts of chapters, with what the bible knows of their pictures and of who speaks."""

    def __init__(self, vividpage: VividPage, options: FilmOptions) -> None:
        self._options = options
        self._speeches = _speeches_of(vividpage)
        self.versions = _versions_of(vividpage)

    def chapter(self, chapter: IllustratedChapter, *, of: int) -> Iterator[Card | Stretch]:
        """Yield a chapter: its title, unless it is the only one, and its scenes."""
        stretches = [stretch for scene in chapter.scenes for stretch in self._scene(chapter.number, scene)]
        if not stretches:
            return
        if of > 1:
            part = chapter.part if chapter.opens_part else ""
            yield Card(
                "chapter",
                (chapter.title,),
                above=part,
                says=f"{'. '.join(filter(None, (part, chapter.title)))}.",
                picture=next((stretch.picture for stretch in stretches if stretch.picture is not None), None),
                chapter=chapter.number,
                title=chapter.title,
            )
        before: ShownPicture | None = None
        for stretch in stretches:
            picture = stretch.picture or before
            before = picture
            yield Stretch(stretch.scene, stretch.chapter, picture, stretch.lines)

    def _scene(self, chapter: int, scene: IllustratedScene) -> Iterator[Stretch]:
        if self._options.telling == "moments":
            yield from self._moment(chapter, scene)
            return
        pictures = (self._shown(scene, block) for block in scene.blocks if not isinstance(block, TextBlock))
        current = next((picture for picture in pictures if picture is not None), None)
        lines: list[Line] = []
        for block in scene.blocks:
            if isinstance(block, TextBlock):
                lines += (line for paragraph in block.paragraphs for line in self._lines(scene, paragraph))
                continue
            picture = self._shown(scene, block)
            if picture is None or picture == current:
                continue
            if lines:
                yield Stretch(scene.id, chapter, current, tuple(lines))
            current, lines = picture, []
        if lines:
            yield Stretch(scene.id, chapter, current, tuple(lines))

    def _moment(self, chapter: int, scene: IllustratedScene) -> Iterator[Stretch]:
        """Yield the picture of a scene with the words of its moment, if it has one."""
        plate = scene.picture
        if plate is None:
            return
        lines = lines_of(plate.caption) or lines_of(plate.alt)
        if lines:
            yield Stretch(scene.id, chapter, self._shown(scene, plate), tuple(lines))

    def _lines(self, scene: IllustratedScene, paragraph: BookParagraph) -> list[Line]:
        speeches = self._speeches.get(scene.id, ()) if paragraph.start >= 0 else ()
        if not paragraph.look:
            return lines_of(paragraph.text, speeches, start=max(0, paragraph.start))
        found: list[Line] = []
        start = max(0, paragraph.start)
        for row in paragraph.text.split("\n"):
            found += lines_of(row, speeches, start=start)
            start += len(row) + 1
        return found

    def _shown(self, scene: IllustratedScene, block: Figure | Illustration) -> ShownPicture | None:
        if isinstance(block, Figure):
            image = block.image
            return _picture(image) if min(image.width, image.height) >= LEAST_SIDE else None
        known = self.versions.get(scene.id)
        if known is None:
            return _picture(block.image)
        return ShownPicture(
            block.image.name,
            block.image.width,
            block.image.height,
            known.id,
            known.mood,
            known.deed,
            known.drawn,
            known.motion,
        )


def _picture(image: StoredImage) -> ShownPicture:
    return ShownPicture(image.name, image.width, image.height)


def _speeches_of(vividpage: VividPage) -> Mapping[UUID, list[Speech]]:
    speeches: defaultdict[UUID, list[Speech]] = defaultdict(list)
    rows = Quote.objects.filter(scene__vividpage=vividpage).order_by("scene__number", "start")
    for scene, start, end, speaker, name in rows.values_list("scene", "start", "end", "speaker", "speaker__name"):
        speeches[scene].append(Speech(start, end, speaker, name or ""))
    return speeches


def _versions_of(vividpage: VividPage) -> dict[UUID, _Version]:
    """Return the shown versions of a book's scenes by these."""
    drawn = recomposed_requests(vividpage)
    analyses = Analysis.objects.filter(scene__vividpage=vividpage)
    seen = {
        scene: (mood, deed, motion_words(deed=deed, weather=weather, light=light, mood=mood, indoors=indoors))
        for scene, mood, deed, weather, light, indoors in analyses.values_list(
            "scene", "mood", "deed", "weather", "light", "indoors"
        )
    }
    shown = PictureVersion.objects.filter(active_for__vividpage=vividpage, picture__scene__isnull=False)
    versions = {}
    for version in shown.select_related("picture").only("parameters", "origin", "picture__scene_id"):
        scene = version.picture.scene_id
        if scene is None:
            continue
        mood, deed, motion = seen.get(scene) or ("", "", NOTHING_KNOWN)
        request = drawn.get(version.pk)
        style = str(version.parameters.get("style", ""))
        kept = drawn_for(request) if request is not None else None
        versions[scene] = _Version(version.pk, model_of(version), style, mood, deed, kept, motion)
    return versions


def _style_name(key: str) -> str:
    try:
        return style_of(key).name
    except UnknownStyle:
        return key


def _name_of(model: str, kind: Kind) -> str:
    if not model:
        return ""
    try:
        return entry_named(model, kind).title
    except UnknownModel:
        return model
