"""The page on which one picture is mended."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from analysts.bible import Stranger
from books.models import Reading, VividPage
from books.services import set_position, set_spoilers
from characters.bible.queries import appearance_at
from characters.editing.tests.books import bible_of
from characters.models import Analysis, Character, Edit, Nobody
from jobs.models import Unit
from storyboards.models import PictureVersion
from storyboards.tests.making import make_drawn_book, work_on

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("small_pictures")


@pytest.fixture
def drawn(transactional_db: None, reader: User) -> VividPage:
    """A book of four scenes, drawn, whose reader has asked to see all of it."""
    book = make_drawn_book(reader)
    set_spoilers(reader=reader, vividpage=book, spoilers=Reading.Spoilers.ALL)
    return book


@pytest.fixture
def visitor(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def address(vividpage: VividPage, number: int = 4) -> str:
    return reverse("mend", args=[vividpage.pk, number])


def said(visitor: Client, vividpage: VividPage, number: int = 4, **changes: Any) -> dict[str, Any]:
    """Return what the form of a picture sends as it stands, with changes."""
    form = visitor.get(address(vividpage, number)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()} | changes


def tell(visitor: Client, vividpage: VividPage, number: int = 4, *, part: bool = False, **changes: Any) -> Any:
    headers = {"HX-Request": "true"} if part else {}
    fields = said(visitor, vividpage, number, **changes)
    return visitor.post(address(vividpage, number), fields, headers=headers, follow=True)


def of(person: Character, **answers: str) -> Any:
    """Return what the form says of somebody."""
    return {f"{name.rstrip('_')}-{person.pk}": value for name, value in answers.items()}


def called(vividpage: VividPage, name: str) -> Character:
    return Character.objects.get(vividpage=vividpage, name=name)


def test_picture_text_and_facts_stand_side_by_side(visitor: Client, drawn: VividPage) -> None:
    html = visitor.get(address(drawn)).content.decode()

    assert "Jim Hawkins and Long John Silver went aboard." in html
    shown = PictureVersion.objects.get(active_for__vividpage=drawn, active_for__scene__number=4)
    assert any(name in html for name in shown.file_names)
    for name in ("Jim Hawkins", "Long John Silver", "the Captain"):
        assert f"<legend>{name}</legend>" in html
    version = PictureVersion.objects.get(active_for__scene__number=4)
    assert version.prompt in html
    assert f"<dd>{version.parameters['seed']}</dd>" in html


def test_words_that_gave_way_after_a_refusal_are_told_on_the_picture_once_all_of_it_may_be_read(
    visitor: Client, drawn: VividPage, reader: User
) -> None:
    version = PictureVersion.objects.get(active_for__scene__number=1)
    version.parameters |= {"softened": [["blood", "red stains"]]}
    version.save(update_fields=["parameters"])
    pages = [address(drawn, 1), reverse("versions", args=[drawn.pk, 1])]

    for page in pages:
        assert "Drawn with milder words" in visitor.get(page).content.decode()
        assert "“red stains” for “blood”" in visitor.get(page).content.decode()
    set_spoilers(reader=reader, vividpage=drawn, spoilers=Reading.Spoilers.NONE)
    assert "red stains" not in visitor.get(pages[0]).content.decode()


def test_nothing_said_changes_nothing(visitor: Client, drawn: VividPage) -> None:
    answer = tell(visitor, drawn)

    assert answer.status_code == 422
    assert "Say first what is wrong." in answer.content.decode()


def test_what_changes_is_shown_before_anything_does(visitor: Client, drawn: VividPage) -> None:
    before = bible_of(drawn)
    captain = called(drawn, "the Captain")

    html = tell(visitor, drawn, wish="more snow, fix the hands", **of(captain, is_="out")).content.decode()

    assert "Redraw, free of charge" in html
    assert "weather: snow" in html
    assert "cannot do this: “fix the hands”" in html
    assert 'data-label="Before">Jim Hawkins, Long John Silver, the Captain<' in html
    assert 'data-label="After">Jim Hawkins, Long John Silver<' in html
    assert bible_of(drawn) == before


def confirmed(visitor: Client, vividpage: VividPage, number: int = 4, *, step: str = "draw", **changes: Any) -> Any:
    """Look at what changes, then let it be done."""
    fields = said(visitor, vividpage, number, **changes)
    html = visitor.post(address(vividpage, number), fields).content.decode()
    token = re.search(r'name="shown" value="(\w+)"', html)
    assert token is not None
    fields |= {"shown": token[1], "step": step}
    return visitor.post(address(vividpage, number), fields, follow=True)


def test_then_it_is_done_and_drawn(visitor: Client, drawn: VividPage, reader: User) -> None:
    captain = called(drawn, "the Captain")

    html = confirmed(visitor, drawn, wish="more snow", **of(captain, is_="out")).content.decode()
    work_on(drawn)

    assert "1 correction made. The picture is being redrawn" in html
    version = PictureVersion.objects.filter(picture__scene__number=4).latest("number")
    assert (version.number, version.request, version.requested_by) == (2, "more snow", reader)


def test_what_has_not_been_shown_is_not_done(visitor: Client, drawn: VividPage) -> None:
    html = tell(visitor, drawn, wish="more snow", step="draw", shown="0" * 64).content.decode()

    assert "What changes" in html
    assert not Unit.objects.filter(state__in=Unit.OPEN).exists()


def test_what_has_been_shown_is_not_paid_for_at_another_price(visitor: Client, drawn: VividPage) -> None:
    fields = said(visitor, drawn, wish="more snow")
    token = re.search(r'name="shown" value="(\w+)"', visitor.post(address(drawn), fields).content.decode())
    assert token is not None
    VividPage.objects.filter(pk=drawn.pk).update(image_model="openai/gpt-image-1")

    html = visitor.post(address(drawn), fields | {"shown": token[1], "step": "draw"}).content.decode()

    assert "Not done yet" in html
    assert "Redraw, free of charge" not in html
    assert not Unit.objects.filter(state__in=Unit.OPEN).exists()


def test_what_has_been_drawn_is_not_drawn_again_by_the_page_before(visitor: Client, drawn: VividPage) -> None:
    fields = said(visitor, drawn, wish="more snow")
    token = re.search(r'name="shown" value="(\w+)"', visitor.post(address(drawn), fields).content.decode())
    assert token is not None
    fields |= {"shown": token[1], "step": "draw"}

    visitor.post(address(drawn), fields)
    work_on(drawn)
    again = visitor.post(address(drawn), fields).content.decode()

    assert "Not done yet" in again
    assert not Unit.objects.filter(state__in=Unit.OPEN).exists()
    assert PictureVersion.objects.filter(picture__scene__number=4).count() == 2


def test_what_somebody_is_by_now_can_be_ended(visitor: Client, drawn: VividPage) -> None:
    jim = called(drawn, "Jim Hawkins")
    jim.changes.create(scene=drawn.scenes.get(number=2), type="being", description="", prompt_modifier="frog")

    assert said(visitor, drawn)[f"being-{jim.pk}"] == "frog"
    assert tell(visitor, drawn).status_code == 422
    confirmed(visitor, drawn, step="keep", **of(jim, being="human", being_scope="on"))

    assert [appearance_at(jim, drawn.scenes.get(number=n)).being for n in (3, 4)] == ["frog", "human"]


def test_whoever_does_it_may_be_somebody_else_or_gone(visitor: Client, drawn: VividPage) -> None:
    jim, silver = called(drawn, "Jim Hawkins"), called(drawn, "Long John Silver")
    captain = called(drawn, "the Captain")
    acts: Any = {"deed": "fighting", "actor": str(silver.pk), "person": str(jim.pk)}

    confirmed(
        visitor,
        drawn,
        2,
        step="keep",
        **acts,
        **of(silver, is_="else", who=str(captain.pk), who_scope="here"),
        **of(jim, is_="out"),
    )

    analysis = Analysis.objects.get(scene__vividpage=drawn, scene__number=2)
    assert [(seen.character, seen.part) for seen in analysis.presences.all()] == [(captain, "actor")]


def test_whoever_is_perhaps_there_can_be_put_into_the_picture(visitor: Client, drawn: VividPage) -> None:
    captain = called(drawn, "the Captain")
    captain.presences.update(confidence=0.1)

    confirmed(visitor, drawn, step="keep", added=str(captain.pk))

    seen = captain.presences.get(analysis__scene__number=4)
    assert seen.confidence is None


def test_a_wrong_person_is_taken_out_of_the_book_and_brought_back(visitor: Client, drawn: VividPage) -> None:
    before = bible_of(drawn)
    silver = called(drawn, "Long John Silver")

    page = confirmed(visitor, drawn, step="keep", **of(silver, is_="nobody"))

    assert not drawn.characters.filter(pk=silver.pk).exists()
    assert "Undo the last correction" in page.content.decode()
    edit = Edit.objects.get()
    back = visitor.post(reverse("undo_edit", args=[drawn.pk, edit.pk]), {"next": address(drawn)}, follow=True)
    assert back.redirect_chain == [(address(drawn), 302)]
    assert bible_of(drawn) == before


def test_what_cannot_be_undone_names_nobody_on_the_page_of_a_picture(visitor: Client, drawn: VividPage) -> None:
    confirmed(visitor, drawn, step="keep", **of(called(drawn, "Long John Silver"), is_="nobody"))
    Nobody.objects.all().delete()

    undo = reverse("undo_edit", args=[drawn.pk, Edit.objects.get().pk])
    here = visitor.post(undo, {"next": address(drawn, 1)}, follow=True).content.decode()
    there = visitor.post(undo, follow=True).content.decode()

    assert "This cannot be undone" in here
    assert "Silver" not in here
    assert "“There is no Long John Silver” cannot be undone" in there


def test_how_many_other_pictures_a_correction_touches_is_said(visitor: Client, drawn: VividPage) -> None:
    jim = called(drawn, "Jim Hawkins")

    html = tell(visitor, drawn, 2, **of(jim, being="frog", being_scope="on")).content.decode()

    assert "only here, 0 other pictures" in html
    assert "<b>from here on, 2 other pictures</b>" in html
    assert "everywhere, 3 other pictures" in html


def test_a_sentence_of_the_scene_becomes_the_moment(visitor: Client, drawn: VividPage) -> None:
    html = visitor.get(address(drawn, 2)).content.decode()
    values = re.findall(r'name="moment" value="(\d+-\d+)"', html)

    confirmed(visitor, drawn, 2, step="keep", moment=values[0])

    assert Analysis.objects.get(scene__vividpage=drawn, scene__number=2).moment == "Silver laughed."


def test_whoever_has_no_name_can_be_left_out(visitor: Client, drawn: VividPage) -> None:
    analysis = Analysis.objects.get(scene__vividpage=drawn, scene__number=4)
    analysis.strangers = [asdict(Stranger("two sailors", "sailor", count=2)), asdict(Stranger("a boy", "boy"))]
    analysis.save()

    out: Any = {"stranger-0": "out"}
    html = tell(visitor, drawn, **out).content.decode()
    confirmed(visitor, drawn, step="keep", **out)

    assert 'data-label="After">Jim Hawkins, Long John Silver, the Captain, a boy<' in html
    analysis.refresh_from_db()
    assert [row["words"] for row in analysis.strangers] == ["a boy"]


def test_everything_of_a_scene_can_be_said_at_once(visitor: Client, drawn: VividPage) -> None:
    silver, captain = called(drawn, "Long John Silver"), called(drawn, "the Captain")
    quay = drawn.settings_found.get(name="the quay")

    confirmed(
        visitor,
        drawn,
        2,
        step="keep",
        **of(silver, is_="else", who=str(captain.pk), who_scope="here"),
        newcomer="Ben Gunn",
        place=str(quay.pk),
        time_of_day="night",
        weather="storm",
        mood="tense",
        deed="running",
        actor=str(called(drawn, "Jim Hawkins").pk),
    )

    analysis = Analysis.objects.get(scene__vividpage=drawn, scene__number=2)
    there = [seen.character.name for seen in analysis.presences.select_related("character")]
    assert there == ["the Captain", "Jim Hawkins", "Ben Gunn"]
    assert (analysis.setting, analysis.time_of_day, analysis.weather, analysis.mood, analysis.deed) == (
        quay,
        "night",
        "storm",
        "tense",
        "running",
    )


def test_somebody_else_has_to_be_somebody(visitor: Client, drawn: VividPage) -> None:
    silver = called(drawn, "Long John Silver")

    answer = tell(visitor, drawn, 2, **of(silver, is_="else"))

    assert answer.status_code == 422
    assert "Choose who Long John Silver is." in answer.content.decode()


def test_for_htmx_the_part_that_changes_is_sent_alone(visitor: Client, drawn: VividPage) -> None:
    html = tell(visitor, drawn, part=True, wish="closer").content.decode()

    assert html.lstrip().startswith('<div class="mend"')
    assert "<html" not in html


def test_a_model_that_reads_takes_a_prompt_of_the_readers_own(visitor: Client, drawn: VividPage) -> None:
    drawn.image_model = "openai/gpt-image-1"
    drawn.save()

    html = tell(visitor, drawn, prompt="A quay by night, nobody there").content.decode()

    assert "<dt>After</dt><dd>A quay by night, nobody there</dd>" in html
    assert "Redraw, free of charge" not in html


def test_a_scene_that_has_not_been_read_is_not_shown(visitor: Client, drawn: VividPage, reader: User) -> None:
    set_spoilers(reader=reader, vividpage=drawn, spoilers=Reading.Spoilers.NONE)
    set_position(reader=reader, scene=drawn.scenes.get(number=1))

    ahead = visitor.get(address(drawn)).content.decode()
    here = visitor.get(address(drawn, 1)).content.decode()

    assert "This page contains spoilers." in ahead
    assert "aboard" not in ahead
    assert "<legend>Jim Hawkins</legend>" in here
    assert "Silver" not in here


def test_what_changes_tells_nothing_that_lies_ahead(visitor: Client, drawn: VividPage, reader: User) -> None:
    jim = called(drawn, "Jim Hawkins")
    jim.looks = [*jim.looks, {"field": "clothes", "value": "a scarlet coat", "scene": 3, "sentence": "s"}]
    jim.save()
    set_spoilers(reader=reader, vividpage=drawn, spoilers=Reading.Spoilers.NONE)
    set_position(reader=reader, scene=drawn.scenes.get(number=1))

    page = visitor.get(address(drawn, 1)).content.decode()
    html = tell(visitor, drawn, 1, **of(jim, look="eyes", value="green eyes")).content.decode()

    assert "scarlet" not in page
    assert "green eyes" in html
    assert "scarlet" not in html
    assert "Show it anyway" in html


def test_a_page_of_a_scene_that_nobody_has_read_for_its_picture_is_not_found(visitor: Client, drawn: VividPage) -> None:
    assert visitor.get(address(drawn, 99)).status_code == 404
