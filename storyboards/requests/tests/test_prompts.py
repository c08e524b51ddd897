"""The words that an image model is given."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from analysts.bible import World
from analysts.vocabulary import DeedKind
from sketch.styles import style_named
from storyboards.requests import prompts, tags
from storyboards.requests.people import PromptPerson, called, unnamed
from storyboards.requests.places import PromptPlace
from storyboards.requests.seen import seen_in_words
from storyboards.requests.staging import PHRASES, Staging

INK = style_named("ink")


def prompt(seen: str = "Ada waits on a pier.", **facts: Any) -> str:
    return prompts.scene_prompt(seen=seen, style=INK, **facts)


def ada(*looks: str, **facts: Any) -> PromptPerson:
    return PromptPerson(names=("Ada", "Miss Rook"), looks=looks, **facts)


def test_a_scene_prompt_says_what_is_seen_then_the_wishes_then_the_style() -> None:
    assert prompt("A girl on a pier.", instructions="Keep it bright") == (
        f"A girl on a pier. Keep it bright. Style: {INK.prompt}."
    )


def test_people_come_after_what_is_seen_then_the_place_its_light_and_the_wishes() -> None:
    place = PromptPlace("The pier", "Grey planks", time_of_day="evening", weather="rain", mood="sad")

    assert prompt(people=[ada("red hair")], place=place, instructions="Bright").startswith(
        "The person waits on a pier. The person: red hair. The pier: Grey planks. Evening light, rain, sad mood. "
        "Bright. Style:"
    )


def test_a_prompt_has_no_empty_sentences() -> None:
    assert ". ." not in prompt("A girl", people=[ada()], place=PromptPlace(), instructions="  ")


def test_whoever_the_text_describes_word_for_word_is_not_described_again() -> None:
    told = prompt("Ada, her red hair loose, waits.", people=[ada("red hair", gender="female")])

    assert told.count("red hair") == 1
    assert "Ada:" not in told


def test_of_looks_that_the_text_tells_in_part_the_rest_is_said() -> None:
    assert "The person: grey coat." in prompt("Ada, with red hair, waits.", people=[ada("red hair", "grey coat")])


def test_a_part_of_a_word_is_not_taken_for_the_word() -> None:
    assert "The person: red hair." in prompt("Ada has tired hairpins, scarred hair.", people=[ada("red hair")])


def test_nobody_is_named_by_whichever_name_the_text_has() -> None:
    told = prompt("Miss Rook waits. Then Ada's hat flies.", people=[ada("red hair", gender="female")])

    assert told.startswith("The woman waits. The woman's hat flies. The woman: red hair.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Poor Jim's hat.", "The poor boy's hat."),
        ("Old Captain Jim laughs at the little Jim Hawkins.", "The old boy laughs at the little boy."),
        ("She calls: Jim!", "She calls: The boy!"),
        ("He will not jim the lock.", "He will not jim the lock."),
        ("“Jim,” she says.", "“The boy,” she says."),
        ("My dear Jim waits.", "My dear boy waits."),
        ("Jim-like", "The boy-like"),
        ("He stopped, so that Jim fell.", "He stopped, so that the boy fell."),
        ("He told her Jim was gone.", "He told her the boy was gone."),
        ("Mr. Hawkins waits for Mr Hawkins.", "The boy waits for the boy."),
    ],
)
def test_a_name_goes_without_breaking_the_grammar(text: str, told: str) -> None:
    jim = PromptPerson(("Jim Hawkins", "Jim", "Mr. Hawkins"), (), "male", "child")

    assert unnamed(text, called([jim])) == told


@pytest.mark.parametrize(
    ("gender", "age", "noun"),
    [
        ("female", "child", "girl"),
        ("male", "old", "old man"),
        ("female", "unknown", "woman"),
        ("unknown", "child", "child"),
    ],
)
def test_everybody_is_called_by_what_they_are(gender: str, age: str, noun: str) -> None:
    assert f"The {noun} waits on a pier. The {noun}: red hair." in prompt(
        people=[ada("red hair", gender=gender, age=age)]
    )


def test_an_animal_is_called_what_it_is_and_dressed_as_the_text_dresses_it() -> None:
    dog = ada("white fur", gender="female", species="dog", is_clothed=True)

    assert "The dog: white fur, upright and dressed like a person." in prompt(people=[dog])


def test_whoever_has_no_name_but_a_description_keeps_it() -> None:
    curate = PromptPerson(("the Curate",), ("a torn coat",), "male")

    assert prompt("The curate weeps.", people=[curate]).startswith("The curate weeps. The curate: man, a torn coat.")


def test_whoever_is_there_is_told_of_even_without_looks() -> None:
    men = [PromptPerson((name,), (), "male") for name in ("Boris", "Karl")]

    assert "Also there: a woman, a man and a second man." in prompt("A pier.", people=[ada(gender="female"), *men])
    assert "Also there: a second man." in prompt("Boris waits.", people=men)
    red = [PromptPerson((name,), (look,), "male") for name, look in (("Boris", "red hair"), ("Karl", "bald head"))]
    assert "Also there: a man with red hair and a man with a bald head." in prompt("A pier.", people=red)


JIM = PromptPerson(("Jim",), ("brown hair",), "male", "child")
FLINT = PromptPerson(("Flint",), ("black beard",), "male", "old")


@pytest.mark.parametrize(
    ("staging", "told"),
    [
        (Staging("giving", JIM, FLINT, "letter"), "The boy is giving a letter to the old man."),
        (Staging("chasing", JIM, FLINT), "The boy is chasing the old man."),
        (Staging("reading", JIM, None, "his books"), "The boy is reading his books."),
        (Staging("carrying", JIM, FLINT, "oar"), "The boy is carrying the old man."),
        (Staging("carrying", JIM, None, "oar"), "The boy is carrying an oar."),
        (Staging("making music", JIM, None, "violin"), "The boy is making music on a violin."),
        (Staging("sitting", JIM), "The boy is sitting."),
        (Staging("giving", None, FLINT, "letter"), "The boy: brown hair."),
        (Staging("unknown", JIM), "The boy: brown hair."),
        (Staging("seizing", JIM), "The boy: brown hair."),
        (Staging("throwing", JIM, FLINT), "The boy: brown hair."),
    ],
)
def test_a_deed_that_nobody_has_told_is_told_if_it_is_something_without_what_is_missing(
    staging: Staging, told: str
) -> None:
    assert prompt("", people=[JIM, FLINT], staging=staging).startswith(told)
    assert told.rstrip(".").partition(": ")[2] in tags.scene_tags(
        seen="", style=INK, people=[JIM, FLINT], staging=staging
    )


def test_a_deed_is_told_once_and_first() -> None:
    told = prompt("Jim hands Flint a letter.", people=[JIM, FLINT], staging=Staging("giving", JIM, FLINT, "letter"))

    assert told.startswith("The boy hands the old man a letter. The boy: brown hair.")


SEEN = [PromptPerson(("Ada Rook", "Ada"), (), "female"), PromptPerson(("Jim",), (), "male", "child")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“Come,” said Ada, opening the door.", "Opening the door."),
        ("Jim sits. “Come here!” cried Ada.", "The boy sits."),
        ("And then Jim sat down;.", "The boy sat down."),
        ("She waits for Jim.", "The woman waits for the boy."),
        ("Her hat flies off.", "The woman’s hat flies off."),
        ("Ada waits. She holds her hat.", "The woman waits. She holds her hat."),
        ("They wait.", ""),
        ("It rains on Jim.", "It rains on the boy."),
        ("Ada and I ran. Jim fell.", "The boy fell."),
        ("Ada waits for Mr. Karl Hall. Jim waits.", "The boy waits."),
        ("Ada waits in Hall's parlour.", "The woman waits in the parlour."),
        ("Ada waits in a hall.", "The woman waits in a hall."),
        ("Mr. Hall waits. Mrs. Rook is gone.", "Mrs. Rook is gone."),
        ("M. Karl Hall waits. Jim waits.", "The boy waits."),
    ],
)
def test_what_is_seen_names_nobody_says_nothing_and_leaves_no_pronoun(text: str, told: str) -> None:
    assert seen_in_words(text, called(SEEN), ["Karl Hall", "Hall", "the man", "Jim"]) == told


def test_a_being_that_many_look_like_is_called_by_the_words_of_the_text() -> None:
    woodman = PromptPerson(("The Tin Woodman",), (), species="robot")
    fiend = PromptPerson(("the fiend",), ("yellow skin",), species="monster")

    told = prompt("The Tin Woodman follows.", people=[woodman, fiend])

    assert told.startswith("The tin woodman follows. The fiend: yellow skin.")
    assert "robot" not in told
    assert prompts.portrait_prompt(person=woodman, style=INK).startswith("Half-length portrait of a tin woodman alone")


def test_several_who_act_as_one_act_in_the_plural() -> None:
    soldiers = PromptPerson(("the soldiers",), (), is_group=True)

    told = prompt("", people=[soldiers], staging=Staging("walking", soldiers))

    assert told.startswith("The soldiers are walking.")


def test_every_deed_can_be_said() -> None:
    assert set(PHRASES) == set(get_args(DeedKind)) - {"unknown"}
    for deed in PHRASES:
        said = prompt("", people=[JIM, FLINT], staging=Staging(deed, JIM, FLINT, "oar"))
        assert re.match(r"The boy is [a-z ]+\. ", said)
        assert not re.search(r"[{}\[\]|]", said)


def test_the_view_comes_before_time_wishes_and_style() -> None:
    staging = Staging("looking", JIM, FLINT, relation="watching from afar", focal=FLINT, distance="long")

    told = prompt("A pier.", people=[JIM, FLINT], staging=staging, instructions="Bright")

    assert "Watching from afar, wide view, figures small in the place, the old man in focus. Bright. Style:" in told


@pytest.mark.parametrize(
    ("name", "kind", "indoors", "called"),
    [
        ("Green Gables", "house", False, "A house"),
        ("Green Gables", "unknown", False, ""),
        ("the pantry at Green Gables", "kitchen", True, "The pantry"),
        ("the old quay", "harbour", False, "The old quay"),
        ("the house", "room", True, "Inside the house"),
        ("the house", "house", False, "The house"),
        ("the river", "rowing boat", False, "Rowing boat (the river)"),
        ("the little boat", "rowing boat", False, "The little boat"),
        ("", "moor", False, "A moor"),
        ("The City of Oz", "street", False, "A street"),
    ],
)
def test_a_place_is_told_by_what_it_is_and_not_by_a_name_of_its_own(
    name: str, kind: str, indoors: bool, called: str
) -> None:
    place = PromptPlace(name, keywords=("gulls",), kind=kind, indoors=indoors)

    assert f"waits. {called}: Gulls.".replace(" : G", " G").replace(": G", ": g") in prompt("Ada waits.", place=place)


def test_a_place_is_told_with_its_hour_and_its_light() -> None:
    place = PromptPlace("", "", ("a porch",), kind="house", light="candlelight", time_of_day="night")

    assert "A house: a porch. Night, dark, candlelight." in prompt("Ada waits.", place=place)


def test_a_place_without_a_description_is_told_by_its_keywords() -> None:
    assert "The pier: planks, gulls." in prompt("She waits.", place=PromptPlace("The pier", "", ("planks", "gulls")))


def test_of_a_places_description_only_that_is_told_which_is_of_the_place() -> None:
    place = PromptPlace("the room", "On entering his room, I found Holmes in talk. The walls are bare.", ("a desk",))
    assert "The room: The walls are bare." in prompt("Ada waits.", place=place)

    place = PromptPlace("the room", "On entering his room, I found Holmes in talk.", ("a desk",))
    assert "The room: a desk." in prompt("Ada waits.", place=place)


def test_indoors_the_weather_is_outside_or_nowhere() -> None:
    assert "Rain outside" in prompt(place=PromptPlace(indoors=True, weather="rain"))
    assert "sky" not in prompt(place=PromptPlace(indoors=True, weather="clear")).partition("Style:")[0]


def test_light_that_the_text_tells_is_not_told_again() -> None:
    assert "Evening light" not in prompt("An evening on the pier.", place=PromptPlace(time_of_day="evening"))


def test_a_prompt_that_would_be_too_long_leaves_out_those_named_last_and_keeps_wishes_and_style() -> None:
    crowd = [PromptPerson((f"Somebody {n}",), ("x " * 195,)) for n in range(30)]

    told = prompt("word " * 900, people=crowd, place=PromptPlace("Pier", "y " * 900), instructions="i" * 2000)

    assert len(told) <= prompts.LONGEST
    assert told.count("x x x") > 3
    assert "Another person: x" not in told.partition("Pier")[2]
    assert told.count(": x x") < 30
    assert told.endswith(f"{'i' * 2000}. Style: {INK.prompt}.")


WORLD = World("1760s", "England", "tricorn hats", "flintlock pistols", "timbered inns")
LIVESEY = PromptPerson(
    ("Doctor Livesey", "the doctor"), ("neat", "white powdered wig", "black eyes"), gender="male", age="adult"
)


def test_a_portrait_says_who_what_and_when_and_shows_the_clothes() -> None:
    told = prompts.portrait_prompt(person=LIVESEY, style=INK, world=WORLD)

    assert told == (
        "Half-length portrait of a man alone, in three-quarter view, hands and clothes in clear sight, "
        "neutral even light, plain light background. Neat, white powdered wig, black eyes. "
        f"Time and country: 1760s, England. Clothes are of that time: tricorn hats. Style: {INK.prompt}."
    )


def test_a_portrait_of_somebody_of_whom_little_is_known_says_that_little() -> None:
    told = prompts.portrait_prompt(person=PromptPerson(("Ada",), ()), style=INK)

    assert told.endswith(f"plain light background. Style: {INK.prompt}.")


def test_an_animals_portrait_says_what_it_is() -> None:
    dog = PromptPerson(("Toto",), ("black fur",), gender="male", species="dog")

    told = prompts.portrait_prompt(person=dog, style=INK)

    assert told.startswith("Half-length portrait of a dog alone")
    assert ". Black fur. " in told


def test_a_place_is_told_with_what_was_built_and_used_then() -> None:
    told = prompts.place_prompt(place=PromptPlace("The inn", "Low beams", indoors=True), style=INK, world=WORLD)

    assert told == (
        "Wide view of The inn, seen from inside, by day, deserted, all of the place in sight. Low beams. "
        "Time and country: 1760s, England. Any light, vehicle, tool or weapon is of that time: flintlock pistols. "
        f"Any building or room is of that time: timbered inns. Style: {INK.prompt}."
    )


def test_neither_sheet_names_what_is_not_to_be_seen() -> None:
    sheets = (
        prompts.portrait_prompt(person=LIVESEY, style=INK, world=WORLD),
        prompts.place_prompt(place=PromptPlace("The inn"), style=INK, world=WORLD),
        tags.portrait_tags(person=LIVESEY, style=INK, world=WORLD),
        tags.place_tags(place=PromptPlace("The inn"), style=INK, world=WORLD),
    )

    assert [sheet for sheet in sheets if re.search(r"\b(?:no|not|without|never)\b", sheet)] == []


def test_a_scene_is_told_with_its_time_and_country_before_the_wishes() -> None:
    told = prompt(people=[LIVESEY], world=WORLD, instructions="Bright")

    assert (
        "Time and country: 1760s, England. Clothes are of that time: tricorn hats. "
        "Any light, vehicle, tool or weapon is of that time: flintlock pistols. "
        "Any building or room is of that time: timbered inns. Bright. Style:"
    ) in told


@pytest.mark.parametrize(
    ("place", "staging", "shown"),
    [
        (PromptPlace(kind="parlour", indoors=True), Staging("reading"), ["timbered inns"]),
        (PromptPlace(kind="parlour", indoors=True, light="candlelight"), Staging(), ["flintlock", "timbered inns"]),
        (PromptPlace(kind="forest"), Staging("walking"), []),
        (PromptPlace(kind="forest"), Staging("shooting"), ["flintlock"]),
        (PromptPlace(kind="street"), Staging(), ["flintlock", "timbered inns"]),
        (PromptPlace(kind="carriage", indoors=True), Staging(), ["flintlock"]),
    ],
)
def test_of_a_time_and_country_only_that_is_told_which_may_be_seen(
    place: PromptPlace, staging: Staging, shown: list[str]
) -> None:
    told = prompt(place=place, staging=staging, world=WORLD)

    assert [words for words in ("tricorn", "flintlock", "timbered inns") if words in told] == shown


def test_a_time_that_the_text_tells_is_not_told_again() -> None:
    assert "Time and country" not in prompt("Ada waits. Set in the 1760s.", world=World("1760s"))


def test_a_book_of_no_known_time_is_told_without_one() -> None:
    assert "Time" not in prompt(world=World())


def tagged(seen: str = "Ada waits on a pier.", **facts: Any) -> str:
    return tags.scene_tags(seen=seen, style=INK, **facts)


def test_tags_begin_with_the_style_and_say_looks_in_place_of_names() -> None:
    place = PromptPlace("Port Royal", "A harbour", ("pier", "gulls"), time_of_day="evening", weather="fog")
    person = ada("red hair", "grey coat", gender="female", age="child")
    told = tagged("Ada Rook waits. Miss Rook's hat flies off.", people=[person], place=place, world=WORLD)

    assert told.startswith(f"{INK.prompt}, ")
    assert "The girl's hat flies off" in tagged("Miss Rook's hat flies off.", people=[person])
    assert "girl, red hair, grey coat, 1760s, England, tricorn hats, pier, gulls, evening light, fog" in told
    assert "Port Royal" not in told
    assert "Miss Rook" not in told


def test_several_of_a_kind_are_told_apart_by_their_looks() -> None:
    boris = PromptPerson(("Boris",), ("black beard",), "male")
    karl = PromptPerson(("Karl",), ("bald head",), "male")

    assert "The man with a black beard strikes the man with a bald head" in tagged(
        "Boris strikes Karl.", people=[boris, karl]
    )


def test_nobody_is_told_from_others_by_their_years() -> None:
    karl, boris = (
        PromptPerson(("Karl",), ("six years older", "bald head"), "male"),
        PromptPerson(("Boris",), (), "male"),
    )

    assert prompt("Karl strikes Boris.", people=[karl, boris]).startswith(
        "The man with a bald head strikes the man. The man with a bald head: six years older."
    )


def test_a_portrait_in_tags_names_nobody() -> None:
    told = tags.portrait_tags(person=LIVESEY, style=INK, world=WORLD)

    assert told == (
        f"{INK.prompt}, solo, half-length portrait, upper body, three-quarter view, neutral light, plain light "
        "background, man, neat, white powdered wig, black eyes, 1760s, England, tricorn hats"
    )


def test_tags_are_no_longer_than_a_model_reads() -> None:
    crowd = [PromptPerson((f"Somebody {n}",), ("x " * 195,)) for n in range(30)]

    assert len(tagged("word " * 900, people=crowd, world=WORLD)) <= tags.LONGEST
