"""Give names that are only ever called out ("Lizzy!", "Grandmamma!") to whoever answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from analysts.lexicon.titles import KIN
from analysts.rules.people.name_groups import MARRIED, NameGroup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.rules.speech.conversation import Conversation

_MIN_ANSWERS = 2
_SHARE = 0.6


def adopt_nicknames(
    groups: Sequence[NameGroup], names: Mapping[int, str], talk: Conversation, *, but: NameGroup | None
) -> list[NameGroup]:
    """Merge each group that only speech names into the person who answers to it.

    `names` gives each group's name in the cast of `talk` by `id(group)`; `talk` has been attributed.
    `but` (the narrator) is left as it is.
    """
    by_name = {names[id(g)]: g for g in groups}
    answers = _answers(talk)
    kept: list[NameGroup] = []
    merged: set[int] = set()
    for group in groups:
        votes = answers.get(names[id(group)], Counter())
        owner = _owner(group, votes, by_name) if group is not but and _is_only_called(group) else None
        if owner is None or id(owner) in merged:
            kept.append(group)
            continue
        owner.forms.extend(group.forms)
        merged.add(id(group))
    return sorted(kept, key=lambda g: -g.count)


def _is_only_called(group: NameGroup) -> bool:
    spoken = sum(f.spoken for f in group.forms)
    speeches = sum(f.speeches for f in group.forms)
    kin = all(set(f.titles) & KIN.keys() for f in group.forms)
    if kin:
        return spoken >= 0.6 * group.count and speeches <= 0.05 * group.count
    unmarried = not any(set(f.titles) & MARRIED for f in group.forms)
    bare = all(len(f.core) == 1 for f in group.forms)
    return unmarried and bare and spoken >= 0.8 * group.count and speeches == 0


def _owner(group: NameGroup, votes: Counter[str], by_name: Mapping[str, NameGroup]) -> NameGroup | None:
    if not votes:
        return None
    name, most = votes.most_common(1)[0]
    owner = by_name.get(name)
    if owner is None or owner is group or most < _MIN_ANSWERS or most < _SHARE * sum(votes.values()):
        return None
    if sum(f.beside[o.text] for f in group.forms for o in owner.forms):
        return None
    if group.gender != owner.gender and "unknown" not in (group.gender, owner.gender):
        return None
    return owner if owner.count > group.count else None


def _answers(talk: Conversation) -> dict[str, Counter[str]]:
    """Count, for everybody who is addressed, who is known to speak in the paragraph after."""
    answers: dict[str, Counter[str]] = defaultdict(Counter)
    for turn, following in zip(talk.turns, talk.turns[1:], strict=False):
        if following.index - turn.index > 2 or following.continues:
            continue
        speaker = following.speaker if following.certain else None
        if speaker and speaker != turn.speaker:
            for person in turn.vocatives:
                answers[person][speaker] += 1
    return answers
