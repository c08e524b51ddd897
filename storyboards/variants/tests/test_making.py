"""A second variant of a book: copied without a call, drawn as its reader wants it, and a book of its own."""

from __future__ import annotations

import threading
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from books.models import BookNote, BookPicture, VividPage
from books.services import delete, set_position
from characters.models import Analysis, Character, Embedding, Finding, Presence, Quote
from files import store
from jobs.models import Job, Unit
from providers.money.prices import REFERENCE_TOKENS
from storyboards.looks.look import Look
from storyboards.making.estimates import LARGEST_REFERENCE, estimate
from storyboards.models import Picture, PictureVersion
from storyboards.orders.redraw_order import RedrawOrder
from storyboards.pictures import choosing, versions
from storyboards.pictures.redrawing import redraw_scene
from storyboards.references.redrawing import redraw as redraw_sheet
from storyboards.requests.adjusting import Adjustments
from storyboards.stale.finding import stale_scenes
from storyboards.tests.making import encoded, hide, keep_drawn, make_drawn_book, work_on
from storyboards.variants import making
from storyboards.variants.copying import TABLES, copied_id
from storyboards.variants.making import VariantRefused, VariantThere, make_variant, price_of_variant
from storyboards.variants.queries import variants_of

if TYPE_CHECKING:
    from django.conf import LazySettings

    from accounts.models import User

pytestmark = pytest.mark.usefixtures("small_pictures")
PENCIL = Look(style="pencil")


@pytest.fixture
def drawn(transactional_db: None, reader: User) -> VividPage:
    """A drawn book with a note and a picture of its own, files and vectors."""
    vividpage = make_drawn_book(reader)
    chapter = vividpage.chapters.get()
    BookNote.objects.create(chapter=chapter, number=1, label="*", text="A note.")
    picture = BookPicture(
        chapter=chapter, number=1, scene=vividpage.scenes.get(number=2), after=0, media_type="image/png", digest="d"
    )
    picture.width = picture.height = 400
    with transaction.atomic():
        picture.image = store.keep(encoded(), owner=reader.pk, extension="png").name
        picture.save()
    vividpage.epub.save("original.epub", ContentFile(b"PK book"))
    Embedding.objects.create(
        vividpage=vividpage, scene=vividpage.scenes.get(number=1), model="local", digest="e", vector=[0.0] * 384
    )
    return vividpage


def variant_of(vividpage: VividPage, reader: User, look: Look = PENCIL) -> VividPage:
    return work_on(make_variant(vividpage=vividpage, look=look, by=reader))


def counted(vividpage: VividPage) -> None:
    """Let a book know how many scenes it has, as one that has been read does."""
    VividPage.objects.filter(pk=vividpage.pk).update(scene_count=vividpage.scenes.count())
    vividpage.refresh_from_db()


def shown(vividpage: VividPage) -> dict[int, PictureVersion]:
    versions = PictureVersion.objects.filter(active_for__vividpage=vividpage, picture__kind="scene")
    return {version.picture.scene.number: version for version in versions if version.picture.scene}


def rows_of(vividpage: VividPage) -> dict[str, int]:
    return {
        model.__name__: model._default_manager.filter(**{path: vividpage}).count()
        for model, path in TABLES
        if model.__name__ != "Reading"
    }


def test_text_and_bible_are_copied_and_all_is_drawn_in_the_new_look(drawn: VividPage, reader: User) -> None:
    variant = variant_of(drawn, reader)

    assert rows_of(variant) == rows_of(drawn)
    assert (variant.style, variant.status) == ("pencil", VividPage.Status.COMPLETED)
    assert {version.parameters["style"] for version in shown(variant).values()} == {"pencil"}
    assert [s.text for s in variant.scenes.order_by("number")] == [s.text for s in drawn.scenes.order_by("number")]
    assert variants_of(VividPage.objects.get(pk=drawn.pk)) == [variant]
    assert variant.copied_from == drawn.pk
    drawn.refresh_from_db()
    assert (drawn.style, drawn.status) == ("storybook", VividPage.Status.COMPLETED)
    assert stale_scenes(variant) == []


def test_nothing_is_read_again(drawn: VividPage, reader: User) -> None:
    variant = variant_of(drawn, reader)

    units = Unit.objects.filter(job__subject=variant.pk).exclude(job__stage="image-generation")
    done = Unit.objects.filter(job__subject=drawn.pk).exclude(job__stage="image-generation")
    assert units.count() == done.count()
    assert not units.filter(attempts__gt=0).exists()
    assert set(Job.objects.filter(subject=variant.pk).values_list("state", flat=True)) == {"completed"}


def test_work_that_was_done_refers_to_the_copied_rows(drawn: VividPage, reader: User) -> None:
    job = Job.objects.get(subject=drawn.pk, stage="analysis")
    chapter, scene = drawn.chapters.get(), drawn.scenes.get(number=1)
    Unit.objects.create(
        job=job,
        number=1,
        kind="find",
        target=chapter.pk,
        label="Finding people",
        state=Unit.State.DONE,
        options={"chapters": [str(chapter.pk)]},
        result={"found": {}, "scenes": {"1": str(scene.pk)}},
    )

    variant = variant_of(drawn, reader)

    unit = Unit.objects.get(job__subject=variant.pk, kind="find")
    assert unit.target == variant.chapters.get().pk
    assert unit.options == {"chapters": [str(variant.chapters.get().pk)]}
    assert unit.result["scenes"] == {"1": str(variant.scenes.get(number=1).pk)}


def test_everybody_is_in_the_same_scenes_and_says_the_same(drawn: VividPage, reader: User) -> None:
    variant = variant_of(drawn, reader)

    def told(book: VividPage) -> list[object]:
        seen = Presence.objects.filter(analysis__scene__vividpage=book).order_by("analysis__scene__number", "order")
        said = Quote.objects.filter(scene__vividpage=book).order_by("scene__number", "start")
        people = Character.objects.filter(vividpage=book).order_by("name")
        return [
            [*seen.values_list("analysis__scene__number", "character__name")],
            [*said.values_list("text", "speaker__name", "scene__number")],
            [*people.values_list("name", "first_scene__number")],
            [*Analysis.objects.filter(scene__vividpage=book).order_by("scene__number").values_list("setting__name")],
        ]

    assert told(variant) == told(drawn)
    assert not Presence.objects.filter(analysis__scene__vividpage=variant, character__vividpage=drawn).exists()
    assert not Quote.objects.filter(scene__vividpage=variant, speaker__vividpage=drawn).exists()
    assert not Analysis.objects.filter(scene__vividpage=variant, setting__vividpage=drawn).exists()


def test_seeds_identities_and_corrections_are_those_of_the_book(drawn: VividPage, reader: User) -> None:
    jim = drawn.characters.get(name="Jim Hawkins")
    redraw_sheet(row=jim, by=reader)
    work_on(drawn)
    without = Adjustments(weather="snow", without=(str(drawn.characters.get(name="the Captain").pk),))
    scene = drawn.scenes.get(number=1)
    versions.accept(
        version=keep_drawn(scene, order=RedrawOrder(by=reader.pk, wish="more snow", adjustments=without)), by=reader
    )

    variant = variant_of(drawn, reader)

    before, after = shown(drawn), shown(variant)
    for number in (2, 3, 4):
        assert after[number].parameters["seed"] == before[number].parameters["seed"]
    captain = variant.characters.get(name="the Captain")
    assert after[1].request == "more snow"
    assert after[1].parameters["adjustments"] == {"weather": "snow", "without": [str(captain.pk)]}
    assert after[1].parameters["take"] == 2
    assert variant.characters.get(name="Jim Hawkins").picture.variant == 1


def test_a_face_to_which_the_reader_went_back_is_that_of_the_variant(drawn: VividPage, reader: User) -> None:
    jim = drawn.characters.get(name="Jim Hawkins")
    first = Picture.objects.get(person=jim).shown
    assert first is not None
    redraw_sheet(row=jim, by=reader)
    work_on(drawn)
    choosing.choose(version=first, by=reader)

    variant = variant_of(drawn, reader)

    portrait = Picture.objects.get(person__name="Jim Hawkins", vividpage=variant).shown
    assert portrait is not None
    assert portrait.parameters["seed"] == first.parameters["seed"]


def test_a_portrait_of_the_reader_s_own_is_taken_along_and_stays_without_the_other_book(
    drawn: VividPage, reader: User
) -> None:
    jim = drawn.characters.get(name="Jim Hawkins")
    choosing.upload(target=jim, data=encoded("blue"), by=reader)

    variant = variant_of(drawn, reader)

    own, copied = (Picture.objects.get(person__name="Jim Hawkins", vividpage=book).shown for book in (drawn, variant))
    assert own is not None
    assert copied is not None
    assert copied.origin == PictureVersion.Origin.UPLOADED
    assert copied.image.name == own.image.name
    delete(vividpage=drawn)
    with copied.image.open("rb") as file:
        assert file.read()


@pytest.mark.parametrize("is_of_before", [False, True])
@pytest.mark.parametrize("hidden_in", [0, 1])
def test_a_portrait_that_was_taken_along_is_hidden_in_both(
    drawn: VividPage, reader: User, *, is_of_before: bool, hidden_in: int
) -> None:
    jim = drawn.characters.get(name="Jim Hawkins")
    choosing.upload(target=jim, data=encoded("blue"), by=reader)
    if is_of_before:
        keep_as_before(jim.picture.shown)
    variant = variant_of(drawn, reader)
    portraits = [
        Picture.objects.get(person__name="Jim Hawkins", vividpage=book).active_version for book in (drawn, variant)
    ]

    hide(portraits[hidden_in])

    for portrait in portraits:
        portrait.refresh_from_db()
        assert portrait.moderation == "hidden"


def keep_as_before(version: PictureVersion) -> None:
    """Let a version have its file in the folder of its book, without renditions, as until 0.3."""
    old = default_storage.save(f"characters/{version.picture.vividpage_id}/old.webp", version.image.file)
    PictureVersion.objects.filter(pk=version.pk).update(image=old, rendition_720="", rendition_1080="", blur="")


def test_one_may_be_deleted_and_the_other_stays_whole(drawn: VividPage, reader: User, settings: LazySettings) -> None:
    variant = variant_of(drawn, reader)
    own = BookPicture.objects.get(chapter__vividpage=variant)
    files = [own.image, *(version.image for version in shown(variant).values())]
    delete(vividpage=drawn)

    for kept in files:
        assert kept.storage.exists(str(kept.name))
    assert variant.epub.storage.exists(variant.epub.name)
    assert rows_of(variant)["Scene"] == 4
    assert variants_of(variant) == []
    left = {str(path) for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    assert not [path for path in left if str(drawn.pk) in path]


def test_the_reader_is_at_the_same_place(drawn: VividPage, reader: User) -> None:
    set_position(reader=reader, scene=drawn.scenes.get(number=3))

    variant = variant_of(drawn, reader)

    assert variant.readings.get(reader=reader).scene == variant.scenes.get(number=3)


def test_it_has_a_budget_of_its_own(drawn: VividPage, reader: User) -> None:
    variant = make_variant(vividpage=drawn, look=PENCIL, by=reader, budget=Decimal(3))

    assert variant.budget.limit == Decimal(3)
    assert variant.budget.subject == variant.pk
    assert variant.budget_id != drawn.budget_id
    assert not variant.budget.spent


def test_its_price_is_that_of_the_drawing_alone(drawn: VividPage) -> None:
    assert price_of_variant(drawn, PENCIL).high == 0
    paid = price_of_variant(drawn, Look(style="pencil", image_model="openai/gpt-image-2.5-flare"))
    assert paid.high


def test_its_price_counts_what_is_sent_and_what_was_wanted_beside(drawn: VividPage, reader: User) -> None:
    counted(drawn)
    paid = Look(style="pencil", image_model="openai/gpt-image-2.5-flare")
    by_itself = estimate(paid.on(drawn))
    sheets = Picture.objects.filter(vividpage=drawn, kind__in=Picture.REFERENCES).exclude(active_version=None).count()
    assert sheets

    price = price_of_variant(drawn, paid)

    assert price.pictures == by_itself.pictures
    assert price.input_tokens - by_itself.input_tokens == round(sheets * LARGEST_REFERENCE * REFERENCE_TOKENS), (
        "each portrait and place is sent with the one that is drawn after it"
    )


def test_its_price_counts_each_picture_that_is_drawn(drawn: VividPage, reader: User) -> None:
    counted(drawn)
    minor = Character.objects.create(
        vividpage=drawn, name="Ben Gunn", role="minor", first_scene=drawn.scenes.get(number=2)
    )
    redraw_sheet(row=minor, by=reader)
    redraw_scene(scene=drawn.scenes.get(number=3), by=reader, wish="by night")
    work_on(drawn)
    versions.accept_all(vividpage=drawn, by=reader)
    drawn.scenes.filter(number=3).update(is_chosen=False)
    choosing.upload(target=drawn.characters.get(name="Jim Hawkins"), data=encoded("blue"), by=reader)

    price = price_of_variant(drawn, PENCIL)
    variant = variant_of(drawn, reader)

    drawn_there = PictureVersion.objects.filter(picture__vividpage=variant, origin=PictureVersion.Origin.DRAWN)
    assert price.pictures == drawn_there.count()
    assert not drawn_there.filter(picture__person__name="Jim Hawkins").exists(), "there is one of the reader's own"


def test_a_book_that_is_not_read_has_no_other_variant(drawn: VividPage, reader: User) -> None:
    Job.objects.filter(subject=drawn.pk, stage="analysis").update(state=Job.State.RUNNING)

    with pytest.raises(VariantRefused, match="not been read to its end"):
        make_variant(vividpage=drawn, look=PENCIL, by=reader)
    assert VividPage.objects.count() == 1


def test_a_second_click_finds_the_variant_that_the_first_has_made(drawn: VividPage, reader: User) -> None:
    variant = make_variant(vividpage=drawn, look=PENCIL, by=reader)

    with pytest.raises(VariantThere) as there:
        make_variant(vividpage=drawn, look=PENCIL, by=reader)

    assert there.value.variant == variant
    with pytest.raises(VariantThere):
        make_variant(vividpage=variant, look=Look(style=drawn.style), by=reader)


def test_two_tabs_at_once_make_one_variant(drawn: VividPage, reader: User) -> None:
    answers: list[object] = []

    def ask() -> None:
        try:
            answers.append(make_variant(vividpage=drawn, look=PENCIL, by=reader))
        except VariantThere as there:
            answers.append(there)
        finally:
            connection.close()

    tabs = [threading.Thread(target=ask) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert sorted(type(answer).__name__ for answer in answers) == ["VariantThere", "VividPage"]
    assert VividPage.objects.count() == 2


def test_nothing_is_left_of_one_that_could_not_be_made(
    drawn: VividPage, reader: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    monkeypatch.setattr(making, "copy_work", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        make_variant(vividpage=drawn, look=PENCIL, by=reader)

    assert VividPage.objects.count() == 1
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before


def test_a_third_variant_goes_with_both(drawn: VividPage, reader: User) -> None:
    second = make_variant(vividpage=drawn, look=PENCIL, by=reader)
    third = make_variant(vividpage=second, look=Look(style="ink"), by=reader)

    assert [book.pk for book in variants_of(third)] == [drawn.pk, second.pk]


def test_what_was_dismissed_stays_dismissed(drawn: VividPage, reader: User) -> None:
    jim = drawn.characters.get(name="Jim Hawkins")
    Finding.objects.create(
        vividpage=drawn,
        fingerprint="f",
        kind="eyes",
        severity="note",
        message="Eyes.",
        character=jim,
        mends=[{"action": "a", "label": "l", "values": {"character": str(jim.pk)}}],
        dismissed_at=drawn.created,
    )

    variant = make_variant(vividpage=drawn, look=PENCIL, by=reader)

    finding = Finding.objects.get(vividpage=variant, fingerprint="f")
    assert finding.character_id == copied_id(variant.pk, jim.pk)
    assert finding.mends[0]["values"] == {"character": str(finding.character_id)}
    assert finding.dismissed_at
