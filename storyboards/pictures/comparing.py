"""Reads of the versions of a scene's picture: what each was drawn from, and how the next one stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from books.making import jobs_of
from jobs.models import Job, Unit
from providers.choosing.catalogue import entry_named
from providers.errors import ProviderError
from storyboards.kinds import SCENE, STAGE
from storyboards.models import PictureVersion
from storyboards.orders.redraw_order import order_from
from storyboards.pictures.drawing import softened_in
from storyboards.pictures.stored_image import StoredImage, image_of

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import Scene

WORKING = (Job.State.RUNNING, Job.State.COMPLETED, Job.State.COMPLETED_WITH_FAILURES)


@dataclass(frozen=True, slots=True)
class VersionCard:
    """A version as pages show it. `standing` is shown, waiting, kept or rejected; `cost` in USD, None: not known.

    `softened` says which words of its prompt gave way to milder ones; "" if none did.
    """

    id: UUID
    number: int
    standing: str
    is_favourite: bool
    image: StoredImage
    size: int
    asked_by: str
    wish: str
    has_own_prompt: bool
    is_adjusted: bool
    is_uploaded: bool
    prompt: str
    softened: str
    model: str
    seed: int | None
    cost: Decimal | None
    created: datetime
    draught_of: UUID | None

    @property
    def title(self) -> str:
        """What it is called beside the others."""
        return f"Version {self.number}"

    @property
    def is_shown(self) -> bool:
        """Whether readers see it."""
        return self.standing == "shown"


@dataclass(frozen=True, slots=True)
class ComingVersion:
    """What is being drawn of a picture: how many are still to come, and by which words. `is_held`: once it goes on."""

    count: int
    wish: str
    is_held: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PictureHistory:
    """All versions of a scene's picture that may be looked at, the latest first.

    `latest` is the highest number of any of them; `problem` is why the next could not be drawn.
    """

    versions: list[VersionCard]
    coming: ComingVersion | None
    problem: str

    @property
    def shown(self) -> VersionCard | None:
        """The one that readers see."""
        return next((card for card in self.versions if card.is_shown), None)

    @property
    def waiting(self) -> list[VersionCard]:
        """Those that wait beside it, in the order in which they were drawn."""
        return [card for card in reversed(self.versions) if card.standing == PictureVersion.Standing.WAITING]

    @property
    def latest(self) -> int:
        """The highest number of a version; 0: there is none."""
        return max((card.number for card in self.versions), default=0)

    def numbered(self, number: int | None) -> VersionCard | None:
        """Return the version of that number."""
        return next((card for card in self.versions if card.number == number), None)


def history_of(scene: Scene, *, reader: User) -> PictureHistory:
    """Read the versions of a scene's picture, without those that an admin has hidden. Three queries.

    Whether one is coming is read before the versions: so what is not coming any more is among them.
    """
    job = jobs_of(scene.vividpage).filter(stage=STAGE).first()
    unit = job.units.filter(kind=SCENE, target=scene.pk).first() if job else None
    versions = PictureVersion.objects.filter(picture__scene=scene).select_related("picture", "requested_by")
    cards = [_card(version, reader) for version in versions.order_by("-number") if version.is_presentable]
    if job is None or unit is None:
        return PictureHistory(cards, None, "")
    if unit.state in Unit.OPEN:
        order = order_from(unit.options)
        coming = ComingVersion(order.draughts, order.wish, job.state not in WORKING, job.reason or unit.reason)
        return PictureHistory(cards, coming, "")
    return PictureHistory(cards, None, unit.reason if unit.state == Unit.State.FAILED else "")


def _card(version: PictureVersion, reader: User) -> VersionCard:
    parameters = version.parameters
    return VersionCard(
        id=version.pk,
        number=version.number,
        standing="shown" if version.picture.active_version_id == version.pk else version.standing,
        is_favourite=version.is_favourite,
        image=image_of(version),
        size=version.size,
        asked_by=_asker(version, reader),
        wish=version.request,
        has_own_prompt=bool(parameters.get("own_prompt")),
        is_adjusted=bool(parameters.get("adjustments")),
        is_uploaded=version.origin == PictureVersion.Origin.UPLOADED,
        prompt=version.prompt,
        softened=softened_in(version),
        model=_title(str(parameters.get("model", ""))),
        seed=parameters.get("seed"),
        cost=version.cost,
        created=version.created,
        draught_of=version.draught_of,
    )


def _asker(version: PictureVersion, reader: User) -> str:
    """Name who asked for a version; nobody where the making of the book drew it."""
    asker = version.requested_by
    if asker is None:
        return ""
    return "you" if asker.pk == reader.pk else asker.get_short_name()


def _title(model: str) -> str:
    try:
        return entry_named(model, "image").title if model else ""
    except ProviderError:
        return model
