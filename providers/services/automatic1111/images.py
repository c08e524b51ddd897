"""Stable Diffusion on a server of the reader's own, over the API of AUTOMATIC1111's web UI (also Forge, SD.Next)."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from providers.diffusion.families import family_of
from providers.errors import UnknownModel
from providers.interfaces.images import DrawnImage
from providers.services.automatic1111.client import DrawAnswer, Info, checkpoints, client_for
from providers.services.automatic1111.controlnet import ControlNet
from providers.wire.pictures import from_base64

if TYPE_CHECKING:
    import httpx2

    from providers.diffusion.families import Family
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import PictureRequest

SECONDS = 600.0
"""How long one picture may take; a large one on a small card takes minutes."""
SAMPLERS = {"euler": "Euler", "euler_ancestral": "Euler a", "lcm": "LCM"}
SCHEDULERS = {"simple": "Simple", "sgm_uniform": "SGM Uniform"}
"""What the web UI calls them; of others it takes its sampler's own."""


class Automatic1111:
    """Draws on a server of the reader's own; `model` is a checkpoint of it, "" the one that it has loaded.

    Each checkpoint is asked for pictures as its family draws them best (`providers.diffusion`). Of the reference
    pictures the first is used where the server has an extension for it, else words alone say what to draw. Safe to use
    from several threads. What the server offers is asked once, at the first picture that needs to know.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str = "",
        *,
        seconds: float = SECONDS,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model or "automatic1111"
        self._model = model
        self._client = client_for(credentials, http_client, seconds=seconds)
        self._asking = threading.Lock()
        self._known = None if model else family_of()
        self._controlnet = ControlNet(self._client)

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Draw one picture with one HTTP request, after what has to be known of the server.

        Raises UnknownModel if the server has no such checkpoint, RequestRejected if its memory is too small, and the
        other `providers.errors`.
        """
        content = self._content_for(request, self._family())
        context = self._client.context(request.prompt, request.tags, request.negative_prompt)
        answer = self._client.post("/sdapi/v1/txt2img", content, DrawAnswer, context=context)
        # ControlNet puts what it made of the reference after the picture.
        return DrawnImage(from_base64(answer.images[0] if answer.images else None), _seed_of(answer, request.seed))

    def _content_for(self, request: PictureRequest, family: Family) -> dict[str, Any]:
        prompt, negative = family.words_for(request)
        width, height = family.size_for(request.width, request.height)
        content: dict[str, Any] = {
            "prompt": prompt,
            "negative_prompt": negative,
            "seed": request.seed,
            "width": width,
            "height": height,
            "steps": family.steps,
            "cfg_scale": family.cfg,
            "sampler_name": SAMPLERS[family.sampler],
            "batch_size": 1,
            "n_iter": 1,
            "save_images": False,
        }
        if family.scheduler in SCHEDULERS:
            content["scheduler"] = SCHEDULERS[family.scheduler]
        if family.guidance is not None:
            content["distilled_cfg_scale"] = family.guidance  # Forge's; others pass it over
        if self._model:
            content["override_settings"] = {"sd_model_checkpoint": self._model}
            # Else the server would load the former checkpoint again after each picture of a book.
            content["override_settings_restore_afterwards"] = False
        unit = self._controlnet.unit_for(request.references[0], family) if request.references else None
        if unit is not None:
            content["alwayson_scripts"] = {"controlnet": {"args": [unit]}}
        return content

    def _family(self) -> Family:
        """Return the checkpoint's family.

        The server would draw with whatever it has loaded if it had none, and not say so.
        """
        with self._asking:
            if self._known is None:
                matching = [one for one in checkpoints(self._client) if self._model in one.names]
                if not matching:
                    raise UnknownModel(f"The server has no checkpoint {self._model!r}: choose another.")
                self._known = family_of(self._model, matching[0].title)
            return self._known


def _seed_of(answer: DrawAnswer, requested: int) -> int:
    return answer.info.seed if isinstance(answer.info, Info) else requested
