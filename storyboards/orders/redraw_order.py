"""What a reader has asked for when they have a picture drawn anew, as it lies among a unit's options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from storyboards.looks.look import AS_THE_BOOK, Look, look_from
from storyboards.requests.adjusting import UNADJUSTED, Adjustments, adjustments_from

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_THE_UNIT = ("revision", "model")
"""Options that outlive an order: which writing of its scene a unit has drawn, and with which model it is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedrawOrder:
    """One picture to be drawn anew.

    `by` is whose wish it is; None: the making of the book. `wish` is for models that read, `adjustments` for all, and
    `prompt` takes the place of the words that would be written. `draughts` is how many are still to be drawn, and
    `draught_of` what those that were asked for together have in common. `look` is in which style and size and by which
    model it is drawn, where that is not left to the book, and `take` the version whose seed it has; 0: one of its own.
    A person or a place is drawn `after` another version of theirs, so that they stay who they are in another style.
    """

    by: UUID | None = None
    wish: str = ""
    adjustments: Adjustments = UNADJUSTED
    prompt: str = ""
    draughts: int = 1
    draught_of: UUID | None = None
    look: Look = AS_THE_BOOK
    take: int = 0
    after: UUID | None = None

    def as_options(self) -> dict[str, Any]:
        """Return it as a unit keeps it."""
        options = {
            "by": str(self.by) if self.by else None,
            "wish": self.wish,
            "adjustments": self.adjustments.as_json(),
            "prompt": self.prompt,
            "draughts": self.draughts if self.draughts > 1 else None,
            "draught_of": str(self.draught_of) if self.draught_of else None,
            "look": self.look.as_json(),
            "take": self.take,
            "after": str(self.after) if self.after else None,
        }
        return {name: value for name, value in options.items() if value}


NO_ORDER = RedrawOrder()


def order_from(options: Mapping[str, Any]) -> RedrawOrder:
    """Read the order among a unit's options; one that nobody has given is empty."""
    by, draught_of, after = options.get("by"), options.get("draught_of"), options.get("after")
    return RedrawOrder(
        by=UUID(by) if by else None,
        wish=options.get("wish", ""),
        adjustments=adjustments_from(options.get("adjustments", {})),
        prompt=options.get("prompt", ""),
        draughts=options.get("draughts", 1),
        draught_of=UUID(draught_of) if draught_of else None,
        look=look_from(options.get("look", {})),
        take=options.get("take", 0),
        after=UUID(after) if after else None,
    )


def ordered_options(before: Mapping[str, Any], order: RedrawOrder) -> dict[str, Any]:
    """Return the options of a unit that is to be done by `order`; nothing of an earlier order is left."""
    return {name: before[name] for name in OF_THE_UNIT if name in before} | order.as_options()
