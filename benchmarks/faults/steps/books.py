"""Tiny books: two chapters with three scenes, as they are before each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from io import BytesIO

    from accounts.models import User
    from books.models import VividPage

SCENES = (
    ("Home", "Mara came home at dusk. Mara had long red hair. “Who has been here?” she said. Otho said nothing."),
    ("Home", "Otho stood by the mill all night, and Mara sat at the window with a lamp. The rain did not stop."),
    ("The River", "In the morning Mara and Otho went to the river. “Nobody,” said Otho at last, and threw a stone."),
)


def tiny_epub() -> BytesIO:
    """Make the file of such a book."""
    from books.tests.epubs import Line, build, chapter

    titles = list(dict.fromkeys(title for title, _ in SCENES))
    pages: dict[str, str | bytes] = {}
    for number, title in enumerate(titles, 1):
        texts = [text for of, text in SCENES if of == title]
        pages[f"{number}.xhtml"] = chapter(
            title, *"<<break>>".join(texts).replace("<<break>>", "\0* * *\0").split("\0")
        )
    return build(pages, lines=[Line(title, f"{number}.xhtml") for number, title in enumerate(titles, 1)])


def read_book(owner: User, **choices: Any) -> VividPage:
    """Make a book that has been read."""
    from books.making import EPUB_PARSE
    from books.models import Chapter, Scene, VividPage
    from books.tests.making import make_job
    from books.tests.vividpages import make_vividpage
    from jobs.models import Job

    vividpage = make_vividpage(
        owner=owner,
        title="The Mill",
        authors=["Ann Author"],
        language="en",
        status=VividPage.Status.UPLOADED,
        scene_count=len(SCENES),
        chapter_count=2,
        budget=50,
        **choices,
    )
    chapters: dict[str, Chapter] = {}
    for number, (title, text) in enumerate(SCENES, 1):
        if title not in chapters:
            chapters[title] = Chapter.objects.create(vividpage=vividpage, number=len(chapters) + 1, title=title)
        Scene.objects.create(
            vividpage=vividpage,
            chapter=chapters[title],
            number=number,
            text=text,
            word_count=len(text.split()),
            is_chosen=True,
        )
    make_job(vividpage, EPUB_PARSE, state=Job.State.COMPLETED, planned=True)
    return vividpage


def analysed_book(owner: User, **choices: Any) -> VividPage:
    """Make a book of which is known who is in it and what is seen."""
    from books.tests.making import make_job
    from characters.models import Analysis, Character
    from jobs.models import Job

    vividpage = read_book(owner, **choices)
    scenes = list(vividpage.scenes.order_by("number"))
    for scene in scenes:
        Analysis.objects.create(
            scene=scene, summary=f"Scene {scene.number}", prompt=f"Mara by the mill, {scene.number}", mood="calm"
        )
    for name, gender in (("Mara", "female"), ("Otho", "male")):
        Character.objects.create(
            vividpage=vividpage, name=name, gender=gender, age="adult", first_scene=scenes[0], role="protagonist"
        )
    make_job(vividpage, "analysis", state=Job.State.COMPLETED, planned=True)
    return vividpage
