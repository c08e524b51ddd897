"""The economy mode: calls that wait are handed in together, at half the price, and their answers are stored.

`collect` takes every step that is due and may be stopped after any of them: what is to be sent is written down before
it is sent, a batch of which nobody knows whether it arrived is looked for before it is sent again, and an answer is
stored in the transaction that settles what it cost.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models, transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from accounts.models import ApiKey
from providers.choosing.catalogue import ModelEntry, entry_named
from providers.choosing.factory import batch_adapter
from providers.choosing.keys import credentials_of
from providers.errors import (
    AnswerPending,
    ContentRefused,
    CutOff,
    KeyMissing,
    ProviderError,
    RateLimited,
    RequestRejected,
    ServiceDown,
    UnknownModel,
)
from providers.interfaces.batching import Batches, HandedIn
from providers.interfaces.text import TextAnswer, TextRequest
from providers.interfaces.usage import Usage
from providers.models import Batch, PaidCall
from providers.money import ledger
from providers.money.paid import settle_answer, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

logger = logging.getLogger(__name__)

QUIET = timedelta(seconds=5)
"""So long no call may have joined those that wait before they are sent: a book asks for its parts one by one."""
MOST_REQUESTS = 500
"""In one batch; so many wait for no more."""
SHORTEST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(minutes=10)
"""Between two looks at a batch: a tenth of its age, within these."""
SETTLING = timedelta(minutes=1)
"""After a line was cut a service may still be taking the batch in."""
CLOCKS_APART = timedelta(minutes=10)
GIVEN_UP = timedelta(days=28)
"""Services answer within a day and keep the answers for about a month."""
_LATER = (AnswerPending, CutOff, RateLimited, ServiceDown)


@dataclass(frozen=True, slots=True)
class Collected:
    """Calls that wait no longer: the ids of the tasks that made them (see `ledger.Account`).

    `refusal` is why the service takes none of them; None if they were answered.
    """

    tasks: frozenset[UUID]
    refusal: ProviderError | None = None


_listeners: list[Callable[[Collected], None]] = []


def on_collected(listener: Callable[[Collected], None]) -> None:
    """Call `listener` with calls that wait no longer, after they have been settled."""
    if listener not in _listeners:
        _listeners.append(listener)


def collect(*, now: datetime | None = None) -> None:
    """Take every step that is due: gather calls, send batches, look at those that run, store what has come.

    Many processes may do so at once. What goes wrong with one batch is logged and left to the next time.
    """
    now = now or timezone.now()
    _release_withdrawn(PaidCall.objects.filter(batch=None))
    _gather(now)
    for batch in Batch.objects.filter(state=Batch.State.RUNNING).order_by("created"):
        if batch.looked_at is not None and batch.looked_at + _wait_of(batch, now) > now:
            continue
        try:
            _take_further(batch, now)
        except Exception as error:  # its words could be those of a book  # noqa: BLE001
            logger.error("batch %s: %s", batch.pk, type(error).__name__)


def withdraw(calls: models.QuerySet[PaidCall], *, reason: str) -> bool:
    """Withdraw these calls that wait for a batch; those at the service are cancelled if that spares any.

    `collect` does so at its next turn. Returns whether there were any.
    """
    return bool(calls.filter(state__in=PaidCall.IN_BATCH).update(reason=reason))


def want_again(calls: models.QuerySet[PaidCall]) -> None:
    """Take the withdrawal of these calls back, as far as nothing has come of it yet."""
    calls.filter(state__in=PaidCall.IN_BATCH).exclude(reason="").update(reason="")


def _withdrawn() -> Q:
    """Filter calls that nobody wants any more: their book was stopped or deleted."""
    return ~Q(reason="")


def _release_withdrawn(calls: models.QuerySet[PaidCall]) -> None:
    for call in calls.filter(_withdrawn(), state=PaidCall.State.QUEUED):
        ledger.settle_released(call, reason=call.reason)


@transaction.atomic
def _gather(now: datetime) -> None:
    """Make batches of the calls that wait, by key and model, once no new ones come or enough are there."""
    waiting = PaidCall.objects.filter(state=PaidCall.State.QUEUED, batch=None, key_id__isnull=False)
    groups = waiting.order_by().values("service", "key_id", "model").annotate(count=Count("pk"), newest=Max("created"))
    for group in groups:
        if group["count"] < MOST_REQUESTS and group["newest"] > now - QUIET:
            continue
        same = {name: group[name] for name in ("service", "key_id", "model")}
        held = waiting.filter(**same).select_for_update(skip_locked=True).order_by("created")[:MOST_REQUESTS]
        ids = [call.pk for call in held]
        if ids and group["key_id"]:
            batch = Batch.objects.create(service=group["service"], key_id=group["key_id"], created=now)
            PaidCall.objects.filter(pk__in=ids).update(batch=batch)


def _wait_of(batch: Batch, now: datetime) -> timedelta:
    shortest = SHORTEST_WAIT if batch.remote_id else SETTLING
    return max(shortest, min(LONGEST_WAIT, (now - batch.created) / 10))


def _take_further(batch: Batch, now: datetime) -> None:
    """Send a batch or look at it, unless another process does so just now."""
    looked_at = batch.looked_at
    if not Batch.objects.filter(pk=batch.pk, looked_at=looked_at).update(looked_at=now):
        return
    if now - batch.created > GIVEN_UP:
        _give_up(batch, ServiceDown("A batch was not answered within four weeks."), settle=ledger.settle_lost)
    elif batch.remote_id:
        _look(batch)
    else:
        _send(batch, may_have_arrived=looked_at is not None)


def _send(batch: Batch, *, may_have_arrived: bool) -> None:
    """Hand a batch in. Its row stays locked meanwhile, so that a process that dies leaves it free, and only then."""
    with transaction.atomic():
        free = Batch.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=batch.pk, remote_id="")
        if not free.exists():
            return
        try:
            service = _service_of(batch)
            remote_id = service.find(_lost(batch)) if may_have_arrived else None
        except ProviderError as error:
            _meet(batch, error)
            return
        if remote_id is None:
            batch.calls.filter(_withdrawn(), state=PaidCall.State.QUEUED).update(batch=None)
            requests = _requests_of(batch)
            if not requests:
                Batch.objects.filter(pk=batch.pk).update(state=Batch.State.ENDED)
                return
            try:
                remote_id = service.submit(requests, marker=batch.pk.hex)
            except _LATER:
                return  # looked for, and sent if it is not there, at the next time
            except ProviderError as error:
                _give_up(batch, error, settle=ledger.settle_released)
                return
        Batch.objects.filter(pk=batch.pk).update(remote_id=remote_id)
        batch.calls.filter(state=PaidCall.State.QUEUED).update(state=PaidCall.State.SUBMITTED, request=None)


def _requests_of(batch: Batch) -> list[tuple[str, TextRequest]]:
    """Return the requests of a batch under their calls' ids.

    One that an earlier version packed otherwise is asked anew.
    """
    requests = []
    for call in batch.calls.filter(state=PaidCall.State.QUEUED).order_by("created"):
        try:
            requests.append((call.pk.hex, unpacked(ledger.request_of(call))))
        except (ImportError, TypeError, ValueError):
            PaidCall.objects.filter(pk=call.pk).update(batch=None, reason="It was asked by an earlier version.")
    return requests


def _lost(batch: Batch) -> HandedIn:
    names = batch.calls.filter(state=PaidCall.State.QUEUED).values_list("pk", flat=True)
    others = Batch.objects.filter(service=batch.service).exclude(remote_id="").values_list("remote_id", flat=True)
    return HandedIn(
        marker=batch.pk.hex,
        names=frozenset(name.hex for name in names),
        since=batch.created - CLOCKS_APART,
        others=frozenset(others),
    )


def _look(batch: Batch) -> None:
    """Ask how far the service is, and store what it has answered."""
    try:
        service = _service_of(batch)
        state = service.state(batch.remote_id)
        if state == "running":
            _cancel_if_withdrawn(batch, service)
            return
        results = dict(service.results(batch.remote_id)) if state == "ended" else {}
    except RequestRejected as error:  # it knows no such batch, and nobody knows what it billed
        _give_up(batch, error, settle=ledger.settle_lost)
        return
    except ProviderError as error:
        _meet(batch, error)
        return
    if state == "failed":
        _give_up(batch, RequestRejected("The service could not read the batch."), settle=ledger.settle_released)
        return
    _store(batch, results)


def _cancel_if_withdrawn(batch: Batch, service: Batches) -> None:
    if batch.calls.filter(state=PaidCall.State.SUBMITTED).exclude(_withdrawn()).exists():
        return
    try:
        service.cancel(batch.remote_id)
    except ProviderError:
        return  # it was too late, or will be told again at the next look


def _store(batch: Batch, results: dict[str, TextAnswer | ProviderError]) -> None:
    """Settle every call of a batch that has ended. Answers that are stored already stay as they are."""
    calls = list(batch.calls.filter(state=PaidCall.State.SUBMITTED))
    halts: ProviderError | None = None
    for call in calls:
        outcome = results.get(call.pk.hex) or ServiceDown("The service did not get to this request.")
        _settle(call, outcome)
        if isinstance(outcome, ProviderError) and outcome.halts:
            halts = outcome
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.ENDED)
    _announce(calls, refusal=halts)


def _settle(call: PaidCall, outcome: TextAnswer | ProviderError) -> None:
    entry = _entry_of(call)
    if isinstance(outcome, TextAnswer):
        settle_answer(call, outcome, entry=entry, batch=True)
    elif isinstance(outcome, ContentRefused):
        settle_answer(call, TextAnswer(str(outcome), "refusal", Usage()), entry=entry, batch=True)
    elif isinstance(outcome, RequestRejected):
        ledger.settle_rejected(call, outcome)
    elif outcome.may_be_billed:
        ledger.settle_lost(call, reason=str(outcome))
    else:
        ledger.settle_released(call, reason=str(outcome))


def _meet(batch: Batch, error: ProviderError) -> None:
    """Wait for a service that cannot be asked about a batch, and tell the reader if that will not help."""
    if not isinstance(error, _LATER):
        _announce(batch.calls.filter(state__in=PaidCall.IN_BATCH), refusal=error)


def _give_up(batch: Batch, error: ProviderError, *, settle: Callable[..., None]) -> None:
    """Settle the calls of a batch that will not be answered, and tell the reader why."""
    calls = list(batch.calls.filter(state__in=PaidCall.IN_BATCH))
    for call in calls:
        settle(call, reason=str(error))
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.FAILED)
    _announce(calls, refusal=error)


def _announce(calls: Iterable[PaidCall], *, refusal: ProviderError | None = None) -> None:
    listed = list(calls)
    collected = Collected(
        tasks=frozenset(UUID(call.holder.partition(":")[0]) for call in listed if call.holder),
        refusal=refusal,
    )
    if collected.tasks:
        for listener in _listeners:
            listener(collected)


def _service_of(batch: Batch) -> Batches:
    """Return what talks to the service with the key that the batch was, or is to be, sent with. Raises KeyMissing."""
    key = ApiKey.objects.filter(pk=batch.key_id).first()
    call = batch.calls.first()
    if key is None:
        raise KeyMissing("The key that a batch was sent with is deleted, so its answers cannot be collected.")
    if call is None:
        raise AnswerPending("The calls of this batch are gone.")
    return batch_adapter(_entry_of(call), credentials_of(api_key=key))


def _entry_of(call: PaidCall) -> ModelEntry:
    """Return the model of a call, also if it has left the catalogue since.

    Only genai-prices may know the price of one that has left.
    """
    try:
        return entry_named(call.model, "text")
    except UnknownModel:
        return ModelEntry(name=call.model, service=call.service, kind="text", title=call.model)
