"""The facts of a picture: who is seen, wearing what, where, by what light, with which things about."""

from __future__ import annotations

from dataclasses import dataclass


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
    walking, running, lying, kneeling, riding, fighting or working; `species` and `size` are words of the repertoire, a
    species may be any other word, too. `part` is theirs in the scene's deed: actor, object or present. `is_clothed` is
    None where nothing is known of it; `is_group`: several who look alike and act as one; `is_vague`: not sure to be
    there, so shown from behind or far off. `period` is when their book plays ("1880s", "medieval", "ancient Rome"),
    `country` where ("England").
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
    species: str = "human"
    is_clothed: bool | None = None
    is_group: bool = False
    size: str = "unknown"
    part: str = "present"
    is_vague: bool = False
    period: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class DepictedScene:
    """A scene to draw. `people` stand in order of importance, the first is the focus.

    `place` (a kind of place or vehicle), `light`, `deed` (what the actor does), `relation` (of the actor to the object)
    and `distance` are words of the repertoire (`sketch/repertoire.toml`); `time_of_day` dawn, morning, day, evening,
    night or unknown; `weather` clear, cloudy, rain, storm, snow, fog, wind or unknown; `mood` calm, joyful, tense, sad,
    mysterious, violent or tender. `props` are things in a word each (lantern, boat, letter). `position` is the
    scene's number in its book, so that pictures that follow one another differ; 0 where it has none. `place_words` are
    the book's phrases for what can be seen at the place, in every scene there the same; `period` is the time in which
    the book plays ("1880s", "medieval"); `genre` is the one that it is drawn in, if any: it leans places
    (`sketch/plans/wording/genres.toml`), people's clothes and furniture only where the book says nothing of its time.
    `thing` is what the deed is done with or to ("axe"), and `words` are the text's own for the deed ("was splitting
    wood"): how it is done.
    """

    place: str = "unknown"
    place_key: str = ""
    indoors: bool = False
    time_of_day: str = "unknown"
    weather: str = "unknown"
    mood: str = "calm"
    people: tuple[DepictedPerson, ...] = ()
    props: tuple[str, ...] = ()
    deed: str = "unknown"
    relation: str = "unknown"
    distance: str = "unknown"
    light: str = "unknown"
    position: int = 0
    place_words: tuple[str, ...] = ()
    period: str = ""
    genre: str = ""
    thing: str = ""
    words: str = ""
