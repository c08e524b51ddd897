"""Laying out a whole book as a picture book. Pure: the same book and pictures give the same pages.

Each scene gets the pages that its words need; text is cut between paragraphs, stands where little happens in the
picture, and is measured by the typesetter. Where it does not fit in the smallest type of its audience, its scene gets
more pages.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from publishing.pages import front
from publishing.pages.catalogue import Audience, audiences
from publishing.pages.cutting import cut, words_in
from publishing.pages.drafts import Draft, Look, drawn_up, drawn_up_text
from publishing.pages.markup import HEADING, escaped, source_of
from publishing.pages.patterns import FULL, OPENED_OUT, Capacities, pattern_for
from publishing.pages.sizing import sized
from publishing.pages.tree import PagedBook
from storyboards.illustrated.tree import IllustratedBook, IllustratedScene

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


LEAST_PAGES = 24
"""What Amazon KDP prints at the least: support.kdp G201857950, 2026."""
MOST_WHOLE_WORDS = 12_000
"""A book with more words gets the sentence of each picture unless its reader wants all of the text."""
_ROUNDS = 5
_TIGHTER = 0.8

Passages = Literal["whole", "moments"]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to lay out: inches of the page, for whom, which text, and of what the number of pages is a multiple.

    `pages` are as many as the book is to have at the least: scenes of one page are opened out to two for it. A `roomy`
    book has few words for its pages, so its type is as large as fits.
    """

    width: float = 8.5
    height: float = 8.5
    audience: str = ""
    passages: Passages | Literal[""] = ""
    multiple: int = 2
    pages: int = 0
    roomy: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """A scene and the text that it gets."""

    scene: IllustratedScene
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(map(words_in, self.paragraphs))


def lay(book: IllustratedBook, plan: Plan, look: Look, *, small_print: Sequence[str] = ()) -> PagedBook:
    """Lay out all pages of a book. `small_print` has the paragraphs of its copyright page."""
    passages = plan.passages or default_passages(book)
    told = list(_told(book, passages))
    audience = audiences()[plan.audience or default_audience([one.words for one in told])]
    paged = PagedBook(plan.width, plan.height, book.language, audience.name, ())
    tightness: dict[UUID, float] = {}
    for _ in range(_ROUNDS):
        drafts = _Layer(book, plan, audience, look, tightness, tuple(small_print)).drafts(told)
        pages, crowded = sized(drafts, paged, audience, roomy=plan.roomy)
        if not crowded:
            break
        for scene in crowded:
            tightness[scene] = tightness.get(scene, 1.0) * _TIGHTER
    return replace(paged, pages=pages)


def default_passages(book: IllustratedBook) -> Passages:
    """Return which text a book gets unless its reader chooses: all of it if it is short."""
    words = sum(words_in(one.text) for chapter in book.chapters for scene in chapter.scenes for one in scene.paragraphs)
    return "whole" if words <= MOST_WHOLE_WORDS else "moments"


def default_audience(words: Sequence[int]) -> str:
    """Return for whom scenes of so many words are set: the youngest whose pages hold the middle one on a spread."""
    middle = sorted(words)[len(words) // 2] if words else 0
    fitting = (audience.name for audience in audiences().values() if audience.words >= middle)
    return next(fitting, "older")


def _told(book: IllustratedBook, passages: Passages) -> Iterator[_Told]:
    """Yield scenes with what is told of them; chapters of a story that is told whole begin with their titles."""
    for chapter in book.chapters:
        for at, scene in enumerate(chapter.scenes):
            if passages == "moments":
                if scene.picture is not None:
                    yield _Told(scene, (escaped(scene.picture.caption),) if scene.picture.caption else ())
                continue
            title = (
                (f"{HEADING}{escaped(chapter.title)}",) if at == 0 and chapter.title and len(book.chapters) > 1 else ()
            )
            text = (source_of(paragraph) for paragraph in scene.paragraphs)
            yield _Told(scene, (*title, *(one for one in text if one.strip())))


@dataclass(frozen=True, slots=True)
class _Layer:
    book: IllustratedBook
    plan: Plan
    audience: Audience
    look: Look
    tightness: dict[UUID, float]
    small_print: tuple[str, ...]

    def drafts(self, told: Sequence[_Told]) -> list[Draft]:
        """Return all pages, as many as a printer wants."""
        before = front.pages_before(self.book, self.audience, self.small_print)
        after = front.pages_after(self.book, self.audience)
        patterns = self._patterns(told, len(before) + 1)
        patterns = self._filled(told, patterns, len(before) + len(after))
        drafts = list(before)
        for one, pattern in zip(told, patterns, strict=True):
            drafts += self._scene(one, pattern)
        drafts += after
        missing = -len(drafts) % self.plan.multiple
        return [*drafts, *(Draft("blank", "blank") for _ in range(missing))]

    def _capacities(self) -> Capacities:
        return Capacities(self.plan.width, self.plan.height, self.audience)

    def _patterns(self, told: Sequence[_Told], number: int) -> list[tuple[str, ...]]:
        used: list[tuple[str, ...]] = []
        capacities = self._capacities()
        for one in told:
            words = one.words / self.tightness.get(one.scene.id, 1.0)
            if one.scene.picture is None:
                pages = max(1, -(-int(words) // capacities.of("text"))) if words else 0
                used.append(("text",) * pages)
            else:
                used.append(pattern_for(words, capacities, number=number, used=used))
            number += len(used[-1])
        return used

    def _filled(self, told: Sequence[_Told], patterns: list[tuple[str, ...]], others: int) -> list[tuple[str, ...]]:
        """Open scenes of one page out to two, evenly, until the number of pages is one that printers take."""
        count = others + sum(map(len, patterns))
        least = max(LEAST_PAGES, self.plan.pages, count)
        wanted = least + -least % self.plan.multiple
        single = [at for at, one in enumerate(patterns) if len(one) == 1 and told[at].scene.picture and told[at].words]
        opened = min(wanted - count, len(single))
        chosen = sorted({single[(2 * step + 1) * len(single) // (2 * opened)] for step in range(opened)})
        filled = list(patterns)
        for turn, at in enumerate(chosen):
            own = [one for one in OPENED_OUT if sum(self._capacities().all_of(one)) >= told[at].words]
            filled[at] = own[turn % len(own)] if own else OPENED_OUT[0]
        return filled

    def _scene(self, told: _Told, pattern: tuple[str, ...]) -> Iterator[Draft]:
        texts = cut(told.paragraphs, self._capacities().all_of(pattern))
        plate = told.scene.picture
        for at, (layout, text) in enumerate(zip(pattern, texts, strict=True)):
            if plate is None or layout == "text":
                yield drawn_up_text(text, told.scene.id)
            else:
                name = "picture" if layout == FULL and not text else layout
                shape = self.plan.width / self.plan.height
                yield drawn_up(
                    name,
                    text,
                    told.scene.id,
                    plate,
                    self.look,
                    page_aspect=shape,
                    is_detail=bool({*pattern[:at]} - {"text"}),
                )
