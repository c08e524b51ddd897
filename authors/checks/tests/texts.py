"""Texts and plans that the tests of the rules measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from authors.checks import check
from authors.contract import (
    Brief,
    Context,
    Depiction,
    Outline,
    Paragraph,
    Part,
    PlannedPerson,
    Text,
)
from authors.tales.brief import ChildrensBrief

if TYPE_CHECKING:
    from authors.contract import Finding, ParagraphKind, PartKind
    from authors.tales.brief import AgeGroup

BIOGRAPHY = Brief(title="The Keeper of Skarvholm")
PEOPLE = (
    PlannedPerson(name="Wick", species="hedgehog", gender="male", role="protagonist"),
    PlannedPerson(name="Odile", species="owl", gender="female", role="major"),
)


def text_of(*paragraphs: str, kind: ParagraphKind = "prose") -> Text:
    """Return a text of these paragraphs."""
    return Text(paragraphs=tuple(Paragraph(text=paragraph, kind=kind) for paragraph in paragraphs))


def story(age: AgeGroup = "3-5", **fields: Any) -> ChildrensBrief:
    """Return the brief of a story."""
    return ChildrensBrief(age=age, theme="a hedgehog who is afraid of the dark", **fields)


def findings(
    text: Text | str,
    *,
    brief: Brief | None = None,
    words: int | None = None,
    others: dict[str, str] | None = None,
    people: tuple[PlannedPerson, ...] = PEOPLE,
    depiction: Depiction | None = None,
    part: Part | None = None,
    details: dict[str, Any] | None = None,
    last: bool = False,
) -> tuple[Finding, ...]:
    """Check a text as a part in the middle of a book (`last`: its last part) whose length is as planned."""
    measured = text_of(text) if isinstance(text, str) else text
    asked = brief or story()
    kind: PartKind = "spread" if isinstance(asked, ChildrensBrief) else "chapter"
    part = part or Part(
        key="here", kind=kind, words=measured.word_count if words is None else words, depiction=depiction
    )
    other_parts = tuple(Part(key=key, kind=part.kind, words=10) for key in others or {})
    rest = () if last else tuple(Part(key=f"after-{n}", kind=part.kind, words=10) for n in range(3))
    outline = Outline(
        title="A Light of One's Own", people=people, parts=(*other_parts, part, *rest), details=details or {}
    )
    written = {key: text_of(other) for key, other in (others or {}).items()}
    return check(asked, part, measured, Context(outline=outline, written=written))


def rules_of(text: Text | str, **around: Any) -> set[str]:
    """Return the names of the rules that a text breaks."""
    return {finding.rule for finding in findings(text, **around)}
