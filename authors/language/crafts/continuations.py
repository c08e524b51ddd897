"""Stories that readers continue: a scene of a posted line, its check and its mending, asked of a model.

Whatever the length of a story, a question has its last scenes, a recap, and of the bible first those who are there:
it stays as long as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.continuations.contract import MOST_LINE, Draft, Segment, Statement, StoryFinding
from authors.continuations.reading import statements_of
from authors.contract import PlannedPerson, PlannedPlace
from authors.language.asking import Asker
from authors.language.depicting import LONGEST_NAME, clean, depiction_of
from authors.language.fencing import Block, lines_of, untamed
from authors.language.fitting import Question
from authors.language.prompts import prompt
from authors.language.schemas.continuations import CheckedScene, ExpandedScene, MendedScene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.continuations.contract import (
        Findings,
        PersonFacts,
        PlaceFacts,
        StoryContext,
        StoryFacts,
        ThingFacts,
    )
    from authors.language.schemas.continuations import SceneFault
    from providers.interfaces.text import TextModel

MOST_HERE, MOST_OTHERS, MOST_THINGS, MOST_PLACES = 12, 40, 40, 20
"""Lines of the bible that are shown: people who are there, others, things and places, the latest first."""
LONGEST_PARAGRAPH = 2_000
"""Characters."""
MOST_PARAGRAPHS = 12
NEAR = 0.8
TOKENS_OF_WORD = 1.5
TOKENS_AROUND = 900
"""Of a scene's answer: title, picture and facts."""
TOKENS_OF_CHECK = 1_500
_NUMBER = re.compile(r"\d+")


class LanguageStoryAuthor:
    """Continues stories with any text model. It keeps nothing, and asks the same for the same arguments."""

    def __init__(self, model: TextModel) -> None:
        self.name = model.name
        self._asker = Asker.of(model)

    def expand(self, line: str, context: StoryContext) -> Draft:
        """Have a scene written. Raises Declined, and what the model raises."""
        question = expansion(line, context)
        answer = self._asker.ask(question, ExpandedScene, _wrong_scene, to="tell this scene")
        return _draft_of(answer, line, context)

    def check(self, draft: Draft, context: StoryContext) -> Findings:
        """Have contradictions found that no rule finds. Raises Declined, and what the model raises."""
        question = _question("check", context, (_draft_block(draft),), CheckedScene, TOKENS_OF_CHECK)
        answer = self._asker.ask(question, CheckedScene, lambda _: "", to="check this scene")
        return tuple(_finding_of(fault, draft) for fault in answer.faults)

    def correct(self, draft: Draft, findings: Findings, context: StoryContext) -> Draft:
        """Have what was found mended; all other paragraphs stay letter by letter."""
        blocks = (_draft_block(draft), _findings_block(findings, draft))
        question = _question("correct", context, blocks, MendedScene, _tokens(context))
        answer = self._asker.ask(question, MendedScene, lambda _: "", to="mend this scene")
        paragraphs = list(draft.paragraphs)
        for each in answer.paragraphs:
            if 1 <= each.number <= len(paragraphs) and each.text.strip():
                paragraphs[each.number - 1] = clean(each.text, LONGEST_PARAGRAPH)
        states = statements_of(paragraphs, context.facts)
        return draft.model_copy(update={"paragraphs": tuple(paragraphs), "states": states})


def expansion(line: str, context: StoryContext) -> Question:
    """Return the question for a scene; also what a continuation will cost is told by it."""
    words = context.settings.words
    task = prompt("continuations-expand").substitute(least=round(words * NEAR), most=round(words / NEAR))
    blocks = (Block("LINE", lines_of([line[:MOST_LINE]])),)
    return _question("", context, blocks, ExpandedScene, _tokens(context), task=task)


def _tokens(context: StoryContext) -> int:
    return round(context.settings.words * TOKENS_OF_WORD) + TOKENS_AROUND


def _question(
    name: str,
    context: StoryContext,
    own: tuple[Block, ...],
    schema: type[ExpandedScene | CheckedScene | MendedScene],
    tokens: int,
    *,
    task: str = "",
) -> Question:
    return Question(
        system=prompt("continuations-system").template,
        task=task or prompt(f"continuations-{name}").template,
        schema=schema,
        shared=(_style_block(context),),
        own=(*_story_blocks(context), *own),
        answer_tokens=tokens,
    )


def _style_block(context: StoryContext) -> Block:
    settings = context.settings
    return Block(
        "STYLE",
        (
            f"language: {settings.language}",
            f"voice: {settings.voice}",
            f"readers: {settings.rating}",
            f"title: {settings.title}",
            f"style: {settings.style}",
        ),
    )


def _story_blocks(context: StoryContext) -> tuple[Block, ...]:
    """Show what is known, most needful first: nothing of it grows with the length of the story."""
    facts = context.facts
    here, others = _people(facts, context.last)
    clock = facts.clock
    time = f"day {clock.day + 1} | {clock.time_of_day} | {clock.season} | {clock.weekday} | {clock.weather}"
    things = [thing for thing in facts.things if thing.owner or thing.state != "whole" or thing.count]
    last = [f"{segment.title} | {' '.join(segment.text.split())}" for segment in context.last]
    return tuple(
        block
        for block in (
            Block("PEOPLE", tuple(map(_person, here))),
            Block("TIME", (time, f"the story stands at: {facts.place}")),
            Block("THE LAST SCENES", tuple(last), rank=1, keeps_end=True),
            Block("THE STORY SO FAR", context.recap.lines, rank=2, keeps_end=True),
            Block("THINGS", tuple(map(_thing, reversed(things[-MOST_THINGS:]))), rank=3),
            Block("OTHER PEOPLE", tuple(map(_person, others)), rank=4),
            Block("PLACES", tuple(map(_place, reversed(facts.places[-MOST_PLACES:]))), rank=5),
        )
        if block.lines
    )


def _people(facts: StoryFacts, last: Sequence[Segment]) -> tuple[list[PersonFacts], list[PersonFacts]]:
    """Return those of the last segments, and the others whom one has to know of, the dead and the absent first."""
    recent = {segment.id for segment in last}
    here = [person for person in facts.people if person.last_seen in recent and person.state == "alive"]
    rest = [person for person in reversed(facts.people) if person not in here[-MOST_HERE:]]
    rest.sort(key=lambda person: person.state == "alive")
    return here[-MOST_HERE:], rest[:MOST_OTHERS]


def _person(person: PersonFacts) -> str:
    said = [
        f"also {', '.join(person.aliases)}" if person.aliases else "",
        person.pronoun,
        person.species,
        f"aged {person.age}" if person.age else "",
        ", ".join(f"{each.other} {each.value}" for each in person.looks),
        ", ".join(each.value for each in person.traits),
        ", ".join(f"cannot or never does: {each.value}" for each in person.limits),
        ", ".join(f"{each.value} of {each.other}" for each in person.relations),
        person.state if person.state != "alive" else "",
        f"has {', '.join(person.belongings)}" if person.belongings else "",
        f"at {person.place}" if person.place else "",
    ]
    return " | ".join([person.name, *(each for each in said if each)])


def _thing(thing: ThingFacts) -> str:
    said = (
        f"owner {thing.owner}" if thing.owner else "",
        thing.state if thing.state != "whole" else "",
        f"{thing.count} of them" if thing.count else "",
    )
    return " | ".join([thing.name, *(each for each in said if each)])


def _place(place: PlaceFacts) -> str:
    features = ", ".join(each.value for each in place.features)
    return " | ".join(each for each in (place.name, place.kind, place.state, features) if each)


def _draft_block(draft: Draft) -> Block:
    lines = (f"{number} | {' '.join(text.split())}" for number, text in enumerate(draft.paragraphs, 1))
    return Block("DRAFT", tuple(lines))


def _findings_block(findings: Findings, draft: Draft) -> Block:
    lines = []
    for finding in findings:
        known = finding.paragraph < len(draft.paragraphs)
        words = draft.paragraphs[finding.paragraph][finding.start : finding.end] if known else ""
        lines.append(f"{finding.paragraph + 1} | {finding.message} | {finding.suggestion} | at: {words}")
    return Block("WHAT WAS FOUND", tuple(lines))


def _wrong_scene(answer: ExpandedScene) -> str:
    return "" if any(text.strip() for text in answer.paragraphs) else "The scene has no text."


def _draft_of(answer: ExpandedScene, line: str, context: StoryContext) -> Draft:
    facts = context.facts
    texts = (clean(text, LONGEST_PARAGRAPH) for text in answer.paragraphs[:MOST_PARAGRAPHS])
    paragraphs = tuple(text for text in texts if text)
    known = tuple(PlannedPerson(name=person.name, aliases=person.aliases) for person in facts.people)
    new = tuple(PlannedPerson(name=name) for seen in answer.picture.people if (name := clean(seen.name, LONGEST_NAME)))
    places = tuple(PlannedPlace(name=place.name) for place in facts.places)
    depiction = depiction_of(answer.picture, (*known, *new), places)
    moment = untamed(answer.moment).strip()
    return Draft(
        line=line[:MOST_LINE],
        title=clean(answer.title, LONGEST_NAME),
        paragraphs=paragraphs,
        place=clean(answer.place, LONGEST_NAME) or facts.place,
        time_of_day=answer.time_of_day,
        weather=answer.weather,
        people=depiction.people,
        depiction=depiction.model_copy(update={"moment": moment if moment in " ".join(paragraphs) else paragraphs[0]}),
        states=(*statements_of(paragraphs, facts), *_stated(answer)),
    )


def _stated(answer: ExpandedScene) -> tuple[Statement, ...]:
    """Return the facts that a model names, where they can be merged: numbers are numbers, states are states."""
    found = []
    for fact in answer.facts:
        value, about = clean(fact.value, LONGEST_NAME), clean(fact.about, LONGEST_NAME)
        is_sound = {
            "number": bool(_NUMBER.fullmatch(value)),
            "life": value in ("alive", "dead", "away"),
            "condition": value in ("whole", "broken", "lost", "gone"),
        }.get(fact.kind, True)
        if about and value and is_sound:
            found.append(Statement(kind=fact.kind, about=about, value=value, other=clean(fact.other, LONGEST_NAME)))
    return tuple(found)


def _finding_of(fault: SceneFault, draft: Draft) -> StoryFinding:
    """Return a finding at the words that a model has copied; at the whole paragraph where they are not in it."""
    number = min(max(fault.number, 1), max(len(draft.paragraphs), 1)) - 1
    text = draft.paragraphs[number] if draft.paragraphs else ""
    words = untamed(fault.words).strip()
    start = text.find(words) if words else -1
    replacement = clean(fault.replacement)
    is_small = fault.severity == "small" and bool(replacement) and start >= 0
    return StoryFinding(
        rule="model",
        type=fault.type,
        severity="small" if is_small else "large",
        message=clean(fault.message),
        suggestion=clean(fault.suggestion),
        paragraph=number,
        start=max(start, 0),
        end=start + len(words) if start >= 0 else len(text),
        replacement=replacement if is_small else None,
    )
