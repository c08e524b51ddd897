"""Small stories for the tests of the rule analyst, and the novels that lie beside the repository, if they do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysts.rules import RuleAnalyst
from books.text.content import ChapterText, SceneText

if TYPE_CHECKING:
    from analysts.bible import Bible, SceneAnalysis

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def book(*chapters: str | list[str]) -> list[ChapterText]:
    """Make chapters from texts with a blank line between paragraphs; a list is a chapter of several scenes."""
    result, number = [], 0
    for n, chapter in enumerate(chapters, 1):
        scenes = []
        for text in [chapter] if isinstance(chapter, str) else chapter:
            number += 1
            paragraphs = tuple(" ".join(p.split()) for p in text.strip().split("\n\n") if p.strip())
            scenes.append(SceneText(number, paragraphs))
        result.append(ChapterText(n, f"Chapter {n}", tuple(scenes)))
    return result


def read(*chapters: str | list[str]) -> tuple[Bible, list[SceneAnalysis]]:
    """Read the bible of a small book and the analyses of all its scenes."""
    texts = book(*chapters)
    analyst = RuleAnalyst()
    bible = analyst.discover(texts)
    return bible, [scene for chapter in texts for scene in analyst.analyse(chapter, bible)]


def speakers(*chapters: str) -> list[tuple[str, str | None]]:
    """Return each speech of a small book with its speaker."""
    return [(q.text, q.speaker) for scene in read(*chapters)[1] for q in scene.quotes]


def novel(path: str) -> list[ChapterText]:
    """Return a labelled novel beside the repository; the test is skipped where it is missing."""
    file = DATA / "pdnc" / path / "novel_text.txt"
    if not file.exists():
        pytest.skip("the labelled novels are not here")
    blocks = [" ".join(b.split()) for b in file.read_text(encoding="utf-8", errors="replace").split("\n\n")]
    paragraphs = [b for b in blocks if b]
    size = 60
    scenes = [SceneText(n // size + 1, tuple(paragraphs[n : n + size])) for n in range(0, len(paragraphs), size)]
    return [ChapterText(s.number, "", (s,)) for s in scenes]
