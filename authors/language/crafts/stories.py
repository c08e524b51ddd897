"""Illustrated stories for children: one question for the plan, one for the text of all spreads that an answer holds.

All spreads in one answer have one voice, so the question for a run of spreads is the same whichever of them is asked
for: the first that asks pays, the others find the answer. A spread that is written anew is asked for by itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.contract import Depiction, Memory, Outline, Paragraph, Part, PlannedPerson, PlannedPlace, Text
from authors.language.books import (
    brief_block,
    findings_block,
    part_lines,
    people_block,
    places_block,
    text_lines,
    wish_block,
)
from authors.language.crafts.craft import Expected
from authors.language.crafts.heroes import missing_heroes, with_heroes
from authors.language.crafts.shelves import shelf_block, with_shelf
from authors.language.depicting import clean, depiction_of, person_of, place_of
from authors.language.fencing import Block, lines_of, untamed
from authors.language.fitting import Question
from authors.language.prompts import prompt
from authors.language.schemas.plans import StoryPlan
from authors.language.schemas.texts import Page, Pages
from authors.tales.brief import Hero

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from authors.contract import Context, Finding, Material
    from authors.language.asking import Asker
    from authors.language.fitting import Limits
    from authors.tales.brief import AgeGroup, ChildrensBrief

UNTOLD = ("pages", "trim", "author_name")
"""Fields of the brief that concern the making of the book and not its words."""
TOKENS_A_WORD, TOKENS_A_SPREAD = 2.0, 90
"""Of an answer with texts: so many for each word at the most (other languages have more than English), and so many
for what stands around them."""
PLAN_TOKENS, PLAN_TOKENS_A_SPREAD = 2_500, 330
ANSWER_SHARE = 0.9
"""Of the longest answer: what is planned for one."""


@dataclass(frozen=True, slots=True)
class Aims:
    """What is aimed at for an age: words of a spread, from and to, and of a sentence.

    They lie within what `authors.checks` takes for the limits; sources stand there.
    """

    least: int
    most: int
    sentence: int

    @property
    def middle(self) -> int:
        """Words of a spread on average."""
        return (self.least + self.most) // 2


AIMS: Mapping[AgeGroup, Aims] = {
    "0-2": Aims(3, 12, 4),
    "3-5": Aims(15, 50, 8),
    "6-8": Aims(35, 90, 10),
    "9-12": Aims(90, 250, 13),
}


class Stories:
    """The craft of illustrated stories."""

    def plan(self, asker: Asker, brief: ChildrensBrief, _material: Material, feedback: str, memory: Memory) -> Outline:
        """Plan the story in spreads."""
        question = self._planning(brief, feedback, memory)
        plan = asker.ask(question, StoryPlan, _check_plan(brief), to="plan this book")
        return _outline(plan, brief)

    def write(self, asker: Asker, brief: ChildrensBrief, part: Part, context: Context) -> Text:
        """Write a spread, with those of its run."""
        if context.before is not None or context.feedback:
            own = wish_block(context.feedback)
            return self._again(asker, brief, part, context, context.before or Text(), own)
        run = _run_of(part, context.outline, asker.limits)
        question = self._writing(brief, context.outline, run, context.written, context.memory)
        numbers = _numbers(context.outline, run)
        pages = asker.ask(question, Pages, _check_pages(numbers), to="write this story")
        number = numbers[part.key][0]
        return _text(next(page for page in pages.pages if page.number == number), part)

    def revise(
        self,
        asker: Asker,
        brief: ChildrensBrief,
        part: Part,
        text: Text,
        findings: tuple[Finding, ...],
        context: Context,
    ) -> Text:
        """Mend a spread."""
        return self._again(asker, brief, part, context, text, findings_block(findings, text))

    def expected(
        self, brief: ChildrensBrief, outline: Outline | None, _material: Material, limits: Limits, memory: Memory
    ) -> Expected:
        """Return the questions of a story: one for its plan, one for each run of spreads, one to mend each spread."""
        plan = outline or _likely_outline(brief)
        filler = Block("THE TEXT AS IT STANDS AND ITS NEIGHBOURS", ("x" * 18 * AIMS[brief.age].middle,))
        return Expected(
            planning=() if outline else (self._planning(brief, "", memory),),
            writing=tuple(self._writing(brief, plan, run, {}, memory) for run in runs_of(plan, limits)),
            mending=tuple(self._revising(brief, plan, part, (filler,)) for part in plan.parts if part.words),
            words=sum(part.words for part in plan.parts),
        )

    def _planning(self, brief: ChildrensBrief, feedback: str, memory: Memory) -> Question:
        aims = AIMS[brief.age]
        return Question(
            system=prompt("stories-system").template,
            task=with_shelf(
                prompt("stories-plan").substitute(spreads=brief.spreads, least=aims.least, most=aims.most),
                memory,
                "stories-shelf",
            ),
            schema=StoryPlan,
            shared=(),
            own=(brief_block(brief, untold=UNTOLD), wish_block(feedback), shelf_block(memory)),
            answer_tokens=PLAN_TOKENS + PLAN_TOKENS_A_SPREAD * brief.spreads,
        )

    def _writing(
        self, brief: ChildrensBrief, outline: Outline, run: Sequence[Part], written: Mapping[str, Text], memory: Memory
    ) -> Question:
        numbers = _numbers(outline, run)
        first, last = min(number for number, _ in numbers.values()), max(number for number, _ in numbers.values())
        earlier = [part for part in outline.parts[: first - 1] if part.key in written]
        others = [part for part in outline.parts if part.key not in numbers]
        aims = AIMS[brief.age]
        shelf = memory if first == 1 else Memory()  # how books begin is only of use where one does
        return Question(
            system=prompt("stories-system").template,
            task=with_shelf(
                prompt("stories-write").substitute(
                    first=first, last=last, least=aims.least, most=aims.most, sentence=aims.sentence
                ),
                shelf,
                "stories-shelf",
            ),
            schema=Pages,
            shared=_shared(brief, outline),
            own=(
                Block("OTHER SPREADS", part_lines(outline, others), rank=2),
                Block("EARLIER SPREADS", _texts(outline, earlier, written), rank=1, keeps_end=True),
                Block("SPREADS TO WRITE", part_lines(outline, run)),
                shelf_block(shelf),
            ),
            answer_tokens=answer_tokens(run),
        )

    def _again(
        self, asker: Asker, brief: ChildrensBrief, part: Part, context: Context, text: Text, wanted: Block
    ) -> Text:
        outline = context.outline
        near = [other for other in _neighbours(outline, part) if other.key in context.written]
        own = (
            Block(
                "NEIGHBOURS", _texts(outline, [p for p in near if p.key in context.written], context.written), rank=1
            ),
            Block("THE TEXT AS IT STANDS", text_lines(text)),
            wanted,
        )
        numbers = _numbers(outline, (part,))
        question = self._revising(brief, outline, part, own)
        pages = asker.ask(question, Pages, _check_pages(numbers), to="write this page")
        return _text(pages.pages[0], part)

    def _revising(self, brief: ChildrensBrief, outline: Outline, part: Part, own: tuple[Block, ...]) -> Question:
        aims = AIMS[brief.age]
        ((number, _),) = _numbers(outline, (part,)).values()
        return Question(
            system=prompt("stories-system").template,
            task=prompt("stories-again").substitute(
                number=number, least=aims.least, most=aims.most, sentence=aims.sentence
            ),
            schema=Pages,
            shared=_shared(brief, outline),
            own=(Block("SPREAD", part_lines(outline, (part,))), *own),
            answer_tokens=answer_tokens((part,)) + TOKENS_A_SPREAD,
        )


def _likely_outline(brief: ChildrensBrief) -> Outline:
    """Return a plan with as many spreads as the book has, and as many words about each as plans have."""
    summary = "x" * 260
    cast = (PlannedPerson(name="x" * 8, looks=(("clothes", "x" * 90),)),) * 4
    parts = [
        Part(key=_key(number), kind="spread", summary=summary, words=AIMS[brief.age].middle, depiction=Depiction())
        for number in range(1, brief.spreads + 1)
    ]
    return Outline(title="x" * 20, people=cast, places=(PlannedPlace(name="x" * 80),) * 2, parts=tuple(parts))


def runs_of(outline: Outline, limits: Limits) -> list[tuple[Part, ...]]:
    """Cut the spreads into runs of which one answer holds the texts; most models hold all."""
    runs: list[list[Part]] = []
    for part in outline.parts:
        if not runs or answer_tokens([*runs[-1], part]) > limits.answer * ANSWER_SHARE:
            runs.append([])
        runs[-1].append(part)
    return [tuple(run) for run in runs]


def answer_tokens(parts: Sequence[Part]) -> int:
    """Return how many tokens an answer with the texts of these parts has, at the most that is expected."""
    return math.ceil(sum(1.3 * part.words * TOKENS_A_WORD + TOKENS_A_SPREAD for part in parts))


def _run_of(part: Part, outline: Outline, limits: Limits) -> tuple[Part, ...]:
    return next(run for run in runs_of(outline, limits) if part.key in {each.key for each in run})


def _numbers(outline: Outline, parts: Sequence[Part]) -> dict[str, tuple[int, Part]]:
    """Return the numbers of parts in the plan, from 1, with their parts, by their keys."""
    keys = {part.key for part in parts}
    return {part.key: (number, part) for number, part in enumerate(outline.parts, 1) if part.key in keys}


def _neighbours(outline: Outline, part: Part) -> list[Part]:
    at = [each.key for each in outline.parts].index(part.key)
    return [*outline.parts[max(0, at - 1) : at], *outline.parts[at + 1 : at + 2]]


def _shared(brief: ChildrensBrief, outline: Outline) -> tuple[Block, ...]:
    details = tuple(f"{name.replace('_', ' ')}: {value}" for name, value in outline.details.items() if value)
    story = Block("STORY", (outline.title, outline.understood, *details))
    return (brief_block(brief, untold=UNTOLD), story, people_block(outline.people), places_block(outline.places))


def _texts(outline: Outline, parts: Sequence[Part], written: Mapping[str, Text]) -> tuple[str, ...]:
    numbers = _numbers(outline, parts)
    return tuple(f"{numbers[part.key][0]} | {line}" for part in parts for line in text_lines(written[part.key]))


def _check_plan(brief: ChildrensBrief) -> Callable[[StoryPlan], str]:
    def check(plan: StoryPlan) -> str:
        wrong = []
        if len(plan.spreads) != brief.spreads:
            wrong.append(f"spreads: there are {len(plan.spreads)}, and {brief.spreads} are wanted")
        missing = missing_heroes(_heroes(brief), [member.name for member in plan.people])
        if missing:
            wrong.append(f"people: {', '.join(missing)} of the brief must be in the cast, by that very name")
        return "; ".join(wrong)

    return check


def _check_pages(numbers: Mapping[str, tuple[int, Part]]) -> Callable[[Pages], str]:
    def check(pages: Pages) -> str:
        texts = {page.number: any(p.text.strip() for p in page.paragraphs) for page in reversed(pages.pages)}
        missing = [number for number, part in numbers.values() if part.words and not texts.get(number)]
        missing += [number for number, part in numbers.values() if not part.words and number not in texts]
        return f"pages: there is no text for {sorted(missing)}" if missing else ""

    return check


def _outline(plan: StoryPlan, brief: ChildrensBrief) -> Outline:
    people = with_heroes(_heroes(brief), tuple(person_of(member) for member in plan.people))
    places = tuple(place_of(place) for place in plan.places)
    parts: list[Part] = []
    for number, spread in enumerate(plan.spreads, 1):
        details = {"because": clean(spread.because), "page_turn": clean(spread.page_turn)}
        parts.append(
            Part(
                key=_key(number),
                title=clean(spread.title, 80),
                kind="spread",
                summary=clean(spread.happens),
                words=0 if spread.is_wordless else AIMS[brief.age].middle,
                after=(_key(number - 1),) if number > 1 else (),
                depiction=depiction_of(spread.picture, people, places),
                details={name: words for name, words in details.items() if words},
            )
        )
    refrain = clean(plan.refrain.words)
    planted = [f"{clean(each.thing, 80)}: {each.spread}, {each.paid_in}" for each in plan.planted]
    frame: dict[str, object] = {
        "refrains": [refrain] if refrain else [],
        "refrains_in": ", ".join(map(str, plan.refrain.spreads)) if refrain else "",
        "planted_and_paid_in": planted,
        "shown_by": clean(plan.lesson_shown_by),
    }
    return Outline(
        title=brief.title or clean(plan.title, 120),
        subtitle=clean(plan.subtitle, 160),
        understood=clean(plan.understood),
        doubts=tuple(doubt for text in plan.doubts if (doubt := clean(text))),
        people=people,
        places=places,
        parts=tuple(parts),
        details={name: value for name, value in frame.items() if value},
    )


def _text(page: Page, part: Part) -> Text:
    """Return the text of a spread; one that is planned without words has none, whatever came."""
    if not part.words:
        return Text(depiction=part.depiction)
    paragraphs = tuple(
        Paragraph(text="\n".join(lines_of([untamed(paragraph.text)])), kind=paragraph.kind)
        for paragraph in page.paragraphs
        if paragraph.text.strip()
    )
    moment = clean(page.moment)
    words = " ".join(" ".join(paragraph.text.split()) for paragraph in paragraphs)
    shown = part.depiction
    if shown is not None and moment and moment in words:
        shown = shown.model_copy(update={"moment": moment})
    return Text(paragraphs=paragraphs, depiction=shown)


def _heroes(brief: ChildrensBrief) -> tuple[Hero, ...]:
    """Return whom the brief names; a child's own name is the hero's where there are no others."""
    if brief.heroes or not brief.child_name:
        return brief.heroes
    return (Hero.model_validate({"name": brief.child_name, "species": "human"}),)


def _key(number: int) -> str:
    return f"spread-{number:02}"
