"""A book is drawn in one of our styles or in its reader's own, and whoever asks gets the same answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from books.choices import ChoicesRefused, choices_of
from books.models import VividPage
from books.tests.vividpages import make_vividpage
from providers.services.sketch.artist import SketchArtist
from sketch.artist import draw_scene
from sketch.styles import STYLES, UnknownStyle
from storyboards.making.choosing import choose
from storyboards.models import PictureVersion
from storyboards.requests import composing
from storyboards.requests.composing import scene_request
from storyboards.requests.facts import facts_of_book
from storyboards.stale.finding import stale_scenes, stale_scenes_for_page
from storyboards.styles.models import ReaderStyle
from storyboards.styles.resolving import own_styles, style_for, style_of
from storyboards.styles.tests.making import make_style
from storyboards.tests.making import make_drawn_book

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


def drawn_in(vividpage: VividPage, style: ReaderStyle) -> VividPage:
    """Let a book be one that is drawn in a reader's own style."""
    VividPage.objects.filter(pk=vividpage.pk).update(style=style.key)
    vividpage.refresh_from_db()
    return vividpage


@pytest.fixture
def drawn(transactional_db: None, reader: User, small_pictures: None) -> VividPage:
    return make_drawn_book(reader)


def test_a_style_of_ours_is_found_without_a_query(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert style_for(VividPage(style="ink")) is STYLES["ink"]


def test_a_readers_own_style_has_their_words_inks_and_strengths_and_all_else_of_the_one_below(reader: User) -> None:
    style = style_for(VividPage(style=make_style(reader).key))

    assert (style.name, style.prompt, style.negative_prompt) == ("Night ferry", "navy ink on sand", "green")
    assert style.description == STYLES["ink"].description
    assert style.medium.model_dump(exclude={"ink", "line", "grade"}) == STYLES["ink"].medium.model_dump(
        exclude={"ink", "line", "grade"}
    )
    assert style.medium.line == 4.0
    assert style.medium.grade is not None
    assert style.medium.grade.palette == ((16, 42, 67), (242, 232, 207))


def test_an_unknown_style_is_refused_and_a_book_whose_style_was_taken_away_is_drawn_as_by_default(db: None) -> None:
    with pytest.raises(UnknownStyle, match="deleted"):
        style_of(f"own-{'0' * 32}")

    style = style_for(VividPage(style="cubism"))
    assert (style.key, style.prompt) == ("cubism", STYLES["storybook"].prompt)


def test_a_book_takes_its_readers_own_style_and_nobody_elses(reader: User, stranger: User) -> None:
    own, other = make_style(reader), make_style(stranger)
    vividpage = make_vividpage(owner=reader, title="T")

    choose(vividpage=vividpage, choices=replace(choices_of(vividpage), style=own.key))
    assert style_for(vividpage).name == "Night ferry"
    vividpage.clean_fields(exclude=["picture_counts"])

    for key in (other.key, f"own-{'0' * 32}", "cubism"):
        with pytest.raises(ChoicesRefused, match="style"):
            choose(vividpage=vividpage, choices=replace(choices_of(vividpage), style=key))
    with pytest.raises(ValidationError, match="There is no style “own-1”"):
        VividPage(style="own-1").clean_fields()


def test_a_style_that_is_withdrawn_is_not_offered_and_its_books_keep_it(reader: User) -> None:
    style = make_style(reader)
    vividpage = make_vividpage(owner=reader, title="T", style=style.key)
    ReaderStyle.objects.update(withdrawn=timezone.now())

    assert own_styles(reader) == []
    choose(vividpage=vividpage, choices=replace(choices_of(vividpage), density="per-chapter"))
    assert style_for(vividpage).name == "Night ferry"


def test_the_built_in_artist_draws_in_a_readers_own_style(drawn: VividPage, reader: User) -> None:
    facts = facts_of_book(drawn_in(drawn, make_style(reader)))[1]
    request = replace(scene_request(facts), width=120, height=120)

    data = SketchArtist().draw(request).data

    assert data == draw_scene(request.scene, size=(120, 120), seed=request.seed, style=style_for(drawn))
    assert data != draw_scene(request.scene, size=(120, 120), seed=request.seed, style=STYLES["ink"])
    assert request.prompt.endswith("Style: navy ink on sand.")
    assert request.negative_prompt == "green"


@pytest.mark.parametrize(
    "change",
    [
        {"prompt": "oil"},
        {"negative_prompt": "red"},
        {"drawing": {"settings": {"line": 2.0}}},
        {"based_on": "comic"},
    ],
)
def test_a_change_of_an_own_style_makes_its_pictures_stale(
    drawn: VividPage, reader: User, change: dict[str, Any]
) -> None:
    style = make_style(reader)
    drawn_in(drawn, style)
    _drawn_anew(drawn)
    assert stale_scenes_for_page(drawn) == []

    ReaderStyle.objects.filter(pk=style.pk).update(**change)

    assert [picture.number for picture in stale_scenes(drawn)] == [1, 2, 3, 4]
    assert len(stale_scenes_for_page(drawn)) == 4


def test_another_name_makes_no_picture_stale(drawn: VividPage, reader: User) -> None:
    style = make_style(reader)
    drawn_in(drawn, style)
    _drawn_anew(drawn)

    ReaderStyle.objects.filter(pk=style.pk).update(name="Ferry by night")

    assert stale_scenes_for_page(drawn) == []


def _drawn_anew(vividpage: VividPage) -> None:
    """Let the pictures of a book be drawn of what holds now."""
    facts = facts_of_book(vividpage)
    for version in PictureVersion.objects.filter(active_for__isnull=False, picture__scene__isnull=False):
        assert version.picture.scene is not None
        version.parameters = {**version.parameters, "style": vividpage.style}
        version.digest = composing.digest_of(facts[version.picture.scene.number], reads_words=False)
        version.save()
