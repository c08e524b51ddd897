"""A colouring book by the built-in author, from its brief to its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publishing.catalogue import kind_named
from publishing.publication import publication_of
from writing import services
from writing.tests.conftest import work
from writing.tests.test_childrens import draw

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("small_pictures")
def test_a_colouring_book_has_pictures_and_no_words(reader: User, tmp_path: Path) -> None:
    brief = {"theme": "foxes, a castle, a lantern", "pages": 24, "child_name": "Ida"}
    book = services.start_book(owner=reader, kind="coloring", brief=brief)
    services.plan(book=book)
    services.approve(book=work(book))
    vividpage = work(book).vividpage
    draw(vividpage)

    vividpage.refresh_from_db()
    assert (vividpage.status, vividpage.scene_count, vividpage.word_count) == ("completed", 10, 0)
    kind = kind_named("coloring")
    options = kind.options.model_validate({"age": "3", "trim": "8.5x11"})
    made = kind.make_for(vividpage, options)(publication_of(vividpage), options, tmp_path, lambda *_: None)
    assert made.pages == 24
    assert not [check for check in made.checks if check.severity == "error"]
