"""Plain data about sources: what was read, what stands where, and what is thought of it."""

from __future__ import annotations

from typing import Literal

from authors.contract import Plain

SourceFormat = Literal["page", "pdf", "epub", "docx", "odt", "rtf", "text", "wikipedia", "wikidata"]
BlockKind = Literal["prose", "heading", "list", "quotation", "table"]
Rule = Literal["reachable", "readable", "about", "quality", "duplicate", "instructions"]
"""What a verdict is about. `instructions`: whether the text speaks to language models instead of to readers."""
Outcome = Literal["good", "doubtful", "bad"]
"""A source with a `bad` verdict is not used unless the writer overrules it."""


class Subject(Plain):
    """Of whom a biography tells. `about` says in a few words who they were ("geologist from Cromarty").

    `aliases` are other names (of birth, of marriage, pen names). Years before Christ are negative; None: not known, or
    for `died` still alive.
    """

    name: str
    aliases: tuple[str, ...] = ()
    born: int | None = None
    died: int | None = None
    about: str = ""


class Block(Plain):
    """A paragraph, heading or row of a source. `page` is the page of a PDF, or the chapter of an e-book."""

    text: str
    kind: BlockKind = "prose"
    page: str = ""


class ExtractedText(Plain):
    """What is read of a source, with what it says of itself.

    `published` is a date as ISO 8601 has it, whole or cut off ("1931-04-02", "1931"); empty: it says none. `address` is
    the one under which its publisher wants it cited, `licence` what it says may be done with it.
    """

    format: SourceFormat
    blocks: tuple[Block, ...]
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    language: str = ""
    address: str = ""
    licence: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def word_count(self) -> int:
        """Words of all blocks."""
        return sum(len(block.text.split()) for block in self.blocks)


class SourcePassage(Plain):
    """A stretch of a source that sentences can rest on.

    `id` is a UUID that follows from the source and the words: the same words of the same source keep it, however often
    they are read anew. `number` counts from 1 in the order of the source. `heading` is what stands above it, `page` as
    in `Block`.
    """

    id: str
    number: int
    text: str
    heading: str = ""
    page: str = ""

    @property
    def word_count(self) -> int:
        """Words of the passage."""
        return len(self.text.split())


class Verdict(Plain):
    """What is thought of a source under one rule, with the reason in the writer's words.

    `score` is between 0 and 1 where the rule measures one.
    """

    rule: Rule
    outcome: Outcome
    reason: str
    score: float | None = None
