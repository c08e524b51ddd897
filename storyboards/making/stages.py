"""The stages of the making that call models, with those who estimate them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from books.models import VividPage
from characters.analysis import estimates as reading
from characters.steps import ANALYSIS, PAID_PURPOSES
from jobs.pipelines import Stage
from providers.choosing.catalogue import Kind
from providers.money.estimates import Estimate
from storyboards.kinds import PERSON, PLACE, SCENE
from storyboards.making import estimates as drawing
from storyboards.steps import IMAGE_GENERATION


@dataclass(frozen=True, slots=True)
class PaidStage:
    """A stage that calls models: of which `kind`, and under which `purposes` its calls stand in the ledger.

    `estimate` takes a VividPage, saved or not, and raises nothing for a model that is retired or unknown: its price
    is then unknown.
    """

    stage: Stage
    kind: Kind
    purposes: frozenset[str]
    estimate: Callable[[VividPage], Estimate]

    @property
    def title(self) -> str:
        """What readers know the stage as."""
        return self.stage.title


PAID_STAGES = (
    PaidStage(ANALYSIS, "text", PAID_PURPOSES, reading.estimate),
    PaidStage(IMAGE_GENERATION, "image", frozenset({PERSON, PLACE, SCENE}), drawing.estimate),
)
"""In the order of the making."""


def kind_of(stage: str) -> Kind | None:
    """Return the kind of model that a stage calls; None if it calls none."""
    return next((paid.kind for paid in PAID_STAGES if paid.stage.name == stage), None)


def estimates_of(vividpage: VividPage) -> list[Estimate]:
    """Estimate what each of `PAID_STAGES` will cost for a book as it is set up."""
    return [paid.estimate(vividpage) for paid in PAID_STAGES]
