"""A story in Markdown, read into plain data: front matter, chapters, and the blocks of each chapter.

Only the little Markdown that a story needs: headings, paragraphs, `*emphasis*`, a letter (`>` at the start of each
line), verse (`|` at the start of each line), and scene breaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

BlockKind = Literal["text", "letter", "verse", "stars", "rule", "ornament", "space"]

BREAKS: dict[str, BlockKind] = {"***": "stars", "---": "rule", "⁂": "ornament"}
SPACE = '<p class="space">&nbsp;</p>'


class StoryError(ValueError):
    """The file is not a story: what is missing, in a reader's words."""


@dataclass(frozen=True, slots=True)
class StoryBlock:
    """A paragraph, a letter or a verse by its lines, or a scene break, which has none."""

    kind: BlockKind
    lines: tuple[str, ...] = ()

    @property
    def is_break(self) -> bool:
        """Whether a new scene begins after this block."""
        return not self.lines


@dataclass(frozen=True, slots=True)
class StoryChapter:
    """A chapter under its title."""

    title: str
    blocks: tuple[StoryBlock, ...]

    @property
    def scenes(self) -> tuple[tuple[StoryBlock, ...], ...]:
        """The blocks between the breaks."""
        scenes: list[list[StoryBlock]] = [[]]
        for block in self.blocks:
            if block.is_break:
                scenes.append([])
            else:
                scenes[-1].append(block)
        return tuple(tuple(scene) for scene in scenes)


@dataclass(frozen=True, slots=True)
class Story:
    """A whole story. `identifier` is a URN, `modified` a UTC time as EPUB writes it (`2026-01-31T12:00:00Z`)."""

    title: str
    author: str
    language: str
    identifier: str
    published: str
    modified: str
    publisher: str
    description: str
    subjects: tuple[str, ...]
    rights: str
    chapters: tuple[StoryChapter, ...]


def read_story(path: Path) -> Story:
    """Read the story in the Markdown file at `path`. Raises StoryError if a part of it is missing."""
    opening, meta_text, text = _split_front_matter(path.read_text(encoding="utf-8"))
    if opening:
        raise StoryError("The story begins before its front matter.")
    meta = dict(_entries(meta_text))
    _heading, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    if not parts:
        raise StoryError("The story has no chapters.")
    try:
        return Story(
            title=meta["title"],
            author=meta["author"],
            language=meta["language"],
            identifier=meta["identifier"],
            published=meta["published"],
            modified=meta["modified"],
            publisher=meta["publisher"],
            description=meta["description"],
            subjects=tuple(subject.strip() for subject in meta["subjects"].split(";")),
            rights=meta["rights"],
            chapters=tuple(_chapter(part) for part in parts),
        )
    except KeyError as missing:
        raise StoryError(f"The front matter has no {missing.args[0]}.") from missing


def _split_front_matter(text: str) -> tuple[str, str, str]:
    parts = re.split(r"^---\n", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3:
        raise StoryError("The story has no front matter.")
    return parts[0], parts[1], parts[2]


def _entries(meta: str) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in meta.splitlines())
    return [(key.strip(), value.strip()) for key, _colon, value in pairs if key.strip()]


def _chapter(part: str) -> StoryChapter:
    title, _newline, body = part.partition("\n")
    return StoryChapter(title.strip(), tuple(_block(raw) for raw in re.split(r"\n\s*\n", body.strip())))


def _block(raw: str) -> StoryBlock:
    if raw in BREAKS:
        return StoryBlock(BREAKS[raw])
    if raw == SPACE:
        return StoryBlock("space")
    lines = raw.split("\n")
    if all(line.startswith("> ") for line in lines):
        return StoryBlock("letter", tuple(line[2:] for line in lines))
    if all(line.startswith("| ") for line in lines):
        return StoryBlock("verse", tuple(line[2:] for line in lines))
    return StoryBlock("text", (" ".join(lines),))
