"""Who is there and who is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from characters.continuity.inconsistency import Inconsistency, Mend, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from characters.continuity.facts import BookFacts, PersonFacts, SceneFacts

MOST_OFFERED = 3
"""People of a scene who are offered, those who are named most often."""
_I = re.compile(r"\b(?:I|me|my|myself)\b")
OFTEN = 2
"""Times that a text names somebody who is likely to be there and not only talked of."""


def names_but_nobody(book: BookFacts) -> Iterator[Inconsistency]:
    """Find scenes whose picture shows nobody although their text names people, or somebody speaks in them."""
    for scene in book.scenes:
        if not scene.is_analysed or scene.seen or scene.strangers or scene.people_are_set:
            continue
        named = book.named_in_text[scene.number]
        likely = [person for person, count in named.most_common() if count >= OFTEN or person in scene.speakers]
        people = [book.by_id[person] for person in likely[:MOST_OFFERED]]
        if people:
            yield Inconsistency(
                "nobody-there",
                "note",
                f"Nobody is seen in scene {scene.number}, although it names {_and([p.name for p in people])}.",
                (scene.number,),
                scene=scene.number,
                mends=tuple(is_there(person, scene.number) for person in people),
            )


def nobody_says_so(book: BookFacts) -> Iterator[Inconsistency]:
    """Find those who are seen in scenes that neither name them nor let them speak; it is worse if they act there."""
    scenes: dict[str, list[SceneFacts]] = {}
    for scene in book.scenes:
        for seen in [] if scene.people_are_set else scene.seen:
            if not _is_mentioned(book.by_id[seen.person], scene, book):
                scenes.setdefault(seen.person, []).append(scene)
    for person_id, unnamed in scenes.items():
        person, numbers = book.by_id[person_id], [scene.number for scene in unnamed]
        acts = any(scene.actor == person_id for scene in unnamed)
        neither = "names them nor lets" if len(numbers) == 1 else "name them nor let"
        yield Inconsistency(
            "not-named",
            "warning" if acts else "note",
            f"{person.name} {'acts' if acts else 'is seen'} in {listed(numbers)}, which neither {neither} them speak.",
            (person.id,),
            scene=numbers[0],
            person=person.id,
            mends=(is_not_there(person, *numbers),),
        )


def without_a_scene(book: BookFacts) -> Iterator[Inconsistency]:
    """Find those with a part in the book who are in none of its scenes, and main people who are seen in none."""
    if not any(scene.is_analysed for scene in book.scenes):
        return
    spoken = {speaker for scene in book.scenes for speaker in scene.speakers}
    for person in book.people:
        if person.role == "mentioned" or book.scenes_with[person.id] or person.is_narrator:
            continue
        is_main = person.role in ("protagonist", "major")
        if not person.named_in and person.id not in spoken:
            message = f"{person.name} is in no scene of the book."
        elif is_main:
            message = f"{person.name} is one of the main people, but is seen in no scene."
        else:
            continue
        yield Inconsistency(
            "no-scene",
            "warning" if is_main else "note",
            message,
            (person.id,),
            scene=min(person.named_in, default=None),
            person=person.id,
            mends=(Mend("role", f"Mark {person.name} as only mentioned", {"person": person.id, "role": "mentioned"}),),
        )


def is_there(person: PersonFacts, *scenes: int) -> Mend:
    """Add somebody to those seen in scenes."""
    where = "the scene" if len(scenes) == 1 else f"these {len(scenes)} scenes"
    return Mend("add_person", f"Add {person.name} to {where}", {"person": person.id, "scenes": scenes})


def is_not_there(person: PersonFacts, *scenes: int) -> Mend:
    """Take somebody from those seen in scenes."""
    where = "the scene" if len(scenes) == 1 else f"these {len(scenes)} scenes"
    return Mend("remove_person", f"Remove {person.name} from {where}", {"person": person.id, "scenes": scenes})


def _is_mentioned(person: PersonFacts, scene: SceneFacts, book: BookFacts) -> bool:
    """Return whether a scene says that somebody is there: by name, by a speech, or as the “I” of its moment."""
    return (
        person.is_narrator
        or (scene.actor == person.id and _I.search(scene.moment) is not None)
        or scene.number in person.named_in
        or person.id in scene.speakers
        or person.id in book.named_in_text[scene.number]
        or any(form.casefold() in scene.text.casefold() for form in person.forms)  # “the general” is no name
    )


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
