"""Which theme a brief means: of all that could be meant, one that has a story for its age, its hero and its matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.tales.casting import suits
from authors.tales.following import unfollowed, words_of
from authors.tales.pen import digest, holds
from authors.tales.phrasing import is_name, with_who
from authors.tales.plots import plots_for
from authors.tales.reading.clearness import is_clear
from authors.tales.reading.courses.course import course_of
from authors.tales.reading.heroes import subject_of
from authors.tales.reading.occasions import occasion_in
from authors.tales.reading.situations import situation_in
from authors.tales.themes import Match, matched, theme_called, themes
from authors.tales.world import settings

if TYPE_CHECKING:
    from authors.tales.brief import ChildrensBrief


_BEFORE_DAYS = ("sleep", "first")
"""Themes whose own stories tell of a day better than its occasion does."""
_SCHOOL = re.compile(r"\b(?:school|kindergarten|nursery|preschool)\b", re.I)
"""Of the first day there only the occasion tells."""


def asked_theme(brief: ChildrensBrief, text: str) -> Match | None:
    """Return the theme that the form has chosen, with the free words as its object."""
    for theme in themes():
        if brief.matter in theme.asks:
            if theme.object == "none" or text:
                return Match(theme, "", text)
            return Match(theme, "", first_of(theme.free, brief))
    return None


def theme_of(text: str, brief: ChildrensBrief) -> Match | None:
    """Return the first theme that a text means, and before others one that has a story of it for the age and form."""
    if not text:
        return _by_lesson(brief) if brief.teaches else _free(brief)
    found = situation_in(text)
    read = [Match(theme_called(found.kind), found.subject, found.object, found.friend)] if found else []
    patterned = [match for match in (*matched(with_who(text)), *matched(text)) if is_clear(match)]
    is_told = any(match.theme.name in _BEFORE_DAYS for match in (*patterned, *read, *_by_words(text)))
    day = None if is_told and not _SCHOOL.search(text) else occasion_in(text)
    days = [Match(theme_called(day.kind), day.subject, day.object)] if day else []
    meant = [*days, *patterned, *_by_words(text)]
    course = course_of(text)
    in_order = [Match(theme_called("course"), course.subject, text, course.friend)] if course else []
    is_of_several = course is not None and sum(one.joint != "when" for one in course.happenings) > 1
    is_known = any(match.theme.closed and match.theme.known(match.object) for match in read)
    read = in_order + read if is_of_several and not is_known else read + in_order
    told = [match for match in (*meant, *read) if plots_for(match.theme.name, brief.age, brief.form)]
    of_it = [match for match in told if _knows_hero(match) and _has_story_of(match, brief)]
    if of_it and course and course.subject and in_order[0] in of_it and not _covers(of_it[0], text):
        return in_order[0]
    return next(iter(of_it or told or meant or read), None)


def _covers(match: Match, text: str) -> bool:
    """Tell whether a match leaves no word of a theme out that its story would have to tell."""
    known = match.theme.known(match.object)
    if known and match.theme.closed:
        return True
    said = (match.subject, match.object, match.friend, match.theme.says, *(known.means if known else ()))
    where = settings().get(setting_in(text))
    there = where.words if where else ()
    return not unfollowed(text, " ".join((*said, *there)), (*match.theme.means, *words_of(match.theme)))


def _knows_hero(match: Match) -> bool:
    who = match.subject
    return not who or is_name(who) or is_somebody(who) or subject_of(who).being is not None


def _has_story_of(match: Match, brief: ChildrensBrief) -> bool:
    """Tell whether a plot takes this matter, as far as its plain name says."""
    known = match.theme.known(match.object)
    if match.theme.closed and match.object and not known:
        return False
    slots = {"matter.key": str(known.facts.get("key", ""))} if known else {}
    being = subject_of(match.subject).being
    return any(
        (being is None or suits(being, plot.when))
        and all(holds(condition, slots) for condition in plot.when if condition.lstrip("!").startswith("matter.key"))
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
            return Match(theme, "", first_of(theme.free, brief))
    return None


def _free(brief: ChildrensBrief) -> Match | None:
    """Choose a theme for a brief that has none: one that has a plot for its age and form."""
    able = [
        theme
        for theme in themes()
        if (theme.free or theme.object == "none") and any(plots_for(theme.name, brief.age, brief.form))
    ]
    able.sort(key=lambda theme: digest(brief.model_dump_json(), theme.name))
    return Match(able[0], "", first_of(able[0].free, brief)) if able else None


def first_of(options: tuple[str, ...], brief: ChildrensBrief) -> str:
    return min(options, key=lambda option: digest(brief.model_dump_json(), option), default="")


def is_somebody(subject: str) -> bool:
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


def setting_in(text: str) -> str:
    low = text.lower()
    for setting in settings().values():
        if any(re.search(rf"\b{word}\b", low) for word in (setting.key, *setting.words)):
            return setting.key
    return ""
