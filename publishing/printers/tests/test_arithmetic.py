"""Trims, gutters, spines and covers, in exact inches, for every trim, paper and number of pages that is printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.printers.boxes import Unprintable
from publishing.printers.catalogue import all_printers, printer_named
from publishing.printers.covers import cover_geometry, spine_text_refusal, spine_width
from publishing.printers.pages import gutter, page_geometry, side_of
from publishing.printers.printed_book import PrintedBook, printed_book, trim_of
from publishing.printers.rules import Binding, Printer, Stock, Trim


def _makes(printer: Printer, trim: Trim, stock: Stock, binding: Binding) -> PrintedBook | None:
    try:
        return printed_book(printer, trim=trim, ink=stock.ink, paper=stock.paper, binding=binding.name)
    except Unprintable:
        return None


def _all_books() -> list[PrintedBook]:
    made = [
        _makes(printer, trim, stock, binding)
        for printer in all_printers()
        for binding in printer.bindings
        for trim in (binding.trims or printer.trims.sizes)
        for stock in printer.stocks
    ]
    return [book for book in made if book]


ALL = _all_books()
BOUND = [book for book in ALL if book.binding.cover]


def kdp(trim: str = "6x9", ink: str = "black", paper: str = "white", binding: str = "paperback") -> PrintedBook:
    return printed_book(printer_named("kdp"), trim=trim, ink=ink, paper=paper, binding=binding)


def test_every_trim_and_paper_that_is_listed_is_printed() -> None:
    for printer in all_printers():
        expected = len(printer.trims.sizes) * len(printer.stocks)

        assert sum(book.printer is printer and book.binding.name == "paperback" for book in ALL) == expected


@pytest.mark.parametrize("book", ALL, ids=lambda book: f"{book.printer.name} {book.about}")
def test_spines_grow_by_the_page_and_gutters_never_shrink(book: PrintedBook) -> None:
    counts = range(book.fewest, book.most + 1)
    spines = [spine_width(book, pages) for pages in counts]
    gutters = [gutter(book, pages) for pages in counts]

    assert spines == sorted(spines)
    assert gutters == sorted(gutters)
    assert all(spine > 0 for spine in spines)
    if book.stock.page and not book.binding.spines:
        assert spines == [(pages + pages % 2) * book.stock.page + book.stock.cover_thickness for pages in counts]


@pytest.mark.parametrize("book", ALL, ids=lambda book: f"{book.printer.name} {book.about}")
def test_too_few_and_too_many_pages_are_refused_with_what_to_do(book: PrintedBook) -> None:
    assert book.bound_pages(book.fewest) == book.fewest + book.fewest % 2
    with pytest.raises(Unprintable, match=rf"at least {book.fewest} pages .* Choose"):
        spine_width(book, book.fewest - 2)
    with pytest.raises(Unprintable, match=rf"at most {book.most} pages .* Choose"):
        spine_width(book, book.most + 1 + book.most % 2)


@given(st.sampled_from(ALL), st.data())
def test_pages_with_their_bleed_are_mirrored_and_their_text_lies_in_the_trim(
    book: PrintedBook, data: st.DataObject
) -> None:
    pages = data.draw(st.integers(book.fewest, book.most - book.most % 2))
    bleed = data.draw(st.booleans())

    right = page_geometry(book, pages, side="right", bleed=bleed)
    left = page_geometry(book, pages, side="left", bleed=bleed)

    reach = book.printer.bleed
    assert right.media.width == book.trim.width + (reach.outside + reach.inside if bleed else 0)
    assert right.media.height == book.trim.height + (reach.top + reach.bottom if bleed else 0)
    assert left.media == right.media
    for page in (left, right):
        assert (page.trim.width, page.trim.height) == (book.trim.width, book.trim.height)
        assert page.media.contains(page.trim)
        assert page.trim.contains(page.text)
    assert right.text.left - right.trim.left == left.trim.right - left.text.right == gutter(book, pages)
    assert right.trim.right - right.text.right == left.text.left - left.trim.left == right.outside


@given(st.sampled_from(BOUND), st.data())
def test_a_cover_is_back_spine_and_front_with_its_bleed_and_nothing_between(
    book: PrintedBook, data: st.DataObject
) -> None:
    pages = data.draw(st.integers(book.fewest, book.most - book.most % 2))

    cover = cover_geometry(book, pages)

    rules = book.binding.cover
    width = 2 * (book.trim.width + rules.wider) + spine_width(book, pages) + 2 * rules.bleed
    assert (cover.sheet.width, cover.sheet.height) == (width, book.trim.height + rules.higher + 2 * rules.bleed)
    assert (cover.back.right, cover.spine.right) == (cover.spine.left, cover.front.left)
    assert cover.back.width == cover.front.width
    assert cover.sheet.contains(cover.trim)
    assert cover.back.contains(cover.barcode)
    assert cover.back.contains(cover.back_safe)
    assert cover.front.contains(cover.front_safe)
    assert bool(cover.spine_text) != bool(cover.why_no_spine_text)
    if cover.spine_text:
        assert cover.spine_text.left - cover.spine.left == book.printer.spine.clearance
        assert cover.spine.contains(cover.spine_text)


def test_known_figures_of_amazon_kdp() -> None:
    assert spine_width(kdp(), 200) == Decimal("0.4504")
    assert spine_width(kdp(paper="cream"), 201) == Decimal("0.505")
    assert spine_width(kdp(ink="premium"), 100) == Decimal("0.2347")
    cover = cover_geometry(kdp(), 200)
    assert (cover.sheet.width, cover.sheet.height) == (Decimal("12.7004"), Decimal("9.25"))
    page = page_geometry(kdp("8.5x8.5"), 32, side="right", bleed=True)
    assert (page.media.width, page.media.height) == (Decimal("8.625"), Decimal("8.75"))
    assert page.media.pixels(300) == (2588, 2625)
    assert page.media.in_points(page.media.height) == (0, 0, Decimal("621"), Decimal("630"))
    assert page.trim.in_points(page.media.height) == (0, Decimal("9"), Decimal("612"), Decimal("621"))


@pytest.mark.parametrize(
    ("pages", "inches"), [(24, "0.375"), (150, "0.375"), (151, "0.5"), (300, "0.5"), (301, "0.625"), (828, "0.875")]
)
def test_the_gutter_of_amazon_kdp_by_pages(pages: int, inches: str) -> None:
    assert gutter(kdp(), pages) == Decimal(inches)


@pytest.mark.parametrize(
    ("trim", "ink", "paper", "most"),
    [
        ("6x9", "black", "white", 828),
        ("8.25x6", "black", "white", 800),
        ("8.5x11", "black", "white", 590),
        ("8.27x11.69", "black", "white", 780),
        ("8.27x11.69", "black", "cream", 730),
        ("8.27x11.69", "premium", "white", 590),
        ("8.5x8.5", "standard", "white", 600),
        ("8.1x10", "black", "white", 800),
    ],
)
def test_the_most_pages_of_amazon_kdp_by_trim_and_paper(trim: str, ink: str, paper: str, most: int) -> None:
    assert kdp(trim, ink, paper).most == most


def test_lulu_counts_its_paper_by_pages_in_an_inch_and_its_hardcovers_by_a_table() -> None:
    lulu = printer_named("lulu")
    soft = printed_book(lulu, trim="6x9", ink="black", paper="white")
    hard = printed_book(lulu, trim="6x9", ink="black", paper="white", binding="hardcover")

    assert spine_width(soft, 444) == Decimal("1.06")
    assert spine_width(soft, 100) == Decimal("0.2852")
    assert spine_width(hard, 200) == Decimal("0.75")
    cover = cover_geometry(hard, 200)
    assert (cover.sheet.width, cover.sheet.height) == (Decimal("14.5"), Decimal("10.75"))


def test_words_on_the_spine_begin_at_79_pages() -> None:
    assert "79" in spine_text_refusal(kdp(), 78)
    assert not spine_text_refusal(kdp(), 79)


def test_where_a_printer_goes_by_inches_the_spine_itself_decides() -> None:
    spark = printed_book(printer_named("ingramspark"), trim="6x9", ink="black", paper="cream")

    assert "0.5 in or more" in spine_text_refusal(spark, 198)
    assert not spine_text_refusal(spark, 200)


@pytest.mark.parametrize(
    ("text", "width", "height"),
    [
        ("6x9", "6", "9"),
        (" 5.5 × 8.5 in", "5.5", "8.5"),
        ("148 × 210 mm", "5.827", "8.268"),
        ("14,8 x 21 cm", "5.827", "8.268"),
    ],
)
def test_sizes_are_read_as_people_write_them(text: str, width: str, height: str) -> None:
    assert trim_of(text) == Trim(width=Decimal(width), height=Decimal(height))


@pytest.mark.parametrize("text", ["", "A5", "6", "6 by 9", "0x9", "900x900", "6x9 furlongs", "-6x9"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(Unprintable):
        trim_of(text)


@given(st.decimals(1, 20, places=3), st.decimals(1, 20, places=3))
def test_custom_sizes_are_taken_within_their_bounds_and_refused_outside_of_them(
    width: Decimal, height: Decimal
) -> None:
    trim = Trim(width=width, height=height)
    printed = (4 <= width <= Decimal("8.5") and 6 <= height <= Decimal("11.69")) or trim in printer_named(
        "kdp"
    ).trims.sizes

    if printed:
        assert kdp(trim.key).trim == trim
    else:
        with pytest.raises(Unprintable, match=r"4 to 8\.5 in wide and 6 to 11\.69 in high"):
            kdp(trim.key)


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"paper": "cream", "ink": "premium"}, "does not print Premium colour on Cream paper. Choose White paper."),
        ({"paper": "vellum"}, "no paper “vellum”. Choose White or Cream."),
        ({"ink": "gold"}, "no ink “gold”. Choose Black, Standard colour or Premium colour."),
        ({"binding": "scroll"}, "no binding “scroll”. Choose Paperback or Hardcover."),
        ({"binding": "hardcover", "trim": "5x8"}, "only in 5.5 × 8.5, 6 × 9"),
        ({"binding": "hardcover", "ink": "standard"}, "only in Black or Premium colour"),
    ],
)
def test_what_is_not_printed_is_refused_with_what_is(choices: dict[str, str], words: str) -> None:
    with pytest.raises(Unprintable) as refusal:
        kdp(**choices)

    assert words in str(refusal.value)


def test_a_hardcover_whose_wrap_is_not_known_is_refused_plainly() -> None:
    book = kdp(binding="hardcover")

    assert gutter(book, 200) == Decimal("0.5")
    with pytest.raises(Unprintable, match="template"):
        cover_geometry(book, 200)


def test_a_printer_without_custom_sizes_names_those_it_has() -> None:
    with pytest.raises(Unprintable, match="5 × 8, "):
        printed_book(printer_named("ingramspark"), trim="6.5x9", ink="black", paper="white")


def test_page_one_is_on_the_right() -> None:
    assert [side_of(number) for number in (1, 2, 3)] == ["right", "left", "right"]


def test_a_book_that_is_read_from_right_to_left_has_its_front_on_the_left() -> None:
    left_to_right = cover_geometry(kdp(), 200)
    right_to_left = cover_geometry(kdp(), 200, right_to_left=True)

    assert right_to_left.sheet == left_to_right.sheet
    assert right_to_left.front == left_to_right.back
    assert right_to_left.back.left == right_to_left.spine.right
    assert right_to_left.barcode.left - right_to_left.spine.right == Decimal("0.25")
    assert right_to_left.back.contains(right_to_left.barcode)
