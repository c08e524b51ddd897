"""Colouring books: the plan says what every picture shows, so that nothing is asked for again to write its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from authors.contract import Brief, Depiction, Outline, Part, PlannedPerson, PlannedPlace, Text
from authors.language.books import brief_block, findings_block, part_lines, people_block, places_block, wish_block
from authors.language.crafts.craft import Expected
from authors.language.crafts.heroes import missing_heroes, with_heroes
from authors.language.crafts.shelves import shelf_block, with_shelf
from authors.language.depicting import clean, depiction_of, person_of, place_of
from authors.language.fencing import Block
from authors.language.fitting import Question
from authors.language.prompts import prompt
from authors.language.schemas.plans import ColoringPages, ColoringPlan
from authors.tales.brief import Hero

if TYPE_CHECKING:
    from authors.contract import Context, Finding, Material, Memory
    from authors.language.asking import Asker
    from authors.language.fitting import Limits

UNTOLD = ("pages", "pictures", "trim", "author_name")
"""Fields of the brief that concern the making of the book and not what it shows."""
PLAN_TOKENS, PLAN_TOKENS_A_PICTURE = 2_000, 280

AskedBrief = TypeVar("AskedBrief", bound=Brief)


@dataclass(frozen=True, slots=True)
class Coloring(Generic[AskedBrief]):
    """The craft of colouring books. `pictures` and `heroes` say what a brief asks for."""

    pictures: Callable[[AskedBrief], int]
    heroes: Callable[[AskedBrief], tuple[Hero, ...]]

    def plan(self, asker: Asker, brief: AskedBrief, _material: Material, feedback: str, memory: Memory) -> Outline:
        """Plan all pictures."""
        plan = asker.ask(self._planning(brief, feedback, memory), ColoringPlan, self._check(brief), to="plan this book")
        return _outline(plan, brief, self.heroes(brief))

    def write(self, asker: Asker, brief: AskedBrief, part: Part, context: Context) -> Text:
        """Return a page without words and with its picture; one that stands is planned anew."""
        if context.before is None and not context.feedback:
            return Text(title=part.title, depiction=part.depiction)
        return self._again(asker, brief, part, context, wish_block(context.feedback))

    def revise(
        self,
        asker: Asker,
        brief: AskedBrief,
        part: Part,
        text: Text,
        findings: tuple[Finding, ...],
        context: Context,
    ) -> Text:
        """Plan a picture anew in which something was found."""
        return self._again(asker, brief, part, context, findings_block(findings, text))

    def expected(
        self, brief: AskedBrief, outline: Outline | None, _material: Material, limits: Limits, memory: Memory
    ) -> Expected:
        """Return the questions of a colouring book: one for the plan, and one for each picture that is planned anew."""
        del limits
        plan = outline or self._likely(brief)
        return Expected(
            planning=() if outline else (self._planning(brief, "", memory),),
            writing=(),
            mending=tuple(self._asking(brief, plan, part, Block("WISH", ("x" * 80,))) for part in plan.parts),
            words=0,
        )

    def _planning(self, brief: AskedBrief, feedback: str, memory: Memory) -> Question:
        pictures = self.pictures(brief)
        return Question(
            system=prompt("coloring-system").template,
            task=with_shelf(prompt("coloring-plan").substitute(pages=pictures), memory, "coloring-shelf"),
            schema=ColoringPlan,
            shared=(),
            own=(brief_block(brief, untold=UNTOLD), wish_block(feedback), shelf_block(memory)),
            answer_tokens=PLAN_TOKENS + PLAN_TOKENS_A_PICTURE * pictures,
        )

    def _again(self, asker: Asker, brief: AskedBrief, part: Part, context: Context, wanted: Block) -> Text:
        outline = context.outline
        question = self._asking(brief, outline, part, wanted)
        answer = asker.ask(question, ColoringPages, _check_one, to="plan this picture")
        page = answer.pages[0]
        shown = depiction_of(page.picture, outline.people, outline.places)
        return Text(title=clean(page.title, 80) or part.title, depiction=shown)

    def _asking(self, brief: AskedBrief, outline: Outline, part: Part, wanted: Block) -> Question:
        number = 1 + [each.key for each in outline.parts].index(part.key)
        others = [each for each in outline.parts if each.key != part.key]
        return Question(
            system=prompt("coloring-system").template,
            task=prompt("coloring-again").substitute(number=number),
            schema=ColoringPages,
            shared=(brief_block(brief, untold=UNTOLD), people_block(outline.people), places_block(outline.places)),
            own=(
                Block("PLAN", part_lines(outline, others), rank=1),
                Block("PICTURE", part_lines(outline, (part,))),
                wanted,
            ),
            answer_tokens=2 * PLAN_TOKENS_A_PICTURE,
        )

    def _check(self, brief: AskedBrief) -> Callable[[ColoringPlan], str]:
        def check(plan: ColoringPlan) -> str:
            wrong = []
            if len(plan.pages) != self.pictures(brief):
                wrong.append(f"pages: there are {len(plan.pages)}, and {self.pictures(brief)} are wanted")
            missing = missing_heroes(self.heroes(brief), [member.name for member in plan.people])
            if missing:
                wrong.append(f"people: {', '.join(missing)} of the brief must be there, by that very name")
            return "; ".join(wrong)

        return check

    def _likely(self, brief: AskedBrief) -> Outline:
        parts = (
            Part(key=_key(number), title="x" * 20, kind="picture", summary="x" * 120, depiction=Depiction())
            for number in range(1, self.pictures(brief) + 1)
        )
        people, places = (PlannedPerson(name="x" * 60),) * 3, (PlannedPlace(name="x" * 80),) * 3
        return Outline(title="x" * 20, people=people, places=places, parts=tuple(parts))


def _check_one(answer: ColoringPages) -> str:
    return "" if answer.pages else "pages: there is none"


def _outline(plan: ColoringPlan, brief: Brief, heroes: tuple[Hero, ...]) -> Outline:
    people = with_heroes(heroes, tuple(person_of(member) for member in plan.people))
    places = tuple(place_of(place) for place in plan.places)
    parts = tuple(
        Part(
            key=_key(number),
            title=clean(page.title, 80),
            kind="picture",
            summary=clean(page.shows),
            depiction=depiction_of(page.picture, people, places).model_copy(update={"moment": clean(page.shows)}),
        )
        for number, page in enumerate(plan.pages, 1)
    )
    return Outline(
        title=brief.title or clean(plan.title, 120),
        subtitle=clean(plan.subtitle, 160),
        understood=clean(plan.understood),
        doubts=tuple(doubt for text in plan.doubts if (doubt := clean(text))),
        people=people,
        places=places,
        parts=parts,
    )


def _key(number: int) -> str:
    return f"picture-{number:02}"
