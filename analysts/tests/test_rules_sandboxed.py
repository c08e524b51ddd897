"""Long texts are read by rules in a process of their own: the same comes of it, and the worker pays nothing."""

from __future__ import annotations

import pytest

from analysts.metadata import BookMetadata
from analysts.rules import RuleAnalyst, sandboxed
from analysts.rules.sandbox_child import AnalysisLimits
from analysts.rules.sandboxed import AnalysisStopped, SandboxedRuleAnalyst
from analysts.tests.rules_stories import book
from sandbox.tests.measuring import MEGABYTE, growth_of

STORY = """
“Good evening,” said Mr. Edmund Fairlie. Fairlie took off his hat. He had long grey hair, and his coat was green.

“Sit down, Edmund,” said Mrs. Fairlie. She poured the tea in the kitchen of Harwick Hall. It rained.

In 1887 Edmund Fairlie went to the sea.
"""
METADATA = BookMetadata("The House", ("Ann",), ("Ghosts",))
OURS = AnalysisLimits(seconds=7200)


def test_a_long_text_gives_the_same_as_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandboxed, "HERE", 10)
    chapters = book([STORY] * 20, STORY)
    here, there = RuleAnalyst(METADATA), SandboxedRuleAnalyst(OURS, METADATA)
    bible = here.discover(chapters)

    assert there.discover(chapters) == bible
    assert there.analyse_part(chapters, bible) == here.analyse_part(chapters, bible)


@pytest.mark.parametrize(
    ("limits", "what"),
    [(AnalysisLimits(seconds=7200, memory=360 * MEGABYTE), "memory"), (AnalysisLimits(seconds=0.5), "time")],
)
def test_a_text_that_takes_too_much_costs_one_sentence(limits: AnalysisLimits, what: str) -> None:
    endless = book("\n\n".join(f"Then N{n} said so to old M{n} at noon." for n in range(30_000)))
    with pytest.raises(AnalysisStopped, match=f"more {what} than"):
        SandboxedRuleAnalyst(limits).discover(endless)


@pytest.mark.processes
def test_a_long_text_costs_who_wants_it_little_memory() -> None:
    preparation = """
from analysts.rules.sandboxed import AnalysisLimits, SandboxedRuleAnalyst
from analysts.tests.rules_stories import book
analyst = SandboxedRuleAnalyst(AnalysisLimits(seconds=7200))
analyst.discover(book("The rain fell. " * 100))
chapters = book(chr(10) + (chr(10) * 2).join("The rain fell on Harwick, and Anna ran." for _ in range(6_000)))
"""

    assert growth_of("analyst.discover(chapters)", preparation=preparation) < 12 * MEGABYTE
