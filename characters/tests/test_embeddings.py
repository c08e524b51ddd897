"""Vectors of scenes, people and places: made once, made again when something changes, and found by what lies near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from books.tests.making import make_job
from characters import tasks
from characters.embeddings import queries
from characters.embeddings.services import embed, prepare, refresh, save
from characters.models import Analysis, Character, Embedding, Setting
from characters.steps import ANALYSIS
from characters.tests.searched import GALE, ROOM, SUPPER, make_book
from providers.services.local.embedder import LOCAL, LocalEmbedder

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    vividpage = make_book(reader, GALE, SUPPER, ROOM)
    Character.objects.create(vividpage=vividpage, name="Mara", looks=[{"field": "hair", "value": "copper hair"}])
    Setting.objects.create(vividpage=vividpage, name="the kitchen", keywords=["stove"])
    refresh(vividpage=vividpage)
    return vividpage


def vector(text: str) -> list[float]:
    return LocalEmbedder().embed([text])[0][0]


def numbers_near(text: str, *books: VividPage, count: int = 1) -> list[int]:
    """Return the numbers of the scenes nearest to a text."""
    found = queries.nearest("scene", vector(text), model=LOCAL, books=books, count=count)
    return [books[0].scenes.model.objects.get(pk=near.target).number for near in found]


def test_every_scene_everybody_and_every_place_has_a_vector(vividpage: VividPage) -> None:
    assert vividpage.embeddings.filter(scene__isnull=False).count() == 3
    assert vividpage.embeddings.filter(character__name="Mara").exists()
    assert vividpage.embeddings.filter(setting__name="the kitchen").exists()


def test_what_has_not_changed_is_not_embedded_again(vividpage: VividPage) -> None:
    assert prepare(vividpage=vividpage).texts == ()


def test_after_an_edit_only_what_was_edited_is_embedded_again(vividpage: VividPage) -> None:
    mara = vividpage.characters.get()
    mara.looks = [{"field": "hair", "value": "short black hair"}]
    mara.save()

    assert [text.target for text in prepare(vividpage=vividpage).texts] == [mara.pk]


def test_a_vector_takes_the_place_of_the_one_before(vividpage: VividPage) -> None:
    mara = vividpage.characters.get()
    before = mara.embeddings.get().vector
    Character.objects.filter(pk=mara.pk).update(name="The Gale")

    refresh(vividpage=vividpage)

    assert mara.embeddings.get().vector != before


def test_what_is_seen_in_a_scene_is_embedded_with_it(vividpage: VividPage) -> None:
    scene = vividpage.scenes.get(number=3)
    before = scene.embeddings.get().vector
    Analysis.objects.create(scene=scene, weather="snow", time_of_day="night", prompt="p")

    refresh(vividpage=vividpage)

    snowy = vector("a snowy night")
    after = scene.embeddings.get().vector
    assert sum(a * b for a, b in zip(snowy, after, strict=True)) > sum(
        a * b for a, b in zip(snowy, before, strict=True)
    )


def test_what_is_gone_by_the_time_its_vector_comes_is_left_out(vividpage: VividPage) -> None:
    Embedding.objects.all().delete()
    embedded = embed(prepare(vividpage=vividpage))
    Character.objects.all().delete()

    save(vividpage=vividpage, embedded=embedded)

    assert vividpage.embeddings.count() == 4


def test_whoever_goes_takes_the_vector_along(vividpage: VividPage) -> None:
    vividpage.characters.get().delete()

    assert not Embedding.objects.filter(character__isnull=False).exists()


def test_a_vector_belongs_to_exactly_one_thing(vividpage: VividPage) -> None:
    scene, mara = vividpage.scenes.first(), vividpage.characters.get()
    nothing = Embedding(vividpage=vividpage, model="m", digest="d", vector=[1.0])
    two = Embedding(vividpage=vividpage, scene=scene, character=mara, model="m", digest="d", vector=[1.0])

    for embedding in (nothing, two):
        with pytest.raises(IntegrityError, match="embedding_of_one_thing"), transaction.atomic():
            embedding.save()


def test_the_analysis_embeds_last_and_pictures_can_do_without(vividpage: VividPage) -> None:
    job = make_job(vividpage, "analysis")

    *others, last = ANALYSIS.plan(job)

    assert (last.kind, last.essential) == ("embed", False)
    assert last.phase > max(unit.phase for unit in others)


def test_a_worker_embeds_an_edited_book_again(vividpage: VividPage) -> None:
    Embedding.objects.all().delete()

    tasks.embed_again(str(vividpage.pk))

    assert vividpage.embeddings.count() == 5


def test_a_wake_up_for_a_book_that_is_gone_does_nothing(vividpage: VividPage) -> None:
    gone = str(vividpage.pk)
    vividpage.delete()

    tasks.embed_again(gone)

    assert not Embedding.objects.exists()


def test_an_operator_can_have_books_embedded_that_are_not(
    vividpage: VividPage, stranger: User, capsys: pytest.CaptureFixture[str]
) -> None:
    another = make_book(stranger, GALE)
    Embedding.objects.all().delete()

    call_command("embed")

    assert (vividpage.embeddings.count(), another.embeddings.count()) == (5, 1)
    assert "2 books" in capsys.readouterr().out


def test_the_nearest_scene_is_the_one_that_is_about_it(vividpage: VividPage) -> None:
    assert numbers_near("storm at sea", vividpage) == [1]
    assert numbers_near("a dinner party", vividpage) == [2]


def test_only_the_books_that_are_searched_are_looked_at(vividpage: VividPage, stranger: User) -> None:
    make_book(stranger, "Storm at sea. " + GALE)

    assert numbers_near("storm at sea", vividpage, count=10) == [1, 2, 3]


def test_vectors_of_another_model_are_not_compared(vividpage: VividPage) -> None:
    Embedding.objects.filter(scene__number=1).update(model="another", vector=[1.0, 0.0])

    assert 1 not in numbers_near("storm at sea", vividpage, count=10)


def test_many_scenes_are_searched_by_the_index_with_the_same_result(
    vividpage: VividPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = numbers_near("storm at sea", vividpage, count=3)
    monkeypatch.setattr(queries, "EXACT_UP_TO", 0)

    assert numbers_near("storm at sea", vividpage, count=3) == one_by_one


def test_the_index_fits_the_query_that_needs_it(vividpage: VividPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "EXACT_UP_TO", 0)
    with CaptureQueriesContext(connection) as captured:
        queries.nearest("scene", vector("storm"), model=LOCAL, books=[vividpage], count=3)
    asked = next(query["sql"] for query in captured if "ORDER BY" in query["sql"])

    with connection.cursor() as cursor:  # so small a table would not need it
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {asked}")
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "embedding_scenes_local" in plan


def test_a_similar_scene_is_of_the_same_book_and_not_the_scene_itself(reader: User) -> None:
    vividpage = make_book(reader, GALE, SUPPER, "The storm tore at the sails, and the sea ran high.")
    make_book(reader, GALE)

    near = queries.similar_scenes(vividpage.scenes.get(number=1), count=1)

    assert [neighbour.target for neighbour in near] == [vividpage.scenes.get(number=3).pk]


def test_a_scene_without_a_vector_has_no_similar_ones(vividpage: VividPage) -> None:
    scene = vividpage.scenes.get(number=1)
    scene.embeddings.all().delete()

    assert queries.similar_scenes(scene) == []
