"""From a reader's line to a draft that fits: expanded, checked, and corrected where the slips are small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.checking import check_by_rules
from authors.continuations.contract import MOST_ROUNDS, Draft, Segment, StoryFinding
from authors.continuations.reading import statements_of
from authors.contract import Plain

if TYPE_CHECKING:
    from authors.continuations.contract import Findings, StoryAuthor, StoryContext


class Continuation(Plain):
    """A draft as it is shown to whoever posts: what is still found in it, and what was mended by itself."""

    draft: Draft
    findings: tuple[StoryFinding, ...] = ()
    mended: tuple[StoryFinding, ...] = ()
    rounds: int = 0

    @property
    def is_clean(self) -> bool:
        """Say whether it can be posted without a question."""
        return not any(finding.severity == "large" for finding in self.findings)


def expand(line: str, context: StoryContext, author: StoryAuthor) -> Draft:
    """Make a scene of a reader's line. Raises `authors.contract.Declined`, and what a model raises."""
    return author.expand(line, context)


def check(draft: Draft, context: StoryContext, author: StoryAuthor | None = None) -> Findings:
    """Find what contradicts the story so far: by rules, and by an author that finds more; large ones first."""
    found = [*check_by_rules(draft, context), *(author.check(draft, context) if author else ())]
    kept: dict[tuple[str, int, int, int], StoryFinding] = {}
    for finding in found:
        kept.setdefault((finding.type, finding.paragraph, finding.start, finding.end), finding)
    return tuple(sorted(kept.values(), key=lambda one: (one.severity != "large", one.paragraph, one.start)))


def correct(draft: Draft, findings: Findings, context: StoryContext, author: StoryAuthor | None = None) -> Draft:
    """Put the replacements of small findings in their places; an author may mend what has none. All else stays."""
    paragraphs = list(draft.paragraphs)
    small = [finding for finding in findings if finding.severity == "small" and finding.replacement is not None]
    taken: set[tuple[int, int]] = set()
    for finding in sorted(small, key=lambda one: (one.paragraph, one.start), reverse=True):
        places = {(finding.paragraph, at) for at in range(finding.start, max(finding.end, finding.start + 1))}
        if places & taken or not 0 <= finding.paragraph < len(paragraphs):
            continue
        taken |= places
        text = paragraphs[finding.paragraph]
        paragraphs[finding.paragraph] = text[: finding.start] + str(finding.replacement) + text[finding.end :]
    left = tuple(one for one in findings if one.severity == "small" and one.replacement is None)
    mended = draft
    if taken:
        states = statements_of(paragraphs, context.facts)
        mended = draft.model_copy(update={"paragraphs": tuple(paragraphs), "states": states})
    return author.correct(mended, left, context) if author and left else mended


def continued(line: str, context: StoryContext, author: StoryAuthor) -> Continuation:
    """Expand a line, check the draft, and mend its small slips, twice at the most. Raises what `expand` raises."""
    draft = author.expand(line, context)
    findings = check(draft, context, author)
    mended: list[StoryFinding] = []
    rounds = 0
    while rounds < MOST_ROUNDS and any(finding.severity == "small" for finding in findings):
        better = correct(draft, findings, context, author)
        if better == draft:
            break
        rounds += 1
        mended += [finding for finding in findings if finding.severity == "small"]
        draft = better
        findings = check(draft, context, author)
    return Continuation(draft=draft, findings=findings, mended=tuple(mended), rounds=rounds)


def posted(draft: Draft, *, id: str, parent: str, by: str = "") -> Segment:  # noqa: A002
    """Return the segment that a draft becomes when it is posted."""
    told = {name: getattr(draft, name) for name in Draft.model_fields if name != "notes"}
    return Segment(**told, id=id, parent=parent, by=by)
