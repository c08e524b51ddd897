"""The continuity check by rules: a draft against the facts of its branch, without a model."""

from authors.continuations.checking.checking import check_by_rules

__all__ = ["check_by_rules"]
