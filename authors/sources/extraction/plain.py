"""Paragraphs of a plain text, or of Markdown."""

from __future__ import annotations

import re

from authors.sources.cleaning import clean
from authors.sources.extraction.decoding import decoded
from authors.sources.records import Block, ExtractedText

BLANK = re.compile(r"\n[ \t\f\v]*\n\s*")
HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
UNDERLINED = re.compile(r"^(.{1,120})\n(?:={3,}|-{3,})$")
WIKI_HEADING = re.compile(r"={2,6}\s*(.+?)\s*={2,6}$")
LONG_LINE = 100
"""Characters: lines that are longer on the whole are paragraphs by themselves."""


def read_text(data: bytes, *, media_type: str = "") -> ExtractedText:
    """Read a plain text."""
    blocks = blocks_of(decoded(data, media_type=media_type))
    title = blocks[0].text if blocks and blocks[0].kind == "heading" else ""
    return ExtractedText(format="text", blocks=tuple(blocks), title=title)


def blocks_of(text: str) -> list[Block]:
    """Cut a text into its paragraphs and headings."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    parts = BLANK.split(text)
    if len(parts) < 3 and _has_long_lines(text):
        parts = text.split("\n")
    blocks = [block for part in parts for block in _blocks(part.strip("\n"))]
    return [block for block in blocks if block.text]


def _has_long_lines(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return bool(lines) and sum(map(len, lines)) / len(lines) > LONG_LINE


def _blocks(part: str) -> list[Block]:
    """Return a paragraph, and the heading that stands on top of it, if one does."""
    if underlined := UNDERLINED.match(part):
        return [Block(text=clean(underlined[1]), kind="heading")]
    first, _, rest = part.partition("\n")
    heading = HEADING.match(first.strip())
    title = heading[2] if heading else ""
    if not title and (wiki := WIKI_HEADING.match(first.strip())):
        title = wiki[1]
    if title:
        return [Block(text=clean(title), kind="heading"), *([Block(text=clean(rest))] if rest.strip() else [])]
    return [Block(text=clean(part))]
