"""The walk through all pages, in the order in which a book is made, changed and looked after."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import reverse

from accounts.models import User
from books.models import Reading, VividPage
from books.services import set_spoilers
from books.tests.uploads import read_upload
from characters.models import Character
from jobs import queue
from jobs.models import Job
from samples.build import build_sample
from samples.tour.drawings import lay_out_ten
from sketch.styles.derived import Drawing
from storyboards.continuity import requesting
from storyboards.looks.look import Look
from storyboards.mending.mending import mend_picture
from storyboards.mending.previewing import Mend
from storyboards.models import PictureVersion
from storyboards.orders.bulk import Selection, redraw_many
from storyboards.safety import moderating
from storyboards.safety.moderators import appoint
from storyboards.safety.reporting import report
from storyboards.styles.services import StyleWords, make_style
from storyboards.styles.specimens import draw_missing
from storyboards.tasks import check_continuity
from storyboards.variants.making import make_variant
from vividpages.drive import drive

if TYPE_CHECKING:
    from jobs.queries import Progress
    from samples.tour.photographer import Photographer

HALFWAY = 14
"""Pictures that are drawn when the making of the book is photographed."""
SHIP = 4
"""The scene that the pages about one scene show: Captain Pell comes on deck."""
NAVY, SAND, RUST = "#203864", "#f2e3c6", "#b4552d"


class _Halfway(Exception):
    """The book is as far as it is to be."""


def walk(camera: Photographer, *, password: str) -> None:
    """Photograph every page of the tour."""
    reader = User.objects.create_user("reader@example.com", password)
    moderator = User.objects.create_user("moderator@example.com", password)
    appoint(moderator)
    camera.keep("home", reverse("home"))
    camera.keep("sign-in", "/accounts/login/")
    camera.sign_in(reader.email, password)
    vividpage = _make(camera, reader)
    _look_through(camera, vividpage)
    _change(camera, vividpage, reader)
    _look_after(camera, vividpage, reader)
    version = _report(camera, vividpage, reader)
    camera.sign_in(moderator.email, password)
    camera.keep("moderation", reverse("moderation"))
    camera.keep("case", reverse("moderation_case", args=[version.pk]))


def _make(camera: Photographer, reader: User) -> VividPage:
    """Bring the sample book, choose its style, and make it."""
    camera.keep("upload", reverse("upload"))
    with tempfile.TemporaryDirectory() as folder, build_sample(Path(folder, "sample.epub")).open("rb") as epub:
        vividpage = read_upload(reader, epub)
    draw_missing(vividpage=vividpage)
    camera.keep("setup", reverse("setup", args=[vividpage.pk]))
    set_spoilers(reader=reader, vividpage=vividpage, spoilers=Reading.Spoilers.ALL)
    try:
        drive(vividpage, on_progress=_stop_halfway)
    except _Halfway:
        camera.keep("making", reverse("book", args=[vividpage.pk]))
    drive(vividpage)
    return vividpage


def _stop_halfway(progress: Progress) -> None:
    if progress.stage == "image-generation" and progress.state == Job.State.RUNNING and progress.done == HALFWAY:
        raise _Halfway


def _look_through(camera: Photographer, vividpage: VividPage) -> None:
    """Look at the finished book, its people and what it cost."""
    book = vividpage.pk
    tamsin = Character.objects.get(vividpage=vividpage, name="Tamsin Rook").pk
    scene = vividpage.scenes.get(number=SHIP)
    page = reverse("read", args=[book, scene.chapter.number])
    camera.keep("bookcase", reverse("bookcase"))
    camera.keep("book", reverse("book", args=[book]))
    camera.keep("people", reverse("people", args=[book]))
    camera.keep("person", reverse("person", args=[book, tamsin]))
    camera.keep("reading", page, at="main figure.plate")
    camera.keep_tall("reading", page, at="main figure.plate")
    camera.keep("companion", reverse("companion", args=[book, SHIP]))
    camera.keep("edit", reverse("edit_person", args=[book, tamsin]))
    camera.keep("sheets", reverse("references", args=[book]))
    queue.unschedule(requesting.CHECK_CONTINUITY, str(book))
    check_continuity(str(book))  # as a worker does once the book has come to rest
    camera.keep("continuity", reverse("continuity", args=[book]))
    camera.keep("search", f"{reverse('book_search', args=[book])}?q=lantern")
    camera.keep("costs", reverse("book_costs", args=[book]))
    camera.keep("models", reverse("models"))
    camera.keep("keys", reverse("keys"))
    lay_out_ten(camera.album, vividpage)


def _change(camera: Photographer, vividpage: VividPage, reader: User) -> None:
    """Have a picture drawn otherwise, and a chapter in another style."""
    many = reverse("redraw_many", args=[vividpage.pk])
    chapter = vividpage.scenes.get(number=SHIP).chapter.number
    camera.keep("look", f"{many}?what=chapter&chapter={chapter}&style=linocut", at=".selection", above=150)
    camera.keep("mend", reverse("mend", args=[vividpage.pk, SHIP]))
    mend_picture(scene=vividpage.scenes.get(number=SHIP), mend=Mend(wish="at night, in the rain"), by=reader)
    drive(vividpage)
    camera.keep("versions", reverse("versions", args=[vividpage.pk, SHIP]))
    redraw_many(vividpage=vividpage, selection=Selection(chapter=chapter), by=reader, look=Look(style="linocut"))
    drive(vividpage)
    camera.keep("waiting", reverse("waiting_pictures", args=[vividpage.pk]))


def _look_after(camera: Photographer, vividpage: VividPage, reader: User) -> None:
    """Make another variant of the book, and a style of the reader's own."""
    drive(make_variant(vividpage=vividpage, look=Look(style="linocut"), by=reader))
    camera.keep("variants", reverse("variants", args=[vividpage.pk]))
    style = make_style(
        owner=reader,
        based_on="ink",
        words=StyleWords(name="Night ferry", prompt="navy ink on sand, a little rust"),
        drawing=Drawing.model_validate({"palette": [NAVY, SAND, RUST], "colours": {"ink": NAVY}}),
    )
    camera.keep("own-style", reverse("own_style", args=[style.pk]))


def _report(camera: Photographer, vividpage: VividPage, reader: User) -> PictureVersion:
    """Have a picture behind a blur, and report another one, which is returned."""
    shown = PictureVersion.objects.filter(active_for__vividpage=vividpage)
    camera.keep("report", reverse("report", args=[vividpage.pk, SHIP]))
    version = shown.get(active_for__scene__number=SHIP)
    report(version=version, by=reader, reason="violent", words="The captain frightens the child.")
    moderator = User.objects.get(email="moderator@example.com")
    moderating.rate(version=version, by=moderator, rating="violent", reason="It is for grown-ups.")
    chapter = vividpage.scenes.get(number=SHIP).chapter.number
    camera.keep("blur", reverse("read", args=[vividpage.pk, chapter]), at="main figure.plate")
    return version
