"""All rules over a draft, note by note: what was known before it, and what it has said itself so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.checking.draft import DRAFT, Checked
from authors.continuations.checking.rules import RULES
from authors.continuations.facts import Merging
from authors.continuations.reading import notes_of

if TYPE_CHECKING:
    from authors.continuations.contract import Draft, Findings, StoryContext, StoryFinding


_ONCE = frozenset({"dead", "away", "hour", "season", "unknown person"})
"""Rules that are told of somebody once in a draft."""


def check_by_rules(draft: Draft, context: StoryContext) -> Findings:
    """Return what in a draft contradicts the facts of its branch. English only: other languages are a model's."""
    if not context.settings.language.lower().startswith("en"):
        return ()
    checked = Checked(draft.paragraphs, context.facts, Merging(context.facts, DRAFT))
    findings: dict[tuple[str, str, int, str], StoryFinding] = {}
    for note in notes_of(draft.paragraphs, context.facts):
        for rule in RULES.get(note.kind, ()):
            for finding in rule(note, checked):
                once = finding.rule in _ONCE
                key = (finding.rule, finding.about, -1 if once else finding.paragraph, "" if once else note.words)
                findings.setdefault(key, finding)
        if note.statement:
            checked.now.take(note.statement)
    return tuple(findings.values())
