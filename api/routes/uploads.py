"""Files that come in parts (tus 1.0.0): whoever is cut off asks how much is here, and goes on from there."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.core.files.base import File
from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Field, Schema

from accounts.access.allowances import check_uploads
from api.core import tus
from api.core.paging import Asked, Page, page_of
from api.core.problems import Problem
from api.core.rows import owned
from api.core.rules import PUBLIC, READ, WRITE, CalledBy
from api.core.site import REFUSED, router
from books import services as books
from books.epub import EpubError
from books.text.names import plain_name
from uploads import services
from uploads.models import Upload
from writing.queries import book_of
from writing.services import WritingRefused
from writing.sources import services as sources

uploads = router("uploads")
SPEAKS = tus.header("Tus-Resumable", "The version of tus.", example=tus.VERSION)
PIECE: dict[str, Any] = {"content": {tus.PIECE_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
CHECKSUM = tus.header("Upload-Checksum", "Of the bytes that this request brings: sha1 or sha256, and base64.")


def _told(*refusals: int, parameters: tuple[dict[str, Any], ...] = (), **more: Any) -> dict[str, Any]:
    responses = dict.fromkeys((412, *refusals), REFUSED)
    return {"openapi_extra": {"parameters": [SPEAKS, *parameters], "responses": responses, **more}}


class UploadShown(Schema):
    """An upload, and what it has become."""

    id: UUID
    filename: str
    length: int = Field(description="Bytes.")
    offset: int = Field(description="Bytes that are here.")
    state: str = Field(examples=["open"], description="“open”, “done” or “refused”.")
    reason: str = Field(description="Why it was refused.")
    vividpage: UUID | None = Field(description="The book that it has become.")
    source: UUID | None = Field(description="The source of a biography that it has become.")
    expires: datetime


@uploads.api_operation(["OPTIONS"], "/", auth=PUBLIC, response={204: None})
def read_upload_abilities(request: CalledBy) -> HttpResponse:
    """Say in headers what is understood of tus, and how large a file may be."""
    return HttpResponse(status=204, headers=tus.abilities())


@uploads.get("/", auth=READ, response=Page[UploadShown])
def list_uploads(request: CalledBy, wanted: Asked) -> Any:
    """List the uploads of the last days, the latest first."""
    return page_of(Upload.objects.filter(owner=request.auth), wanted, _shown)


@uploads.post(
    "/",
    auth=WRITE,
    response={201: None},
    **_told(
        413,
        415,
        460,
        parameters=(
            tus.header("Upload-Length", "Bytes of the file.", example="1048576"),
            tus.header(
                "Upload-Metadata",
                "Names with values in base64: “filename”; “for”: “vividpage” or “source”; of a source its “book”.",
            ),
            CHECKSUM,
        ),
        requestBody={"required": False, **PIECE},
    ),
)
def begin_upload(request: CalledBy) -> HttpResponse:
    """Begin an upload, which becomes a book or a source of a biography once all of it is here.

    The first bytes may come with it. Where it goes on is said in “Location”.
    """
    tus.check_version(request)
    length, said = tus.length_in(request), tus.metadata_in(request)
    purpose, about = _purpose(request, said)
    _check_room(request, purpose, about, length)
    upload = services.begin(
        owner=request.auth,
        length=length,
        filename=plain_name(said.get("filename", said.get("name", "")), 300),
        metadata=request.headers.get("Upload-Metadata", ""),
        purpose=purpose,
        about=about,
    )
    if tus.brings_piece(request):
        upload = _added(request, upload, 0)
    headers = {"Location": reverse("api:read_upload", args=[upload.pk]), **tus.headers_of(upload)}
    return HttpResponse(status=201, headers={**headers, **_content_of(upload)})


@uploads.get("/{uuid:upload_id}", auth=READ, response=UploadShown)
def read_upload(request: CalledBy, upload_id: UUID) -> UploadShown:
    """Read how far an upload is, and what it has become."""
    return _shown(_own(request, upload_id))


@uploads.api_operation(["HEAD"], "/{uuid:upload_id}", auth=WRITE, response={200: None}, **_told(410, 422))
def ask_upload_offset(request: CalledBy, upload_id: UUID) -> HttpResponse:
    """Say in “Upload-Offset” how many bytes are here."""
    upload = _own(request, upload_id)
    tus.check_version(request)
    if upload.state == Upload.State.REFUSED:
        raise _over(upload)
    upload = _finished(request, upload)
    return HttpResponse(headers={**tus.headers_of(upload), **_content_of(upload)})


@uploads.patch(
    "/{uuid:upload_id}",
    auth=WRITE,
    response={204: None},
    **_told(
        409,
        410,
        413,
        415,
        460,
        parameters=(tus.header("Upload-Offset", "Where these bytes begin.", example="0"), CHECKSUM),
        requestBody={"required": True, **PIECE},
    ),
)
def add_to_upload(request: CalledBy, upload_id: UUID) -> HttpResponse:
    """Bring more bytes, from “Upload-Offset” on. With the last it becomes what it is for: see “Content-Location”."""
    upload = _own(request, upload_id)
    tus.check_version(request)
    if not tus.brings_piece(request):
        raise Problem(415, "other-content", "These are no bytes of an upload", f"Send them as {tus.PIECE_TYPE}.")
    upload = _added(request, upload, tus.number_in(request, "Upload-Offset"))
    return HttpResponse(status=204, headers={**tus.headers_of(upload), **_content_of(upload)})


@uploads.delete("/{uuid:upload_id}", auth=WRITE, response={204: None}, **_told())
def delete_upload(request: CalledBy, upload_id: UUID) -> HttpResponse:
    """Delete an upload; what it has become stays."""
    upload = _own(request, upload_id)
    tus.check_version(request)
    services.delete(upload=upload)
    return HttpResponse(status=204)


def _own(request: CalledBy, upload_id: UUID) -> Upload:
    upload = owned(Upload.objects.filter(owner=request.auth), upload_id)
    upload.owner = request.auth
    return upload


def _purpose(request: CalledBy, said: dict[str, str]) -> tuple[Upload.Purpose, UUID | None]:
    """Return what a new upload is for, and its book. Raises Problem and Http404."""
    wanted = said.get("for", Upload.Purpose.VIVIDPAGE)
    if wanted not in Upload.Purpose.values:
        raise Problem(400, "bad-metadata", "Nobody knows what it is for", "Say “for” as “vividpage” or “source”.")
    purpose = Upload.Purpose(wanted)
    if purpose != Upload.Purpose.SOURCE:
        return purpose, None
    if request.by == "token" and "spend" not in request.token.scopes:  # reading a source may cost money
        words = "A source is read by a model, which may cost money. Make a token that may “spend”."
        raise Problem(403, "missing-scope", "The token may not do this", words)
    try:
        about = UUID(said.get("book", ""))
    except ValueError:
        raise Problem(400, "bad-metadata", "Its book is missing", "Say in “book” which biography it is for.") from None
    if book_of(user=request.auth, vividpage_id=about) is None:
        raise Http404
    return purpose, about


def _check_room(request: CalledBy, purpose: Upload.Purpose, about: UUID | None, length: int) -> None:
    """Refuse at once what would be refused at the end. Raises LimitReached."""
    size = length + services.bytes_to_come(request.auth)
    if purpose == Upload.Purpose.SOURCE:
        assert about is not None
        book = book_of(user=request.auth, vividpage_id=about)
        assert book is not None
        book.vividpage.owner = request.auth
        check_uploads(request.auth)
        sources.check_room(book, size)
    else:
        books.check_upload(owner=request.auth, size=size)


def _added(request: CalledBy, upload: Upload, offset: int) -> Upload:
    """Add what a request brings, and finish what is whole then. Raises Problem."""
    if upload.state == Upload.State.REFUSED:
        raise _over(upload)
    try:
        with tus.piece_of(request, most=upload.length) as (piece, size):
            upload = services.add_part(upload=upload, offset=offset, piece=piece, size=size)
    except services.WrongOffset as error:
        headers = {"Upload-Offset": str(error.here)}
        words = f"{error.here} bytes are here, of {upload.length}. Ask with HEAD, and go on from there."
        raise Problem(409, "wrong-offset", "It goes on elsewhere", words, headers) from None
    except services.UploadOver:
        raise _over(upload) from None
    return _finished(request, upload)


def _finished(request: CalledBy, upload: Upload) -> Upload:
    """Have an upload that is whole become what it is for; what it cannot become is refused, and that is kept.

    Raises what the service raises: where it may go later (LimitReached), the upload waits, and is asked again.
    """
    if not upload.is_whole or upload.state != Upload.State.OPEN:
        return upload
    try:
        with books.dropped_on_error():
            return services.finish(upload=upload, become=lambda held, file: _become(request, held, file))
    except (EpubError, WritingRefused, Http404) as error:
        services.refuse(upload=upload, reason=str(error) or "Its book is no longer there.")
        raise


def _become(request: CalledBy, upload: Upload, file: IO[bytes]) -> UUID:
    named = File(file, name=upload.filename)
    if upload.purpose == Upload.Purpose.VIVIDPAGE:
        return books.upload_and_read(owner=request.auth, epub=named).pk
    assert upload.about is not None
    book = book_of(user=request.auth, vividpage_id=upload.about)
    if book is None:
        raise Http404
    book.vividpage.owner = request.auth
    row = sources.add_file(book=book, file=named, name=upload.filename)
    sources.read_sources(book=book, by=request.auth)
    return row.pk


def _content_of(upload: Upload) -> dict[str, str]:
    """Say where what it has become is read."""
    if upload.state != Upload.State.DONE:
        return {}
    if upload.purpose == Upload.Purpose.VIVIDPAGE:
        return {"Content-Location": reverse("api:read_vividpage", args=[upload.result])}
    return {"Content-Location": reverse("api:list_sources", args=[upload.about])}


def _over(upload: Upload) -> Problem:
    words = upload.reason or "Its time is over. Begin the upload again."
    return Problem(410, "upload-over", "The upload is over", words)


def _shown(upload: Upload) -> UploadShown:
    same = ("filename", "length", "offset", "state", "reason", "expires")
    become: dict[str, Any] = {
        purpose: upload.result if upload.purpose == purpose else None for purpose in Upload.Purpose.values
    }
    return UploadShown(id=upload.pk, **become, **{name: getattr(upload, name) for name in same})
