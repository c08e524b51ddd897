"""What a reader is told about each service before giving it a key."""

from __future__ import annotations

from dataclasses import dataclass

from providers.credentials import Service


@dataclass(frozen=True, slots=True)
class KeyService:
    """A service that takes keys or addresses.

    `purpose` and `where` are sentences for the form: what it is for, and where its key comes from. `example_url` is
    the address that its servers usually have, "" for a service with one address of its own.
    """

    service: Service
    title: str
    purpose: str
    where: str
    where_url: str = ""
    needs_secret: bool = False
    example_url: str = ""

    @property
    def takes_base_url(self) -> bool:
        """Whether a reader says where the server is."""
        return bool(self.example_url)


KEY_SERVICES: dict[str, KeyService] = {
    entry.service: entry
    for entry in (
        KeyService(
            service="anthropic",
            title="Anthropic",
            purpose="Reads a book with Claude: its people, its places, and what each scene shows.",
            where="Make a key in Anthropic's console, under API keys. What it is used for is billed to you there.",
            where_url="https://platform.claude.com/settings/keys",
            needs_secret=True,
        ),
        KeyService(
            service="openai",
            title="OpenAI",
            purpose="Reads a book with GPT models, and draws its pictures with OpenAI's image models.",
            where="Make a key on OpenAI's platform, under API keys. What it is used for is billed to you there.",
            where_url="https://platform.openai.com/api-keys",
            needs_secret=True,
        ),
        KeyService(
            service="compatible",
            title="OpenAI-compatible server",
            purpose="Reads a book with any server that speaks OpenAI's protocol: vLLM, LM Studio, OpenRouter, NanoGPT.",
            where="The server's own page names its address, which often ends in /v1. A server at home needs no key.",
            example_url="https://openrouter.ai/api/v1",
        ),
        KeyService(
            service="ollama",
            title="Ollama",
            purpose="Reads a book with a model on a machine of your own. Nothing is billed, and the text stays there.",
            where="Ollama listens at this address unless you have changed it. It needs no key.",
            where_url="https://ollama.com/download",
            example_url="http://localhost:11434",
        ),
        KeyService(
            service="automatic1111",
            title="Stable Diffusion (AUTOMATIC1111)",
            purpose="Draws pictures with Stable Diffusion on a machine of your own. Nothing is billed.",
            where="Start the web UI with --api. It needs no key; if you set --api-auth, give it as name:password.",
            example_url="http://localhost:7860",
        ),
        KeyService(
            service="comfyui",
            title="Stable Diffusion (ComfyUI)",
            purpose="Draws pictures with the checkpoints of a ComfyUI on a machine of your own. Nothing is billed.",
            where="ComfyUI listens at this address unless you have changed it. It needs no key.",
            example_url="http://localhost:8188",
        ),
    )
}
