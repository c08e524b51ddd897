"""The stages in which a film is made: its narration, its clips, its shots, and putting them together."""

from films.steps.assembly import ASSEMBLY_STAGE
from films.steps.clips import CLIPS_STAGE
from films.steps.narration import NARRATION_STAGE
from films.steps.shots import SHOTS_STAGE

__all__ = ["ASSEMBLY_STAGE", "CLIPS_STAGE", "NARRATION_STAGE", "SHOTS_STAGE"]
