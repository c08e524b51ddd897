"""Pictures for tests, without an artist."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction
from PIL import Image

from accounts.models import User
from books.tests.making import make_job, start_stage
from characters.editing.tests.books import make_book
from jobs.models import Job
from providers.interfaces.images import EncodedPicture, PictureRequest
from sandbox.renditions import SIDES, Renditions
from sketch.scene import DepictedScene
from storyboards.orders.redraw_order import NO_ORDER, RedrawOrder
from storyboards.pictures.drawing import DrawnPicture
from storyboards.pictures.keeping import Attribution, ImageFiles, Target, added_version, picture_for, show
from storyboards.pictures.keeping import keep_drawn as keep
from storyboards.safety import moderating
from storyboards.safety.checking import Checked
from storyboards.safety.moderators import appoint
from vividpages.drive import drive

if TYPE_CHECKING:
    from decimal import Decimal

    from books.models import VividPage
    from storyboards.models import PictureVersion

UNCHECKED = Checked()
REQUEST = PictureRequest(prompt="p", width=8, height=8, seed=1, style="ink", scene=DepictedScene())


def encoded(colour: str = "red", kind: str = "PNG", size: tuple[int, int] = (60, 80)) -> bytes:
    """Return a picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def keep_drawn(
    target: Target,
    data: bytes = b"",
    *,
    order: RedrawOrder = NO_ORDER,
    cost: Decimal | None = None,
    checked: Checked = UNCHECKED,
) -> PictureVersion:
    """Keep a drawing as the pipeline does; without `data` another one each time."""
    data = data or f"picture {uuid4()}".encode()
    picture = EncodedPicture(data=data, media_type="image/webp", width=8, height=8, seed=1)
    drawn = DrawnPicture(REQUEST, picture, made_up_renditions(), checked=checked)
    return keep(target=target, drawn=drawn, origin=Attribution(model="sketch", cost=cost, order=order))


def made_up_renditions() -> Renditions:
    """Return files that are no pictures, other ones each time: equal ones are kept once."""
    return Renditions(tuple(f"rendition {uuid4()}".encode() for _ in SIDES), "UklGRg==")


@transaction.atomic
def add_version(target: Target, *, width: int = 720, height: int = 720, **fields: Any) -> PictureVersion:
    """Make a version with made-up files, which is shown."""
    picture = picture_for(target)
    files = ImageFiles(f"picture {uuid4()}".encode(), "webp", width, height, made_up_renditions())
    with added_version(picture, files, **fields) as version:
        show(version=version)
    return version


def make_moderator(email: str = "mod@example.com") -> User:
    """Make somebody who moderates, or return them."""
    found = User.objects.filter(email=email).first()
    user = found or User.objects.create_user(email, "correct horse battery")
    appoint(user)
    return user


def hide(version: PictureVersion, reason: str = "It shows too much.") -> PictureVersion:
    """Hide a version, as a moderator does."""
    return moderating.hide(version=version, by=make_moderator(), reason=reason)


def rate(version: PictureVersion, rating: str) -> PictureVersion:
    """Rate a version, as a moderator does."""
    return moderating.rate(version=version, by=make_moderator(), rating=rating, reason="I have looked at it.")


def make_drawn_book(owner: User) -> VividPage:
    """Make the book of four scenes that the tests of editing have, and draw it."""
    vividpage = make_book(owner)
    for stage in ("epub-parse", "analysis"):
        make_job(vividpage, stage, state=Job.State.COMPLETED, planned=True)
    start_stage(vividpage, "image-generation")
    return work_on(vividpage)


def work_on(vividpage: VividPage) -> VividPage:
    """Draw what is to be drawn of a book."""
    drive(vividpage)
    vividpage.refresh_from_db()
    return vividpage
