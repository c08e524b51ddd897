"""The pages on which the bible is mended."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from books.models import Reading, VividPage
from books.services import set_spoilers
from characters.editing import undoing
from characters.editing.tests.books import make_book
from characters.models import Analysis, Character, Edit, Quote, Setting

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    """A book whose reader has asked to see all of it."""
    book = make_book(reader)
    set_spoilers(reader=reader, vividpage=book, spoilers=Reading.Spoilers.ALL)
    return book


@pytest.fixture
def jim(vividpage: VividPage) -> Character:
    return Character.objects.get(vividpage=vividpage, name="Jim Hawkins")


@pytest.fixture
def visitor(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


def send(client: Any, page: str, /, *arguments: object, action: str, part: bool = False, **fields: Any) -> Any:
    headers = {"HX-Request": "true"} if part else {}
    return client.post(f"{reverse(page, args=arguments)}{action}/", fields, headers=headers, follow=True)


def test_a_form_edits_and_leads_back_to_the_page_that_tells_of_it(
    visitor: Client, vividpage: VividPage, jim: Character
) -> None:
    answer = send(visitor, "edit_person", vividpage.pk, jim.pk, action="look", field="eyes", value="grey eyes")

    assert answer.redirect_chain == [(reverse("edit_person", args=[vividpage.pk, jim.pk]), 302)]
    assert "Jim Hawkins: eyes grey eyes." in answer.content.decode()


def test_for_htmx_the_part_that_changes_is_sent_alone(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    answer = send(visitor, "edit_person", vividpage.pk, jim.pk, action="look", part=True, field="eyes", value="grey")

    assert answer.content.decode().lstrip().startswith('<div class="editor"')
    assert "<html" not in answer.content.decode()


def test_what_is_refused_comes_back_with_the_reason_and_with_what_was_written(
    visitor: Client, vividpage: VividPage, jim: Character
) -> None:
    answer = send(
        visitor,
        "edit_person",
        vividpage.pk,
        jim.pk,
        action="details",
        name="the Captain",
        aliases="Jim",
        gender="male",
        age="child",
        role="major",
    )

    assert answer.status_code == 422
    assert "merge them" in answer.content.decode()
    assert 'value="the Captain"' in answer.content.decode()
    assert not Edit.objects.exists()


def test_all_details_are_edited_at_once(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    send(
        visitor,
        "edit_person",
        vividpage.pk,
        jim.pk,
        action="details",
        name="James Hawkins",
        aliases="Jim\nyoung Hawkins",
        gender="male",
        age="child",
        role="protagonist",
    )

    jim.refresh_from_db()
    assert (jim.name, jim.age, jim.role) == ("James Hawkins", "child", "protagonist")
    assert jim.aliases == ["Jim", "young Hawkins", "Jim Hawkins"]


@pytest.mark.parametrize(("written", "species"), [("a Fox", "fox"), ("The Martian", "martian"), ("", "human")])
def test_a_reader_says_what_kind_of_being_somebody_is(
    visitor: Client, vividpage: VividPage, jim: Character, written: str, species: str
) -> None:
    jim.species = "dog"
    jim.save(update_fields=["species"])

    send(visitor, "edit_person", vividpage.pk, jim.pk, action="being", species=written, is_clothed="true")

    jim.refresh_from_db()
    assert (jim.species, jim.is_clothed) == (species, True)
    assert {"species", "is_clothed"} <= set(jim.locked)
    page = visitor.get(reverse("person", args=[vividpage.pk, jim.pk])).content.decode()
    assert ("kind of being" in page) == (species != "human")


def test_a_reader_says_what_is_done_in_a_moment_and_takes_it_back(
    visitor: Client, vividpage: VividPage, jim: Character
) -> None:
    analysis = Analysis.objects.get(scene__vividpage=vividpage, scene__number=1)
    Analysis.objects.update(deed="walking", deed_confidence=0.2)

    send(visitor, "edit_scene", vividpage.pk, 1, action="deed", deed="reading", actor=jim.pk, thing="a letter")

    analysis.refresh_from_db()
    assert (analysis.deed, analysis.deed_thing, analysis.deed_confidence) == ("reading", "a letter", None)
    assert analysis.presences.get(part="actor").character == jim
    assert {"deed", "people"} <= set(analysis.locked)

    undoing.undo(vividpage=vividpage)

    analysis.refresh_from_db()
    assert (analysis.deed, analysis.deed_thing, analysis.deed_confidence) == ("walking", "", 0.2)
    assert not analysis.presences.filter(part="actor").exists()


def test_a_name_with_an_article_is_no_other_name(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    jim.aliases = ["the Jim Hawkins", "Jim", "the Jim"]
    jim.save(update_fields=["aliases"])

    for page in ("edit_person", "person"):
        html = visitor.get(reverse(page, args=[vividpage.pk, jim.pk])).content.decode()
        assert "also Jim<" in html


def test_a_picture_can_be_uploaded(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    png = io.BytesIO()
    Image.new("RGB", (30, 40), "red").save(png, "PNG")
    file = SimpleUploadedFile("jim.png", png.getvalue(), "image/png")

    send(visitor, "edit_person", vividpage.pk, jim.pk, action="portrait", picture=file)

    assert Image.open(jim.picture.shown.image).format == "WEBP"


def test_two_are_merged_and_one_is_split_by_forms(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    silver = Character.objects.get(name="Long John Silver")
    captain = Character.objects.get(name="the Captain")
    send(visitor, "edit_person", vividpage.pk, jim.pk, action="merge", other=captain.pk)
    send(
        visitor,
        "edit_person",
        vividpage.pk,
        silver.pk,
        action="split",
        name="the Cook",
        aliases=["Barbecue"],
        scenes="2, 4-4",
    )

    assert set(Character.objects.values_list("name", flat=True)) == {"Jim Hawkins", "Long John Silver", "the Cook"}
    assert Character.objects.get(name="the Cook").scene_numbers == [2, 3, 4]


def test_a_lock_is_let_go_by_its_button(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    send(visitor, "edit_person", vividpage.pk, jim.pk, action="look", field="eyes", value="grey")
    send(visitor, "edit_person", vividpage.pk, jim.pk, action="let-go", field="looks.eyes")

    jim.refresh_from_db()
    assert jim.locked == []


def test_a_place_is_edited(visitor: Client, vividpage: VividPage) -> None:
    inn = Setting.objects.get(name="the inn")
    send(
        visitor,
        "edit_place",
        vividpage.pk,
        inn.pk,
        action="details",
        name="the Benbow",
        kind="tavern",
        indoors="on",
        description="Low and dark.",
        keywords="settle\nmugs",
    )

    inn.refresh_from_db()
    assert (inn.name, inn.description, inn.keywords) == ("the Benbow", "Low and dark.", ["settle", "mugs"])


def test_a_scene_is_edited_with_who_is_there_and_who_speaks(
    visitor: Client, vividpage: VividPage, jim: Character
) -> None:
    quay = Setting.objects.get(name="the quay")
    silver = Character.objects.get(name="Long John Silver")
    Quote.objects.filter(scene__number=2).update(confidence=0.5)
    quote = Quote.objects.get(scene__number=2)
    send(
        visitor,
        "edit_scene",
        vividpage.pk,
        2,
        action="details",
        time_of_day="night",
        weather="rain",
        mood="tense",
        setting=quay.pk,
        moment="He laughs.",
    )
    send(
        visitor,
        "edit_scene",
        vividpage.pk,
        2,
        action="people",
        **{f"pose-{silver.pk}": "sitting", f"pose-{jim.pk}": "", "added": "the Captain"},  # type: ignore[arg-type]
    )
    send(visitor, "edit_scene", vividpage.pk, 2, action="speakers", **{str(quote.pk): "Jim"})  # type: ignore[arg-type]

    analysis = Analysis.objects.get(scene__number=2)
    assert (analysis.time_of_day, analysis.setting, analysis.moment) == ("night", quay, "He laughs.")
    assert [(p.character.name, p.pose) for p in analysis.presences.all()] == [
        ("Long John Silver", "sitting"),
        ("the Captain", "standing"),
    ]
    quote.refresh_from_db()
    assert quote.speaker == jim
    assert quote.confidence is None


def test_a_speaker_whom_nobody_knows_is_refused(visitor: Client, vividpage: VividPage) -> None:
    quote = Quote.objects.get(scene__number=2)

    answer = send(visitor, "edit_scene", vividpage.pk, 2, action="speakers", **{str(quote.pk): "Nobody"})  # type: ignore[arg-type]

    assert answer.status_code == 422
    assert "Nobody in the book is called “Nobody”." in answer.content.decode()


def test_the_latest_edit_has_the_button_that_undoes_it(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    send(visitor, "edit_person", vividpage.pk, jim.pk, action="look", field="eyes", value="grey")
    page = visitor.get(reverse("edits", args=[vividpage.pk])).content.decode()
    edit = Edit.objects.get()
    assert reverse("undo_edit", args=[vividpage.pk, edit.pk]) in page

    visitor.post(reverse("undo_edit", args=[vividpage.pk, edit.pk]))

    jim.refresh_from_db()
    assert [look["field"] for look in jim.looks] == ["hair"]


def test_a_no_to_a_proposal_is_remembered(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    twin = Character.objects.create(vividpage=vividpage, name="Jim Hawkyns", mentions=1)
    page = reverse("same", args=[vividpage.pk])
    assert "Jim Hawkyns" in visitor.get(page).content.decode()

    answer = reverse("answer_same", args=[vividpage.pk, "character", jim.pk, twin.pk])
    visitor.post(answer, {"answer": "no"})
    visitor.get(page)

    assert "Jim Hawkyns" not in visitor.get(page).content.decode()
    assert Character.objects.filter(pk=twin.pk).exists()


def test_a_yes_to_a_proposal_merges(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    twin = Character.objects.create(vividpage=vividpage, name="Jim Hawkyns", mentions=1)

    visitor.post(reverse("answer_same", args=[vividpage.pk, "character", jim.pk, twin.pk]), {"answer": "yes"})

    jim.refresh_from_db()
    assert "Jim Hawkyns" in jim.aliases


def test_another_readers_book_is_not_found(
    client: Client, stranger: User, vividpage: VividPage, jim: Character
) -> None:
    client.force_login(stranger)
    setting = Setting.objects.get(name="the inn")
    pages = [("edit_person", jim.pk), ("edit_place", setting.pk), ("edit_scene", 1), ("edits",), ("same",), ("stale",)]

    answers = [client.get(reverse(name, args=[vividpage.pk, *rest])).status_code for name, *rest in pages]  # type: ignore[arg-type]
    edited = send(client, "edit_person", vividpage.pk, jim.pk, action="look", field="eyes", value="grey")
    redrawn = client.post(reverse("redraw", args=[vividpage.pk]))

    assert answers == [404] * 6
    assert (edited.status_code, redrawn.status_code) == (404, 404)
    assert not Edit.objects.exists()


@pytest.mark.parametrize("page", ["edit_person", "edit_place", "edit_scene", "edits", "same", "stale"])
def test_a_page_that_shows_all_of_the_book_warns_those_who_have_not_read_it(
    visitor: Client, vividpage: VividPage, jim: Character, page: str
) -> None:
    set_spoilers(reader=vividpage.owner, vividpage=vividpage, spoilers=Reading.Spoilers.NONE)
    VividPage.objects.filter(pk=vividpage.pk).update(scene_count=99)
    rest = {"edit_person": [jim.pk], "edit_place": [Setting.objects.get(name="the inn").pk], "edit_scene": [1]}
    address = reverse(page, args=[vividpage.pk, *rest.get(page, [])])  # type: ignore[misc]

    assert "contains spoilers" in visitor.get(address).content.decode()
    assert "contains spoilers" not in visitor.get(f"{address}?all=1").content.decode()


def test_whoever_has_opened_a_page_once_comes_back_to_it_after_an_edit(
    visitor: Client, vividpage: VividPage, jim: Character
) -> None:
    set_spoilers(reader=vividpage.owner, vividpage=vividpage, spoilers=Reading.Spoilers.NONE)
    VividPage.objects.filter(pk=vividpage.pk).update(scene_count=99)
    page = visitor.get(f"{reverse('edit_person', args=[vividpage.pk, jim.pk])}?all=1").content.decode()
    action = f"{reverse('edit_person', args=[vividpage.pk, jim.pk])}look/?all=1"
    assert f'action="{action}"' in page

    answer = visitor.post(action, {"field": "eyes", "value": "grey"}, follow=True)

    assert "contains spoilers" not in answer.content.decode()


def test_the_scenes_of_somebody_and_of_a_place_are_edited_from_their_pages(
    visitor: Client, vividpage: VividPage, jim: Character
) -> None:
    inn = Setting.objects.get(name="the inn")
    pages = [reverse("edit_person", args=[vividpage.pk, jim.pk]), reverse("edit_place", args=[vividpage.pk, inn.pk])]

    assert all(reverse("edit_scene", args=[vividpage.pk, 2]) in visitor.get(page).content.decode() for page in pages)


def test_an_action_that_there_is_not_is_not_found(visitor: Client, vividpage: VividPage, jim: Character) -> None:
    assert send(visitor, "edit_person", vividpage.pk, jim.pk, action="explode").status_code == 404


def test_when_and_where_a_book_plays_is_edited_let_go_and_undone(visitor: Client, vividpage: VividPage) -> None:
    world: Any = {"period": "1760s", "country": "England", "dress": "wigs", "technology": "", "architecture": ""}
    answer = send(visitor, "edit_world", vividpage.pk, action="details", **world)

    vividpage.refresh_from_db()
    assert (vividpage.period, vividpage.country, vividpage.dress) == ("1760s", "England", "wigs")
    assert "Time and country: time, country, clothes changed." in answer.content.decode()
    assert "<span>clothes</span>" in answer.content.decode()
    assert answer.content.decode().count("Unlock<") == 3

    send(visitor, "edit_world", vividpage.pk, action="let-go", field="dress")
    vividpage.refresh_from_db()
    assert vividpage.locked == ["period", "country"]


def test_the_pages_of_people_lead_to_the_time_and_country(visitor: Client, vividpage: VividPage) -> None:
    page = visitor.get(reverse("people", args=[vividpage.pk])).content.decode()

    assert reverse("edit_world", args=[vividpage.pk]) in page
    assert (
        "When and where the story takes place"
        in visitor.get(reverse("edit_world", args=[vividpage.pk])).content.decode()
    )


def test_a_world_that_is_too_long_comes_back_with_what_was_written(visitor: Client, vividpage: VividPage) -> None:
    answer = send(visitor, "edit_world", vividpage.pk, action="details", period="x" * 61)

    assert answer.status_code == 422
    assert "x" * 61 in answer.content.decode()
