"""The editions of a book as its page shows them, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from publishing import catalogue
from publishing.catalogue import title_of
from publishing.models import Edition, EditionPreview
from publishing.rights.statement import StoreAnswer, answers_of
from publishing.services import links
from publishing.sources import changed_since, sources_of, withheld_among
from storyboards.models import PictureVersion

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from publishing.kinds.kind import EditionKind

INTERIOR = "print"
PAGES = "pages"
"""An option: how many there are inside."""


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """An edition with all that is told of it. `changed` is what of its book is another since, in words."""

    edition: Edition
    title: str
    choices: list[str]
    changed: str
    is_withheld: bool
    previews: list[EditionPreview]
    token: str

    @property
    def percent(self) -> int:
        """How much of its making is done; 0 while that is not known."""
        return self.edition.done * 100 // self.edition.total if self.edition.total else 0

    @property
    def has_file(self) -> bool:
        """Whether there is a file that its reader may have."""
        return bool(self.edition.file) and not self.is_withheld

    @property
    def needs_again(self) -> bool:
        """Whether it is to be made again before it is what its reader wants."""
        return not self.edition.is_being_made and (
            self.is_withheld or bool(self.changed) or self.edition.state != Edition.State.READY
        )

    @property
    def file_name(self) -> str:
        """What the file is called where it is kept."""
        return links.name_of(self.edition)


def editions_of(vividpage: VividPage) -> list[ShownEdition]:
    """Read the editions of a book, the newest first."""
    editions = list(vividpage.editions.select_related("vividpage").prefetch_related("previews"))
    finished = [edition for edition in editions if edition.file]
    now = sources_of(vividpage) if finished else None
    withheld = withheld_among(finished)
    return [
        ShownEdition(
            edition=edition,
            title=title_of(edition.kind),
            choices=choices_in_words(edition.kind, edition.options),
            changed=" and ".join(changed_since(edition, now)) if now and edition.file else "",
            is_withheld=edition.pk in withheld,
            previews=list(edition.previews.all()),
            token=links.token_of(edition) if edition.file else "",
        )
        for edition in editions
    ]


def choices_in_words(kind: str, options: dict[str, Any]) -> list[str]:
    """Say the options that are other than usual: “Paper: cream”."""
    found = next((one for one in catalogue.KINDS if one.name == kind), None)
    if found is None:
        return []
    usual = found.options().model_dump(mode="json")
    return [
        _in_words(field.title or name, options[name])
        for name, field in found.options.model_fields.items()
        if name in options and usual[name] != options[name]
    ]


def _in_words(title: str, value: object) -> str:
    if isinstance(value, bool):
        return title if value else f"{title}: no"
    return f"{title}: {value if value != '' else 'none'}"


def suggested_options(kind: EditionKind[Any], vividpage: VividPage) -> dict[str, Any]:
    """Return what a form begins with: a cover with the size and pages of the interior that was made last."""
    fields = kind.options.model_fields
    inside = vividpage.editions.finished().filter(kind=INTERIOR).first() if PAGES in fields else None
    if inside is None:
        return {}
    return {name: value for name, value in inside.options.items() if name in fields} | {PAGES: inside.pages}


def store_answers(vividpage: VividPage) -> tuple[StoreAnswer, ...]:
    """Return what to answer stores about the pictures of a book. One query."""
    shown = PictureVersion.objects.filter(active_for__vividpage=vividpage, origin=PictureVersion.Origin.DRAWN)
    drawn = Counter(filter(None, shown.values_list("parameters__model", flat=True)))
    return answers_of(drawn, vividpage.text_models)


def unseen_of(user: User) -> list[Edition]:
    """Read the editions of a reader whose making has ended since they looked."""
    unseen = Edition.objects.owned_by(user).filter(is_seen=False).exclude(state=Edition.State.MAKING)
    return list(unseen.select_related("vividpage").order_by("created"))


def awaits_any(user: User) -> bool:
    """Return whether an edition of a reader is being made."""
    return Edition.objects.owned_by(user).filter(state=Edition.State.MAKING).exists()
