"""What workers do for a continuation: tell it, and put it in."""

from writing.stories.steps.joining import JOINING_STAGE
from writing.stories.steps.telling import TELLING_STAGE

__all__ = ["JOINING_STAGE", "TELLING_STAGE"]
