"""What is to be minded in a book about a real person: how much is quoted of whom, and who may be alive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from authors.contract import Finding, Plain
from authors.dossiers.runs import FREE
from authors.facts.events import birth_of, death_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from authors.contract import Text
    from authors.dossiers.brief import BiographyBrief
    from authors.facts.model import Dossier
    from authors.facts.subject import Subject

OLDEST = 115
"""Years after a birth until which somebody without a date of death may be alive."""
_PRIVATE = frozenset({"illness", "marriage", "child", "family", "money"})
LIVING_NOTICE = (
    "This person may be alive. Print nothing of their health, family or money that they have not made public "
    "themselves, ask them where you can, and have a lawyer read it before you sell the book."
)


class Quoted(Plain):
    """How much a book quotes of a source. `limit` is in words; None: it may be quoted at any length."""

    source: str
    words: int
    of_words: int
    limit: int | None = None

    @property
    def is_too_much(self) -> bool:
        """Whether it is beyond the limit."""
        return self.limit is not None and self.words > self.limit


def may_be_living(
    brief: BiographyBrief, dossier: Dossier, subject: Subject, today: date
) -> Literal["yes", "perhaps", "no"]:
    """Say whether the subject is alive: by the brief, else by what the sources date."""
    if brief.living != "unknown":
        return "yes" if brief.living == "living" else "no"
    facts = dossier.facts.values()
    if death_of(facts, subject) is not None:
        return "no"
    born = birth_of(facts, subject)
    return "no" if born is not None and born.last_year + OLDEST < today.year else "perhaps"


def quoted_of(texts: Mapping[str, Text], dossier: Dossier, most: int) -> list[Quoted]:
    """Count the words that a book quotes of each source, the most quoted first. `most` is the brief's limit."""
    counted = dict.fromkeys(dossier.sources, 0)
    for text in texts.values():
        for paragraph in text.paragraphs:
            for start, end in quotations_in(paragraph.text, whole=paragraph.kind == "quotation"):
                passages = [
                    key for one in paragraph.supports if one.start < end and start < one.end for key in one.passages
                ]
                source = next((dossier.passages[key].source for key in passages if key in dossier.passages), None)
                if source in counted:
                    counted[source] += len(paragraph.text[start:end].split())
    return sorted(
        (_quoted(dossier, source, words, most) for source, words in counted.items()),
        key=lambda one: (-one.words, one.source),
    )


def _quoted(dossier: Dossier, source: str, words: int, most: int) -> Quoted:
    length = sum(len(passage.text.split()) for passage in dossier.passages.values() if passage.source == source)
    limit = None if dossier.sources[source].rights in FREE else most
    return Quoted(source=source, words=words, of_words=length, limit=limit)


def quotations_in(text: str, *, whole: bool) -> Iterable[tuple[int, int]]:
    """Yield the characters of a paragraph that are quoted; `whole`: it is a quotation itself."""
    if whole:
        yield 0, len(text)
        return
    start = text.find("“")
    while start >= 0 and (end := text.find("”", start)) >= 0:
        yield start + 1, end
        start = text.find("“", end)


def private_findings(text: Text, dossier: Dossier) -> list[Finding]:
    """Find sentences about the private life of somebody who may be alive that rest on one source alone."""
    findings = []
    for number, paragraph in enumerate(text.paragraphs):
        for support in paragraph.supports:
            facts = [fact for fact in dossier.facts.values() if fact.passage in support.passages and fact.about]
            sources = {dossier.passages[key].source for key in support.passages if key in dossier.passages}
            if len(sources) == 1 and any(fact.kind in _PRIVATE for fact in facts):
                findings.append(
                    Finding(
                        rule="living person",
                        severity="doubtful",
                        words="Private, of somebody who may be alive, and from one source alone.",
                        paragraph=number,
                        start=support.start,
                        end=support.end,
                    )
                )
    return findings
