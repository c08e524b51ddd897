"""Reserve, call, settle: nothing is asked for that the budget does not hold, and nothing is paid for twice.

Before a call its dearest cost is reserved against the book's budget and the reader's month, each in one atomic
update of a `Budget`; its answer is stored in the transaction that settles what it cost. A request whose fingerprint
has been answered is given the stored answer.
"""

from __future__ import annotations

import json
import logging
import time
import zlib
from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, InterfaceError, OperationalError, connection, models, transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from providers.choosing.catalogue import ModelEntry
from providers.errors import (
    AnswerPending,
    BudgetExhausted,
    CapReached,
    ContentRefused,
    PriceUnknown,
    RequestRejected,
)
from providers.interfaces.usage import Usage
from providers.models import Budget, PaidCall
from providers.money import answers
from providers.money.amounts import usd
from providers.money.budgets import budget_of_month, this_month
from providers.services import all_services
from telemetry import metrics

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
"""Longer than any call may take: what is still reserved then was left behind."""
JOB_KEPT = timedelta(hours=1)
"""So long at least what comes of a job that a service has accepted is asked for (`Service.jobs_kept`)."""
WAIT_FOR_SAME_SECONDS = 5.0
WAIT_FOR_OTHERS_SECONDS = 3.0
WAIT_FOR_BATCH_SECONDS = 900.0
"""At the most: who waits for a batch is woken when its answers have come."""
RETRY_SECONDS = (0.2, 1.0, 5.0, 15.0, 30.0, 60.0)
"""Waits between attempts to write down an answer: it has been paid for, and the database may be back soon."""
ABANDONED = "The worker stopped while it waited for the answer."
MOST_COST = Decimal(10_000)
"""USD of one call that are believed: more would only be a mistake of the service, and fill the books up."""
MOST_TIMES = 5
"""Times what was reserved for a call that are believed, for the same reason."""
REFUSED = b'{"refused": true}'
"""Stored instead of an answer, where words were refused."""
SETTLED_FIELDS = (
    "state",
    "settled",
    "reason",
    "request",
    "usage",
    "is_priced",
    "response",
    "file",
    "cost",
    "lease_until",
)
"""Not its subject and budget: that book may have been deleted since the call was reserved."""


@dataclass(frozen=True, slots=True)
class Account:
    """On whose account a call goes, and what for.

    `subject` and `budget_id` are of the book that pays besides the reader's month; None: the month alone. `holder` is
    who makes it, as "task:attempt": the same task in another attempt means that the earlier one died.
    """

    user_id: UUID
    subject: UUID | None = None
    budget_id: UUID | None = None
    title: str = ""
    purpose: str = ""
    label: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A call about to be made: `maximum` is the most that it can cost in USD, None if its price is unknown."""

    account: Account
    entry: ModelEntry
    fingerprint: str
    maximum: Decimal | None
    key_id: UUID | None = None


def stored_answer(planned: PlannedCall) -> PaidCall | None:
    """Return the answered call of the same fingerprint, or None if there is none and it may be made.

    Raises AnswerPending while somebody else is asking the same, or it waits in a batch.
    """
    standing = _standing(planned)
    if standing is None:
        return None
    if standing.state == PaidCall.State.ANSWERED:
        answers.use(standing, subject=planned.account.subject)
        return standing
    if standing.state in (PaidCall.State.QUEUED, PaidCall.State.SUBMITTED):
        raise AnswerPending("It waits in a batch at half the price.", retry_after=WAIT_FOR_BATCH_SECONDS)
    if is_abandoned(standing, planned.account.holder):
        settle_lost(standing, reason=ABANDONED)
        return None
    raise AnswerPending("The same is being asked already.", retry_after=WAIT_FOR_SAME_SECONDS)


def reserve(planned: PlannedCall) -> PaidCall:
    """Enter a call and reserve its maximum.

    Raises BudgetExhausted if the budget or the month cannot hold it, AnswerPending if it could once the calls that
    are under way have been settled, or if the same is being asked already.
    """
    return _enter(planned, state=PaidCall.State.RESERVED, lease_until=timezone.now() + LEASE)


def queue(planned: PlannedCall, *, request: bytes) -> PaidCall:
    """Enter a call that is to be sent with the next batch, with its maximum reserved. Raises what `reserve` does."""
    return _enter(planned, state=PaidCall.State.QUEUED, request=zlib.compress(request))


def settle(call: PaidCall, *, usage: Usage, cost: Decimal | None, response: Any = None) -> None:
    """Store an answer with what it cost (None: nobody knows). `response` is JSON; a file must be set on `call`."""
    call.state, call.settled, call.reason, call.request = PaidCall.State.ANSWERED, timezone.now(), "", None
    call.usage, call.is_priced = asdict(usage), cost is not None
    call.response = zlib.compress(json.dumps(response).encode())  # in ASCII: answers may hold halves of characters
    _settle(call, cost or Decimal(0))


def settle_released(call: PaidCall, *, reason: str) -> None:
    """Give back what was reserved for a call that was not made or not billed."""
    call.state, call.settled, call.reason, call.request = PaidCall.State.RELEASED, timezone.now(), reason, None
    _settle(call, Decimal(0))


def settle_lost(call: PaidCall, *, reason: str) -> None:
    """Count a call in full whose answer never came: the service may have billed it, and a budget is a promise."""
    _lose(call, reason, cost=call.reserved)


def settle_useless(call: PaidCall, *, reason: str, usage: Usage, cost: Decimal | None) -> None:
    """Count a call whose answer is of no use at what the service has said that it used (cost None: nobody knows)."""
    call.usage, call.is_priced = asdict(usage), cost is not None
    _lose(call, reason, cost=cost or Decimal(0))


def note_refusal(call: PaidCall) -> None:
    """Note, before a call is settled, that it was refused for its words: `refusal_of` then finds it."""
    call.response = zlib.compress(REFUSED)


def refusal_of(planned: PlannedCall) -> ContentRefused | None:
    """Return the refusal that the last call of the same fingerprint ended with, and what was billed for it."""
    last = PaidCall.objects.filter(user_id=planned.account.user_id, fingerprint=planned.fingerprint)
    call = last.order_by("-created").first()
    if call is None or call.state not in (PaidCall.State.LOST, PaidCall.State.RELEASED) or call.response is None:
        return None
    refusal = ContentRefused(call.reason)
    refusal.usage = call.used if call.state == PaidCall.State.LOST else None
    return refusal


def settle_rejected(call: PaidCall, error: RequestRejected) -> None:
    """Store that a service cannot answer this request, for nothing: asked again, it would say the same."""
    settle(call, usage=Usage(), cost=Decimal(0), response={"rejected": type(error).__name__, "words": str(error)})


def settle_abandoned() -> int:
    """Count the calls in full whose caller must have died, so that they hold no budget. Returns how many."""
    left = PaidCall.objects.filter(state=PaidCall.State.RESERVED, lease_until__lt=timezone.now())
    left = left.filter(Q(ticket="") | Q(created__lt=timezone.now() - JOB_KEPT))
    abandoned = [call for call in left if not call.ticket or is_forgotten(call)]
    for call in abandoned:
        settle_lost(call, reason=ABANDONED)
    return len(abandoned)


def is_forgotten(call: PaidCall) -> bool:
    """Return whether a service has had the job of a call for so long that it has deleted what came of it."""
    service = all_services().get(call.service)
    return call.created < timezone.now() - (service.jobs_kept if service else JOB_KEPT)


def lost_calls(*, task: UUID, subject: UUID) -> int:
    """Count the calls that a task of a book has paid for, or may have, without an answer since its last answer."""
    calls = PaidCall.objects.filter(subject=subject, holder__startswith=f"{task}:")
    answered = calls.filter(state=PaidCall.State.ANSWERED).aggregate(last=Max("created"))["last"]
    in_vain = calls.filter(_without_answer())
    return (in_vain if answered is None else in_vain.filter(created__gt=answered)).count()


def tasks_without_answer(*, subject: UUID) -> set[str]:
    """Return the ids of a book's tasks that have paid for any call, or may have, without an answer to it."""
    holders = PaidCall.objects.filter(_without_answer(), subject=subject).values_list("holder", flat=True)
    return {holder.partition(":")[0] for holder in holders}


def _without_answer() -> Q:
    lost = Q(state=PaidCall.State.LOST) & (Q(cost__gt=0) | Q(is_priced=False))
    left = Q(state=PaidCall.State.RESERVED) & (Q(reserved__gt=0) | Q(is_priced=False))
    return lost | left


def persistently(step: Callable[[], None]) -> None:
    """Take a step that must not be lost, again and again while the database cannot be reached.

    Within somebody's transaction there is one attempt: what came before it would be lost.
    """
    for seconds in RETRY_SECONDS:
        try:
            return step()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block:
                raise
            logger.warning("an answer could not be written down yet: %s", type(error).__name__)
            connection.close()
            time.sleep(seconds)
    return step()


def response_of(call: PaidCall) -> Any:
    """Read what was stored of an answer."""
    return json.loads(zlib.decompress(call.response or b""))


def request_of(call: PaidCall) -> bytes:
    """Read the request of a call that waits for a batch."""
    return zlib.decompress(call.request or b"")


def _standing(planned: PlannedCall) -> PaidCall | None:
    return PaidCall.objects.filter(
        user_id=planned.account.user_id, fingerprint=planned.fingerprint, state__in=PaidCall.STANDING
    ).first()


def is_abandoned(call: PaidCall, holder: str) -> bool:
    """Return whether nobody waits for the answer of a call any more, by its lease or by who holds it."""
    task, _, attempt = holder.partition(":")
    held_task, _, held_attempt = call.holder.partition(":")
    taken_over = bool(task) and task == held_task and attempt != held_attempt
    return taken_over or (call.lease_until is not None and call.lease_until < timezone.now())


def _enter(planned: PlannedCall, **fields: Any) -> PaidCall:
    account, maximum = planned.account, planned.maximum
    _refuse_unpriced(planned)
    call = PaidCall(
        user_id=account.user_id,
        subject=account.subject,
        budget_id=account.budget_id,
        title=account.title[:500],
        purpose=account.purpose,
        label=account.label[:200],
        service=planned.entry.service,
        model=planned.entry.name,
        key_id=planned.key_id,
        fingerprint=planned.fingerprint,
        reserved=maximum or Decimal(0),
        is_priced=maximum is not None,
        month=this_month(),
        holder=account.holder,
        **fields,
    )
    try:
        with transaction.atomic():
            call.save(force_insert=True)
            if call.reserved:
                _reserve_of_book(call)
                _reserve_of_month(call)
    except IntegrityError as error:
        if _standing(planned) is None:
            raise
        raise AnswerPending("The same is being asked already.", retry_after=WAIT_FOR_SAME_SECONDS) from error
    except AnswerPending:
        settle_abandoned()  # nobody would ever give back what the dead have reserved
        raise
    return call


def _refuse_unpriced(planned: PlannedCall) -> None:
    """Refuse a model whose price is not known: no budget can be kept with it."""
    if planned.maximum is not None:
        return
    month = budget_of_month(planned.account.user_id, this_month())
    budgets = Budget.objects.filter(pk__in=[planned.account.budget_id, month.pk], limit__isnull=False)
    if budgets.exists():
        raise PriceUnknown(
            f"No price is known for {planned.entry.title}, so a budget cannot be kept with it. "
            "Remove the budget and the monthly cap, choose another model, or ask an admin to enter its price."
        )


def _reserve_of_book(call: PaidCall) -> None:
    full = _full(call.budget_id, call.reserved) if call.budget_id else None
    if full is None:
        return
    if full.spent + call.reserved <= (full.limit or 0):
        raise AnswerPending("Calls under way hold the rest of the budget.", retry_after=WAIT_FOR_OTHERS_SECONDS)
    raise BudgetExhausted(
        f"What is left of the budget does not hold the next step, which could cost up to {usd(call.reserved)}. "
        "Raise the budget to go on; nothing is lost."
    )


def _reserve_of_month(call: PaidCall) -> None:
    full = _full(budget_of_month(call.user_id, call.month).pk, call.reserved)
    if full is None:
        return
    if full.spent + call.reserved <= (full.limit or 0):
        raise AnswerPending("Calls under way hold the rest of the month.", retry_after=WAIT_FOR_OTHERS_SECONDS)
    raise CapReached(
        f"What is left of your monthly cap does not hold the next step, which could cost up to {usd(call.reserved)}. "
        "Raise the cap on the page “Spending”, or go on next month; nothing is lost."
    )


def _full(budget_id: UUID, amount: Decimal) -> Budget | None:
    """Reserve an amount, or return the budget that does not hold it. One that is deleted meanwhile holds all."""
    budgets = Budget.objects.filter(pk=budget_id)
    holds = Q(limit__isnull=True) | Q(limit__gte=F("spent") + F("reserved") + amount)
    return None if budgets.filter(holds).update(reserved=F("reserved") + amount) else budgets.first()


def _lose(call: PaidCall, reason: str, *, cost: Decimal) -> None:
    call.state, call.settled, call.reason, call.request = PaidCall.State.LOST, timezone.now(), reason, None
    _settle(call, cost)


def _settle(call: PaidCall, cost: Decimal) -> None:
    cost = max(Decimal(0), min(cost, MOST_COST, MOST_TIMES * call.reserved or MOST_COST))
    persistently(lambda: _write(call, cost))


@transaction.atomic
def _write(call: PaidCall, cost: Decimal) -> None:
    """Write what has become of a call, once: whoever comes second changes nothing.

    But an answer that comes after its call was given up is kept, and what was counted for it is put right.
    """
    locked = PaidCall.objects.select_for_update().filter(pk=call.pk).first()
    if locked is None:  # its reader has gone
        _drop_file(call)
        return
    is_late = locked.state == PaidCall.State.LOST and call.state == PaidCall.State.ANSWERED
    if not is_late and locked.state not in (PaidCall.State.RESERVED, *PaidCall.IN_BATCH):
        return
    call.cost, call.lease_until = cost, None
    try:
        with transaction.atomic():
            call.save(update_fields=SETTLED_FIELDS)
    except IntegrityError:  # late, and the same has been asked again
        _drop_file(call)
        call.state, call.reason, call.response, call.file = locked.state, locked.reason, None, ""
        call.save(update_fields=SETTLED_FIELDS)
    counted = locked.cost if is_late else Decimal(0)
    transaction.on_commit(partial(metrics.spent, service=call.service, usd=float(call.cost - counted)))
    if call.reserved:
        held = Decimal(0) if is_late else call.reserved
        _settle_with_book(call, held, cost - counted)  # before the month, as when reserving: else two could lock up
        _count(Budget.objects.filter(owner_id=call.user_id, month=call.month), held, cost - counted)


def _drop_file(call: PaidCall) -> None:
    if call.file.name:
        transaction.on_commit(partial(call.file.storage.delete, call.file.name))


def _settle_with_book(call: PaidCall, held: Decimal, cost: Decimal) -> None:
    if cost > call.reserved:  # our maximum was none: the service has counted otherwise
        logger.error("call %s cost more than was reserved for it", call.pk)
    if call.budget_id is not None:
        _count(Budget.objects.filter(pk=call.budget_id), held, cost)


def _count(budget: models.QuerySet[Budget], held: Decimal, cost: Decimal) -> None:
    budget.update(reserved=F("reserved") - held, spent=Greatest(F("spent") + cost, Decimal(0)))
