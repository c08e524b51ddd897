"""Pictures of servers that speak OpenAI's images protocol: LocalAI, vLLM, SGLang, stable-diffusion.cpp, NanoGPT, …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from providers.errors import ContextTooLong, CutOff, RateLimited, RequestRejected, ServiceDown, UnknownModel
from providers.interfaces.images import DrawnImage
from providers.wire.failures import CallContext, ReportedError, failure
from providers.wire.json_client import ANYWHERE, JsonApi, JsonClient
from providers.wire.pictures import from_base64
from providers.wire.references import nearest_ratio, prompt_with

if TYPE_CHECKING:
    import httpx2

    from providers.errors import ProviderError
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.images import PictureRequest

TITLE = "The server"
SECONDS = 600.0
"""How long one picture may take; a large one on a small card takes minutes."""
LONGEST_PROMPT = 4_000
"""Characters: what OpenAI's first image models took, and servers like them still do."""
STANDARD_SIZES = {"1:1": "1024x1024", "3:2": "1536x1024", "2:3": "1024x1536"}
STEP = 16


class Picture(BaseModel):
    """A picture: within the answer, or at an address."""

    b64_json: str | None = None
    url: str | None = None


class Pictures(BaseModel):
    """The answer to a request for pictures."""

    data: list[Picture] = []


class CompatibleImages:
    """Draws on a server of the reader's own, or on one that hosts models for many. Safe to use from several threads.

    What a server does not take is not asked of it again: first how the picture is to come back, then a size that is not
    one of three. No seed and no reference picture is sent, for there is no one way that these servers take them.
    """

    def __init__(self, credentials: Credentials, model: str, *, http_client: httpx2.Client | None = None) -> None:
        if not credentials.base_url:
            raise RequestRejected("The key has no address of a server.")
        api = JsonApi(title=TITLE, default_url="", words_of=_words_of, seconds=SECONDS, explain=_explained)
        self.name = model
        self._client = JsonClient(credentials, api, http_client=http_client)
        self._first = 0

    def draw(self, request: PictureRequest) -> DrawnImage:
        """Draw one picture, with one HTTP request once it is known what the server takes.

        Raises UnknownModel if it draws no pictures with that model, BadAnswer if none came, and the other
        `providers.errors`.
        """
        context = self._client.context(request.prompt, model=self.name)
        answer = self._ask(_contents(request, self.name), context)
        picture = answer.data[0] if answer.data else Picture()
        if picture.b64_json or not picture.url:
            return DrawnImage(from_base64(picture.b64_json), request.seed)
        if picture.url.startswith("data:"):
            return DrawnImage(from_base64(picture.url), request.seed)
        return DrawnImage(self._fetched(picture.url, context), request.seed)

    def _fetched(self, url: str, context: CallContext) -> bytes:
        """Fetch the picture from where it lies: whatever keeps it from us, it has been drawn and may be billed."""
        try:
            return self._client.fetch_at(url, domains=ANYWHERE, context=context)
        except (ServiceDown, RateLimited) as error:
            raise CutOff(
                f"The server drew the picture and then did not hand it over. {error}", retry_after=error.retry_after
            ) from None

    def _ask(self, contents: list[dict[str, Any]], context: CallContext) -> Pictures:
        """Ask in the fullest way that the server is known to take, and more plainly if it refuses.

        What it refuses in every way is refused for something else, and says nothing of the next picture.
        """
        number = self._first
        while True:
            try:
                answer = self._client.post("/images/generations", contents[number], Pictures, context=context)
            except RequestRejected as rejected:
                if isinstance(rejected, ContextTooLong) or number == len(contents) - 1:
                    raise
                number += 1
            else:
                self._first = max(self._first, number)
                return answer


def _contents(request: PictureRequest, model: str) -> list[dict[str, Any]]:
    """Return the same request in three ways, the plainest last."""
    width, height = (-(-side // STEP) * STEP for side in (request.width, request.height))
    standard = STANDARD_SIZES[nearest_ratio(STANDARD_SIZES, request.width, request.height)]
    plain = {"model": model, "prompt": prompt_with(request.prompt, (), longest=LONGEST_PROMPT), "n": 1}
    return [
        {**plain, "size": f"{width}x{height}", "response_format": "b64_json"},
        {**plain, "size": f"{width}x{height}"},
        {**plain, "size": standard},
    ]


def _explained(reported: ReportedError, context: CallContext) -> ProviderError:
    if reported.status in (404, 405) and context.model:
        return UnknownModel(f"The server draws no pictures with {context.model}. Choose another model.")
    return failure(reported, context)


def _words_of(error: Any) -> str:
    """Read `error`, as words or with a `message`, or the `detail` of servers that are written with FastAPI."""
    told = error.get("error") or error.get("detail") or error.get("message")
    return str(told.get("message")) if isinstance(told, dict) else str(told)
