"""What the author has understood of a brief: said to the writer before anything is written.

Nothing is swapped in silence. What is not followed is a doubt; what cannot be written is `beyond`, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from authors.contract import Plain
from authors.tales.brief import ChildrensBrief, Hero
from authors.tales.casting import suits
from authors.tales.grammar import gerund_of, past_of, past_within, plain_of, thing_of, with_articles
from authors.tales.pen import digest, holds
from authors.tales.phrasing import is_name, name_before_kind, plain, with_who
from authors.tales.plots import plots_for
from authors.tales.themes import Match, Theme, matched, refusals, themes
from authors.tales.world import Being, being_of, settings

Fidelity = Literal["full", "part", "beyond"]
INSTEAD = "Write this one yourself in the editor of the plan, or let a language model write it."
_CALLED = re.compile(r",? (?:called|named) ([A-Z][\w'-]+)")
_DETERMINERS = {"a", "an", "the", "my", "our", "two", "three", "one", "some", "this", "that"}
_PLAIN_ADJECTIVES = {"little", "small", "young", "tiny", "baby", "wee", "old", "big"}
_EVER = re.compile(r"(?:^| )(?:all day(?: long)?|all the time|all night|every day)$")
"""How long a habit lasts: told of each day, it would be wrong of one moment."""
_SEEKING = {"see", "find", "meet", "reach", "visit", "catch", "go", "look"}
_MODALS = {"can", "could", "is", "has", "does", "must"}


class Understood(Plain):
    """What a brief is taken to mean. `words` say it in one sentence, `doubts` what of it is not followed.

    `kind` is the theme's name. `hero` is the brief's with what the theme adds. `matter` are the slots of the theme's
    object: `matter` itself and its forms.
    """

    fidelity: Fidelity
    words: str
    doubts: tuple[str, ...] = ()
    kind: str = ""
    hero: Hero = Hero()
    friend: Hero | None = None
    matter: Mapping[str, str] = Field(default_factory=dict)
    setting: str = ""


def understand(brief: ChildrensBrief) -> Understood:
    """Read a brief. What cannot be written is told by `fidelity` "beyond"; nothing is raised."""
    text = plain(brief.theme)
    if not brief.language.lower().startswith("en"):
        return _beyond("The built-in author writes in English only.")
    for refusal in refusals():
        if re.search(rf"\b(?:{refusal.match})\b", f"{brief.theme} {text} {brief.teaches}".lower()):
            return _beyond(refusal.words)
    name, text = _name_in(text)
    match = _asked(brief, text) if brief.matter else _read(text, brief)
    if match is None:
        return _beyond(f"“{brief.theme}” is none of the themes that the built-in author has stories for.")
    return _settled(brief, match, name, text)


def _beyond(reason: str) -> Understood:
    return Understood(fidelity="beyond", words=f"{reason} {INSTEAD}")


def _name_in(text: str) -> tuple[str, str]:
    found = _CALLED.search(text)
    return (found[1], text[: found.start()] + text[found.end() :]) if found else name_before_kind(text)


def _asked(brief: ChildrensBrief, text: str) -> Match | None:
    """Return the theme that the form has chosen, with the free words as its object."""
    for theme in themes():
        if brief.matter in theme.asks:
            if theme.object == "none" or text:
                return Match(theme, "", text)
            return Match(theme, "", _first(theme.free, brief))
    return None


def _read(text: str, brief: ChildrensBrief) -> Match | None:
    """Return the first theme that a text means, and before others one that has a story of it for the age and form."""
    if not text:
        return _by_lesson(brief) if brief.teaches else _free(brief)
    meant = [*matched(with_who(text)), *matched(text), *_by_words(text)]
    told = [match for match in meant if plots_for(match.theme.name, brief.age, brief.form)]
    of_it = [match for match in told if _has_story_of(match, brief)]
    return next(iter(of_it or told or meant), None)


def _has_story_of(match: Match, brief: ChildrensBrief) -> bool:
    """Tell whether a plot takes this matter, as far as its plain name says."""
    known = match.theme.known(match.object)
    slots = {"matter.key": str(known.facts.get("key", ""))} if known else {}
    return any(
        all(holds(condition, slots) for condition in plot.when if condition.lstrip("!").startswith("matter.key"))
        for plot in plots_for(match.theme.name, brief.age, brief.form)
    )


def _by_words(text: str) -> list[Match]:
    """Return the themes that are meant by a word or two ("kindness", "saying sorry")."""
    return [
        Match(theme, "", "")
        for theme in themes()
        if any(re.fullmatch(rf"(?:being |having )?(?:{word})", text, re.I) for word in theme.words)
    ]


def _by_lesson(brief: ChildrensBrief) -> Match | None:
    for theme in themes():
        is_able = theme.free or theme.object == "none"
        if is_able and any(re.search(rf"\b{word}", brief.teaches, re.I) for word in theme.teaches):
            return Match(theme, "", _first(theme.free, brief))
    return None


def _free(brief: ChildrensBrief) -> Match | None:
    """Choose a theme for a brief that has none: one that has a plot for its age and form."""
    able = [
        theme
        for theme in themes()
        if (theme.free or theme.object == "none") and any(plots_for(theme.name, brief.age, brief.form))
    ]
    able.sort(key=lambda theme: digest(brief.model_dump_json(), theme.name))
    return Match(able[0], "", _first(able[0].free, brief)) if able else None


def _first(options: tuple[str, ...], brief: ChildrensBrief) -> str:
    return min(options, key=lambda option: digest(brief.model_dump_json(), option), default="")


def _settled(brief: ChildrensBrief, match: Match, name: str, text: str) -> Understood:
    subject, dropped = _subject(match.subject)
    theme = match.theme
    if subject is None and not name and is_name(match.subject):
        subject, name = being_of("child"), match.subject
    if subject is None and match.subject and not _is_somebody(match.subject):
        return _beyond(f"The built-in author does not know how “{match.subject}” lives in a story.")
    is_chosen = theme.object != "none" and not match.object and bool(theme.free)
    if is_chosen:
        match = match._replace(object=_first(theme.free, brief))
    if theme.closed and not theme.known(match.object):
        return _beyond(f"Of “{match.object}” the built-in author has no such story: it knows {theme.knows}.")
    heroes = list(brief.heroes)
    if not heroes and brief.child_name and subject is None:
        heroes = [Hero(name=brief.child_name, species="child")]
    hero, friend = _heroes(heroes, subject, name, match.object)
    if match.friend:
        other, also_dropped = _subject(match.friend)
        called = match.friend if other is None and is_name(match.friend) else ""
        if other is None and not called:
            return _beyond(f"The built-in author does not know how “{match.friend}” lives in a story.")
        friend = friend or Hero(name=called, species=other.key if other else "child")
        dropped = dropped + also_dropped
    if hero.species and being_of(hero.species) is None:
        return _beyond(f"The built-in author does not know how “{hero.species}” lives in a story.")
    doubts = _unfollowed(brief, theme, match, dropped)
    if is_chosen and brief.theme:
        doubts.append(f"“{match.object}” is the author's choice: the theme names nothing.")
    matter = matter_of(theme, match.object)
    return Understood(
        fidelity="part" if doubts else "full",
        words=_shown(theme, hero, matter, _ends(theme, brief, hero)),
        doubts=tuple(doubts),
        kind=theme.name,
        hero=hero,
        friend=friend,
        matter=matter,
        setting=_setting(f"{brief.setting} {text} {match.object}"),
    )


def _unfollowed(brief: ChildrensBrief, theme: Theme, match: Match, dropped: list[str]) -> list[str]:
    """Return what of a brief the story does not follow, in the writer's words."""
    doubts = [f"“{word}” is not followed." for word in dropped]
    if brief.teaches and not any(re.search(rf"\b{word}", brief.teaches, re.I) for word in theme.teaches):
        doubts.append(f"The story does not show “{brief.teaches}”.")
    known = theme.known(match.object)
    if known and known.told:
        doubts.append(known.told)
    if theme.object == "none" and match.object:
        doubts.append(f"“{match.object}” is not followed.")
    if len(match.object.split()) > 9:
        doubts.append("Only the beginning of so long a theme shapes the story.")
    if brief.setting and not _setting(brief.setting):
        doubts.append(f"“{brief.setting}” is no setting that the built-in author knows: it plays elsewhere.")
    if len(brief.heroes) > 2:
        doubts.append("A story has two heroes at most: the third is not in it.")
    return doubts


def _is_somebody(subject: str) -> bool:
    return subject.lower() in (
        "somebody",
        "someone",
        "a hero",
        "an animal",
        "a friend",
        "friends",
        "two friends",
        "they",
    )


def _subject(phrase: str) -> tuple[Being | None, list[str]]:
    """Return who a theme is about, and the words of it that tell more than the author follows."""
    if not phrase:
        return None, []
    words = [word for word in phrase.lower().split() if word not in _DETERMINERS]
    being = being_of(" ".join(words))
    if being is None:
        return None, []
    named = {being.key, *being.also}
    rest = [word for word in words[:-1] if word not in _PLAIN_ADJECTIVES and word not in " ".join(named).split()]
    return being, rest


def _heroes(heroes: list[Hero], subject: Being | None, name: str, obj: str) -> tuple[Hero, Hero | None]:
    pronoun = _pronoun_in(obj)
    first = heroes[0] if heroes else Hero()
    if subject is None or not first.species or being_of(first.species) == subject:
        hero = first.model_copy(
            update={
                "species": first.species or (subject.key if subject else ""),
                "name": first.name or name,
                "pronoun": first.pronoun or pronoun,
            }
        )
        return hero, heroes[1] if len(heroes) > 1 else None
    return Hero(species=subject.key, name=name, pronoun=pronoun), first


def _pronoun_in(obj: str) -> Literal["she", "he", "they", ""]:
    words = set(re.findall(r"[a-z]+", obj.lower()))
    if words & {"she", "her", "herself"}:
        return "she"
    return "he" if words & {"he", "his", "him", "himself"} else ""


def _setting(text: str) -> str:
    low = text.lower()
    for setting in settings().values():
        if any(re.search(rf"\b{word}\b", low) for word in (setting.key, *setting.words)):
            return setting.key
    return ""


def matter_of(theme: Theme, obj: str) -> dict[str, str]:
    """Return the slots of a theme's object."""
    known = theme.known(obj)
    if not obj:
        return {}
    if theme.object == "thing":
        thing = thing_of(known.phrase if known and known.phrase else obj)
        slots = thing.slots() | ({"kind": known.kind} if known and known.kind else {})
        return {"": thing.phrase} | slots
    if theme.object == "deed":
        obj = known.phrase if known and known.phrase else obj
        obj = obj if not theme.lead or obj.split(maxsplit=1)[0].lower() in _SEEKING else f"{theme.lead} {obj}"
        verb, _, rest = obj.partition(" ")
        verb, tail = verb.lower(), f" {_his(rest)}" if rest else ""
        return {"": verb + tail, "past": past_of(verb) + tail, "ing": gerund_of(verb) + tail}
    if theme.object == "clause":
        return _clause(obj)
    if theme.object == "quality":
        return {"": known.phrase if known and known.phrase else obj.lower()}
    return {"": obj}


def _clause(obj: str) -> dict[str, str]:
    first, _, rest = obj.partition(" ")
    rest = _EVER.sub("", rest)
    first, tail = first.lower(), f" {_his(rest)}" if rest else ""
    if first in ("can", "could"):
        doing = _in_the_past(tail.strip().removeprefix("only "))
        return {"": f"{first}{tail}", "past": doing, "plain": tail.strip(), "kind": "deed"}
    plain = plain_of(first)
    kind = "state" if first in _MODALS else "deed"
    if first in ("always", "often") and rest:
        return _clause(rest)
    if first in ("never", "only") and rest:
        inner = _clause(rest)
        return {key: f"{first} {value}" if key in ("", "past") else value for key, value in inner.items()}
    return {
        "": first + tail,
        "past": past_of(plain) + past_within(tail),
        "plain": plain + tail,
        "ing": gerund_of(plain) + tail,
        "kind": kind,
    }


def _in_the_past(deed: str) -> str:
    """Return what somebody did who can do it: "make smoke", "made smoke"."""
    verb, _, rest = deed.partition(" ")
    return past_of(verb) + (f" {rest}" if rest else "")


def _his(text: str) -> str:
    """Return words with the hero's pronouns as slots."""
    text = re.sub(r"\b(?:her|his|their)(?= \w)", "{his}", text)
    text = re.sub(r"\b(?:he|she|they)\b", "{he}", text)
    return re.sub(r"\b(?:himself|herself|themselves)\b", "{himself}", text)


def _ends(theme: Theme, brief: ChildrensBrief, hero: Hero) -> str:
    """Return how the story goes: as its plot for this age and hero says, or else as the theme does."""
    being = being_of(hero.species)
    told = {
        plot.ends or theme.ends
        for plot in plots_for(theme.name, brief.age, brief.form)
        if being is None or suits(being, plot.when)
    }
    return told.pop() if len(told) == 1 else theme.ends


def _shown(theme: Theme, hero: Hero, matter: Mapping[str, str], ends: str) -> str:
    being = being_of(hero.species)
    who = f"{hero.name} the {being.called(hero.species)}" if hero.name and being and not being.is_child else hero.name
    who = who or (f"a {being.called(hero.species)}" if being else "a hero of the author’s choice")
    pronoun = {"he": "his", "she": "her", "they": "their", "it": "its"}.get(hero.pronoun, "their")
    obj = matter.get("", "").replace("{his}", pronoun).replace("{he}", hero.pronoun or "they")
    obj = obj.replace("{himself}", {"his": "himself", "her": "herself"}.get(pronoun, "themselves"))
    told = re.sub(r"\s+", " ", theme.says.replace("{object}", obj)).strip()
    return with_articles(f"{who[:1].upper()}{who[1:]} {told}. {ends}")
