"""Everything that is thought of the sources of a book, said to the writer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.sources.duplicates import COPY, copies, runs_in, verdict_of
from authors.sources.instructions import addressed_to_models
from authors.sources.quality import Quality, quality_of
from authors.sources.records import ExtractedText, SourcePassage, Verdict
from authors.sources.relevance.judging import ABOUT, DOUBTFUL, judge_passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.sources.records import Subject

PART_ABOUT, FEWEST_ABOUT = 0.15, 3
"""A source is about the subject if so large a part of its passages is, or so many of them are."""

NOBODY = "The brief does not say whom the book is about, so nobody knows whether this is. Fill that in."


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A source that was read: its key, what it says of itself (`text`, without blocks), and its passages."""

    key: str
    text: ExtractedText
    passages: tuple[SourcePassage, ...]
    address: str = ""
    words: int = 0


@dataclass(frozen=True, slots=True)
class JudgedSource:
    """What is thought of a source and of its passages, in their order."""

    key: str
    quality: Quality
    relevance: tuple[float, ...]
    for_models: frozenset[str]
    verdicts: tuple[Verdict, ...]
    duplicate_of: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether a verdict speaks against its use."""
        return any(verdict.outcome == "bad" for verdict in self.verdicts)


def unreachable(reason: str) -> list[Verdict]:
    """Say that a source could not be fetched."""
    return [Verdict(rule="reachable", outcome="bad", reason=reason)]


def unreadable(reason: str, *, was_fetched: bool) -> list[Verdict]:
    """Say that a source could not be read."""
    return [*([_reached()] if was_fetched else []), Verdict(rule="readable", outcome="bad", reason=reason)]


def judge(sources: Sequence[ReadSource], subject: Subject) -> list[JudgedSource]:
    """Judge the sources of a book beside one another."""
    relevance = {
        source.key: tuple(
            judgement.probability
            for judgement in judge_passages(
                [passage.text for passage in source.passages], subject, title=source.text.title
            )
        )
        for source in sources
    }
    quality = {source.key: quality_of(source.text, address=source.address) for source in sources}
    titles = {source.key: source.text.title or source.address or "another source" for source in sources}
    order = [source.key for source in sources]
    better = sorted(order, key=lambda key: (-quality[key].weight, order.index(key)))
    alike = copies({s.key: runs_in(p.text for p in s.passages) for s in sources}, better=better)
    judged = []
    for source in sources:
        likeness = alike.get(source.key)
        hostile = addressed_to_models(source.passages)
        judged.append(
            JudgedSource(
                key=source.key,
                quality=quality[source.key],
                relevance=relevance[source.key],
                for_models=frozenset(passage.id for passage in hostile),
                verdicts=(
                    *([_reached()] if source.address else []),
                    _read(source),
                    about(relevance[source.key], subject),
                    quality[source.key].verdict,
                    verdict_of(likeness, title=titles[likeness.of] if likeness else ""),
                    *([_instructs(len(hostile))] if hostile else []),
                ),
                duplicate_of=likeness.of if likeness is not None and likeness.part >= COPY else "",
            )
        )
    return judged


def about(relevance: Sequence[float], subject: Subject) -> Verdict:
    """Say whether a source is about the subject, by its passages."""
    if not subject.name:
        return Verdict(rule="about", outcome="doubtful", reason=NOBODY)
    name, total = subject.name, max(1, len(relevance))
    sure = sum(probability >= ABOUT for probability in relevance)
    perhaps = sum(probability >= DOUBTFUL for probability in relevance)
    score = round(sure / total, 3)
    said = f"{_counted(sure)} of its {_counted(len(relevance))} passages are about {name}"
    if sure >= FEWEST_ABOUT or sure / total >= PART_ABOUT:
        return Verdict(rule="about", outcome="good", reason=f"{said}.", score=score)
    if sure or perhaps:
        reason = f"Only {said[0].lower()}{said[1:]}. Look whether it is the same person."
        return Verdict(rule="about", outcome="doubtful", reason=reason, score=score)
    reason = (
        f"None of its {_counted(len(relevance))} passages seems to be about {name}: there is no such name in it, or "
        "it is somebody else's. If it calls this person otherwise, add that name to the brief; or use it all the same."
    )
    return Verdict(rule="about", outcome="bad", reason=reason, score=score)


def _reached() -> Verdict:
    return Verdict(rule="reachable", outcome="good", reason="It was fetched, and a snapshot is kept.")


def _read(source: ReadSource) -> Verdict:
    words = source.words or sum(passage.word_count for passage in source.passages)
    said = f"{words:,} words were read" + (f" by the title “{source.text.title}”." if source.text.title else ".")
    if source.text.warnings:
        return Verdict(rule="readable", outcome="doubtful", reason=" ".join([said, *source.text.warnings[:5]]))
    return Verdict(rule="readable", outcome="good", reason=said)


def _instructs(count: int) -> Verdict:
    passages = "1 passage speaks" if count == 1 else f"{count} passages speak"
    reason = f"{passages} to language models instead of to readers. Nothing follows such words; they are left out."
    return Verdict(rule="instructions", outcome="doubtful", reason=reason)


def _counted(number: int) -> str:
    return f"{number:,}"
