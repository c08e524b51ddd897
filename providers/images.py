"""The face of every image model: a request in, a picture out.

`PictureRequest` carries the written prompt for models that read and the depicted scene for those that draw it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from providers.usage import Usage


@dataclass(frozen=True, slots=True)
class Garment:
    """A piece of clothing: `kind` in a word ("cloak", "dress", "coat", "apron", "hat", "boots"), `colour` or ""."""

    kind: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class DepictedPerson:
    """Somebody to draw. `key` is the same in every picture of a book: what the text leaves open follows from it.

    Every other field is a word or a short phrase as the text has it, or empty where nothing is known:
    `gender` female, male or ""; `age` child, young, adult, old or ""; `hair` ("short red curly hair"); `skin`
    ("pale", "dark brown"); `eyes` ("green"); `build` ("stout"); `height` ("tall"); `beard` ("long white beard");
    `marks` ("scar on left cheek", "bandaged right arm", "spectacles", "wooden leg"); `pose` standing, sitting,
    walking, running, lying, kneeling, riding, fighting or working.
    """

    key: str
    name: str
    gender: str = ""
    age: str = ""
    hair: str = ""
    eyes: str = ""
    skin: str = ""
    build: str = ""
    height: str = ""
    beard: str = ""
    marks: tuple[str, ...] = ()
    clothes: tuple[Garment, ...] = ()
    pose: str = "standing"


@dataclass(frozen=True, slots=True)
class DepictedScene:
    """A scene to draw. `people` stand in order of importance, the first is the focus.

    `place` is a kind of place (forest, field, sea, beach, river, mountain, road, village, street, castle, room,
    kitchen, library, tavern, ship, cave, garden, church, desert, swamp, or unknown); `time_of_day` dawn, morning,
    day, evening, night or unknown; `weather` clear, cloudy, rain, storm, snow, fog, wind or unknown; `mood` calm,
    joyful, tense, sad, mysterious, violent or tender. `props` are things in a word each (lantern, boat, letter).
    """

    place: str = "unknown"
    place_key: str = ""
    indoors: bool = False
    time_of_day: str = "unknown"
    weather: str = "unknown"
    mood: str = "calm"
    people: tuple[DepictedPerson, ...] = ()
    props: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceImage:
    """An encoded picture that shows what somebody or some place looks like."""

    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """One picture to draw, `width` × `height` pixels.

    The same request with the same `seed` gives the same picture where the model allows it. `style` is the key of
    a style (ink, watercolour, …). `portrait` asks for head and shoulders of the only person in `scene`.
    """

    prompt: str
    width: int
    height: int
    seed: int
    style: str
    scene: DepictedScene
    negative_prompt: str = ""
    references: tuple[ReferenceImage, ...] = field(default=())
    portrait: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture, `width` × `height` pixels, the seed that it was drawn with and what drawing it used."""

    data: bytes
    media_type: str
    width: int
    height: int
    seed: int
    usage: Usage = field(default=Usage(pictures=1))


class ImageModel(Protocol):
    """Draws pictures. Raises a `providers.errors.ProviderError` when it cannot."""

    name: str

    def draw(self, request: PictureRequest) -> Picture:
        """Draw one picture."""
        ...
