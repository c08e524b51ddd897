"""A local server that speaks the services' wire protocols, for tests and benchmarks.

    with WireServer() as wire:
        credentials = Credentials("anthropic", "sk-wire", wire.base_url("anthropic"))
        wire.answer = lambda question: '{"mood": "calm"}'   # else: the least instance of the schema
        wire.latency = 0.2                                  # seconds that every call takes
        wire.plan(rate_limited(retry_after=3), WELL, cut_in_body())  # what befalls the next calls, in their order
        ...
        wire.calls, wire.calls_of("anthropic"), wire.most_in_flight

Services: `anthropic`, `openai`, `compatible` (OpenAI's protocol without its extras), `ollama`,
`automatic1111`, `comfyui`, `google`, `bfl`, `stability`, `replicate`. In a test take the fixture `wire`, in a
benchmark the context manager. Each service brings its own class with `routes` and `failure` (see `services.py`) as
`WIRE` of `tests/wire.py` in its folder.
"""

from providers.tests.wire.server import WireServer
from providers.tests.wire.services import Call, Question, Reply
from providers.tests.wire.troubles import (
    WELL,
    Trouble,
    answers,
    cut_before,
    cut_in_body,
    fails,
    rate_limited,
    slow,
    strange_fields,
    wrong_content_type,
)

__all__ = [
    "WELL",
    "Call",
    "Question",
    "Reply",
    "Trouble",
    "WireServer",
    "answers",
    "cut_before",
    "cut_in_body",
    "fails",
    "rate_limited",
    "slow",
    "strange_fields",
    "wrong_content_type",
]
