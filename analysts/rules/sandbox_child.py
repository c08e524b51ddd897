"""The process in which a long text is read by rules: it takes its limits upon itself, reads, answers, and ends."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from pydantic import TypeAdapter

from analysts.bible import Bible, SceneAnalysis
from analysts.metadata import UNTITLED, BookMetadata
from analysts.rules.analyst import RuleAnalyst
from books.text.content import ChapterText
from sandbox.child import limit_itself

MEGABYTE = 1024 * 1024
MOST_ANSWERED = 256 * MEGABYTE
"""Bytes of an answer: more than every word of the longest book said by somebody comes to."""


@dataclass(frozen=True, slots=True)
class AnalysisLimits:
    """What reading a text by rules may take: bytes of memory, seconds."""

    memory: int = 1536 * MEGABYTE
    seconds: float = 540.0


@dataclass(frozen=True, slots=True)
class AnalysisTask:
    """Chapters whose people and places are wanted; with a bible, one chapter whose scenes are to be seen."""

    chapters: tuple[ChapterText, ...]
    metadata: BookMetadata = UNTITLED
    bible: Bible | None = None


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """The bible or the scenes, or that the text takes too much memory."""

    bible: Bible | None = None
    analyses: tuple[SceneAnalysis, ...] = ()
    is_too_much: bool = False


def answer(limits_as_json: str) -> None:
    """Live the process's whole life: take the limits upon itself, read the question on stdin, answer on stdout."""
    limits = AnalysisLimits(**json.loads(limits_as_json))
    limit_itself(memory=limits.memory, seconds=limits.seconds, answer=MOST_ANSWERED)
    try:
        found = TypeAdapter(AnalysisResult).dump_json(_answer_to(sys.stdin.buffer.read()))
    except MemoryError:
        found = b'{"is_too_much": true}'
    sys.stdout.buffer.write(found)
    sys.stdout.flush()


def _answer_to(question_as_json: bytes) -> AnalysisResult:
    question = TypeAdapter(AnalysisTask).validate_json(question_as_json, strict=True)
    del question_as_json
    analyst = RuleAnalyst(question.metadata)
    if question.bible is None:
        return AnalysisResult(bible=analyst.discover(question.chapters))
    (chapter,) = question.chapters
    return AnalysisResult(analyses=tuple(analyst.analyse(chapter, question.bible)))
