"""Shots put together as a stream, and played from its master playlist."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
from PIL import Image

from cinema.contract import FRAME_RATE, Cue, Shape
from cinema.streams.assembling import Stream, assemble, remove_unused
from cinema.streams.checking.checker import check_stream
from cinema.streams.encoding import EncodedShot, Stopped, encode_shot
from cinema.streams.rungs import RUNGS
from cinema.streams.tests.films import SMALL, shot, tone
from cinema.streams.timeline import Captions

if TYPE_CHECKING:
    from pathlib import Path

FRAMES = (75, 200, 47, 365, 100)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shots")


@pytest.fixture(scope="module")
def shots(folder: Path) -> list[EncodedShot]:
    film = [
        shot(0, FRAMES[0], title="One"),
        shot(1, FRAMES[1], Cue(0.5, 4.0, "“Stop <here> & now!”", "Ann"), sound=tone(folder / "a.wav", 5)),
        shot(2, FRAMES[2], title="Two"),
        shot(3, FRAMES[3], Cue(1.0, 11.0, "A long one"), Cue(11.5, 99.0, "Too long")),
        shot(4, FRAMES[4], sound=tone(folder / "b.wav", 2.0)),
    ]
    return [encode_shot(one, rungs=SMALL, shape=Shape.LANDSCAPE, folder=folder) for one in film]


@pytest.fixture(scope="module")
def stream(shots: list[EncodedShot], tmp_path_factory: pytest.TempPathFactory) -> Stream:
    return assemble(shots, out=tmp_path_factory.mktemp("film"))


def sound_of(stream: Stream) -> np.ndarray:
    with av.open(str(stream.folder / "sound.m3u8")) as file:
        return np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])


def times(stream: Stream, number: int) -> list[float]:
    with av.open(str(stream.folder / stream.master)) as file:
        return [frame.time for frame in file.decode(file.streams.video[number])]


@pytest.mark.parametrize("number", [0, 1])
def test_every_frame_plays_in_every_variant_without_a_gap_between_shots(stream: Stream, number: int) -> None:
    played = times(stream, number)

    assert len(played) == sum(FRAMES)
    assert {round((later - earlier) * FRAME_RATE, 3) for earlier, later in pairwise(played)} == {1.0}


def test_sound_is_as_long_as_the_pictures_and_stands_where_it_belongs(stream: Stream) -> None:
    sound = sound_of(stream)

    assert abs(len(sound) / 48_000 - stream.seconds) < 1 / FRAME_RATE
    loud = np.abs(sound) > 0.05
    starts = [place for place in np.flatnonzero(loud) if not loud[max(0, place - 9600) : place].any()]
    begun = [FRAMES[0] / FRAME_RATE, sum(FRAMES[:4]) / FRAME_RATE]
    assert np.abs(np.array(starts) / 48_000 - begun).max() < 0.05


def test_sound_goes_on_over_segments_as_if_it_had_been_encoded_in_one(stream: Stream) -> None:
    sound = sound_of(stream)[round((FRAMES[0] / FRAME_RATE + 0.2) * 48_000) :][: 48_000 * 4]
    place = np.arange(len(sound))
    wave = np.stack([np.sin(2 * np.pi * 440 * place / 48_000), np.cos(2 * np.pi * 440 * place / 48_000)], axis=1)
    weights, *_ = np.linalg.lstsq(wave, sound, rcond=None)

    assert np.abs(sound - wave @ weights).max() < 0.01  # one tone, and nothing beside it


def test_captions_stand_in_every_segment_that_shows_them_at_the_films_own_times(stream: Stream) -> None:
    shown = [(stream.folder / name).read_text() for name in stream.files if name.endswith(".vtt") and "/" in name]

    assert [text.count("-->") for text in shown] == [0, 1, 1, 0, 1, 1, 2, 0]
    assert "00:00:03.000 --> 00:00:06.500\n<v Ann>“Stop &lt;here&gt; &amp; now!”" in shown[1]
    assert "00:00:22.233 --> 00:00:22.900\nToo long" in shown[6]  # a cue ends with its shot
    assert all("X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0" in text for text in shown)


def test_chapters_last_until_the_next(stream: Stream) -> None:
    known = json.loads((stream.folder / "chapters.json").read_text())

    assert [(mark.title, mark.start) for mark in stream.chapters] == [("One", 0.0), ("Two", 275 / FRAME_RATE)]
    assert stream.chapters[-1].end == stream.seconds
    assert [mark["titles"][0]["title"] for mark in known] == ["One", "Two"]


def test_the_map_for_seeking_shows_each_moment_by_its_own_picture(stream: Stream) -> None:
    lines = (stream.folder / stream.sprites).read_text().splitlines()
    where = [line for line in lines if "#xywh=" in line]

    sheet, place = where[-1].split("#xywh=")
    left, top, width, height = map(int, place.split(","))
    with Image.open(stream.folder / sheet) as picture:
        shade = np.asarray(picture.convert("L"))[top + height - 10, left + width - 10]
    assert len(where) == 8
    assert abs(int(shade) - (72 - 16) * 255 / 219) < 12  # the last shot's grey, in full range


def test_a_film_that_grows_keeps_names_and_bytes_of_all_that_is_there(
    shots: list[EncodedShot], stream: Stream, tmp_path: Path
) -> None:
    first = assemble(shots[:3], out=tmp_path, ended=False)
    before = {name: (tmp_path / name).read_bytes() for name in first.files}
    assert "EVENT" in before["144.m3u8"].decode()
    assert "ENDLIST" not in before["144.m3u8"].decode()

    grown = assemble(shots, out=tmp_path, ended=False)

    assert check_stream(tmp_path) == []
    for name, data in before.items():
        now = (tmp_path / name).read_bytes()
        assert now == data or (name.endswith(("m3u8", ".vtt", ".json")) and "/" not in name) or "sprites/" in name
        if name.endswith("m3u8") and name != "master.m3u8":
            assert now.startswith(data)
    ended = assemble(shots, out=tmp_path)
    assert not any("/" in name for name in ended.written)
    assert ended.files.keys() == stream.files.keys() == grown.files.keys()
    assert remove_unused(ended) == [name for name in before if name.startswith("sprites/")]


def test_what_is_published_is_not_written_and_its_shots_are_not_read(
    shots: list[EncodedShot], stream: Stream, tmp_path: Path
) -> None:
    elsewhere = {name: size for name, size in stream.files.items() if "/" in name or name.endswith(".jpg")}
    gone = [replace(one, folder=tmp_path / "nowhere") for one in shots]

    again = assemble(gone, out=tmp_path / "film", published=elsewhere)

    assert all("/" not in name for name in again.written)
    assert again.variants == stream.variants


def test_players_are_told_where_shots_were_encoded_otherwise(shots: list[EncodedShot], tmp_path: Path) -> None:
    other = [replace(SMALL[0], crf=30), replace(SMALL[1], level="3.1")]
    odd = encode_shot(shot(9, 50), rungs=other, shape=Shape.LANDSCAPE, folder=tmp_path / "shots")

    stream = assemble([shots[0], odd, shots[2]], out=tmp_path / "film")

    for name in ("144.m3u8", "96.m3u8"):
        playlist = (stream.folder / name).read_text()
        assert playlist.count("#EXT-X-DISCONTINUITY") == 2
        assert playlist.count("#EXT-X-MAP") == 3
    assert len(times(stream, 1)) == FRAMES[0] + 50 + FRAMES[2]
    assert check_stream(stream.folder) == []


def test_captions_of_several_languages_are_renditions_of_one_group(shots: list[EncodedShot], tmp_path: Path) -> None:
    german = Captions("de", "Deutsch", [[Cue(2, 3, "Zwei"), Cue(0, 2, "Eins")], [], [], [], [Cue(0, 2, "Fünf")]])
    english = Captions("en", "English", [one.cues for one in shots])

    stream = assemble(shots, out=tmp_path, captions=[english, german])

    master = (tmp_path / stream.master).read_text()
    (first, *_) = [name for name in stream.files if name.startswith("captions-de/")]
    text = (tmp_path / first).read_text()
    assert text.index("Eins") < text.index("Zwei")  # in order, however they came

    assert master.count("TYPE=SUBTITLES") == 2
    assert master.count("DEFAULT=YES") == 2  # the sound, and the first language
    assert 'LANGUAGE="de"' in master


def test_silent_films_have_no_rendition_of_sound(shots: list[EncodedShot], tmp_path: Path) -> None:
    stream = assemble([shots[0], shots[2]], out=tmp_path)

    master = (tmp_path / "master.m3u8").read_text()
    assert "AUDIO" not in master
    assert "mp4a" not in master
    assert not any(name.startswith("sound") for name in stream.files)


def test_a_film_that_will_speak_has_sound_from_the_beginning(shots: list[EncodedShot], tmp_path: Path) -> None:
    first = assemble(shots[:1], out=tmp_path, ended=False, with_sound=True)
    silent = {name: (tmp_path / name).read_bytes() for name in first.files if name.startswith("sound/")}

    grown = assemble(shots, out=tmp_path, ended=False)

    assert silent.keys() < grown.files.keys()
    assert all((tmp_path / name).read_bytes() == data for name, data in silent.items())


def test_a_film_in_its_real_sizes_is_as_the_standard_asks(tmp_path: Path) -> None:
    film = [shot(0, 8), shot(1, 8, Cue(0, 0.2, "Hello"), sound=tone(tmp_path / "a.wav", 1))]
    shots = [encode_shot(one, rungs=RUNGS, shape=Shape.PORTRAIT, folder=tmp_path / "shots") for one in film]

    stream = assemble(shots, out=tmp_path / "film")

    sizes = [(variant.size.width, variant.size.height) for variant in stream.variants]
    assert sizes == [(480, 854), (720, 1280), (1080, 1920)]
    assert check_stream(stream.folder) == []


def test_it_stops_when_asked_to(shots: list[EncodedShot], tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        assemble(shots, out=tmp_path, stop=lambda: True)

    assert not (tmp_path / "master.m3u8").exists()
