"""Speech by OpenAI's `/audio/speech`: words in, a file of sound out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from providers.errors import ContextTooLong, RequestRejected
from providers.interfaces.speech import Speech, SpeechRequest, Voice
from providers.interfaces.usage import Usage
from providers.services.speech.client import SECONDS, client_for, listed_voices

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials

LONGEST = 4_000
"""Characters of one passage: OpenAI takes 4,096."""
FORMATS = ("wav", "mp3")
"""How the sound may come, the better way first: a few servers know one of them alone."""
KINDS = ((b"RIFF", "audio/wav"), (b"ID3", "audio/mpeg"), (b"\xff", "audio/mpeg"), (b"fLaC", "audio/flac"))
"""What files of sound begin with."""


class SpeechServer:
    """A model of a speech server. Safe to use from several threads.

    A format that the server does not take is not asked of it again.
    """

    longest = LONGEST

    def __init__(self, credentials: Credentials, model: str, *, http_client: httpx2.Client | None = None) -> None:
        self.name = model
        self._client = client_for(credentials, http_client, seconds=SECONDS)
        self._first = 0

    def voices(self) -> list[Voice]:
        """List the voices of the server. Raises the `providers.errors`."""
        return listed_voices(self._client)

    def speak(self, request: SpeechRequest) -> Speech:
        """Speak one passage with one HTTP request once it is known what the server takes.

        Raises BadAnswer for what is no sound, and the other `providers.errors`.
        """
        if len(request.text) > LONGEST:
            raise ContextTooLong(f"A passage has {len(request.text)} characters; {LONGEST} are spoken at once.")
        data = self._asked({"model": self.name, "input": request.text, "voice": request.voice}, request.text)
        kind = next((kind for beginning, kind in KINDS if data.startswith(beginning)), "")
        if not kind:
            raise self._client.bad_answer()
        return Speech(data, kind, Usage(characters=len(request.text)))

    def _asked(self, content: dict[str, Any], text: str) -> bytes:
        context = self._client.context(text, model=self.name)
        number = self._first
        while True:
            try:
                data = self._client.post_for_file(
                    "/audio/speech", {**content, "response_format": FORMATS[number]}, context=context
                )
            except RequestRejected as rejected:
                if isinstance(rejected, ContextTooLong) or number == len(FORMATS) - 1:
                    raise
                number += 1
            else:
                self._first = max(self._first, number)
                return data
