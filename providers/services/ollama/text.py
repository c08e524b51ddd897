"""Models on the reader's own machine answer questions, through Ollama."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from providers.errors import ContextTooLong, CutOff
from providers.interfaces.text import TextAnswer, TextRequest
from providers.interfaces.usage import Usage
from providers.services.ollama.client import TITLE, ChatAnswer, client_for
from providers.wire.connections import read_seconds
from providers.wire.schemas import bare_json, schema_as_words, strict_schema

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials

BYTES_A_TOKEN = 3.5
"""Of UTF-8: fewer than in most texts, because a prompt that does not fit would be cut without a word."""
LEAST_CONTEXT = 4096
SLOWNESS = 4
"""How many times slower than a service of the cloud a machine at home may be."""


class OllamaText:
    """A model that Ollama has installed. Safe to use from several threads.

    `structured`: hold the model to the JSON schema; otherwise it is asked for JSON in words. `http_client` carries
    the requests instead of a client of our own.
    """

    def __init__(
        self,
        credentials: Credentials,
        model: str,
        *,
        context_tokens: int,
        most_output_tokens: int,
        structured: bool = True,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self.name = model
        self.context_tokens = context_tokens
        self.most_output_tokens = most_output_tokens
        self._structured = structured
        self._client = client_for(credentials, http_client, seconds=read_seconds(SLOWNESS * most_output_tokens))

    def complete(self, request: TextRequest) -> TextAnswer:
        """Ask once, with one HTTP request. Raises ContextTooLong before it asks, and the other `providers.errors`."""
        body = chat_body(request, model=self.name, most_context=self.context_tokens, structured=self._structured)
        context = self._client.context(request.prefix, request.prompt, model=self.name)
        return answer_of(self._client.post("/api/chat", body, ChatAnswer, context=context))


def chat_body(request: TextRequest, *, model: str, most_context: int, structured: bool = True) -> dict[str, Any]:
    """Make the body of a chat request, with a context that holds it.

    Raises ContextTooLong if none of the model's does.
    """
    system = request.system if structured else f"{request.system}\n\n{schema_as_words(request.schema)}".strip()
    prompt = "\n\n".join(text for text in (request.prefix, request.prompt) if text)
    schema = strict_schema(request.schema)
    read = len(f"{system}{prompt}".encode()) / BYTES_A_TOKEN
    return {
        "model": model,
        "messages": [
            *([{"role": "system", "content": system}] if system else ()),
            {"role": "user", "content": prompt},
        ],
        "format": schema if structured else "json",
        "stream": False,
        "think": False,
        "options": {
            "num_ctx": _context_for(int(read) + request.max_output_tokens, most_context, model),
            "num_predict": request.max_output_tokens,
            "temperature": 0,  # what stands in a text is not to be guessed anew each time
        },
    }


def answer_of(answer: ChatAnswer) -> TextAnswer:
    """Read the answer as our face has it. Raises CutOff for one without an end."""
    if not answer.done:
        raise CutOff(f"{TITLE} broke off before the answer had come whole.")
    usage = Usage(input_tokens=answer.prompt_eval_count or 0, output_tokens=answer.eval_count or 0)
    text = bare_json(answer.message.content)
    return TextAnswer(text, "length" if answer.done_reason == "length" else "end", usage)


def _context_for(tokens: int, most: int, model: str) -> int:
    if tokens > most:
        raise ContextTooLong(f"That is more than {model} can read at once.")
    # Few different sizes, because another size makes Ollama load the model anew.
    size = LEAST_CONTEXT
    while size < tokens:
        size *= 2
    return min(size, most)
