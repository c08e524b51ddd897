"""How much of a book a model reads at once.

A *portion* is a run of scenes, as chapters of which the first and the last may be cut. Small chapters are read
together: below a service's shortest cacheable prefix nothing is cached, and the instructions would outweigh the text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from books.text.content import ChapterText, SceneText
from providers.money.tokens import likely_text_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

Portion = tuple[ChapterText, ...]

MOST_TOKENS = 24_000
"""Of text in one call. More would lower the price a little, but answers of more than 20 scenes lose care."""
FIXED_TOKENS = 3_500
"""Instructions, schema and the list of people that come on top of the text."""
TEXT_SHARE = 0.6
"""Of what a context leaves: the answer to scenes is about half as long as they are."""


def most_text(context_tokens: int) -> int:
    """Return how many tokens of text fit into a call of a model of that context."""
    return max(600, min(MOST_TOKENS, int((context_tokens - FIXED_TOKENS) * TEXT_SHARE)))


def scenes_of(portion: Sequence[ChapterText]) -> list[SceneText]:
    """Return the scenes of a portion in order."""
    return [scene for chapter in portion for scene in chapter.scenes]


def tokens_of(scene: SceneText) -> int:
    """Return about how many tokens a scene has."""
    return likely_text_tokens(scene.text)


def parts_of(chapters: Sequence[ChapterText], *, tokens: int) -> list[Portion]:
    """Cut whole chapters into runs of up to `tokens` each; a longer chapter stands alone, an empty one is left out."""
    parts: list[list[ChapterText]] = []
    room = 0
    for chapter in chapters:
        size = sum(map(tokens_of, chapter.scenes))
        if not chapter.scenes:
            continue
        if not parts or size > room:
            parts.append([])
            room = tokens
        parts[-1].append(chapter)
        room -= size
    return [tuple(part) for part in parts]


def portions_of(part: Sequence[ChapterText], *, tokens: int) -> list[Portion]:
    """Cut scenes into runs of up to `tokens` each; a scene that is longer stands alone."""
    runs: list[list[tuple[ChapterText, SceneText]]] = []
    room = 0
    for chapter in part:
        for scene in chapter.scenes:
            size = tokens_of(scene)
            if not runs or size > room:
                runs.append([])
                room = tokens
            runs[-1].append((chapter, scene))
            room -= size
    return [_gathered(run) for run in runs]


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
