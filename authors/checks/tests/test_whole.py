"""What only a whole book shows."""

from __future__ import annotations

from authors.checks import WHOLE, check_whole
from authors.checks.tests.texts import BIOGRAPHY, PEOPLE, story, text_of
from authors.contract import Material, Outline, Part, Text

PAGES = [
    "Wick shut his door. The dark was outside.",
    "“Stare at it,” said Odile. Wick stared. It did not go away.",
    "A small voice called from the wood. It was a lost mole.",
    "Wick went out. He knew the way by its smell.",
]


def book(pages: list[str], words: int | None = None) -> tuple[Outline, dict[str, Text]]:
    """Return an outline and texts of these pages."""
    parts = tuple(Part(key=f"s{n}", kind="spread", words=words or len(page.split())) for n, page in enumerate(pages))
    texts = {f"s{n}": text_of(page) for n, page in enumerate(pages)}
    return Outline(title="Wick", people=PEOPLE, parts=parts), texts


def test_the_words_of_a_whole_book_are_held_against_the_plan_and_the_readers() -> None:
    outline, texts = book(PAGES, words=13)

    told = check_whole(story(), outline, texts, Material())[WHOLE]

    assert {f.severity for f in told if f.rule == "words"} == {"wrong", "doubtful"}


def test_a_hero_whom_nobody_names_is_told() -> None:
    outline, texts = book([page.replace("Wick", "He") for page in PAGES])

    assert any("is the hero" in f.words for f in check_whole(story(), outline, texts, Material())[WHOLE])


def test_a_book_that_is_not_written_yet_is_not_held_against_its_end() -> None:
    outline, texts = book([page.replace("Wick", "He") for page in PAGES])
    del texts["s3"]

    assert WHOLE not in check_whole(story(), outline, texts, Material())


def test_each_part_is_measured_beside_those_before_it() -> None:
    run = "the lamp had been carried up the wet rocks in eleven long wooden boxes"
    outline, texts = book([f"In May {run}.", "Then there was a storm.", f"It was told that {run}."])

    found = check_whole(BIOGRAPHY, outline, texts, Material())

    assert [f.rule for f in found["s2"]] == ["repetition"]
    assert "s0" not in found


def test_a_phrase_that_most_parts_have_is_told_once() -> None:
    parts = [
        f"{start} he walked slowly down to the harbour{end}"
        for start, end in zip(
            ["At nine", "Later", "Before the war", "As ever", "One day"],
            [" to wait.", ", and rested.", " with his dog.", " alone.", " for fish."],
            strict=True,
        )
    ]
    outline, texts = book(parts)

    found = check_whole(BIOGRAPHY, outline, texts, Material())
    told = [f for key in found for f in found[key] if "parts have this phrase" in f.words]

    assert len(told) == 1


def test_what_returns_a_third_time_is_a_pattern_from_the_second_time_on() -> None:
    line = "“Not today,” said Wick, and he shut his round door with a very small bang."
    outline, texts = book([f"A fox came. {line}", f"A bear came. {line}", f"A moth came. {line}"])

    assert not any(
        f.rule == "repetition" for found in check_whole(story(), outline, texts, Material()).values() for f in found
    )
    del texts["s2"]
    assert any(
        f.rule == "repetition" for found in check_whole(story(), outline, texts, Material()).values() for f in found
    )
