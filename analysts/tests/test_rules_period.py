"""When a book plays."""

from __future__ import annotations

import pytest

from analysts.rules.scenes.period import period_of
from analysts.rules.text.blocks import read_blocks
from analysts.tests.rules_stories import book, read


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("It was a wet day in June 1887. Nora came home in the autumn of 1888.", "1880s"),
        ("In the year of grace 17—, Nora went to sea.", "eighteenth century"),
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


def test_the_time_is_in_the_bible_and_in_the_prompts() -> None:
    bible, scenes = read(
        "It was a wet day in June 1887. “Good day,” said Nora Hill. Nora stood at the window with a candle in her hand."
    )

    assert bible.period == "1880s"
    assert "Set in the 1880s." in scenes[0].prompt
