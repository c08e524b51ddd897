"""Stable Diffusion and its kin on a ComfyUI of the reader's own: a workflow in, a picture out."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any, TypeVar
from urllib.parse import quote

import httpx2

from providers.services.comfyui import workflows
from providers.wire.failures import Asked, safe_words
from providers.wire.installed import InstalledModel
from providers.wire.pictures import checked
from providers.wire.json_client import Line
from providers.credentials import Credentials
from providers.errors import (
    BadAnswer,
    CutOff,
    ProviderError,
    RequestRejected,
    ServiceDown,
    UnknownModel,
)
from providers.images import Picture, PictureRequest

BASE_URL = "http://127.0.0.1:8188"
SECONDS = 600.0
"""How long one picture may take, the wait in ComfyUI's queue included."""
ANSWER_SECONDS = 30.0
"""How long one HTTP answer may take; ComfyUI answers at once and draws after."""
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 3.0
PAUSES_GROW = 1.5
STEP = 8
"""Both sides are multiples of it."""
TITLE = "ComfyUI"
Answer = TypeVar("Answer")
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}


class ComfyUI:
    """Draws on a ComfyUI; `model` is a checkpoint of it, "" the first that it has.

    `workflow` (ComfyUI's API format with the places of `providers.services.comfyui.workflows`) is used instead of our two. Of
    the reference pictures the first is used, if the workflow has a place for it. `seconds` is the limit of one picture;
    `first_pause` the first wait between two looks at the queue, which grow. Safe to use from several threads.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str = "",
        workflow: workflows.Workflow | None = None,
        *,
        seconds: float = SECONDS,
        first_pause: float = FIRST_PAUSE,
        http_client: httpx2.Client | None = None,
        turns: AbstractContextManager[object] | None = None,
    ) -> None:
        self._turns = turns or nullcontext()
        self.name = model or "comfyui"
        self._checkpoint = model
        self._checkpoint_is_there = False
        self._workflow = workflow
        self._seconds = seconds
        self._first_pause = first_pause
        self._line = _line(credentials, http_client)
        self._asking = threading.Lock()
        self._credentials = credentials

    def draw(self, request: PictureRequest) -> Picture:
        """Draw one picture: one workflow is queued, and waited for.

        Raises RequestRejected naming the node that did not like its input, UnknownModel for a checkpoint that is not
        there, CutOff when the time is over (the workflow is then taken off the server), ServiceDown when somebody
        stopped it there, and the other `providers.errors`.
        """
        with self._turns:
            prompt_id = self._queue(request)
            place = _place_of_picture(self._wait_for(prompt_id, request))
            data = self._look(lambda: self._line.get("/view", params=place))
        picture = checked(data, width=request.width, height=request.height)
        return Picture(picture.data, picture.media_type, picture.width, picture.height, request.seed)

    def _queue(self, request: PictureRequest) -> str:
        """Hand the work over; the identifier that ComfyUI gives it."""
        workflow = self._workflow_for(request)
        values: dict[str, str | int] = {
            "prompt": request.prompt,
            "negative_prompt": request.negative_prompt,
            "width": _up(request.width),
            "height": _up(request.height),
            "seed": request.seed,
        }
        if workflows.has_place(workflow, "checkpoint"):
            values["checkpoint"] = self._checkpoint_to_use()
        if workflows.has_place(workflow, "reference"):
            values["reference"] = self._upload(request)
        graph = workflows.filled(workflow, values)
        answer = self._line.post("/prompt", {"prompt": graph}, sent=(request.prompt, request.negative_prompt))
        prompt_id = answer.get("prompt_id") if isinstance(answer, dict) else None
        if not isinstance(prompt_id, str):
            raise self._line.bad_answer()
        return prompt_id

    def _workflow_for(self, request: PictureRequest) -> workflows.Workflow:
        if self._workflow is not None:
            return self._workflow
        return workflows.picture_from_reference() if request.references else workflows.text_to_picture()

    def _checkpoint_to_use(self) -> str:
        """Asked once: the checkpoints have to be known before one can be named."""
        with self._asking:
            if not self._checkpoint_is_there:
                names = _checkpoints(self._line)
                if not names:
                    raise UnknownModel("ComfyUI has no checkpoint: put one into its models/checkpoints folder.")
                self._checkpoint = self._checkpoint or names[0]
                if self._checkpoint not in names:
                    raise UnknownModel(f"ComfyUI has no checkpoint {self._checkpoint!r}: choose another.")
                self._checkpoint_is_there = True
            return self._checkpoint

    def _upload(self, request: PictureRequest) -> str:
        """The name that the reference picture has on the server; the same picture has the same name."""
        if not request.references:
            raise RequestRejected("The workflow needs a reference picture, and this picture has none.")
        reference = request.references[0]
        suffix = _SUFFIXES.get(reference.media_type)
        if suffix is None:
            raise RequestRejected(f"The reference picture of {reference.name} is not a PNG, JPEG or WebP.")
        name = f"vividpages-{hashlib.sha256(reference.data).hexdigest()[:20]}.{suffix}"
        file = (name, reference.data, reference.media_type)
        kept = self._line.upload("/upload/image", file=file, fields={"type": "input", "overwrite": "true"})
        if not isinstance(kept, dict) or not kept.get("name"):
            raise self._line.bad_answer()
        return "/".join(part for part in (kept.get("subfolder"), kept["name"]) if part)

    def _wait_for(self, prompt_id: str, request: PictureRequest) -> Mapping[str, Any]:
        """The outputs of the work, by node."""
        ends = time.monotonic() + self._seconds
        pause = self._first_pause
        while True:
            entry = self._look(lambda: self._entry(prompt_id))
            if entry is not None:
                return _outputs_of(entry, self._asked(request))
            if pause >= LONGEST_PAUSE and self._look(lambda: self._is_lost(prompt_id)):
                raise CutOff("ComfyUI has forgotten the work that it took: has it been started anew?")
            left = ends - time.monotonic()
            if left <= 0:
                self._take_off(prompt_id)
                raise CutOff(f"ComfyUI had not finished the picture after {self._seconds:g} seconds.")
            time.sleep(min(pause, left))
            pause = min(pause * PAUSES_GROW, LONGEST_PAUSE)

    def _asked(self, request: PictureRequest) -> Asked:
        return Asked(TITLE, self._credentials, texts=(request.prompt, request.negative_prompt))

    def _look(self, ask: Callable[[], Answer]) -> Answer:
        """Once the work is queued, a server that cannot be reached may still be doing it."""
        try:
            return ask()
        except ServiceDown as error:
            raise CutOff(f"ComfyUI took the work and then went away. {error}") from None

    def _entry(self, prompt_id: str) -> Mapping[str, Any] | None:
        history = self._line.get_json(f"/history/{quote(prompt_id, safe='')}")
        if not isinstance(history, dict):
            raise self._line.bad_answer()
        entry = history.get(prompt_id)
        return entry if isinstance(entry, dict) else None

    def _is_lost(self, prompt_id: str) -> bool:
        """Neither waiting nor running nor done; looked at in the order in which work moves."""
        queue = self._queue_now()
        is_queued = prompt_id in (*queue["queue_pending"], *queue["queue_running"])
        return not is_queued and self._entry(prompt_id) is None

    def _queue_now(self) -> dict[str, list[str]]:
        """The identifiers of what runs and what waits."""
        queue = self._line.get_json("/queue")
        try:
            return {part: [item[1] for item in queue[part]] for part in ("queue_running", "queue_pending")}
        except (LookupError, TypeError):
            raise self._line.bad_answer() from None

    def _take_off(self, prompt_id: str) -> None:
        """Stop our own work only: an older ComfyUI interrupts whatever runs, and that may be somebody else's."""
        with suppress(ProviderError):
            self._line.post("/queue", {"delete": [prompt_id]})
            if prompt_id in self._queue_now()["queue_running"]:
                self._line.post("/interrupt", {"prompt_id": prompt_id})


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """That ComfyUI answers and what it has, in words. Raises what is wrong."""
    count = len(installed_models(credentials, http_client))
    if not count:
        return "ComfyUI answers, but it has no checkpoint: put one into its models/checkpoints folder."
    return f"ComfyUI answers; {count} checkpoint{' is' if count == 1 else 's are'} installed."


def installed_models(credentials: Credentials, http_client: httpx2.Client | None = None) -> list[InstalledModel]:
    """The checkpoints, by the names that `ComfyUI` takes."""
    return [InstalledModel(name) for name in _checkpoints(_line(credentials, http_client))]


def _line(credentials: Credentials, http_client: httpx2.Client | None) -> Line:
    return Line(
        credentials,
        title=TITLE,
        default_url=BASE_URL,
        words_of=_words_of,
        seconds=ANSWER_SECONDS,
        http_client=http_client,
    )


def _checkpoints(line: Line) -> list[str]:
    """What the checkpoint loader offers: a list, or in newer versions the options of a combo box."""
    info = line.get_json("/object_info/CheckpointLoaderSimple")
    try:
        kind, *more = info["CheckpointLoaderSimple"]["input"]["required"]["ckpt_name"]
        return list(map(str, kind if isinstance(kind, list) else more[0]["options"]))
    except (LookupError, TypeError, ValueError):
        raise line.bad_answer() from None


def _words_of(error: Any) -> str:
    """Which node does not like what; else the general words."""
    nodes = error.get("node_errors") or {}
    told = [
        f"{_node(key, node)}: {wrong['message']}: {wrong['details']}"
        for key, node in nodes.items()
        for wrong in node["errors"]
    ]
    general = error["error"]
    return "; ".join(told) or (str(general["message"]) if isinstance(general, dict) else str(general))


def _node(key: object, node: Mapping[str, Any]) -> str:
    return f"node {key} ({node.get('class_type', 'of an unknown kind')})"


def _outputs_of(entry: Mapping[str, Any], asked: Asked) -> Mapping[str, Any]:
    """What the work put out. Raises what became of it instead."""
    status = entry.get("status") or {}
    happened = dict(status.get("messages") or ())
    if "execution_interrupted" in happened:
        raise ServiceDown("Somebody stopped the picture on ComfyUI.")
    if status.get("status_str") == "error":
        raise _failed(happened.get("execution_error") or {}, asked)
    outputs = entry.get("outputs")
    return outputs if isinstance(outputs, dict) else {}


def _failed(error: Mapping[str, Any], asked: Asked) -> RequestRejected:
    node = _node(error.get("node_id"), {"class_type": error.get("node_type")})
    if "OutOfMemory" in str(error.get("exception_type")):
        return RequestRejected(f"ComfyUI has too little graphics memory for this ({node}): choose a lower resolution.")
    words = safe_words(str(error.get("exception_message") or ""), asked)
    return RequestRejected(f"ComfyUI failed at {node}. It says: {words or 'nothing more'}")


def _place_of_picture(outputs: Mapping[str, Any]) -> dict[str, str]:
    """Where the first picture lies, as `/view` is asked for it; one that the workflow saves before a preview."""
    pictures = [image for output in outputs.values() for image in output.get("images") or ()]
    if not pictures:
        raise BadAnswer("ComfyUI ended without a picture: the workflow needs a node that saves or previews one.")
    first = min(pictures, key=lambda image: image.get("type") != "output")
    return {name: str(first.get(name, "")) for name in ("filename", "subfolder", "type")}


def _up(pixels: int) -> int:
    return -(-pixels // STEP) * STEP
