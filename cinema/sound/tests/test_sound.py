"""Voices equally loud, without peaks, and where they belong."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from cinema.sound.levelling import levelled
from cinema.sound.loudness import loudness, true_peak
from cinema.sound.narrating import Voice, narrate
from cinema.sound.samples import RATE, UnreadableSound, read, write_wav

if TYPE_CHECKING:
    from pathlib import Path

    from cinema.sound.samples import Sound


def sine(hertz: float, seconds: float, amplitude: float, *, channels: int = 2) -> Sound:
    wave = amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)
    sound = np.zeros((2, len(wave)), np.float32)
    sound[:channels] = wave
    return sound


def speech(seed: int, seconds: float, amplitude: float) -> Sound:
    """Noise that swells and pauses about four times a second, with peaks that stand out."""
    random = np.random.default_rng(seed)
    count = round(seconds * RATE)
    swell = np.clip(np.sin(2 * np.pi * 4 * np.arange(count) / RATE + random.uniform(0, 6)), 0, 1)
    return np.tile(amplitude * swell * random.laplace(0, 0.2, count), (2, 1)).astype(np.float32)


def by_ffmpeg(sound: Sound) -> tuple[float, float]:
    """Return integrated loudness and true peak as libavfilter measures them."""
    graph = av.filter.Graph()
    source = graph.add_abuffer(format="flt", sample_rate=RATE, layout="stereo", time_base=Fraction(1, RATE))
    meter = graph.add("ebur128", "metadata=1:peak=true")
    graph.link_nodes(source, meter, graph.add("abuffersink")).configure()
    interleaved = np.ascontiguousarray(sound.T.reshape(1, -1), np.float32)
    frame = av.AudioFrame.from_ndarray(interleaved, "flt", "stereo")
    frame.sample_rate, frame.pts = RATE, 0
    graph.push(frame)
    graph.push(None)
    last: dict[str, str] = {}
    while True:
        try:
            last = dict(graph.pull().metadata) or last
        except (av.BlockingIOError, av.EOFError):
            break
    peaks = [float(value) for name, value in last.items() if "true_peaks_ch" in name]
    return float(last["lavfi.r128.I"]), 20 * np.log10(max(peaks))


def test_a_tone_of_997_hertz_is_as_loud_as_the_recommendation_says() -> None:
    assert loudness(sine(997, 5, 1.0, channels=1)) == pytest.approx(-3.01, abs=0.05)
    assert loudness(sine(997, 5, 0.1)) == pytest.approx(-20, abs=0.05)


def test_pauses_do_not_count() -> None:
    tone, pause = sine(997, 4, 0.1), np.zeros((2, 10 * RATE), np.float32)

    assert loudness(np.concatenate([tone, pause], axis=1)) == pytest.approx(loudness(tone), abs=0.3)
    assert loudness(pause) == -inf
    assert loudness(pause[:, :0]) == -inf


@pytest.mark.parametrize("seed", range(3))
def test_it_measures_as_ffmpeg_does(seed: int) -> None:
    sound = np.concatenate([speech(seed, 4, 0.3), speech(seed + 9, 3, 0.02), sine(80, 2, 0.4)], axis=1)

    known, peak = by_ffmpeg(sound)

    assert loudness(sound) == pytest.approx(known, abs=0.1)
    assert true_peak(sound) == pytest.approx(peak, abs=0.3)


def test_peaks_between_samples_are_found() -> None:
    place = np.arange(RATE)
    quarter = np.tile(np.sin(np.pi / 2 * place + np.pi / 4), (2, 1)).astype(np.float32)  # samples at 0.707

    assert np.abs(quarter).max() < 0.708
    assert true_peak(quarter) == pytest.approx(0, abs=0.15)


@pytest.mark.parametrize("amplitude", [0.01, 0.05, 0.9])
def test_voices_become_equally_loud_and_no_peak_too_high(amplitude: float) -> None:
    result = levelled(speech(5, 3, amplitude))

    measured, peak = by_ffmpeg(result)
    assert measured == pytest.approx(-16, abs=0.3)
    assert peak <= -1.0


def test_silence_stays_silence() -> None:
    assert not levelled(np.zeros((2, RATE), np.float32)).any()


def test_a_narration_says_when_each_voice_speaks(tmp_path: Path) -> None:
    quiet = np.zeros((2, RATE), np.float32)
    for name, amplitude in (("a", 0.02), ("b", 0.6)):
        write_wav(tmp_path / name, np.concatenate([quiet, sine(300, 2, amplitude), quiet[:, :4800]], axis=1))
    voices = [
        Voice(tmp_path / "a", "One two", "Ann", words=((1.0, 2.0), (2.0, 3.0))),
        Voice(tmp_path / "b", "Three", pause=0.5),
    ]

    made = narrate(voices, out=tmp_path / "shot.wav", lead=0.4, tail=0.7)

    sound = read(made.path)
    one, two = made.spoken
    assert one.start == 0.4
    assert one.end - one.start == pytest.approx(2.06, abs=0.01)  # without the second of silence before it
    assert one.words[0][0] == pytest.approx(0.43, abs=0.01)
    assert two.start - one.end == pytest.approx(0.5, abs=1e-3)
    assert made.seconds == pytest.approx(two.end + 0.7, abs=1e-3) == pytest.approx(sound.shape[1] / RATE, abs=1e-3)
    levels = [loudness(sound[:, round(said.start * RATE) : round(said.end * RATE)]) for said in made.spoken]
    assert levels == pytest.approx([-16, -16], abs=0.5)
    assert not sound[:, : round(0.4 * RATE)].any()


def test_a_narration_is_as_long_as_its_shot_must_be_and_equal_voices_give_equal_bytes(tmp_path: Path) -> None:
    write_wav(tmp_path / "a", speech(1, 1, 0.1))

    first, second = (
        narrate([Voice(tmp_path / "a", "One")], out=tmp_path / name, least=6.0) for name in ("one.wav", "two.wav")
    )

    assert first.seconds == 6.0
    assert first.path.read_bytes() == second.path.read_bytes()


def test_what_is_no_sound_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound at all")

    with pytest.raises(UnreadableSound, match="Make it again"):
        narrate([Voice(tmp_path / "a.wav", "One")], out=tmp_path / "b.wav")

    assert not (tmp_path / "b.wav").exists()
