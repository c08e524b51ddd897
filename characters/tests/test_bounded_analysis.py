"""A text that takes the built-in analyst too much costs its job one sentence."""

from __future__ import annotations

import pytest

from analysts.rules.sandbox_child import AnalysisLimits
from analysts.rules.sandboxed import SandboxedRuleAnalyst
from analysts.tests.rules_stories import book
from characters.steps import Analyse, BookToDiscover, Discover, PartToAnalyse
from jobs.pipelines import UnitRejected

ENDLESS = book("\n\n".join(f"Then N{n} said so to old M{n} at noon." for n in range(30_000)))
ANALYST = SandboxedRuleAnalyst(AnalysisLimits(seconds=0.5))


def test_a_book_that_takes_too_much_is_refused() -> None:
    with pytest.raises(UnitRejected, match="Let a language model read the book"):
        Discover().call(BookToDiscover(ANALYST, ENDLESS, [], {}))


def test_a_chapter_that_takes_too_much_is_refused() -> None:
    bible = SandboxedRuleAnalyst(AnalysisLimits()).discover(book("Anna ran."))
    with pytest.raises(UnitRejected, match="Let a language model read the book"):
        Analyse().call(PartToAnalyse(ANALYST, ENDLESS, bible, {}))
