"""From a script to shots: how long each is, what it paints, which captions it has. Knows no ORM, and reads no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from uuid import UUID

from cinema.captions import cues_by_words
from cinema.contract import FRAME_RATE, Cue
from cinema.frames.fingerprints import VERSION
from cinema.frames.lettering.captions import AREAS
from cinema.moves import Kind, planned_kind
from films import timing
from films.digesting import digest
from films.moving import Moving, WantedClip
from films.options import FilmOptions
from films.recipes import Recipe, recipe_of_card, recipe_of_picture
from films.script.tree import Card, Line, Script, Stretch

FORMAT = 1
"""Of what a key is made of. Raise it when equal keys no longer mean equal shots."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A passage that has been spoken: its key and its length in seconds."""

    key: str
    seconds: float


@dataclass(frozen=True, slots=True)
class PlacedPassage:
    """A spoken passage in a shot: its key, and when it begins, in seconds of the shot."""

    key: str
    at: float


@dataclass(frozen=True, slots=True)
class PlannedShot:
    """A shot. `fades` are the frames over which it comes out of the one before, or out of black `from_black`.

    `clip` is what a video model is asked for, if it is to move it.
    """

    kind: str
    recipe: Recipe
    frames: int
    fades: int
    cues: tuple[Cue, ...] = ()
    passages: tuple[PlacedPassage, ...] = ()
    title: str = ""
    chapter: int | None = None
    scene: UUID | None = None
    version: UUID | None = None
    from_black: bool = False
    clip: WantedClip | None = None
    key: str = field(default="")


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans the shots of a film. `spoken` has the passage of each line that was spoken, by its place in the script.

    With `moving`, some shots are to be clips of a video model; `clips` has the names of those that are there by their
    keys. For what has none the built-in painters stand in.
    """

    script: Script
    options: FilmOptions
    spoken: Mapping[int, Spoken] = field(default_factory=dict)
    moving: Moving | None = None
    clips: Mapping[str, str] = field(default_factory=dict)

    def shots(self) -> Iterator[PlannedShot]:
        """Yield the shots in their order, each with its key."""
        before: PlannedShot | None = None
        for shot in self._shots():
            yield _with_key(shot, before, self.script.language, self.options)
            before = shot

    def _shots(self) -> Iterator[PlannedShot]:
        place, image = 0, ""
        moments: dict[str, int] = {}
        last: Kind | None = None
        for part in self.script.parts:
            if isinstance(part, Card):
                yield self._card(part, place)
                place += bool(part.says)
                image, last = "", None
                continue
            for shot in self._stretch(part, place, moments, changes=_image_of(part) != image):
                varied, last = self._varied(shot, last)
                yield varied
            place += len(part.lines)
            image = _image_of(part)

    def _varied(self, shot: PlannedShot, last: Kind | None) -> tuple[PlannedShot, Kind | None]:
        """Return a shot that goes another way than the `last` kind of move, and its own kind."""
        recipe = shot.recipe
        if recipe.kind != "picture":
            return shot, None
        aspect = self.options.shape.aspect
        is_flat = recipe.drawn is None and recipe.width and recipe.height
        planned = partial(
            planned_kind,
            recipe.image,
            moment=recipe.moment,
            picture=recipe.width / recipe.height if is_flat else aspect,
            aspect=aspect,
            mood=recipe.mood,
            deed=recipe.deed,
        )
        if last is None or planned() != last:
            return shot, planned()
        return replace(shot, recipe=replace(recipe, unlike=last)), planned(unlike=last)

    def _card(self, card: Card, place: int) -> PlannedShot:
        least = timing.LEAST_COVER if card.kind == "cover" else timing.LEAST_CARD
        if card.kind == "credits":
            least = timing.CREDITS + timing.CREDITS_LINE * len(card.credits)
        spoken = self.spoken.get(place) if card.says else None
        passages: tuple[PlacedPassage, ...] = ()
        seconds = least
        if spoken is not None:
            passages = (PlacedPassage(spoken.key, timing.FADE_CHAPTER),)
            seconds = max(least, timing.FADE_CHAPTER + spoken.seconds + timing.TAIL)
        frames = _frames(seconds)
        return PlannedShot(
            card.kind,
            recipe_of_card(card, frames / FRAME_RATE),
            frames,
            _frames(timing.FADE_CHAPTER),
            passages=passages,
            title=card.title,
            chapter=card.chapter,
            version=card.picture.version if card.picture is not None else None,
            from_black=True,
        )

    def _stretch(
        self, stretch: Stretch, place: int, moments: dict[str, int], *, changes: bool
    ) -> Iterator[PlannedShot]:
        """Yield the shots of one stretch of text. `moments` count the views of each picture that have been shown."""
        timed = [(line, self._seconds(line, place + index)) for index, line in enumerate(stretch.lines)]
        for number, group in enumerate(_groups(timed)):
            cues, passages, end = self._told([line for line, _ in group], place)
            place += len(group)
            frames = _frames(end)
            image = _image_of(stretch)
            moment = moments.get(image, 0)
            moments[image] = moment + 1
            recipe = (
                recipe_of_picture(stretch.picture, frames / FRAME_RATE, moment)
                if stretch.picture is not None
                else Recipe("title", frames / FRAME_RATE)
            )
            clip = self._clip(recipe, stretch)
            recipe = replace(recipe, clip=self.clips.get(clip.key, "") if clip is not None else "")
            fades = timing.FADE_SCENE if changes and not number else timing.FADE_MOMENT
            yield PlannedShot(
                "scene",
                recipe,
                frames,
                _frames(fades),
                cues,
                passages,
                chapter=stretch.chapter,
                scene=stretch.scene,
                version=stretch.picture.version if stretch.picture is not None else None,
                clip=clip,
            )

    def _clip(self, recipe: Recipe, stretch: Stretch) -> WantedClip | None:
        """Return the clip that a shot is to be: of our own pictures, and none that the book itself has brought."""
        picture = stretch.picture
        if self.moving is None or picture is None or picture.version is None:
            return None
        return self.moving.clip_for(recipe, picture.motion)

    def _told(self, lines: Sequence[Line], place: int) -> tuple[tuple[Cue, ...], tuple[PlacedPassage, ...], float]:
        """Return the captions and passages of a shot's lines, and when the shot ends."""
        cues: list[Cue] = []
        passages: list[PlacedPassage] = []
        at, most = timing.LEAD, AREAS[self.options.shape].characters
        for index, line in enumerate(lines):
            spoken = self.spoken.get(place + index)
            seconds = spoken.seconds if spoken is not None else timing.seconds_to_read(line.text, self.options.pace)
            if spoken is not None:
                passages.append(PlacedPassage(spoken.key, round(at, 3)))
            cues += _rounded(cues_by_words(line.text, start=at, seconds=seconds, speaker=line.name, line=most))
            at += seconds
            if index + 1 < len(lines):
                at += self._pause(line)
        return tuple(cues), tuple(passages), at + timing.TAIL

    def _seconds(self, line: Line, place: int) -> float:
        spoken = self.spoken.get(place)
        return spoken.seconds if spoken is not None else timing.seconds_to_read(line.text, self.options.pace)

    def _pause(self, line: Line) -> float:
        if not self.options.is_spoken:
            return 0.0
        return timing.REST if line.rests else timing.BREATH


def spoken_texts(script: Script) -> Iterator[tuple[Line, bool]]:
    """Yield what a script says aloud in the order in which places are counted; `True` with what stands on a card."""
    for part in script.parts:
        if isinstance(part, Stretch):
            yield from ((line, False) for line in part.lines)
        elif part.says:
            yield Line(part.says), True


def _groups(timed: Sequence[tuple[Line, float]]) -> Iterator[Sequence[tuple[Line, float]]]:
    """Part lines into shots of about the same length; a shot ends between lines, if it can where a paragraph does."""
    whole = sum(seconds for _, seconds in timed)
    usual = whole / max(1, round(whole / timing.USUAL_SHOT))
    group: list[tuple[Line, float]] = []
    taken = 0.0
    for number, (line, seconds) in enumerate(timed):
        if group and taken + seconds > timing.LONGEST_SHOT:
            yield group
            group, taken = [], 0.0
        group.append((line, seconds))
        taken += seconds
        enough = usual * (0.75 if line.rests else 1.0)
        if taken >= enough and number + 1 < len(timed):
            yield group
            group, taken = [], 0.0
    if group:
        yield group


def _with_key(shot: PlannedShot, before: PlannedShot | None, language: str, options: FilmOptions) -> PlannedShot:
    """Return a shot with the digest of all that its files depend on."""
    after = None if before is None or shot.from_black else before.recipe.as_json()
    captions = [language, [asdict(cue) for cue in shot.cues]] if options.burned else []
    sound = [[passage.key, passage.at] for passage in shot.passages]
    lettering = language if shot.recipe.words or shot.recipe.credits else ""
    key = digest(
        FORMAT,
        VERSION,
        shot.recipe.as_json(),
        after,
        shot.fades,
        shot.frames,
        captions,
        lettering,
        sound,
        options.shape.value,
        options.rungs,
    )
    return replace(shot, key=key)


def _image_of(stretch: Stretch) -> str:
    return stretch.picture.image if stretch.picture is not None else ""


def _frames(seconds: float) -> int:
    return max(1, round(seconds * FRAME_RATE))


def _rounded(cues: Sequence[Cue]) -> list[Cue]:
    """Return cues with their times to a millisecond, as captions have them."""
    return [Cue(round(cue.start, 3), round(cue.end, 3), cue.text, cue.speaker) for cue in cues]
