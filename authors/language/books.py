"""How briefs, plans and texts are shown to a model: as blocks of data, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.contract import Plain
from authors.language.fencing import Block, lines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from authors.contract import Brief, Depiction, Finding, Outline, Paragraph, Part, PlannedPerson, PlannedPlace, Text


def brief_block(brief: Brief, *, untold: Collection[str] = ()) -> Block:
    """Show what is asked for, field by field as the form names them, without those that only concern the making."""
    lines = []
    for name, field in type(brief).model_fields.items():
        words = _words(getattr(brief, name))
        if words and name not in untold:
            lines.append(f"{field.title or name.replace('_', ' ')}: {words}")
    return Block("BRIEF", tuple(lines))


def wish_block(feedback: str) -> Block:
    """Show what the writer wants to be different."""
    return Block("WISH", lines_of([feedback]))


def people_block(people: Sequence[PlannedPerson], *, rank: int = 0) -> Block:
    """Show who is in the book."""
    return Block("PEOPLE", tuple(map(_person, people)), rank=rank)


def places_block(places: Sequence[PlannedPlace], *, rank: int = 1) -> Block:
    """Show where the book plays."""
    lines = (f"{place.name} | {place.kind} | {place.description} | {', '.join(place.keywords)}" for place in places)
    return Block("PLACES", tuple(lines), rank=rank)


def part_lines(outline: Outline, parts: Iterable[Part]) -> tuple[str, ...]:
    """Return the plan of parts, a line each, by their numbers in the plan."""
    numbers = {part.key: number for number, part in enumerate(outline.parts, 1)}
    return tuple(_part(numbers.get(part.key, 0), part) for part in parts)


def text_lines(text: Text) -> tuple[str, ...]:
    """Return the paragraphs of a text, a line each; ends of verses are slashes."""
    return tuple(map(paragraph_line, text.paragraphs))


def paragraph_line(paragraph: Paragraph) -> str:
    """Return a paragraph as a line; ends of verses are slashes."""
    return " / ".join(line.strip() for line in paragraph.text.splitlines() if line.strip())


def findings_block(findings: Sequence[Finding], text: Text) -> Block:
    """Show what was found, by the number of the paragraph from 1, with the words that it is about."""
    return Block("WHAT WAS FOUND", tuple(_finding(finding, text) for finding in findings))


def _finding(finding: Finding, text: Text) -> str:
    if finding.paragraph is None or finding.paragraph >= len(text.paragraphs):
        return f"all | {finding.words}"
    at = text.paragraphs[finding.paragraph].text[finding.start : finding.end]
    return f"{finding.paragraph + 1} | {finding.words}" + (f" | at: {at}" if at else "")


def _person(person: PlannedPerson) -> str:
    also = f" (also {', '.join(person.aliases)})" if person.aliases else ""
    looks = ", ".join(value for _, value in person.looks)
    return f"{person.name}{also} | {person.species} | {person.gender} | {person.age} | {person.role} | {looks}"


def _part(number: int, part: Part) -> str:
    own = [f"{name.replace('_', ' ')}: {words}" for name, value in part.details.items() if (words := _words(value))]
    picture = [_picture(part.depiction)] if part.depiction else []
    words = f"{part.words} words" if part.words else "no words"
    return " | ".join(text for text in (str(number), part.title, words, part.summary, *own, *picture) if text)


def _picture(shown: Depiction) -> str:
    people = ", ".join(f"{person.name} {person.action}".strip() for person in shown.people)
    return f"picture: {people or shown.thing} | {shown.place} | {shown.time_of_day}, {shown.weather}"


def _words(value: object) -> str:
    """Write a value of a brief or a plan in words; "" for one that says nothing."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Plain):
        pairs = ((name, _words(getattr(value, name))) for name in type(value).model_fields if name != "key")
        return ", ".join(f"{name.replace('_', ' ')}: {words}" for name, words in pairs if words)
    if isinstance(value, dict):
        pairs = ((str(name), _words(own)) for name, own in value.items())
        return ", ".join(f"{name}: {words}" for name, words in pairs if words)
    if isinstance(value, (list, tuple)):
        return "; ".join(words for each in value if (words := _words(each)))
    return str(value)
