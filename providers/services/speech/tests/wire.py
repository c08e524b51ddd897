"""A speech server of somebody's own: sound for words, models as OpenAI lists them, voices if it likes."""

from __future__ import annotations

import io
import math
import wave
from typing import TYPE_CHECKING

import av
import numpy as np

from providers.services.openai.tests.wire import OpenAIWire
from providers.tests.wire.services import Call, Reply, Route

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import Trouble

RATE = 24_000
CHARACTERS_A_SECOND = 15
KNOWN = {"model", "input", "voice", "response_format"}
MODEL = "kokoro"


class SpeechWire:
    """The server. `formats` are those that it knows; `voices` what it lists, None: it has no such address.

    A passage with “bloodbath” is refused.
    """

    needs_key = False
    base = "/v1"

    def __init__(self, wire: WireServer) -> None:
        self._openai = OpenAIWire(wire)
        self.formats: tuple[str, ...] = ("wav", "mp3")
        self.voices: object = ["af_heart", "am_adam", "bf_emma", "bm_george"]
        self.sound: bytes | None = None
        self.routes: dict[tuple[str, str], Route] = {
            ("GET", "/v1/models"): lambda call, trouble: Reply({"object": "list", "data": [{"id": MODEL}]}),
            ("GET", "/v1/audio/voices"): lambda call, trouble: self._listed(),
            ("POST", "/v1/audio/speech"): self._speak,
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with the error JSON that such servers took over from OpenAI."""
        return self._openai.failure(trouble)

    def _listed(self) -> Reply:
        return Reply({"detail": "Not Found"}, 404) if self.voices is None else Reply({"voices": self.voices})

    def _speak(self, call: Call, trouble: Trouble) -> Reply:
        request = call.json
        if request.keys() - KNOWN or request["response_format"] not in self.formats:
            return Reply({"detail": {"message": "unknown field or format"}}, 400)
        if request["model"] != MODEL:
            return Reply({"detail": {"message": "no such model"}}, 404)
        if "bloodbath" in request["input"]:
            refused = {"message": "It was flagged by our content policy.", "code": "content_policy_violation"}
            return Reply({"error": refused}, 400)
        sound = self.sound if self.sound is not None else tone(len(request["input"]) / CHARACTERS_A_SECOND)
        body = as_mp3(sound) if request["response_format"] == "mp3" else sound
        return Reply(body=body, content_type=f"audio/{request['response_format']}")


def tone(seconds: float) -> bytes:
    """Return a tone as WAV."""
    samples = np.sin(np.arange(round(RATE * seconds)) * 2 * math.pi * 220 / RATE) * 8000
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())
    return held.getvalue()


def as_mp3(sound: bytes) -> bytes:
    """Encode WAV as MP3."""
    held = io.BytesIO()
    with av.open(io.BytesIO(sound), "r") as read, av.open(held, "w", format="mp3") as written:
        stream = written.add_stream("mp3", rate=RATE, layout="mono")
        for frame in read.decode(audio=0):
            written.mux(stream.encode(frame))
        written.mux(stream.encode(None))
    return held.getvalue()


WIRE = SpeechWire
