"""Settle, when a book is read, what each being is: species, clothes, gender, and whether they die."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon.beings import SPECIES_OF_NOUN
from analysts.lexicon.given_names import FEMALE, MALE
from analysts.lexicon.titles import COURTESY, TITLES
from analysts.prose.beings.ages import age_called
from analysts.prose.beings.record import human_votes, species_votes
from analysts.prose.coreference.names import words_of
from analysts.prose.coreference.references import gender_of_noun
from analysts.vocabulary import HUMAN, PERSONLIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.bible import Gender
    from analysts.prose.beings.being import Being
    from analysts.prose.beings.record import Record, Records

_ARTICLED = 0.2
"""The share of uses of a name after "the", from which an animal's name is that of an animal."""
_OF_A_KIND = 2
ROBOT = "robot"
_MADE = frozenset({"tin", "clockwork", "mechanical", "copper"})
"""What a person's name says that they are made of ("the Tin Woodman")."""
_SPEAKS, _VOTES_OF_SPEAKER, _VOTES_OF_BEARER, _SHARE_OF_VOTES, _MOST_SOUNDS = 2, 5, 3, 0.02, 4
"""Who speaks so often needs so many votes to be an animal; who has a person's given name, so many."""
_OF_ANY_BEAST = frozenset({"coat", "collar", "crown", "fur", "furs", "hood", "rags", "ribbon"})
"""What an animal has that nobody dresses: its coat is its fur, and a king of beasts has a crown."""
_PRONOUNS, _OF_PRONOUNS = 3, 0.8
_DEEDS_OF_THE_LIVING = 2


def settle(being: Being, record: Record) -> None:
    """Write into a being what the book says of it."""
    being.acts, being.speeches, being.mentions = record.acts, record.speeches, record.mentions
    being.is_group = being.is_group or _is_named_group(being, record)
    being.age = "unknown" if being.is_group or being.is_narrator else age_called(record.singly)  # “I” am no “child”
    species = species_of_name(being, record) or _species_told(being, record)
    if species is not None:
        being.species = species
        being.kind = "animal" if being.kind == "role" else being.kind
    being.is_dressed = _is_dressed(record)
    being.is_clothed = being.species in PERSONLIKE or being.is_dressed
    if being.gender == "unknown" and not being.is_group:
        being.gender = _gender_told(record)


def _gender_told(record: Record) -> Gender:
    """Return the gender of the nouns that somebody is called by, else of nearly all pronouns that mean them."""
    nouns = {gender_of_noun(noun) for noun in record.called} - {"unknown"}
    if len(nouns) == 1:
        return nouns.pop()
    for gender, count in record.pronouns.most_common(1):
        if count >= _PRONOUNS and count >= _OF_PRONOUNS * record.pronouns.total():
            return gender
    return "unknown"


def _is_dressed(record: Record) -> bool:
    """Say whether the text has them wear more than one thing: a robin's "red waistcoat" may be its breast."""
    return len(record.garments.keys() - _OF_ANY_BEAST) > 1


def species_of_name(being: Being, record: Record) -> str | None:
    """Return the species that a name tells: "the Lion", "the White Rabbit", "Mole" who is also "the Mole"."""
    if is_titled(being):
        return None
    articled = record.articled >= _ARTICLED * max(1, record.named)
    lasts = [words_of(form)[-1].lower() for form in (being.name, *sorted(being.forms)) if words_of(form)]
    kinds = [SPECIES_OF_NOUN[noun] for noun in lasts if noun in SPECIES_OF_NOUN]
    if kinds and (articled or being.name.lower().startswith("the ")):
        return kinds[0]
    return ROBOT if any(_MADE.intersection(form.lower().split()[:-1]) for form in being.forms) else None


def _is_named_group(being: Being, record: Record) -> bool:
    """Say whether a name is that of many ("the Winkies"): it ends in "s" and has the article nearly always."""
    word = being.name.split()[-1]
    is_plural = len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return is_plural and being.name.lower().startswith("the ") and record.articled >= 0.7 * record.named


def settle_company(beings: Sequence[Being]) -> None:
    """Make an animal of whoever bears an animal's name in a book whose talkers are animals ("Mr. Toad")."""
    talkers = [b for b in beings if b.species not in PERSONLIKE and b.speeches and _animal_called(b)]
    if len(talkers) < _OF_A_KIND:
        return
    for being in beings:
        species = _animal_called(being)
        if being.species == HUMAN and species is not None:
            being.species = species
            being.is_clothed = being.is_dressed


def _animal_called(being: Being) -> str | None:
    """Return the species that a name is by itself, titles apart: "Mr. Toad", "Badger"."""
    names = [[w for w in words_of(form) if w.lower() not in COURTESY] for form in being.forms]
    single = {name[0].lower() for name in names if len(name) == 1}
    return next((SPECIES_OF_NOUN[noun] for noun in sorted(single) if noun in SPECIES_OF_NOUN), None)


def _species_told(being: Being, record: Record) -> str | None:
    """Return the species that sentences tell: "Toto was a little black dog". A speaker needs more than one vote."""
    if being.species != HUMAN or being.kind == "narrator" or is_titled(being):
        return None
    votes = species_votes(record)
    if not votes:
        return None
    species, count = max(sorted(votes.items()), key=lambda v: v[1])
    count += min(record.sounds, _MOST_SOUNDS)
    if count <= human_votes(record) or count < _SHARE_OF_VOTES * being.mentions:
        return None
    if record.speeches > _SPEAKS:
        return species if count >= _VOTES_OF_SPEAKER else None
    return species if count >= (_VOTES_OF_BEARER if _bears_given_name(being) else 2) else None


def is_titled(being: Being) -> bool:
    """Say whether somebody bears a title before a name, as people do ("Mr. Fox", "Captain Wolf"), and no article."""
    names = [words_of(form) for form in being.forms]
    return any(len(n) > 1 and n[0].lower() in TITLES for n in names) and not any(
        form.lower().startswith("the ") for form in being.forms
    )


def _bears_given_name(being: Being) -> bool:
    return any(word in FEMALE | MALE for form in being.forms for word in words_of(form))


def deaths_of(records: Records, *, narrators: set[int]) -> dict[int, tuple[int, int]]:
    """Return by the being's id where each one dies who is told to die and who does hardly anything afterwards.

    `narrators` are the ids of those who tell: they live.
    """
    deaths: dict[int, tuple[int, int]] = {}
    for being in records.beings():
        record = records.of(being)
        if id(being) in narrators or being.is_group or not record.deaths:
            continue
        last = record.deaths[-1]
        place = (last.chapter, last.sentence)
        after = [deed for deed in record.last_acts if deed > (last.chapter, last.sentence + 1)]
        if len(after) < _DEEDS_OF_THE_LIVING:
            deaths[id(being)] = place
    return deaths
