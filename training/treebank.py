"""UD English EWT (UniversalDependencies/UD_English-EWT, CC BY-SA 4.0): sentences with tags, lemmas and dependencies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Part = Literal["train", "dev", "test"]


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """Words, whether a blank follows each, lemmas, Penn's tags, heads (the root's is its own index), relations."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


def sentences(folder: Path, part: Part) -> Iterator[ParsedSentence]:
    """Read all sentences of a part."""
    text = (folder / f"{part}.conllu").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
        if rows:
            yield _sentence(rows)


def _sentence(rows: list[list[str]]) -> ParsedSentence:
    glued, after = set[int](), dict[int, bool]()
    for row in rows:
        if "-" in row[0]:  # "1-2 don't", before "1 do" and "2 n't"
            first, last = map(int, row[0].split("-"))
            glued.update(range(first, last))
            after[last] = "SpaceAfter=No" not in row[9]
    words = [row for row in rows if row[0].isdigit()]
    return ParsedSentence(
        words=tuple(row[1] for row in words),
        spaces=tuple(
            i not in glued and after.get(i, "SpaceAfter=No" not in row[9]) for i, row in enumerate(words, start=1)
        ),
        lemmas=tuple(row[2] for row in words),
        tags=tuple(row[4] for row in words),
        heads=tuple(int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(words)),
        relations=tuple(row[7] for row in words),
    )
