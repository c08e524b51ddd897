"""What is in the picture of a scene, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from analysts.prose.beings.being import Being
from analysts.prose.moments.places import Standpoint
from analysts.prose.moments.strangers import Described
from analysts.vocabulary import DeedKind, Distance, LightSource, Part, Pose, Relation, TimeOfDay, Weather


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody in the picture; `action` are the words of what they do, `confidence` is from 0 to 1.

    `described`, as far as the text does, are those whom only their description tells: it holds whoever they are.
    """

    being: Being
    part: Part
    pose: Pose
    action: str
    confidence: float
    described: Described | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The deed of a moment: who does it, to whom, with what thing; `words` are the text's own."""

    kind: DeedKind
    actor: Being | None
    other: Being | None
    thing: str
    words: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Meant:
    """Words of the text that mean somebody, or whose something is (`is_owner`)."""

    beings: tuple[Being, ...]
    words: str
    is_owner: bool = False


Clause = tuple[str | Meant, ...]
"""What somebody is doing in a picture, in words and those whom they mean."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment of a scene, from character `start` to before `end` of the paragraph at index `paragraph`.

    `names` are the places of its pronouns in that paragraph (start, end) with whom they mean, for a retelling; `told`
    is what can be seen of it in one instant.
    Confidences are from 0 to 1; `score` rates the picture, from about 1 to 8.
    """

    paragraph: int
    start: int
    end: int
    people: tuple[Figure, ...]
    deed: Done | None
    relation: Relation
    focal: Being | None
    distance: Distance
    light: LightSource
    things: tuple[tuple[str, float], ...]
    place: Standpoint
    hour: tuple[TimeOfDay, float]
    weather: tuple[Weather, float]
    score: float
    names: tuple[tuple[int, int, Being], ...] = ()
    told: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class SceneMoment:
    """A scene: its moment, or, where nothing happens in sight, only where and when it plays and who is there."""

    scene: int
    moment: Moment | None
    place: Standpoint
    hour: tuple[TimeOfDay, float]
    weather: tuple[Weather, float]
    present: tuple[tuple[Being, float], ...]
