"""What is a reader's own: everything of the account as one file, and what is shown of adult and violent pictures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Field, Schema, Status

from api.core.problems import refuses
from api.core.rows import owned
from api.core.rules import ACCOUNT, OPENS, READ, CalledBy
from api.core.site import router
from api.routes.files import BINARY, sent
from custody.archives import services
from custody.models import Archive
from storyboards.safety.preferences import PreferenceRefused, Wanted, prefer, preferences_of
from storyboards.safety.veiling import Veil, eyes_of

refuses(PreferenceRefused)
own_data = router("account")


class ArchiveShown(Schema):
    """Everything of an account as one file."""

    id: UUID | None = None
    state: Literal["none", "making", "ready", "failed"] = "none"
    bytes: int = 0
    asked: datetime | None = None
    expires: datetime | None = None
    reason: str = ""


class PictureSettings(Schema):
    """What is shown of pictures that are rated adult or violent."""

    adult: Literal["hide", "blur", "show"]
    violent: Literal["hide", "blur", "show"]
    checks_at_services: bool = Field(description="Whether pictures may be sent to a service that checks them.")
    birth_date: date | None = Field(None, description="Told once: adult pictures stay hidden from who is under 18.")


class PictureSettingsShown(PictureSettings):
    """The settings, and whether the reader is too young for adult pictures."""

    is_minor: bool


@own_data.get("/archive", auth=READ, response=ArchiveShown)
def read_archive(request: CalledBy) -> ArchiveShown:
    """Read whether the file of everything is ready."""
    made = Archive.objects.filter(owner=request.auth).first()
    return ArchiveShown.model_validate(made, from_attributes=True) if made else ArchiveShown()


@own_data.post("/archive", auth=OPENS, response={202: ArchiveShown})
def make_archive(request: CalledBy) -> Any:
    """Have everything of the account put together as one file, which is kept for some days."""
    made = services.request_archive(owner=request.auth)
    return Status(202, ArchiveShown.model_validate(made, from_attributes=True))


@own_data.get(
    "/archive/{uuid:archive_id}", auth=OPENS, response={200: None}, openapi_extra={"responses": {200: BINARY}}
)
def read_archive_file(request: CalledBy, archive_id: UUID) -> HttpResponseBase:
    """Fetch the file of everything."""
    archive = owned(Archive.objects.filter(owner=request.auth), archive_id)
    if archive.state != Archive.State.READY or not archive.file:
        raise Http404
    return sent(str(archive.file.name), "application/zip", called=f"vividpages-{archive.asked:%Y-%m-%d}.zip")


@own_data.delete("/archive/{uuid:archive_id}", auth=ACCOUNT, response={204: None})
def delete_archive(request: CalledBy, archive_id: UUID) -> HttpResponse:
    """Delete the file of everything; what it holds stays."""
    services.delete_archive(archive=owned(Archive.objects.filter(owner=request.auth), archive_id))
    return HttpResponse(status=204)


@own_data.get("/me/pictures", auth=READ, response=PictureSettingsShown)
def read_picture_settings(request: CalledBy) -> PictureSettingsShown:
    """Read what is shown of adult and violent pictures."""
    kept = preferences_of(request.auth)
    values = {name: getattr(kept, name) for name in PictureSettings.model_fields}
    return PictureSettingsShown(**values, is_minor=eyes_of(request.auth).is_minor)


@own_data.put("/me/pictures", auth=ACCOUNT, response=PictureSettingsShown)
def set_picture_settings(request: CalledBy, body: PictureSettings) -> PictureSettingsShown:
    """Say what is shown of adult and violent pictures, in all books."""
    wanted = Wanted(Veil(body.adult), Veil(body.violent), body.checks_at_services, body.birth_date)
    prefer(reader=request.auth, wanted=wanted)
    return read_picture_settings(request)
