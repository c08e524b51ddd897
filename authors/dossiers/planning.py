"""The plan of a dossier: which runs are quoted, in which periods, and what is told in a line instead."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from authors.contract import Declined, Material, Outline, Part, PlannedPerson, PlannedPlace
from authors.dossiers.periods import Period, periods_of, run_year
from authors.dossiers.phrasing import years
from authors.dossiers.runs import Run, most_named, runs_of
from authors.facts.events import birth_of, death_of
from authors.facts.model import Dossier
from authors.facts.subject import Subject
from authors.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.dossiers.brief import BiographyBrief

PROLOGUE, UNDATED, EPILOGUE = "prologue", "without-date", "epilogue"
AROUND = 1.12
"""Words of a chapter for each word that is quoted in it: what stands between quotations."""
FEWEST_RUNS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the sources is in the book; `told` are told in a line, because enough is quoted of theirs."""

    runs: tuple[Run, ...]
    told: frozenset[str]
    words: int


def subject_of(brief: BiographyBrief) -> Subject:
    """Return whom the brief is about. Raises Declined if it names nobody."""
    if not brief.subject.strip():
        raise Declined("Say whom the book is about.")
    return Subject(brief.subject.strip(), tuple(name.strip() for name in brief.also_called if name.strip()))


def plan(brief: BiographyBrief, material: Material) -> Outline:
    """Plan the dossier. Raises Declined if the sources give too little."""
    subject = subject_of(brief)
    dossier = Dossier.of(material)
    found = runs_of(dossier)
    if len(found) < FEWEST_RUNS:
        raise Declined(
            f"Your sources say too little of {subject.name} for a book: add more of them, or look at those that were "
            "left out and why."
        )
    choice = chosen(found, brief)
    return Outline(
        title=brief.title or subject.name,
        subtitle="" if brief.title else "A life from its sources",
        understood=_understood(subject, dossier, choice),
        doubts=_doubts(brief, dossier, found, choice),
        people=_people(subject, choice.runs),
        places=tuple(PlannedPlace(name=name) for name in most_named(choice.runs, "places", 12)),
        parts=_parts(brief, subject, dossier, choice),
        details={"told": sorted(choice.told)},
    )


def chosen(found: Sequence[Run], brief: BiographyBrief) -> Choice:
    """Choose runs by their weight until the book is as long as asked for; leave out what others say already."""
    kept: list[Run] = []
    by_year: dict[int | None, list[Run]] = defaultdict(list)  # sentences of other years cannot say the same
    words: dict[str, int] = {}
    told: set[str] = set()
    total = 0.0
    room = brief.words / AROUND
    for run in sorted(found, key=lambda run: (-run.weight, run.key)):
        if total >= room:
            break
        own = _years(run)
        near = kept if own == (None,) else chain.from_iterable(by_year.get(year, ()) for year in (*own, None))
        is_told = any(run.says_the_same(other) for other in near if other.source.id != run.source.id)
        kept.append(run)
        for year in own:
            by_year[year].append(run)
        if is_told:
            told.add(run.key)
            continue
        quoted = words.get(run.source.id, 0) + run.words
        if not run.is_free and quoted > brief.quoted_words:
            told.add(run.key)
        else:
            words[run.source.id] = quoted
            total += run.words
    keys = {run.key for run in kept}
    return Choice(tuple(run for run in found if run.key in keys), frozenset(told), round(total * AROUND))


def _years(run: Run) -> tuple[int | None, ...]:
    """Return the years in which it may have been; None alone where nothing says when."""
    return tuple(range(run.date.year, run.date.last_year + 1)) if run.date else (None,)


def _understood(subject: Subject, dossier: Dossier, choice: Choice) -> str:
    dated = [run_year(run) for run in choice.runs if run.date]
    span = f", from {min(dated)} to {max(dated)}" if dated else ""
    return (
        f"The life of {subject.name} as {len(dossier.sources)} sources tell it{span}: their own words, in their order, "
        "each with its note."
    )


def _doubts(brief: BiographyBrief, dossier: Dossier, found: Sequence[Run], choice: Choice) -> tuple[str, ...]:
    doubts = []
    if choice.words < brief.words * 0.9:
        doubts.append(
            f"Your sources give about {choice.words:,} words, and you asked for {brief.words:,}. The built-in author "
            "adds nothing of its own: add sources for a longer book."
        )
    if brief.voice != "plain":
        doubts.append("The built-in author quotes and does not retell: the style is that of your sources.")
    if not brief.language.startswith("en"):
        doubts.append("The built-in author joins its quotations in English only.")
    told = sum(run.key in choice.told and not run.is_free for run in choice.runs)
    if told:
        doubts.append(
            f"At most {brief.quoted_words} words are quoted of a source that is not free: {told} places are told "
            "in a line instead."
        )
    open_questions = [one for one in dossier.contradictions.values() if one.followed is None and not one.dismissed]
    if open_questions:
        doubts.append(
            f"The sources contradict one another in {len(open_questions)} places. Settle them, or the book tells all "
            "that they say."
        )
    undated = sum(run.date is None for run in found)
    if undated:
        doubts.append(
            f"{undated} of {len(found)} places in your sources say no date: they have a chapter of their own."
        )
    return tuple(doubts)


def _people(subject: Subject, runs: Sequence[Run]) -> tuple[PlannedPerson, ...]:
    others = most_named(runs, "people", 12)
    return (
        PlannedPerson(name=subject.name, aliases=subject.also_called, role="protagonist"),
        *(PlannedPerson(name=name) for name in others),
    )


def _parts(brief: BiographyBrief, subject: Subject, dossier: Dossier, choice: Choice) -> tuple[Part, ...]:
    facts = dossier.facts.values()
    born, died = birth_of(facts, subject), death_of(facts, subject)
    dated = [run for run in choice.runs if run.date]
    after = [run for run in dated if died and run_year(run) > died.last_year and brief.has_epilogue]
    life = [run for run in dated if run not in after]
    parts = []
    if brief.has_prologue:
        events = [fact.id for fact in facts if fact.about and fact.kind in ("birth", "death", "marriage")]
        parts.append(Part(key=PROLOGUE, kind="prologue", title="Whom this is about", facts=tuple(events), words=200))
    parts += [_chapter(period, choice, born.year if born else None) for period in periods_of(life, brief.words)]
    if undated := [run for run in choice.runs if run.date is None]:
        summary = "What the sources tell without a date."
        parts.append(_part(UNDATED, "chapter", "Without a Date", summary, undated, choice))
    if brief.has_epilogue:
        summary = "What came after, and what is not known."
        parts.append(_part(EPILOGUE, "epilogue", "Afterwards", summary, after, choice))
    return tuple(parts)


def _chapter(period: Period, choice: Choice, born: int | None) -> Part:
    places = most_named([run for run in period.runs if run.key not in choice.told], "places", 2)
    people = most_named(period.runs, "people", 4)
    title = f"{listed(places)}, {years(period.first, period.last)}" if places else years(period.first, period.last)
    summary = f"The years {years(period.first, period.last)}"
    summary += f", with {listed(people)}." if people else "."
    if born is not None and period.last < born:
        title = f"Before {born}" + (f": {listed(places)}" if places else "")
    return _part(f"years-{period.first}-{period.last}", "chapter", title, summary, list(period.runs), choice)


def _part(key: str, kind: str, title: str, summary: str, runs: Sequence[Run], choice: Choice) -> Part:
    words = sum(run.words for run in runs if run.key not in choice.told) * AROUND + 40
    return Part.model_validate(
        {
            "key": key,
            "kind": kind,
            "title": title,
            "summary": summary,
            "words": round(words),
            "facts": tuple(fact.id for run in runs for fact in run.facts),
        }
    )
