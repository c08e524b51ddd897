"""What a reader chooses of a film."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from cinema.contract import Shape

RungName = Literal["240", "480", "720", "1080"]
Pace = Literal["calm", "usual", "quick"]
Telling = Literal["whole", "moments"]
WORDS_A_MINUTE: dict[Pace, int] = {"calm": 130, "usual": 165, "quick": 210}
"""How fast captions are read where no voice reads them: grown readers read 200 to 250 words a minute in a book, and
fewer on a picture that moves."""


class FilmOptions(BaseModel):
    """How a film is made of a book; whatever is not said is as here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shape: Shape = Field(default=Shape.LANDSCAPE, title="Shape", description="Wide, square, or upright for telephones.")
    telling: Telling = Field(
        default="whole",
        title="What is told",
        description="The whole text, or of each picture the words of its moment alone: a film of some minutes.",
        json_schema_extra={"labels": {"whole": "The whole text", "moments": "The moments of its pictures"}},
    )
    narration: str = Field(
        default="",
        title="Voice",
        description="The speech model that reads the text aloud; empty: nobody does.",
        max_length=200,
    )
    voice: str = Field(default="", title="Narrator", description="Empty: one that suits.", max_length=200)
    price: Decimal | None = Field(
        default=None,
        title="Price of the voice",
        description="USD for a million characters, where only you know what your speech service asks.",
        ge=0,
        le=10_000,
    )
    video: str = Field(
        default="",
        title="Moved by",
        description="The video model that moves the pictures; empty: the built-in painters, which cost nothing.",
        max_length=200,
    )
    burned: bool = Field(default=False, title="Captions in the picture", description="They can then not be hidden.")
    rungs: tuple[RungName, ...] = Field(
        default=("480", "720", "1080"),
        title="Qualities",
        description="Lines of the picture.",
        min_length=1,
        json_schema_extra={
            "labels": {"240": "240, for slow lines", "480": "480", "720": "720", "1080": "1080, for large screens"}
        },
    )
    pace: Pace = Field(default="usual", title="Pace", description="How fast captions follow where nobody speaks.")
    chapters: tuple[int, ...] = Field(
        default=(), title="Chapters", description="Those of the story, counted from 1; empty: all.", max_length=2_000
    )

    @field_validator("rungs")
    @classmethod
    def _rungs_in_order(cls, rungs: tuple[RungName, ...]) -> tuple[RungName, ...]:
        return tuple(sorted(set(rungs), key=int))

    @field_validator("chapters")
    @classmethod
    def _chapters_in_order(cls, chapters: tuple[int, ...]) -> tuple[int, ...]:
        if any(number < 1 for number in chapters):
            raise ValueError("Chapters count from 1.")
        return tuple(sorted(set(chapters)))

    @property
    def is_spoken(self) -> bool:
        """Whether somebody reads it aloud."""
        return bool(self.narration)
