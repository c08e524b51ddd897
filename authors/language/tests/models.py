"""Models for tests: a service's real client, at the wire server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.tests import attentive_writer
from providers.interfaces.credentials import Credentials
from providers.services.anthropic.text import AnthropicText

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer


def claude(wire: WireServer, *, context_tokens: int = 1_000_000, most_output_tokens: int = 64_000) -> AnthropicText:
    """Return a model that the attentive writer answers for."""
    wire.answer = attentive_writer.answer
    return AnthropicText(
        Credentials("anthropic", "sk-ant-test-0000", wire.base_url("anthropic")),
        "claude-sonnet-5-5",
        context_tokens=context_tokens,
        most_output_tokens=most_output_tokens,
    )


def asked(wire: WireServer) -> list[str]:
    """Return what was asked so far, the system's words first."""
    return ["\n\n".join(block["text"] for block in (*_system(call), *_user(call))) for call in wire.calls]


def _system(call: object) -> list[dict[str, str]]:
    return list(call.json["system"])  # type: ignore[attr-defined]


def _user(call: object) -> list[dict[str, str]]:
    return list(call.json["messages"][0]["content"])  # type: ignore[attr-defined]
