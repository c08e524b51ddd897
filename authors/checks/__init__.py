"""What is measured in a text of any author, built in or a language model's: findings with their place, for the writer.

A rule measures one thing and never guesses: it is `wrong` where a text must be mended, `doubtful` where a reader of
good books may disagree. Limits by age are data with their sources (`data/standards.toml`).
"""

from __future__ import annotations

from authors.checks.checking import WHOLE, check, check_whole

__all__ = ["WHOLE", "check", "check_whole"]
