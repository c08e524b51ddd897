"""Files that come in parts, as tus has them: going on after a cut, and all that is refused on the way."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from api.tests.conftest import Caller
from books.models import VividPage
from custody.retention import report
from uploads.models import Upload
from web.tests.at_once import AtOnce
from web.tests.uploads import epub_file
from writing.models import Source
from writing.services import start_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

    from accounts.models import User

pytestmark = pytest.mark.django_db
PIECE = "application/offset+octet-stream"


class Tus:
    """A program that uploads in parts."""

    def __init__(self, call: Caller) -> None:
        self.client = call.client

    def __call__(self, method: str, path: str, content: bytes = b"", **headers: Any) -> Any:
        """Send a request; a header's name is written with underscores."""
        sent = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        return self.client.generic(
            method, path, content, CONTENT_TYPE=PIECE, headers={"Tus-Resumable": "1.0.0", **sent}
        )

    def begin(self, length: int, content: bytes = b"", **headers: Any) -> Any:
        """Begin an upload; its metadata are given as words."""
        return self("POST", "/api/v1/uploads/", content, Upload_Length=length, **headers)


@pytest.fixture
def tus(call: Caller) -> Tus:
    return Tus(call)


def words(**said: str) -> str:
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in said.items())


def kind_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rpartition("#")[2]


def test_a_book_comes_in_parts_and_is_there_with_the_last(
    tus: Tus, call: Caller, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    epub = epub_file().read()
    with django_capture_on_commit_callbacks(execute=True):
        begun = tus.begin(len(epub), epub[:100], Upload_Metadata=words(filename="The Mill.epub"))
        assert (begun.status_code, begun["Upload-Offset"], begun["Tus-Resumable"]) == (201, "100", "1.0.0")
        where = begun["Location"]
        asked = tus("HEAD", where)
        assert (asked.status_code, asked["Upload-Offset"], asked["Upload-Length"]) == (200, "100", str(len(epub)))
        assert (asked["Cache-Control"], asked["Upload-Metadata"]) == ("no-store", words(filename="The Mill.epub"))
        digest = base64.b64encode(hashlib.sha256(epub[100:900]).digest()).decode()
        added = tus("PATCH", where, epub[100:900], Upload_Offset=100, Upload_Checksum=f"sha256 {digest}")
        assert (added.status_code, added["Upload-Offset"]) == (204, "900")
        assert "Content-Location" not in added.headers
        last = tus("POST", where, epub[900:], Upload_Offset=900, X_HTTP_Method_Override="PATCH")
    assert (last.status_code, last["Upload-Offset"]) == (204, str(len(epub)))
    vividpage = VividPage.objects.get()
    assert last["Content-Location"] == f"/api/v1/vividpages/{vividpage.pk}"
    assert vividpage.title == "The Mill"
    assert vividpage.epub.read() == epub
    shown = call("GET", where.removeprefix("/api/v1")).json()
    assert (shown["state"], shown["vividpage"]) == ("done", str(vividpage.pk))
    assert not Upload.objects.get().parts.exists()
    assert default_storage.listdir(f"uploads/{call.user.pk}/{shown['id']}")[1] == []
    again = tus("PATCH", where, b"", Upload_Offset=len(epub))
    assert again["Content-Location"] == last["Content-Location"]
    assert VividPage.objects.count() == 1


def test_what_does_not_fit_is_refused_and_changes_nothing(tus: Tus) -> None:
    where = tus.begin(1000, b"x" * 10)["Location"]
    wrong = tus("PATCH", where, b"y" * 10, Upload_Offset=5)
    assert (*kind_of(wrong), wrong["Upload-Offset"]) == (409, "wrong-offset", "10")
    mismatch = tus("PATCH", where, b"y", Upload_Offset=10, Upload_Checksum="sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=")
    assert kind_of(mismatch) == (460, "checksum-mismatch")
    assert kind_of(tus("PATCH", where, b"y", Upload_Offset=10, Upload_Checksum="md5 AA==")) == (400, "bad-checksum")
    assert kind_of(tus("PATCH", where, b"y", Upload_Offset="ten")) == (400, "bad-header")
    assert kind_of(tus("PATCH", where, b"y" * 991, Upload_Offset=10)) == (409, "wrong-offset")
    assert kind_of(tus("PATCH", where, b"y" * 1001, Upload_Offset=10)) == (413, "too-large")
    assert kind_of(tus("PATCH", where, b"y", Upload_Offset=10, Tus_Resumable="0.2.2")) == (412, "other-version")
    form = tus.client.patch(where, b"y", headers={"Tus-Resumable": "1.0.0"}, content_type="application/json")
    assert kind_of(form) == (415, "other-content")
    assert tus("HEAD", where)["Upload-Offset"] == "10"
    with Upload.objects.get().parts.get().file.open() as kept:
        assert kept.read() == b"x" * 10


def test_a_new_upload_says_how_large_it_is_and_what_it_is_for(tus: Tus, settings: Settings) -> None:
    settings.MAX_UPLOAD_BYTES = 1000
    abilities = tus.client.options("/api/v1/uploads/")
    assert (abilities.status_code, abilities["Tus-Max-Size"], abilities["Tus-Version"]) == (204, "1000", "1.0.0")
    assert abilities["Tus-Extension"] == "creation,creation-with-upload,expiration,termination,checksum"
    assert kind_of(tus.begin(1001)) == (413, "too-large")
    assert kind_of(tus.begin(0)) == (400, "empty-file")
    assert kind_of(tus("POST", "/api/v1/uploads/")) == (400, "bad-header")
    for metadata in (
        "filename not-base64!",
        "a b c",
        words(**{"for": "film"}),
        words(**{"for": "source", "book": "x"}),
    ):
        assert kind_of(tus.begin(10, Upload_Metadata=metadata)) == (400, "bad-metadata"), metadata
    assert not Upload.objects.exists()


def test_limits_are_looked_at_when_it_begins(tus: Tus, settings: Settings) -> None:
    settings.READER_STORAGE_BYTES = 1500
    assert tus.begin(1000).status_code == 201
    assert kind_of(tus.begin(1000)) == (429, "limit-reached")  # the room of the first is spoken for
    settings.READER_OPEN_UPLOADS = 1
    assert kind_of(tus.begin(10)) == (429, "limit-reached")
    settings.READER_OPEN_UPLOADS, settings.READER_UPLOADS_AN_HOUR = 10, 1
    epub = epub_file().read()
    settings.READER_STORAGE_BYTES = 0
    first, second = tus.begin(len(epub)), tus.begin(len(epub))
    assert tus("PATCH", first["Location"], epub, Upload_Offset=0).status_code == 204
    assert kind_of(tus.begin(10)) == (429, "limit-reached")
    # One that was let begin is told so at its end, loses nothing, and is done when it may be.
    assert kind_of(tus("PATCH", second["Location"], epub, Upload_Offset=0)) == (429, "limit-reached")
    settings.READER_UPLOADS_AN_HOUR = 0
    done = tus("HEAD", second["Location"])
    assert (done.status_code, done["Upload-Offset"]) == (200, str(len(epub)))
    assert VividPage.objects.count() == 2


def test_what_is_no_book_is_refused_for_good_with_its_reason(tus: Tus, call: Caller) -> None:
    refused = tus.begin(10, b"not a book")
    assert kind_of(refused) == (422, "unreadable-book")
    upload = Upload.objects.get()
    where = f"/uploads/{upload.pk}"
    assert call("GET", where).json()["reason"] == refused.json()["detail"]
    assert tus("HEAD", f"/api/v1{where}").status_code == 410
    assert kind_of(tus("PATCH", f"/api/v1{where}", b"x", Upload_Offset=10)) == (410, "upload-over")
    assert not VividPage.objects.exists()
    assert not upload.parts.exists()


def test_the_same_beginning_with_the_same_key_makes_one_upload(tus: Tus) -> None:
    begun = [tus.begin(100, b"x", Idempotency_Key="u1") for _ in range(2)]
    assert begun[0]["Location"] == begun[1]["Location"]
    assert kind_of(tus.begin(101, b"x", Idempotency_Key="u1")) == (422, "idempotency-key-reused")
    assert Upload.objects.count() == 1


def test_a_file_becomes_a_source_of_the_biography_that_is_named(tus: Tus, call: Caller, stranger: User) -> None:
    book = start_book(owner=call.user, kind="biography", brief={"subject": "Ida Holm"})
    text = b"Ida Holm was born in Bergen in 1870. " * 20
    metadata = words(**{"for": "source", "book": str(book.pk), "filename": "life.txt"})
    done = tus.begin(len(text), text, Upload_Metadata=metadata)
    assert (done.status_code, done["Content-Location"]) == (201, f"/api/v1/biographies/{book.pk}/sources")
    source = Source.objects.get(book=book)
    assert (source.name, str(source.pk)) == ("life.txt", call("GET", "/uploads/").json()["items"][0]["source"])
    assert kind_of(Tus(Caller(call.user, "read", "write")).begin(9, Upload_Metadata=metadata)) == (403, "missing-scope")
    assert Tus(Caller(stranger)).begin(9, Upload_Metadata=metadata).status_code == 404


def test_nobody_else_finds_it_and_its_owner_can_delete_it(
    tus: Tus, called_by: Callable[..., Caller], django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    where = tus.begin(100, b"x" * 10)["Location"]
    part = Upload.objects.get().parts.get().file.name
    other = Tus(called_by("other@example.com"))
    for method in ("HEAD", "PATCH", "DELETE", "GET"):
        assert other(method, where, b"y" if method == "PATCH" else b"", Upload_Offset=10).status_code == 404
    assert other("GET", "/api/v1/uploads/").json()["items"] == []
    assert tus("HEAD", where)["Upload-Offset"] == "10"
    with django_capture_on_commit_callbacks(execute=True):
        assert tus("DELETE", where).status_code == 204
    assert tus("HEAD", where).status_code == 404
    assert not default_storage.exists(part)


def test_what_never_comes_whole_goes_when_its_time_is_over(
    tus: Tus, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    where = tus.begin(100, b"x" * 10)["Location"]
    part = Upload.objects.get().parts.get().file.name
    assert report(apply=False, only="uploads")[0]["count"] == 0
    Upload.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert kind_of(tus("PATCH", where, b"y", Upload_Offset=10)) == (410, "upload-over")
    with django_capture_on_commit_callbacks(execute=True):
        (rule,) = report(apply=True, only="uploads")
    assert (rule["count"], rule["bytes"], rule["gone"]) == (1, 10, 1)
    assert not default_storage.exists(part)
    assert not Upload.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_those_who_bring_the_same_bytes_at_once_one_is_taken(reader: User) -> None:
    call = Caller(reader)
    epub = epub_file().read()
    where = Tus(call).begin(len(epub))["Location"]
    bring = partial(_status, where, epub)
    statuses = AtOnce([partial(bring, Tus(Caller(reader))) for _ in range(3)]).wait()
    assert sorted(statuses)[0] == 204
    assert set(statuses) <= {204, 409}
    assert statuses.count(204) == 1
    assert VividPage.objects.get().epub.read() == epub


def _status(where: str, epub: bytes, tus: Tus) -> int:
    return int(tus("PATCH", where, epub, Upload_Offset=0).status_code)
