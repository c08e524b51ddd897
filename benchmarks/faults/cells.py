"""The cells of the matrix, and those that cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from benchmarks.faults.kinds import Fault
    from benchmarks.faults.steps import Step


@dataclass(frozen=True, slots=True)
class Cell:
    """A fault that befalls a step, once for each seed."""

    fault: str
    step: str
    seed: int

    @property
    def key(self) -> str:
        """What it is called in the file of results."""
        return f"{self.fault}/{self.step}/{self.seed}"


def impossible(fault: type[Fault], step: type[Step], *, has_disks: bool, lacks: str) -> str:
    """Return why a fault cannot befall a step here; "" if it can. `lacks` is what its profile has not got."""
    if fault.needs_service and not step.service:
        return "the step asks no service"
    if fault.needs_disks and not has_disks:
        return "only root can mount disks that can be filled"
    return lacks


def ordered(cells: Iterable[Cell], profiles: dict[str, str]) -> Iterator[Cell]:
    """Order cells by seed, then by the profile that their faults need: each site is set up once for a seed."""
    names = list(dict.fromkeys(profiles.values()))
    return iter(sorted(cells, key=lambda cell: (cell.seed, names.index(profiles[cell.fault]))))
