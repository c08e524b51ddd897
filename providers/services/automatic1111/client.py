"""The API of AUTOMATIC1111's web UI over HTTP: what it answers, which checkpoints it has, and whether it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Json

from providers.wire.json_client import JsonApi, JsonClient
from providers.wire.self_hosted import self_hosted_failure

if TYPE_CHECKING:
    import httpx2

    from providers.interfaces.credentials import Credentials

TITLE = "The Stable Diffusion server"
BASE_URL = "http://127.0.0.1:7860"
CHECK_SECONDS = 15.0


class Checkpoint(BaseModel):
    """A checkpoint: its title is its file with folder and hash, as in "SDXL/tale.safetensors [0a1b]"."""

    title: str = ""
    model_name: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Whatever it is found by: its title, that without the hash, its name."""
        return self.title, self.title.rsplit(" [", 1)[0], self.model_name


class Scripts(BaseModel):
    """The scripts that the server has."""

    txt2img: list[str] = []


class Modules(BaseModel):
    """What ControlNet can make of a picture before it guides drawing."""

    module_list: list[str] = []


class ControlModels(BaseModel):
    """The models that ControlNet has, as in "ip-adapter_sd15 [6a3f6166]"."""

    model_list: list[str] = []


class Info(BaseModel):
    """How a picture was drawn."""

    seed: int


class DrawAnswer(BaseModel):
    """The answer to a request for a picture; `info` is JSON within the JSON."""

    images: list[str] | None = None
    info: Json[Info] | str | None = None


def client_for(
    credentials: Credentials, http_client: httpx2.Client | None = None, *, seconds: float = CHECK_SECONDS
) -> JsonClient:
    """Make a client for a reader's server that waits `seconds` for an answer."""
    api = JsonApi(
        title=TITLE,
        default_url=BASE_URL,
        words_of=_words_of,
        seconds=seconds,
        explain=self_hosted_failure,
    )
    return JsonClient(credentials, api, http_client=http_client)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say that the server answers and what it has. Raises what is wrong."""
    count = len(installed_models(credentials, http_client))
    if not count:
        return "The server answers, but it has no checkpoint: put one into its models folder."
    return f"The server answers; {count} checkpoint{' is' if count == 1 else 's are'} installed."


def installed_models(credentials: Credentials, http_client: httpx2.Client | None = None) -> list[str]:
    """List the server's checkpoints, by the names that `Automatic1111` takes."""
    installed = checkpoints(client_for(credentials, http_client))
    return sorted(checkpoint.model_name or checkpoint.title for checkpoint in installed)


def checkpoints(client: JsonClient) -> list[Checkpoint]:
    """List what the server can draw with."""
    return client.get("/sdapi/v1/sd-models", list[Checkpoint])


def _words_of(error: Any) -> str:
    """Read `detail`: words, or a list of what is wrong with which field; what was sent stands beside it, unread."""
    detail = error.get("detail")
    if isinstance(detail, list):
        return "; ".join(f"{'.'.join(map(str, wrong['loc'][1:]))}: {wrong['msg']}" for wrong in detail)
    if detail == "Not Found":
        return "Not Found (is it started with --api?)"
    return str(detail or error.get("errors") or error.get("error"))
