"""The program of this machine speaks, and says plainly where it is not there."""

from __future__ import annotations

import io
import wave
from typing import TYPE_CHECKING

import pytest

from providers.errors import RequestRejected
from providers.interfaces.speech import SpeechRequest
from providers.services.espeak.speech import ESpeak, is_installed, language_known
from providers.services.espeak.voices import VOICES
from sandbox.sound import decoded

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "The bells of the drowned town fell silent."
needs_program = pytest.mark.skipif(not is_installed(), reason="espeak-ng is not installed")


def seconds_of(text: str, voice: str, language: str = "en") -> float:
    speech = ESpeak().speak(SpeechRequest(text, voice, language))
    with wave.open(io.BytesIO(decoded(speech.data, rate=48_000))) as heard:
        return heard.getnframes() / heard.getframerate()


@needs_program
def test_every_voice_speaks_and_each_in_its_own_way() -> None:
    heard = {voice: ESpeak().speak(SpeechRequest(WORDS, voice, "en")).data for voice in VOICES}

    assert len(set(heard.values())) == len(VOICES)
    assert 1.5 < seconds_of(WORDS, "woman") < 5
    assert heard["man"] == ESpeak().speak(SpeechRequest(WORDS, "man", "en")).data


@needs_program
def test_words_that_look_like_orders_are_only_spoken(tmp_path: Path) -> None:
    assert seconds_of(f"-w {tmp_path}/out.wav --stdin", "man") > 1
    assert list(tmp_path.iterdir()) == []


@needs_program
@pytest.mark.parametrize(
    ("language", "known"),
    [("en", "en"), ("en-GB", "en-gb"), ("de_AT", "de"), ("tlh", "en"), ("", "en"), ("-w /tmp/x", "en")],
)
def test_a_language_that_the_program_does_not_know_is_read_as_english(language: str, known: str) -> None:
    assert language_known(language) == known


def test_without_the_program_that_is_said_and_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not is_installed()
    for ask in (lambda: ESpeak().speak(SpeechRequest(WORDS, "man")), lambda: ESpeak().voices()):
        with pytest.raises(RequestRejected, match="apt install espeak-ng"):
            ask()
