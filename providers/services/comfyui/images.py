"""Stable Diffusion and its kin on a ComfyUI of the reader's own: a workflow in, a picture out."""

from __future__ import annotations

import hashlib
import io
import time
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from PIL import Image

from providers.diffusion.families import family_of
from providers.errors import BadAnswer, CutOff, ProviderError, RequestRejected, ServiceDown
from providers.interfaces.images import DrawnImage, PictureRequest, ReferenceImage
from providers.services.comfyui import workflows
from providers.services.comfyui.client import (
    HistoryEntry,
    HistoryStatus,
    NodeOutput,
    OutputImage,
    Queue,
    Queued,
    Uploaded,
    client_for,
    node_title,
)
from providers.services.comfyui.server import ComfyUIServer
from providers.wire.failures import CallContext, safe_words
from providers.wire.references import suffix_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx2

    from providers.diffusion.families import Family
    from providers.interfaces.credentials import Credentials

SECONDS = 600.0
"""How long one picture may take, the wait in ComfyUI's queue included."""
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 3.0
PAUSES_GROW = 1.5
WEIGHT = 0.6
"""How much a reference counts: a sheet shows somebody before a plain ground, and the picture is of a scene."""
STEP = 8
"""Pixels that the sides of a picture are multiples of."""
Value = str | float
Answer = TypeVar("Answer")


class ComfyUI:
    """Draws on a ComfyUI; `model` is a checkpoint of it, "" the first that it has.

    Each checkpoint is asked for pictures as its family draws them best (`providers.diffusion`). Of the reference
    pictures the first is used where the server has an IP-Adapter for it, else words alone say what to draw. `workflow`
    (ComfyUI's API format with the places of our `workflows`) is used instead of ours, with as many reference pictures
    as it has places for. `seconds` is the limit of one
    picture; `first_pause` the first wait between two looks at the queue, which grow. Safe to use from several threads.
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
    ) -> None:
        self.name = model or "comfyui"
        self._workflow = workflow
        self._seconds = seconds
        self._first_pause = first_pause
        self._client = client_for(credentials, http_client)
        self._server = ComfyUIServer(self._client, model)

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Draw one picture: one workflow is queued, and waited for.

        Raises RequestRejected naming the node that did not like its input, UnknownModel for a checkpoint that is not
        there, CutOff when the time is over (the workflow is then taken off the server), ServiceDown when somebody
        stopped it there, and the other `providers.errors`.
        """
        prompt_id = self._queue(request)
        image = _first_image(self._wait_for(prompt_id, request))
        data = self._look(lambda: self._client.fetch("/view", params=image.model_dump()))
        return DrawnImage(data, request.seed)

    def _queue(self, request: PictureRequest) -> str:
        """Hand the work over; the identifier that ComfyUI gives it."""
        workflow, values = self._own(request) if self._workflow is not None else self._ours(request)
        graph = workflows.filled(workflow, {**values, **self._references(workflow, request)})
        return self._client.post("/prompt", {"prompt": graph}, Queued, context=self._context(request)).prompt_id

    def _ours(self, request: PictureRequest) -> tuple[workflows.Workflow, dict[str, Value]]:
        """Return the workflow of ours for the checkpoint, and what its places are filled with."""
        checkpoint, family = self._server.checkpoint()
        preset = self._server.preset_for(family) if request.references else ""
        return _workflow_for(family, preset), {
            **_values_of(request, family),
            "checkpoint": checkpoint,
            "preset": preset,
        }

    def _own(self, request: PictureRequest) -> tuple[workflows.Workflow, dict[str, Value]]:
        """Return the reader's workflow; what it does not leave to us to choose, it knows better."""
        workflow = self._workflow or {}
        if workflows.has_place(workflow, "checkpoint"):
            checkpoint, family = self._server.checkpoint()
            return workflow, {**_values_of(request, family), "checkpoint": checkpoint}
        width, height = (-(-side // STEP) * STEP for side in (request.width, request.height))
        words = {"prompt": request.prompt, "negative_prompt": request.negative_prompt}
        return workflow, {**_values_of(request, family_of()), **words, "width": width, "height": height}

    def _references(self, workflow: workflows.Workflow, request: PictureRequest) -> dict[str, Value]:
        """Upload the references that a workflow has places for; where there is none, a plain picture of no weight."""
        values: dict[str, Value] = {}
        for number in range(1, workflows.MOST_REFERENCES + 1):
            reference = request.references[number - 1] if number <= len(request.references) else None
            place = workflows.numbered("reference", number)
            values[workflows.numbered("reference_weight", number)] = WEIGHT if reference else 0.0
            if workflows.has_place(workflow, place):
                values[place] = self._upload(reference or _nobody())
        return values

    def _upload(self, reference: ReferenceImage) -> str:
        """Upload a reference picture and return its name on the server; the same picture has the same name."""
        name = f"vividpages-{hashlib.sha256(reference.data).hexdigest()[:20]}.{suffix_of(reference)}"
        file = (name, reference.data, reference.media_type)
        fields = {"type": "input", "overwrite": "true"}
        kept = self._client.upload("/upload/image", Uploaded, file=file, fields=fields)
        return "/".join(part for part in (kept.subfolder, kept.name) if part)

    def _wait_for(self, prompt_id: str, request: PictureRequest) -> Mapping[str, NodeOutput]:
        """Wait for the outputs of the work, by node."""
        ends = time.monotonic() + self._seconds
        pause = self._first_pause
        while True:
            entry = self._look(lambda: self._entry(prompt_id))
            if entry is not None:
                return _outputs_of(entry, self._context(request))
            if pause >= LONGEST_PAUSE and self._look(lambda: self._is_lost(prompt_id)):
                raise CutOff("ComfyUI no longer knows this picture. Perhaps it was restarted.")
            left = ends - time.monotonic()
            if left <= 0:
                self._take_off(prompt_id)
                raise CutOff(f"ComfyUI had not finished the picture after {self._seconds:g} seconds.")
            time.sleep(min(pause, left))
            pause = min(pause * PAUSES_GROW, LONGEST_PAUSE)

    def _context(self, request: PictureRequest) -> CallContext:
        return self._client.context(request.prompt, request.tags, request.negative_prompt)

    def _look(self, ask: Callable[[], Answer]) -> Answer:
        """Look how far it is: once the work is queued, a server that cannot be reached may still be doing it."""
        try:
            return ask()
        except ServiceDown as error:
            raise CutOff(f"ComfyUI took the work and then went away. {error}") from None

    def _entry(self, prompt_id: str) -> HistoryEntry | None:
        history = self._client.get(f"/history/{quote(prompt_id, safe='')}", dict[str, HistoryEntry])
        return history.get(prompt_id)

    def _is_lost(self, prompt_id: str) -> bool:
        """Say whether it is neither waiting nor running nor done; looked at in the order in which work moves."""
        queue = self._client.get("/queue", Queue)
        is_queued = prompt_id in (*queue.pending, *queue.running)
        return not is_queued and self._entry(prompt_id) is None

    def _take_off(self, prompt_id: str) -> None:
        """Stop our own work only: an older ComfyUI interrupts whatever runs, and that may be somebody else's."""
        with suppress(ProviderError):
            self._client.send("/queue", {"delete": [prompt_id]})
            if prompt_id in self._client.get("/queue", Queue).running:
                self._client.send("/interrupt", {"prompt_id": prompt_id})


def _values_of(request: PictureRequest, family: Family) -> dict[str, Value]:
    """Return what places are filled with for a family of checkpoints."""
    prompt, negative = family.words_for(request)
    width, height = family.size_for(request.width, request.height)
    return {
        "prompt": prompt,
        "tags": request.tags or request.prompt,
        "negative_prompt": negative,
        "width": width,
        "height": height,
        "seed": request.seed,
        "steps": family.steps,
        "cfg": family.cfg,
        "guidance": family.guidance or 0.0,
        "sampler": family.sampler,
        "scheduler": family.scheduler,
    }


@cache
def _nobody() -> ReferenceImage:
    """Make the picture that stands where a workflow wants one and there is none."""
    file = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(file, "PNG")
    return ReferenceImage("nobody", file.getvalue(), "image/png")


def _workflow_for(family: Family, preset: str) -> workflows.Workflow:
    if family.guidance is not None:
        return workflows.text_to_flux()
    return workflows.guided_by_reference() if preset else workflows.text_to_picture()


def _outputs_of(entry: HistoryEntry, context: CallContext) -> Mapping[str, NodeOutput]:
    """Return what the work put out. Raises what became of it instead."""
    status = entry.status or HistoryStatus()
    happened = dict(status.messages)
    if "execution_interrupted" in happened:
        raise ServiceDown("Somebody stopped the picture on ComfyUI.")
    if status.status_str == "error":
        raise _failed(happened.get("execution_error") or {}, context)
    return entry.outputs or {}


def _failed(error: Mapping[str, Any], context: CallContext) -> RequestRejected:
    node = node_title(error.get("node_id"), error.get("node_type"))
    if "OutOfMemory" in str(error.get("exception_type")):
        return RequestRejected(f"ComfyUI has too little graphics memory for this ({node}): choose a lower resolution.")
    words = safe_words(str(error.get("exception_message") or ""), context)
    return RequestRejected(f"ComfyUI failed at {node}. It says: {words or 'nothing more'}")


def _first_image(outputs: Mapping[str, NodeOutput]) -> OutputImage:
    """Return the first picture; one that the workflow saves before a preview."""
    images = [image for output in outputs.values() for image in output.images or ()]
    if not images:
        raise BadAnswer("ComfyUI ended without a picture: the workflow needs a node that saves or previews one.")
    return min(images, key=lambda image: image.type != "output")
