"""Nudity in pictures, found on this machine in a process of its own; words are not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.errors import BadAnswer
from providers.interfaces.moderation import ModerationRequest, Verdict
from providers.wire.redrawing import picture_limits
from sandbox.nudity import DetectionFailed, detected

if TYPE_CHECKING:
    from collections.abc import Mapping

SHOWN: Mapping[str, tuple[str, ...]] = {
    "nudity": ("FEMALE_GENITALIA_EXPOSED", "MALE_GENITALIA_EXPOSED", "ANUS_EXPOSED", "FEMALE_BREAST_EXPOSED"),
    "nudity/partial": ("BUTTOCKS_EXPOSED",),
}
"""What is told of its labels: the surest of each group. Faces, feet and what is covered are nobody's business."""


class NudeNet:
    """NudeNet's smaller detector, whose model comes with it."""

    name = "nudenet"

    def check(self, request: ModerationRequest) -> Verdict:
        """Look at the picture. Raises BadAnswer if it cannot be looked at."""
        if not request.picture:
            return Verdict({})
        try:
            found = detected(request.picture, picture_limits())
        except DetectionFailed as failed:
            raise BadAnswer("The check for nudity did not come to an end.") from failed
        return Verdict({name: max(found.get(label, 0.0) for label in labels) for name, labels in SHOWN.items()})
