"""The steps of making, each with what would be wrong about it."""

from benchmarks.faults.steps.making import Analysing, Drawing, Reading
from benchmarks.faults.steps.step import Stand, Step
from benchmarks.faults.steps.taking_away import Exporting, Filming
from benchmarks.faults.steps.writing import Continuing, Writing

STEPS: dict[str, type[Step]] = {
    step.name: step for step in (Reading, Analysing, Drawing, Exporting, Writing, Continuing, Filming)
}

__all__ = ["STEPS", "Stand", "Step"]
