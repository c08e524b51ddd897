"""What a model is shown of other hands: blocks of lines between two marker lines, which nothing in them can end.

Everything that a writer, a source or a model has written stands in such blocks. Outside of them stand only our own
prompts and numbers.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from providers.money.tokens import likely_text_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = "AUTHOR-DATA"
JOINER = "\u2060"
"""Has no width; stands in words that look like our own marks."""
_MARKS = re.compile(MARK, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under a heading of ours.

    `rank` says what is left out first where there is no room: the highest; 0 is never left out. A block that is cut
    keeps its first lines, or its last ones (`keeps_end`).
    """

    heading: str
    lines: tuple[str, ...]
    rank: int = 0
    keeps_end: bool = False

    @property
    def tokens(self) -> int:
        """About how many tokens it has."""
        return line_tokens(self.heading) + sum(line_tokens(line) for line in self.lines)

    def cut_to(self, tokens: int) -> Block | None:
        """Return as many whole lines as have so many tokens; None if that is not even one."""
        left = tokens - line_tokens(self.heading)
        kept: list[str] = []
        for line in reversed(self.lines) if self.keeps_end else self.lines:
            left -= line_tokens(line)
            if left < 0:
                break
            kept.append(line)
        if not kept:
            return None
        lines = tuple(reversed(kept)) if self.keeps_end else tuple(kept)
        part = "the last" if self.keeps_end else "the first"
        heading = self.heading if len(lines) == len(self.lines) else f"{self.heading} ({part} {len(lines)} lines of it)"
        return Block(heading, lines, self.rank, self.keeps_end)


def fence(blocks: Sequence[Block]) -> str:
    """Write blocks between two marker lines whose number nobody can know who writes what is in them; "" for none."""
    body = "\n\n".join(_written(block) for block in blocks if block.lines)
    if not body:
        return ""
    number = hashlib.sha256(body.encode(errors="replace")).hexdigest()[:16]
    return f"{MARK} {number} BEGINS\n{body}\n{MARK} {number} ENDS"


def line_tokens(line: str) -> int:
    """Return about how many tokens a line has, its end included."""
    return likely_text_tokens(line) + 1


def lines_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of texts that are not empty."""
    return tuple(line for text in texts for line in text.splitlines() if line.strip())


def untamed(text: str) -> str:
    """Take out of an answer what was put into the words that it has copied."""
    return text.replace(JOINER, "")


def _written(block: Block) -> str:
    return "\n".join([f"[{block.heading}]", *(_tame(line) for line in block.lines)])


def _tame(line: str) -> str:
    """Write on one line what cannot pass for a mark or a heading of ours."""
    text = _MARKS.sub(lambda mark: mark[0][0] + JOINER + mark[0][1:], " ".join(line.split()))
    return JOINER + text if text.startswith("[") else text
