"""How a book is made: everything that its reader chooses, as one value."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from accounts.models import ApiKey
from books.models import VividPage
from books.text.scenes import UnknownDensity, parse_density
from sketch.styles import DEFAULT_STYLE, STYLES, own_number

if TYPE_CHECKING:
    from uuid import UUID

KEYS = ("text_key", "image_key")
LONGEST_INSTRUCTIONS = 2000
"""Characters."""


class ChoicesRefused(Exception):
    """What is chosen does not go. `problems` has a sentence for the reader by the name of each choice."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How a book is made. What is not said is as for a new book.

    `budget` is in USD, None for no limit; a key that is None is the owner's latest for the model's service, one that
    was deleted since it was chosen is not in the database, and stands until another is chosen; `economy`
    hands requests over in batches: half the price, answered within a day. `sheets_first` waits before the scenes are
    drawn until the reader has seen the people and places; `keeps_own` leaves the scenes alone that the book itself
    illustrates.
    """

    style: str = DEFAULT_STYLE
    density: str = "per-scene"
    resolution: str = "720"
    custom_instructions: str = ""
    sheets_first: bool = False
    keeps_own: bool = False
    text_model: str = "rules"
    image_model: str = "sketch"
    embedding_model: str = "local"
    text_key: ApiKey | None = None
    image_key: ApiKey | None = None
    economy: bool = False
    budget: Decimal | None = None

    OF_THE_PICTURES: ClassVar[tuple[str, ...]] = (
        "style",
        "density",
        "resolution",
        "custom_instructions",
        "sheets_first",
        "keeps_own",
    )
    """What cannot be chosen otherwise once the making has begun: its pictures would not go together."""

    def columns(self) -> dict[str, Any]:
        """Return the choices that are columns of the book: all but the budget, which is a row of its own."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "budget"}

    def check(self) -> None:
        """Raise ChoicesRefused for what no book could be made with. Whether a reader has a style of their own of that
        key is for `storyboards.making.choosing` to say."""
        problems = {}
        if self.style not in STYLES and own_number(self.style) is None:
            problems["style"] = f"There is no style {self.style!r}; choose one of {', '.join(STYLES)}."
        try:
            parse_density(self.density)
        except UnknownDensity as error:
            problems["density"] = str(error)
        if self.resolution not in VividPage.SIZES:
            problems["resolution"] = f"Pictures come in these sizes: {', '.join(VividPage.SIZES)}."
        if len(self.custom_instructions) > LONGEST_INSTRUCTIONS:
            problems["custom_instructions"] = f"Instructions have {LONGEST_INSTRUCTIONS} characters at most."
        if self.budget is not None and self.budget < 0:
            problems["budget"] = "A budget is not negative."
        if problems:
            raise ChoicesRefused(problems)


NEW_BOOK = Choices()
"""How a book is made of which nothing has been chosen."""


def choices_of(vividpage: VividPage) -> Choices:
    """Return what is chosen for a book."""
    names = {field.name for field in fields(Choices)} - {"budget", *KEYS}
    chosen: dict[str, Any] = {name: getattr(vividpage, name) for name in names}
    chosen |= {name: _key(getattr(vividpage, f"{name}_id")) for name in KEYS}
    return Choices(**chosen, budget=vividpage.budget.limit)


def _key(key_id: UUID | None) -> ApiKey | None:
    """Return a key; one that has been deleted is known by its id alone."""
    return None if key_id is None else ApiKey.objects.filter(pk=key_id).first() or ApiKey(pk=key_id)


def set_columns(vividpage: VividPage, choices: Choices) -> list[str]:
    """Set the choices that are columns on a book, unsaved; returns their names."""
    columns = choices.columns()
    for name, value in columns.items():
        setattr(vividpage, name, value)
    return list(columns)
