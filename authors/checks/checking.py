"""All rules over a part, and over a book."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from authors.checks.measured import MeasuredBook, MeasuredPart, Runs, readings_of
from authors.checks.reading import read
from authors.checks.rules import BOOK_RULES, PART_RULES
from authors.checks.standards import standard_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from authors.contract import Brief, Context, Finding, Material, Outline, Part, Text

WHOLE = ""
"""The key of findings that belong to the whole book and to no part."""
_MOST = 6
"""So many findings of a rule are told of a part: a writer mends the kind, not a list."""


def check(brief: Brief, part: Part, text: Text, context: Context) -> tuple[Finding, ...]:
    """Measure a part with what is known around it; the graver findings stand first."""
    others = readings_of({key: other for key, other in context.written.items() if key != part.key})
    measured = MeasuredPart(
        brief=brief,
        outline=context.outline,
        part=part,
        text=text,
        reading=read(text.paragraphs),
        standard=standard_of(brief.readers),
        others=others,
        material=context.material,
    )
    return _graver_first(_of_part(measured))


def check_whole(
    brief: Brief, outline: Outline, texts: Mapping[str, Text], material: Material
) -> Mapping[str, tuple[Finding, ...]]:
    """Measure a book: findings by the keys of its parts, those of the whole book by `WHOLE`.

    Each part is measured beside all that stands before it. A part without a text is left out.
    """
    readings = readings_of(texts)
    parts: list[MeasuredPart] = []
    standard, runs = standard_of(brief.readers), Runs()
    for part in outline.parts:
        if part.key in texts:
            others = {other.part.key: other.reading for other in parts}
            later = {key: reading for key, reading in readings.items() if key not in others and key != part.key}
            text, reading = texts[part.key], readings[part.key]
            parts.append(MeasuredPart(brief, outline, part, text, reading, standard, others, material, later, runs))
    book = MeasuredBook(brief, outline, standard, tuple(parts))
    findings: dict[str, list[Finding]] = {measured.part.key: list(_of_part(measured)) for measured in parts}
    for rule in BOOK_RULES:
        for key, finding in rule(book):
            findings.setdefault(key, []).append(finding)
    return {key: _graver_first(found) for key, found in findings.items() if found}


def _of_part(measured: MeasuredPart) -> Iterator[Finding]:
    for rule in PART_RULES:
        yield from islice(rule(measured), _MOST)


def _graver_first(findings: Iterator[Finding] | list[Finding]) -> tuple[Finding, ...]:
    return tuple(
        sorted(findings, key=lambda finding: (finding.severity != "wrong", finding.paragraph or 0, finding.start))
    )
