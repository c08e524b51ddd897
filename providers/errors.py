"""What can go wrong when a picture or an answer is asked for; the words are the reader's and hold no secret.

What the caller does follows from the class: `halts` stops the whole job until somebody acts or the time has come,
`may_be_billed` says that the service may have done the work although no answer came, `mended_by` what the reader can
do about it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from providers.interfaces.usage import Usage

MendedBy = Literal["", "key", "chosen-key", "funds", "budget", "cap", "price", "model"]
"""Look after the keys, choose another of them, fill up the account with the service, raise the book's budget or the
month's cap, choose a model whose price is known, choose another model; "": try again."""


class ProviderError(Exception):
    """The service did not give what was asked for. `retry_after` seconds may mend it; None: trying again may not.

    `usage` is what the service has said that it bills all the same; None: it has said nothing.
    """

    halts: ClassVar[bool] = False
    may_be_billed: ClassVar[bool] = False
    mended_by: ClassVar[MendedBy] = ""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.usage: Usage | None = None


class UnknownModel(ProviderError):
    """No model of that name is in the catalogue, or the service knows none of that name."""

    halts = True
    mended_by = "model"


class UnknownService(ProviderError):
    """There is no service of that name: its folder has gone, or the name is wrong."""

    halts = True
    mended_by = "model"


class ModelRetired(ProviderError):
    """The service has shut the model down."""

    halts = True
    mended_by = "model"


class KeyMissing(ProviderError):
    """A model was chosen for which the reader has no usable key."""

    halts = True
    mended_by: ClassVar[MendedBy] = "key"


class ChosenKeyMissing(KeyMissing):
    """The key that was chosen is gone or off; there are others, but nobody has said that they may be billed."""

    mended_by: ClassVar[MendedBy] = "chosen-key"


class KeyRefused(ProviderError):
    """The service does not accept the key, or does not let it do this (401, 403)."""

    halts = True
    mended_by = "key"


class OutOfFunds(ProviderError):
    """The reader's account with the service is empty (402, or a quota that time does not refill)."""

    halts = True
    mended_by = "funds"


class BudgetExhausted(ProviderError):
    """The next call could pass the book's budget or the reader's monthly cap. Nothing was asked for."""

    halts = True
    mended_by: ClassVar[MendedBy] = "budget"


class CapReached(BudgetExhausted):
    """It is the reader's monthly cap that the next call could pass."""

    mended_by = "cap"


class PriceUnknown(BudgetExhausted):
    """There is a limit, and nobody knows what the call could cost."""

    mended_by = "price"


class RateLimited(ProviderError):
    """Too many requests (429). `retry_after` is the service's own word where it gave one."""


class ServiceDown(ProviderError):
    """The service cannot be reached or is failing (no connection, 5xx, 529): nothing was done."""


class CutOff(ProviderError):
    """The request was sent, but the answer did not come whole: the line was cut, or the time ran out."""

    may_be_billed = True


class ContentRefused(ProviderError):
    """The model or its filter will not do this one; the message ends with the service's own words."""


class RequestRejected(ProviderError):
    """The service finds something wrong with the request itself (400, 422): again would not help."""


class ContextTooLong(RequestRejected):
    """The request does not fit into the model's context: ask for less at a time."""


class JobFailed(ProviderError):
    """The service took a job and could not do it; it does not bill what it has not made."""


class JobCancelled(ProviderError):
    """A job was cancelled with its service, because nobody wants it any more. Services do not say what they bill."""

    may_be_billed = True


class BadAnswer(ProviderError):
    """The answer is not what was asked for: not JSON, not of the schema, not a picture. It has been paid for.

    `answer` is its text, so that the model can be shown what was wrong with it.
    """

    may_be_billed = True

    def __init__(self, message: str, *, answer: str = "") -> None:
        super().__init__(message)
        self.answer = answer


class Unreadable(BadAnswer):
    """What came is not made as the service makes its answers, as the page of a proxy: a job that it took stands."""


class AnswerCutShort(BadAnswer):
    """The answer reached the most output tokens that were allowed: ask for less at a time."""


class AnswerPending(ProviderError):
    """The request waits in a batch of the economy mode; ask again after `retry_after` seconds."""


@contextmanager
def billed(usage: Usage) -> Iterator[None]:
    """Let the errors that are raised within carry what the service has said of its bill."""
    try:
        yield
    except ProviderError as error:
        error.usage = usage
        raise
