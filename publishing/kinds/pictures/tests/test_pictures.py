"""The ZIP of pictures: its files, its manifest and its sheets."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from characters.models import Character, Presence
from publishing.kinds.kind import Refused
from publishing.kinds.pictures.kind import KIND, PicturesOptions
from publishing.kinds.pictures.manifest import Manifest, json_schema
from publishing.publication import publication_of
from publishing.tests.books import make_publication, make_published_book

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.publication import Publication

SCHEMA = Path(__file__).resolve().parents[4] / "docs" / "pictures.schema.json"


def files(publication: Publication, folder: Path, **options: Any) -> dict[str, bytes]:
    """Make the ZIP and return its files."""
    folder.mkdir(exist_ok=True)
    made = KIND.make(publication, PicturesOptions(**options), folder, lambda _a, _b: None)
    with zipfile.ZipFile(made.file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_files_have_good_names_and_are_what_was_drawn(tmp_path: Path) -> None:
    found = files(make_publication(), tmp_path / "out", contact_sheet=False)

    assert list(found) == [
        "cover.jpg",
        "scene-0001-chapter-1.webp",
        "scene-0002-the-river.webp",
        "portrait-01-mara.webp",
        "manifest.json",
    ]
    for name, data in found.items():
        if not name.endswith(".json"):
            with Image.open(io.BytesIO(data)) as image:
                image.load()
                assert image.format == {"jpg": "JPEG", "webp": "WEBP"}[name.rpartition(".")[2]]


@pytest.mark.parametrize(("form", "ending", "kind"), [("JPEG", "jpg", "JPEG"), ("PNG", "png", "PNG")])
def test_they_come_in_the_format_that_was_chosen(form: str, ending: str, kind: str, tmp_path: Path) -> None:
    found = files(make_publication(), tmp_path / "out", format=form, contact_sheet=False)
    found.pop("manifest.json")

    assert {name.rpartition(".")[2] for name in found} == {ending}
    for data in found.values():
        with Image.open(io.BytesIO(data)) as image:
            assert image.format == kind


def test_the_manifest_says_what_is_known_of_each(tmp_path: Path) -> None:
    manifest = json.loads(files(make_publication(), tmp_path / "out", contact_sheet=False)["manifest.json"])
    cover, first, second, portrait = manifest["pictures"]

    assert (manifest["title"], manifest["authors"]) == ("The Mill & the River", ["Ann Author", "Bob Writer"])
    assert "personal use" in " ".join(manifest["rights"])
    assert (cover["kind"], cover["model"], cover["licence"]) == ("cover", "", None)
    assert first == {
        "file": "scene-0001-chapter-1.webp",
        "kind": "scene",
        "width": 72,
        "height": 96,
        "scene": 1,
        "chapter": "Chapter 1",
        "chapter_number": 2,
        "passage": "Mara came home.",
        "caption": "Mara came home.",
        "alt": "A mill at dusk",
        "people": [],
        "prompt": "prompt 31",
        "seed": 31,
        "model": "sketch",
        "licence": first["licence"],
    }
    assert first["licence"]["what"]
    assert (second["scene"], second["passage"]) == (2, "Otho sang.")
    assert (portrait["kind"], portrait["people"], portrait["alt"]) == ("portrait", ["Mara"], "Portrait of Mara")


def test_who_is_in_a_picture_comes_from_the_bible(reader: User, tmp_path: Path) -> None:
    book = make_published_book(reader)
    duke = Character.objects.get(vividpage=book)
    Presence.objects.create(analysis=book.scenes.get(number=1).analysis, character=duke, order=0)

    found = files(publication_of(book, with_bible=True), tmp_path / "out", contact_sheet=False)
    people = {one["scene"]: one["people"] for one in json.loads(found["manifest.json"])["pictures"]}
    assert people == {1: ["Duke of Brindle"], 2: []}


def test_the_documented_schema_is_that_of_the_program(tmp_path: Path) -> None:
    assert json.loads(SCHEMA.read_text()) == json_schema(), "write json_schema() into it, and raise VERSION if need be"
    Manifest.model_validate_json(files(make_publication(), tmp_path / "out", contact_sheet=False)["manifest.json"])


def test_the_contact_sheet_shows_all_of_them_over_their_captions(tmp_path: Path) -> None:
    data = files(make_publication(), tmp_path / "out")["contact-sheet.pdf"]

    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    for words in ("The Mill & the River", "Mara came home.", "It sang.", "Cover", "Portrait"):
        assert words in text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        images = [image for page in pdf.pages for image in page.get_images().values()]
        assert len(images) == 4
        assert {str(image.Filter) for image in images} == {"/DCTDecode"}


def test_many_pictures_go_over_several_sheets(tmp_path: Path) -> None:
    publication = make_publication()
    first = publication.book.chapters[1]
    scenes = tuple(replace(first.scenes[0], number=number) for number in range(1, 40))
    book = replace(publication.book, chapters=(replace(first, scenes=scenes),))

    found = files(replace(publication, book=book), tmp_path / "out")
    assert len(pypdfium2.PdfDocument(found["contact-sheet.pdf"])) == 3
    assert sum(name.startswith("scene-") for name in found) == 39


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    publication = make_publication()

    assert files(publication, tmp_path / "one") == files(publication, tmp_path / "two")


def test_a_book_without_pictures_is_refused_before_and_while_it_is_made(reader: User, tmp_path: Path) -> None:
    book = make_published_book(reader)
    assert KIND.suits(book) == ""
    book.pictures.all().delete()
    assert "make them first" in KIND.suits(book)
    bare = replace(make_publication().book, chapters=(), cast=())

    with pytest.raises(Refused, match="make them first"):
        files(replace(make_publication(), book=bare), tmp_path / "out")
