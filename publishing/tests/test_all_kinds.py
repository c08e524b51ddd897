"""Every kind that readers are offered, made by the pipeline as they would have it, with the options as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile

from publishing.catalogue import KINDS
from publishing.models import Edition
from publishing.services.making import delete, request_edition
from publishing.tests.making import work_on
from storyboards.tests.making import encoded

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage

NAMES = [kind.name for kind in KINDS]
OPTIONS = {"cover": {"pages": 120}}
"""Where none has a default that suits every book."""


def test_names_of_kinds_are_those_of_addresses_and_options_and_no_two_are_equal() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert all(kind.suffix.startswith(".") and "/" in kind.media_type for kind in KINDS)
    assert all(kind.title and kind.about.endswith(".") for kind in KINDS)


def test_the_interior_of_a_book_that_is_too_thin_to_bind_is_refused_in_words(
    vividpage: VividPage, reader: User
) -> None:
    edition = work_on(request_edition(vividpage=vividpage, kind="print", options={}, by=reader))

    assert edition.state == Edition.State.FAILED
    assert "binds at least 24 pages" in edition.reason


@pytest.mark.parametrize("name", [name for name in NAMES if name != "print"])
def test_it_is_made_and_twice_the_same(vividpage: VividPage, reader: User, name: str) -> None:
    vividpage.cover.save("cover.png", ContentFile(encoded("navy", "PNG", (60, 90))))
    kind = next(kind for kind in KINDS if kind.name == name)
    if kind.suits(vividpage):
        pytest.skip(f"It is made of no such book: {kind.suits(vividpage)}")

    files = []
    for _ in "12":
        edition = work_on(request_edition(vividpage=vividpage, kind=name, options=OPTIONS.get(name, {}), by=reader))
        assert edition.state == Edition.State.READY, edition.reason
        assert edition.file.name.endswith(kind.suffix)
        assert edition.bytes > 0
        assert all(check["words"] for check in edition.checks)
        files.append(edition.file.name)
        delete(edition=edition)

    assert files[0] == files[1]  # named by what is in them
