"""Who is there at a moment, by what is done and said in its scene."""

from __future__ import annotations

from analysts.certainty import SURE_PERSON
from analysts.prose.beings.being import ParsedChapter, Speech
from analysts.prose.beings.cast import build_cast
from analysts.prose.moments.course import Course
from analysts.prose.moments.reading import read_scenes
from analysts.prose.parsing import ProseParser
from analysts.prose.tests.moment_stories import PEOPLE

OPENING = "Nora Hill smiled at Ben Dunn. Tom Reed laughed, and Nora nodded to Tom."


def present(speakers: list[str]) -> set[str]:
    """Return who is there at a deed a while after those have spoken in turn."""
    spoken = [f"“Number {n}.”" for n, _ in enumerate(speakers)]
    deeds = [*["The clock ticked on the wall."] * 8, "Nora Hill struck Ben Dunn with a stick."]
    texts = [OPENING, *spoken, *deeds]
    speeches = [Speech(n, 1, len(spoken[n - 1]) - 1, spoken[n - 1][1:-1], by) for n, by in enumerate(speakers, 1)]
    chapter = ParsedChapter(1, tuple(0 for _ in texts), ProseParser().parse(texts), speeches)
    cast = build_cast([chapter], PEOPLE)
    (scene,) = read_scenes(chapter, cast.resolve(chapter), cast, Course())
    return {being.name for being, sure in scene.present if sure >= SURE_PERSON}


def test_a_third_who_talks_much_is_there_at_what_others_do() -> None:
    speakers = [*["Tom Reed", "Nora Hill", "Ben Dunn"] * 4, "Nora Hill", "Ben Dunn"]

    assert present(speakers) == {"Nora Hill", "Ben Dunn", "Tom Reed"}


def test_a_third_who_talks_little_may_have_gone() -> None:
    speakers = ["Tom Reed", *["Nora Hill", "Ben Dunn"] * 4]

    assert present(speakers) == {"Nora Hill", "Ben Dunn"}
