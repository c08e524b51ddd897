"""What mending a picture would change, before anything is changed or paid for."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from characters.editing.cast.scopes import Scope
from characters.models import Analysis
from providers.choosing.catalogue import entry_named
from providers.errors import UnknownModel
from storyboards.mending.corrections import Correction, Scoped, scopes_of, with_scope
from storyboards.mending.stated import LOOKS, Called, stated
from storyboards.mending.wishes import Understood, WishedPerson, WishedScene, understand
from storyboards.orders.pricing import RedrawPrice, price_of
from storyboards.requests import composing
from storyboards.requests.adjusting import UNADJUSTED, adjusted
from storyboards.requests.certain import certain
from storyboards.requests.facts import SceneToDraw, facts_of
from storyboards.stale.finding import stale_scenes, stale_scenes_for_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from uuid import UUID

    from books.models import Scene, VividPage
    from providers.choosing.catalogue import ModelEntry


@dataclass(frozen=True, slots=True)
class Mend:
    """All that a reader says of one picture: what is wrong in the book, and what they wish in this picture alone.

    `prompt` is sent in place of the words that would be written; empty: those are.
    """

    corrections: tuple[Correction, ...] = ()
    wish: str = ""
    prompt: str = ""

    def __bool__(self) -> bool:
        return bool(self.corrections or self.wish or self.prompt)


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How many other pictures of the book a correction touches, by how far it goes; `chosen` is how far it is to go."""

    correction: Scoped
    others: Mapping[Scope, int]

    @property
    def chosen(self) -> Scope:
        """How far the reader lets it go."""
        return self.correction.scope


@dataclass(frozen=True, slots=True)
class MendPreview:
    """What a mend changes. `others` counts the other pictures that would no longer fit.

    `understood` is what the built-in artist makes of the wish; None for models that read it themselves.
    """

    differences: tuple[Difference, ...]
    prompt_before: str
    prompt_after: str
    price: RedrawPrice
    understood: Understood | None = None
    reaches: tuple[Reach, ...] = ()
    others: int = 0

    @property
    def changes_picture(self) -> bool:
        """Whether the artist would be asked for anything else than before."""
        shown_otherwise = self.understood is not None and bool(self.understood.does)
        return bool(self.differences) or shown_otherwise or self.prompt_before != self.prompt_after


@contextmanager
def as_if() -> Iterator[None]:
    """Take back whatever is written inside."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def preview(*, scene: Scene, mend: Mend, called: Called) -> MendPreview:
    """Say what a mend would change; nothing is changed. Raises EditRefused for what no edit could be made of."""
    before = facts_at(scene)
    stale_before = {picture.scene_id for picture in stale_scenes_for_page(scene.vividpage)}
    with as_if():
        make(mend.corrections, scene)
        after = facts_at(scene)
        others = _others(scene, stale_before)
        # The wish is about the picture as it will be: whoever has been added may be told to have a hat.
        understood = understood_by_artist(mend.wish, after, called)
        shown = adjusted(after, understood.adjustments if understood else UNADJUSTED)
        wish = "" if understood else mend.wish
        facts_before, facts_after = stated(before, called), stated(shown, called)
        words = composing.scene_request(before).prompt, prompt_of(shown, wish=wish, prompt=mend.prompt)
        price = price_of(scene.vividpage, [shown])
    return MendPreview(
        differences=tuple(_differences(facts_before, facts_after)),
        prompt_before=words[0],
        prompt_after=words[1],
        price=price,
        understood=understood,
        reaches=tuple(_reaches(mend.corrections, scene, stale_before, others)),
        others=others,
    )


def make(corrections: Sequence[Correction], scene: Scene) -> None:
    """Make corrections one after another, as nobody's."""
    for correction in corrections:
        correction.make(analysis=analysis_of(scene), by=None)


def analysis_of(scene: Scene) -> Analysis:
    """Read what is known of a scene now. Raises Analysis.DoesNotExist where nobody has read it."""
    return Analysis.objects.select_related("scene__vividpage", "setting").get(scene=scene)


def facts_at(scene: Scene) -> SceneToDraw:
    """Read what is drawn of a scene now."""
    return facts_of(analysis_of(scene))


def prompt_of(facts: SceneToDraw, *, wish: str = "", prompt: str = "") -> str:
    """Return the words that a model would get."""
    return composing.scene_request(facts, wish=wish, prompt=prompt).prompt


def artist_of(vividpage: VividPage) -> ModelEntry | None:
    """Return the model that draws a book; None if nobody knows it any more."""
    try:
        return entry_named(vividpage.image_model, "image")
    except UnknownModel:
        return None


def understood_by_artist(wish: str, facts: SceneToDraw, called: Called) -> Understood | None:
    """Return what the built-in artist makes of a wish; None for models that read, and where nothing is wished.

    What it does is said of people as they are `called`; a wish may use any of their names.
    """
    entry = artist_of(facts.vividpage)
    if not wish or entry is None or not entry.is_built_in:
        return None
    facts = certain(facts)
    analysis = facts.analysis
    people = tuple(
        WishedPerson(
            str(shown.character.pk),
            (called(shown.character), shown.character.name, *shown.character.aliases),
            {name: shown.appearance.get(name) for name in shown.appearance.looks},
        )
        for shown in facts.people
    )
    nameless = tuple(WishedPerson(words, (words,)) for words in (str(row["words"]) for row in analysis.strangers))
    scene = WishedScene(
        (*people, *nameless),
        weather=analysis.weather,
        time_of_day=analysis.time_of_day,
        distance=analysis.distance,
        props=tuple(filter(None, [analysis.deed_thing, *analysis.props])),
    )
    return understand(wish, scene)


def _others(scene: Scene, before: set[UUID]) -> int:
    """Count the pictures of other scenes that fit before and do not now."""
    stale = {picture.scene_id for picture in stale_scenes(scene.vividpage)}
    return len(stale - before - {scene.pk})


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    """Yield what is different; whoever is gone does not look like anything any more."""
    gone = {name for name in before if name.endswith(LOOKS) and name not in after}
    for name in dict.fromkeys([*before, *after]):
        if name in gone:
            continue
        one, other = before.get(name, ""), after.get(name, "")
        if one != other:
            yield Difference(name, one, other)


def _reaches(corrections: Sequence[Correction], scene: Scene, before: set[UUID], together: int) -> Iterator[Reach]:
    """Say how far each correction of the bible would reach, by itself; `together` is how far all of them do.

    All pictures of a book are looked at for that, so what is known is not counted again: one that holds only here
    touches no other picture.
    """
    for correction in corrections:
        if isinstance(correction, Scoped):
            known: dict[Scope, int] = {"here": 0}
            if len(corrections) == 1:
                known[correction.scope] = together
            others = {
                scope: known[scope] if scope in known else _reach(with_scope(correction, scope), scene, before)
                for scope in scopes_of(correction)
            }
            yield Reach(correction, others)


def _reach(correction: Correction, scene: Scene, before: set[UUID]) -> int:
    """Count the other pictures that a correction touches by itself."""
    with as_if():
        make([correction], scene)
        return _others(scene, before)
