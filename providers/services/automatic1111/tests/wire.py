"""The API of AUTOMATIC1111's web UI, with the silences of the real one: an unknown checkpoint is passed over."""

from __future__ import annotations

import base64
import io
import json
from typing import TYPE_CHECKING, Any

from PIL import Image, UnidentifiedImageError

from providers.tests.wire.services import Call, Reply, Route
from providers.tests.wire.troubles import Trouble

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer

CHECKPOINTS = ("dreamland-xl", "inkwell-15")
SAMPLERS = ("Euler a", "Euler", "DPM++ 2M", "LCM")
SCHEDULERS = ("Automatic", "Karras", "Simple", "SGM Uniform")
_STATUS = {
    "rate_limited": 429,
    "server_error": 500,
    "unavailable": 503,
    "overloaded": 503,
    "key_refused": 401,
    "forbidden": 403,
    "out_of_funds": 402,
}


class Automatic1111Wire:
    """The service. `login` is the "name:password" that it wants (None: nobody is asked); `scripts` what it has.

    With "controlnet" among the scripts it has ControlNet, with these `modules` and `models`. `folder` is where its
    checkpoints lie among all ("SDXL/").
    """

    needs_key = False
    base = ""

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self.login: str | None = None
        self.scripts: list[str] = ["refiner", "seed"]
        self.modules: list[str] = ["none", "canny", "reference_only"]
        self.models: list[str] = ["control_v11p_sd15_canny [d14c016b]"]
        self.folder = ""
        self.checkpoints = list(CHECKPOINTS)
        self.loaded = CHECKPOINTS[0]
        self.routes: dict[tuple[str, str], Route] = {
            ("GET", "/sdapi/v1/sd-models"): self._let_in(self._models),
            ("GET", "/sdapi/v1/scripts"): self._let_in(self._scripts),
            ("GET", "/controlnet/module_list"): self._let_in(self._modules),
            ("GET", "/controlnet/model_list"): self._let_in(self._control_models),
            ("POST", "/sdapi/v1/txt2img"): self._let_in(self._text_to_picture),
            ("POST", "/sdapi/v1/img2img"): self._let_in(self._picture_to_picture),
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with the web UI's own errors, or those of what may stand before it."""
        status = _STATUS.get(trouble.failure, 422)
        if status == 422:
            wrong = {"loc": ["body", "steps"], "msg": trouble.text or "value is not a valid integer", "input": "secret"}
            return Reply({"detail": [wrong]}, 422, trouble.headers)
        if status == 401:
            return Reply({"detail": "Incorrect username or password"}, 401, {"WWW-Authenticate": "Basic"})
        error = {"error": "RuntimeError", "detail": "", "body": "", "errors": trouble.text or "something broke"}
        return Reply(error, status, trouble.headers)

    def _let_in(self, route: Route) -> Route:
        def guarded(call: Call, trouble: Trouble) -> Reply:
            wanted = self.login and f"Basic {base64.b64encode(self.login.encode()).decode()}"
            if wanted and call.headers.get("authorization") != wanted:
                return self.failure(Trouble("fails", failure="key_refused"))
            return route(call, trouble)

        return guarded

    def _models(self, _: Call, __: Trouble) -> Reply:
        return Reply(
            [
                {
                    "title": f"{self.folder}{name}.safetensors [0a1b2c]",
                    "model_name": name,
                    "hash": "0a1b2c",
                    "filename": f"/srv/flux/webui/models/Stable-diffusion/{self.folder}{name}.safetensors",
                }
                for name in self.checkpoints
            ]
        )

    def _scripts(self, _: Call, __: Trouble) -> Reply:
        return Reply({"txt2img": self.scripts, "img2img": self.scripts})

    def _modules(self, _: Call, __: Trouble) -> Reply:
        return Reply({"module_list": self.modules, "module_detail": {}})

    def _control_models(self, _: Call, __: Trouble) -> Reply:
        return Reply({"model_list": self.models})

    def _text_to_picture(self, call: Call, trouble: Trouble) -> Reply:
        return self._drawn(call.json, trouble)

    def _picture_to_picture(self, call: Call, trouble: Trouble) -> Reply:
        request = call.json
        if not request.get("init_images"):
            return Reply({"error": "HTTPException", "detail": "Init image not found", "body": "", "errors": ""}, 404)
        try:
            Image.open(io.BytesIO(base64.b64decode(request["init_images"][0])))
        except UnidentifiedImageError:
            return Reply({"error": "HTTPException", "detail": "Invalid encoded image", "body": "", "errors": ""}, 500)
        return self._drawn(request, trouble)

    def _drawn(self, request: dict[str, Any], trouble: Trouble) -> Reply:
        if request.get("sampler_name", "Euler") not in SAMPLERS:
            return Reply({"error": "HTTPException", "detail": "Sampler not found", "body": "", "errors": ""}, 404)
        if request.get("scheduler", "Automatic") not in SCHEDULERS:
            return Reply({"error": "HTTPException", "detail": "Scheduler not found", "body": "", "errors": ""}, 404)
        named = request.get("override_settings", {}).get("sd_model_checkpoint")
        if named in self.checkpoints:
            self.loaded = named
        seed = request["seed"] if request.get("seed", -1) >= 0 else 1_234_567
        width, height = request["width"] // 8 * 8, request["height"] // 8 * 8
        info = {
            "prompt": request["prompt"],
            "seed": seed,
            "all_seeds": [seed],
            "width": width,
            "height": height,
            "sampler_name": request.get("sampler_name"),
            "cfg_scale": request.get("cfg_scale"),
            "steps": request.get("steps"),
            "sd_model_name": self.loaded,
        }
        if trouble.kind == "answers":
            picture = (trouble.text or "").encode()
        else:
            picture = self._wire.draw(width, height, seed, "PNG")
        images = [base64.b64encode(picture).decode()] if picture else []
        return Reply({"images": images, "parameters": request, "info": json.dumps(info)})


WIRE = Automatic1111Wire
