"""What a book will cost before it is started, why its making stands still, and what of it failed."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Field, Schema, Status

from api.core.problems import Problem, refuses
from api.core.rows import vividpage_of
from api.core.rules import READ, SPEND, CalledBy
from api.core.site import router
from api.routes.jobs import Failure
from api.routes.vividpages import Chosen, WholeBook, changed_choices, whole_book
from books import services
from books.models import VividPage
from jobs.models import Unit
from providers.choosing import model_choices
from providers.errors import ProviderError
from storyboards.making.choosing import checked, with_choices
from storyboards.making.costs import Costs, costs_of
from storyboards.making.failures import failures_by_kind
from storyboards.making.languages import language_notice
from storyboards.making.retrying import retry_with
from storyboards.making.sample import sample_of
from storyboards.making.standstill import standstill_of

refuses(ProviderError, kind="model-refused", title="This model cannot be used")
costs = router("vividpages")


class StageEstimate(Schema):
    """What one stage is likely to cost and what it has cost, in USD."""

    title: str
    low: Decimal | None = Field(description="Null: nobody knows its price, or it is not estimated.")
    high: Decimal | None
    pictures: int
    note: str
    spent: Decimal
    calls: int


class BookEstimate(Schema):
    """What a book is likely to cost and what it has cost, in USD."""

    stages: list[StageEstimate]
    low: Decimal | None = Field(description="Null: some price is not known.")
    high: Decimal | None
    spent: Decimal
    budget: Decimal | None
    is_free: bool
    budget_may_not_be_enough: bool
    notice: str = Field(description="What a reader should know of its language before it is read; empty: nothing.")


class WhyItStands(Schema):
    """Why the making of a book stands still."""

    stands_still: bool
    reason: str
    mended_by: str = Field(description="What mends it: “key”, “budget”, “look”, “time” and others; empty: nothing.")
    until: datetime | None = Field(description="When it goes on by itself.")


class FailuresOfAKind(Schema):
    """What failed for one kind of model, and with which others it can be tried again."""

    kind: str = Field(examples=["image"])
    failures: list[Failure]
    models: list[str] = Field(description="Names of models that the reader can use.")


class Failures(Schema):
    """All that failed in the making of a book."""

    kinds: list[FailuresOfAKind]


class Retry(Schema):
    """What is tried again, and with which model."""

    units: list[UUID] = Field(min_length=1, max_length=5000)
    model: str = Field(max_length=100, examples=["sketch"])


@costs.post("/sample", auth=SPEND, response={201: WholeBook})
def take_sample(request: CalledBy) -> Any:
    """Put the sample book among the reader's books; the one that is there already if there is one."""
    return Status(201, whole_book(services.start_reading(vividpage=sample_of(request.auth), by=request.auth)))


@costs.get("/{uuid:vividpage_id}/estimate", auth=READ, response=BookEstimate)
def read_estimate(request: CalledBy, vividpage_id: UUID) -> BookEstimate:
    """Estimate what a book costs as it is chosen now, beside what it has cost."""
    return _estimate(vividpage_of(request.auth, vividpage_id), None)


@costs.post("/{uuid:vividpage_id}/estimate", auth=READ, response=BookEstimate)
def estimate_choices(request: CalledBy, vividpage_id: UUID, body: Chosen) -> BookEstimate:
    """Estimate what a book would cost with other choices. Nothing is changed."""
    return _estimate(vividpage_of(request.auth, vividpage_id), body)


@costs.get("/{uuid:vividpage_id}/standstill", auth=READ, response=WhyItStands)
def read_standstill(request: CalledBy, vividpage_id: UUID) -> WhyItStands:
    """Say why the making of a book stands still, and what mends it."""
    found = standstill_of(vividpage_of(request.auth, vividpage_id))
    if found is None:
        return WhyItStands(stands_still=False, reason="", mended_by="", until=None)
    return WhyItStands(stands_still=True, reason=found.reason, mended_by=found.mended_by, until=found.until)


@costs.get("/{uuid:vividpage_id}/failures", auth=READ, response=Failures)
def read_failures(request: CalledBy, vividpage_id: UUID) -> Failures:
    """List what failed in the making of a book, and the models that could do it."""
    by_kind = failures_by_kind(vividpage_of(request.auth, vividpage_id))
    choices = model_choices.choices_for(request.auth) if by_kind else None
    return Failures(
        kinds=[
            FailuresOfAKind(
                kind=kind,
                failures=[_failure(unit) for unit in units],
                models=[one.entry.name for one in choices.of_kind(kind) if one.is_usable] if choices else [],
            )
            for kind, units in by_kind.items()
        ]
    )


@costs.post("/{uuid:vividpage_id}/failures/retry", auth=SPEND, response={202: WholeBook})
def retry_failures(request: CalledBy, vividpage_id: UUID, body: Retry) -> Any:
    """Try again what failed with another model."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    if not retry_with(vividpage=vividpage, units=set(body.units), model=body.model, by=request.auth):
        raise Problem(422, "nothing-to-retry", "Nothing is tried again", "None of these failed for such a model.")
    return Status(202, whole_book(vividpage_of(request.auth, vividpage_id)))


def _estimate(vividpage: VividPage, wanted: Chosen | None) -> BookEstimate:
    if wanted is None:
        return _shown(costs_of(vividpage), vividpage, vividpage.budget.limit)
    choices = checked(changed_choices(vividpage, wanted), vividpage=vividpage)
    return _shown(costs_of(with_choices(vividpage, choices)), vividpage, choices.budget)


def _shown(found: Costs, vividpage: VividPage, limit: Decimal | None) -> BookEstimate:
    low, high = found.estimate or (None, None)
    return BookEstimate(
        stages=[
            StageEstimate(
                title=stage.title,
                low=stage.estimate.low if stage.estimate else None,
                high=stage.estimate.high if stage.estimate else None,
                pictures=stage.estimate.pictures if stage.estimate else 0,
                note=stage.estimate.note if stage.estimate else "",
                spent=stage.spent.cost,
                calls=stage.spent.calls,
            )
            for stage in found.stages
        ],
        low=low,
        high=high,
        spent=found.spent.cost,
        budget=limit,
        is_free=found.is_free,
        budget_may_not_be_enough=limit is not None and high is not None and limit < high,
        notice=language_notice(vividpage),
    )


def _failure(unit: Unit) -> Failure:
    return Failure(**{name: getattr(unit, name) for name in Failure.model_fields if name != "id"}, id=unit.pk)
