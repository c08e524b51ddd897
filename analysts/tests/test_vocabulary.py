"""One vocabulary of pictures: whatever an analyst can say the artist can show, and it knows no word that none says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from analysts import vocabulary
from analysts.certainty import SURE_DEED, is_sure
from analysts.lexicon.places import KEYWORDS
from sketch.creatures.plan import UNEARTHLY
from sketch.creatures.species import SPECIES
from sketch.creatures.words import SYNONYMS
from sketch.figures.poses import pose_named
from sketch.plans.choosing import PLAN_KINDS, plan_for
from sketch.repertoire import KNOWN, RepertoireInvalid, load_repertoire, plan_kind_of
from sketch.scene import DepictedScene
from sketch.staging.formations import FORMATIONS, SHOTS

if TYPE_CHECKING:
    from pathlib import Path

SHOWN: dict[str, Any] = {
    "places": vocabulary.PlaceKind,
    "deeds": vocabulary.DeedKind,
    "relations": vocabulary.Relation,
    "species": vocabulary.Species,
    "lights": vocabulary.LightSource,
    "distances": vocabulary.Distance,
    "sizes": vocabulary.Size,
}


@pytest.mark.parametrize("table", SHOWN)
def test_the_artist_has_a_row_for_every_word_and_a_word_for_every_row(table: str) -> None:
    assert list(getattr(KNOWN, table)) == sorted(getattr(KNOWN, table), key=get_args(SHOWN[table]).index)
    assert set(getattr(KNOWN, table)) == set(get_args(SHOWN[table]))


def test_every_kind_of_place_has_a_plan_and_every_plan_is_that_of_one() -> None:
    planned = {kind for row in KNOWN.places.values() for kind in (row.outdoors, row.indoors)}
    needed = {formation.place for formation in FORMATIONS.values() if formation.place}
    between_banks = plan_for(DepictedScene("rowing boat", place_words=("a broad river",))).kind

    assert planned | needed | {between_banks} == PLAN_KINDS


def test_every_pose_that_somebody_may_have_is_drawn_and_light_is_shown_by_hours() -> None:
    assert {pose_named(pose).kind for pose in get_args(vocabulary.Pose)} == set(get_args(vocabulary.Pose))
    assert set(KNOWN.lights.values()) <= set(get_args(vocabulary.TimeOfDay))


def test_every_being_looks_like_something_that_is_drawn_and_every_row_is_drawn_for_one() -> None:
    """`shape` is for words that nobody knows, and a monster has two rows; a word of the vocabulary or of a text names
    whatever else has a row.
    """
    assert set(KNOWN.species.values()) <= {"person", *SPECIES}
    assert {*SPECIES} - {"shape", UNEARTHLY} == {*KNOWN.species.values(), *SYNONYMS} - {"person"}


def test_another_word_for_a_species_is_none_itself_and_names_one_alone() -> None:
    words = [word for others in SYNONYMS.values() for word in others.split()]

    assert len(words) == len(set(words))
    assert not set(words) & set(SPECIES)


def test_deeds_and_relations_are_shown_by_formations_and_distances_by_set_ups_of_the_camera() -> None:
    assert {*KNOWN.deeds.values(), *KNOWN.relations.values()} <= set(FORMATIONS)
    assert {shot for shots in KNOWN.distances.values() for shot in shots} == set(SHOTS)


def test_what_one_is_in_and_what_moves_are_kinds_of_place() -> None:
    kinds = set(get_args(vocabulary.PlaceKind))

    assert kinds > vocabulary.INDOOR_KINDS | vocabulary.VEHICLE_KINDS
    assert len(kinds) >= 60
    assert set(vocabulary.SPECIES) > vocabulary.PERSONLIKE


def test_there_is_something_to_be_seen_at_every_kind_of_place() -> None:
    assert {kind for kind in get_args(vocabulary.PlaceKind) if not KEYWORDS.get(kind)} == {"unknown"}


def test_a_word_of_a_later_day_is_shown_as_one_that_is_not_known() -> None:
    assert plan_kind_of("the far side of the moon", indoors=False) == plan_kind_of("unknown", indoors=False)
    assert plan_kind_of("the far side of the moon", indoors=True) == "room"


def test_what_nobody_has_judged_may_be_shown() -> None:
    assert is_sure(None, SURE_DEED)
    assert is_sure(SURE_DEED, SURE_DEED)
    assert not is_sure(SURE_DEED - 0.01, SURE_DEED)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('[places]\nhouse = { outdoors = "village" }', "places.house"),
        ('[places]\n[deeds]\nwalking = ""', "deeds.walking"),
        ('[places]\n[deeds]\n[relations]\nfacing = ["standing"]', "relations.facing"),
        ("[places]\n[deeds]\n[relations]\n[species]\n[lights]\n[distances]\nlong = []", "distances.long"),
        ("[places]", "its tables are"),
    ],
)
def test_a_repertoire_that_is_wrong_is_refused_in_words(tmp_path: Path, row: str, complaint: str) -> None:
    file = tmp_path / "repertoire.toml"
    tables = ("places", "deeds", "relations", "species", "lights", "distances", "sizes")
    rest = [] if row == "[places]" else [f"[{table}]" for table in tables if f"[{table}]" not in row]
    file.write_text("\n".join([row, *rest]), encoding="utf-8")

    with pytest.raises(RepertoireInvalid, match=complaint):
        load_repertoire(file)
