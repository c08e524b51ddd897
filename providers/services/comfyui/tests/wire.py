"""ComfyUI: workflows are checked, queued, drawn after some looks at them, and their pictures fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from providers.tests.wire.images_drawn import bytes_of, form_of, name_of
from providers.tests.wire.services import Call, Reply, Route

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import Trouble

CHECKPOINTS = ("dreamland-xl.safetensors", "inkwell-15.safetensors")
INPUTS: Mapping[str, Mapping[str, type]] = {
    "CheckpointLoaderSimple": {"ckpt_name": str},
    "CLIPTextEncode": {"text": str, "clip": list},
    "EmptyLatentImage": {"width": int, "height": int, "batch_size": int},
    "LoadImage": {"image": str},
    "IPAdapterUnifiedLoader": {"model": list, "preset": str},
    "IPAdapter": {
        "model": list,
        "ipadapter": list,
        "image": list,
        "weight": float,
        "start_at": float,
        "end_at": float,
        "weight_type": str,
    },
    "FluxGuidance": {"conditioning": list, "guidance": float},
    "VAEDecode": {"samples": list, "vae": list},
    "KSampler": {
        "seed": int,
        "steps": int,
        "cfg": float,
        "sampler_name": str,
        "scheduler": str,
        "denoise": float,
        "model": list,
        "positive": list,
        "negative": list,
        "latent_image": list,
    },
    "PreviewImage": {"images": list},
    "SaveImage": {"images": list, "filename_prefix": str},
}
Ending = Literal["success", "failure", "out_of_memory", "interrupted", "no_picture"]


@dataclass
class Work:
    """A queued workflow and how often its history was looked at."""

    workflow: Mapping[str, Any]
    looks: int = 0
    state: Literal["pending", "running", "done"] = "pending"
    history: dict[str, Any] = field(default_factory=dict)


class ComfyUIWire:
    """The service. Work waits for `waits` looks at its history, runs for `runs` more, and ends as `ending` says.

    With `ip_adapters` it has the nodes for them; `says` is what the file of a checkpoint says of itself.
    `words` are those of a failure; `works` are all that was queued, `uploads` what was sent to it; `in_new_form` is how
    the later versions describe the choices of a node; `forgetful` makes it lose its work, as a restart does.
    """

    needs_key = False
    base = ""

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self.checkpoints = list(CHECKPOINTS)
        self.ip_adapters: list[str] = []
        self.clip_vision = ["CLIP-ViT-H-14-laion2B-s32B-b79K.safetensors"]
        self.says: dict[str, dict[str, str]] = {}
        self.in_new_form = False
        self.waits = 1
        self.runs = 1
        self.ending: Ending = "success"
        self.forgetful = False
        self.words = "mat1 and mat2 do not fit"
        self.works: dict[str, Work] = {}
        self.uploads: dict[str, bytes] = {}
        self.interrupted: list[str] = []
        self.routes: dict[tuple[str, str], Route] = {
            ("GET", "/object_info/CheckpointLoaderSimple"): self._object_info,
            ("GET", "/object_info/IPAdapterUnifiedLoader"): self._adapter_info,
            ("GET", "/models/ipadapter"): lambda call, trouble: Reply(self.ip_adapters),
            ("GET", "/models/clip_vision"): lambda call, trouble: Reply(self.clip_vision),
            ("GET", "/view_metadata/checkpoints"): self._metadata,
            ("POST", "/upload/image"): self._upload,
            ("POST", "/prompt"): self._prompt,
            ("GET", "/history/{id}"): self._history,
            ("GET", "/queue"): self._queue,
            ("POST", "/queue"): self._delete,
            ("POST", "/interrupt"): self._interrupt,
            ("GET", "/view"): self._view,
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with ComfyUI's few errors, or those of what stands before it."""
        status = {"rate_limited": 429, "key_refused": 401, "forbidden": 403, "out_of_funds": 402, "bad_request": 400}
        words = trouble.text or "something broke"
        return Reply(
            {"error": {"type": "failure", "message": words, "details": "", "extra_info": {}}, "node_errors": {}},
            status.get(trouble.failure, 503),
            trouble.headers,
        )

    def _object_info(self, _: Call, __: Trouble) -> Reply:
        choices = ["COMBO", {"options": self.checkpoints}] if self.in_new_form else [self.checkpoints, {}]
        return Reply({"CheckpointLoaderSimple": {"input": {"required": {"ckpt_name": choices}}}})

    def _adapter_info(self, _: Call, __: Trouble) -> Reply:
        return Reply({"IPAdapterUnifiedLoader": {"input": {}}} if self.ip_adapters else {})

    def _metadata(self, call: Call, _: Trouble) -> Reply:
        metadata = self.says.get(call.query["filename"])
        return Reply(metadata) if metadata is not None else Reply(body=b"", status=404)

    def _upload(self, call: Call, _: Trouble) -> Reply:
        (image,) = (part for part in form_of(call) if name_of(part) == "image")
        name = str(image.get_filename())
        self.uploads[name] = bytes_of(image)
        return Reply({"name": name, "subfolder": "", "type": "input"})

    def _prompt(self, call: Call, _: Trouble) -> Reply:
        workflow = call.json["prompt"]
        wrong = dict(self._wrong_with(workflow))
        if wrong:
            error = {"type": "prompt_outputs_failed_validation", "message": "Prompt outputs failed validation"}
            return Reply({"error": {**error, "details": "", "extra_info": {}}, "node_errors": wrong}, 400)
        prompt_id = self._wire.new_id("prompt-")
        self.works[prompt_id] = Work(workflow)
        return Reply({"prompt_id": prompt_id, "number": len(self.works), "node_errors": {}})

    def _wrong_with(self, workflow: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        for key, node in workflow.items():
            errors = list(self._objections(node, workflow))
            if errors:
                yield key, {"errors": errors, "dependent_outputs": [], "class_type": node["class_type"]}

    def _objections(self, node: Mapping[str, Any], workflow: Mapping[str, Any]) -> Iterator[dict[str, str]]:
        for name, kind in INPUTS[node["class_type"]].items():
            value = node["inputs"].get(name)
            if value is None:
                yield {"message": "Required input is missing", "details": name}
            elif not isinstance(value, kind):
                yield {"message": f"Failed to convert an input value to a {kind.__name__} value", "details": name}
            elif kind is list and value[0] not in workflow:  # type: ignore[index]
                yield {"message": "Bad linked input", "details": name}
            elif name == "ckpt_name" and value not in self.checkpoints:
                yield {"message": "Value not in list", "details": f"{name}: '{value}' not in {self.checkpoints}"}
            elif node["class_type"] == "LoadImage" and value not in self.uploads:
                yield {"message": "Custom validation failed for node", "details": f"Invalid image file: {value}"}

    def _history(self, call: Call, _: Trouble) -> Reply:
        prompt_id = call.parts["id"]
        if self.forgetful:
            self.works.clear()
        work = self.works.get(prompt_id)
        if work is None:
            return Reply({})
        if work.state != "done":
            work.looks += 1
            work.state = "pending" if work.looks <= self.waits else "running"
            if work.looks > self.waits + self.runs:
                self._end(prompt_id, work, self.ending)
        return Reply({prompt_id: work.history} if work.state == "done" else {})

    def _end(self, prompt_id: str, work: Work, ending: Ending) -> None:
        work.state = "done"
        happened: list[Any] = [["execution_start", {"prompt_id": prompt_id}]]
        outputs: dict[str, Any] = {}
        if ending == "success":
            outputs = {key: {"images": [image]} for key, image in _images_of(prompt_id, work)}
        elif ending == "interrupted":
            happened.append(["execution_interrupted", {"prompt_id": prompt_id, "node_id": "sampler"}])
        elif ending != "no_picture":
            happened.append(["execution_error", _error(prompt_id, work, ending, self.words)])
        is_well = ending in ("success", "no_picture")
        status = {"status_str": "success" if is_well else "error", "completed": is_well, "messages": happened}
        work.history = {"prompt": [1, prompt_id, work.workflow, {}, []], "outputs": outputs, "status": status}

    def _queue(self, _: Call, __: Trouble) -> Reply:
        def items(state: str) -> list[Any]:
            return [[1, key, work.workflow, {}, []] for key, work in self.works.items() if work.state == state]

        return Reply({"queue_running": items("running"), "queue_pending": items("pending")})

    def _delete(self, call: Call, _: Trouble) -> Reply:
        for prompt_id in call.json["delete"]:
            if prompt_id in self.works and self.works[prompt_id].state == "pending":
                del self.works[prompt_id]
        return Reply(body=b"")

    def _interrupt(self, _: Call, __: Trouble) -> Reply:
        for prompt_id, work in self.works.items():
            if work.state == "running":
                self.interrupted.append(prompt_id)
                self._end(prompt_id, work, "interrupted")
        return Reply(body=b"")

    def _view(self, call: Call, trouble: Trouble) -> Reply:
        work = self.works.get(call.query["filename"].removesuffix(".png"))
        folders = {image["type"] for _, image in _images_of("", work)} if work else set()
        if work is None or call.query.get("type") not in folders:
            return Reply(body=b"", status=404)
        if trouble.kind == "answers":
            return Reply(body=(trouble.text or "").encode(), content_type="image/png")
        inputs = {name: value for node in work.workflow.values() for name, value in node["inputs"].items()}
        picture = self._wire.draw(inputs["width"], inputs["height"], inputs["seed"], "PNG")
        return Reply(body=picture, content_type="image/png")


def _images_of(prompt_id: str, work: Work) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what each node that shows a picture puts out: previews are temporary."""
    for key, node in work.workflow.items():
        if node["class_type"] in ("PreviewImage", "SaveImage"):
            folder = "temp" if node["class_type"] == "PreviewImage" else "output"
            yield key, {"filename": f"{prompt_id}.png", "subfolder": "", "type": folder}


def _error(prompt_id: str, work: Work, ending: Ending, words: str) -> dict[str, Any]:
    """Make an error with all that the real one tells, the texts of the workflow too."""
    kind = "torch.OutOfMemoryError" if ending == "out_of_memory" else "RuntimeError"
    return {
        "prompt_id": prompt_id,
        "node_id": "sampler",
        "node_type": "KSampler",
        "exception_message": "Allocation on device" if ending == "out_of_memory" else words,
        "exception_type": kind,
        "traceback": ["File execution.py, line 1"],
        "current_inputs": {"text": [node["inputs"].get("text") for node in work.workflow.values()]},
    }


WIRE = ComfyUIWire
