"""What a shot paints, as plain data that is kept with it: its frames follow from this, its shape and its length."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from films.drawn import Drawn, drawn_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from films.script.tree import Card, ShownPicture

RecipeKind = Literal["picture", "cover", "title", "credits"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is painted: a picture (by its name in the storage) under a moving camera, or a card with words.

    `moment` is which view of the picture it is, from 0: the whole, then what matters in it. `seconds` is how long the
    camera takes; it goes another way than a move of the kind `unlike`, that of the shot before. Behind the words of a
    card its picture is seen as through mist. `clip` is the name in the storage of what a video model has made of it,
    which is shown in its place.
    """

    kind: RecipeKind
    seconds: float
    image: str = ""
    width: int = 0
    height: int = 0
    mood: str = ""
    deed: str = ""
    moment: int = 0
    words: tuple[str, ...] = ()
    above: str = ""
    credits: tuple[tuple[str, str], ...] = ()
    drawn: Drawn | None = None
    clip: str = ""
    unlike: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON; keys of shots with no clip that are unlike nothing are as they always were."""
        return {name: value for name, value in asdict(self).items() if value or name not in ("clip", "unlike")}


def recipe_from(data: Mapping[str, Any]) -> Recipe:
    """Read what `as_json` has written. Raises TypeError and KeyError for what another version has."""
    return Recipe(
        **{
            **data,
            "words": tuple(data["words"]),
            "credits": tuple((role, who) for role, who in data["credits"]),
            "drawn": drawn_from(data["drawn"]) if data["drawn"] else None,
        }
    )


def recipe_of_card(card: Card, seconds: float) -> Recipe:
    """Return what a card paints."""
    kind: RecipeKind = {"cover": "cover", "credits": "credits"}.get(card.kind, "title")  # type: ignore[assignment]
    recipe = Recipe(kind, seconds, words=card.words, above=card.above, credits=card.credits)
    return with_picture(recipe, card.picture, moves=False)


def recipe_of_picture(picture: ShownPicture, seconds: float, moment: int) -> Recipe:
    """Return what is painted of a picture at one of its moments."""
    return with_picture(Recipe("picture", seconds, moment=moment), picture, moves=True)


def with_picture(recipe: Recipe, picture: ShownPicture | None, *, moves: bool) -> Recipe:
    """Return a recipe with its picture; what it was drawn from counts only where the camera moves over it."""
    if picture is None:
        return recipe
    pictured = replace(recipe, image=picture.image, width=picture.width, height=picture.height)
    return replace(pictured, mood=picture.mood, deed=picture.deed, drawn=picture.drawn) if moves else pictured
