"""The built-in author of children's books, as the engine knows authors."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from authors.contract import Context, Declined, Finding, Material, Memory, Outline, Paragraph, ParagraphKind, Part, Text
from authors.tales.casting import CastingFailed
from authors.tales.fit import Page, fit
from authors.tales.following import unfollowed, words_of
from authors.tales.pen import digest
from authors.tales.plots import Plot, plots, plots_for
from authors.tales.telling import Tale, tell
from authors.tales.themes import theme_called
from authors.tales.understanding import INSTEAD, Understood, understand, understand_in_order
from authors.tales.world import being_of, settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from authors.tales.brief import ChildrensBrief


HEADING = "# "
"""What a chapter's heading begins with in the texts of plots."""


class TalesAuthor:
    """Plans and writes from its own stock: no key, no network, the same book for the same brief and memory."""

    name = "built-in"

    def outline(self, brief: ChildrensBrief, *, memory: Memory, material: Material, feedback: str = "") -> Outline:
        """Plan a book, with all its words in the details of its parts. Raises Declined."""
        del material  # a story needs none
        understood = understand(brief)
        if understood.fidelity == "beyond":
            raise Declined(understood.words)
        try:
            tale, plot, doubts = _told(brief, understood, memory, feedback)
        except Declined:
            in_order = understand_in_order(brief)
            if in_order is None:
                raise
            understood = in_order
            tale, plot, doubts = _told(brief, understood, memory, feedback)
        doubts = (*doubts, *_not_in(tale, plot, brief, understood))
        pages = fit(list(tale.pages), spreads=brief.spreads, book_pages=brief.pages, age=brief.age)
        parts = tuple(_part(number, page, plot) for number, page in enumerate(pages, start=1))
        details = {
            "plot": plot.name,
            "form": plot.form,
            "metre": plot.metre,
            "fidelity": "part" if doubts else understood.fidelity,
            "used": list(tale.used),
            "hero": tale.hero.name,
            "setting": tale.setting,
            "dedication": f"For {brief.child_name}" if brief.child_name else "",
        }
        return Outline(
            title=tale.title,
            understood=understood.words,
            doubts=(*understood.doubts, *doubts),
            people=tale.people,
            places=tale.places,
            parts=parts,
            details=details,
        )

    def write(self, brief: ChildrensBrief, part: Part, context: Context) -> Text:
        """Return the words of a part; where it has some already, other words for the same, if the stock has any."""
        del brief
        texts = [part.details.get("text", ""), *part.details.get("others", ())]
        if context.before is not None:
            before = context.before.plain
            following = texts.index(before) + 1 if before in texts else 0
            chosen = texts[following % len(texts)]
        else:
            chosen = texts[0]
        kind: ParagraphKind = "verse" if part.details.get("form") == "verse" else "prose"
        paragraphs = tuple(_paragraph(text, kind) for text in chosen.split("\n\n") if text)
        return Text(paragraphs=paragraphs, depiction=part.depiction, details={"used": part.details.get("used", [])})

    def revise(
        self, brief: ChildrensBrief, part: Part, text: Text, findings: tuple[Finding, ...], context: Context
    ) -> Text:
        """Return other words for a part in which something was found."""
        return self.write(brief, part, context.model_copy(update={"before": text})) if findings else text


def _paragraph(text: str, kind: ParagraphKind) -> Paragraph:
    """Return a paragraph; "# " begins the heading of a chapter."""
    if text.startswith(HEADING):
        return Paragraph(text=text.removeprefix(HEADING), kind="heading")
    return Paragraph(text=text, kind=kind)


def used_by(outline: Outline) -> Mapping[str, int]:
    """Return what a book has used of the stock: the owner's memory is the sum over their books."""
    used: Counter[str] = Counter(outline.details.get("used", ()))
    for part in outline.parts:
        used.update(part.details.get("used", ()))
    return dict(used)


def remembered(outlines: Iterable[Outline]) -> Memory:
    """Return the memory of an owner's books."""
    used: Counter[str] = Counter()
    for outline in outlines:
        used.update(used_by(outline))
    return Memory(used=dict(used))


def _told(
    brief: ChildrensBrief, understood: Understood, memory: Memory, feedback: str
) -> tuple[Tale, Plot, tuple[str, ...]]:
    """Tell the plot that the owner has had least. Raises Declined with the reason where none takes this hero."""
    able = plots_for(understood.kind, brief.age, brief.form)
    if not able:
        raise Declined(f"{_wanting(understood.kind, brief)} {INSTEAD}")
    seed = digest(brief.model_dump_json(), feedback)
    for plot in sorted(able, key=lambda plot: (memory.used.get(f"plot/{plot.name}", 0), digest(seed, plot.name))):
        try:
            tale = tell(brief, understood, plot, memory.used, seed)
        except CastingFailed:
            continue
        return tale, plot, (*_unfollowed(brief, understood, plot), *_called_alike(tale))
    raise Declined(f"No story of the stock about this suits this hero and this matter. {INSTEAD}")


def _wanting(kind: str, brief: ChildrensBrief) -> str:
    form = brief.form
    ages = sorted({age for plot in plots() if plot.kind == kind and plot.form == form for age in plot.ages})
    words = "in verse" if form == "verse" else "in prose"
    if ages:
        told = f"it has one for {', '.join(ages)}"
        return f"For children of {brief.age} the built-in author has no such story {words}: {told}."
    return f"The built-in author has no such story {words} for children of {brief.age}."


def _unfollowed(brief: ChildrensBrief, understood: Understood, plot: Plot) -> tuple[str, ...]:
    doubts: list[str] = []
    if understood.friend and not any(role.table == "friend" for role in plot.roles.values()):
        name = understood.friend.name or f"the {understood.friend.species}"
        doubts.append(f"{name} is not in this story: it has one hero.")
    if brief.setting and plot.places:
        doubts.append(f"This story has places of its own: it does not play at “{brief.setting}”.")
    return tuple(doubts)


def _not_in(tale: Tale, plot: Plot, brief: ChildrensBrief, understood: Understood) -> tuple[str, ...]:
    """Name the words of a free theme that its story never says."""
    if brief.matter or not brief.theme:
        return ()
    theme = theme_called(plot.kind)
    told = " ".join((tale.title, *(page.text for page in tale.pages)))
    being = being_of(understood.hero.species)
    heroes = (
        (*being.also, being.key, "boy", "girl", "boys", "girls", "sisters", "brothers", "twins", "children")
        if being and being.is_child
        else ()
    )
    known = theme.known(understood.matter.get("", ""))
    where = settings().get(tale.setting if understood.setting else "")
    means = (*theme.means, *(known.means if known else ()), *((where.key, *where.words) if where else ()))
    missing = unfollowed(brief.theme, told, (*means, *words_of(theme), *heroes))
    doubted = " ".join(understood.doubts).lower()
    missing = [word for word in missing if word not in doubted]
    return tuple(f"“{word}” does not come up in the story." for word in missing)


def _called_alike(tale: Tale) -> tuple[str, ...]:
    """Say it where somebody whom the story names already has the hero's name."""
    others = [person.name for person in tale.people if person.name != tale.hero.name]
    alike = [name for name in others if tale.hero.name in name.split()]
    alike += [person.name for person in tale.people if person.name == tale.hero.name][1:]
    return (f"Two in this story are called {tale.hero.name}.",) if alike else ()


def _part(number: int, page: Page, plot: Plot) -> Part:
    return Part(
        key=f"spread-{number:02}",
        title=f"Spread {number}",
        kind="spread",
        summary=page.summary,
        words=page.words,
        depiction=page.depiction,
        details={
            "beats": list(page.beats),
            "turn": page.turn,
            "form": plot.form,
            "text": page.text,
            "others": list(page.others),
            "used": list(page.used),
        },
    )
