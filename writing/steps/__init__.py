"""The stages of writing: a plan, its parts, and the book that is made of them."""

from writing.steps.binding import BINDING_STAGE
from writing.steps.parts import PARTS_STAGE
from writing.steps.planning import PLANNING_STAGE

__all__ = ["BINDING_STAGE", "PARTS_STAGE", "PLANNING_STAGE"]
