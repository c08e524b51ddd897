"""Facts and passages as a model is shown them: by short ids, in order of time, as many as there is room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.facts.model import Contradiction, Dossier, Fact
from authors.language.fencing import Block, line_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authors.contract import Material

COVERED = 0.8
"""Share of a passage that its facts say in its own words: then the passage adds nothing."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known, with the short ids that a model is given: facts in order of time, passages in theirs."""

    dossier: Dossier
    facts: Mapping[str, str]
    passages: Mapping[str, str]

    @classmethod
    def of(cls, material: Material) -> Evidence:
        """Read a material. Raises pydantic.ValidationError."""
        dossier = Dossier.of(material)
        ordered = sorted(dossier.facts.values(), key=_time)
        passages = dict.fromkeys([*(fact.passage for fact in ordered), *dossier.passages])
        return cls(
            dossier,
            {fact.id: f"f{number}" for number, fact in enumerate(ordered, 1)},
            {passage: f"p{number}" for number, passage in enumerate(passages, 1)},
        )

    def fact_ids(self, short: Iterable[str]) -> list[str]:
        """Return the ids of facts by their short ones; those that nobody was given are none."""
        known = {each: full for full, each in self.facts.items()}
        return [known[each.strip()] for each in short if each.strip() in known]

    def passage_ids(self, short: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of passages by their short ones, each once; those that nobody was given are none."""
        known = {each: full for full, each in self.passages.items()}
        return tuple(dict.fromkeys(known[each.strip()] for each in short if each.strip() in known))

    def known(self, ids: Iterable[str]) -> list[Fact]:
        """Return the facts of a part that there are, in order of time."""
        wanted = set(ids)
        return [self.dossier.facts[each] for each in self.facts if each in wanted]

    def planning_block(self, tokens: int) -> Block:
        """Show all facts if they fit; else every so manieth, in order of time, so that all years are in it."""
        lines = [
            f"{short} | {_when(self.dossier.facts[each])} | {self._text(each)}" for each, short in self.facts.items()
        ]
        room = max(1, tokens - line_tokens("FACTS"))
        needed = sum(map(line_tokens, lines))
        if needed > room:
            shown = max(1, int(len(lines) * room / needed * 0.95))
            lines = [lines[at * len(lines) // shown] for at in range(shown)]
        return Block("FACTS", tuple(lines), rank=1)

    def facts_block(self, facts: Sequence[Fact]) -> Block:
        """Show the facts of a part, each with its passage."""
        lines = (f"{_when(fact)} | {self.passages[fact.passage]} | {self._text(fact.id)}" for fact in facts)
        return Block("FACTS", tuple(lines))

    def passages_block(self, passages: Iterable[str], told: Sequence[Fact], *, rank: int) -> Block:
        """Show passages, those first that most of the facts rest on; not those whose words the facts have already."""
        by_passage: dict[str, int] = {}
        for fact in told:
            by_passage[fact.passage] = by_passage.get(fact.passage, 0) + len(fact.text)
        wanted = [
            each
            for each in dict.fromkeys(passages)
            if each in self.dossier.passages
            and by_passage.get(each, 0) < COVERED * len(self.dossier.passages[each].text)
        ]
        wanted.sort(key=lambda each: -by_passage.get(each, 0))
        return Block("PASSAGES", tuple(map(self._passage, wanted)), rank=rank)

    def differences_block(self, facts: Sequence[Fact]) -> Block:
        """Show where sources differ about these facts, and what the writer has settled."""
        ids = {fact.id for fact in facts}
        lines = (
            self._difference(each)
            for each in self.dossier.contradictions.values()
            if not each.dismissed and any(ids.intersection(claim.facts) for claim in each.claims)
        )
        return Block("DIFFERENCES", tuple(lines))

    def _difference(self, contradiction: Contradiction) -> str:
        claims = "; ".join(
            f"{claim.words} ({', '.join(self.passages[self.dossier.facts[each].passage] for each in claim.facts)})"
            for claim in contradiction.claims
        )
        followed = contradiction.followed
        settled = "not settled" if followed is None else f"settled: {contradiction.claims[followed].words}"
        return f"{contradiction.question} | {claims} | {settled}"

    def _passage(self, each: str) -> str:
        passage = self.dossier.passages[each]
        source = self.dossier.sources.get(passage.source)
        where = ", ".join(text for text in (source.title if source else "", passage.locator) if text)
        return f"{self.passages[each]} | {where} | {passage.text}"

    def _text(self, each: str) -> str:
        return " ".join(self.dossier.facts[each].text.split())


def _time(fact: Fact) -> tuple[str, str, str]:
    """Sort by date; what has none comes last, in the order of the sources."""
    return (fact.date.earliest if fact.date else "9999", fact.passage, fact.id)


def _when(fact: Fact) -> str:
    if fact.date is None:
        return "no date"
    first, last = fact.date.earliest, fact.date.latest
    return f"{fact.date.words} ({first})" if first == last else f"{fact.date.words} ({first} to {last})"
