"""Sound of strangers comes back as samples alone, or is refused."""

from __future__ import annotations

import io
import wave

import pytest

from sandbox.sound import SoundRefused, decoded


def tone(rate: int, seconds: float) -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"\x10\x20\x10\x20" * round(rate * seconds))
    return held.getvalue()


def test_sound_comes_back_in_one_channel_at_the_rate_that_is_wanted() -> None:
    with wave.open(io.BytesIO(decoded(tone(22_050, 0.5), rate=48_000))) as heard:
        assert (heard.getnchannels(), heard.getsampwidth(), heard.getframerate()) == (1, 2, 48_000)
        assert heard.getnframes() == pytest.approx(24_000, abs=50)


def test_a_header_that_promises_more_than_there_is_is_not_believed() -> None:
    whole = tone(22_050, 0.5)
    stream = whole[:4] + b"\xf0\xff\xff\x7f" + whole[8:40] + b"\x00\xf0\xff\x7f" + whole[44:]

    with wave.open(io.BytesIO(decoded(stream, rate=22_050))) as heard:
        assert heard.getnframes() == pytest.approx(11_025, abs=50)


@pytest.mark.parametrize("data", [b"", b"no sound at all", b"<html></html>" * 50, tone(22_050, 0)])
def test_what_is_no_sound_is_refused(data: bytes) -> None:
    with pytest.raises(SoundRefused):
        decoded(data, rate=48_000)
