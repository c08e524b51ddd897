"""Runway: tasks are accepted, looked at some times, cancelled or fetched from another address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from providers.tests.wire.clips_filmed import filmed
from providers.tests.wire.services import Call, Reply, Route

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer
    from providers.tests.wire.troubles import FailureName, Trouble

MODELS = ("gen4_turbo", "gen4.5")
FIELDS = {"model", "promptImage", "promptText", "ratio", "duration", "seed"}
FAILURES: Mapping[FailureName, tuple[int, str]] = {
    "rate_limited": (429, "You have exceeded your daily limit of generations."),
    "server_error": (500, "Internal Server Error"),
    "unavailable": (503, "Service Unavailable"),
    "key_refused": (401, "Unauthorized"),
    "forbidden": (403, "Forbidden"),
    "out_of_funds": (400, "You do not have enough credits to run this task."),
    "bad_request": (400, "Validation of body failed"),
    "model_not_found": (404, "Not Found"),
}


@dataclass
class Task:
    """A task, and how often it was looked at."""

    request: Mapping[str, Any]
    looks: int = 0


class RunwayWire:
    """The service. A task is done after `waits` looks at it and ends as `ending`, with `code` where it failed."""

    needs_key = True
    base = ""

    def __init__(self, wire: WireServer) -> None:
        self._wire = wire
        self.waits = 1
        self.ending = "SUCCEEDED"
        self.code: str | None = None
        self.tasks: dict[str, Task] = {}
        self.cancelled: list[str] = []
        self.routes: dict[tuple[str, str], Route] = {
            ("GET", "/v1/organization"): lambda call, trouble: Reply({"creditBalance": 1250, "tier": {}, "usage": {}}),
            ("POST", "/v1/image_to_video"): self._accept,
            ("GET", "/v1/tasks/{id}"): self._task,
            ("DELETE", "/v1/tasks/{id}"): self._cancel,
            ("GET", "/delivery/{id}"): self._deliver,
        }

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with its error JSON."""
        status, words = FAILURES.get(trouble.failure, FAILURES["server_error"])
        return Reply({"error": trouble.text or words}, status, trouble.headers)

    def _accept(self, call: Call, _: Trouble) -> Reply:
        request = call.json
        if call.headers.get("x-runway-version") != "2024-11-06":
            return Reply({"error": "Missing X-Runway-Version"}, 400)
        if request.keys() != FIELDS or request["model"] not in MODELS or not 2 <= request["duration"] <= 10:
            return Reply({"error": FAILURES["bad_request"][1]}, 400)
        task_id = self._wire.new_id("task-")
        self.tasks[task_id] = Task(request)
        return Reply({"id": task_id})

    def _task(self, call: Call, _: Trouble) -> Reply:
        task = self.tasks.get(call.parts["id"])
        if task is None:
            return Reply({"error": "Not Found"}, 404)
        task.looks += 1
        told = {"id": call.parts["id"], "createdAt": "2026-11-22T10:00:00Z"}
        if task.looks <= self.waits:
            return Reply({**told, "status": "THROTTLED" if task.looks == 1 else "RUNNING", "progress": 0.4})
        if "bloodbath" in task.request["promptText"]:
            return Reply({**told, "status": "FAILED", "failure": "moderated", "failureCode": "SAFETY.INPUT.TEXT"})
        if self.ending != "SUCCEEDED":
            return Reply({**told, "status": self.ending, "failure": "An error occurred.", "failureCode": self.code})
        address = f"{self._wire.base_url('runway')}/delivery/{call.parts['id']}"
        return Reply({**told, "status": "SUCCEEDED", "output": [address]})

    def _cancel(self, call: Call, _: Trouble) -> Reply:
        self.cancelled.append(call.parts["id"])
        self.tasks.pop(call.parts["id"], None)
        return Reply(body=b"", status=204)

    def _deliver(self, call: Call, trouble: Trouble) -> Reply:
        if trouble.kind == "answers":
            return Reply(body=(trouble.text or "").encode(), content_type="video/mp4")
        request = self.tasks[call.parts["id"]].request
        width, height = map(int, request["ratio"].split(":"))
        data = filmed(width // 4, height // 4, request["seed"], request["duration"])
        return Reply(body=data, content_type="video/mp4")


WIRE = RunwayWire
