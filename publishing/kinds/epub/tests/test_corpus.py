"""Every odd and broken book of the corpus that can be read keeps its text, or is set in our own design."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from books.epub import EpubError, ReadingLimits
from books.epub.archive.container import Container
from books.tests.test_corpus import READABLE
from publishing.kinds.epub.options import EpubOptions
from publishing.kinds.epub.original.edition import edit
from publishing.kinds.epub.original.making import files_of_edition
from publishing.kinds.epub.original.plan import NotFollowed
from publishing.kinds.epub.original.planning import plan_of
from publishing.kinds.epub.pictures import EpubPictures
from publishing.kinds.epub.tests.originals import publication_from, text_nodes

if TYPE_CHECKING:
    from books.tests.corpus.cases import Case


OWN_DESIGN = {
    "a package that is empty",
    "pages by numbers and nothing that says their order",
    "a package of noise",
    "a spine that is missing",
    "a spine and a manifest that are missing",
    "a drawing with words in the spine",
    "a page without a body",
    "a page in which every line has its place",
    "a picture with words for it",
    "bytes that were lost on the way",
    "a page compressed with bzip2",
    "a page compressed with LZMA",
}
"""Books that are no better as they are: their pages cannot be found, read or added to."""


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)
def test_the_text_of_an_odd_book_is_kept(case: Case) -> None:
    original = case.build().getvalue()
    publication = publication_from(original, moment="e")
    pictures = EpubPictures(EpubOptions())
    plan = plan_of(publication, EpubOptions(), pictures)
    archive = BytesIO()
    with Container(BytesIO(original), ReadingLimits()) as container, zipfile.ZipFile(archive, "w") as target:
        try:
            edited = edit(container, plan)
            for name, data in files_of_edition(container, edited, pictures, lambda _done, _all: None):
                target.writestr(name, data)
        except (NotFollowed, EpubError):
            assert case.name in OWN_DESIGN
            return

    assert text_nodes(archive) == text_nodes(BytesIO(original))
    written = b"".join(file.text.encode() for file in edited.files)
    assert written.count(b'id="vividpages-picture-') == len(plan.figures)
