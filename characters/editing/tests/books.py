"""A small book with people, places, quotations and changes, and all that its bible holds, for comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from books.models import Chapter, Scene, VividPage
from books.tests.vividpages import make_vividpage
from characters.editing.worlds import LONGEST
from characters.models import Analysis, Character, CharacterChange, Nobody, Presence, Quote, Setting

if TYPE_CHECKING:
    from accounts.models import User

TABLES = (Character, CharacterChange, Setting, Analysis, Presence, Quote, Nobody)
TEXTS = (
    "Jim Hawkins met the Captain. “Aye,” said the Captain.",
    "Silver laughed. “Jim,” said Silver, “come here.”",
    "“Who is it?” asked Jim. Barbecue stood at the door.",
    "Jim Hawkins and Long John Silver went aboard.",
)


def make_book(owner: User) -> VividPage:
    """Make four scenes, three people with presences and quotations, two places."""
    vividpage = make_vividpage(owner=owner, title="The Island", status=VividPage.Status.COMPLETED)
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    scenes = [
        Scene.objects.create(vividpage=vividpage, chapter=chapter, number=n, text=text, word_count=9)
        for n, text in enumerate(TEXTS, 1)
    ]
    inn = Setting.objects.create(vividpage=vividpage, name="the inn", kind="tavern", indoors=True, scene_numbers=[1, 2])
    quay = Setting.objects.create(vividpage=vividpage, name="the quay", kind="sea", scene_numbers=[3, 4])
    jim = person(vividpage, "Jim Hawkins", [1, 2, 3, 4], ["Jim"], "male", mentions=5)
    silver = person(vividpage, "Long John Silver", [2, 3, 4], ["Silver", "Barbecue"], "male", mentions=4)
    captain = person(vividpage, "the Captain", [1], [], "unknown", mentions=2)
    silver.changes.create(scene=scenes[2], type="injury", description="He limps.", prompt_modifier="a crutch")
    for scene, place, there in (
        (scenes[0], inn, [jim, captain]),
        (scenes[1], inn, [silver, jim]),
        (scenes[2], quay, [jim, silver]),
        (scenes[3], quay, [jim, silver, captain]),
    ):
        analysis = Analysis.objects.create(
            scene=scene, setting=place, place_kind=place.kind, indoors=place.indoors, moment="Jim waits.", prompt="p"
        )
        for order, one in enumerate(there):
            Presence.objects.create(analysis=analysis, character=one, order=order)
    Quote.objects.create(scene=scenes[0], start=30, end=35, text="Aye,", speaker=captain)
    Quote.objects.create(scene=scenes[1], start=17, end=21, text="Jim,", speaker=silver)
    Quote.objects.create(scene=scenes[2], start=1, end=11, text="Who is it?", speaker=jim)
    return vividpage


def person(
    vividpage: VividPage, name: str, scenes: list[int], aliases: list[str], gender: str, *, mentions: int
) -> Character:
    """Return somebody with a look from the first of their scenes."""
    return Character.objects.create(
        vividpage=vividpage,
        name=name,
        aliases=aliases,
        gender=gender,
        role="major",
        mentions=mentions,
        scene_numbers=scenes,
        first_scene=vividpage.scenes.get(number=scenes[0]),
        looks=[{"field": "hair", "value": f"{name} hair", "scene": scenes[0], "sentence": "s"}],
    )


def bible_of(vividpage: VividPage) -> dict[str, list[dict[str, Any]]]:
    """Return every row of a book's bible, and what the book itself says of its world."""
    book = VividPage.objects.filter(pk=vividpage.pk).values("locked", *LONGEST)
    rows = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in TABLES}
    return {**rows, "VividPage": list(book)}
