"""Where words and pictures go on covers of any size, thickness and title."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.kinds.cover.book import cover_book
from publishing.kinds.cover.colours import GROUNDS, LEAST_CONTRAST, PLAIN, contrast
from publishing.kinds.cover.fitting import even_lines, fitted, is_right_to_left, width_of
from publishing.kinds.cover.layout import CoverLayout, Words, area_of, print_layout
from publishing.kinds.cover.options import CoverOptions
from publishing.kinds.cover.wording import Wording, clean, wording_of
from publishing.printers.catalogue import printer_named
from publishing.printers.covers import cover_geometry
from publishing.printers.printed_book import printed_book
from publishing.tests.books import make_publication

if TYPE_CHECKING:
    from publishing.rectangle import Rectangle

KDP = printer_named("kdp")
TITLES = (
    "Emma",
    "The Mill & the River",
    "The Life and Strange Surprizing Adventures of Robinson Crusoe, of York, Mariner",
    "紅楼夢と森の鐘",
    "ألف ليلة وليلة",
    "Supercalifragilisticexpialidocious-and-then-some-more-of-it",
)
WORDING = Wording("The Mill", "A tale", "Ann Author", "It is about a mill.", "The Mill", "Ann Author")


def lay_out(trim: str = "6x9", pages: int = 200, wording: Wording = WORDING, design: str = "framed") -> CoverLayout:
    geometry = cover_geometry(printed_book(KDP, trim=trim, ink="black", paper="white"), pages)
    return print_layout(geometry, wording, PLAIN, design="full" if design == "full" else "framed", has_picture=True)


def holds(outer: Rectangle, inner: Rectangle) -> bool:
    across = outer.left - 0.01 <= inner.left and inner.right <= outer.right + 0.01
    return across and outer.top - 0.01 <= inner.top and inner.bottom <= outer.bottom + 0.01


def lines_fit(words: Words) -> bool:
    across, down = words.area.width, words.area.height
    if words.turned:
        across, down = down, across
    tall = len(words.lines) * words.size * words.leading
    return tall <= down + 0.1 and (
        words.size <= 9 or all(width_of(line) * words.size <= across for line in words.lines)
    )


@given(
    trim=st.sampled_from([size.key for size in KDP.trims.sizes]),
    pages=st.integers(24, 550),
    title=st.sampled_from(TITLES),
    subtitle=st.sampled_from(["", "A tale of a winter"]),
    author=st.sampled_from(["", "Ann Author", "Gabriel García Márquez and Wisława Szymborska"]),
    back=st.sampled_from(["", "Short.", "A long tale.\n\nVery long. " * 60]),
    design=st.sampled_from(["framed", "full"]),
)
def test_all_words_stay_in_the_safe_zones_and_off_the_barcode(
    trim: str, pages: int, title: str, subtitle: str, author: str, back: str, design: str
) -> None:
    layout = lay_out(trim, pages, Wording(title, subtitle, author, back, title, author), design)

    geometry = layout.geometry
    assert layout.barcode == area_of(geometry.barcode)
    for words in layout.words:
        match words.role:
            case "back":
                assert holds(area_of(geometry.back_safe), words.area)
                assert words.area.bottom <= layout.barcode.top
            case "spine":
                assert holds(area_of(geometry.spine_text), words.area)
                assert pages >= 79
            case _:
                assert holds(area_of(geometry.front_safe), words.area)
        assert lines_fit(words)
    front = [words.area for words in layout.words if words.role in ("title", "subtitle", "author")]
    assert all(one.bottom <= other.top + 0.01 for one, other in itertools.pairwise(front))
    if layout.is_ground:
        assert layout.picture.right == pytest.approx(layout.width)
        assert (layout.picture.top, layout.picture.bottom) == (0, pytest.approx(layout.height))
    else:
        assert holds(area_of(geometry.front_safe), layout.picture)
        assert not any(one.top < layout.picture.bottom and layout.picture.top < one.bottom for one in front)


def test_a_thin_spine_stays_blank_and_it_is_said_why() -> None:
    layout = lay_out(pages=78)

    assert not [words for words in layout.words if words.role == "spine"]
    assert ["79 pages" in check.words for check in layout.checks] == [True]


def test_words_on_the_spine_read_from_top_to_bottom_with_the_title_first() -> None:
    spine = [words for words in lay_out(pages=300).words if words.role == "spine"]

    assert [words.lines for words in spine] == [("The Mill",), ("Ann Author",)]
    assert all(words.turned for words in spine)
    assert spine[0].area.bottom < spine[1].area.top


def test_what_does_not_fit_on_the_back_is_left_out_and_said() -> None:
    layout = lay_out(wording=replace(WORDING, back="Many words. " * 2000))

    (back,) = [words for words in layout.words if words.role == "back"]
    assert back.lines[-1].endswith("…")
    assert [check.rule for check in layout.checks] == ["back-text"]


def test_a_title_is_broken_into_even_lines() -> None:
    lines = even_lines("Twenty Thousand Leagues under the Sea", 9)

    assert lines[0] == "Twenty Thousand"
    assert len(lines) == 3
    assert lines[-1] != "Sea"
    assert fitted("Emma", width=300, height=60, largest=50, smallest=8).lines == ("Emma",)
    assert fitted("Donaudampfschifffahrt", width=20, height=60, largest=50, smallest=8) is None


def test_east_asian_titles_break_between_characters_but_not_before_a_full_stop() -> None:
    lines = even_lines("紅楼夢と森の鐘。", 4)

    assert "".join(lines) == "紅楼夢と森の鐘。"
    assert not any(line.startswith("。") for line in lines)


@pytest.mark.parametrize(
    ("text", "expected"), [("ألف ليلة", True), ("«שלום»", True), ("Emma ألف", False), ("1984", False)]
)
def test_the_first_letter_says_which_way_a_title_is_read(text: str, expected: bool) -> None:
    assert is_right_to_left(text) is expected


def test_a_long_title_gives_its_second_half_as_the_subtitle() -> None:
    options = CoverOptions(title="Frankenstein; or, The Modern Prometheus")

    wording = wording_of(cover_book(make_publication()), options)

    assert (wording.title, wording.subtitle) == ("Frankenstein", "or, The Modern Prometheus")
    assert wording_of(cover_book(make_publication()), CoverOptions(title="A: B")).subtitle == ""


def test_words_come_from_the_book_unless_the_reader_has_written_others() -> None:
    wording = wording_of(cover_book(make_publication()), CoverOptions())
    assert (wording.title, wording.author) == ("The Mill & the River", "Ann Author, Bob Writer")
    assert wording.back == "A mill & its river."

    own = wording_of(
        cover_book(make_publication()), CoverOptions(title="Mills", author="A. A.", back="Read.", spine_words=False)
    )
    assert (own.title, own.author, own.back, own.has_spine) == ("Mills", "A. A.", "Read.", False)

    bare = wording_of(cover_book(make_publication()), CoverOptions(front_words=False))
    assert (bare.title, bare.author, bare.spine_title) == ("", "", "The Mill & the River")


def test_control_characters_and_stray_blanks_are_not_set() -> None:
    assert clean(" a\x00 \t b\nc ") == "a b c"
    assert clean("a  \r\n\r\n b", keeps_lines=True) == "a\n\nb"


def test_words_are_read_on_every_ground() -> None:
    assert all(contrast(palette.ground, palette.words) >= LEAST_CONTRAST for palette in GROUNDS.values())
