"""A film as one MP4."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest

from cinema.contract import FRAME_RATE, Cue, Shape
from cinema.streams.bmff.boxes import headers
from cinema.streams.encoding import EncodedShot, Stopped, encode_shot
from cinema.streams.mp4 import DifferentParameters, write_mp4
from cinema.streams.tests.films import SMALL, shot, tone

if TYPE_CHECKING:
    from pathlib import Path

FRAMES = (50, 200, 47)


@pytest.fixture(scope="module")
def shots(tmp_path_factory: pytest.TempPathFactory) -> list[EncodedShot]:
    folder = tmp_path_factory.mktemp("shots")
    film = [
        shot(0, FRAMES[0], title="One"),
        shot(1, FRAMES[1], Cue(0.5, 4, "“Stop!”", "Ann"), Cue(3, 5, "Two\nlines"), sound=tone(folder / "a.wav", 5)),
        shot(2, FRAMES[2], title="Zwei – 二"),
    ]
    return [encode_shot(one, rungs=SMALL, shape=Shape.LANDSCAPE, folder=folder) for one in film]


@pytest.fixture(scope="module")
def film(shots: list[EncodedShot], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("film") / "film.mp4"
    return write_mp4(shots, out=out, title="A film", cover=shots[0].still)


def test_every_frame_and_all_sound_play_in_time(film: Path) -> None:
    with av.open(str(film)) as file:
        pictures = [frame.time for frame in file.decode(file.streams.video[0])]
    with av.open(str(film)) as file:
        sound = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(file.streams.audio[0])])

    assert len(pictures) == sum(FRAMES)
    assert pictures[0] == 0
    assert {round((later - earlier) * FRAME_RATE, 3) for earlier, later in pairwise(pictures)} == {1.0}
    assert abs(len(sound) / 48_000 - sum(FRAMES) / FRAME_RATE) < 1 / FRAME_RATE
    assert np.flatnonzero(np.abs(sound) > 0.05)[0] / 48_000 == pytest.approx(FRAMES[0] / FRAME_RATE, abs=0.05)


def test_it_has_title_chapters_captions_and_cover(film: Path, shots: list[EncodedShot]) -> None:
    with av.open(str(film)) as file:
        chapters = [(mark["metadata"]["title"], float(mark["start"] * mark["time_base"])) for mark in file.chapters()]
        texts = [
            (round(float(packet.pts * packet.time_base), 3), bytes(packet)[2:].decode())
            for packet in file.demux(file.streams.subtitles[0])
            if packet.size > 2
        ]
        language = file.streams.subtitles[0].language
        title = file.metadata["title"]
    with av.open(str(film)) as file:
        cover = next(stream for stream in file.streams.video if stream.codec_context.name == "mjpeg")
        picture = next(bytes(packet) for packet in file.demux(cover) if packet.size)

    assert chapters == [("One", 0.0), ("Zwei – 二", pytest.approx(250 / FRAME_RATE, abs=0.001))]
    assert texts == [(2.167, "Ann: “Stop!”"), (4.667, "Two\nlines")]
    assert (title, language) == ("A film", "eng")
    assert picture == shots[0].still.read_bytes()


def test_what_players_need_first_stands_first_and_equal_films_are_equal(
    film: Path, shots: list[EncodedShot], tmp_path: Path
) -> None:
    again = write_mp4(shots, out=tmp_path / "again.mp4", title="A film", cover=shots[0].still)

    with film.open("rb") as file:
        kinds = [header.kind for header in headers(file)]
    assert kinds.index("moov") < kinds.index("mdat")
    assert again.read_bytes() == film.read_bytes()


def test_a_silent_film_without_words_is_pictures_alone(shots: list[EncodedShot], tmp_path: Path) -> None:
    out = write_mp4([shots[0], shots[2]], out=tmp_path / "film.mp4", rung="96")

    with av.open(str(out)) as file:
        assert [stream.type for stream in file.streams if stream.type != "data"] == ["video"]
        assert file.streams.video[0].height == 96


def test_shots_that_do_not_belong_together_are_refused_and_stopping_leaves_nothing(
    shots: list[EncodedShot], tmp_path: Path
) -> None:
    with pytest.raises(DifferentParameters, match="Encode all"):
        write_mp4([shots[0], replace(shots[1], parameters="other")], out=tmp_path / "film.mp4")
    with pytest.raises(Stopped):
        write_mp4(shots, out=tmp_path / "film.mp4", stop=lambda: True)

    assert list(tmp_path.iterdir()) == []
