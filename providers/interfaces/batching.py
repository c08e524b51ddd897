"""The face of services that take batches: many requests together, at half the price, answered within a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from providers.errors import ProviderError
    from providers.interfaces.text import TextAnswer, TextRequest

BatchState = Literal["running", "ended", "failed"]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A batch of which nobody knows whether it arrived: its marker, the ids of its requests, when it was sent.

    `others` are the service's ids of batches that are known, and so not this one.
    """

    marker: str
    names: frozenset[str]
    since: datetime
    others: frozenset[str] = frozenset()


class Batches(Protocol):
    """Batches of one model. Every method raises the `providers.errors`."""

    name: str

    def submit(self, requests: Sequence[tuple[str, TextRequest]], *, marker: str = "") -> str:
        """Hand in requests, each under an id of its own; the service's id of the batch comes back."""
        ...

    def find(self, lost: HandedIn) -> str | None:
        """Find the service's id of a batch that was handed in; None: it never arrived.

        Raises AnswerPending if that is not to be told yet.
        """
        ...

    def state(self, batch_id: str) -> BatchState:
        """Return how far the service is."""
        ...

    def results(self, batch_id: str) -> Iterator[tuple[str, TextAnswer | ProviderError]]:
        """Yield what came of the requests of an ended batch, in any order; those it did not get to may be missing."""
        ...

    def cancel(self, batch_id: str) -> None:
        """Stop what has not begun; what has ended by then is paid for."""
        ...
