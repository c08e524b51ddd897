"""The qualities that a film can be made in: those of `cinema`, and a small one for slow lines and quick looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cinema.streams.rungs import RUNGS, Rung

if TYPE_CHECKING:
    from collections.abc import Collection

LADDER = (Rung("240", lines=240, crf=24, peak=500_000, level="2.1"), *RUNGS)


def rungs_named(names: Collection[str]) -> list[Rung]:
    """Return the rungs of these names, the lowest first."""
    return [rung for rung in LADDER if rung.name in names]
