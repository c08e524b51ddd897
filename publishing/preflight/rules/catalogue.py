"""All rules that there are, in the order in which readers are shown what they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.preflight.rules import colours, cover, file, margins, pages, pictures, text

if TYPE_CHECKING:
    from publishing.preflight.rules.rule import BookRule, PageRule

RULES: tuple[PageRule | BookRule, ...] = (
    *cover.RULES,
    *pages.RULES,
    *margins.RULES,
    *pictures.RULES,
    *text.RULES,
    *colours.RULES,
    *file.RULES,
)
UNREADABLE, LOCKED = "unreadable_file", "locked"
"""Names of what stops a check before a rule is asked."""
TITLES = {rule.name: rule.title for rule in RULES} | {
    UNREADABLE: "Files that cannot be read",
    LOCKED: "Files with a password",
}
