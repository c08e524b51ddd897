"""How a state goes on from sentence to sentence: that of the story, and that of the stories told in it, kept apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysts.prose.moments.clock import Clock
from analysts.prose.moments.places import PlaceState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysts.vocabulary import PlaceKind

_HOUR_FADES, _WEATHER_FADES = 0.985, 0.97
_PLACE_KEPT, _HOUR_KEPT, _WEATHER_KEPT = 0.2, 0.5, 0.3
"""What of a state outlasts the end of a chapter."""


@dataclass(slots=True)
class Standing:
    """Where it is, at what hour and in what weather, as far as a book has been read."""

    place: PlaceState
    hour: Clock = field(default_factory=lambda: Clock(_HOUR_FADES))
    weather: Clock = field(default_factory=lambda: Clock(_WEATHER_FADES))

    def turn_page(self) -> None:
        """Begin a new chapter."""
        self.place.turn_page(_PLACE_KEPT)
        self.hour.forget(_HOUR_KEPT)
        self.weather.forget(_WEATHER_KEPT)


class Course:
    """Both states of a book; `names` are the kinds of its named places.

    `in_present` says that its chapters in the present tense tell a story.
    """

    def __init__(self, names: Mapping[str, PlaceKind] | None = None, *, in_present: bool = True) -> None:
        self.in_present = in_present
        self.story = Standing(PlaceState(names))
        self.tales = Standing(PlaceState(names))

    def turn_page(self) -> None:
        """Begin a new chapter."""
        self.story.turn_page()
        self.tales.turn_page()
