"""What a writer asks of a biography."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from authors.contract import Brief

SHORTEST, LONGEST = 5_000, 150_000
"""Words of a biography."""

Notes = Literal["footnotes", "endnotes"]
CitationStyle = Literal["chicago", "apa", "mla", "harvard"]
Unsupported = Literal["revise", "mark", "drop"]
Living = Literal["unknown", "living", "dead"]
Voice = Literal["plain", "scholarly", "literary"]


class BiographyBrief(Brief):
    """The brief of a biography: whom it is about, how long it is, what stands in it and how it cites."""

    subject: str = Field(
        default="",
        title="Whom is the book about?",
        description="The name that most of your sources use, such as “Ada Lovelace”.",
        max_length=200,
    )
    also_called: tuple[str, ...] = Field(
        default=(),
        title="Other names",
        description="Names before marriage, pen names, pet names: passages with them are about the same person.",
    )
    known_for: str = Field(
        default="",
        title="Who is that?",
        description="A few words that tell this person from others of the same name: “lighthouse engineer, Bergen”.",
        max_length=400,
    )
    living: Living = Field(
        default="unknown",
        title="Is this person alive?",
        description="Books about living people must be more careful; we say where.",
    )
    addresses: tuple[str, ...] = Field(
        default=(), title="Pages to read", description="Web addresses, one to a line. You add files on the next page."
    )
    look_up: bool = Field(
        default=False,
        title="Look up Wikipedia and Wikidata",
        description="Only if this server allows it.",
    )
    words: int = Field(
        default=20_000,
        ge=SHORTEST,
        le=LONGEST,
        title="Words in all",
        description="From 5,000 to 150,000. The built-in author writes no more than your sources give.",
    )
    voice: Voice = Field(
        default="plain", title="Style", description="How it is told. Only a language model can be literary."
    )
    has_prologue: bool = Field(default=True, title="Prologue")
    has_epilogue: bool = Field(default=True, title="Epilogue")
    has_timeline: bool = Field(default=True, title="Timeline")
    has_people: bool = Field(default=True, title="People and places")
    has_glossary: bool = Field(default=True, title="Glossary")
    notes: Notes = Field(default="footnotes", title="Notes", description="At the foot of the page, or at the end.")
    citation_style: CitationStyle = Field(default="chicago", title="Citation style")
    quoted_words: int = Field(
        default=600,
        ge=0,
        le=50_000,
        title="Words quoted of one source, at most",
        description="Of sources that are not free. What goes beyond is told in a line with a note instead.",
    )
    unsupported: Unsupported = Field(
        default="revise",
        title="A sentence that no source bears out",
        description="Have it revised, leave it and mark it, or drop it.",
    )
