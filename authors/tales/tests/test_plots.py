"""Every variant of every plot, over heroes, matters, settings and page counts of all kinds."""

from __future__ import annotations

import pytest

from authors.contract import Material, Memory
from authors.tales.author import TalesAuthor
from authors.tales.brief import ChildrensBrief
from authors.tales.checking import check
from authors.tales.naming import named, owned
from authors.tales.plots import Plot, plots


@pytest.mark.parametrize("plot", plots(), ids=lambda plot: plot.name)
def test_a_plot_has_no_open_slot_nobody_unmet_and_as_many_spreads_as_the_book(plot: Plot) -> None:
    assert [str(fault) for fault in check(plot)] == []


def test_the_checker_sees_an_open_slot_and_a_callback_that_nothing_planted() -> None:
    plot = plots()[0]
    beat = plot.beats[-1]
    broken = beat.model_copy(
        update={
            "say": (
                *beat.say,
                beat.say[0].model_copy(update={"text": "{H} saw {H.hat}."}),
                beat.say[0].model_copy(update={"after": ("a hat",)}),
            )
        }
    )

    words = " ".join(str(fault) for fault in check(plot.model_copy(update={"beats": (*plot.beats[:-1], broken)})))

    assert "no slot H.hat" in words
    assert "nothing before plants a hat" in words


def test_the_same_brief_gives_the_same_book() -> None:
    brief = ChildrensBrief(theme="a hedgehog who is afraid of balloons")

    first, second = (TalesAuthor().outline(brief, memory=Memory(), material=Material()) for _ in range(2))

    assert first == second
    assert len(first.parts) == 14


def test_the_checker_sees_verbs_that_do_not_suit_they_several_things_and_a_speaker() -> None:
    plot = next(plot for plot in plots() if plot.name == "it-went-past")
    beat = plot.beats[-1]
    texts = ("Then {he} goes home.", "{matter} was lost.", "“I saw {matter},” said {A}.", "Gone,")
    broken = beat.model_copy(
        update={"say": (*beat.say, *(beat.say[0].model_copy(update={"text": text}) for text in texts))}
    )

    words = " ".join(str(fault) for fault in check(plot.model_copy(update={"beats": (*plot.beats[:-1], broken)})))

    assert "does not agree with “they”" in words
    assert "does not agree with several things: “{matter} was" in words
    assert "somebody speaks of the hero's own" in words
    assert "a paragraph without its stop" in words


def test_who_is_called_they_is_named_again_after_others() -> None:
    text = "{H} looked at {A}. {^he} {was} glad. {^he} ran."

    assert named(text, ["H"]) == "{H} looked at {A}. {H} was glad. {^he} ran."


TONES = {"tone=funny", "tone=quiet", "tone=warm", "tone=adventurous"}


@pytest.mark.parametrize("plot", plots(), ids=lambda plot: plot.name)
def test_a_plot_ends_in_every_tone(plot: Plot) -> None:
    ends = [beat for beat in plot.beats if beat.key.startswith("end")] or [plot.beats[-1]]

    for beat in ends:
        toned = {condition for _, pool in plot.pools_of(beat) for variant in pool for condition in variant.when}
        assert toned >= TONES, beat.key


def test_what_is_the_hero_s_own_has_the_hero_s_name_after_others() -> None:
    assert owned("{X} had found {matter}. {H} had {matter.the}.") == "{X} had found {matter.of}. {H} had {matter.the}."
