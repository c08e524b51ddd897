"""When a book plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysts.bible import World
from analysts.metadata import BookMetadata
from analysts.rules.scenes.period import period_of
from analysts.rules.scenes.world import _age_of, world_of
from analysts.tests.rules_stories import book, read
from analysts.text.blocks import read_blocks
from books.epub import read_epub

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("It was a wet day in June 1887. Nora came home in the autumn of 1888.", "1880s"),
        ("In the year of grace 17—, Nora went to sea.", "eighteenth century"),
        ("Archangel, 28th March, 17—. Nora went to sea. St. Petersburgh, Dec. 11th, 17—.", "eighteenth century"),
        (
            "The knight rode over the drawbridge with his squire. The minstrel sang. Knights drank in the hall.",
            "medieval",
        ),
        ("A hansom stood at the kerb. The telegram lay by the gaslight. A brougham passed.", "nineteenth century"),
        ("Nora telephoned. The aeroplane passed over the gramophone. Her chauffeur slept.", "early twentieth century"),
        ("Nora checked her email on the laptop. The helicopter passed.", "present day"),
        ("Nora sat by the fire and sewed.", ""),
        ("The knight met a man with a laptop and an email. Knights and a computer!", ""),
        ("In 1500 men they lost 1200 men.", ""),
    ],
)
def test_years_and_things_tell_the_time_of_a_book(text: str, period: str) -> None:
    assert period_of(read_blocks(book(text))) == period


@pytest.mark.parametrize(
    ("subjects", "period"),
    [
        (["United States", "History", "Civil War, 1861-1865", "Fiction"], "1860s"),
        (["Great Britain", "Victoria, 1837-1901"], "nineteenth century"),
        (["Russia", "Napoleonic Wars, 1800-1815", "Alexander I, 1801-1825"], "early nineteenth century"),
        (["England", "Social life and customs", "18th century"], "eighteenth century"),
        (["Knights and knighthood"], "medieval"),
        (["Shakespeare, William, 1564-1616"], ""),
        (["Pirates", "Fiction"], ""),
    ],
)
def test_what_a_book_says_of_itself_tells_its_time(subjects: list[str], period: str) -> None:
    assert period_of(read_blocks(book("Nora sat by the fire and sewed.")), subjects) == period


def test_what_a_library_knows_more_exactly_than_the_text_counts() -> None:
    blocks = read_blocks(
        book("It was 1805. In 1807 she came, in 1809 she left, and in 1812 and in 1821 and in 1827 wrote.")
    )

    assert period_of(blocks, []) == "nineteenth century"
    assert period_of(blocks, ["Napoleonic Wars, 1800-1815"]) == "early nineteenth century"


def test_years_in_the_text_count_more_than_what_a_library_says() -> None:
    blocks = read_blocks(book("It was a wet day in June 1887. Nora came home in the autumn of 1888."))

    assert period_of(blocks, ["18th century"]) == "1880s"


def world(text: str, *subjects: str) -> World:
    return world_of(read_blocks(book(text)), BookMetadata(subjects=subjects))


@pytest.mark.parametrize(
    ("text", "subjects", "country"),
    [
        ("Nora came to London. London was grey. From London she went to Devon.", (), "England"),
        ("Nora came from Kansas. In Kansas it was grey. Kansas was flat.", (), "the United States"),
        ("The French came. Nora saw the French. The French, the French!", (), ""),
        ("Nora came to London and to Paris. London, Paris, London, Paris.", (), ""),
        ("Nora came to London and to Paris. London, Paris, London, Paris.", ("Paris (France)", "Fiction"), "France"),
        ("Nora sat by the fire.", ("Prince Edward Island", "Orphans"), "Canada"),
        ("Nora sat by the fire.", (), ""),
    ],
)
def test_places_and_what_a_book_says_of_itself_tell_its_country(
    text: str, subjects: tuple[str, ...], country: str
) -> None:
    assert world(text, *subjects).country == country


def test_one_tale_among_many_does_not_tell_the_country_of_all() -> None:
    tale = "Joseph came to Egypt. Egypt was dry. In Egypt he stayed, and Egypt fed him. " * 3
    others = "\n\n".join(["Nora sat by the fire and sewed, and Tom looked on and said no word. " * 40] * 40)

    assert world(tale).country == "Egypt"
    assert world(f"{tale}\n\n{others}").country == ""
    assert world("\n\n".join([others, "Nora came to London. London was grey. " * 8] * 3)).country == ""


def test_a_country_that_is_named_all_through_the_book_is_its_country() -> None:
    part = "Nora sat by the fire in London and sewed, and Tom looked on and said no word. " * 40

    assert world("\n\n".join([part] * 40)).country == "England"


def test_a_reader_of_many_tales_gets_no_country(shared_data: Path) -> None:
    manuscript = read_epub(shared_data / "novels" / "childrens-literature.epub")
    chapters = [chapter for chapter in manuscript.chapters if chapter.kind == "body"]
    text = "\n\n".join(paragraph.text for chapter in chapters for paragraph in chapter.paragraphs)

    assert world(text, *manuscript.subjects).country == ""


def test_a_painter_is_told_what_the_time_wore_used_and_built() -> None:
    of_book = world("Nora came to London in the year of grace 17—. London was grey. London!")

    assert (of_book.period, of_book.country) == ("eighteenth century", "England")
    assert "tricorn hats" in of_book.dress
    assert "sailing ships" in of_book.technology
    assert "sash windows" in of_book.architecture


def test_of_countries_that_did_not_wear_what_europe_wore_nothing_is_made_up() -> None:
    of_book = world("In 1850 Nora came to Kyoto. Kyoto was grey in 1851. Kyoto! In 1852 she left Kyoto.")

    assert of_book == World(period="1850s", country="Japan")


def test_without_a_time_nothing_is_said_of_dress() -> None:
    assert world("Nora sat by the fire.") == World()


@pytest.mark.parametrize(
    "period",
    [
        "medieval",
        "sixteenth century",
        "eighteenth century",
        "nineteenth century",
        "early twentieth century",
        "early nineteenth century",
        "present day",
        "1790s",
        "1810s",
        "1880s",
        "1920s",
        "2010s",
    ],
)
def test_every_period_that_rules_find_is_one_of_which_a_painter_is_told(period: str) -> None:
    assert _age_of(period)["dress"]


def test_the_time_is_in_the_bible_once_and_not_in_every_prompt() -> None:
    bible, scenes = read(
        "It was a wet day in June 1887. “Good day,” said Nora Hill. Nora stood at the window with a candle in her hand."
    )

    assert bible.world.period == "1880s"
    assert "1880s" not in scenes[0].prompt
