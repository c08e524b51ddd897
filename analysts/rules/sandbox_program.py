"""What processes that read texts by rules are forked with: the rules and the parser, loaded once for all of them."""

from __future__ import annotations

from analysts.prose.parsing import load_parser
from analysts.rules.sandbox_child import answer

__all__ = ["answer"]

load_parser()
