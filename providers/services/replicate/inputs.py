"""What a model on Replicate takes, by its own schema: each has names of its own for shapes, seeds and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from providers.errors import RequestRejected
from providers.wire.references import nearest_ratio

if TYPE_CHECKING:
    from providers.interfaces.images import PictureRequest
    from providers.interfaces.video import ShotRequest

LISTS = ("input_images", "image_input", "reference_images")
SINGLE = "input_image"
"""Inputs for pictures to look at. What is called `image` is drawn over, so nothing is ever put there."""
FIRST_FRAMES = ("start_image", "first_frame_image", "first_frame", "image", "input_image")
"""Inputs for the picture that a clip begins with, the plainest name first: `image` may be an older one."""
FORMATS = ("png", "webp", "jpg", "jpeg")
STEP = 32
LARGEST_SEED = 2**31 - 1
STEADY: Mapping[str, Any] = {"prompt_upsampling": False, "enhance_prompt": False, "num_outputs": 1}
"""Inputs that are set so wherever a model has them: our words stay as they are, and one picture is paid for."""


class Inputs:
    """The inputs of a model. A schema that cannot be read has a prompt and nothing else."""

    def __init__(self, openapi_schema: Mapping[str, Any]) -> None:
        schemas = _dict(_dict(openapi_schema.get("components")).get("schemas"))
        self._schemas = schemas
        self._fields = {
            name: _dict(field) for name, field in _dict(_dict(schemas.get("Input")).get("properties")).items()
        }

    @property
    def most_references(self) -> int:
        """How many pictures to look at it takes."""
        if any(name in self._fields for name in LISTS):
            return 8
        return 1 if SINGLE in self._fields else 0

    def filled(self, prompt: str, request: PictureRequest, references: list[str]) -> dict[str, Any]:
        """Return what is sent: `references` are data URLs, as many as it takes."""
        wanted: dict[str, Any] = {
            "prompt": prompt,
            **{name: value for name, value in STEADY.items() if name in self._fields},
            **self._shape(request),
        }
        if "seed" in self._fields:
            wanted["seed"] = request.seed % LARGEST_SEED
        if "negative_prompt" in self._fields and request.negative_prompt:
            wanted["negative_prompt"] = request.negative_prompt
        file_format = next((name for name in FORMATS if name in self._choices("output_format")), None)
        if file_format:
            wanted["output_format"] = file_format
        if isinstance(most := self._fields.get("safety_tolerance", {}).get("maximum"), int):
            wanted["safety_tolerance"] = min(most, 2) if references else most
        return {**wanted, **self._with(references)}

    def filled_for_clip(self, request: ShotRequest, first_frame: str) -> dict[str, Any]:
        """Return what is sent for a clip: `first_frame` is a data URL.

        Raises RequestRejected for a model that does not begin with a picture.
        """
        name = next((name for name in FIRST_FRAMES if name in self._fields), None)
        if name is None:
            raise RequestRejected("This model on Replicate does not begin with a picture. Choose another one.")
        wanted: dict[str, Any] = {"prompt": request.prompt, name: first_frame, **self._length(request.seconds)}
        shapes = [shape for shape in self._choices("aspect_ratio") if _is_ratio(shape)]
        if shapes:
            wanted["aspect_ratio"] = nearest_ratio(shapes, request.width, request.height)
        if "seed" in self._fields:
            wanted["seed"] = request.seed % LARGEST_SEED
        if "generate_audio" in self._fields:
            wanted["generate_audio"] = False
        return wanted

    def _length(self, seconds: int) -> dict[str, Any]:
        """Return how long the clip is to be, in seconds; models that have no `duration` make one length alone."""
        return {"duration": seconds} if "duration" in self._fields else {}

    def _shape(self, request: PictureRequest) -> dict[str, Any]:
        """Return a size where it takes one, else the nearest of its shapes."""
        shapes = [shape for shape in self._choices("aspect_ratio") if _is_ratio(shape)]
        if shapes:
            return {"aspect_ratio": nearest_ratio(shapes, request.width, request.height)}
        if "width" in self._fields and "height" in self._fields:
            return {"width": self._side("width", request.width), "height": self._side("height", request.height)}
        return {}

    def _side(self, name: str, pixels: int) -> int:
        field = self._fields[name]
        choices = [choice for choice in self._choices(name) if isinstance(choice, int)]
        if choices:
            return min(choices, key=lambda choice: (choice < pixels, abs(choice - pixels)))
        most, least = field.get("maximum"), field.get("minimum")
        side = -(-pixels // STEP) * STEP
        side = min(side, most) if isinstance(most, int) else side
        return max(side, least) if isinstance(least, int) else side

    def _with(self, references: list[str]) -> dict[str, Any]:
        if not references:
            return {}
        name = next((name for name in LISTS if name in self._fields), "")
        return {name: references} if name else {SINGLE: references[0]}

    def _choices(self, name: str) -> list[Any]:
        """Return the choices of a field; they stand beside it, under a name of their own."""
        field = self._fields.get(name, {})
        referred = [field, *map(_dict, field.get("allOf") or [])]
        named = [_dict(self._schemas.get(str(one.get("$ref", "")).rpartition("/")[2])) for one in referred]
        return next((list(one["enum"]) for one in [field, *named] if isinstance(one.get("enum"), list)), [])


def _is_ratio(shape: object) -> bool:
    wide, colon, high = str(shape).partition(":")
    return bool(colon) and wide.isdigit() and high.isdigit() and "0" not in (wide, high)


def _dict(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else {}
