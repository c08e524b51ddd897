"""Who of those with a name is somebody, and who else acts: the rules' people, read again in the parsed prose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysts.bible import Change, Person, Role
from analysts.names import ENGLISH, FOREIGN
from analysts.prose.beings.being import NamedPerson, ParsedChapter, Speech
from analysts.prose.beings.cast import build_cast
from analysts.vocabulary import PERSONLIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.beings.being import Being
    from analysts.prose.beings.cast import Cast
    from analysts.prose.sentences import Sentence
    from analysts.rules.speech.turns import Attribution
    from analysts.text.blocks import SceneBlock

_MORE = 2
_PROTAGONIST, _MAJOR, _MAJOR_LEAST, _MINOR = 0.6, 0.1, 8, 3
"""Shares of the mentions of the one who is named most, and mentions, from which somebody plays a role."""


def parsed_chapter(
    number: int,
    blocks: Sequence[SceneBlock],
    attributions: Sequence[Sequence[Attribution]],
    sentences: Sequence[Sentence],
    told_by: str | None = None,
) -> ParsedChapter:
    """Join a chapter's sentences with its blocks, whose paragraphs they are, and with who speaks in each."""
    return ParsedChapter(
        number=number,
        scenes=tuple(block.scene for block in blocks),
        sentences=sentences,
        speeches=tuple(
            Speech(paragraph, quote.start, quote.end, block.text[quote.start : quote.end], by.speaker, by.probability)
            for paragraph, (block, here) in enumerate(zip(blocks, attributions, strict=True))
            for quote, by in zip(block.quotes, here, strict=True)
        ),
        told_by=told_by,
    )


def is_readable(chapters: Sequence[ParsedChapter]) -> bool:
    """Say whether the parser, which knows English alone, could read a book: by the small words of its sentences."""
    texts = [token.text.lower() for chapter in chapters for sentence in chapter.sentences for token in sentence.tokens]
    return sum(text in ENGLISH for text in texts) > _MORE * sum(text in FOREIGN for text in texts)


def cast_of(chapters: Sequence[ParsedChapter], people: Sequence[Person]) -> Cast:
    """Build the cast of a whole book around the people that the rules found."""
    return build_cast(chapters, [NamedPerson(p.name, p.aliases, p.gender, p.is_narrator) for p in people])


def people_as_read(people: Sequence[Person], cast: Cast) -> list[Person]:
    """Return those who are somebody, each once, and those who act without a name; the most mentioned first."""
    rows: dict[int, list[Person]] = {}
    unnamed: list[Being] = []
    for being in cast.beings:
        rows[id(being)] = [p for p in people if p.name in being.forms and cast.named(p.name) is being]
        if not rows[id(being)]:
            unnamed.append(being)
    read = [_joined(being, rows[id(being)]) for being in cast.beings if rows[id(being)]]
    taken = {form for p in read for form in (p.name, *p.aliases)}
    read.extend(_unnamed(being, cast.scenes(being)) for being in unnamed if being.name not in taken)
    read.sort(key=lambda p: -p.mentions)
    return _with_roles(read)


def deaths_as_read(people: Sequence[Person], chapters: Sequence[ParsedChapter], cast: Cast) -> list[Change]:
    """Return the deaths that the narration tells of."""
    named = {person.name for person in people}
    by_number = {chapter.number: chapter for chapter in chapters}
    deaths = []
    for being in cast.beings:
        place, name = cast.death(being), next((n for n in (being.name, *sorted(being.forms)) if n in named), None)
        if place is not None and name is not None:
            chapter = by_number[place[0]]
            scene = chapter.scenes[chapter.sentences[place[1]].paragraph]
            deaths.append(Change(name, scene, "death", "dies", "dead"))
    return deaths


def _joined(being: Being, rows: Sequence[Person]) -> Person:
    """Make one person of the rows that are one being; the row that is named most gives the name."""
    first = max(rows, key=lambda p: (p.is_narrator, p.mentions))
    others = [p for p in rows if p is not first]
    forms = dict.fromkeys([*first.aliases, *(form for p in others for form in (p.name, *p.aliases))])
    forms.pop(first.name, None)
    return replace(
        first,
        aliases=tuple(forms),
        gender=first.gender if first.gender != "unknown" else being.gender,
        mentions=sum(p.mentions for p in rows),
        scenes=tuple(sorted({scene for p in rows for scene in p.scenes})),
        is_narrator=any(p.is_narrator for p in rows),
        age=being.age,
        species=being.species,
        is_clothed=_is_clothed(being),
        is_group=being.is_group,
    )


def _unnamed(being: Being, scenes: tuple[int, ...]) -> Person:
    lower = being.name[0].lower() + being.name[1:]
    return Person(
        name=being.name,
        aliases=(lower,) if being.name.startswith("The ") else (),
        gender=being.gender,
        age=being.age,
        role="minor",
        mentions=being.mentions,
        scenes=scenes,
        is_narrator=being.is_narrator,
        species=being.species,
        is_clothed=_is_clothed(being),
        is_group=being.is_group,
    )


def _is_clothed(being: Being) -> bool | None:
    """Return whether the text dresses them; None of those who are dressed unless it says otherwise."""
    return None if being.species in PERSONLIKE else being.is_clothed


def _with_roles(people: Sequence[Person]) -> list[Person]:
    most = max((p.mentions for p in people), default=0)
    return [replace(p, role=_role(p, most)) for p in people]


def _role(person: Person, most: int) -> Role:
    if person.is_narrator or person.mentions >= _PROTAGONIST * most:
        return "protagonist"
    if person.mentions >= max(_MAJOR * most, _MAJOR_LEAST):
        return "major"
    return "minor" if person.mentions >= _MINOR or person.role == "minor" else "mentioned"
