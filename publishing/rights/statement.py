"""The copyright page of a book, and what stores are to be told of it: plain data that every kind prints in its way."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from publishing.kinds.kind import Options
from storyboards.rights.disclosing import BY_RULES, listed, origin_of_pictures, origin_of_text
from storyboards.rights.licences import Licence, licence_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publishing.publication import Publication

STORES = Path(__file__).parent / "stores.toml"
TextRights = Literal["as the book", "public domain", "permitted"]


class RightsOptions(Options):
    """What every kind with a copyright page asks for; kinds take these options in by deriving theirs from them."""

    has_copyright_page: bool = Field(default=True, title="Copyright page")
    holder: str = Field(
        default="",
        title="Copyright holder",
        description="Empty: the authors. Only for text of your own.",
        max_length=200,
    )
    year: str = Field(
        default="", title="Year of publication", description="Empty: none is printed.", pattern=r"^(\d{4})?$"
    )
    isbn: str = Field(default="", title="ISBN", description="Empty: none is printed.", max_length=20)
    text_rights: TextRights = Field(
        default="as the book",
        title="Rights in the text",
        description="Whose text it is: for public domain and permitted text the note on personal use is left out.",
    )


@dataclass(frozen=True, slots=True)
class StoreAnswer:
    """What to answer a store that asks how pictures (`answer`) and text (`text_answer`) were made."""

    store: str
    question: str
    answer: str
    text_answer: str
    tools: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a book says of its rights. `paragraphs` are those of its copyright page, in their order."""

    copyright: str
    personal_use: str
    disclosure: str
    isbn: str
    licences: tuple[tuple[str, Licence], ...]
    """Of each model that drew, by its key."""
    answers: tuple[StoreAnswer, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the copyright page."""
        terms = tuple(dict.fromkeys(licence.what for _, licence in self.licences))
        isbn = f"ISBN {self.isbn}" if self.isbn else ""
        return tuple(filter(None, (self.copyright, self.personal_use, self.disclosure, *terms, isbn)))


def statement_of(publication: Publication, options: RightsOptions) -> Statement:
    """Say what a book says of its rights, from whose text it is and who drew its pictures."""
    written = origin_of_text(text_models=publication.text_models, is_written_here=publication.is_written_here)
    drawn = Counter(origin.model for origin in publication.drawn_by.values() if origin.model)
    return Statement(
        copyright=_copyright(publication, options),
        personal_use=_personal_use(publication, options),
        disclosure=" ".join(filter(None, (written, origin_of_pictures(drawn)))),
        isbn=options.isbn.strip(),
        licences=tuple((model, licence_of(model)) for model in sorted(drawn)),
        answers=answers_of(drawn, publication.text_models),
    )


def _copyright(publication: Publication, options: RightsOptions) -> str:
    authors = listed(publication.book.authors)
    if options.text_rights == "public domain":
        return f"The text, by {authors}, is in the public domain." if authors else "The text is in the public domain."
    if publication.is_own:
        holder = options.holder.strip() or authors
        year = f"{options.year} " if options.year else ""
        return f"Text © {year}{holder}. All rights reserved." if holder else ""
    whose = f" by {authors}" if authors else ""
    leave = " It is used by permission." if options.text_rights == "permitted" else ""
    return f"The text{whose} belongs to whoever holds its copyright.{leave}"


def _personal_use(publication: Publication, options: RightsOptions) -> str:
    if publication.is_own or options.text_rights != "as the book":
        return ""
    return (
        "This illustrated edition was made for personal use. Do not sell it or pass it on unless the text is in the "
        "public domain or its copyright holder lets you."
    )


def answers_of(drawn: Mapping[str, int], text_models: Sequence[str] = ()) -> tuple[StoreAnswer, ...]:
    """Return what to answer stores, by how many pictures each model has drawn and which models wrote the text."""
    by_models = {model: count for model, count in drawn.items() if model != BY_RULES}
    count = sum(by_models.values())
    which = "none" if not count else "one_or_few" if count <= _stores()["few"] else "many"
    return tuple(
        StoreAnswer(
            store=row["name"],
            question=row["question"],
            answer=row[which],
            text_answer=row["text"] if text_models else row["none"],
            tools=", ".join(dict.fromkeys([*text_models, *sorted(by_models)])),
            note=row["note"],
            source=row["source"],
        )
        for row in _stores()["store"]
    )


@cache
def _stores() -> dict[str, Any]:
    return tomllib.loads(STORES.read_text(encoding="utf-8"))
