"""Black Forest Labs: jobs are accepted, looked at some times, and their pictures fetched from another address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from providers.tests.wire.services import Call, Reply, Route

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import FailureName, Trouble

PRICES = {
    "flux-2-pro": (3.0, 1.5),
    "flux-2-max": (7.0, 3.0),
    "flux-2-klein-9b": (1.5, 0.2),
    "flux-kontext-pro": (4.0, 0.0),
}
"""Credits of the first megapixel, and of each more."""
FAILURES: Mapping[FailureName, tuple[int, str]] = {
    "rate_limited": (429, "Too many active tasks."),
    "server_error": (500, "Internal Server Error"),
    "unavailable": (503, "Service Unavailable"),
    "key_refused": (403, "Not authenticated - Invalid Authentication"),
    "forbidden": (403, "This key may not do that."),
    "out_of_funds": (402, "Insufficient credits."),
    "bad_request": (422, "width: Input should be a multiple of 16"),
    "model_not_found": (404, "Not Found"),
}


@dataclass
class Job:
    """A job, and how often it was looked at."""

    request: Mapping[str, Any]
    looks: int = 0


class BFLWire:
    """The service. A job is done after `waits` looks at it and ends as `ending` says; `reasons` are those of a filter.

    `delivery` is where its pictures lie, "" for its own address; `says_cost` whether it tells what a job costs.
    """

    needs_key = True
    base = ""

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self.waits = 1
        self.ending = "Ready"
        self.reasons: list[str] = []
        self.delivery = ""
        self.says_cost = True
        self.jobs: dict[str, Job] = {}
        self.routes: dict[tuple[str, str], Route] = {
            ("GET", "/v1/credits"): lambda call, trouble: Reply({"credits": 1250}),
            ("GET", "/v1/get_result"): self._result,
            ("GET", "/delivery/{id}"): self._deliver,
            ("POST", "/v1/{model}"): self._accept,
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with its error JSON."""
        status, words = FAILURES.get(trouble.failure, FAILURES["server_error"])
        return Reply({"detail": trouble.text or words}, status, trouble.headers)

    def _accept(self, call: Call, _: Trouble) -> Reply:
        model, request = call.parts["model"], call.json
        if model not in PRICES:
            return Reply({"detail": "Not Found"}, 404)
        if "kontext" not in model and (request["width"] % 16 or request["height"] % 16):
            wrong = {"loc": ["body", "width"], "msg": "Input should be a multiple of 16", "type": "multiple_of"}
            return Reply({"detail": [wrong]}, 422)
        job_id = self._wire.new_id("job-")
        self.jobs[job_id] = Job({**request, "model": model})
        first, more = PRICES[model]
        inputs = sum(name.startswith("input_image") for name in request)
        pixels = request.get("width", 1024) * request.get("height", 1024)
        cost = first + more * (ceil(pixels / 1024**2) - 1 + inputs)
        told = {"cost": cost, "input_mp": float(inputs), "output_mp": pixels / 1024**2} if self.says_cost else {}
        return Reply({"id": job_id, "polling_url": f"{self._wire.base_url('bfl')}/v1/get_result?id={job_id}", **told})

    def _result(self, call: Call, _: Trouble) -> Reply:
        job = self.jobs.get(call.query["id"])
        if job is None:
            return Reply({"id": call.query["id"], "status": "Task not found", "result": None}, 404)
        job.looks += 1
        if job.looks <= self.waits:
            return Reply({"id": call.query["id"], "status": "Pending", "result": None, "progress": 0.4})
        details = {"Moderation Reasons": self.reasons} if self.reasons else None
        if "bloodbath" in job.request["prompt"]:
            return Reply({"id": call.query["id"], "status": "Request Moderated", "result": None, "details": details})
        if self.ending != "Ready":
            return Reply({"id": call.query["id"], "status": self.ending, "result": None, "details": details})
        place = self.delivery or f"{self._wire.base_url('bfl')}/delivery/"
        result = {"sample": f"{place}{call.query['id']}?sig=abc", "prompt": job.request["prompt"], "duration": 2.1}
        return Reply({"id": call.query["id"], "status": "Ready", "result": result})

    def _deliver(self, call: Call, trouble: Trouble) -> Reply:
        job = self.jobs[call.parts["id"]]
        if trouble.kind == "answers":
            return Reply(body=(trouble.text or "").encode(), content_type="image/png")
        width, height = job.request.get("width", 1024), job.request.get("height", 1024)
        return Reply(body=self._wire.draw(width, height, job.request["seed"], "PNG"), content_type="image/png")


WIRE = BFLWire
