"""What a writer asks for when they want a children's book."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from authors.contract import Brief, Plain, Readers

AgeGroup = Literal["0-2", "3-5", "6-8", "9-12"]
Tone = Literal["warm", "funny", "quiet", "adventurous"]
Form = Literal["prose", "verse", "board"]
"""How a story is told; `board` is for the smallest: a few words a page."""
PageCount = Literal[24, 32, 40, 48]
Pronoun = Literal["she", "he", "they", "it"]
Matter = Literal[
    "",
    "is afraid of",
    "wants to",
    "sets out to find",
    "has lost",
    "will not share",
    "quarrels about",
    "is too",
    "is one who",
    "cannot sleep because of",
    "cannot wait for",
    "has broken",
    "has a new",
    "is looking for a friend",
    "needs everybody's help with",
    "will not",
    "moves to",
    "makes a present for",
    "plays a trick on",
    "asks why",
    "sees the seasons of",
    "counts",
]
"""How a theme begins, where the form asks for it; empty: the theme is free words."""
SPREADS: dict[PageCount, int] = {24: 11, 32: 14, 40: 18, 48: 22}
"""Spreads of the story by the pages of the book; the others are its first and last pages."""


class Hero(Plain):
    """Somebody whom the book is about. What is empty is the author's to find."""

    name: str = Field(default="", title="Name", max_length=40, examples=["Wick"])
    species: str = Field(
        default="",
        title="What they are",
        max_length=40,
        description="An animal, a person, or a thing that is alive in the story.",
        examples=["hedgehog"],
    )
    pronoun: Pronoun | Literal[""] = Field(default="", title="She, he, they or it")
    looks: str = Field(
        default="",
        title="What they look like",
        max_length=200,
        description="What can be seen in every picture.",
        examples=["a red scarf and one white paw"],
    )
    key: str = Field(
        default="",
        max_length=64,
        description="The same for a hero of several books, so that they look alike.",
        json_schema_extra={"asked": False},
    )


class ChildrensBrief(Brief):
    """An illustrated story for children.

    `matter` and `theme` are read together: with a matter, `theme` is only what follows it ("the dark"); without one it
    is a theme in free words ("a lighthouse that is afraid of the dark").
    """

    age: AgeGroup = Field(default="3-5", title="For children of", description="Years of age.")
    matter: Matter = Field(default="", title="The hero …", description="Choose how the theme begins, or leave it free.")
    theme: str = Field(
        default="",
        title="What the story is about",
        max_length=300,
        description="In a few words. With nothing here, the story is the author's to choose.",
        examples=["a lighthouse that is afraid of the dark"],
    )
    teaches: str = Field(
        default="",
        title="What it should show",
        max_length=120,
        description="It is shown in what happens, and not preached. With nothing here, the story has no moral.",
        examples=["courage", "sharing"],
    )
    heroes: tuple[Hero, ...] = Field(default=(), title="Heroes", max_length=3)
    setting: str = Field(default="", title="Where it plays", max_length=80, examples=["the shore"])
    tone: Tone = Field(default="warm", title="Tone")
    rhyme: bool = Field(default=False, title="In verse")
    pages: PageCount = Field(default=32, title="Pages")
    trim: str = Field(
        default="8.5x8.5",
        title="Size of a page",
        max_length=20,
        description="Width by height in inches.",
        examples=["8.5x8.5"],
    )
    child_name: str = Field(
        default="",
        title="A child's own name",
        max_length=40,
        description="For a gift: without other heroes the child is the hero; with others, the book is for them.",
    )

    @property
    def readers(self) -> Readers:
        """The children's age."""
        return self.age

    @property
    def in_verse(self) -> bool:
        """Say whether it is asked for in verse."""
        return self.rhyme

    @property
    def form(self) -> Form:
        """In what form its story is told."""
        return "board" if self.age == "0-2" else "verse" if self.rhyme else "prose"

    @property
    def spreads(self) -> int:
        """Spreads that the story has."""
        return SPREADS[self.pages]
