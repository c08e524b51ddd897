"""The bible of a story: what is edited reaches the next continuation, its check and its picture, on its own branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from characters.editing import EditRefused, looks, people, places, renaming
from characters.editing.cast import adding, removing
from characters.models import Analysis, Character, Setting
from storyboards.models import Picture
from writing.stories import services
from writing.stories.bible.edits import edits_after
from writing.stories.errors import StoryRefused
from writing.stories.lines import known_after, line_to
from writing.stories.models import BibleSuggestion, Branch, Decision, Segment, Story
from writing.stories.tests.conftest import post, told, work

if TYPE_CHECKING:
    from accounts.models import User
    from authors.continuations.contract import PersonFacts, StoryFacts

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = "Mara opens the old chest in the attic."
SECOND = "A boy called Jonas finds a map under the letters."
THIRD = "Mara shakes out her red hair."


def known(branch: Branch) -> StoryFacts:
    branch = Branch.objects.select_related("story").get(pk=branch.pk)
    return known_after(branch, line_to(branch.head_id or branch.forked_at_id)).context.facts


def person(branch: Branch, name: str) -> PersonFacts:
    found = known(branch).person(name)
    assert found is not None
    return found


def mara(branch: Branch) -> Character:
    return branch.vividpage.characters.get(name="Mara")


def test_what_is_edited_is_checked_and_drawn_by_the_next_part_and_undo_takes_it_back(
    story: Story, reader: User
) -> None:
    told(story.main, FIRST, reader)
    looks.add_look(character=mara(story.main), field="hair", value="long black hair", by=reader)
    people.set_being(character=mara(story.main), species="fox", is_clothed=None, by=reader)
    assert person(story.main, "Mara").species == "fox"

    segment = told(story.main, THIRD, reader)
    assert segment.state == Segment.State.ASKING
    assert [one.rule for one in segment.found] == ["looks"]
    services.edit(segment=segment, by=reader, paragraphs=["Mara shakes out her black hair."])
    work()
    segment.refresh_from_db()
    assert segment.state == Segment.State.PUBLISHED
    assert "black hair" in Picture.objects.get(scene=segment.scene).shown.prompt
    assert "fox" in Picture.objects.get(scene=segment.scene).shown.prompt

    for edit in story.main.vividpage.edits.order_by("-number"):
        services.undo_edit(branch=story.main, edit_id=edit.pk, by=reader)
    assert person(story.main, "Mara").species == "human"
    assert [look.words for look in person(story.main, "Mara").looks if "owner" in look.words] == []
    assert mara(story.main).locked == []


def test_the_dead_of_an_edit_do_not_act_until_it_is_undone(story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    told(story.main, SECOND, reader)
    jonas = story.main.vividpage.characters.get(name="Jonas")
    suggestion = services.suggest(branch=story.main, about=jonas, field="dead", value="2", why="He falls.", by=reader)
    services.accept_suggestion(suggestion=suggestion, by=reader)
    assert person(story.main, "Jonas").state == "dead"
    assert person(story.main, "Jonas").state_since == str(story.main.head_id)
    segment = told(story.main, "Jonas ran to the harbour.", reader)
    assert [one.rule for one in segment.found] == ["dead"]
    services.withdraw(segment=segment, by=reader)
    suggestion.refresh_from_db()
    assert suggestion.edit is not None
    services.undo_edit(branch=story.main, edit_id=suggestion.edit.pk, by=reader)
    assert told(story.main, "Jonas ran to the harbour.", reader).state == Segment.State.PUBLISHED


def test_a_death_that_a_text_tells_stands_in_the_bible_and_can_be_denied(story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    told(story.main, SECOND, reader)
    told(story.main, "Jonas died in the storm.", reader)
    jonas = story.main.vividpage.characters.get(name="Jonas")
    assert [(change.type, change.scene.number) for change in jonas.changes.all()] == [("death", 3)]
    denied = services.suggest(branch=story.main, about=jonas, field="alive", value="", why="Only hurt.", by=reader)
    services.accept_suggestion(suggestion=denied, by=reader)
    assert person(story.main, "Jonas").state == "alive"
    assert told(story.main, "Jonas ran to the harbour.", reader).state == Segment.State.PUBLISHED


def test_whoever_is_renamed_stays_one_with_the_same_face_in_old_parts_and_new(story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    key = mara(story.main).key
    renaming.rename(row=mara(story.main), name="Jonas", by=reader)
    told(story.main, "Jonas looks for Mara.", reader)
    assert [one.name for one in known(story.main).people] == ["Jonas"]
    row = story.main.vividpage.characters.get()
    assert (row.name, row.aliases, row.key) == ("Jonas", ["Mara"], key)
    services.undo_edit(branch=story.main, edit_id=story.main.vividpage.edits.get().pk, by=reader)
    assert [one.name for one in known(story.main).people] == ["Mara"]


def test_who_is_added_is_known_and_who_is_taken_out_is_not(story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    adding.add_person(vividpage=story.main.vividpage, name="Old Tom", by=reader, species="heron")
    assert person(story.main, "Old Tom").species == "heron"
    removing.remove_person(character=mara(story.main), by=reader)
    assert [one.name for one in known(story.main).people] == ["Old Tom"]


def test_the_kind_of_a_place_holds_for_the_scenes_that_come(story: Story, reader: User) -> None:
    told(story.main, "At the grotto Mara waited.", reader)
    setting = Setting.objects.filter(vividpage=story.main.vividpage).first()
    assert setting is not None
    places.edit_place(setting=setting, kind="cave", by=reader)
    place = known(story.main).place_named(setting.name)
    assert place is not None
    assert place.kind == "cave"
    told(story.main, "At the grotto Mara slept.", reader)
    assert Analysis.objects.filter(setting=setting).count() == 2
    assert not Analysis.objects.filter(setting=setting).exclude(place_kind="cave").exists()


def test_a_branch_begins_with_the_edits_that_stood_where_it_parts_and_then_each_has_its_own(
    story: Story, reader: User
) -> None:
    first = told(story.main, FIRST, reader)
    looks.add_look(character=mara(story.main), field="eyes", value="green eyes", by=reader)
    told(story.main, SECOND, reader)
    people.set_being(character=mara(story.main), species="ghost", is_clothed=None, by=reader)
    renaming.rename(row=mara(story.main), name="Mara the Grey", by=reader)

    other = services.fork(at=first, by=reader, name="Another way")
    here = person(other, "Mara")
    assert (here.name, here.species, [look.value for look in here.looks]) == ("Mara", "human", ["green eyes"])
    assert other.vividpage.characters.get().locked == ["looks.eyes"]
    assert [one.name for one in edits_after(first).over(first.known_after, [str(first.pk)]).facts.people] == ["Mara"]
    people.set_being(character=mara(other), species="fox", is_clothed=None, by=reader)
    told(other, "Mara sleeps in the barn.", reader)
    assert person(other, "Mara").species == "fox"
    assert person(story.main, "Mara").species == "ghost"
    assert person(story.main, "Mara").name == "Mara the Grey"


def test_a_part_that_was_written_before_an_edit_is_checked_anew(story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    services.change_story(story=story, by=reader, changes={"approves_new": True})
    from accounts.models import User as Account

    guest = Account.objects.create_user(email="guest@example.org", password="x")
    segment = told(story.main, THIRD, guest)
    assert segment.state == Segment.State.HELD
    looks.add_look(character=mara(story.main), field="hair", value="black", by=reader)
    services.approve(segment=segment, by=reader)
    work()
    segment.refresh_from_db()
    assert segment.state == Segment.State.ASKING
    assert "has been edited" in segment.note


def test_edits_and_undos_stand_in_the_trail_with_who_made_them(story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    edit = people.set_details(character=mara(story.main), gender="female", by=reader)
    assert edit is not None
    services.undo_edit(branch=story.main, edit_id=edit.pk, by=reader)
    trail = Decision.objects.filter(story=story.pk, kind="bible").order_by("pk").values_list("action", "by")
    assert list(trail) == [("edited", reader.pk), ("undone", reader.pk)]


def suggested(story: Story, by: User, **said: str) -> BibleSuggestion:
    said = {"field": "looks.hair", "value": "short grey hair", "why": "Part 1 says so.", **said}
    return services.suggest(branch=story.main, about=mara(story.main), by=by, **said)


def test_suggestions_are_answered_by_whoever_decides_and_told(story: Story, reader: User, stranger: User) -> None:
    told(story.main, FIRST, reader)
    one = suggested(story, stranger)
    with pytest.raises(StoryRefused, match="already"):
        suggested(story, stranger)
    with pytest.raises(StoryRefused, match="Only the owner"):
        services.accept_suggestion(suggestion=one, by=stranger)
    accepted = services.accept_suggestion(suggestion=one, by=reader)
    assert [look.value for look in person(story.main, "Mara").looks] == ["short grey hair"]
    assert accepted.edit is not None
    assert accepted.edit.user == reader
    other = suggested(story, stranger, field="gender", value="Male")
    with pytest.raises(StoryRefused, match="Say why"):
        services.decline_suggestion(suggestion=other, by=reader, reason=" ")
    services.decline_suggestion(suggestion=other, by=reader, reason="She is a girl in part 1.")
    told_of = Decision.objects.filter(concerns=stranger.pk).order_by("pk").values_list("action", flat=True)
    assert list(told_of) == ["accepted", "declined"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"field": "kind"}, "Choose"),
        ({"field": "gender", "value": "purple"}, "one of"),
        ({"value": "x" * 201}, "200 characters"),
        ({"why": ""}, "Say why"),
        ({"field": "dead", "value": "soon"}, "number"),
    ],
)
def test_what_cannot_be_is_not_suggested(story: Story, reader: User, said: dict[str, str], words: str) -> None:
    told(story.main, FIRST, reader)
    with pytest.raises(StoryRefused, match=words):
        suggested(story, reader, **said)


def test_the_banned_suggest_nothing_and_who_leaves_is_not_named(story: Story, reader: User, stranger: User) -> None:
    told(story.main, FIRST, reader)
    one = suggested(story, stranger)
    services.ban(story=story, person=stranger, by=reader, reason="Advertising.")
    one.refresh_from_db()
    assert (one.answer, one.reason) == ("declined", "Advertising.")
    with pytest.raises(StoryRefused):
        suggested(story, stranger)
    services.lift(story=story, person=stranger, by=reader)
    other = suggested(story, stranger)
    services.leave_story(story=story, person=stranger, keeps_segments=False)
    other.refresh_from_db()
    assert (other.author, other.state, other.value, other.why) == (None, "removed", "", "")


def test_a_suggestion_is_reported_hidden_and_not_accepted_then(story: Story, reader: User, stranger: User) -> None:
    told(story.main, FIRST, reader)
    one = suggested(story, stranger)
    report = services.report(about=one, by=reader, reason="spam")
    assert report.excerpt.startswith("Mara: hair: short grey hair")
    services.decide(about=one, action=Decision.Action.HIDDEN, by=reader, reason="Spam.")
    with pytest.raises(StoryRefused):
        services.accept_suggestion(suggestion=one, by=reader)


def test_an_edit_that_is_refused_changes_nothing(story: Story, reader: User) -> None:
    told(story.main, FIRST, reader)
    with pytest.raises(EditRefused):
        looks.set_look(character=mara(story.main), field="hair", value=" ", by=reader)
    assert not story.main.vividpage.edits.exists()
    post(story.main, SECOND, reader)
