"""What OPDS 2.0's schemas ask of a feed, as far as ours uses them; written for these tests."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AnyUrl, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

Relation = str | list[str]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Link(Strict):
    """A link object of Readium's web publication manifest."""

    href: Annotated[str, Field(min_length=1)]
    type: Annotated[str, Field(pattern=r"^[\w.+-]+/[\w.+-]+$")]
    rel: Relation | None = None
    title: str | None = None
    templated: bool | None = None
    size: Annotated[int, Field(gt=0)] | None = None

    def has(self, *relations: str) -> bool:
        return bool({*relations} & ({self.rel} if isinstance(self.rel, str) else {*(self.rel or [])}))

    @model_validator(mode="after")
    def is_address_unless_templated(self) -> Link:
        if not self.templated:
            AnyUrl(self.href)
        return self


class Contributor(Strict):
    name: str


class Series(Strict):
    name: str
    position: float | None = None


class BelongsTo(Strict):
    series: Series


class Metadata(Strict):
    type: Annotated[AnyUrl, Field(alias="@type")]
    identifier: AnyUrl
    title: Annotated[str, Field(min_length=1)]
    modified: AwareDatetime
    author: list[Contributor] = []
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")] | None = None
    description: str | None = None
    subject: list[Contributor] = []
    belongs_to: Annotated[BelongsTo | None, Field(alias="belongsTo")] = None


class Image(Strict):
    href: AnyUrl
    type: Literal["image/jpeg", "image/png", "image/gif"]


class Publication(Strict):
    metadata: Metadata
    links: list[Link]
    images: Annotated[list[Image], Field(min_length=1)]

    @model_validator(mode="after")
    def has_its_links(self) -> Publication:
        assert any(link.has("self") for link in self.links)
        assert any(link.has("http://opds-spec.org/acquisition") for link in self.links)
        return self


class FeedMetadata(Strict):
    title: str
    modified: datetime
    number_of_items: Annotated[int, Field(ge=0, alias="numberOfItems")]
    items_per_page: Annotated[int, Field(gt=0, alias="itemsPerPage")]
    current_page: Annotated[int, Field(gt=0, alias="currentPage")]


class Feed(Strict):
    metadata: FeedMetadata
    links: list[Link]
    publications: list[Publication]

    @model_validator(mode="after")
    def has_its_links(self) -> Feed:
        assert any(link.has("self") for link in self.links)
        return self


class Labels(Strict):
    login: str
    password: str


class Flow(Strict):
    type: AnyUrl
    labels: Labels


class Authentication(Strict):
    id: AnyUrl
    title: str
    description: str
    links: list[Link]
    authentication: Annotated[list[Flow], Field(min_length=1)]
