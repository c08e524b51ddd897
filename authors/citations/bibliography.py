"""Sources as notes and bibliographies write them, by the Citation Style Language."""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from authors.dossiers.brief import CitationStyle
    from authors.facts.model import Source, SourceKind

STYLES = Path(__file__).parent / "styles"

_TYPES: dict[SourceKind, str] = {
    "archive": "manuscript",
    "letter": "book",
    "memoir": "book",
    "newspaper": "article-newspaper",
    "book": "book",
    "encyclopedia": "entry-encyclopedia",
    "article": "article-journal",
    "interview": "interview",
    "website": "webpage",
    "other": "article",
}
_TAG = re.compile(r"<[^>]+>")
_DOUBLED = re.compile(r"([.!?])[.,]([”’]?)(?=\s|$)")
_OPEN = re.compile(r"([”’])([,.])")


class Bibliography:
    """The sources of one book in one style. Notes are asked for in their order: a later one may be shorter."""

    def __init__(self, sources: Mapping[str, Source], style: CitationStyle = "chicago") -> None:
        from citeproc import CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        self._sources = sources
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of fields that it does not know; ours are tested
            data = CiteProcJSON([csl_of(source) for source in sources.values()])
            parsed = CitationStylesStyle(str(STYLES / f"{style}.csl"), validate=False)
            self._processor = CitationStylesBibliography(parsed, data, formatter.plain)

    def note(self, source: str, locator: str = "") -> str:
        """Write the note of a passage, with where in its source it stands.

        Raises KeyError if there is no such source.
        """
        from citeproc import Citation, CitationItem
        from citeproc.source import Locator

        if source not in self._sources:
            raise KeyError(source)
        where = {"locator": Locator("page", locator)} if locator else {}
        citation = Citation([CitationItem(source, **where)])
        self._processor.register(citation)
        return _tidy(str(self._processor.cite(citation, _unknown)))

    def entries(self) -> list[str]:
        """Write the list of all sources that a note has named, in the order of the style."""
        self._processor.sort()
        return [_tidy(str(entry)) for entry in self._processor.bibliography()]


def csl_of(source: Source) -> dict[str, Any]:
    """Return a source as CSL-JSON has it."""
    entry: dict[str, Any] = {"id": source.id, "type": _TYPES[source.kind], "title": source.title}
    if source.authors:
        entry["author"] = [_name(name) for name in source.authors]
    for field, value in (
        ("container-title", source.container),
        ("publisher", source.publisher),
        ("publisher-place", source.place),
        ("page", source.pages),
        ("URL", source.address),
        ("language", source.language),
    ):
        if value:
            entry |= {field: value}
    for field, value in (("issued", source.published), ("accessed", source.accessed)):
        if parts := [int(part) for part in re.findall(r"\d+", value)[:3]]:
            entry[field] = {"date-parts": [parts]}
    return entry


def _name(name: str) -> dict[str, str]:
    if "," in name:
        family, given = (part.strip() for part in name.split(",", 1))
    else:
        given, _, family = name.strip().rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": family}


def _tidy(text: str) -> str:
    """Take out markup, put commas and full stops inside quotation marks, and drop doubled ones."""
    text = _OPEN.sub(r"\2\1", _TAG.sub("", text)).replace("..", ".").replace(", (", " (")
    return _DOUBLED.sub(r"\1\2", text).strip()


def _unknown(item: Any) -> None:
    raise KeyError(item.key)
