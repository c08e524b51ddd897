"""Stable Diffusion on a server of the reader's own, over the API of AUTOMATIC1111's web UI (also Forge, SD.Next)."""

from __future__ import annotations

import base64
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from providers.errors import UnknownModel
from providers.interfaces.images import DrawnImage, PictureRequest, ReferenceImage
from providers.services.automatic1111.client import DrawAnswer, Info, Scripts, checkpoints, client_for
from providers.wire.pictures import from_base64

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials

SECONDS = 600.0
"""How long one picture may take; a large one on a small card takes minutes."""
STEP = 8
"""Both sides are multiples of it."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a picture is worked out of noise.

    `steps` rounds of `sampler`, holding to the prompt by `cfg_scale`; `denoising` (0 to 1) is how far a picture may
    go from the reference that it starts from.
    """

    steps: int = 28
    cfg_scale: float = 7.0
    sampler: str = "Euler a"
    denoising: float = 0.75


class Automatic1111:
    """Draws on a server of the reader's own; `model` is a checkpoint of it, "" the one that it has loaded.

    Of the reference pictures the first is used: through ControlNet where the server has it, else as the picture that
    drawing starts from. Safe to use from several threads. What the server offers is asked once, at the first picture
    that needs to know.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str = "",
        *,
        sampling: Sampling = Sampling(),
        seconds: float = SECONDS,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model or "automatic1111"
        self._model = model
        self._sampling = sampling
        self._client = client_for(credentials, http_client, seconds=seconds)
        self._asking = threading.Lock()
        self._model_is_there = not model
        self._has_controlnet: bool | None = None

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Draw one picture with one HTTP request, after what has to be known of the server.

        Raises UnknownModel if the server has no such checkpoint, RequestRejected if its memory is too small, and the
        other `providers.errors`.
        """
        self._look_for_model()
        path, content = self._asked_for(request)
        asked = self._client.asked(request.prompt, request.negative_prompt)
        answer = self._client.post(path, content, DrawAnswer, asked=asked)
        # ControlNet puts what it made of the reference after the picture.
        return DrawnImage(from_base64(answer.images[0] if answer.images else None), _seed_of(answer, request.seed))

    def _asked_for(self, request: PictureRequest) -> tuple[str, dict[str, Any]]:
        content: dict[str, Any] = {
            "prompt": request.prompt,
            "negative_prompt": request.negative_prompt,
            "seed": request.seed,
            "width": _up(request.width),
            "height": _up(request.height),
            "steps": self._sampling.steps,
            "cfg_scale": self._sampling.cfg_scale,
            "sampler_name": self._sampling.sampler,
            "batch_size": 1,
            "n_iter": 1,
            "save_images": False,
        }
        if self._model:
            content["override_settings"] = {"sd_model_checkpoint": self._model}
            # Else the server would load the former checkpoint again after each picture of a book.
            content["override_settings_restore_afterwards"] = False
        if not request.references:
            return "/sdapi/v1/txt2img", content
        return self._with_reference(content, request.references[0])

    def _with_reference(self, content: dict[str, Any], reference: ReferenceImage) -> tuple[str, dict[str, Any]]:
        encoded = base64.b64encode(reference.data).decode()
        if self._knows_controlnet():
            unit = {"enabled": True, "module": "reference_only", "model": "None", "image": encoded, "weight": 0.8}
            return "/sdapi/v1/txt2img", {**content, "alwayson_scripts": {"controlnet": {"args": [unit]}}}
        crop_and_resize = 1
        start = {
            "init_images": [encoded],
            "denoising_strength": self._sampling.denoising,
            "resize_mode": crop_and_resize,
        }
        return "/sdapi/v1/img2img", {**content, **start}

    def _look_for_model(self) -> None:
        """The server itself would draw with whatever it has loaded, and not say so."""
        with self._asking:
            if not self._model_is_there:
                names = {name for checkpoint in checkpoints(self._client) for name in checkpoint.names}
                if self._model not in names:
                    raise UnknownModel(f"The server has no checkpoint {self._model!r}: choose another.")
                self._model_is_there = True

    def _knows_controlnet(self) -> bool:
        with self._asking:
            if self._has_controlnet is None:
                scripts = self._client.get("/sdapi/v1/scripts", Scripts).txt2img
                self._has_controlnet = "controlnet" in {name.lower() for name in scripts}
            return self._has_controlnet


def _up(pixels: int) -> int:
    return -(-pixels // STEP) * STEP


def _seed_of(answer: DrawAnswer, asked: int) -> int:
    return answer.info.seed if isinstance(answer.info, Info) else asked
