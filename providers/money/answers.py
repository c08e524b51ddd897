"""How long stored answers are kept: as long as a book that has them, and some time longer.

So a book that was deleted can be made again without paying again; and what of it is left is gone after that time, or at
once if its reader wants that. What calls have cost stays known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone

from providers.models import AnswerUse, Budget, PaidCall

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User


def use(call: PaidCall, *, subject: UUID | None) -> None:
    """Note that a book has been given a stored answer: it is kept as long as that book, too.

    Not if that book is deleted, or is just being deleted: nobody would let go of it any more.
    """
    if subject is None or subject == call.subject or call.uses.filter(subject=subject).exists():
        return
    with transaction.atomic():
        held = PaidCall.objects.select_for_update(no_key=True).filter(pk=call.pk)
        if held.first() is not None and _locked_budgets(subject):
            AnswerUse.objects.get_or_create(call=call, subject=subject)
            held.update(keep_until=None)


@transaction.atomic
def let_go(*, subject: UUID, at_once: bool = False) -> None:
    """Let go of a book that is deleted: its budget, what of it waits, and its answers after some days, or `at_once`.

    Its calls that are known already come before its budget, as when they are settled; then nobody enters another one.
    """
    calls = _of_book(subject)
    list(calls.select_for_update().order_by("pk").values_list("pk", flat=True))
    _locked_budgets(subject)
    ids = list(calls.values_list("pk", flat=True))  # with those that came before the budget was locked
    calls.filter(subject=subject, state__in=PaidCall.IN_BATCH, reason="").update(reason="The book was deleted.")
    AnswerUse.objects.filter(subject=subject).delete()
    PaidCall.objects.filter(subject=subject).update(subject=None)
    unused = PaidCall.objects.filter(~_has_uses(), pk__in=ids, subject=None)
    days = 0 if at_once else settings.ANSWERS_KEPT_DAYS
    unused.update(keep_until=timezone.now() + timedelta(days=days))  # those under way are answered later
    if not days:
        forget(unused)
    Budget.objects.filter(subject=subject).delete()


def has_any(subject: UUID) -> bool:
    """Return whether there are calls of a book, or answers of other books that it was given."""
    return _of_book(subject).exists()


def _of_book(subject: UUID) -> models.QuerySet[PaidCall]:
    given = AnswerUse.objects.filter(subject=subject).values("call_id")
    return PaidCall.objects.filter(Q(subject=subject) | Q(pk__in=given))


def _has_uses() -> Exists:
    """Filter calls whose answers other books have been given."""
    return Exists(AnswerUse.objects.filter(call=OuterRef("pk")))


def _locked_budgets(subject: UUID) -> list[UUID]:
    return list(Budget.objects.select_for_update().filter(subject=subject).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Kept:
    """Stored answers of books that are deleted: how many, and when the last of them goes."""

    count: int
    until: datetime | None


def kept_of_deleted(user: User) -> Kept:
    """Count the stored answers of a reader's deleted books."""
    kept = _of_deleted(user).aggregate(count=Count("pk"), until=Max("keep_until"))
    return Kept(kept["count"], kept["until"])


def forget_of_deleted(user: User) -> int:
    """Delete the stored answers of a reader's deleted books now. Returns how many there were."""
    return forget(_of_deleted(user))


def forget_overdue() -> int:
    """Delete the answers whose time is over. Returns how many there were."""
    return forget(PaidCall.objects.filter(keep_until__lte=timezone.now()))


def _of_deleted(user: User) -> models.QuerySet[PaidCall]:
    return PaidCall.objects.filter(user=user, state=PaidCall.State.ANSWERED, keep_until__isnull=False)


def forget(calls: models.QuerySet[PaidCall]) -> int:
    """Delete the answers of calls, but not what they cost. Returns how many there were."""
    answered = calls.filter(state=PaidCall.State.ANSWERED)
    return sum(_forget(answered.filter(pk=pk)) for pk in list(answered.values_list("pk", flat=True)))


@transaction.atomic
def _forget(calls: models.QuerySet[PaidCall]) -> int:
    """Delete the answer of a call, unless a book has been given it meanwhile; its file, once that is certain."""
    call = calls.select_for_update(no_key=True).first()
    if call is None:
        return 0
    if call.file.name:
        transaction.on_commit(partial(call.file.storage.delete, call.file.name))
    call.state, call.response, call.file, call.keep_until = PaidCall.State.FORGOTTEN, None, "", None
    call.save(update_fields=["state", "response", "file", "keep_until"])
    return 1
