"""The face of every speaker: words and a voice in, their sound out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol

from providers.interfaces.usage import Usage

if TYPE_CHECKING:
    from collections.abc import Sequence

VoiceGender = Literal["female", "male", "neutral"]
VoiceAge = Literal["child", "young", "adult", "old"]


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice by the name that its speaker knows it by, and whom it suits. `tells`: it suits a narrator."""

    name: str
    title: str
    gender: VoiceGender = "neutral"
    age: VoiceAge = "adult"
    tells: bool = True


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """A passage to be spoken by a voice. `language` is a tag of BCP 47, or "" if nobody knows it."""

    text: str
    voice: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Speech:
    """Sound as it came from its speaker, by its media type, and what it used."""

    data: bytes = field(repr=False)
    media_type: str
    usage: Usage = Usage()  # noqa: RUF009


class Speaker(Protocol):
    """Speaks. Raises a `providers.errors.ProviderError` when it cannot.

    `longest` is how many characters one request may have.
    """

    name: str
    longest: int

    def voices(self) -> Sequence[Voice]:
        """List the voices that there are; it may ask a server for them."""
        ...

    def speak(self, request: SpeechRequest) -> Speech:
        """Speak one passage."""
        ...
