"""The page that checks any PDF for print."""

from __future__ import annotations

import re
import tempfile
from base64 import b64decode
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from publishing.preflight.tests.good_files import cover, novel
from publishing.printers.catalogue import all_printers

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db
CHOSEN = {"kind": "interior", "printer": "kdp", "binding": "paperback"}


def check(visitor: Client, data: bytes, **chosen: Any) -> Any:
    pdf = SimpleUploadedFile("book.pdf", data, content_type="application/pdf")
    return visitor.post(reverse("check_print"), {"pdf": pdf, **CHOSEN, **chosen})


def test_a_good_file_has_no_problems(signed_in: Client) -> None:
    answer = check(signed_in, novel())

    assert answer.status_code == 200
    assert "No problems found." in answer.content.decode()
    assert "Checked 24 pages for Amazon KDP: 6 × 9 in." in answer.content.decode()


def test_what_was_found_is_told_by_rule_with_its_pages_and_pictures_of_places(signed_in: Client) -> None:
    answer = check(signed_in, novel(6, 9, outside=0.1))

    page = answer.content.decode()
    assert "A printer would refuse this file." in page
    assert page.count("<h3>Margins ") == 1
    assert re.search(r"Pages 1–\d+", page)
    addresses = re.findall(r'src="data:image/webp;base64,([^"]+)"', page)
    assert 1 <= len(addresses) <= 3
    with Image.open(BytesIO(b64decode(addresses[0]))) as picture:
        assert picture.format == "WEBP"


def test_a_cover_is_checked_for_its_book(signed_in: Client) -> None:
    book = {"kind": "cover", "trim": "6x9", "ink": "black", "paper": "white", "pages": 120}

    assert "No problems found." in check(signed_in, cover(120), **book).content.decode()
    assert "Size of the cover" in check(signed_in, cover(120), **{**book, "pages": 300}).content.decode()


def test_what_is_no_pdf_is_answered_with_a_sentence(signed_in: Client) -> None:
    answer = check(signed_in, b"words")

    assert answer.status_code == 200
    assert "This is no PDF" in answer.content.decode()


def test_a_choice_that_this_printer_has_not_is_refused_in_its_words(signed_in: Client) -> None:
    answer = check(signed_in, novel(), trim="wide")

    assert answer.status_code == 422
    assert "“wide” is not a size" in answer.content.decode()


def test_without_a_file_nothing_is_checked(signed_in: Client) -> None:
    answer = signed_in.post(reverse("check_print"), CHOSEN)

    assert answer.status_code == 422
    assert "Choose a PDF first." in answer.content.decode()


def test_a_file_that_is_too_large_is_not_read(signed_in: Client, settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 1000

    answer = check(signed_in, novel())

    assert answer.status_code == 422
    assert "the largest that can be checked here" in answer.content.decode()


def test_files_are_counted_with_other_uploads(signed_in: Client, settings: Any) -> None:
    settings.READER_UPLOADS_AN_HOUR = 1
    assert check(signed_in, b"words").status_code == 200

    answer = check(signed_in, b"words")

    assert answer.status_code == 429
    assert "within an hour" in answer.content.decode()


def test_nothing_is_left_of_a_file(signed_in: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    assert check(signed_in, novel(6, 9, outside=0.1)).status_code == 200

    assert list(tmp_path.iterdir()) == []


def test_strangers_sign_in_first(client: Client) -> None:
    assert check(client, novel()).status_code == 302
    assert client.get(reverse("check_print")).status_code == 302


def test_all_that_printers_have_can_be_chosen(signed_in: Client) -> None:
    page = signed_in.get(reverse("check_print")).content.decode()

    for printer in all_printers():
        names = [one.name for offered in (printer.inks, printer.papers) for one in offered]
        for name in (printer.name, *names, *(binding.name for binding in printer.bindings)):
            assert f'<option value="{name}"' in page
