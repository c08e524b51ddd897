"""From running text and pictures with their places to blocks in the order in which they are read. Knows no ORM."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from books.manuscript import BETWEEN_PARAGRAPHS, Paragraph
from books.text.passages import Passage, paragraphs_of
from storyboards.illustrated.tree import BookBlock, BookParagraph, Figure, Illustration, NoteSign, TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


class NoteSigns:
    """The labels of a chapter's notes by their numbers, and which of them have had their first sign."""

    def __init__(self, labels: Mapping[int, str]) -> None:
        self._labels = labels
        self._seen: set[int] = set()

    def of(self, paragraph: Paragraph) -> tuple[NoteSign, ...]:
        """Find the signs in a paragraph; those of notes that do not exist are left out."""
        return tuple(self._sign(anchor.at, anchor.note + 1) for anchor in paragraph.anchors if self._has(anchor.note))

    def _has(self, index: int) -> bool:
        return index + 1 in self._labels

    def _sign(self, at: int, number: int) -> NoteSign:
        is_first = number not in self._seen
        self._seen.add(number)
        return NoteSign(at, number, self._labels[number], is_first)


Item = BookParagraph | Figure | Illustration
NO_NOTES: Mapping[int, str] = {}


def blocks_of(
    passage: Passage,
    *,
    figures: Sequence[tuple[int, Figure]] = (),
    signs: NoteSigns | None = None,
    plate: tuple[int, Illustration] | None = None,
) -> tuple[BookBlock, ...]:
    """Put a passage into blocks. Each figure comes with the number of paragraphs that stand before it.

    `plate` is a picture of ours and a character of the passage: it stands before the paragraph of that character.
    A paragraph that is the caption of the figure beside it goes into the figure.
    """
    items = _with_captions(list(_items(passage, figures, signs or NoteSigns(NO_NOTES))))
    items = _with_plate(items, *plate) if plate else items
    blocks: list[BookBlock] = []
    for key, run in groupby(enumerate(items), key=_key):
        run_items = [item for _, item in run]
        figure = run_items[0]
        if isinstance(figure, Figure | Illustration):
            blocks.append(figure)
        else:
            texts = [item for item in run_items if isinstance(item, BookParagraph)]
            kind = texts[0].kind
            blocks.append(TextBlock(kind, () if key[0] == "break" else tuple(texts)))
    return tuple(blocks)


def _key(item: tuple[int, Item]) -> tuple[str, int]:
    """Return a key by which paragraphs of one kind go together; pictures and breaks stand alone."""
    number, block = item
    if isinstance(block, Figure | Illustration):
        return block.kind, number
    return block.kind, number if block.kind == "break" else -1


def _with_plate(items: Sequence[Item], at: int, plate: Illustration) -> list[Item]:
    """Put a picture before the paragraph in which the character `at` stands, or at the end."""
    place = next(
        (n for n, item in enumerate(items) if isinstance(item, BookParagraph) and item.start + len(item.text) > at),
        len(items),
    )
    return [*items[:place], plate, *items[place:]] if at else [plate, *items]


def _items(passage: Passage, figures: Iterable[tuple[int, Figure]], signs: NoteSigns) -> Iterator[Item]:
    waiting = sorted(figures, key=lambda placed: placed[0])
    number = start = 0
    for paragraph in paragraphs_of(passage):
        if paragraph.kind == "break":
            yield BookParagraph("", "break")
            continue
        while waiting and waiting[0][0] <= number:
            yield waiting.pop(0)[1]
        if paragraph.text.strip():
            yield BookParagraph(
                paragraph.text, paragraph.kind, paragraph.marks, signs.of(paragraph), number=number, start=start
            )
        number += 1
        start += len(paragraph.text) + len(BETWEEN_PARAGRAPHS)
    for _, figure in waiting:
        yield figure


def _with_captions(items: list[Item]) -> list[Item]:
    """Put captions that stand beside their figure into it, and leave out what only says what it shows."""
    taken: set[int] = set()
    captioned: dict[int, Figure] = {}
    for at, item in enumerate(items):
        if isinstance(item, Figure):
            own = {place: text for place, text in _captions_beside(items, at).items() if place not in taken}
            belonging = {place: text for place, text in own.items() if _is_said_of(item, text)}
            taken.update(belonging)
            captioned[at] = _captioned(item, [text for _, text in sorted(belonging.items())])
    return [captioned.get(at, item) for at, item in enumerate(items) if at not in taken]


def _captions_beside(items: Sequence[Item], at: int) -> dict[int, BookParagraph]:
    """Find the captions that stand right before and behind, by their places."""
    captions: dict[int, BookParagraph] = {}
    for step in (-1, 1):
        place = at + step
        while 0 <= place < len(items) and isinstance(item := items[place], BookParagraph) and item.kind == "caption":
            captions[place] = item
            place += step
    return captions


def _is_said_of(figure: Figure, paragraph: BookParagraph) -> bool:
    return paragraph.text in (figure.alt, *(caption.text for caption in figure.caption))


def _captioned(figure: Figure, paragraphs: Sequence[BookParagraph]) -> Figure:
    """Give a figure those of the paragraphs that are its caption, in place of what was known of it apart."""
    known = {caption.text for caption in figure.caption}
    own = tuple(paragraph for paragraph in paragraphs if paragraph.text in known)
    alt = "" if figure.alt in known else figure.alt
    return replace(figure, caption=own or figure.caption, alt=alt)
