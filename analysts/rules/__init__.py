"""The built-in analyst: general rules of English prose, no key, no network, no model."""

from __future__ import annotations

from analysts.rules.analyst import RuleAnalyst

__all__ = ["RuleAnalyst"]
