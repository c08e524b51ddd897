"""Where the camera goes: no head is cut, nothing hurries, and shots differ from those before."""

from __future__ import annotations

import itertools
import math
from random import Random
from typing import TYPE_CHECKING

import pytest

from cinema.framing import Framing, wide_box
from cinema.moves import LIKELY, Sight, kind_of, moments_for, move_for, sight_of
from sketch.artist import record_scene
from sketch.scene import DepictedPerson, DepictedScene

if TYPE_CHECKING:
    from cinema.contract import Box, Move

LANDSCAPE, SQUARE, PORTRAIT = 16 / 9, 1.0, 9 / 16
FACE: Box = (0.42, 0.2, 0.56, 0.36)


def cuts(box: Box, head: Box) -> bool:
    """Say whether a frame cuts a head, or shows a body whose head is above it."""
    apart = head[2] <= box[0] or head[0] >= box[2] or head[1] >= box[3]
    within = head[0] >= box[0] and head[1] >= box[1] and head[2] <= box[2] and head[3] <= box[3]
    return not apart and not within


def sights(count: int) -> list[tuple[Sight, float, float]]:
    """Pictures of all shapes with up to four heads anywhere, aspects of films, and seconds."""
    chance = Random("sights")
    found = []
    for _ in range(count):
        aspect = chance.choice((1.0, LANDSCAPE, 2 / 3, 1.5))
        heads = []
        for _ in range(chance.randint(0, 4)):
            high = chance.uniform(0.06, 0.25)
            wide = high * 0.8 / aspect
            x, y = chance.uniform(0, 1 - wide), chance.uniform(0.02, 0.7)
            heads.append((x, y, x + wide, y + high))
        film = chance.choice((LANDSCAPE, SQUARE, PORTRAIT))
        found.append((Sight(aspect, heads[0] if heads else None, tuple(heads)), film, chance.uniform(2, 10)))
    return found


def test_no_head_is_cut_where_a_move_begins_or_ends_and_none_hurries() -> None:
    for number, (sight, film, seconds) in enumerate(sights(400)):
        mood = list(LIKELY)[number % len(LIKELY)]

        move = move_for(sight, aspect=film, key=str(number), seconds=seconds, mood=mood)

        for box in (move.start, move.end):
            assert not any(cuts(box, head) for head in sight.heads)
            assert (box[2] - box[0]) * sight.aspect / (box[3] - box[1]) == pytest.approx(film)
        assert way(move) / seconds < 0.07
        assert abs(math.log((move.end[2] - move.end[0]) / (move.start[2] - move.start[0]))) / seconds < 0.06


def way(move: Move) -> float:
    """How far the middle goes, in parts of the frame."""
    (a, b, c, d), (e, f, g, h) = move.start, move.end
    return math.hypot((a + c - e - g) / 2 / (c - a), (b + d - f - h) / 2 / (d - b))


def test_what_a_picture_is_about_is_seen_at_the_end() -> None:
    for film in (LANDSCAPE, SQUARE, PORTRAIT):
        for key in "abcdefgh":
            end = move_for(Sight(1.0, FACE, (FACE,)), aspect=film, key=key, seconds=5).end
            assert end[0] <= FACE[0]
            assert end[1] <= FACE[1]
            assert end[2] >= FACE[2]
            assert end[3] >= FACE[3]


def test_nobody_is_shown_without_their_head() -> None:
    child, man = (0.55, 0.55, 0.67, 0.69), (0.3, 0.05, 0.42, 0.19)

    for key in "abcdefgh":
        move = move_for(Sight(1.0, child, (child, man)), aspect=LANDSCAPE, key=key, seconds=6)
        for box in (move.start, move.end):
            assert box[1] <= man[1] or box[0] >= man[2]
            assert box[1] <= child[1]
            assert box[3] >= child[3]


def test_the_same_key_gives_the_same_move_and_shots_that_follow_one_another_differ() -> None:
    sight, moves = Sight(LANDSCAPE, FACE, (FACE,)), []
    before = None
    for number in range(12):
        before = move_for(sight, aspect=LANDSCAPE, key=str(number), seconds=6, before=before)
        moves.append(before)

    again = move_for(sight, aspect=LANDSCAPE, key="0", seconds=6)

    assert again == moves[0]
    assert len({kind_of(move) for move in moves}) >= 3
    assert all(one != other for one, other in itertools.pairwise(moves))


def test_a_tall_picture_in_a_wide_film_is_gone_over_without_bars() -> None:
    move = move_for(Sight(2 / 3, FACE, (FACE,)), aspect=LANDSCAPE, key="x", seconds=6)

    assert all(0 <= side <= 1 for side in (*move.start, *move.end))


def test_a_face_larger_than_any_frame_on_the_picture_is_seen_whole_beyond_its_edges() -> None:
    face = (0.2, 0.1, 0.8, 0.6)

    framed = Framing(0.5, LANDSCAPE, (face,), face).around_subject(1.0)

    assert framed.scale > 1
    assert framed.box[0] < 0
    assert framed.box[2] > 1


def test_moments_of_one_scene_are_of_different_people() -> None:
    heads = ((0.1, 0.2, 0.2, 0.35), (0.7, 0.25, 0.8, 0.4))
    moves = moments_for(Sight(LANDSCAPE, heads[0], heads), 3, aspect=LANDSCAPE, key="s", seconds=4)

    assert len({move.end for move in moves}) == 3
    assert moves[1].end[0] < 0.1 < moves[1].end[2] < 0.7
    assert moves[2].end[0] > 0.2


def test_faces_of_our_pictures_are_known_from_the_drawing() -> None:
    people = tuple(DepictedPerson(key=name, name=name) for name in ("ada", "bob"))
    drawn = record_scene(DepictedScene(place="forest", people=people), size=(640, 360), seed=2).drawn

    sight = sight_of(drawn, focus="ada")

    assert sight.aspect == pytest.approx(LANDSCAPE)
    assert len(sight.heads) == 2
    assert sight_of(record_scene(DepictedScene(place="forest"), size=(640, 360), seed=2).drawn).focus is None
    fox = DepictedPerson(key="fox", name="Fox", species="fox")
    (head,) = sight_of(record_scene(DepictedScene(place="forest", people=(fox,)), size=(640, 360), seed=3).drawn).heads
    assert 0 < (head[2] - head[0]) * (head[3] - head[1]) < 0.25
    assert wide_box(1.0, LANDSCAPE) == pytest.approx((0.0, 0.21875, 1.0, 0.78125))
