"""Whatever a reader does to the bible can be taken back, exactly."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysts.bible import Bible, Person
from characters.editing import (
    EditRefused,
    changes,
    looks,
    merging,
    people,
    places,
    renaming,
    scenes,
    splitting,
    undoing,
    worlds,
)
from characters.editing.tests.books import bible_of
from characters.models import Analysis, Character, CharacterChange, Edit, Quote, Setting
from characters.services import save_bible

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage


def edit_at_random(vividpage: VividPage, by: User, dice: random.Random) -> None:
    """Make one edit of any kind, of anybody and anything in the book."""
    everybody = list(vividpage.characters.order_by("pk"))
    everywhere = list(Setting.objects.filter(vividpage=vividpage).order_by("pk"))
    somebody, other = dice.choice(everybody), dice.choice(everybody)
    place, elsewhere = dice.choice(everywhere), dice.choice(everywhere)
    analysis = dice.choice(list(Analysis.objects.order_by("scene__number")))
    first, last = sorted(dice.sample(list(vividpage.scenes.order_by("number")), 2), key=lambda scene: scene.number)
    word = dice.choice(["red", "grey", "Ann", "Silver", "x"])
    look = dice.choice(somebody.looks or [{"field": "hair", "value": "none"}])
    change = CharacterChange.objects.order_by("pk").first() or CharacterChange(character=somebody, scene=first)
    edits = [
        lambda: renaming.rename(row=somebody, name=word, by=by),
        lambda: people.set_aliases(character=somebody, aliases=[word, "another"], by=by),
        lambda: people.set_details(character=somebody, by=by, gender="female", age="old", role="minor"),
        lambda: people.set_being(character=somebody, species=word, is_clothed=dice.choice([None, True]), by=by),
        lambda: scenes.set_deed(analysis=analysis, deed="giving", actor=somebody, person=other, thing=word, by=by),
        lambda: people.let_go(row=somebody, field=dice.choice(somebody.locked or ["name"]), by=by),
        lambda: looks.add_look(character=somebody, field="hair", value=word, by=by),
        lambda: looks.change_look(character=somebody, look=look, value=word, by=by),
        lambda: looks.remove_look(character=somebody, look=look, by=by),
        lambda: changes.add_change(character=somebody, kind="hair", modifier=word, scene=first, until=last, by=by),
        lambda: changes.end_change(change=change, until=last, by=by),
        lambda: changes.remove_change(change=change, by=by),
        lambda: merging.merge_people(keep=somebody, other=other, by=by),
        lambda: merging.merge_places(keep=place, other=elsewhere, by=by),
        lambda: splitting.split_person(
            character=somebody, name=word, aliases=somebody.aliases[:1], scenes=somebody.scene_numbers[:1], by=by
        ),
        lambda: renaming.rename(row=place, name=word, by=by),
        lambda: places.edit_place(setting=place, kind="cave", indoors=False, keywords=[word], by=by),
        lambda: worlds.edit_world(vividpage=vividpage, period=word, dress=word, by=by),
        lambda: scenes.edit_scene(analysis=analysis, time_of_day="night", moment=word, by=by),
        lambda: scenes.move_scene(analysis=analysis, setting=place, by=by),
        lambda: scenes.set_people(analysis=analysis, people=[scenes.CharacterInScene(somebody, "sitting")], by=by),
        lambda: scenes.set_speaker(quote=dice.choice(list(Quote.objects.order_by("pk"))), speaker=somebody, by=by),
    ]
    try:
        dice.choice(edits)()
    except EditRefused:
        return


@pytest.mark.whole
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_after_any_edits_and_as_many_undos_the_bible_is_as_it_was(
    vividpage: VividPage, reader: User, seed: Any
) -> None:
    before = bible_of(vividpage)
    dice = random.Random(seed)
    for _ in range(12):
        edit_at_random(vividpage, reader, dice)

    while undoing.latest(vividpage):
        undoing.undo(vividpage=vividpage)

    assert bible_of(vividpage) == before
    Edit.objects.all().delete()


def test_an_undone_merge_gives_everybody_back_what_was_theirs(vividpage: VividPage, reader: User, called: Any) -> None:
    before = bible_of(vividpage)
    merging.merge_people(keep=called("Long John Silver"), other=called("the Captain"), by=reader)

    undoing.undo(vividpage=vividpage)

    assert bible_of(vividpage) == before


def test_an_undone_edit_of_the_world_is_unlocked_again(vividpage: VividPage, reader: User) -> None:
    before = bible_of(vividpage)
    worlds.edit_world(vividpage=vividpage, by=reader, period="1750s", country="England")
    assert bible_of(vividpage) != before

    undoing.undo(vividpage=vividpage)

    assert bible_of(vividpage) == before


def test_an_edit_says_who_did_what(vividpage: VividPage, reader: User, called: Any) -> None:
    edit = renaming.rename(row=called("the Captain"), name="Billy Bones", by=reader)

    assert edit is not None
    assert (edit.user, edit.summary) == (reader, "the Captain is called Billy Bones")


def test_edits_are_undone_in_order(vividpage: VividPage, reader: User, called: Any) -> None:
    first = renaming.rename(row=called("the Captain"), name="Billy Bones", by=reader)
    people.set_details(character=called("Billy Bones"), age="old", by=reader)

    with pytest.raises(EditRefused, match="in order"):
        undoing.undo(vividpage=vividpage, edit_id=first.pk)


def test_without_edits_there_is_nothing_to_undo(vividpage: VividPage) -> None:
    with pytest.raises(undoing.NothingToUndo):
        undoing.undo(vividpage=vividpage)


def test_an_edit_that_changes_nothing_is_none(vividpage: VividPage, reader: User, called: Any) -> None:
    assert people.set_details(character=called("Jim Hawkins"), gender="male", by=reader) is None
    assert not Edit.objects.exists()


def test_what_was_written_anew_since_is_not_undone_and_nothing_is_changed(
    vividpage: VividPage, reader: User, called: Any
) -> None:
    merging.merge_people(keep=called("Long John Silver"), other=called("the Captain"), by=reader)
    found = Person("Long John Silver", (), "male", "adult", "major", 99, (2,))
    save_bible(vividpage=vividpage, bible=Bible(people=(found,), places=(), changes=()))
    before = bible_of(vividpage)

    with pytest.raises(undoing.CannotUndo):
        undoing.undo(vividpage=vividpage)

    assert bible_of(vividpage) == before


def test_an_undo_that_a_new_name_stands_in_the_way_of_is_refused(
    vividpage: VividPage, reader: User, called: Any
) -> None:
    merging.merge_people(keep=called("Long John Silver"), other=called("the Captain"), by=reader)
    Character.objects.create(vividpage=vividpage, name="the Captain")

    with pytest.raises(undoing.CannotUndo):
        undoing.undo(vividpage=vividpage)
