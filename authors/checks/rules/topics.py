"""What is not for readers of an age: topics by their words (`data/topics.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from authors.checks.rules.words import any_of, content_of
from authors.contract import Finding, Readers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.measured import MeasuredPart

_AGES: tuple[Readers, ...] = ("0-2", "3-5", "6-8", "9-12", "adults")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: the first `readers` that it is for, its words, and phrases in which they mean something else."""

    name: str
    readers: Readers
    words: re.Pattern[str]
    harmless: re.Pattern[str] | None
    is_grave: bool


@cache
def topics() -> tuple[Topic, ...]:
    """Read the topics."""
    rows = content_of("topics")["topic"]
    return tuple(
        Topic(
            name=row["name"],
            readers=row["from"],
            words=any_of(frozenset(row["words"].split()) | frozenset(row.get("phrases", []))),
            harmless=any_of(tuple(row["harmless"])) if row.get("harmless") else None,
            is_grave=row["grave"],
        )
        for row in rows
    )


def forbidden_topics(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell words of topics that are not yet for the readers."""
    if not (measured.for_children and measured.in_english):
        return
    age = _AGES.index(measured.brief.readers)
    for topic in topics():
        if _AGES.index(topic.readers) <= age:
            continue
        for index, paragraph in enumerate(measured.text.paragraphs):
            for found in topic.words.finditer(paragraph.text):
                if not _is_harmless(topic, paragraph.text, found):
                    yield _finding(topic, measured.brief.readers, index, found)


def _is_harmless(topic: Topic, text: str, found: re.Match[str]) -> bool:
    if topic.harmless is None:
        return False
    return any(m.start() <= found.start() and found.end() <= m.end() for m in topic.harmless.finditer(text))


def _finding(topic: Topic, readers: Readers, index: int, found: re.Match[str]) -> Finding:
    until = "adults" if topic.readers == "adults" else f"readers of {topic.readers}"
    return Finding(
        rule="topic",
        severity="wrong" if topic.is_grave else "doubtful",
        words=f"“{found[0]}”: {topic.name} is for {until}, this book is for {readers}. Tell it without.",
        paragraph=index,
        start=found.start(),
        end=found.end(),
    )
