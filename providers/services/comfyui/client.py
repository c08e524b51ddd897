"""ComfyUI's API over HTTP: what it answers, which checkpoints it has, and whether it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from providers.errors import BadAnswer, ProviderError, RequestRejected, UnknownModel
from providers.wire.json_client import JsonApi, JsonClient
from providers.wire.self_hosted import self_hosted_failure

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

    from providers.interfaces.credentials import Credentials

TITLE = "ComfyUI"
BASE_URL = "http://127.0.0.1:8188"
ANSWER_SECONDS = 30.0
"""How long one HTTP answer may take; ComfyUI answers at once and draws after."""
ARCHITECTURE = ("modelspec.architecture", "ss_base_model_version")
"""Where a file of weights says what it is."""
IP_ADAPTER_NODE = "IPAdapterUnifiedLoader"

QueuedItem = Annotated[list[Any], Field(min_length=2)]


class Queued(BaseModel):
    """The answer to a workflow that was handed over."""

    prompt_id: str


class Uploaded(BaseModel):
    """Where ComfyUI has put an uploaded picture."""

    name: str = Field(min_length=1)
    subfolder: str = ""


class OutputImage(BaseModel):
    """A picture that a node put out, as `/view` is asked for it."""

    filename: str = ""
    subfolder: str = ""
    type: str = ""


class NodeOutput(BaseModel):
    """What a node put out."""

    images: list[OutputImage] | None = None


class HistoryStatus(BaseModel):
    """How work ended, and what happened meanwhile."""

    status_str: str = ""
    messages: list[tuple[str, dict[str, Any]]] = []


class HistoryEntry(BaseModel):
    """Work that has ended, in the history."""

    status: HistoryStatus | None = None
    outputs: dict[str, NodeOutput] | None = None


class Queue(BaseModel):
    """What runs and what waits; of each the second item is its identifier."""

    queue_running: list[QueuedItem]
    queue_pending: list[QueuedItem]

    @property
    def running(self) -> list[str]:
        """The identifiers of what runs."""
        return [str(item[1]) for item in self.queue_running]

    @property
    def pending(self) -> list[str]:
        """The identifiers of what waits."""
        return [str(item[1]) for item in self.queue_pending]


def client_for(credentials: Credentials, http_client: httpx2.Client | None = None) -> JsonClient:
    """Make a client for a reader's ComfyUI."""
    api = JsonApi(
        title=TITLE,
        default_url=BASE_URL,
        words_of=_words_of,
        seconds=ANSWER_SECONDS,
        explain=self_hosted_failure,
    )
    return JsonClient(credentials, api, http_client=http_client)


def free_check(credentials: Credentials, http_client: httpx2.Client | None = None) -> str:
    """Say that ComfyUI answers and what it has. Raises what is wrong."""
    count = len(installed_models(credentials, http_client))
    if not count:
        return "ComfyUI answers, but it has no checkpoint: put one into its models/checkpoints folder."
    return f"ComfyUI answers; {count} checkpoint{' is' if count == 1 else 's are'} installed."


def installed_models(credentials: Credentials, http_client: httpx2.Client | None = None) -> list[str]:
    """List the checkpoints, by the names that `ComfyUI` takes."""
    return checkpoints(client_for(credentials, http_client))


def checkpoints(client: JsonClient) -> list[str]:
    """List the choices of the checkpoint loader: a list, or in newer versions the options of a combo box."""
    info = client.get("/object_info/CheckpointLoaderSimple", dict[str, Any])
    try:
        kind, *more = info["CheckpointLoaderSimple"]["input"]["required"]["ckpt_name"]
        return list(map(str, kind if isinstance(kind, list) else more[0]["options"]))
    except (LookupError, TypeError, ValueError):
        raise client.bad_answer() from None


def architecture_of(client: JsonClient, checkpoint: str) -> str:
    """Return what a checkpoint's file says of its architecture; "" if it says nothing or the server does not tell."""
    try:
        written = client.fetch("/view_metadata/checkpoints", params={"filename": checkpoint})
        facts = TypeAdapter(dict[str, Any]).validate_json(written)
    except (ProviderError, ValidationError):
        return ""
    return " ".join(str(facts[name]) for name in ARCHITECTURE if name in facts)


def ip_adapters(client: JsonClient) -> list[str] | None:
    """List the IP-Adapters that the server can use: none without nodes or an encoder; None if not known now."""
    try:
        if not client.get(f"/object_info/{IP_ADAPTER_NODE}", dict[str, Any]):
            return []
        return client.get("/models/ipadapter", list[str]) if client.get("/models/clip_vision", list[str]) else []
    except (RequestRejected, BadAnswer, UnknownModel):
        return []
    except ProviderError:
        return None


def node_title(key: object, kind: object) -> str:
    """Name a node in words for readers."""
    return f"node {key} ({kind or 'of an unknown kind'})"


def _words_of(error: Any) -> str:
    """Say which node does not like what; else the general words."""
    nodes: Mapping[str, Any] = error.get("node_errors") or {}
    objections = [
        f"{node_title(key, node.get('class_type'))}: {wrong['message']}: {wrong['details']}"
        for key, node in nodes.items()
        for wrong in node["errors"]
    ]
    general = error["error"]
    return "; ".join(objections) or (str(general["message"]) if isinstance(general, dict) else str(general))
