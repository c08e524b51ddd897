"""What a book may have of each thing: what no book needs is shortened, with a warning, or the book is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from books.epub.errors import TooLarge
from books.manuscript import Manuscript, ManuscriptChapter, Mark, Note, NoteAnchor, OwnPicture, Paragraph
from books.text.names import plain_name, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from books.epub.limits import ReadingLimits

SENTENCE_END = re.compile(r"[.!?…。！？][”’\"')\]」』]*\s?")


def bounded(manuscript: Manuscript, limits: ReadingLimits) -> Manuscript:
    """Keep the book within its limits. Raises TooLarge where that would not be the book any more."""
    _refuse_too_much(manuscript, limits)
    shortening = _Shortening(limits)
    metadata = shortening.metadata(manuscript)
    chapters = tuple(part for chapter in manuscript.chapters for part in shortening.chapter(chapter))
    warnings = (*manuscript.warnings, *shortening.warnings)
    return replace(metadata, chapters=chapters, warnings=warnings)


def _refuse_too_much(manuscript: Manuscript, limits: ReadingLimits) -> None:
    if len(manuscript.chapters) > limits.chapters:
        raise TooLarge(f"There are more than {limits.chapters:,} chapters in this book, so it was not opened.")
    letters = sum(
        len(paragraph.text)
        for chapter in manuscript.chapters
        for paragraphs in (chapter.paragraphs, *(note.paragraphs for note in chapter.notes))
        for paragraph in paragraphs
    )
    if letters > limits.letters:
        raise TooLarge(
            f"This book has more than {limits.letters // 1_000_000} million letters, as many as eight long novels; "
            "split it into its volumes."
        )


class _Shortening:
    """Shortens the parts of one book, and counts what it has shortened."""

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._described: list[str] = []
        self._chapters = self._paragraphs = self._titles = self._captions = 0

    @property
    def warnings(self) -> list[str]:
        """What was shortened, in a reader's words."""
        warnings = list(self._described)
        if self._chapters:
            warnings.append(
                f"{_counted(self._chapters, 'chapter')} of more than {self._limits.chapter:,} characters or "
                f"{self._limits.chapter_paragraphs:,} paragraphs "
                f"{'stands' if self._chapters == 1 else 'stand'} in several parts."
            )
        if self._paragraphs:
            warnings.append(
                f"{_counted(self._paragraphs, 'paragraph')} of more than {self._limits.paragraph:,} characters "
                f"{'stands' if self._paragraphs == 1 else 'stand'} in several pieces."
            )
        if self._titles:
            were = "was" if self._titles == 1 else "were"
            warnings.append(f"{_counted(self._titles, 'title')} of chapters or parts {were} shortened.")
        if self._captions:
            many = "one picture" if self._captions == 1 else f"{self._captions:,} pictures"
            warnings.append(f"The captions or alternative texts of {many} were shortened.")
        return warnings

    def metadata(self, manuscript: Manuscript) -> Manuscript:
        """Shorten what the book says of itself."""
        limits = self._limits
        description = shortened(manuscript.description, limits.description)
        if description != manuscript.description:
            self._described.append("The description of the book was shortened.")
        names = [plain_name(author, limits.name) for author in manuscript.authors[: limits.authors]]
        if len(manuscript.authors) > limits.authors:
            self._described.append(f"Only the first {limits.authors} of its authors are named.")
        title = plain_name(manuscript.title, limits.title)
        if len(manuscript.title) > limits.title:
            self._described.append("The title of the book was shortened.")
        return replace(
            manuscript,
            title=title,
            authors=tuple(filter(None, names)),
            language=plain_name(manuscript.language, limits.name),
            description=description,
            series=plain_name(manuscript.series, limits.title),
            series_index=plain_name(manuscript.series_index, limits.label),
            subjects=tuple(filter(None, (plain_name(subject, limits.name) for subject in manuscript.subjects))),
        )

    def chapter(self, chapter: ManuscriptChapter) -> Sequence[ManuscriptChapter]:
        """Shorten a chapter with its names, notes and pictures, and cut it into as many parts as it needs."""
        title, part = plain_name(chapter.title, self._limits.title), plain_name(chapter.part, self._limits.title)
        self._titles += (len(chapter.title) > self._limits.title) + (len(chapter.part) > self._limits.title)
        pieces = [self._pieces(paragraph) for paragraph in chapter.paragraphs]
        paragraphs = tuple(piece for cut in pieces for piece in cut)
        pictures = self._pictures(chapter.pictures, pieces)
        notes = tuple(self._note(note) for note in chapter.notes)
        whole = replace(chapter, title=title, part=part, paragraphs=paragraphs, pictures=pictures, notes=notes)
        places = _places_of_parts(paragraphs, self._limits)
        if len(places) == 1:
            return (whole,)
        self._chapters += 1
        return [_part(whole, number, start, end) for number, (start, end) in enumerate(places, 1)]

    def _note(self, note: Note) -> Note:
        paragraphs = tuple(piece for paragraph in note.paragraphs for piece in self._pieces(paragraph))
        return Note(plain_name(note.label, self._limits.label), paragraphs)

    def _pictures(
        self, pictures: Iterable[OwnPicture], pieces: Sequence[Sequence[Paragraph]]
    ) -> tuple[OwnPicture, ...]:
        """Put the pictures behind as many pieces as they stood behind paragraphs."""
        places = list(accumulate(map(len, pieces), initial=0))
        result: list[OwnPicture] = []
        for picture in pictures:
            alt = shortened(picture.alt, self._limits.caption)
            caption = shortened(picture.caption, self._limits.caption)
            self._captions += (alt, caption) != (picture.alt, picture.caption)
            result.append(replace(picture, after=places[picture.after], alt=alt, caption=caption))
        return tuple(result)

    def _pieces(self, paragraph: Paragraph) -> Sequence[Paragraph]:
        if len(paragraph.text) <= self._limits.paragraph:
            return (paragraph,)
        self._paragraphs += 1
        return list(_pieces(paragraph, self._limits.paragraph))


def _places_of_parts(paragraphs: Sequence[Paragraph], limits: ReadingLimits) -> list[tuple[int, int]]:
    """Find where the parts of a chapter begin and end."""
    places: list[tuple[int, int]] = []
    start = letters = 0
    for number, paragraph in enumerate(paragraphs):
        letters += len(paragraph.text)
        if (letters > limits.chapter and number > start) or number - start == limits.chapter_paragraphs:
            places.append((start, number))
            start, letters = number, len(paragraph.text)
    return [*places, (start, len(paragraphs))]


def _part(chapter: ManuscriptChapter, number: int, start: int, end: int) -> ManuscriptChapter:
    """Make the paragraphs from `start` to `end` a chapter of their own, with their notes and pictures."""
    paragraphs = chapter.paragraphs[start:end]
    signed = dict.fromkeys(anchor.note for paragraph in paragraphs for anchor in paragraph.anchors)
    numbers = {note: index for index, note in enumerate(signed)}
    return replace(
        chapter,
        title=f"{chapter.title} ({number})".strip() if number > 1 else chapter.title,
        paragraphs=tuple(
            replace(p, anchors=tuple(NoteAnchor(a.at, numbers[a.note]) for a in p.anchors)) if p.anchors else p
            for p in paragraphs
        ),
        notes=tuple(chapter.notes[note] for note in signed),
        pictures=tuple(
            replace(picture, after=picture.after - start)
            for picture in chapter.pictures
            if start < picture.after <= end or (start == 0 and picture.after == 0)
        ),
    )


def _pieces(paragraph: Paragraph, longest: int) -> Iterator[Paragraph]:
    """Yield a paragraph cut between sentences, else between words, else anywhere."""
    text, start = paragraph.text, 0
    while start < len(text):
        end = _cut(text, start, longest)
        yield replace(
            paragraph,
            text=text[start:end].rstrip(),
            marks=tuple(_marks(paragraph.marks, start, end)),
            anchors=tuple(_anchors(paragraph.anchors, start, end, is_last=end == len(text))),
        )
        start = end


def _cut(text: str, start: int, longest: int) -> int:
    end = start + longest
    if end >= len(text):
        return len(text)
    ends = [match.end() for match in SENTENCE_END.finditer(text, start + longest // 2, end)]
    if ends:
        return ends[-1]
    space = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
    return space + 1 if space > start else end


def _marks(marks: Iterable[Mark], start: int, end: int) -> Iterator[Mark]:
    for mark in marks:
        if mark.start < end and mark.end > start:
            yield Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind)


def _anchors(anchors: Iterable[NoteAnchor], start: int, end: int, *, is_last: bool) -> Iterator[NoteAnchor]:
    for anchor in anchors:
        if start <= anchor.at < end or (is_last and anchor.at >= end):
            yield NoteAnchor(anchor.at - start, anchor.note)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
