"""From accepted texts to a book: chapters with notes for what their sentences rest on, and the lists at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.citations.bibliography import Bibliography
from authors.dossiers.lists import entries_of, events_of_life, glossary_of
from authors.facts.model import Dossier
from authors.wording import listed
from books.manuscript import Manuscript, ManuscriptChapter, Note, NoteAnchor, Paragraph, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from authors import contract
    from authors.contract import Material, Outline, Text
    from authors.dossiers.brief import BiographyBrief
    from authors.dossiers.lists import Entry

KINDS: Mapping[contract.ParagraphKind, ParagraphKind] = {
    "prose": "prose",
    "verse": "verse",
    "heading": "heading",
    "quotation": "letter",
    "list": "list",
}
SUBJECTS = ("Biography",)
_MOST_PLACES = 3
"""Places in a source that one note names; of more, it names the source alone."""


def manuscript(brief: BiographyBrief, outline: Outline, texts: Mapping[str, Text], material: Material) -> Manuscript:
    """Make the book of the accepted texts."""
    dossier = Dossier.of(material)
    bibliography = Bibliography(dossier.sources, brief.citation_style)
    notes = _Notes(dossier, bibliography, at_end=brief.notes == "endnotes")
    chapters = [notes.chapter(part.title, texts[part.key]) for part in outline.parts if part.key in texts]
    told = [fact for part in outline.parts for fact in part.facts]
    chapters += _lists(brief, dossier, told)
    if notes.listed:
        chapters.append(_chapter("Notes", [Paragraph(text) for text in notes.listed]))
    if entries := bibliography.entries():
        chapters.append(_chapter("Sources", [Paragraph(entry) for entry in entries]))
    return Manuscript(
        title=outline.title,
        authors=(brief.author_name,) if brief.author_name else (),
        language=brief.language,
        chapters=tuple(chapter for chapter in chapters if chapter.paragraphs),
        description=outline.understood,
        subjects=(*SUBJECTS, brief.subject),
    )


class _Notes:
    """Writes notes while chapters are gone through: at the foot of the page, or numbered through to the end."""

    def __init__(self, dossier: Dossier, bibliography: Bibliography, *, at_end: bool) -> None:
        self._dossier, self._bibliography, self._at_end = dossier, bibliography, at_end
        self.listed: list[str] = []

    def chapter(self, title: str, text: Text) -> ManuscriptChapter:
        """Make a chapter with the notes that its sentences ask for."""
        paragraphs: list[Paragraph] = []
        notes: list[Note] = []
        for index, paragraph in enumerate(text.paragraphs):
            following = text.paragraphs[index + 1] if index + 1 < len(text.paragraphs) else None
            paragraphs.append(self._paragraph(paragraph, following, notes))
        return ManuscriptChapter(title=text.title or title, paragraphs=tuple(paragraphs), notes=tuple(notes))

    def _paragraph(
        self, paragraph: contract.Paragraph, following: contract.Paragraph | None, notes: list[Note]
    ) -> Paragraph:
        text, anchors = paragraph.text, []
        supports = sorted(paragraph.supports, key=lambda support: support.end)
        signs: list[tuple[int, str]] = []
        for index, support in enumerate(supports):
            after = supports[index + 1] if index + 1 < len(supports) else _first(following)
            words = self._words(support.passages)
            if words and (after is None or after.passages != support.passages):
                signs.append((support.end, words))
        offset = 0
        for at, words in signs:
            if self._at_end:
                self.listed.append(f"{len(self.listed) + 1}. {words}")
                sign = f"[{len(self.listed)}]"
                text = text[: at + offset] + sign + text[at + offset :]
                offset += len(sign)
            else:
                notes.append(Note(label=str(len(notes) + 1), paragraphs=(Paragraph(words),)))
                anchors.append(NoteAnchor(at=at, note=len(notes) - 1))
        return Paragraph(text, KINDS[paragraph.kind], anchors=tuple(anchors))

    def _words(self, passages: Iterable[str]) -> str:
        """Write one note for passages, by their sources."""
        by_source: dict[str, list[str]] = {}
        for key in passages:
            passage = self._dossier.passages.get(key)
            if passage is not None and passage.source in self._dossier.sources:
                places = by_source.setdefault(passage.source, [])
                if passage.locator and passage.locator not in places:
                    places.append(passage.locator)
        written = [
            self._bibliography.note(source, ", ".join(places) if len(places) <= _MOST_PLACES else "").rstrip(".")
            for source, places in by_source.items()
        ]
        return f"{'; '.join(written)}." if written else ""


def _first(paragraph: contract.Paragraph | None) -> contract.Support | None:
    """Return what a quotation that follows rests on: the sentence that leads to it needs no note of its own."""
    if paragraph is None or paragraph.kind != "quotation" or not paragraph.supports:
        return None
    return min(paragraph.supports, key=lambda support: support.start)


def _lists(brief: BiographyBrief, dossier: Dossier, told: Sequence[str]) -> list[ManuscriptChapter]:
    chapters = []
    if brief.has_timeline:
        events = events_of_life(dossier, told)
        rows = [f"{event.date}{' (the sources differ)' if event.disputed else ''}: {event.words}" for event in events]
        chapters.append(_chapter("Timeline", [Paragraph(row, "list") for row in rows]))
    if brief.has_people:
        people, places = (entries_of(dossier, field, told, fewest=2) for field in ("people", "places"))
        chapters.append(_chapter("People", [Paragraph(_row(entry), "list") for entry in people]))
        chapters.append(_chapter("Places", [Paragraph(_row(entry), "list") for entry in places]))
    if brief.has_glossary:
        terms = glossary_of(dossier, told)
        chapters.append(_chapter("Glossary", [Paragraph(_row(entry), "list") for entry in terms]))
    return chapters


def _row(entry: Entry) -> str:
    when = listed(str(year) for year in entry.years[:6])
    parts = [part for part in (entry.described, when) if part]
    return f"{entry.name}: {'; '.join(parts)}" if parts else entry.name


def _chapter(title: str, paragraphs: Sequence[Paragraph]) -> ManuscriptChapter:
    return ManuscriptChapter(title=title, paragraphs=tuple(paragraphs), kind="back")
