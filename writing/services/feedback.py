"""What a writer says about a plan or a text, as far as it is taken."""

from __future__ import annotations

from writing.services.errors import WritingRefused

LONGEST_FEEDBACK = 2_000
"""Characters."""


def check_feedback(feedback: str) -> None:
    """Raise WritingRefused for feedback that is too long."""
    if len(feedback) > LONGEST_FEEDBACK:
        raise WritingRefused(f"Say it in {LONGEST_FEEDBACK:,} letters at most.")
