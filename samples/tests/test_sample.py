"""The sample book is a sound EPUB, comes out the same every time, and says what its facts say."""

from __future__ import annotations

import io
import json
import posixpath
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from PIL import Image

from samples.build import STORY, build_sample, main
from samples.story import Story, StoryBlock, StoryError, read_story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(tmp_path_factory.mktemp("book") / "sample.epub")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book once more, written by the command."""
    out = tmp_path_factory.mktemp("written") / "out.epub"
    assert main([str(out)]) == 0
    return out


@pytest.fixture
def archive(book: Path) -> Iterator[zipfile.ZipFile]:
    with zipfile.ZipFile(book) as opened:
        yield opened


@pytest.fixture
def package(archive: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(archive.read("OEBPS/package.opf"))


@pytest.fixture(scope="module")
def story() -> Story:
    return read_story(STORY)


@pytest.fixture(scope="module")
def facts() -> Any:
    return json.loads(STORY.with_name("facts.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scenes(story: Story) -> list[str]:
    """The text of every scene in the book, without the marks of emphasis."""
    return [_text(scene) for chapter in story.chapters for scene in chapter.scenes]


def _text(blocks: tuple[StoryBlock, ...]) -> str:
    return "\n".join(line for block in blocks for line in block.lines).replace("*", "")


# the file


def test_the_first_entry_is_the_mimetype_uncompressed(archive: zipfile.ZipFile) -> None:
    first = archive.infolist()[0]

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert archive.read(first) == b"application/epub+zip"


def test_the_mimetype_stands_where_readers_look_for_it(book: Path) -> None:
    assert book.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_the_container_points_to_the_package(archive: zipfile.ZipFile) -> None:
    container = etree.fromstring(archive.read("META-INF/container.xml"))

    assert container.xpath("//@full-path") == ["OEBPS/package.opf"]


def test_the_manifest_lists_every_file_of_the_book(archive: zipfile.ZipFile, package: etree._Element) -> None:
    listed = {f"OEBPS/{href}" for href in package.xpath("//opf:item/@href", namespaces=NS)}  # type: ignore[str-bytes-safe, union-attr]

    assert listed == {n for n in archive.namelist() if n.startswith("OEBPS/")} - {"OEBPS/package.opf"}


def test_the_spine_reads_from_the_cover_through_the_chapters_to_the_colophon(package: etree._Element) -> None:
    spine = package.xpath("//opf:itemref/@idref", namespaces=NS)

    assert spine == ["cover", "title-page", "nav", *(f"chapter-0{n}" for n in range(1, 9)), "colophon"]


def test_every_manifest_id_is_used_once(package: etree._Element) -> None:
    ids = package.xpath("//@id")

    assert len(ids) == len(set(ids))  # type: ignore[arg-type]


def test_every_xml_document_is_well_formed(archive: zipfile.ZipFile) -> None:
    documents = [n for n in archive.namelist() if n.endswith((".xhtml", ".opf", ".ncx", ".xml"))]

    assert len([etree.fromstring(archive.read(name)) for name in documents]) == 15


def test_every_link_and_image_leads_to_a_file_of_the_book(archive: zipfile.ZipFile) -> None:
    for name in (n for n in archive.namelist() if n.endswith((".xhtml", ".ncx"))):
        tree = etree.fromstring(archive.read(name))
        for target in tree.xpath("//@href | //@src"):  # type: ignore[union-attr]
            assert posixpath.join("OEBPS", target) in archive.namelist(), f"{name} leads to {target}"  # type: ignore[arg-type, str-bytes-safe]


def test_the_contents_list_every_chapter_in_order(archive: zipfile.ZipFile, facts: Any) -> None:
    nav = etree.fromstring(archive.read("OEBPS/nav.xhtml"))
    listed = nav.xpath("//h:nav[@epub:type='toc']//h:a/text()", namespaces=NS)

    assert listed[1:-1] == [chapter["title"] for chapter in facts["chapters"]]  # type: ignore[index]


def test_the_landmarks_name_the_cover_and_the_start_of_the_story(archive: zipfile.ZipFile) -> None:
    nav = etree.fromstring(archive.read("OEBPS/nav.xhtml"))
    marks = nav.xpath("//h:nav[@epub:type='landmarks']//h:a", namespaces=NS)

    assert {mark.get(f"{{{NS['epub']}}}type"): mark.get("href") for mark in marks} == {  # type: ignore[union-attr]
        "cover": "cover.xhtml",
        "titlepage": "title-page.xhtml",
        "toc": "nav.xhtml",
        "bodymatter": "chapter-01.xhtml",
    }


def test_old_readers_find_the_same_contents(archive: zipfile.ZipFile) -> None:
    nav = etree.fromstring(archive.read("OEBPS/nav.xhtml"))
    ncx = etree.fromstring(archive.read("OEBPS/toc.ncx"))

    assert ncx.xpath("//ncx:navPoint//ncx:text/text()", namespaces=NS) == nav.xpath(
        "//h:nav[@epub:type='toc']//h:a/text()", namespaces=NS
    )


@pytest.mark.parametrize(
    ("field", "value"), [("title", "The Bell Called Comfort"), ("creator", "VividPages"), ("language", "en")]
)
def test_the_package_names_the_book(package: etree._Element, field: str, value: str) -> None:
    assert package.xpath(f"//dc:{field}/text()", namespaces=NS) == [value]


def test_the_package_says_when_the_book_was_changed(package: etree._Element, story: Story) -> None:
    assert package.xpath("//opf:meta[@property='dcterms:modified']/text()", namespaces=NS) == [story.modified]


def test_each_chapter_says_that_it_is_one(archive: zipfile.ZipFile) -> None:
    for number in range(1, 9):
        page = etree.fromstring(archive.read(f"OEBPS/chapter-0{number}.xhtml"))
        assert page.xpath("count(//h:section[@epub:type='chapter']/h:h1)", namespaces=NS) == 1


def test_emphasis_is_marked_up_and_no_markdown_is_left(archive: zipfile.ZipFile) -> None:
    page = etree.fromstring(archive.read("OEBPS/chapter-02.xhtml"))

    assert "glad" in page.xpath("//h:em/text()", namespaces=NS)  # type: ignore[operator]
    assert "*" not in "".join(page.itertext())  # type: ignore[arg-type]


def test_the_book_marks_its_scene_breaks_in_four_ways(archive: zipfile.ZipFile) -> None:
    text = "".join(archive.read(f"OEBPS/chapter-0{n}.xhtml").decode() for n in range(1, 9))

    for mark in ('<p class="break">* * *</p>', "<hr/>", ">⁂</p>", '<p class="space">&#160;</p>'):
        assert mark in text


def test_the_cover_is_a_tall_jpeg(archive: zipfile.ZipFile) -> None:
    cover = Image.open(io.BytesIO(archive.read("OEBPS/cover.jpg")))

    assert (cover.format, cover.size) == ("JPEG", (1200, 1800))


def test_the_package_names_the_cover_image(package: etree._Element) -> None:
    assert package.xpath("//opf:item[@properties='cover-image']/@href", namespaces=NS) == ["cover.jpg"]


def test_the_command_writes_the_book_where_it_is_told(written: Path) -> None:
    assert zipfile.is_zipfile(written)


def test_building_twice_gives_the_same_bytes(book: Path, written: Path) -> None:
    assert written.read_bytes() == book.read_bytes()


def test_the_command_without_a_place_says_how_to_call_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "OUT.epub" in capsys.readouterr().err


# the story


def test_the_story_is_as_long_as_a_short_story(scenes: list[str]) -> None:
    assert 6_500 <= sum(len(scene.split()) for scene in scenes) <= 8_500


def test_no_scene_is_too_short_to_see_or_too_long_to_hold(scenes: list[str]) -> None:
    lengths = [len(scene.split()) for scene in scenes]

    assert min(lengths) >= 150
    assert max(lengths) <= 700


def test_speech_is_set_in_curly_quotation_marks_that_close(story: Story) -> None:
    for chapter in story.chapters:
        for block in chapter.blocks:
            text = " ".join(block.lines)
            assert '"' not in text
            assert "'" not in text
            assert text.count("“") == text.count("”"), text


def test_a_file_without_front_matter_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("# A story\n\n## One\n\nOnce.\n", encoding="utf-8")

    with pytest.raises(StoryError, match="no front matter"):
        read_story(tmp_path / "story.md")


def test_a_missing_entry_of_the_front_matter_is_named(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text("---\ntitle: A\n---\n\n## One\n\nOnce.\n", encoding="utf-8")

    with pytest.raises(StoryError, match="author"):
        read_story(tmp_path / "story.md")


# its facts


def test_the_facts_name_the_chapters_and_their_scenes(story: Story, facts: Any) -> None:
    assert [(c["title"], c["scenes"]) for c in facts["chapters"]] == [(c.title, len(c.scenes)) for c in story.chapters]


def test_the_facts_place_every_scene_in_its_chapter(story: Story, facts: Any) -> None:
    chapters = [number for number, chapter in enumerate(story.chapters, 1) for _ in chapter.scenes]

    assert [(s["number"], s["chapter"]) for s in facts["scenes"]] == list(enumerate(chapters, 1))


def test_every_look_is_in_the_words_of_the_story(scenes: list[str], facts: Any) -> None:
    text = "\n".join(scenes)

    for person in facts["people"]:
        for field, look in person["look"].items():
            assert look["evidence"] in text, f"{person['name']}: {field}"


def test_everybody_is_first_named_in_the_scene_of_the_facts(scenes: list[str], facts: Any) -> None:
    for person in facts["people"]:
        names = {person["name"], *person["aliases"]} | {person["name"].split()[0]}
        first = next(n for n, scene in enumerate(scenes, 1) if any(name in scene for name in names))
        assert first == person["first_scene"], person["name"]


def test_every_alias_is_used(scenes: list[str], facts: Any) -> None:
    text = "\n".join(scenes)

    for person in facts["people"]:
        for alias in person["aliases"]:
            assert alias in text


def test_every_change_is_in_its_scene(scenes: list[str], facts: Any) -> None:
    for change in facts["changes"]:
        assert change["evidence"] in scenes[change["scene"] - 1], change["what"]


def test_every_change_is_in_its_chapter(facts: Any) -> None:
    chapter_of = {scene["number"]: scene["chapter"] for scene in facts["scenes"]}

    assert [change["chapter"] for change in facts["changes"]] == [chapter_of[c["scene"]] for c in facts["changes"]]


def test_every_quote_is_spoken_in_its_scene(scenes: list[str], facts: Any) -> None:
    for quote in facts["quotes"]:
        assert f"“{quote['text']}" in scenes[quote["scene"] - 1]


def test_every_scene_has_one_place(facts: Any) -> None:
    placed = sorted(number for place in facts["places"] for number in place["scenes"])

    assert placed == [scene["number"] for scene in facts["scenes"]]
