"""The built-in biographer. It quotes, in order of time, and says of everything where it stands; it makes nothing up."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from authors.citations.checking import OWN_WORDS
from authors.contract import Context, Finding, Material, Memory, Outline, Part, Text
from authors.dossiers.periods import run_year
from authors.dossiers.phrasing import Phrases, Writer, in_words, named_sources, quoted, titled, years
from authors.dossiers.planning import EPILOGUE, PROLOGUE, UNDATED, plan, subject_of
from authors.dossiers.runs import Run, most_named, runs_of
from authors.facts.events import birth_of, death_of
from authors.facts.model import Contradiction, Dossier
from authors.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.dossiers.brief import BiographyBrief
    from authors.facts.model import FuzzyDate
    from authors.facts.subject import Subject

LONG_QUOTATION = 45
"""Words from which a quotation stands as a paragraph of its own."""
SILENCE = 3
"""Years without a dated sentence from which the gap is told."""
_FULL_PARAGRAPH = 90


Life = tuple["FuzzyDate | None", "FuzzyDate | None"]
"""When somebody was born, and when they died."""


class DossierAuthor:
    """An honest extractive biography: dated sentences quoted and footnoted, by period."""

    name = "built-in"

    def outline(
        self,
        brief: BiographyBrief,
        *,
        memory: Memory,  # noqa: ARG002  sources are used again
        material: Material,
        feedback: str = "",  # noqa: ARG002  the sources decide
    ) -> Outline:
        """Plan the book. Memory and feedback change nothing: the sources decide. Raises Declined."""
        outline = plan(brief, material)
        dossier = Dossier.of(material)
        life = _life(brief, dossier)
        words = {part.key: _told(brief, part, outline, dossier, life).word_count for part in outline.parts}
        parts = tuple(part.model_copy(update={"words": words[part.key]}) for part in outline.parts)
        return outline.model_copy(update={"parts": parts})

    def write(self, brief: BiographyBrief, part: Part, context: Context) -> Text:
        """Write a part from its facts."""
        dossier = Dossier.of(context.material)
        return _told(brief, part, context.outline, dossier, _life(brief, dossier))

    def revise(
        self,
        brief: BiographyBrief,
        part: Part,
        text: Text,  # noqa: ARG002  it is made anew
        findings: tuple[Finding, ...],  # noqa: ARG002  what is quoted cannot be mended
        context: Context,
    ) -> Text:
        """Write a part anew: what is quoted cannot be mended, only what the plan gives it changes it."""
        return self.write(brief, part, context)


def _life(brief: BiographyBrief, dossier: Dossier) -> Life:
    """Return birth and death of the subject, as far as the sources date them."""
    subject, facts = subject_of(brief), dossier.facts.values()
    return birth_of(facts, subject), death_of(facts, subject)


def _told(brief: BiographyBrief, part: Part, outline: Outline, dossier: Dossier, life: Life) -> Text:
    telling = _Telling(brief, dossier, outline, part, life)
    if part.key == PROLOGUE:
        telling.introduce()
    elif part.key == EPILOGUE:
        telling.tell()
        telling.close()
    else:
        telling.tell()
    telling.writer.end()
    details = {OWN_WORDS: telling.writer.own} if telling.writer.own else {}
    return Text(title=part.title, paragraphs=tuple(telling.writer.paragraphs), details=details)


class _Telling:
    """A part while it is told."""

    def __init__(self, brief: BiographyBrief, dossier: Dossier, outline: Outline, part: Part, life: Life) -> None:
        self.brief, self.dossier, self.outline, self.part = brief, dossier, outline, part
        self.subject: Subject = subject_of(brief)
        self.writer, self.phrases = Writer(), Phrases()
        self.told = frozenset(outline.details.get("told", ()))
        self.runs = runs_of(dossier, part.facts)
        self.born, self.died = life
        self._asked = self._asked_before()

    def _asked_before(self) -> set[str]:
        """Return the contradictions that a part before this one tells."""
        asked: set[str] = set()
        for part in self.outline.parts:
            if part.key == self.part.key:
                break
            if part.key != PROLOGUE:
                asked.update(one.id for one in self._questions(frozenset(part.facts)))
        return asked

    def _questions(self, facts: frozenset[str]) -> list[Contradiction]:
        return [
            one
            for one in self.dossier.contradictions.values()
            if not one.dismissed and any(facts & set(claim.facts) for claim in one.claims)
        ]

    def introduce(self) -> None:
        """Say whom the book is about, as most sources have it, and how it is made."""
        facts = self.dossier.facts.values()
        for verb, date in (
            ("was born", self.born),
            ("died", self.died),
        ):
            passages = [fact.passage for fact in facts if fact.about and date and date.words in fact.text]
            if date and passages:
                on = "on" if date.precision == "day" else "in"
                said = "as most of the sources have it" if self._is_disputed(date.words) else ""
                words = f"{self.subject.name} {verb} {on} {date.words}"
                self.writer.say(f"{words}, {said}." if said else f"{words}.", passages)
        self.writer.end()
        if self.brief.known_for:
            self.writer.say(f"{self.subject.name}: {self.brief.known_for.rstrip('.')}.")
            self.writer.end_own()
        sources = sorted(self.dossier.sources.values(), key=lambda source: (source.published or "9999", source.id))
        self.writer.say(
            "This book lets the sources speak. What stands in quotation marks or set off is theirs, word for word, and "
            "each note says where it can be read; only the few words between are the book's own."
        )
        self.writer.say(f"The sources are {listed(dict.fromkeys(titled(source) for source in sources))}.")
        if self.dossier.contradictions:
            self.writer.say("Where they contradict one another, that is told.")
        self.writer.end_own()

    def _is_disputed(self, words: str) -> bool:
        return any(
            words == claim.words
            for question in self.dossier.contradictions.values()
            if not question.dismissed
            for claim in question.claims
        )

    def tell(self) -> None:
        """Tell the runs in order of time."""
        quoted_runs = [run for run in self.runs if run.key not in self.told]
        if self.part.key not in (UNDATED, EPILOGUE):
            self._open(quoted_runs)
        before: Run | None = None
        for run in self.runs:
            if run.key in self.told:
                self._mention(run, quoted_runs)
            else:
                if before is not None:
                    self._bridge(before, run)
                self._quote(run, before)
                before = run
            self._differ(run)

    def _open(self, runs: Sequence[Run]) -> None:
        """Open a chapter with its years, its people and its sources."""
        dated = [run for run in runs if run.date]
        if not dated:
            return
        first, last = min(map(run_year, dated)), max(map(run_year, dated))
        people = most_named(runs, "people", 3)
        sources = named_sources(runs)
        when = f"the year {first}" if first == last else f"the years from {first} to {last}"
        with_people = f"; the names that come most often in them are {listed(people)}" if len(people) > 1 else ""
        spoken = (
            f"{in_words(len(sources))} sources speak of {when}" if len(sources) > 1 else f"One source speaks of {when}"
        )
        self.writer.say(f"{spoken[0].upper()}{spoken[1:]}{with_people}.")
        self.writer.end_own()

    def _bridge(self, before: Run, run: Run) -> None:
        """Say that the sources are silent for some years."""
        if before.date is None or run.date is None:
            return
        last, following = run_year(before), run_year(run)
        born, died = self.born, self.died
        is_lived = (born is None or last >= born.year) and (died is None or following <= died.last_year)
        if following - last >= SILENCE and is_lived:
            self.writer.end()
            words = self.phrases.next("between", "silent", last=str(last), next=str(following))
            self.writer.say(words, (before.passage.id, run.passage.id))

    def _quote(self, run: Run, before: Run | None) -> None:
        """Quote a run: a short one in the line, a long one by itself."""
        if self.writer.words > _FULL_PARAGRAPH:
            self.writer.end()
        lead = self.phrases.said(run, before)
        if run.words >= LONG_QUOTATION:
            self.writer.say(lead, (run.passage.id,))
            self.writer.quote(run.text, run.passage.id)
        else:
            self.writer.say(f"{lead} {quoted(run.text)}", (run.passage.id,))

    def _mention(self, run: Run, others: Sequence[Run]) -> None:
        """Tell in a line what is not quoted."""
        kind = (
            "same" if any(run.says_the_same(other) for other in others if other.source.id != run.source.id) else "told"
        )
        name = titled(run.source)
        self.writer.say(self.phrases.next("between", kind, source=name[0].upper() + name[1:]), (run.passage.id,))

    def _differ(self, run: Run) -> None:
        """Tell where sources contradict one another about what has just been quoted, once in the book."""
        for question in self._questions(frozenset(fact.id for fact in run.facts)):
            if question.id in self._asked:
                continue
            self._asked.add(question.id)
            self.writer.end()
            claims, passages = [], []
            for claim in question.claims:
                facts = [self.dossier.facts[key] for key in claim.facts if key in self.dossier.facts]
                names = dict.fromkeys(titled(self.dossier.sources[fact.source]) for fact in facts)
                claims.append(f"{claim.words.rstrip('.')} ({listed(names)})")
                passages += [fact.passage for fact in facts]
            self.writer.say(f"Here the sources differ: {listed(claims, 'or')}.", passages)
            if question.followed is not None:
                followed = question.claims[question.followed].words.rstrip(".")
                self.writer.say(f"This book follows the answer “{followed}”.", passages)
            self.writer.end()

    def close(self) -> None:
        """Say what is not known, and how much of the sources is in the book."""
        self.writer.end()
        open_questions = [
            one for one in self.dossier.contradictions.values() if one.followed is None and not one.dismissed
        ]
        if open_questions:
            count = len(open_questions)
            remain = "One question remains" if count == 1 else f"{in_words(count).capitalize()} questions remain"
            self.writer.say(
                f"{remain} open, in which the sources contradict one another and nobody has settled them for this book."
            )
        silent = self._silences()
        if silent:
            spans = listed(years(first, last) for first, last in silent)
            self.writer.say(f"No dated word was found for {spans}.")
        self.writer.say("Whoever knows more may begin where these sources end.")
        self.writer.end_own()

    def _silences(self) -> list[tuple[int, int]]:
        wanted = [key for part in self.outline.parts for key in part.facts]
        dated = sorted({run_year(run) for run in runs_of(self.dossier, wanted) if run.date})
        born, died = self.born, self.died
        first, last = (born.year if born else dated[0], died.last_year if died else dated[-1])
        lived = [year for year in dated if first <= year <= last]
        return [(one + 1, other - 1) for one, other in pairwise(lived) if other - one > SILENCE]
