"""Jobs that a service has accepted: written down at once, so that no picture or clip is paid for twice.

Between handing a job in and its picture a worker may die, or the service may not answer for a while. The call stays
reserved with the job's ticket, and whoever asks the same next, in this or another process, asks for the picture of that
job instead of handing in another. What dies in the moment between a service's acceptance and our writing it down
is counted in full, as every call is of which nobody knows.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from providers.errors import AnswerPending
from providers.interfaces.images import AcceptedJob
from providers.models import PaidCall
from providers.money import ledger

if TYPE_CHECKING:
    from providers.money.ledger import PlannedCall

TOO_OLD = "The service was asked for as long as it keeps what it has made, and had nothing."
OTHER_KEY = "Another key has been chosen since the service took the job."


def note(call: PaidCall, job: AcceptedJob) -> None:
    """Write down the job that a service has made of a call."""
    call.ticket = job.ticket
    call.usage = {"billed_micros": job.billed_micros}
    ledger.persistently(lambda: call.save(update_fields=["ticket", "usage"]))
    if not connection.in_atomic_block:
        connection.close()  # the picture takes a while


def job_of(call: PaidCall) -> AcceptedJob:
    """Return the job of a call."""
    return AcceptedJob(call.ticket, call.usage.get("billed_micros", 0))


def take_over(planned: PlannedCall) -> PaidCall | None:
    """Return the call whose job is to be asked for its picture now; None if there is none.

    Raises AnswerPending if somebody else has just taken it. A job that is too old, or was handed in with a key that is
    not ours to use any more, is counted in full.
    """
    call = (
        PaidCall.objects.filter(
            user_id=planned.account.user_id, fingerprint=planned.fingerprint, state=PaidCall.State.RESERVED
        )
        .exclude(ticket="")
        .first()
    )
    if call is None or not ledger.is_abandoned(call, planned.account.holder):
        return None
    if ledger.is_forgotten(call) or call.key_id != planned.key_id:
        ledger.settle_lost(call, reason=OTHER_KEY if call.key_id != planned.key_id else TOO_OLD)
        return None
    ours = PaidCall.objects.filter(pk=call.pk, state=PaidCall.State.RESERVED, lease_until=call.lease_until)
    call.lease_until, call.holder = timezone.now() + ledger.LEASE, planned.account.holder
    if not ours.update(lease_until=call.lease_until, holder=call.holder):
        raise AnswerPending("The same is being asked already.", retry_after=ledger.WAIT_FOR_SAME_SECONDS)
    return call


def leave(call: PaidCall) -> None:
    """Leave a job to whoever asks next."""
    ended = timezone.now() - timedelta(seconds=1)

    def end_lease() -> None:
        PaidCall.objects.filter(pk=call.pk, state=PaidCall.State.RESERVED).update(lease_until=ended)

    ledger.persistently(end_lease)
