"""Whether a text may be drawn: OpenAI's moderation, which costs nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx2
from openai.types import ModerationCreateResponse

from providers.adapters.failures import Asked
from providers.adapters.lines import CONNECT_SECONDS
from providers.adapters.openai_text import client_for, title_of, translated
from providers.credentials import Credentials
from providers.errors import BadAnswer

MODEL = "omni-moderation-latest"
AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class TextModeration:
    """What the service holds of a text: `categories` are those it objects to, `scores` (0 to 1) are of all of them."""

    flagged: bool
    categories: tuple[str, ...]
    scores: Mapping[str, float]


def moderate_text(
    credentials: Credentials, texts: Sequence[str], http_client: httpx2.Client | None = None
) -> list[TextModeration]:
    """What the service holds of each text, in their order, with one call for each 32.

    Raises BadAnswer if it does not say something of each, and the other `providers.errors`.
    """
    client = client_for(credentials, http_client)
    found: list[TextModeration] = []
    for start in range(0, len(texts), AT_ONCE):
        piece = list(texts[start : start + AT_ONCE])
        with translated(Asked(title_of(credentials), credentials, MODEL, piece)):
            timeout = httpx2.Timeout(60, connect=CONNECT_SECONDS)
            told = client.moderations.create(model=MODEL, input=piece, timeout=timeout)
        if not isinstance(told, ModerationCreateResponse) or len(told.results) != len(piece):
            raise BadAnswer("The moderation did not say something of each text.")
        for result in told.results:
            objections = tuple(name for name, yes in sorted(result.categories.to_dict().items()) if yes)
            scores = {name: float(str(score)) for name, score in result.category_scores.to_dict().items()}
            found.append(TextModeration(result.flagged, objections, scores))
    return found
