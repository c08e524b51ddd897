"""Stable Diffusion on a server of the reader's own, over the API of AUTOMATIC1111's web UI (also Forge, SD.Next)."""

from __future__ import annotations

import base64
import json
import threading
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import httpx2

from providers.wire.installed import InstalledModel
from providers.wire.pictures import checked, from_base64
from providers.wire.json_client import Line
from providers.credentials import Credentials
from providers.errors import UnknownModel
from providers.images import Picture, PictureRequest, ReferenceImage

BASE_URL = "http://127.0.0.1:7860"
SECONDS = 600.0
"""How long one picture may take; a large one on a small card takes minutes."""
CHECK_SECONDS = 15.0
STEP = 8
"""Both sides are multiples of it."""
TITLE = "The Stable Diffusion server"


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
        turns: AbstractContextManager[object] | None = None,
    ) -> None:
        self._turns = turns or nullcontext()
        self.name = model or "automatic1111"
        self._model = model
        self._sampling = sampling
        self._line = _line(credentials, http_client, seconds)
        self._asking = threading.Lock()
        self._model_is_there = not model
        self._has_controlnet: bool | None = None

    def draw(self, request: PictureRequest) -> Picture:
        """Draw one picture with one HTTP request, after what has to be known of the server.

        Raises UnknownModel if the server has no such checkpoint, RequestRejected if its memory is too small, and the
        other `providers.errors`.
        """
        self._look_for_model()
        path, content = self._asked_for(request)
        with self._turns:
            answer = self._line.post(path, content, sent=(request.prompt, request.negative_prompt))
        picture = checked(_picture_of(answer), width=request.width, height=request.height)
        seed = _seed_of(answer, request.seed)
        return Picture(picture.data, picture.media_type, picture.width, picture.height, seed)

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
                names = {name for model in _models(self._line) for name in _names_of(model)}
                if self._model not in names:
                    raise UnknownModel(f"The server has no checkpoint {self._model!r}: choose another.")
                self._model_is_there = True

    def _knows_controlnet(self) -> bool:
        with self._asking:
            if self._has_controlnet is None:
                scripts = self._line.get_json("/sdapi/v1/scripts")
                names = scripts.get("txt2img") if isinstance(scripts, dict) else None
                self._has_controlnet = "controlnet" in {str(name).lower() for name in names or ()}
            return self._has_controlnet


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """That the server answers and what it has, in words. Raises what is wrong."""
    count = len(installed_models(credentials, http_client))
    if not count:
        return "The server answers, but it has no checkpoint: put one into its models folder."
    return f"The server answers; {count} checkpoint{' is' if count == 1 else 's are'} installed."


def installed_models(credentials: Credentials, http_client: httpx2.Client | None = None) -> list[InstalledModel]:
    """The server's checkpoints, by the names that `Automatic1111` takes."""
    models = _models(_line(credentials, http_client, CHECK_SECONDS))
    return [InstalledModel(name) for name in sorted(str(m.get("model_name") or m.get("title")) for m in models)]


def _line(credentials: Credentials, http_client: httpx2.Client | None, seconds: float) -> Line:
    return Line(
        credentials,
        title=TITLE,
        default_url=BASE_URL,
        words_of=_words_of,
        seconds=seconds,
        http_client=http_client,
    )


def _models(line: Line) -> list[dict[str, Any]]:
    models = line.get_json("/sdapi/v1/sd-models")
    if not isinstance(models, list) or not all(isinstance(model, dict) for model in models):
        raise line.bad_answer()
    return models


def _names_of(model: dict[str, Any]) -> tuple[str, ...]:
    """A checkpoint is found by its title ("tale.safetensors [0a1b]"), by that without the hash, or by its name."""
    title = str(model.get("title", ""))
    return title, title.rsplit(" [", 1)[0], str(model.get("model_name", ""))


def _words_of(error: Any) -> str:
    """`detail` is words, or a list of what is wrong with which field; then what was sent stands beside it, unread."""
    detail = error.get("detail")
    if isinstance(detail, list):
        return "; ".join(f"{'.'.join(map(str, wrong['loc'][1:]))}: {wrong['msg']}" for wrong in detail)
    if detail == "Not Found":
        return "Not Found (is it started with --api?)"
    return str(detail or error.get("errors") or error.get("error"))


def _up(pixels: int) -> int:
    return -(-pixels // STEP) * STEP


def _picture_of(answer: Any) -> bytes:
    """The first picture; ControlNet puts what it made of the reference after it."""
    images = answer.get("images") if isinstance(answer, dict) else None
    return from_base64(images[0] if isinstance(images, list) and images else None)


def _seed_of(answer: Any, asked: int) -> int:
    """The seed that was used, by the JSON within the answer's JSON."""
    try:
        return int(json.loads(answer["info"])["seed"])
    except (ValueError, TypeError, LookupError):
        return asked
