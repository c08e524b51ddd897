"""The descriptor of a service: what the rest of the house knows of Anthropic, Ollama or the sketch artist.

Each folder of `providers.services` has one as `SERVICE`. Its functions import adapters when they are called, because
SDKs take long to import and few processes use all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from providers.choosing.catalogue import Kind
from providers.wire.plain_words import Syntax

if TYPE_CHECKING:
    import httpx2

    from providers.choosing.catalogue import ModelEntry
    from providers.interfaces.batching import Batches
    from providers.interfaces.credentials import Credentials
    from providers.interfaces.embeddings import Embedder
    from providers.interfaces.images import ImageAdapter
    from providers.interfaces.moderation import Moderator
    from providers.interfaces.speech import Speaker
    from providers.interfaces.text import TextModel
    from providers.interfaces.video import VideoAdapter

    Client = httpx2.Client | None
    TextFactory = Callable[[ModelEntry, Credentials, Client], TextModel]
    ImageFactory = Callable[[ModelEntry, Credentials, Client], ImageAdapter]
    EmbedderFactory = Callable[[ModelEntry, Credentials, Client], Embedder]
    ModerationFactory = Callable[[ModelEntry, Credentials, Client], Moderator]
    SpeechFactory = Callable[[ModelEntry, Credentials, Client], Speaker]
    VideoFactory = Callable[[ModelEntry, Credentials, Client], VideoAdapter]
    BatchFactory = Callable[[ModelEntry, Credentials, Client], Batches]
    Check = Callable[[Credentials, Client], str]
    ListModels = Callable[[Credentials, Client], list[str]]
    PictureTokens = Callable[[ModelEntry, int, int], int]
    AskLimits = Callable[[Credentials, Client, str], "Limits"]


_DRAWS = re.compile(
    r"image|flux|diffusion|(?<![a-z])sd[-_ ]?(?:xl|[123])|dall-?e|kandinsky|hidream|pixart|kolors|seedream|recraft"
    r"|ideogram|banana|chroma(?!db)",
    re.IGNORECASE,
)
"""Names of models that draw."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a reader gives so that a service can be called, and how that is checked.

    `purpose` and `where` are sentences for the form: what the service is for, and where its key or address comes from.
    `example_url` is the address that its servers usually have, "" for a service with one address of its own. `check`
    makes one call that costs nothing, returns in words what the key can do, and raises the `providers.errors`.
    """

    purpose: str
    where: str
    check: Check
    where_url: str = ""
    needs_secret: bool = False
    example_url: str = ""

    @property
    def takes_base_url(self) -> bool:
        """Whether a reader says where the server is."""
        return bool(self.example_url)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a model of a server reads and answers at once, in tokens; None: the server does not say."""

    context_tokens: int | None = None
    most_output_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class References:
    """How many reference pictures a service's models take at most, and what is done with them.

    `styles`: one that shows a style may be among them, and is looked at for nothing else.
    """

    most: int = 0
    use: str = "They are not sent: words alone say what somebody looks like."
    styles: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service and what it can do.

    `access` is None for what is built in: it runs in this process, for nothing. `kinds` are the kinds of models that
    it has, the usual one first; a factory makes the adapter of a model of each (a built-in analyst is a library of a
    higher floor and has none). `batches` is None unless questions can be handed in together at a lower price.
    `list_models` asks a reader's own server what it has, `limits` how much a model of it reads at once; `unlisted` is
    what is assumed of its models of each kind beyond the defaults of `ModelEntry`, and only a service with such
    assumptions has models outside the catalogue; `unlisted_named` what else of those whose names begin so, and
    `title_of_unlisted` what readers call one of them, if not by its name.
    `price_id` is what genai-prices calls it, "" if it has no prices there; `has_prompt_cache` whether a prefix that
    questions share is read at a lower price; `takes_seed` whether its image models are told the seed, `prompt_syntax`
    what they read as more than words; `picture_tokens` how many output tokens a picture of a width and height has at
    about, where pictures are billed so; `filter_words` which of the words in `providers.wire.softening` its filter
    trips over; `jobs_kept` how long what came of a job that it has accepted can be had.
    """

    name: str
    title: str
    kinds: tuple[Kind, ...]
    access: Access | None = None
    is_free: bool = False
    price_id: str = ""
    has_prompt_cache: bool = False
    takes_seed: bool = False
    text: TextFactory | None = None
    image: ImageFactory | None = None
    embedding: EmbedderFactory | None = None
    moderation: ModerationFactory | None = None
    speech: SpeechFactory | None = None
    video: VideoFactory | None = None
    batches: BatchFactory | None = None
    references: References = References()
    list_models: ListModels | None = None
    limits: AskLimits | None = None
    prompt_syntax: frozenset[Syntax] = frozenset()
    picture_tokens: PictureTokens | None = None
    filter_words: frozenset[str] = frozenset()
    jobs_kept: timedelta = timedelta(hours=1)
    unlisted: Mapping[Kind, Mapping[str, Any]] = field(default_factory=dict)
    title_of_unlisted: Callable[[str], str] = str
    unlisted_named: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def is_built_in(self) -> bool:
        """Whether it runs in this process, without key and network."""
        return self.access is None

    def kind_of(self, model: str) -> Kind:
        """Return the kind of a model that its server lists.

        Servers list what embeds and what draws among what answers: the name tells.
        """
        if "embedding" in self.kinds and "embed" in model.lower():
            return "embedding"
        return "image" if "image" in self.kinds and _DRAWS.search(model) else self.kinds[0]
