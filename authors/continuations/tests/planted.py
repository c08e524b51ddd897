"""Contradictions planted in stories, and how many of them the rules find.

`stories/known` were open while the rules were written, `stories/held_out` were not looked at before their first run.
Of twelve that were written later, before their writer had read a rule, `stories/fresh` were open from their first run
on, and `stories/locked` were run once.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from authors.continuations import Segment, StoryContext, StoryFacts, facts_along
from authors.continuations.checking import check_by_rules
from authors.continuations.contract import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.contract import Findings, FindingType

Half = Literal["known", "held_out", "fresh", "locked"]
FOLDER = Path(__file__).parent / "stories"
CLAIMED: dict[str, tuple[FindingType, ...]] = {
    **dict.fromkeys(("pronoun", "look", "cannot", "age", "kin", "species"), ("character",)),
    **dict.fromkeys(("time", "season", "weekday"), ("timeline",)),
    "dead": ("timeline", "possession"),
    **dict.fromkeys(("where", "feature"), ("setting",)),
    **dict.fromkeys(("destroyed", "lost"), ("possession", "setting")),
    **dict.fromkeys(("owner", "broken", "gone", "number"), ("possession",)),
    "unknown person": ("unknown",),
}
"""What the rules claim to find, and by which types of findings it may be told. All other kinds are a model's."""
_MENDED = frozenset({"pronoun", "number"})
GROUPS = {
    "character": "pronoun look cannot age kin species",
    "timeline": "dead time season weekday",
    "setting": "where feature destroyed",
    "possession": "owner broken lost gone number",
    "unknown": "unknown person",
}


@dataclass
class Figures:
    """Planted and found ones by kind; findings in texts without a contradiction, and beside planted ones.

    `mended_in_vain` counts those that would be mended without a question where there is no such slip.
    """

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    clean_alarmed: int = 0
    in_vain: int = 0
    beside: int = 0
    mended_in_vain: int = 0

    @property
    def claimed(self) -> int:
        """Planted ones of kinds that the rules claim."""
        return sum(count for kind, count in self.planted.items() if kind in CLAIMED)

    @property
    def recall(self) -> float:
        """Share of those that are found."""
        return sum(count for kind, count in self.found.items() if kind in CLAIMED) / self.claimed

    @property
    def precision(self) -> float:
        """Share of all findings that are of something planted."""
        right = sum(self.found.values())
        return right / (right + self.in_vain + self.beside)


class Story:
    """A story of the files: its segments, and the facts after each."""

    def __init__(self, path: Path) -> None:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        self.texts: list[str] = told["segments"]
        self.planted: list[tuple[str, int, str]] = [(kind, after, text) for kind, after, text in told["planted"]]
        self.clean = [*enumerate(self.texts), *((after, text) for after, text in told["clean"])]
        segments = [
            Segment(id=f"s{number}", parent=f"s{number - 1}" if number > 1 else "", paragraphs=(text,))
            for number, text in enumerate(self.texts, 1)
        ]
        self._facts = facts_along(segments, StoryFacts())

    def check(self, after: int, text: str) -> Findings:
        """Check a continuation of the segment of that number."""
        context = StoryContext(facts=self._facts[f"s{after}" if after else ""])
        return check_by_rules(Draft(paragraphs=(text,)), context)


def stories(half: Half) -> Iterator[Story]:
    """Yield the stories of a half."""
    yield from (Story(path) for path in sorted((FOLDER / half).glob("*.toml")))


def measured(half: Half) -> Figures:
    """Check all texts of a half."""
    figures = Figures()
    for story in stories(half):
        for after, text in story.clean:
            findings = story.check(after, text)
            figures.clean += 1
            figures.clean_alarmed += bool(findings)
            figures.in_vain += len(findings)
            figures.mended_in_vain += _mends(findings)
        for kind, after, text in story.planted:
            findings = story.check(after, text)
            right = [finding for finding in findings if finding.type in CLAIMED.get(kind, ())]
            figures.planted[kind] += 1
            figures.found[kind] += bool(right)
            figures.beside += len(findings) - len(right) if kind in CLAIMED else 0
            figures.mended_in_vain += _mends(findings) if kind not in _MENDED else 0
    return figures


def _mends(findings: Findings) -> int:
    return sum(finding.replacement is not None for finding in findings)
