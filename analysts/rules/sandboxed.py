"""The rules over a long text, in a process of its own: what a stranger's text takes, the worker does not pay."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from analysts.metadata import UNTITLED, BookMetadata
from analysts.rules.analyst import RuleAnalyst
from analysts.rules.sandbox_child import AnalysisLimits, AnalysisResult, AnalysisTask
from sandbox.process import OutOfMemory, OutOfTime, ProcessFailed, answer_of
from sandbox.servers import Program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.bible import Bible, SceneAnalysis
    from books.text.content import ChapterText

PROGRAM = Program("analysts.rules.sandbox_program", "answer")
HERE = 200_000
"""Characters of a chapter whose scenes are seen in this process: whatever they are, they take little. Prose is parsed,
for the bible, in a process of its own, however short it is: the parser takes a hundred megabytes."""


class AnalysisStopped(Exception):
    """The rules took more than they may have; `str()` says what to do."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Reading this text took the built-in analyst more {what} than any novel does, so it was stopped. "
            "Let a language model read the book, or bring it in volumes."
        )


class SandboxedRuleAnalyst(RuleAnalyst):
    """The rules, which read texts in a process with limits. Raises AnalysisStopped past them."""

    def __init__(self, limits: AnalysisLimits, metadata: BookMetadata = UNTITLED) -> None:
        super().__init__(metadata)
        self._limits = limits

    def discover(self, chapters: Sequence[ChapterText]) -> Bible:
        """Find the people, places and lasting changes of the whole book."""
        answer = self._ask(AnalysisTask(tuple(chapters), self._metadata))
        if answer.bible is None:
            raise ProcessFailed
        return answer.bible

    def analyse(self, chapter: ChapterText, bible: Bible) -> list[SceneAnalysis]:
        """Say what can be seen and who speaks in each scene of `chapter`, one analysis per scene, in order."""
        if _is_short(chapter):
            return super().analyse(chapter, bible)
        return list(self._ask(AnalysisTask((chapter,), self._metadata, bible)).analyses)

    def _ask(self, question: AnalysisTask) -> AnalysisResult:
        given = _questions().dump_json(question)
        argument = json.dumps(asdict(self._limits))
        try:
            with answer_of(PROGRAM, argument, given=given, seconds=self._limits.seconds) as answered:
                answer = _answers().validate_json(answered.read(), strict=True)
        except OutOfTime as error:
            raise AnalysisStopped("time") from error
        except OutOfMemory as error:
            raise AnalysisStopped("memory") from error
        except ValidationError as error:
            raise ProcessFailed from error
        if answer.is_too_much:
            raise AnalysisStopped("memory")
        return answer


def _is_short(chapter: ChapterText) -> bool:
    return sum(len(text) for scene in chapter.scenes for text in scene.paragraphs) <= HERE


@cache
def _questions() -> TypeAdapter[AnalysisTask]:
    return TypeAdapter(AnalysisTask)


@cache
def _answers() -> TypeAdapter[AnalysisResult]:
    return TypeAdapter(AnalysisResult)
