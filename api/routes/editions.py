"""Editions: files of a book to take away and to print; their kinds with all options, and a check of any PDF."""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import Field, File, Form, Query, Schema, Status
from ninja.files import UploadedFile

from accounts.access.allowances import LimitReached, spend_upload
from api.core.paging import Asked, Page, page_of, part_of
from api.core.problems import Problem, refuses
from api.core.rows import owned, vividpage_of
from api.core.rules import READ, WRITE, CalledBy
from api.core.site import router
from api.routes.files import BINARY, sent
from publishing import catalogue
from publishing.checks import Check
from publishing.kinds.kind import EditionKind
from publishing.models import Edition
from publishing.preflight.child import CheckLimits
from publishing.preflight.choices import ChoiceRefused, PrintChoices
from publishing.preflight.sandboxed import Busy, check_file
from publishing.services import links, making
from publishing.services.making import EditionRefused
from publishing.sources import changed_since, is_withheld, sources_of, withheld_among

refuses(EditionRefused, title="This edition cannot be made")
refuses(ChoiceRefused, title="Nothing is printed like that")
refuses(Busy, status=429, kind="busy", title="Others are served first")
editions = router("editions")
LIMITS = CheckLimits(seconds=30)


class Kind(Schema):
    """A kind of edition. `options` is a JSON schema of what may be chosen."""

    name: str = Field(examples=["epub"])
    title: str
    about: str
    suffix: str
    media_type: str
    options: dict[str, Any]
    problem: str = Field("", description="Why it does not suit the book that was named; empty: it does.")


class OfBook(Schema):
    """For which book."""

    vividpage: UUID | None = None


class PrintCheck(Schema):
    """Something that was found in a finished file."""

    rule: str
    severity: str = Field(examples=["warning"])
    words: str
    mend: str
    page: int
    place: str


class EditionShape(Schema):
    """A file of a book, or one that is being made."""

    id: UUID
    vividpage: UUID
    kind: str
    options: dict[str, Any]
    state: str = Field(examples=["ready"])
    reason: str
    done: int
    total: int
    bytes: int
    pages: int
    checks: list[PrintCheck]
    has_file: bool
    is_withheld: bool = Field(description="True: a moderator has hidden a picture in it. Make it again.")
    changed: list[str] = Field(description="What of its book is another since.")
    file: str = Field(description="An address of this API; empty: there is none.")
    link: str = Field(description="An address that opens to whoever has it, until the day in “link_until”.")
    link_until: date | None
    created: datetime
    finished: datetime | None


class NewEdition(Schema):
    """What is to be made."""

    kind: str = Field(max_length=40, examples=["epub"])
    options: dict[str, Any] = Field(default_factory=dict, description="By the kind's JSON schema.")
    mails: bool = Field(False, description="Send mail once it is ready.")


class CheckedPdf(Schema):
    """What was found in a PDF."""

    is_refused: bool = Field(description="A printer would refuse it.")
    pages: int
    about: str
    checks: list[PrintCheck]


@editions.get("/editions/kinds", auth=READ, response=Page[Kind])
def list_kinds(request: CalledBy, wanted: Asked, of: Annotated[OfBook, Query()]) -> Any:
    """List the kinds of editions that this site makes, each with its options as a JSON schema."""
    vividpage = vividpage_of(request.auth, of.vividpage) if of.vividpage else None

    def shown(kind: EditionKind[Any]) -> Kind:
        columns = {name: getattr(kind, name) for name in ("name", "title", "about", "suffix", "media_type")}
        problem = kind.suits(vividpage) if vividpage else ""
        return Kind(**columns, options=kind.options.model_json_schema(), problem=problem)

    return part_of(catalogue.kinds_offered(), wanted, shown)


@editions.get("/editions", auth=READ, response=Page[EditionShape])
def list_all_editions(request: CalledBy, wanted: Asked) -> Any:
    """List the editions of all of the reader's books, newest first; what has changed since is told by each alone."""
    page = page_of(Edition.objects.owned_by(request.auth).select_related("vividpage"), wanted, lambda row: row)
    withheld = withheld_among(page["items"])
    return {**page, "items": [_shape(row, [], is_hidden=row.pk in withheld) for row in page["items"]]}


@editions.get("/vividpages/{uuid:vividpage_id}/editions", auth=READ, response=Page[EditionShape])
def list_editions(request: CalledBy, vividpage_id: UUID, wanted: Asked) -> Any:
    """List the editions of a book, newest first, each with what of the book is another since."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    page = page_of(vividpage.editions.select_related("vividpage"), wanted, lambda row: row)
    withheld, now = withheld_among(page["items"]), sources_of(vividpage)
    shown = [
        _shape(row, changed_since(row, now) if row.file else [], is_hidden=row.pk in withheld) for row in page["items"]
    ]
    return {**page, "items": shown}


@editions.post("/vividpages/{uuid:vividpage_id}/editions", auth=WRITE, response={202: EditionShape})
def create_edition(request: CalledBy, response: HttpResponse, vividpage_id: UUID, body: NewEdition) -> Any:
    """Have an edition made; one of the same kind and options that is there is made again if it must be."""
    vividpage = vividpage_of(request.auth, vividpage_id)
    if body.kind not in {kind.name for kind in catalogue.kinds_offered()}:
        words = "There is no such kind of edition. See “/editions/kinds”."
        raise Problem(422, "no-such-kind", "There is no such kind", words)
    made = making.request_edition(
        vividpage=vividpage, kind=body.kind, options=body.options, by=request.auth, mails=body.mails
    )
    response["Location"] = reverse("api:read_edition", args=[vividpage.pk, made.pk])
    return Status(202, _whole(made))


@editions.get("/vividpages/{uuid:vividpage_id}/editions/{uuid:edition_id}", auth=READ, response=EditionShape)
def read_edition(request: CalledBy, vividpage_id: UUID, edition_id: UUID) -> EditionShape:
    """Read how an edition stands."""
    return _whole(_edition(request, vividpage_id, edition_id))


@editions.post("/vividpages/{uuid:vividpage_id}/editions/{uuid:edition_id}/again", auth=WRITE, response=EditionShape)
def make_edition_again(request: CalledBy, vividpage_id: UUID, edition_id: UUID) -> EditionShape:
    """Make an edition once more, of the book as it is now; its file stays until the new one is there."""
    edition = _edition(request, vividpage_id, edition_id)
    return _whole(making.make_again(edition=edition, by=request.auth))


@editions.post("/vividpages/{uuid:vividpage_id}/editions/{uuid:edition_id}/cancel", auth=WRITE, response=EditionShape)
def cancel_edition(request: CalledBy, vividpage_id: UUID, edition_id: UUID) -> EditionShape:
    """Stop the making of an edition; a file that it has from before stays."""
    making.cancel(edition=_edition(request, vividpage_id, edition_id))
    return _whole(_edition(request, vividpage_id, edition_id))


@editions.delete("/vividpages/{uuid:vividpage_id}/editions/{uuid:edition_id}", auth=WRITE, response={204: None})
def delete_edition(request: CalledBy, vividpage_id: UUID, edition_id: UUID) -> HttpResponse:
    """Delete an edition with its file: it can be made again."""
    making.delete(edition=_edition(request, vividpage_id, edition_id))
    return HttpResponse(status=204)


@editions.get(
    "/vividpages/{uuid:vividpage_id}/editions/{uuid:edition_id}/file",
    auth=READ,
    response={200: None},
    openapi_extra={"responses": {200: BINARY}},
)
def read_edition_file(request: CalledBy, vividpage_id: UUID, edition_id: UUID) -> HttpResponseBase:
    """Fetch the file of an edition."""
    edition = _edition(request, vividpage_id, edition_id)
    if not edition.file:
        raise Http404
    if is_withheld(edition):
        words = "A picture in this edition is hidden. Make the edition again: it is made without it."
        raise Problem(403, "withheld", "This edition is withheld", words)
    return sent(str(edition.file.name), links.media_type_of(edition), called=links.name_of(edition))


@editions.post("/check-print", auth=WRITE, response=CheckedPdf)
def check_print(request: CalledBy, pdf: File[UploadedFile], choices: Form[PrintChoices]) -> CheckedPdf:
    """Check any PDF for print. The file is kept no longer than the answer takes."""
    if (pdf.size or 0) > settings.MAX_UPLOAD_BYTES:
        raise LimitReached(f"The largest file that is checked here has {settings.MAX_UPLOAD_BYTES // 2**20} MB.")
    spend_upload(request.auth)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as kept:
        for piece in pdf.chunks():
            kept.write(piece)
        kept.flush()
        found = check_file(Path(kept.name), choices, LIMITS).inspection
    return CheckedPdf(
        is_refused=found.is_refused,
        pages=found.pages,
        about=found.about,
        checks=[_print_check(check) for check in found.checks],
    )


def _edition(request: CalledBy, vividpage_id: UUID, edition_id: UUID) -> Edition:
    vividpage = vividpage_of(request.auth, vividpage_id)
    edition = owned(vividpage.editions.all(), edition_id)
    edition.vividpage = vividpage
    return edition


def _whole(edition: Edition) -> EditionShape:
    changed = changed_since(edition, sources_of(edition.vividpage)) if edition.file else []
    return _shape(edition, changed, is_hidden=bool(edition.file) and is_withheld(edition))


def _shape(edition: Edition, changed: list[str], *, is_hidden: bool) -> EditionShape:
    columns = ("kind", "options", "state", "reason", "done", "total", "bytes", "pages", "created", "finished")
    has_file = bool(edition.file) and not is_hidden
    own = reverse("api:read_edition_file", args=[edition.vividpage_id, edition.pk])
    return EditionShape(
        id=edition.pk,
        vividpage=edition.vividpage_id,
        **{name: getattr(edition, name) for name in columns},
        checks=[
            PrintCheck(**{name: check.get(name, default) for name, default in _NOTHING.items()})
            for check in edition.checks
        ],
        has_file=has_file,
        is_withheld=is_hidden,
        changed=changed,
        file=own if has_file else "",
        link=f"/editions/{links.token_of(edition)}/{links.name_of(edition)}" if has_file else "",
        link_until=links.works_until() if has_file else None,
    )


_NOTHING: dict[str, Any] = {"rule": "", "severity": "note", "words": "", "mend": "", "page": 0, "place": ""}


def _print_check(check: Check) -> PrintCheck:
    return PrintCheck(**{name: getattr(check, name) for name in _NOTHING})
