"""What the services bill, by their own log: the wire server's, which knows nothing of our ledger."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from providers.choosing.catalogue import usable_entry
from providers.interfaces.usage import Usage
from providers.money.prices import cost_of
from providers.tests.wire import WELL, WireServer

if TYPE_CHECKING:
    from providers.choosing.catalogue import Kind
    from providers.tests.wire import Call, Reply, Trouble

MODELS: dict[str, Kind] = {
    "anthropic/claude-haiku-5-5": "text",
    "anthropic/claude-sonnet-5-5": "text",
    "openai/gpt-image-2.5-flare": "image",
    "runway/gen4_turbo": "video",
}
"""Those that the steps call."""


@dataclass(frozen=True, slots=True)
class Bill:
    """A call that a service bills. `is_whole`: its answer was sent as it should be; `at` is of the monotonic clock."""

    model: str
    cost: Decimal
    request: str
    is_whole: bool
    at: float


class BilledWire(WireServer):
    """The wire server with a log of what it would bill; it asks for prices once, and no database after that."""

    def __init__(self) -> None:
        super().__init__()
        self.bills: list[Bill] = []
        self._entries = {name: usable_entry(name, kind) for name, kind in MODELS.items()}
        self._writing = threading.Lock()

    def forget(self) -> None:
        """Be as at first: nothing is planned, nobody has called, and nothing is billed."""
        self.always(WELL)
        self._planned.clear()
        self.calls.clear()
        self.bills.clear()

    def reply_to(self, call: Call) -> tuple[Reply, Trouble]:
        """Answer a call, and write down what it costs."""
        reply, trouble = super().reply_to(call)
        bill = self._bill_of(call, reply, is_whole=trouble.kind in ("well", "slow", "strange_fields"))
        if bill is not None:
            with self._writing:
                self.bills.append(bill)
        return reply, trouble

    def _bill_of(self, call: Call, reply: Reply, *, is_whole: bool) -> Bill | None:
        if call.method != "POST" or reply.status != 200 or call.service not in _USED:
            return None
        usage = _USED[call.service](call, reply)
        if usage is None:
            return None
        model = f"{call.service}/{_model_of(call)}"
        cost = cost_of(self._entries[model], usage)
        request = sha256(call.path.encode() + _without_boundary(call)).hexdigest()
        return Bill(model, cost, request, is_whole, time.monotonic()) if cost else None


def _model_of(call: Call) -> str:
    if call.headers.get("content-type", "").startswith("application/json"):
        return str(call.json["model"])
    _head, _, rest = call.body.partition(b'name="model"')
    return rest.lstrip(b"\r\n").split(b"\r\n", 1)[0].decode()


def _without_boundary(call: Call) -> bytes:
    """Return the body without what a form puts between its parts: that is another one each time."""
    _, _, boundary = call.headers.get("content-type", "").partition("boundary=")
    return call.body.replace(boundary.encode(), b"") if boundary else call.body


def _of_text(_call: Call, reply: Reply) -> Usage | None:
    content: Any = reply.content
    if reply.events is not None:
        content = _of_stream(reply)
    if not isinstance(content, dict) or "usage" not in content:
        return None
    used = content["usage"]
    return Usage(
        input_tokens=used["input_tokens"],
        cache_read_tokens=used["cache_read_input_tokens"],
        cache_write_tokens=used["cache_creation_input_tokens"],
        output_tokens=used["output_tokens"],
    )


def _of_stream(reply: Reply) -> dict[str, Any]:
    """Put together what a stream says of its usage."""
    used: dict[str, Any] = {}
    for _, data in reply.events or ():
        if isinstance(data, dict):
            used |= (data.get("message") or {}).get("usage") or {}
            used |= data.get("usage") or {}
    return {"usage": used} if used else {}


def _of_pictures(_call: Call, reply: Reply) -> Usage | None:
    if not isinstance(reply.content, dict) or "usage" not in reply.content:
        return None
    used = reply.content["usage"]
    images_in = (used.get("input_tokens_details") or {}).get("image_tokens") or 0
    texts_out = (used.get("output_tokens_details") or {}).get("text_tokens") or 0
    return Usage(
        input_tokens=used["input_tokens"] - images_in,
        image_input_tokens=images_in,
        output_tokens=texts_out,
        image_output_tokens=used["output_tokens"] - texts_out,
        pictures=1,
    )


def _of_clips(call: Call, reply: Reply) -> Usage | None:
    return Usage(seconds=call.json["duration"]) if isinstance(reply.content, dict) and "id" in reply.content else None


_USED = {"anthropic": _of_text, "openai": _of_pictures, "runway": _of_clips}
