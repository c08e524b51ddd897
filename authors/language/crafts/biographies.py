"""Biographies: one question for the plan, then one for each section of a chapter, with its own facts and passages.

A chapter is cut into sections by its words and by the room of its facts, which are never left out: a model that reads
little at once is asked more often. Whole passages around the facts are shown as far as there is room.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.contract import Declined, Outline, Paragraph, Part, Text
from authors.dossiers.brief import BiographyBrief
from authors.language.books import brief_block, findings_block, paragraph_line, part_lines, wish_block
from authors.language.crafts.chapters import cited_line, mended, paragraphs_of, unknown_ids
from authors.language.crafts.craft import Expected
from authors.language.crafts.evidence import Evidence
from authors.language.crafts.lives import chapters_for, likely_material, outline_of
from authors.language.fencing import Block
from authors.language.fitting import Question
from authors.language.prompts import prompt
from authors.language.schemas.plans import BiographyPlan
from authors.language.schemas.texts import Mended, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from authors.contract import Context, Finding, Material, Memory
    from authors.facts.model import Fact
    from authors.language.asking import Asker
    from authors.language.fitting import Limits

UNTOLD = (
    "author_name",
    "addresses",
    "look_up",
    "has_timeline",
    "has_people",
    "has_glossary",
    "notes",
    "citation_style",
    "unsupported",
)
"""Fields of the brief that concern the making of the book and not its words."""
WORDS_A_SECTION = 1_800
"""At the most: models that are asked for more at once write less than they are asked for."""
TOKENS_A_WORD, TOKENS_A_SECTION = 2.6, 300
"""Of an answer, at the most: words with the ids of their passages, and what stands around them."""
PLAN_TOKENS, PLAN_TOKENS_A_CHAPTER, PLAN_TOKENS_A_FACT = 1_500, 220, 5
MOST_SECTIONS = 60


@dataclass(frozen=True, slots=True)
class Telling:
    """A chapter to be told, and what it is told from."""

    brief: BiographyBrief
    outline: Outline
    part: Part
    evidence: Evidence


class Biographies:
    """The craft of biographies."""

    def plan(self, asker: Asker, brief: BiographyBrief, material: Material, feedback: str, _memory: Memory) -> Outline:
        """Plan the life in chapters. Raises Declined where there is nothing to tell."""
        evidence = Evidence.of(material)
        if not evidence.facts:
            raise Declined(
                "There are no facts to write from yet. Add sources in which something is said of this person, or let "
                "those be used that were set aside."
            )
        question = self._planning(brief, evidence, feedback, asker.limits)
        plan = asker.ask(question, BiographyPlan, _check_plan(brief), to="plan this book")
        return outline_of(plan, brief, evidence)

    def write(self, asker: Asker, brief: BiographyBrief, part: Part, context: Context) -> Text:
        """Write a chapter, section by section."""
        evidence = Evidence.of(context.material)
        telling = Telling(brief, context.outline, part, evidence)
        sections = _sections(telling, asker.limits)
        wanted = _wanted(context)
        paragraphs: list[Paragraph] = []
        for number, facts in enumerate(sections, 1):
            before = paragraphs or _before(part, context)
            question = _writing(telling, facts, (number, len(sections)), (*_text_before(before), *wanted))
            answer = asker.ask(question, Section, _check_section(evidence), to="write this chapter")
            paragraphs += paragraphs_of(answer.paragraphs, evidence)
        return Text(title=part.title, paragraphs=tuple(paragraphs))

    def revise(
        self,
        asker: Asker,
        brief: BiographyBrief,
        part: Part,
        text: Text,
        findings: tuple[Finding, ...],
        context: Context,
    ) -> Text:
        """Mend those paragraphs of a chapter in which something was found."""
        evidence = Evidence.of(context.material)
        kept: list[tuple[Paragraph, ...]] = [(paragraph,) for paragraph in text.paragraphs]
        for numbers in _found_runs(text, findings, asker.limits):
            own = tuple(each for each in findings if each.paragraph is None or each.paragraph in numbers)
            question = _mending(Telling(brief, context.outline, part, evidence), text, numbers, own)
            answer = asker.ask(question, Mended, _check_mended(evidence), to="mend this chapter")
            for number, paragraphs in enumerate(mended(text.paragraphs, answer, numbers, evidence)):
                kept[number] = paragraphs if number in numbers else kept[number]
        return text.model_copy(update={"paragraphs": tuple(one for each in kept for one in each)})

    def expected(
        self, brief: BiographyBrief, outline: Outline | None, material: Material, limits: Limits, _memory: Memory
    ) -> Expected:
        """Return the questions of a biography: one for the plan, one for each section, one to mend each section."""
        evidence = Evidence.of(material if material.facts else likely_material(brief))
        plan = outline or outline_of(None, brief, evidence)
        writing: list[Question] = []
        for part in plan.parts:
            telling = Telling(brief, plan, part, evidence)
            sections = _sections(telling, limits)
            before = Block("TEXT BEFORE", ("x" * 2_000,), rank=1)
            writing += (
                _writing(telling, facts, (number, len(sections)), (before,)) for number, facts in enumerate(sections, 1)
            )
        return Expected(
            planning=() if outline else (self._planning(brief, evidence, "", limits),),
            writing=tuple(writing),
            mending=tuple(writing),
            words=sum(part.words for part in plan.parts),
        )

    def _planning(self, brief: BiographyBrief, evidence: Evidence, feedback: str, limits: Limits) -> Question:
        chapters = chapters_for(brief)
        question = Question(
            system=prompt("biographies-system").template,
            task=prompt("biographies-plan").substitute(words=brief.words, chapters=chapters),
            schema=BiographyPlan,
            shared=(),
            own=(brief_block(brief, untold=UNTOLD), wish_block(feedback)),
            answer_tokens=PLAN_TOKENS + PLAN_TOKENS_A_CHAPTER * chapters + PLAN_TOKENS_A_FACT * len(evidence.facts),
        )
        facts = evidence.planning_block(question.room(limits) - question.needs())
        return question.with_blocks(facts)


def _sections(telling: Telling, limits: Limits) -> list[tuple[Fact, ...]]:
    """Divide the facts of a chapter among as few sections as its words and their room allow. Raises Declined."""
    part = telling.part
    facts = telling.evidence.known(part.facts)
    most_words = min(WORDS_A_SECTION, int((limits.answer - TOKENS_A_SECTION) / TOKENS_A_WORD))
    count = max(1, math.ceil(part.words / max(1, most_words)))
    while count <= MOST_SECTIONS:
        runs = [tuple(facts[at * len(facts) // count : (at + 1) * len(facts) // count]) for at in range(count)]
        questions = (_writing(telling, run, (1, count), ()) for run in runs)
        if all(question.needs() <= question.room(limits) for question in questions):
            return runs
        count += max(1, count // 4)
    raise Declined(f"The facts of “{part.title}” do not fit into what this model reads at once. Divide the chapter.")


def _writing(telling: Telling, facts: Sequence[Fact], section: tuple[int, int], own: tuple[Block, ...]) -> Question:
    evidence, part = telling.evidence, telling.part
    number, count = section
    words = max(60, round(part.words / count / 10) * 10)
    return Question(
        system=prompt("biographies-system").template,
        task=prompt("biographies-write").substitute(section=number, sections=count, words=words),
        schema=Section,
        shared=_shared(telling.brief, telling.outline),
        own=(
            Block("CHAPTER", part_lines(telling.outline, (part,))),
            evidence.facts_block(facts),
            evidence.differences_block(facts),
            evidence.passages_block((fact.passage for fact in facts), facts, rank=2),
            *own,
        ),
        answer_tokens=TOKENS_A_SECTION + math.ceil(words * TOKENS_A_WORD),
    )


def _mending(telling: Telling, text: Text, numbers: Sequence[int], findings: tuple[Finding, ...]) -> Question:
    evidence, part = telling.evidence, telling.part
    shown = tuple(cited_line(number + 1, text.paragraphs[number], evidence) for number in numbers)
    cited = (each for number in numbers for s in text.paragraphs[number].supports for each in s.passages)
    facts = evidence.known(part.facts)
    near = [number for number in range(len(text.paragraphs)) if number not in numbers]
    rest = tuple(cited_line(number + 1, text.paragraphs[number], evidence) for number in near)
    return Question(
        system=prompt("biographies-system").template,
        task=prompt("biographies-mend").template,
        schema=Mended,
        shared=_shared(telling.brief, telling.outline),
        own=(
            Block("CHAPTER", part_lines(telling.outline, (part,))),
            evidence.passages_block(cited, (), rank=1),
            evidence.passages_block((fact.passage for fact in facts), (), rank=2),
            Block("OTHER PARAGRAPHS", rest, rank=3),
            Block("THE TEXT AS IT STANDS", shown),
            findings_block(findings, text),
        ),
        answer_tokens=_mending_tokens(text, numbers),
    )


def _found_runs(text: Text, findings: Sequence[Finding], limits: Limits) -> list[list[int]]:
    """Return the numbers of paragraphs that may change, in runs of which an answer holds all."""
    whole = any(finding.paragraph is None for finding in findings)
    found = {finding.paragraph for finding in findings}
    runs: list[list[int]] = []
    for number in range(len(text.paragraphs)):
        if whole or number in found:
            if not runs or _mending_tokens(text, [*runs[-1], number]) > min(limits.answer, limits.context // 3):
                runs.append([])
            runs[-1].append(number)
    return runs


def _mending_tokens(text: Text, numbers: Sequence[int]) -> int:
    words = sum(len(text.paragraphs[number].text.split()) for number in numbers)
    return TOKENS_A_SECTION + math.ceil(1.3 * words * TOKENS_A_WORD)


def _shared(brief: BiographyBrief, outline: Outline) -> tuple[Block, ...]:
    told = (outline.title, outline.subtitle, outline.understood)
    chapters = tuple(f"{number} | {each.title} | {each.summary}" for number, each in enumerate(outline.parts, 1))
    return (
        brief_block(brief, untold=UNTOLD),
        Block("BOOK", tuple(text for text in told if text)),
        Block("ALL CHAPTERS", chapters, rank=1),
    )


def _before(part: Part, context: Context) -> Sequence[Paragraph]:
    """Return the text that a chapter comes after, if its plan says so."""
    texts = [context.written[key] for key in part.after if key in context.written]
    return texts[-1].paragraphs if texts else ()


def _text_before(paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    return (Block("TEXT BEFORE", tuple(map(paragraph_line, paragraphs[-4:])), rank=1, keeps_end=True),)


def _wanted(context: Context) -> tuple[Block, ...]:
    """Show the writer's word about the text that stands, if it is to be written anew."""
    if context.before is None and not context.feedback:
        return ()
    stands = context.before.paragraphs if context.before else ()
    wish = context.feedback or "Write it another way."
    return (Block("THE TEXT AS IT STANDS", tuple(map(paragraph_line, stands)), rank=3), wish_block(wish))


def _check_plan(brief: BiographyBrief) -> Callable[[BiographyPlan], str]:
    def check(plan: BiographyPlan) -> str:
        kinds = [chapter.kind for chapter in plan.chapters]
        if "chapter" not in kinds:
            return "chapters: there is none"
        wrong = []
        if brief.has_prologue and kinds[0] != "prologue":
            wrong.append("chapters: the brief wants a prologue first")
        if brief.has_epilogue and kinds[-1] != "epilogue":
            wrong.append("chapters: the brief wants an epilogue last")
        return "; ".join(wrong)

    return check


def _check_section(evidence: Evidence) -> Callable[[Section], str]:
    def check(section: Section) -> str:
        if not any(sentence.text.strip() for each in section.paragraphs for sentence in each.sentences):
            return "paragraphs: there is no text"
        unknown = unknown_ids(section.paragraphs, evidence)
        return f"passages: nobody has given you {', '.join(unknown[:8])}" if unknown else ""

    return check


def _check_mended(evidence: Evidence) -> Callable[[Mended], str]:
    def check(answer: Mended) -> str:
        unknown = unknown_ids([each for r in answer.replacements for each in r.paragraphs], evidence)
        return f"passages: nobody has given you {', '.join(unknown[:8])}" if unknown else ""

    return check
