"""How much of a book a model reads at once.

A *portion* is a run of scenes, as chapters of which the first and the last may be cut. Small chapters are read
together: below a service's shortest cacheable prefix nothing is cached, and the instructions would outweigh the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from books.text.content import ChapterText, SceneText
from providers.money.tokens import likely_text_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
Portion = tuple[ChapterText, ...]

MOST_TOKENS = 24_000
"""Of text in one call. More would lower the price a little, but answers of more than 20 scenes lose care."""
FIXED_TOKENS = 4_500
"""Instructions, schema and the list of people that come on top of the text."""
TEXT_SHARE = 0.6
"""Of what a context leaves: the answer to scenes is about half as long as they are."""
TOKENS_AN_ANSWER, TOKENS_A_SCENE, TOKENS_A_QUOTE = 500, 650, 6
"""Of an answer about scenes, at the most that is expected."""
TOKENS_OF_FINDINGS, FINDINGS_SHARE = 1_500, 0.35
"""Of an answer about people and places, at the most that is expected: so many, and a share of the text's."""


@dataclass(frozen=True, slots=True)
class PortionLimits:
    """How many tokens of text a model reads at once, and how long its answer about their scenes may be."""

    text: int
    answer: int


def portion_limits(context_tokens: int, most_output_tokens: int) -> PortionLimits:
    """Return what fits into a call of a model of that context whose answers have so many tokens at most."""
    text = max(600, min(MOST_TOKENS, int((context_tokens - FIXED_TOKENS) * TEXT_SHARE)))
    return PortionLimits(text, max(1, min(most_output_tokens, context_tokens - FIXED_TOKENS - text)))


def answer_tokens(scenes: Sequence[SceneText]) -> int:
    """Return how many tokens an answer about these scenes may have, at the most that is expected."""
    quotes = sum(scene.text.count("\n\n") + 2 for scene in scenes)
    return TOKENS_AN_ANSWER + TOKENS_A_SCENE * len(scenes) + TOKENS_A_QUOTE * quotes


def findings_tokens(scenes: Sequence[SceneText]) -> int:
    """Return how many tokens an answer about who and what is in these scenes may have, at the most that is expected.

    All of them are reserved before the call is made, so more would only keep money from other calls.
    """
    return TOKENS_OF_FINDINGS + int(FINDINGS_SHARE * sum(map(tokens_of, scenes)))


def scenes_of(portion: Sequence[ChapterText]) -> list[SceneText]:
    """Return the scenes of a portion in order."""
    return [scene for chapter in portion for scene in chapter.scenes]


def tokens_of(scene: SceneText) -> int:
    """Return about how many tokens a scene has."""
    return likely_text_tokens(scene.text)


def parts_of(chapters: Sequence[ChapterText], room: PortionLimits) -> list[Portion]:
    """Cut into runs of whole chapters that fit; a longer chapter stands alone. Without empty chapters."""
    full = [chapter for chapter in chapters if chapter.scenes]
    return [tuple(run) for run in _runs(full, room, lambda chapter: chapter.scenes)]


def portions_of(part: Sequence[ChapterText], room: PortionLimits) -> list[Portion]:
    """Cut into runs of scenes that fit; a scene that is longer stands alone."""
    pairs = [(chapter, scene) for chapter in part for scene in chapter.scenes]
    return [_gathered(run) for run in _runs(pairs, room, lambda pair: (pair[1],))]


def _runs(items: Sequence[T], room: PortionLimits, scenes: Callable[[T], Sequence[SceneText]]) -> list[list[T]]:
    runs: list[list[T]] = []
    text, answer = 0, 0
    for item in items:
        own_text, own_answer = sum(map(tokens_of, scenes(item))), answer_tokens(scenes(item)) - TOKENS_AN_ANSWER
        if not runs or own_text > text or own_answer > answer:
            runs.append([])
            text, answer = room.text, room.answer - TOKENS_AN_ANSWER
        runs[-1].append(item)
        text, answer = text - own_text, answer - own_answer
    return runs


def halves_of(portion: Portion) -> tuple[Portion, Portion] | None:
    """Cut a portion in two between scenes; None if it is a single scene."""
    pairs = [(chapter, scene) for chapter in portion for scene in chapter.scenes]
    if len(pairs) < 2:
        return None
    middle = len(pairs) // 2
    return _gathered(pairs[:middle]), _gathered(pairs[middle:])


def _gathered(run: Sequence[tuple[ChapterText, SceneText]]) -> Portion:
    chapters: list[ChapterText] = []
    for chapter, scene in run:
        if chapters and chapters[-1].number == chapter.number:
            chapters[-1] = replace(chapters[-1], scenes=(*chapters[-1].scenes, scene))
        else:
            chapters.append(replace(chapter, scenes=(scene,)))
    return tuple(chapters)
