"""OpenAI's files and batches: a file of JSON lines in, a file of answers and one of errors out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from email.message import Message
from email.parser import BytesParser
from typing import TYPE_CHECKING, Any

from providers.tests.wire.services import Call, Reply, Route
from providers.tests.wire.troubles import WELL, Trouble

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer

Ask = Callable[[Mapping[str, Any], Trouble, float], Reply]


def batch_routes(wire: WireServer, ask: Ask) -> dict[tuple[str, str], Route]:
    """Return the routes of files and of batches whose requests are answered by `ask`."""
    batches = _Batches(wire, ask)
    return {
        ("POST", "/v1/files"): batches.upload,
        ("GET", "/v1/files/{id}/content"): batches.download,
        ("DELETE", "/v1/files/{id}"): batches.delete,
        ("POST", "/v1/batches"): batches.create,
        ("GET", "/v1/batches"): batches.listed,
        ("GET", "/v1/batches/{id}"): batches.retrieve,
        ("POST", "/v1/batches/{id}/cancel"): batches.cancel,
    }


class _Batches:
    def __init__(self, wire: WireServer, ask: Ask) -> None:
        self._wire = wire
        self._ask = ask
        self._files: dict[str, bytes] = {}
        self._batches: dict[str, dict[str, Any]] = {}
        self._polls: dict[str, int] = {}

    def upload(self, call: Call, _: Trouble) -> Reply:
        parts = _multipart(call)
        return Reply(self._stored(parts["file"], parts["purpose"].decode()))

    def download(self, call: Call, _: Trouble) -> Reply:
        return Reply(body=self._files[call.parts["id"]], content_type="application/octet-stream")

    def delete(self, call: Call, _: Trouble) -> Reply:
        self._files.pop(call.parts["id"], None)
        return Reply({"id": call.parts["id"], "object": "file", "deleted": True})

    def create(self, call: Call, _: Trouble) -> Reply:
        name = self._wire.new_id("batch_")
        self._polls[name] = self._wire.batch_polls
        self._batches[name] = {
            "id": name,
            "object": "batch",
            "endpoint": call.json["endpoint"],
            "input_file_id": call.json["input_file_id"],
            "completion_window": call.json["completion_window"],
            "metadata": call.json.get("metadata"),
            "status": "validating",
            "created_at": int(time.time()),
            "output_file_id": None,
            "error_file_id": None,
        }
        return Reply(self._batches[name])

    def retrieve(self, call: Call, _: Trouble) -> Reply:
        batch = self._batches[call.parts["id"]]
        self._polls[batch["id"]] -= 1
        if batch["status"] in ("completed", "cancelled", "failed"):
            return Reply(batch)
        if self._polls[batch["id"]] >= 0:
            return Reply({**batch, "status": "in_progress"})
        if batch["status"] == "cancelling":
            batch["status"] = "cancelled"
        else:
            self._work(batch, call.arrived)
        return Reply(batch)

    def listed(self, _: Call, __: Trouble) -> Reply:
        return Reply({"object": "list", "data": [*reversed(self._batches.values())], "has_more": False})

    def cancel(self, call: Call, _: Trouble) -> Reply:
        batch = self._batches[call.parts["id"]]
        batch["status"] = "cancelling"
        return Reply(batch)

    def _work(self, batch: dict[str, Any], arrived: float) -> None:
        good, bad = [], []  # type: ignore[var-annotated]
        if self._wire.batch_fails:
            batch |= {"status": "failed", "errors": {"object": "list", "data": [{"code": "invalid_json_line"}]}}
            return
        requests = [json.loads(line) for line in self._files[batch["input_file_id"]].split(b"\n") if line]
        for request in requests:
            trouble = self._wire.batch_troubles.get(request["custom_id"], WELL)
            reply = self._ask(request["body"], trouble, arrived)
            if trouble.kind == "fails":
                reply = self._wire.services["openai"].failure(trouble)
            line = {"id": self._wire.new_id("batch_req_"), "custom_id": request["custom_id"], "error": None}
            line["response"] = {"status_code": reply.status, "request_id": "req_1", "body": reply.content}
            (good if reply.status == 200 else bad).append(json.dumps(line))
        batch["status"] = "completed"
        for field, lines in (("output_file_id", good), ("error_file_id", bad)):
            if lines:
                # The order of results is not that of the requests.
                batch[field] = self._stored("\n".join(reversed(lines)).encode() + b"\n", "batch_output")["id"]

    def _stored(self, content: bytes, purpose: str) -> dict[str, Any]:
        name = self._wire.new_id("file-")
        self._files[name] = content
        return {
            "id": name,
            "object": "file",
            "bytes": len(content),
            "created_at": 1_790_000_000,
            "filename": "requests.jsonl",
            "purpose": purpose,
            "status": "processed",
        }


def _multipart(call: Call) -> dict[str, bytes]:
    head = f"Content-Type: {call.headers['content-type']}\r\n\r\n".encode()
    message: Message = BytesParser().parsebytes(head + call.body)
    parts = {}
    for part in message.get_payload():
        assert isinstance(part, Message)
        parts[str(part.get_param("name", header="content-disposition"))] = part.get_payload(decode=True)
    return parts  # type: ignore[return-value]
