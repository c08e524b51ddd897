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
from authors.tales.choosing import asked_theme, first_of, is_somebody, setting_in, theme_of
from authors.tales.grammar import with_articles
from authors.tales.phrasing import is_name, name_before_kind, plain
from authors.tales.plots import plots_for
from authors.tales.reading.courses.course import course_of
from authors.tales.reading.heroes import friend_of, heroes_of, species_of, subject_of
from authors.tales.reading.matters import matter_of
from authors.tales.themes import Match, Theme, refusals, theme_called
from authors.tales.world import being_of

Fidelity = Literal["full", "part", "beyond"]
INSTEAD = "Write this one yourself in the editor of the plan, or let a language model write it."
_CALLED = re.compile(r",? (?:called|named) ([A-Z][\w'-]+)")


_JOINTS = re.compile(r"\s+(?:and|but|because|when|while|so|then|until|with|for)\s+|[,;:.!?]+\s*|\s+-\s+")
"""Where a theme can be cut into parts, of which one may have a story."""
_CLAUSES = re.compile(r"\s+(?:and|but|while|so|then|until)\s+|[,;:.!?]+\s*|\s+-\s+")
"""Where a theme can be cut into clauses, so that what one says holds without the others."""
_MORE_THAN_TWO = re.compile(r"(?:the )?(?:three|four|five) ", re.I)
_FEWEST = 3
"""Words of a part of a theme that says enough."""


class Understood(Plain):
    """What a brief is taken to mean. `words` say it in one sentence, `doubts` what of it is not followed.

    `kind` is the theme's name. `hero` is the brief's with what the theme adds, `described` what it says of them before
    and after their kind ("train driver", "with tiny arms"). `matter` are the slots of the theme's object: `matter`
    itself and its forms.
    """

    fidelity: Fidelity
    words: str
    doubts: tuple[str, ...] = ()
    kind: str = ""
    hero: Hero = Hero()
    described: tuple[str, str] = ("", "")
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
    match = asked_theme(brief, text) if brief.matter else theme_of(text, brief)
    if match is None:
        return _first_that_has_one(brief) or _beyond(
            f"“{brief.theme}” is none of the themes that the built-in author has stories for. {_nearest(brief)}"
        )
    return _settled(brief, match, name, text)


def understand_in_order(brief: ChildrensBrief) -> Understood | None:
    """Read a theme as what happens in it, whatever else it may mean: for one whose own stories do not suit its hero."""
    name, text = _name_in(plain(brief.theme))
    course = course_of(text) if brief.theme and not brief.matter else None
    if course is None:
        return None
    match = Match(theme_called("course"), course.subject, text, course.friend)
    understood = _settled(brief, match, name, text)
    return None if understood.fidelity == "beyond" else understood


def _first_that_has_one(brief: ChildrensBrief) -> Understood | None:
    """Understand a theme as the first of its clauses that has a story, and say that the rest is not told."""
    if brief.matter:
        return None
    for part in (part.strip(" .,;!?") for part in _CLAUSES.split(brief.theme)):
        if not _FEWEST <= len(part.split()) < len(brief.theme.split()):
            continue
        shorter = brief.model_copy(update={"theme": part})
        if _has_plot(shorter):
            rest = brief.theme.replace(part, "…", 1).strip()
            understood = understand(shorter)
            return understood.model_copy(
                update={"fidelity": "part", "doubts": (f"Of this theme only “{part}” is told: not “{rest}”.",)}
            )
    return None


def _beyond(reason: str) -> Understood:
    return Understood(fidelity="beyond", words=f"{reason} {INSTEAD}")


def _nearest(brief: ChildrensBrief) -> str:
    """Say what could be changed so that there is a story: a part of the theme that has one, or how a theme is put."""
    parts = [part.strip(" .,;!?") for part in _JOINTS.split(brief.theme)]
    for part in sorted(parts, key=len, reverse=True):
        shorter = brief.model_copy(update={"theme": part})
        if _FEWEST <= len(part.split()) < len(brief.theme.split()) and _has_plot(shorter):
            return f"Of “{part}” alone it has one."
    return (
        "It needs one hero and one matter: what they fear, want, refuse, have lost, make, look after or cannot do, "
        "as in “a fox who is afraid of thunder” or “a bear who builds a boat”."
    )


def _has_plot(brief: ChildrensBrief) -> bool:
    understood = understand(brief)
    return understood.fidelity == "full" and bool(plots_for(understood.kind, brief.age, brief.form))


def _name_in(text: str) -> tuple[str, str]:
    found = _CALLED.search(text)
    return (found[1], text[: found.start()] + text[found.end() :]) if found else name_before_kind(text)


def _settled(brief: ChildrensBrief, match: Match, name: str, text: str) -> Understood:
    about = subject_of(match.subject)
    subject, dropped = about.being, list(about.dropped)
    theme = match.theme
    if subject is None and not name and is_name(match.subject):
        subject, name = being_of("child"), match.subject
    if subject is None and match.subject and not is_somebody(match.subject):
        return _beyond(f"The built-in author does not know how “{match.subject}” lives in a story.")
    is_chosen = theme.object != "none" and not match.object and bool(theme.free)
    if is_chosen:
        match = match._replace(object=first_of(theme.free, brief))
    if theme.closed and not theme.known(match.object):
        return _beyond(f"Of “{match.object}” the built-in author has no such story: it knows {theme.knows}.")
    heroes = list(brief.heroes)
    if not heroes and brief.child_name and subject is None:
        heroes = [Hero(name=brief.child_name, species="child")]
    hero, friend = heroes_of(heroes, about._replace(being=subject), name, match.object)
    if match.friend:
        found = subject_of(match.friend)
        other, also_dropped = found.being, list(found.dropped)
        called = match.friend if other is None and is_name(match.friend) else ""
        if other is None and not called:
            return _beyond(f"The built-in author does not know how “{match.friend}” lives in a story.")
        friend = friend or friend_of(found, called)
        dropped = dropped + also_dropped
    if hero.species and being_of(hero.species) is None:
        return _beyond(f"The built-in author does not know how “{hero.species}” lives in a story.")
    doubts = _unfollowed(brief, theme, match, dropped)
    if is_chosen and brief.theme:
        doubts.append(f"“{match.object}” is the author's choice: the theme names nothing.")
    matter = matter_of(theme, match.object)
    described = (about.before, about.after) if about.word and species_of(about) == hero.species else ("", "")
    return Understood(
        fidelity="part" if doubts else "full",
        words=_shown(theme, hero, described, matter, _ends(theme, brief, hero)),
        doubts=tuple(doubts),
        kind=theme.name,
        hero=hero,
        described=described,
        friend=friend,
        matter=matter,
        setting=setting_in(f"{brief.setting} {text} {match.object}"),
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
    if len(match.object.split()) > 9 and theme.object != "course":
        doubts.append("Only the beginning of so long a theme shapes the story.")
    if theme.object == "course" and _MORE_THAN_TWO.match(match.object):
        doubts.append("A story has two heroes at most: of these it tells of two.")
    if brief.setting and not setting_in(brief.setting):
        doubts.append(f"“{brief.setting}” is no setting that the built-in author knows: it plays elsewhere.")
    if len(brief.heroes) > 2:
        doubts.append("A story has two heroes at most: the third is not in it.")
    return doubts


def _ends(theme: Theme, brief: ChildrensBrief, hero: Hero) -> str:
    """Return how the story goes: as its plot for this age and hero says, or else as the theme does."""
    being = being_of(hero.species)
    told = {
        plot.ends or theme.ends
        for plot in plots_for(theme.name, brief.age, brief.form)
        if being is None or suits(being, plot.when)
    }
    return told.pop() if len(told) == 1 else theme.ends


def _shown(theme: Theme, hero: Hero, described: tuple[str, str], matter: Mapping[str, str], ends: str) -> str:
    being = being_of(hero.species)
    before, after = (f"{words} " if words else "" for words in described)
    kind = f"{before}{being.called(hero.species)} {after}".strip() if being else ""
    who = f"{hero.name} the {kind}" if hero.name and being and not being.is_child else hero.name
    who = who or (f"a {kind}" if being else "a hero of the author’s choice")
    he = hero.pronoun or (being.pronoun if being else "")
    pronoun = {"he": "his", "she": "her", "they": "their", "it": "its"}.get(he, "their")
    obj = matter.get("shown", matter.get("", "")).replace(
        "{he} {H.is}", "they are" if pronoun == "their" else f"{he} is"
    )
    obj = obj.replace("{his}", pronoun).replace("{he}", he or "they")
    obj = obj.replace("{himself}", {"his": "himself", "her": "herself"}.get(pronoun, "themselves"))
    told = re.sub(r"\s+", " ", theme.says.replace("{object}", obj)).strip()
    return with_articles(f"{who[:1].upper()}{who[1:]} {told}. {ends}")
