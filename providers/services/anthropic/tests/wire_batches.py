"""Anthropic's Message Batches: create, retrieve, results as JSON lines, cancel."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from providers.tests.wire.services import Call, Reply, Route
from providers.tests.wire.troubles import WELL, Trouble

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer

Ask = Callable[[Mapping[str, Any], Trouble, float], Reply]


def batch_routes(wire: WireServer, ask: Ask) -> dict[tuple[str, str], Route]:
    """Return the routes of batches whose requests are answered by `ask`."""
    batches = _MessageBatches(wire, ask)
    base = "/v1/messages/batches"
    return {
        ("POST", base): batches.create,
        ("GET", base): batches.listed,
        ("GET", f"{base}/{{id}}"): batches.retrieve,
        ("GET", f"{base}/{{id}}/results"): batches.results,
        ("POST", f"{base}/{{id}}/cancel"): batches.cancel,
    }


class _MessageBatches:
    def __init__(self, wire: WireServer, ask: Ask) -> None:
        self._wire = wire
        self._ask = ask
        self._requests: dict[str, list[Mapping[str, Any]]] = {}
        self._polls: dict[str, int] = {}
        self._created: dict[str, str] = {}
        self._cancelled: set[str] = set()

    def create(self, call: Call, _: Trouble) -> Reply:
        batch = self._wire.new_id("msgbatch_")
        self._requests[batch] = call.json["requests"]
        self._polls[batch] = self._wire.batch_polls
        self._created[batch] = datetime.now(UTC).isoformat()
        return Reply(self._described(batch, call, ended=False))

    def retrieve(self, call: Call, _: Trouble) -> Reply:
        batch = call.parts["id"]
        if batch not in self._requests:
            error = {"type": "not_found_error", "message": "batch not found"}
            return Reply({"type": "error", "error": error}, status=404)
        self._polls[batch] -= 1
        return Reply(self._described(batch, call, ended=self._polls[batch] < 0))

    def listed(self, call: Call, _: Trouble) -> Reply:
        newest_first = []
        for batch in reversed(self._requests):
            self._polls[batch] -= 1
            newest_first.append(self._described(batch, call, ended=self._polls[batch] < 0))
        return Reply({"data": newest_first, "has_more": False, "first_id": None, "last_id": None})

    def cancel(self, call: Call, _: Trouble) -> Reply:
        self._cancelled.add(call.parts["id"])
        return Reply(self._described(call.parts["id"], call, ended=False))

    def results(self, call: Call, _: Trouble) -> Reply:
        lines = [json.dumps(self._result(call, request)) for request in self._requests[call.parts["id"]]]
        # The order of results is not that of the requests.
        return Reply(body="\n".join(reversed(lines)).encode() + b"\n", content_type="application/x-jsonl")

    def _result(self, call: Call, request: Mapping[str, Any]) -> dict[str, Any]:
        name = request["custom_id"]
        if call.parts["id"] in self._cancelled:
            return {"custom_id": name, "result": {"type": "canceled"}}
        trouble = self._wire.batch_troubles.get(name, WELL)
        reply = self._ask(request["params"], trouble, call.arrived)
        if trouble.kind == "fails":
            reply = self._wire.services["anthropic"].failure(trouble)
        if reply.status != 200:
            return {"custom_id": name, "result": {"type": "errored", "error": reply.content}}
        return {"custom_id": name, "result": {"type": "succeeded", "message": reply.content}}

    def _described(self, batch: str, call: Call, *, ended: bool) -> dict[str, Any]:
        count = len(self._requests[batch])
        running = "canceling" if batch in self._cancelled else "in_progress"
        where = f"http://{call.headers['host']}/anthropic/v1/messages/batches/{batch}/results"
        return {
            "id": batch,
            "type": "message_batch",
            "processing_status": "ended" if ended else running,
            "request_counts": {
                "processing": 0 if ended else count,
                "succeeded": count if ended else 0,
                "errored": 0,
                "canceled": 0,
                "expired": 0,
            },
            "created_at": self._created[batch],
            "expires_at": "2026-11-22T10:00:00Z",
            "ended_at": "2026-11-21T10:30:00Z" if ended else None,
            "results_url": where if ended else None,
            "archived_at": None,
            "cancel_initiated_at": None,
        }
