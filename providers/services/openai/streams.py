"""Long answers of OpenAI and of servers like it come piece by piece, so that nothing between cuts a silent line."""

from __future__ import annotations

import json
from time import monotonic
from typing import TYPE_CHECKING, Any

from openai.types.chat import ChatCompletion, ChatCompletionChunk

from providers.errors import CutOff
from providers.wire.connections import LONGEST_SECONDS

if TYPE_CHECKING:
    import openai


def collected(stream: openai.Stream[ChatCompletionChunk], title: str) -> ChatCompletion | None:
    """Put the whole completion together from its pieces; None if what answers is no service of this kind.

    A server that answers in one piece all the same is understood. Raises CutOff if there is no end, or none in time.
    """
    kind = stream.response.headers.get("content-type", "")
    if "event-stream" not in kind:
        return _in_one_piece(stream.response.read()) if "json" in kind else None
    text, refusal, finish, usage = "", "", None, None
    until = monotonic() + LONGEST_SECONDS
    try:
        for chunk in stream:
            usage = getattr(chunk, "usage", None) or usage
            for choice in getattr(chunk, "choices", None) or ():
                text += getattr(choice.delta, "content", None) or ""
                refusal += getattr(choice.delta, "refusal", None) or ""
                finish = getattr(choice, "finish_reason", None) or finish
            if monotonic() > until:
                raise CutOff(f"{title} did not come to an end in time.")
    except json.JSONDecodeError:
        raise CutOff(f"{title} broke off in the middle of its answer.") from None
    if finish is None:
        raise CutOff(f"{title} broke off before its answer had come whole.")
    message = {"role": "assistant", "content": text, "refusal": refusal or None}
    choices: list[Any] = [{"index": 0, "finish_reason": finish, "message": message}]
    return ChatCompletion.construct(choices=choices, usage=usage)


def _in_one_piece(body: bytes) -> ChatCompletion | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return ChatCompletion.construct(**answer) if isinstance(answer, dict) else None
