"""A kind of book of the tests' own: a few spreads about a hero, by an author that can be told to make mistakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import BaseModel, Field

from authors.contract import (
    Brief,
    Context,
    Declined,
    DepictedPerson,
    Depiction,
    Finding,
    Material,
    Memory,
    Outline,
    Paragraph,
    Part,
    PlannedPerson,
    PlannedPlace,
    Text,
)
from books import manuscript as books
from providers.interfaces.text import TextModel, TextRequest, parse
from writing.kinds.kind import BookKind

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "rhymes"
MISTAKE = "As an AI"


class RhymesBrief(Brief):
    """The brief of the tests' kind."""

    hero: str = Field(default="Wick", max_length=20)
    hero_key: str = ""
    spreads: int = Field(default=3, ge=1, le=9)


@dataclass
class Rhymer:
    """Writes the same for the same brief; mistakes are made by the keys of parts, and mended at that many revisions."""

    name: str = "rhymer"
    calls: list[str] = field(default_factory=list)
    mistakes: dict[str, int] = field(default_factory=dict)

    def outline(self, brief: RhymesBrief, *, memory: Memory, material: Material, feedback: str = "") -> Outline:
        self.calls.append("outline")
        if brief.hero == "Grief":
            raise Declined("This is beyond the built-in author. Write it yourself, or choose a model.")
        told = f" {feedback}" if feedback else ""
        return Outline(
            title=brief.title or f"{brief.hero} and the Lamp",
            understood=f"A story about {brief.hero}.{told}",
            people=(
                PlannedPerson(
                    name=brief.hero,
                    gender="female",
                    age="child",
                    role="protagonist",
                    looks=(("hair", "red hair"), ("clothes", "a yellow coat")),
                    key=brief.hero_key,
                ),
                PlannedPerson(name="Otto", species="owl", role="major", looks=(("marks", "a white spot"),)),
            ),
            places=(PlannedPlace(name="the shore", kind="beach", keywords=("sand", "lighthouse")),),
            parts=tuple(
                Part(
                    key=f"spread {n}",
                    title=f"Spread {n}",
                    kind="spread",
                    summary=f"{brief.hero} finds lamp {n}.",
                    words=12,
                    after=(f"spread {n - 1}",) if n > 1 else (),
                    depiction=Depiction(
                        moment=f"{brief.hero} held lamp {n}.",
                        people=(DepictedPerson(name=brief.hero, action="holds a lamp"), DepictedPerson(name="Otto")),
                        place="the shore",
                        deed="holding",
                        thing="lamp",
                        time_of_day="night",
                    ),
                )
                for n in range(1, brief.spreads + 1)
            ),
            details={"used": {"plot:lamps": 1}},
        )

    def write(self, brief: RhymesBrief, part: Part, context: Context) -> Text:
        self.calls.append(f"write {part.key}")
        number = part.key.split()[-1]
        mistake = f"{MISTAKE}, " if self.mistakes.get(part.key) else ""
        said = f" {context.feedback}" if context.feedback else ""
        before = len(context.written)
        return Text(
            paragraphs=(
                Paragraph(text=f"{mistake}{brief.hero} held lamp {number}."),
                Paragraph(text=f"“Bright,” said Otto, after {before} others.{said}"),
            ),
            details={"used": {f"line:{number}": 1}},
        )

    def revise(
        self, brief: RhymesBrief, part: Part, text: Text, findings: tuple[Finding, ...], context: Context
    ) -> Text:
        self.calls.append(f"revise {part.key}")
        left = self.mistakes.get(part.key, 0) - 1
        self.mistakes[part.key] = left
        first = text.paragraphs[0].text
        mended = first.replace(f"{MISTAKE}, ", "") if left <= 0 else f"{first} Again."
        return text.model_copy(update={"paragraphs": (Paragraph(text=mended), *text.paragraphs[1:])})


class AnsweredText(BaseModel):
    """What a model answers for a part."""

    paragraphs: list[str]


@dataclass
class ModelRhymer(Rhymer):
    """Has the parts written by a language model."""

    model: TextModel | None = None
    name: str = "model"

    def write(self, brief: RhymesBrief, part: Part, context: Context) -> Text:
        assert self.model is not None
        told = "\n".join(text.plain for text in context.written.values())
        request = TextRequest(
            system="You write rhymes.",
            prefix="",
            prompt=f"{part.summary}\n{context.feedback}\n{told}",
            schema=AnsweredText,
            max_output_tokens=500,
        )
        answer, _ = parse(self.model, request, AnsweredText)
        return Text(paragraphs=tuple(Paragraph(text=text) for text in answer.paragraphs))


def check(brief: RhymesBrief, part: Part, text: Text, context: Context) -> tuple[Finding, ...]:
    return tuple(
        Finding(rule="manners", severity="wrong", words="It speaks of itself.", paragraph=n, start=0, end=len(MISTAKE))
        for n, paragraph in enumerate(text.paragraphs)
        if MISTAKE in paragraph.text
    )


def check_whole(
    brief: RhymesBrief, outline: Outline, texts: Mapping[str, Text], material: Material
) -> Mapping[str, tuple[Finding, ...]]:
    return {"": (Finding(rule="length", severity="doubtful", words=f"{len(texts)} parts."),)}


def manuscript(brief: RhymesBrief, outline: Outline, texts: Mapping[str, Text], material: Material) -> books.Manuscript:
    paragraphs: list[books.Paragraph] = []
    for part in outline.parts:
        if paragraphs:
            paragraphs.append(books.Paragraph("", "break"))
        paragraphs += (books.Paragraph(paragraph.text) for paragraph in texts[part.key].paragraphs)
    return books.Manuscript(
        title=outline.title,
        authors=(brief.author_name or "Ann",),
        language=brief.language,
        chapters=(
            books.ManuscriptChapter("Copyright", (books.Paragraph("Written here."),), kind="front"),
            books.ManuscriptChapter(outline.title, tuple(paragraphs), in_spreads=True),
        ),
    )


def kind_by(author: Rhymer) -> BookKind[RhymesBrief]:
    """Return the kind, its books written by that author."""

    def by_model(model: TextModel) -> ModelRhymer:
        return ModelRhymer(calls=author.calls, mistakes=author.mistakes, model=model)

    return BookKind(
        name=NAME,
        title="Rhymes",
        about="A few spreads about a hero.",
        brief=RhymesBrief,
        built_in=lambda: author,
        by_model=by_model,
        check=check,
        check_whole=check_whole,
        manuscript=manuscript,
    )
