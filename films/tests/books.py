"""A short story with pictures of one colour, people who speak, and films of it that are small and quickly made."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Analysis, Character, Quote
from films.making import FILM
from films.options import FilmOptions
from jobs import engine
from jobs.models import Job
from storyboards.pictures.keeping import ImageFiles, added_version, picture_for, show
from storyboards.tests.making import encoded, made_up_renditions

if TYPE_CHECKING:
    from accounts.models import User
    from films.models import Film
    from storyboards.models import PictureVersion

SIZE = (360, 360)
"""Pixels of the pictures."""
HOME = "Mara came home at dusk. “Who has been here?” she said.\n\n“Nobody,” said Otho, and the mill stood still."
RIVER = "The river sang all night."
SMALL: dict[str, Any] = {"rungs": ["240"]}
"""Options of films that are quickly encoded."""


def make_story(owner: User) -> VividPage:
    """Make front matter and two chapters with a scene each; both have pictures, and the first has two who speak."""
    vividpage = make_vividpage(
        owner=owner,
        title="The Mill",
        authors=["Ann Author"],
        language="en-GB",
        status=VividPage.Status.COMPLETED,
    )
    Chapter.objects.create(vividpage=vividpage, number=1, kind="front", title="To my mother", matter="For her.")
    for number, (title, text, colour) in enumerate((("Home", HOME, "navy"), ("The River", RIVER, "olive")), 1):
        chapter = Chapter.objects.create(vividpage=vividpage, number=number + 1, title=title)
        scene = Scene.objects.create(
            vividpage=vividpage, chapter=chapter, number=number, text=text, word_count=len(text.split())
        )
        Analysis.objects.create(scene=scene, summary=f"Scene {number}", prompt="p", mood="calm")
        give_picture(scene, colour)
    _speak(vividpage, "Mara", "female", "Who has been here?")
    _speak(vividpage, "Otho", "male", "Nobody,")
    return vividpage


def give_picture(scene: Scene, colour: str) -> PictureVersion:
    """Give a scene a picture of one colour, which is shown."""
    files = ImageFiles(encoded(colour, "WEBP", SIZE), "webp", *SIZE, made_up_renditions())
    with added_version(picture_for(scene), files, prompt="p", parameters={"model": "sketch", "style": "ink"}) as one:
        show(version=one)
    return one


def _speak(vividpage: VividPage, name: str, gender: str, words: str) -> None:
    scene = vividpage.scenes.get(number=1)
    person = Character.objects.create(vividpage=vividpage, name=name, gender=gender, age="adult", first_scene=scene)
    start = HOME.index(words)
    Quote.objects.create(scene=scene, start=start, end=start + len(words), text=words, speaker=person)


def small_film(**more: Any) -> FilmOptions:
    """Return the options of a film that is quickly made."""
    return FilmOptions.model_validate({**SMALL, **more})


def work_on(film: Film) -> Film:
    """Do what a worker does until nothing is left to do for a film; return it as it is then."""
    while job := Job.objects.filter(pipeline=FILM, subject=film.pk, state=Job.State.RUNNING).first():
        engine.work_on(job, seconds=math.inf)
    film.refresh_from_db()
    return film
