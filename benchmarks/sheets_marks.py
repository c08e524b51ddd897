"""The form for a judge's marks, and what they add up to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from benchmarks.sheets_judged import JudgedScene

QUESTIONS = {
    "place": "Is it drawn where the moment happens?",
    "people": "Are all drawn whom the moment shows, as they are, and nobody else?",
    "time": "Do the hour and the weather agree with the text?",
    "deed": "Is what they do seen?",
    "nothing_absurd": "Is there nothing that the text does not say or plainly imply?",
}
SUFFIX = ".marks.json"


class WrongMark(ValueError):
    """A form holds something else than 1, 0 or null for a mark."""


def write_form(file: Path, *, book: str, scenes: Iterable[JudgedScene]) -> None:
    """Write an empty form, unless there is one."""
    if file.exists():
        return
    empty = dict.fromkeys(QUESTIONS)
    rows = [{"scene": s.number, "chapter": s.chapter, "moment": s.moment, **empty, "fault": ""} for s in scenes]
    form = {"book": book, "questions": QUESTIONS, "scenes": rows}
    file.write_text(json.dumps(form, ensure_ascii=False, indent=1), encoding="utf-8")


def table_of(paths: Iterable[Path]) -> str:
    """Return the marks of forms, or of all forms in folders, added up by book, as a table in Markdown.

    Raises WrongMark, with the form and the scene.
    """
    rows = [_row(file) for file in _forms(paths)]
    if len(rows) != 1:
        rows.append(("all", sum(r[1] for r in rows), {q: sum(r[2][q] for r in rows) for q in QUESTIONS}))
    head = " | ".join(question.replace("_", " ") for question in QUESTIONS)
    lines = (f"| {book} | {count} | {' | '.join(str(marks[q]) for q in QUESTIONS)} |\n" for book, count, marks in rows)
    return f"| novel | scenes | {head} |\n|---|{'--:|' * (1 + len(QUESTIONS))}\n{''.join(lines)}"


def _forms(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]


def _row(file: Path) -> tuple[str, int, dict[str, int]]:
    """Return a form's book, how many of its scenes are marked, and for each question how many of them are right."""
    form = json.loads(file.read_text(encoding="utf-8"))
    marked = [_marks(file, row) for row in form["scenes"] if any(row[q] is not None for q in QUESTIONS)]
    return form["book"], len(marked), _sums(marked)


def _marks(file: Path, row: dict[str, Any]) -> dict[str, int]:
    for question in QUESTIONS:
        if type(row[question]) is not int or row[question] not in (0, 1):
            raise WrongMark(f"{file.name}, scene {row['scene']}: {question} must be 1 or 0.")
    return {question: row[question] for question in QUESTIONS}


def _sums(marked: Sequence[dict[str, int]]) -> dict[str, int]:
    return {question: sum(marks[question] for marks in marked) for question in QUESTIONS}
