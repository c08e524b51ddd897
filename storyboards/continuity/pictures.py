"""Whether pictures fit the book: what they were drawn from, against who is in the scene and looks like what by now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from characters.continuity.checks.presence import is_there
from characters.continuity.checks.prompts import contrast_of, other_looks_in, strangers_in
from characters.continuity.inconsistency import Inconsistency, Mend
from characters.editing import EditRefused
from providers.choosing.catalogue import entry_named
from providers.errors import UnknownModel
from providers.money import prices
from storyboards.models import Picture
from storyboards.pictures.versions import waiting_in
from storyboards.requests import composing
from storyboards.requests.facts import facts_of_book
from storyboards.stale import redrawing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from accounts.models import User
    from books.models import VividPage
    from characters.continuity.facts import BookFacts, SceneFacts
    from characters.continuity.mending import Action, Values

REDRAW = "redraw"
PICTURE_KINDS = frozenset({"picture-stranger", "picture-look"})
"""Of all that is found in pictures."""


@dataclass(frozen=True, slots=True)
class ComparedPrompts:
    """The words that a scene's picture was drawn from, and those that it would be drawn from now."""

    then: str
    now: str


def prepare(vividpage: VividPage) -> Callable[[BookFacts], Iterable[Inconsistency]]:
    """Read what each picture was drawn from: seven queries. The check that is returned needs no database.

    One beside which another waits is not checked: its reader has that one to look at.
    """
    shown = Picture.objects.filter(vividpage=vividpage, kind=Picture.Kind.SCENE).exclude(active_version=None)
    shown = shown.exclude(pk__in=waiting_in(vividpage.pk).order_by().values("picture"))
    then = dict(shown.values_list("scene__number", "active_version__prompt"))
    facts = facts_of_book(vividpage) if then else {}
    drawn = {
        n: ComparedPrompts(then[n], composing.scene_request(facts[n]).prompt)
        for n in sorted(then.keys() & facts.keys())
    }
    return partial(check, drawn=drawn, redrawing=f"Draw it again{_price(vividpage)}")


def check(book: BookFacts, *, drawn: Mapping[int, ComparedPrompts], redrawing: str) -> Iterator[Inconsistency]:
    """Find what pictures show that the book does not, by the scene's number; `redrawing` is a button's words.

    What a picture would be drawn from again is no fault of the picture.
    """
    for number, words in drawn.items():
        scene = book.by_number.get(number)
        if scene is not None and words.then != words.now:
            yield from _strangers(book, scene, words, redrawing)
            yield from _other_looks(book, scene, words, redrawing)


def redraw(vividpage: VividPage, values: Values, by: User) -> str:
    """Draw a scene's picture again. Raises EditRefused if it fits already, and LimitReached."""
    takes = redrawing.redraw(vividpage=vividpage, scenes={int(values["scene"])}, by=by)
    if not takes.count:
        raise EditRefused("The picture fits the book by now, or is being drawn already.")
    return f"The picture of scene {values['scene']} is drawn again."


PICTURE_ACTIONS: Mapping[str, Action] = {REDRAW: redraw}


def _strangers(book: BookFacts, scene: SceneFacts, words: ComparedPrompts, redrawing: str) -> Iterator[Inconsistency]:
    again = {person.id for person in strangers_in(words.now, scene, book)}
    for person in strangers_in(words.then, scene, book):
        if person.id not in again:
            yield Inconsistency(
                "picture-stranger",
                "warning",
                f"The picture of scene {scene.number} was drawn with {person.name}, who is not seen there.",
                (person.id, scene.number),
                scene=scene.number,
                person=person.id,
                mends=(_again(scene, redrawing), is_there(person, scene.number)),
            )


def _other_looks(book: BookFacts, scene: SceneFacts, words: ComparedPrompts, redrawing: str) -> Iterator[Inconsistency]:
    again = {(other.person.id, other.phrase) for other in other_looks_in(words.now, scene, book)}
    for other in other_looks_in(words.then, scene, book):
        if (other.person.id, other.phrase) not in again:
            yield Inconsistency(
                "picture-look",
                "warning",
                f"The picture of scene {scene.number} was drawn with {other.person.name} having {contrast_of(other)}",
                (other.person.id, scene.number, other.phrase),
                scene=scene.number,
                person=other.person.id,
                mends=(_again(scene, redrawing),),
            )


def _again(scene: SceneFacts, label: str) -> Mend:
    return Mend(REDRAW, label, {"scene": scene.number})


def _price(vividpage: VividPage) -> str:
    """Return what one picture costs, in brackets; nothing where it is free or nobody knows."""
    try:
        entry = entry_named(vividpage.image_model, "image")
    except UnknownModel:
        return ""
    width, height = vividpage.picture_size
    usage = prices.picture_usage(entry, prompt_tokens=300, references=0, width=width, height=height)
    cost = None if entry.is_free else prices.cost_of(entry, usage)
    return f" (about ${cost:.2f})" if cost else ""
