"""From a model's plan of a life to an outline: every fact in one chapter, words in the sum that the brief wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.contract import Material, Outline, Part
from authors.facts.model import Fact, FuzzyDate, Passage
from authors.language.depicting import clean
from authors.language.schemas.plans import BiographyPlan, PlannedChapter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from authors.dossiers.brief import BiographyBrief
    from authors.language.crafts.evidence import Evidence

WORDS_A_CHAPTER, FEWEST, MOST = 3_000, 3, 40
"""Of a chapter as it is proposed to a model, and how many chapters proper there are."""
WORDS_A_FACT = 40
"""Of a finished book for each fact, as far as an estimate knows."""


def chapters_for(brief: BiographyBrief) -> int:
    """Return how many chapters are proposed for a book of that length, prologue and epilogue among them."""
    around = brief.has_prologue + brief.has_epilogue
    return around + max(FEWEST, min(MOST, round(brief.words / WORDS_A_CHAPTER)))


def outline_of(plan: BiographyPlan | None, brief: BiographyBrief, evidence: Evidence) -> Outline:
    """Return the outline of a plan; None: of one as it is likely.

    Facts that the plan does not name, and does not leave out, stand with the one before them in time.
    """
    plan = plan or _likely(brief, evidence)
    told = _shares(plan, evidence)
    weight = sum(max(1, chapter.words) for chapter in plan.chapters)
    parts: list[Part] = []
    for number, chapter in enumerate(plan.chapters, 1):
        kind = chapter.kind if _may_be(chapter, number, len(plan.chapters), brief) else "chapter"
        parts.append(
            Part(
                key=f"chapter-{number:02}",
                title=clean(chapter.title, 160) or f"Chapter {number}",
                kind=kind,
                summary=clean(chapter.summary),
                words=max(100, round(brief.words * max(1, chapter.words) / weight / 10) * 10),
                after=(parts[-1].key,) if kind == "epilogue" and parts else (),
                facts=tuple(told[number - 1]),
            )
        )
    return Outline(
        title=brief.title or clean(plan.title, 160) or brief.subject,
        subtitle=clean(plan.subtitle, 200),
        understood=clean(plan.understood),
        doubts=tuple(doubt for text in plan.doubts if (doubt := clean(text))),
        parts=tuple(parts),
    )


def likely_material(brief: BiographyBrief) -> Material:
    """Return as many facts as a book of that length tells, for an estimate before there are any."""
    count = max(1, brief.words // WORDS_A_FACT)
    date = FuzzyDate(earliest="1900-01-01", latest="1900-12-31", words="1900", precision="year")
    facts = (
        Fact(id=f"{n}", passage=f"{n}", source="", text="x" * 160, start=0, end=160, date=date) for n in range(count)
    )
    passages = (Passage(id=f"{n}", source="", text="x" * 600) for n in range(count))
    return Material(
        facts={each.id: each.model_dump(mode="json") for each in facts},
        passages={each.id: each.model_dump(mode="json") for each in passages},
    )


def _shares(plan: BiographyPlan, evidence: Evidence) -> list[list[str]]:
    """Return the facts of each chapter, in order of time."""
    chapter_of: dict[str, int] = {}
    for number, chapter in enumerate(plan.chapters):
        for each in evidence.fact_ids(chapter.facts):
            chapter_of.setdefault(each, number)
    left_out = set(evidence.fact_ids(plan.left_out)) - set(chapter_of)
    shares: list[list[str]] = [[] for _ in plan.chapters]
    at = _first_chapter(plan.chapters, chapter_of, evidence.facts)
    for each in evidence.facts:
        if each in left_out:
            continue
        if each in chapter_of:
            shares[chapter_of[each]].append(each)
            at = chapter_of[each] if plan.chapters[chapter_of[each]].kind == "chapter" else at
        else:
            shares[at].append(each)
    return shares


def _first_chapter(chapters: Sequence[PlannedChapter], chapter_of: Mapping[str, int], facts: Mapping[str, str]) -> int:
    """Return the chapter of the first fact that a chapter proper tells."""
    named = (chapter_of[each] for each in facts if each in chapter_of)
    plain = [number for number, chapter in enumerate(chapters) if chapter.kind == "chapter"]
    return next((number for number in named if number in plain), plain[0] if plain else 0)


def _may_be(chapter: PlannedChapter, number: int, count: int, brief: BiographyBrief) -> bool:
    if chapter.kind == "prologue":
        return number == 1 and brief.has_prologue
    return chapter.kind == "chapter" or (number == count and brief.has_epilogue)


def _likely(brief: BiographyBrief, evidence: Evidence) -> BiographyPlan:
    """Return a plan of the size that is to be expected."""
    count = chapters_for(brief)
    short = list(evidence.facts.values())
    chapters = [
        PlannedChapter(
            title="x" * 30,
            kind="chapter",
            summary="x" * 240,
            words=brief.words // count,
            facts=short[at * len(short) // count : (at + 1) * len(short) // count],
        )
        for at in range(count)
    ]
    return BiographyPlan(
        title="x" * 30, subtitle="x" * 40, understood="x" * 120, doubts=[], left_out=[], chapters=chapters
    )
