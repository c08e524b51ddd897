"""A book with all that a book may have: verse, a letter, a list, notes, pictures of its own, front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from books.models import BookNote, BookPicture, Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.models import Analysis, Character
from files import store
from storyboards.tests.making import add_version, encoded

if TYPE_CHECKING:
    from accounts.models import User

PARAGRAPHS = (
    ("The Mill", "heading"),
    ("Mara came home.", "prose"),
    ("O mill, O mill,\nstand still.", "verse"),
    ("Dear Mara,", "letter"),
    ("come at once.", "letter"),
    ("flour", "list"),
    ("salt", "list"),
    ("The old mill", "caption"),
    ("She never slept.", "prose"),
)
NOR = [[0, 3, "strong"]]
TEXT = "\n\n".join(text for text, _ in PARAGRAPHS)


def make_illustrated_book(owner: User) -> VividPage:
    """Make front matter and two chapters, the first with everything in it; both scenes have pictures of ours."""
    vividpage = make_vividpage(
        owner=owner, title="The Mill", authors=["Ann Author"], language="en", status=VividPage.Status.COMPLETED
    )
    Chapter.objects.create(vividpage=vividpage, number=1, kind="front", title="To my mother", matter="For her.")
    first = Chapter.objects.create(vividpage=vividpage, number=2, part="Part One")
    second = Chapter.objects.create(vividpage=vividpage, number=3, title="The River", part="Part One")
    home, never = TEXT.index("home."), TEXT.index("never")
    scene = Scene.objects.create(
        vividpage=vividpage,
        chapter=first,
        number=1,
        text=TEXT,
        kinds=[kind for _, kind in PARAGRAPHS],
        marks=[[never, never + 5, "emphasis"]],
        anchors=[[home + 4, 1], [len(TEXT), 2], [len(TEXT), 1]],
        breaks=[8],
        word_count=20,
    )
    BookNote.objects.create(chapter=first, number=1, label="*", text="A mill by a river.")
    BookNote.objects.create(chapter=first, number=2, label="2", text="Nor did <they>.\n\nEver.", marks=NOR)  # type: ignore[misc]
    own = BookPicture(chapter=first, number=1, scene=scene, after=7, width=60, height=80, media_type="image/png")
    own.alt, own.caption, own.digest = "A drawing of a mill", "The old mill", "d"
    with transaction.atomic():
        own.image = store.keep(encoded(), owner=vividpage.owner_id, extension="png").name
        own.save()
    Scene.objects.create(
        vividpage=vividpage, chapter=second, number=2, text="Otho, the Duke of Brindle, sang.", word_count=6
    )
    Character.objects.create(
        vividpage=vividpage, name="Duke of Brindle", aliases=["Otho"], role="major", scene_numbers=[1, 2]
    )
    for each in vividpage.scenes.all():
        Analysis.objects.create(scene=each, summary=f"Duke of Brindle at the mill, {each.number}", prompt="p")
        add_version(each)
    return vividpage
