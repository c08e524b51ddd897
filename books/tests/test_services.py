"""What can be done with a book, and that nothing is left behind."""

from __future__ import annotations

import hashlib
import io
import struct
import threading
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, connection, transaction
from PIL import Image

from books import services
from books.epub import EpubError
from books.making import jobs_of
from books.models import Chapter, Scene, VividPage
from books.tests.epubs import build, chapter
from books.tests.making import make_job
from books.tests.uploads import read_upload
from books.tests.vividpages import make_vividpage
from jobs import claims, settling
from jobs.models import Job, Unit
from storyboards.tests.making import add_version
from vividpages.tests.machine import DEADLINE_SECONDS, wait_until, waiting_for_locks
from web.reading.tests.test_reading import draw
from web.tests.uploads import epub_file

if TYPE_CHECKING:
    from uuid import UUID

    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return services.upload(owner=reader, epub=epub_file())


def test_an_uploaded_book_is_known_by_its_file(vividpage: VividPage) -> None:
    assert vividpage.identity == hashlib.sha256(vividpage.epub.read()).hexdigest()
    assert vividpage.origin == VividPage.Origin.UPLOAD


def test_books_without_a_file_are_never_taken_for_one_another(reader: User) -> None:
    first, second = (make_vividpage(owner=reader, title="Storms") for _ in range(2))

    assert len({first.identity, second.identity, ""}) == 3


def test_a_book_cannot_lose_its_identity(vividpage: VividPage) -> None:
    with pytest.raises(IntegrityError, match="vividpage_has_an_identity"):
        VividPage.objects.filter(pk=vividpage.pk).update(identity="")


def files(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def drawn_scene(vividpage: VividPage) -> Scene:
    chapter = Chapter.objects.create(vividpage=vividpage, number=1)
    scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=1, text="Wind.", word_count=1)
    draw(scene)
    return scene


def status_of(vividpage: VividPage) -> str:
    return VividPage.objects.get(pk=vividpage.pk).status


def test_a_book_is_taken_in_with_its_file(vividpage: VividPage, settings: Settings) -> None:
    assert [path.name for path in files(settings)] == ["original.epub"]
    assert vividpage.status == VividPage.Status.UPLOADED


def test_a_refused_book_leaves_nothing_behind(reader: User, settings: Settings) -> None:
    with pytest.raises(EpubError):
        services.upload(owner=reader, epub=io.BytesIO(b"no book"))

    assert not VividPage.objects.exists()
    assert files(settings) == []


def test_a_book_that_cannot_be_written_down_leaves_no_file(
    reader: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VividPage, "save", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        services.upload(owner=reader, epub=epub_file())

    assert files(settings) == []


@pytest.mark.parametrize(
    "metadata",
    [
        "",
        "<dc:title>  </dc:title><dc:creator> </dc:creator><dc:language>" + "x" * 99 + "</dc:language>",
        f"<dc:title>{'t' * 999}</dc:title>" + f"<dc:creator>{'a' * 999}</dc:creator>" * 99,
    ],
    ids=["nothing", "blanks", "too much"],
)
def test_a_book_without_a_proper_title_page_is_taken_in(reader: User, metadata: str) -> None:
    book = build({"one.xhtml": chapter("One")}, metadata=metadata)

    assert read_upload(reader, book).title


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)), *chunks)
    )


def damaged() -> bytes:
    """Make a picture whose pixels break off in the middle, and what should go on with them has no proper name."""
    return png((b"IDAT", zlib.compress(bytes(64 * 193))[:20]), (b"\x9b\x178\x1c", b""))


def postscript() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (64, 64)).save(drawn, "EPS")
    return drawn.getvalue()


BROKEN = {
    "no picture": b"<svg/>",
    "broken data": png((b"IDAT", b"no such stream"), (b"IEND", b"")),
    "broken chunk": png((b"IDAT", zlib.compress(b"")), (b"iCCP", b"\x00"), (b"tRNS", b"")),
    "damaged": damaged(),
    "a bomb": png((b"IDAT", b"")).replace(struct.pack(">II", 64, 64), struct.pack(">II", 12_000, 12_000)),
    "a program": postscript(),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_book_with_a_broken_cover_is_taken_in_without_it(reader: User, kind: Any) -> None:
    item = '<item id="c" href="cover.png" media-type="image/png" properties="cover-image"/>'
    book = build({"one.xhtml": chapter("One")}, manifest=item, files={"OEBPS/cover.png": BROKEN[kind]})
    vividpage = read_upload(reader, book)

    assert not vividpage.cover
    assert "cover" in vividpage.warnings[0]


def test_a_deleted_book_leaves_no_file(
    vividpage: VividPage, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    scene = drawn_scene(vividpage)
    services.set_position(reader=vividpage.owner, scene=scene)
    assert len(files(settings)) == 5, "the book's, the picture, its thumbnail and two renditions"
    with django_capture_on_commit_callbacks(execute=True):
        services.delete(vividpage=vividpage)

    assert files(settings) == []
    assert not Scene.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_book_that_is_not_deleted_after_all_keeps_its_files(vividpage: VividPage, settings: Settings) -> None:
    drawn_scene(vividpage)
    before = files(settings)
    with transaction.atomic():
        services.delete(vividpage=vividpage)
        transaction.set_rollback(True)

    assert files(settings) == before


def test_a_stopped_book_goes_on_where_it_stood(vividpage: VividPage) -> None:
    services.start(vividpage=vividpage)
    services.stop(vividpage=vividpage)
    assert status_of(vividpage) == VividPage.Status.CANCELLED
    services.start(vividpage=vividpage)

    assert status_of(vividpage) == VividPage.Status.WORKING
    assert [(job.stage, job.state) for job in jobs_of(vividpage).all()] == [("epub-parse", Job.State.RUNNING)]


def test_a_completed_book_that_is_started_again_stays_completed(vividpage: VividPage) -> None:
    for stage in ("epub-parse", "analysis", "image-generation"):
        make_job(vividpage, stage, state=Job.State.COMPLETED, planned=True)
    VividPage.objects.filter(pk=vividpage.pk).update(status=VividPage.Status.COMPLETED)

    assert services.start(vividpage=vividpage).status == VividPage.Status.COMPLETED


def test_starting_a_book_that_is_being_made_takes_up_no_earlier_stage(vividpage: VividPage) -> None:
    failed = make_job(vividpage, "analysis", state=Job.State.COMPLETED_WITH_FAILURES, planned=True)
    make_job(vividpage, "epub-parse", state=Job.State.COMPLETED, planned=True)
    make_job(vividpage, "image-generation", planned=True)
    services.start(vividpage=vividpage)

    assert Job.objects.get(pk=failed.pk).state == Job.State.COMPLETED_WITH_FAILURES


def test_a_stage_that_starts_while_a_book_is_being_stopped_is_stopped_too(
    vividpage: VividPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.start(vividpage=vividpage)
    cancel = settling.cancel

    def settle_first(job_id: UUID) -> None:
        monkeypatch.setattr(settling, "cancel", cancel)
        Unit.objects.filter(job_id=job_id).delete()
        Job.objects.filter(pk=job_id).update(planned=True)
        settling.settle_if_done(job_id)
        cancel(job_id)

    monkeypatch.setattr(settling, "cancel", settle_first)
    services.stop(vividpage=vividpage)

    assert status_of(vividpage) == VividPage.Status.CANCELLED
    assert not Job.objects.filter(state=Job.State.RUNNING).exists()


@pytest.mark.django_db(transaction=True)
def test_a_book_is_deleted_while_a_worker_writes_a_picture_of_it(vividpage: VividPage, settings: Settings) -> None:
    """The worker holds its unit and goes on to the scene; the deletion must wait before it holds anything else."""
    scene = drawn_scene(vividpage)
    job = make_job(vividpage, "image-generation", planned=True)
    Unit.objects.create(job=job, number=1, kind="scene", target=scene.pk, label="Scene 1")
    unit = claims.claim_next(job_id=job.pk, token=job.pk)
    deleting, waiting = threading.Event(), threading.Event()

    def delete() -> None:
        waiting.wait(DEADLINE_SECONDS)
        deleting.set()
        services.delete(vividpage=VividPage.objects.get(pk=vividpage.pk))
        connection.close()

    thread = threading.Thread(target=delete)
    thread.start()
    with transaction.atomic():
        claims.finish(unit)
        waiting.set()
        deleting.wait(DEADLINE_SECONDS)
        wait_until(lambda: waiting_for_locks() > 0)
        VividPage.objects.filter(pk=vividpage.pk).update(scene_count=1)  # foreign keys to it need its row as well
        add_version(scene)
    thread.join()

    assert not VividPage.objects.exists()
    assert files(settings) == []


def test_what_a_density_promises_is_what_it_gives(reader: User) -> None:
    promised = read_upload(reader, epub_file()).picture_counts

    for density, pictures in promised.items():
        vividpage = read_upload(reader, epub_file(), density=density)
        assert vividpage.scenes.filter(is_chosen=True).count() == pictures > 0


def test_a_book_that_is_read_waits_for_the_choices_of_its_reader(reader: User) -> None:
    vividpage = read_upload(reader, epub_file())

    assert vividpage.status == VividPage.Status.UPLOADED
    assert (vividpage.title, vividpage.chapter_count) == ("The Lamp & the Sea", 1)
    assert [job.stage for job in jobs_of(vividpage).all()] == ["epub-parse"]


def test_a_book_is_called_as_its_file_until_it_is_read(reader: User) -> None:
    assert services.upload(owner=reader, epub=epub_file("my lamp.epub")).title == "my lamp"


def test_a_book_is_read_once(reader: User, settings: Settings) -> None:
    vividpage = read_upload(reader, epub_file())
    settings.EPUB_SECONDS = 0
    services.start(vividpage=vividpage, until="epub-parse")
    services.start_reading(vividpage=vividpage)

    assert [job.state for job in jobs_of(vividpage).all()] == [Job.State.COMPLETED]


def test_its_making_goes_on_from_the_analysis(reader: User) -> None:
    vividpage = services.start(vividpage=read_upload(reader, epub_file()))

    assert vividpage.status == VividPage.Status.WORKING
    assert jobs_of(vividpage).get(state=Job.State.RUNNING).stage == "analysis"
