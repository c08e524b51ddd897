"""An edition of the kind `canva`, from the reader's template to the PDF that they take away."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage

from publishing.canva import templates
from publishing.canva.tests.fixtures import connect
from publishing.canva.tests.server import Reply, refused
from publishing.models import Edition, Template
from publishing.services.making import EditionRefused, request_edition
from publishing.tests.making import work_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import Settings

    from accounts.models import User
    from books.models import VividPage
    from publishing.canva.tests.server import CanvaServer

UPLOADS, AUTOFILLS, EXPORTS = "/rest/v1/asset-uploads", "/rest/v1/autofills", "/rest/v1/exports"


@pytest.fixture
def template(canva: CanvaServer, reader: User, vividpage: VividPage) -> Template:
    """The template of a reader who is connected, as its names suggest to fill it."""
    connect(canva, reader)
    assert templates.look_up(owner_id=reader.pk) == 1
    looked_up = Template.objects.get(owner=reader)
    templates.look_up_fields(template=looked_up)
    return looked_up


@pytest.fixture
def make(vividpage: VividPage, reader: User, template: Template) -> Callable[[], Edition]:
    def made() -> Edition:
        options = {"template": str(template.pk), "quality": "pro"}
        return work_on(request_edition(vividpage=vividpage, kind="canva", options=options, by=reader))

    return made


def test_a_template_is_filled_exported_and_kept(
    canva: CanvaServer, vividpage: VividPage, make: Callable[[], Edition]
) -> None:
    edition = make()

    assert edition.state == Edition.State.READY, edition.reason
    assert edition.pages == 2
    with default_storage.open(edition.file.name) as file:
        assert file.read() == canva.pdf
    assert edition.previews.count() == 2
    upload = next(call for call in canva.calls_to(UPLOADS))
    assert upload.headers["content-type"] == "application/octet-stream"
    named = base64.b64decode(json.loads(upload.headers["asset-upload-metadata"])["name_base64"]).decode()
    assert named == f"{vividpage.title[:40]} 1"
    assert upload.body[8:12] == b"WEBP"
    asked = canva.calls_to(AUTOFILLS)[0].json
    assert asked["brand_template_id"] == "T1"
    assert asked["title"] == vividpage.title
    assert asked["data"]["TITLE"] == {"type": "text", "text": vividpage.title}
    assert asked["data"]["PICTURE_1"]["asset_id"].startswith("asset-of-")
    exported = canva.calls_to(EXPORTS)[0].json
    assert exported == {"design_id": "D1", "format": {"type": "pdf", "export_quality": "pro"}}
    fetched = canva.calls_to("/files/design.pdf")
    assert len(fetched) == 1
    assert "authorization" not in fetched[0].headers


def test_a_picture_that_fills_two_fields_is_uploaded_once(
    canva: CanvaServer, template: Template, make: Callable[[], Edition]
) -> None:
    canva.dataset["PICTURE_A"] = {"type": "image"}
    templates.look_up_fields(template=template)
    assert template.mapping["PICTURE_A"] == "picture:1"

    assert make().state == Edition.State.READY
    assert len(canva.calls_to(UPLOADS)) == 1


def test_what_the_book_does_not_have_is_said(
    canva: CanvaServer, template: Template, make: Callable[[], Edition]
) -> None:
    templates.map_fields(template=template, sources={"TITLE": "title", "PICTURE_1": "picture:99"})

    edition = make()

    assert edition.state == Edition.State.READY
    assert "PICTURE_1 (picture of scene 99)" in edition.checks[0]["words"]
    assert list(canva.calls_to(AUTOFILLS)[0].json["data"]) == ["TITLE"]


def test_a_token_that_ends_in_the_middle_is_renewed_in_the_middle(
    canva: CanvaServer, make: Callable[[], Edition]
) -> None:
    canva.plan(AUTOFILLS, refused(401, "invalid_access_token"))

    assert make().state == Edition.State.READY
    assert canva.used_up == {"refresh-1"}


def test_canva_is_asked_again_when_it_said_to(canva: CanvaServer, make: Callable[[], Edition]) -> None:
    canva.plan(AUTOFILLS, refused(429, "too_many_requests", retry_after="0.02"))
    canva.plan(UPLOADS, refused(429, "too_many_requests", retry_after="0"))

    assert make().state == Edition.State.READY
    assert len(canva.calls_to(AUTOFILLS)) == 2


def test_a_wait_that_is_too_long_is_not_begun(canva: CanvaServer, make: Callable[[], Edition]) -> None:
    canva.plan(AUTOFILLS, refused(429, "too_many_requests", retry_after="86400"))

    edition = make()

    assert edition.state == Edition.State.FAILED
    assert "slow down" in edition.reason


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("asset-uploads", "import_failed", "could not read a picture"),
        ("asset-uploads", "file_too_big", "too large"),
        ("autofills", "autofill_error", "could not finish the work"),
        ("exports", "license_required", "premium elements"),
        ("exports", "internal_failure", "could not finish the work"),
    ],
)
def test_a_job_that_fails_says_why(
    canva: CanvaServer, make: Callable[[], Edition], kind: str, code: str, words: str
) -> None:
    canva.fails = {kind: code}

    edition = make()

    assert edition.state == Edition.State.FAILED
    assert words in edition.reason


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (refused(403, "permission_denied"), "certain plans"),
        (refused(403, "missing_scope"), "Connect again"),
        (refused(429, "quota_exceeded"), "reached its limit"),
        (refused(404, "not_found"), "Look up your templates again"),
        (refused(400, "invalid_field"), "rejected the request (400)"),
        (refused(500, "internal_error"), "Try again later"),
        (Reply(body=b"<html>a proxy's page</html>"), "not understood"),
        (Reply({"job": {"id": "j", "status": "success"}}), "not understood"),
    ],
)
def test_a_refusal_is_said_in_plain_words_and_never_in_canvas_own(
    canva: CanvaServer, make: Callable[[], Edition], reply: Reply, words: str
) -> None:
    canva.plan(AUTOFILLS, reply)

    edition = make()

    assert edition.state == Edition.State.FAILED
    assert words in edition.reason
    assert "SMALL rooms" not in edition.reason
    assert len(canva.calls_to(AUTOFILLS)) == 1  # a design that may have been begun is not begun twice


def test_a_job_that_never_ends_is_given_up(canva: CanvaServer, make: Callable[[], Edition], settings: Settings) -> None:
    settings.CANVA_JOB_SECONDS = 0.2
    canva.polls = 10**9

    edition = make()

    assert edition.state == Edition.State.FAILED
    assert "did not finish in time" in edition.reason


def test_a_file_that_is_no_pdf_is_not_kept(canva: CanvaServer, make: Callable[[], Edition]) -> None:
    canva.pdf = b"<html>expired</html>"

    edition = make()

    assert edition.state == Edition.State.FAILED
    assert not edition.file


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/a.pdf", "https://127.0.0.1:9/a.pdf", "file:///etc/passwd", "::"])
def test_a_file_at_an_address_that_is_not_public_is_not_fetched(
    canva: CanvaServer, make: Callable[[], Edition], url: str
) -> None:
    canva.plan(EXPORTS, Reply({"job": {"id": "j", "status": "success", "urls": [url]}}))

    edition = make()

    assert edition.state == Edition.State.FAILED
    assert "could not be fetched" in edition.reason


def test_a_revoked_connection_fails_the_edition_and_says_to_connect_again(
    canva: CanvaServer, make: Callable[[], Edition]
) -> None:
    canva.access = canva.refresh = ""

    edition = make()

    assert edition.state == Edition.State.FAILED
    assert "Connect your account with Canva again" in edition.reason


def test_the_template_of_another_reader_is_not_filled(
    canva: CanvaServer, vividpage: VividPage, reader: User, stranger: User
) -> None:
    connect(canva, reader)
    other = Template.objects.create(owner=stranger, canva_id="T1", fields={"TITLE": "text"}, mapping={"TITLE": "title"})

    edition = request_edition(vividpage=vividpage, kind="canva", options={"template": str(other.pk)}, by=reader)

    assert "Choose one of your templates" in work_on(edition).reason
    assert not canva.calls_to(AUTOFILLS)


def test_without_configuration_nobody_can_ask_for_it(vividpage: VividPage, reader: User) -> None:
    with pytest.raises(EditionRefused, match="not set up for Canva"):
        request_edition(vividpage=vividpage, kind="canva", options={}, by=reader)
