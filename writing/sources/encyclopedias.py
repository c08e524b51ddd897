"""Asking Wikipedia and Wikidata by their documented APIs. Only where whoever runs the site allows it.

Their etiquette (https://www.mediawiki.org/wiki/API:Etiquette): a name that tells whom to write to (SOURCES_AGENT), one
question after another, `maxlag` so that they may refuse when they have too much to do.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings

from authors.sources import encyclopedias as pure
from authors.sources.errors import SourceError, Unreadable

if TYPE_CHECKING:
    from authors.sources.records import ExtractedText, Subject
    from writing.sources.fetching import Fetcher

ALWAYS = {"format": "json", "formatversion": "2", "maxlag": "5"}
MOST_HITS, MOST_LABELS = 5, 50
"""What is looked at of a search, and names that may be asked for at once."""
LANGUAGE = re.compile(r"[a-z]{2,3}")


class NotFound(SourceError):
    """The encyclopedia knows nobody of that name."""

    def __init__(self, where: str, name: str) -> None:
        super().__init__(
            f"{where} has nothing under “{name}” that is surely this person. Add the address of the right article, if "
            "there is one."
        )


@dataclass(frozen=True, slots=True)
class Encyclopedias:
    """Where they are asked; the addresses are those of the site's settings."""

    wikipedia_api: str
    wikidata_api: str

    def wikipedia(self, fetcher: Fetcher, subject: Subject, language: str) -> tuple[bytes, str]:
        """Fetch the article about a subject: the answer and its address. Raises NotFound and Unreachable."""
        found = LANGUAGE.match(language.lower())
        api = self.wikipedia_api.replace("{language}", found[0] if found else "en")
        search = {"action": "query", "list": "search", "srsearch": subject.name, "srlimit": str(MOST_HITS)}
        try:
            title = pure.best_title(pure.titles_found(_asked(fetcher, api, search)), subject)
        except Unreadable:
            title = ""
        if not title:
            raise NotFound("Wikipedia", subject.name)
        article = {
            "action": "query",
            "prop": "extracts|info|revisions|pageprops",
            "explaintext": "1",
            "exsectionformat": "wiki",
            "inprop": "url",
            "rvprop": "ids|timestamp",
            "redirects": "1",
            "titles": title,
        }
        return _asked(fetcher, api, article), f"{api}?{urlencode({'titles': title})}"

    def wikidata(self, fetcher: Fetcher, subject: Subject) -> tuple[bytes, str]:
        """Fetch what is stated of a subject, with the names in it in English. Raises NotFound and Unreachable."""
        search = {"action": "wbsearchentities", "search": subject.name, "language": "en", "limit": str(MOST_HITS)}
        try:
            ids = pure.entities_found(_asked(fetcher, self.wikidata_api, search))
            known = self._entities(fetcher, ids, "labels|claims|info")
            entity = pure.best_entity([known[key] for key in ids if key in known], subject)
        except Unreadable:
            entity = None
        if entity is None:
            raise NotFound("Wikidata", subject.name)
        try:
            named = self._entities(fetcher, pure.items_of(entity)[:MOST_LABELS], "labels")
        except Unreadable:
            named = {}
        labels = {key: label for key, item in named.items() if (label := _label(item))}
        return json.dumps({"entity": entity, "labels": labels}).encode(), f"{self.wikidata_api}?ids={entity['id']}"

    @staticmethod
    def read(origin: str, data: bytes) -> ExtractedText:
        """Read what was fetched. Raises Unreadable."""
        return pure.wikipedia_text(data) if origin == "wikipedia" else pure.wikidata_text(data)

    def _entities(self, fetcher: Fetcher, ids: list[str], wanted: str) -> dict[str, dict[str, object]]:
        if not ids:
            return {}
        asked = {"action": "wbgetentities", "ids": "|".join(ids), "props": wanted, "languages": "en"}
        entities = pure.answered(_asked(fetcher, self.wikidata_api, asked)).get("entities")
        return entities if isinstance(entities, dict) else {}


def encyclopedias() -> Encyclopedias:
    """Return where this site asks."""
    return Encyclopedias(settings.WIKIPEDIA_API, settings.WIKIDATA_API)


def _asked(fetcher: Fetcher, api: str, question: dict[str, str]) -> bytes:
    return fetcher.ask(f"{api}?{urlencode({**ALWAYS, **question})}")


def _label(item: dict[str, object]) -> str:
    labels = item.get("labels")
    label = labels.get("en") if isinstance(labels, dict) else None
    return str(label.get("value", "")) if isinstance(label, dict) else ""
