"""A scene of ours, drawn in depth: the camera goes through it, and its weather and its light move."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from cinema.contract import FRAME_RATE, Box, Frame, Move, Shape, Size
from cinema.frames.depth.cards import CardPlanes, Ground
from cinema.frames.depth.falling import falling_of
from cinema.frames.depth.fog import Fog
from cinema.frames.depth.lights import flicker, lightning, lights_of
from cinema.frames.depth.space import DRIFT, VERY_FAR, Eye, Journey, Matrix
from cinema.frames.depth.swarms import Swarm, lay_all
from cinema.frames.easing import number_of, time_of
from cinema.frames.fingerprints import fingerprint_of
from cinema.frames.sampling import blended
from cinema.moves import Sight, sight_of
from sketch.artist import Recorded, record_scene
from sketch.outputs.depths import in_depths
from sketch.paint.colours import lighter, mix
from sketch.plans.wording.genres import in_genre
from sketch.record.shapes import Glow
from sketch.scene import DepictedScene
from sketch.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterator


ROOM = 0.18
"""So much more than the picture is drawn, for the eye to move."""
FINE, FINEST = 1.17, 1.4
"""A picture is drawn so many times as fine as a frame where it is seen whole, at most so many where a move comes close.

Were it just as fine, all pixels of a frame would lie between its own at a time, and its grain would come and go."""
THICKEST_FOG = 0.62
SEEDS = 2**32
SIGHT_HEIGHT = 540
"""Pixels: what is known of where things are does not depend on the size."""


@dataclass(frozen=True, slots=True)
class ScenePainter:
    """Paints a scene by the sketch artist, in a style, as the picture that `seed` gives it at the film's shape.

    `length` is how many frames its shot has. The scene is drawn when its first frame is painted.
    """

    scene: DepictedScene
    seed: int
    style: Style
    move: Move
    length: int

    @property
    def fingerprint(self) -> str:
        """Return a digest of all that the frames depend on."""
        return fingerprint_of("scene", self.scene, self.seed, repr(self.style.drawn_from), self.move, self.length)

    def frames(self, *, size: Size, count: int) -> Iterator[Frame]:
        """Yield the frames."""
        stage = Stage.of(self, size)
        for index in range(count):
            yield stage.frame(time_of(index, count), number_of(index, count, self.length) / FRAME_RATE)


def sight_of_scene(scene: DepictedScene, *, seed: int, style: Style, aspect: float) -> Sight:
    """Return what is known of the picture that a ScenePainter paints in a film of that aspect."""
    recorded = record_scene(in_genre(scene, style.genre), size=_of_shape(aspect, SIGHT_HEIGHT), seed=seed)
    sight = sight_of(recorded.drawn, focus=scene.people[0].key if scene.people else "")
    # Who stands farther off than the focus moves against it when the eye goes aside.
    return replace(sight, heads=tuple(_with_drift(head) for head in sight.heads))


def _with_drift(head: Box) -> Box:
    return (max(0.0, head[0] - DRIFT), head[1], min(1.0, head[2] + DRIFT), head[3])


@dataclass(frozen=True, slots=True)
class Stage:
    """A scene that is drawn and taken apart, for frames of one size."""

    size: Size
    journey: Journey
    floor_from: float
    ground: Ground
    dimmed: Ground | None
    cards: tuple[tuple[float, CardPlanes], ...]
    swarms: tuple[Swarm, ...]
    fog: Fog | None
    flashes: bool
    seed: int

    @classmethod
    def of(cls, painter: ScenePainter, size: Size) -> Stage:
        """Draw a scene."""
        scene = in_genre(painter.scene, painter.style.genre)
        seed = painter.seed % SEEDS
        widest = max(box[2] - box[0] for box in (painter.move.start, painter.move.end))
        fine = min(FINEST, FINE / widest)
        inner = _of_shape(size.width / size.height, size.height * fine)
        recorded = record_scene(scene, size=inner, seed=painter.seed, room=ROOM)
        picture = in_depths(recorded, painter.style)
        left, top = (picture.size[0] - inner[0]) / 2, (picture.size[1] - inner[1]) / 2
        frame = (left, top, left + inner[0], top + inner[1])
        eye = Eye.of(recorded.camera, unit=recorded.drawn.unit, focus=picture.focus)
        nearest = min((plane.depth for plane in picture.planes), default=picture.focus)
        horizon = (recorded.camera.horizon * recorded.drawn.unit - top) / inner[1]
        falls = any(item.tags.role == "weather" for item in recorded.drawn.items)
        weather = scene.weather if falls else ""
        falling = falling_of(weather, light=recorded.light, style=painter.style, size=size, horizon=horizon, seed=seed)
        burns = any(isinstance(item, Glow) and _is_warm(item) for item in recorded.drawn.flat())
        return cls(
            size,
            Journey(eye, painter.move, frame, nearest),
            picture.floor_from * recorded.drawn.unit,
            Ground.of(picture.ground),
            Ground.of(picture.dimmed) if picture.dimmed is not None and (burns or picture.flashes) else None,
            tuple((plane.depth, CardPlanes.of(plane.image, plane.at)) for plane in picture.planes),
            (*lights_of(recorded, painter.style, seed), *falling),
            _fog(recorded, size, horizon, seed) if weather == "fog" else None,
            picture.flashes,
            seed,
        )

    def frame(self, t: float, seconds: float) -> Frame:
        """Return the frame at `t` of the move, so many seconds into the shot."""
        window, gone = self.journey.window(t, self.size), self.journey.gone(t)
        frame = self._ground(self.ground, window, gone)
        if self.dimmed is not None:
            dim = self._ground(self.dimmed, window, gone)
            frame = blended(dim, frame, (lightning if self.flashes else flicker)(seconds, self.seed))
        far = window @ self.journey.eye.upright(VERY_FAR, gone)
        lay_all(frame, self.swarms, seconds, far, behind=True)
        for depth, card in self.cards:
            card.laid(window @ self.journey.eye.upright(depth, gone), self.size, frame)
        lay_all(frame, self.swarms, seconds, far, behind=False)
        if self.fog is not None:
            self.fog.lay(frame, seconds)
        return frame

    def _ground(self, ground: Ground, window: Matrix, gone: tuple[float, float]) -> Frame:
        """Paint what lies behind: upright above the foot of the wall or the horizon, and the floor below it."""
        width, height = self.size.width, self.size.height
        frame = Frame(
            np.empty((height, width), np.uint8),
            np.empty((height // 2, width // 2), np.uint8),
            np.empty((height // 2, width // 2), np.uint8),
        )
        upright = window @ self.journey.eye.upright(self.journey.eye.depth_at(self.floor_from + 0.5), gone)
        at = upright @ np.array([0.0, self.floor_from, 1.0])
        row = min(max(int(np.ceil(at[1] / at[2] / 2)) * 2, 0), height)
        ground.laid(upright, self.size, (0, row), frame)
        if row < height:
            ground.laid(window @ self.journey.eye.floor(gone), self.size, (row, height), frame)
        return frame


def _of_shape(aspect: float, height: float) -> tuple[int, int]:
    """Return pixels at least so high, of exactly the shape that an aspect is meant to be.

    The artist frames a scene by its aspect, and frames of 854 × 480 must show what those of 1920 × 1080 do.
    """
    nearest = min(Shape, key=lambda shape: abs(shape.aspect - aspect))
    wide, high = (int(part) for part in nearest.value.split(":"))
    times = math.ceil(height / high)
    return wide * times, high * times


def _is_warm(glow: Glow) -> bool:
    """Say whether a light is of a flame: lamps of today, the moon and the sky burn evenly."""
    red, green, blue = glow.colour
    return red > green > blue and red - blue > 60 and glow.strength >= 0.3


def _fog(recorded: Recorded, size: Size, horizon: float, seed: int) -> Fog:
    light = recorded.light
    colour = lighter(mix(light.haze, light.sky[2], 0.4), 0.1)
    return Fog.of(tuple(colour), size=size, horizon=horizon, thickest=THICKEST_FOG, seed=seed)  # type: ignore[arg-type]
