"""Styles of a reader's own are made, changed, deleted and shared by services that every page calls."""

from __future__ import annotations

import io
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from accounts.access.allowances import LimitReached
from books import services as books
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from characters.editing import undoing
from characters.editing.journal import recorded
from jobs.models import Unit
from sketch.styles import STYLES
from sketch.styles.derived import SETTINGS, Drawing, colours_of, hex_of, setting_of
from storyboards.models import PictureVersion
from storyboards.styles import services, sharing
from storyboards.styles.models import ReaderStyle
from storyboards.styles.reference_pictures import LONGER_SIDE, MOST_BYTES, ReferenceRefused, palette_of, read_reference
from storyboards.styles.resolving import own_styles, style_for, style_of
from storyboards.styles.services import StyleRefused, StyleWords, change_style, delete_style, make_style, share, take_in
from storyboards.styles.sharing import FileRefused
from storyboards.styles.tests import making
from storyboards.tests.making import encoded, make_drawn_book

if TYPE_CHECKING:
    from accounts.models import User

WORDS = StyleWords(name="Night ferry", prompt="navy ink on sand")


def test_a_reader_has_each_name_once_and_others_may_have_it_too(reader: User, stranger: User) -> None:
    style = make_style(owner=reader, based_on="ink", words=WORDS, drawing=Drawing())
    make_style(owner=stranger, based_on="ink", words=WORDS, drawing=Drawing())

    with pytest.raises(StyleRefused, match="You have a style of this name"):
        make_style(owner=reader, based_on="comic", words=replace(WORDS, name=" Night  ferry "), drawing=Drawing())
    assert change_style(style=style, words=WORDS, drawing=Drawing()).name == "Night ferry"

    delete_style(style=style)
    make_style(owner=reader, based_on="ink", words=WORDS, drawing=Drawing())


def test_words_are_one_line_of_signs_that_are_seen(reader: User) -> None:
    words = StyleWords(name="A\x00b\u202e", prompt="oil\n\non  canvas")

    style = make_style(owner=reader, based_on="ink", words=words, drawing=Drawing())

    assert (style.name, style.prompt) == ("Ab", "oil on canvas")


@pytest.mark.parametrize("words", [StyleWords(name="\u200b", prompt="x"), StyleWords(name="x" * 61, prompt="x")])
def test_a_style_without_a_name_or_with_a_novel_for_one_is_refused(reader: User, words: StyleWords) -> None:
    with pytest.raises(StyleRefused) as caught:
        make_style(owner=reader, based_on="ink", words=words, drawing=Drawing())

    assert set(caught.value.problems) == {"name"}


def test_a_reader_has_so_many_styles_and_no_more(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_STYLES", 1)
    making.make_style(reader)

    with pytest.raises(LimitReached, match="as many as one may have"):
        make_style(owner=reader, based_on="ink", words=replace(WORDS, name="Other"), drawing=Drawing())


def test_a_style_that_no_book_has_goes_for_good(reader: User) -> None:
    delete_style(style=making.make_style(reader))

    assert not ReaderStyle.objects.exists()


def test_a_deleted_style_stays_for_its_books_and_goes_with_the_last_of_them(reader: User) -> None:
    style = making.make_style(reader)
    vividpage = make_vividpage(owner=reader, title="T", style=style.key)

    delete_style(style=style)
    assert own_styles(reader) == []
    assert style_for(VividPage.objects.get(pk=vividpage.pk)).name == "Night ferry"

    books.delete(vividpage=vividpage)
    delete_style(style=making.make_style(reader, name="Another"))
    assert not ReaderStyle.objects.exists()


def test_a_style_that_a_single_picture_has_stays_for_it(
    reader: User, transactional_db: None, small_pictures: None
) -> None:
    vividpage = make_drawn_book(reader)
    style = making.make_style(reader)
    version = PictureVersion.objects.filter(picture__scene__number=2).get()
    version.parameters["style"] = style.key
    version.save()

    assert [book.pk for book in services.books_in(style)] == [vividpage.pk]
    delete_style(style=style)
    assert style_of(style.key).name == "Night ferry"

    PictureVersion.objects.filter(pk=version.pk).update(parameters={})
    services.forget_unused(owner=reader)
    assert not ReaderStyle.objects.exists()


def test_a_style_in_which_a_picture_is_still_to_be_drawn_stays_for_it(
    reader: User, transactional_db: None, small_pictures: None
) -> None:
    make_drawn_book(reader)
    style = making.make_style(reader)
    Unit.objects.filter(label="Scene 1").update(state=Unit.State.WAITING, options={"look": {"style": style.key}})

    delete_style(style=style)

    assert style_of(style.key).name == "Night ferry"


def test_a_style_that_a_book_would_have_again_after_an_undo_stays_for_it(reader: User) -> None:
    style = making.make_style(reader)
    vividpage = make_vividpage(owner=reader, title="T", style=style.key)
    with recorded(vividpage_id=vividpage.pk, by=reader, kind="look") as journal:
        journal.change(vividpage, style="ink")

    delete_style(style=style)
    undoing.undo(vividpage=vividpage)

    assert style_for(VividPage.objects.get(pk=vividpage.pk)).name == "Night ferry"


def test_what_is_shared_is_taken_in_as_it_was(reader: User, stranger: User) -> None:
    drawing = Drawing.model_validate(
        {
            "palette": ["#102a43", "#f2e8cf"],
            "colours": {"paper": "#ffffff", "inks.2": "#000000"},
            "settings": {"line": 1.25},
        }
    )
    words = StyleWords(name='A "style" \\ of é', prompt="p # x = 1\x7f", negative_prompt="n", description="d")
    picture = read_reference(encoded("#204080", size=(900, 300))).data
    style = make_style(owner=reader, based_on="art-deco", words=words, drawing=drawing, reference=picture)

    own = take_in(owner=stranger, data=share(style).encode())

    assert own.owner == stranger
    for name in ("name", "based_on", "description", "prompt", "negative_prompt", "drawing"):
        assert getattr(own, name) == getattr(style, name), name
    with Image.open(io.BytesIO(bytes(own.reference))) as image:
        assert (image.format, image.size) == ("WEBP", (LONGER_SIDE, 256))


@pytest.mark.parametrize("key", STYLES)
def test_every_style_of_ours_can_be_shared_with_all_of_its_colours(reader: User, key: str) -> None:
    medium = STYLES[key].medium
    drawing = Drawing.model_validate(
        {
            "colours": {colour.place: hex_of(colour.colour) for colour in colours_of(medium)},
            "settings": {n: min(s.most, max(s.least, setting_of(medium, n))) for n, s in SETTINGS.items()},
        }
    )
    style = making.make_style(reader, based_on=key, drawing=drawing.as_json())

    shared = sharing.read(share(style).encode())

    assert shared.drawing == drawing
    assert shared.based_on == key


def test_a_second_one_of_the_same_name_gets_a_number(reader: User) -> None:
    file = share(making.make_style(reader)).encode()

    assert [take_in(owner=reader, data=file).name for _ in range(2)] == ["Night ferry (2)", "Night ferry (3)"]


def test_commands_to_a_service_are_no_words_of_a_style(reader: User) -> None:
    file = share(making.make_style(reader, prompt="ink <lora:evil:1> (thick:1.9) --ar 9:16", negative_prompt="[a:b:2]"))

    own = take_in(owner=reader, data=file.encode())

    assert (own.prompt, own.negative_prompt) == ("ink thick", "a")


GOOD = """format = "vividpages-style"
version = 1
name = "N"
based_on = "ink"
prompt = "p"
"""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "cannot be read"),
        (b"name = ", "cannot be read"),
        (b"a = " + b"[" * 5000, "cannot be read"),
        pytest.param(b"a" + b".a" * 6000 + b" = 1", "more dots", id="a key of many parts"),
        pytest.param(b"x = {a" + b".a" * 6000 + b" = 1}", "more dots", id="a key of many parts within a table"),
        (b"x" * (sharing.LARGEST + 1), "512 kB at most"),
        (b'name = "N"', "This is no style"),
        (GOOD.replace("version = 1", "version = 2").encode(), "A later version"),
        (GOOD.replace("version = 1", "version = true").encode(), "which version"),
        (GOOD.replace("version = 1", 'version = "1"').encode(), "which version"),
        (GOOD.replace('"ink"', '"cubism"').encode(), "a style that this VividPages does not have"),
        (GOOD.replace('"ink"', '"../ink"').encode(), "a style that this VividPages does not have"),
        ((GOOD + 'path = "/etc/passwd"').encode(), "something that no style has: “path”"),
        (GOOD.replace('prompt = "p"', "").encode(), "“prompt” does not go"),
        (GOOD.replace('"N"', f'"{"n" * 61}"').encode(), "“name” does not go"),
        ((GOOD + "[drawing.settings]\nline = 900").encode(), "“drawing.settings” does not go"),
        ((GOOD + "[drawing.settings]\nline = nan").encode(), "“drawing.settings” does not go"),
        ((GOOD + '[drawing.colours]\nsoul = "#000000"').encode(), "there is no colour “soul”"),
        ((GOOD + '[drawing]\npalette = ["red"]').encode(), "#rrggbb"),
        ((GOOD + '[reference]\ntype = "image/svg+xml"\ndata = ""').encode(), "“reference.type” does not go"),
        ((GOOD + '[reference]\ntype = "image/webp"\ndata = "§"').encode(), "The picture in this file is damaged"),
        (
            (GOOD + '[reference]\ntype = "image/webp"\ndata = "PHN2Zz4="').encode(),
            "The picture in this file does not go",
        ),
        ((GOOD.replace('"N"', '"\\u0000"')).encode(), "Write something here"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(reader: User, content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence):
        take_in(owner=reader, data=content)

    assert not ReaderStyle.objects.exists()


def test_the_least_that_a_file_may_say_is_a_style(reader: User) -> None:
    assert take_in(owner=reader, data=GOOD.encode()).drawing == {}


@pytest.mark.parametrize("name", ["N", "N\u200b", "A  ferry"])
def test_a_file_that_is_taken_in_twice_gets_a_number(reader: User, name: str) -> None:
    content = GOOD.replace('name = "N"', f'name = "{name}"').encode()

    first, second = (take_in(owner=reader, data=content) for _ in "12")

    assert second.name == f"{first.name} (2)"


def test_a_picture_is_known_by_its_few_colours() -> None:
    stripes = Image.new("RGB", (300, 100), "#102030")
    stripes.paste("#d0a040", (100, 0, 200, 100))
    stripes.paste("#f0f0f0", (200, 0, 300, 100))
    out = io.BytesIO()
    stripes.save(out, "PNG")

    palette = palette_of(out.getvalue())

    assert len(palette) == 3
    for found, drawn in zip(palette, [(16, 32, 48), (208, 160, 64), (240, 240, 240)], strict=True):
        assert max(abs(a - b) for a, b in zip(found, drawn, strict=True)) < 12


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"GIF89a", "no picture that can be opened"),
        (encoded(size=(20, 20)), "too small"),
        (b"\0" * (MOST_BYTES + 1), "10 megabytes at most"),
    ],
)
def test_what_cannot_show_a_style_is_refused_in_words(data: bytes, sentence: str) -> None:
    with pytest.raises(ReferenceRefused, match=sentence):
        read_reference(data)


def test_a_file_holds_no_more_than_the_page_says(reader: User) -> None:
    content = tomllib.loads(share(making.make_style(reader)))

    assert set(content) == {
        "format",
        "version",
        "name",
        "based_on",
        "description",
        "prompt",
        "negative_prompt",
        "drawing",
    }
    assert reader.email not in share(making.make_style(reader, name="Other"))
