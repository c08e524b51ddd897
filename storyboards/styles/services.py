"""Making, changing, deleting and sharing the styles of a reader."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.access.allowances import LimitReached, spend_upload
from accounts.services import one_at_a_time
from books.models import VividPage
from characters.models import Edit
from jobs.models import Unit
from providers.wire.plain_words import Syntax, plain_words
from sketch.styles import STYLES, own_key
from sketch.styles.derived import LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_NEGATIVE, LONGEST_PROMPT, Drawing
from storyboards.models import PictureVersion
from storyboards.styles import sharing
from storyboards.styles.models import ReaderStyle
from storyboards.styles.reference_pictures import ReferenceRefused, read_reference

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

MOST_STYLES = 60
"""Of one reader."""
LONGEST = {
    "name": LONGEST_NAME,
    "description": LONGEST_DESCRIPTION,
    "prompt": LONGEST_PROMPT,
    "negative_prompt": LONGEST_NEGATIVE,
}

SYNTAXES: frozenset[Syntax] = frozenset({"parentheses", "brackets", "braces", "keywords"})
"""Of all services: a style that somebody else has written says words and no commands, whoever draws it."""


class StyleRefused(ValueError):
    """A style that cannot be kept. `problems` has a sentence for the reader by the name of each field."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleWords:
    """What a style is called, and what image models are told of it."""

    name: str
    prompt: str
    negative_prompt: str = ""
    description: str = ""


@transaction.atomic
def make_style(
    *, owner: User, based_on: str, words: StyleWords, drawing: Drawing, reference: bytes = b""
) -> ReaderStyle:
    """Make a style from one of ours. `reference` is a picture as `read_reference` has redrawn it.

    Raises StyleRefused, and LimitReached if the reader has as many as one may have.
    """
    one_at_a_time(owner)
    if ReaderStyle.objects.owned_by(owner).offered().count() >= MOST_STYLES:
        raise LimitReached(f"You have {MOST_STYLES} styles, as many as one may have. Delete one first.")
    if based_on not in STYLES:
        raise StyleRefused({"based_on": "There is no such style to begin with."})
    style = ReaderStyle(owner=owner, based_on=based_on)
    _fill(style, words, drawing)
    _set_reference(style, reference)
    style.save()
    return style


@transaction.atomic
def change_style(
    *, style: ReaderStyle, words: StyleWords, drawing: Drawing, reference: bytes | None = None
) -> ReaderStyle:
    """Change a style; pictures that were drawn in it no longer fit, and stay until they are redrawn.

    `reference`: None keeps the picture that there is, no bytes remove it. Raises StyleRefused.
    """
    one_at_a_time(style.owner)
    held = ReaderStyle.objects.select_for_update().get(pk=style.pk)
    _fill(held, words, drawing)
    if reference is not None:
        _set_reference(held, reference)
    held.save()
    return held


@transaction.atomic
def delete_style(*, style: ReaderStyle) -> None:
    """Delete a style. While books are drawn in it, it is kept for them alone, and is offered no more."""
    one_at_a_time(style.owner)
    forget_unused(owner=style.owner)
    if books_in(style):
        ReaderStyle.objects.filter(pk=style.pk).update(withdrawn=timezone.now())
    else:
        style.delete()


def forget_unused(*, owner: User) -> None:
    """Delete what has been kept for books that are there no more, or are drawn in another style."""
    withdrawn = ReaderStyle.objects.owned_by(owner).exclude(withdrawn=None).values_list("pk", flat=True)
    by_key = {own_key(number): number for number in withdrawn}
    unused = [number for key, number in by_key.items() if not _books_with(key, owner).exists()]
    ReaderStyle.objects.filter(pk__in=unused).delete()


def books_in(style: ReaderStyle) -> list[VividPage]:
    """Return the books that are drawn in a style, or have pictures that are, or are to get some, by title.

    With them those that an undo would have drawn in it again.
    """
    return list(_books_with(style.key, style.owner).order_by("title"))


def share(style: ReaderStyle) -> str:
    """Write a style as a file."""
    return sharing.written(style)


def take_in(*, owner: User, data: bytes) -> ReaderStyle:
    """Make a style of a file that somebody has shared; where the reader has one of that name, it gets a number.

    Raises FileRefused and LimitReached.
    """
    spend_upload(owner)
    shared = sharing.read(data)
    try:
        reference = read_reference(shared.reference).data if shared.reference else b""
    except ReferenceRefused as refused:
        raise sharing.FileRefused(f"The picture in this file does not go. {refused}") from None
    with transaction.atomic():
        one_at_a_time(owner)
        words = StyleWords(
            name=_free_name(owner, _plain_line(shared.name)),
            prompt=plain_words(shared.prompt, SYNTAXES),
            negative_prompt=plain_words(shared.negative_prompt, SYNTAXES),
            description=shared.description,
        )
        try:
            return make_style(
                owner=owner, based_on=shared.based_on, words=words, drawing=shared.drawing, reference=reference
            )
        except StyleRefused as refused:
            raise sharing.FileRefused(str(refused)) from None


def _free_name(owner: User, name: str) -> str:
    taken = set(ReaderStyle.objects.owned_by(owner).offered().values_list("name", flat=True))
    numbered = (f"{name[: LONGEST_NAME - 6]} ({number})" for number in range(2, MOST_STYLES + 3))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def _fill(style: ReaderStyle, words: StyleWords, drawing: Drawing) -> None:
    said = {name: _plain_line(getattr(words, name)) for name in LONGEST}
    problems = {
        name: f"Write {LONGEST[name]} characters at most." for name, text in said.items() if len(text) > LONGEST[name]
    }
    problems |= {name: "Write something here." for name in ("name", "prompt") if not said[name]}
    others = ReaderStyle.objects.owned_by(style.owner).offered().exclude(pk=style.pk)
    if others.filter(name=said["name"]).exists():
        problems["name"] = "You have a style of this name. Choose another."
    if problems:
        raise StyleRefused(problems)
    for name, text in said.items():
        setattr(style, name, text)
    style.drawing = drawing.as_json()


def _books_with(key: str, owner: User) -> QuerySet[VividPage]:
    drawn = PictureVersion.objects.filter(picture__vividpage=OuterRef("pk"), parameters__style=key)
    ordered = Unit.objects.filter(job__subject=OuterRef("pk"), state__in=Unit.OPEN, options__look__style=key)
    left = {"table": VividPage._meta.label, "rows": [{"before": {"style": key}}]}
    undoable = Edit.objects.filter(vividpage=OuterRef("pk"), undone_at=None, steps__contains=[left])
    wanted = Q(style=key) | Exists(drawn) | Exists(ordered) | Exists(undoable)
    return VividPage.objects.owned_by(owner).filter(wanted)


def _plain_line(text: str) -> str:
    """Return a text in one line, without signs that nobody sees."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _set_reference(style: ReaderStyle, reference: bytes) -> None:
    style.reference = reference
    style.reference_digest = hashlib.sha256(reference).hexdigest() if reference else ""
