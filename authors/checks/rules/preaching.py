"""A lesson that is said aloud: children's books show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.checks.rules.words import any_of, phrases_in
from authors.contract import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.measured import MeasuredPart

_PREACHED = any_of(phrases_in("preaching", "phrases"))


def preaching(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell phrases that teach; in the last parts they are wrong, for there they are the ending."""
    if not (measured.standard.preaching and measured.in_english):
        return
    for index, paragraph in enumerate(measured.text.paragraphs):
        for found in _PREACHED.finditer(paragraph.text):
            yield Finding(
                rule="preaching",
                severity="wrong" if measured.is_last else "doubtful",
                words="The lesson is said aloud here. Let somebody do something that shows it.",
                paragraph=index,
                start=found.start(),
                end=found.end(),
            )
