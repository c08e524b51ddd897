"""Models that are built in: the same faces without the ledger, under the same limit of calls at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.concurrency import limited
from providers.interfaces.images import EncodedPicture, ImageAdapter, PictureRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.embeddings import Embedder
    from providers.interfaces.moderation import ModerationRequest, Moderator, Verdict
    from providers.interfaces.speech import Speaker, Speech, SpeechRequest, Voice
    from providers.interfaces.usage import Usage


class BuiltInImageModel:
    """An artist in this process, which gives WebP of the size that was asked for."""

    def __init__(self, adapter: ImageAdapter, entry: ModelEntry, credentials: Credentials) -> None:
        self._adapter = adapter
        self._entry = entry
        self._credentials = credentials
        self.name = adapter.name

    def draw(self, request: PictureRequest) -> EncodedPicture:
        """Draw one picture. Raises what the artist raises."""
        drawn = limited(self._entry, self._credentials, lambda: self._adapter.draw(request))
        return EncodedPicture(
            data=drawn.data,
            media_type="image/webp",
            width=request.width,
            height=request.height,
            seed=drawn.seed,
            usage=drawn.usage,
        )

    def refusal_of(self, request: PictureRequest) -> None:
        """Return None: what is built in has no filter."""


class BuiltInEmbedder:
    """An embedder in this process."""

    def __init__(self, embedder: Embedder, entry: ModelEntry, credentials: Credentials) -> None:
        self._embedder = embedder
        self._entry = entry
        self._credentials = credentials
        self.name = embedder.name
        self.dimensions = embedder.dimensions

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        """Compute a vector for each text. Raises what the embedder raises."""
        return limited(self._entry, self._credentials, lambda: self._embedder.embed(texts))


class BuiltInModerator:
    """A moderator on this machine."""

    def __init__(self, moderator: Moderator, entry: ModelEntry, credentials: Credentials) -> None:
        self._moderator = moderator
        self._entry = entry
        self._credentials = credentials
        self.name = entry.name

    def check(self, request: ModerationRequest) -> Verdict:
        """Check words and a picture. Raises what the moderator raises."""
        return limited(self._entry, self._credentials, lambda: self._moderator.check(request))


class BuiltInSpeaker:
    """A speaker on this machine."""

    def __init__(self, speaker: Speaker, entry: ModelEntry, credentials: Credentials) -> None:
        self._speaker = speaker
        self._entry = entry
        self._credentials = credentials
        self.name = entry.name
        self.longest = speaker.longest

    def voices(self) -> Sequence[Voice]:
        """List the voices. Raises what the speaker raises."""
        return self._speaker.voices()

    def speak(self, request: SpeechRequest) -> Speech:
        """Speak one passage. Raises what the speaker raises."""
        return limited(self._entry, self._credentials, lambda: self._speaker.speak(request))
