"""From the key that a book keeps to the style that it is drawn in: one of ours, or one that its reader has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.styles import DEFAULT_STYLE, STYLES, UnknownStyle, own_number, style_named
from sketch.styles.derived import Drawing, derived
from storyboards.styles.models import ReaderStyle

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage
    from sketch.styles import Style


def style_for(vividpage: VividPage) -> Style:
    """Return the style that a book is drawn in. One query for a reader's own.

    A book whose style is there no more (its file was taken away) is drawn as by default.
    """
    try:
        return style_of(vividpage.style)
    except UnknownStyle:
        return STYLES[DEFAULT_STYLE].model_copy(update={"key": vividpage.style, "name": vividpage.style})


def style_of(key: str) -> Style:
    """Return the style of a key, ours or a reader's own. Raises UnknownStyle."""
    number = own_number(key)
    if number is None:
        return style_named(key)
    row = ReaderStyle.objects.filter(pk=number).defer("reference").first()
    if row is None:
        raise UnknownStyle("This style has been deleted. Choose another.")
    return drawn_style(row)


def drawn_style(row: ReaderStyle) -> Style:
    """Return what models and the sketch artist take of a reader's own style."""
    return derived(
        STYLES.get(row.based_on) or STYLES[DEFAULT_STYLE],
        key=row.key,
        name=row.name,
        description=row.description,
        prompt=row.prompt,
        negative_prompt=row.negative_prompt,
        picture=row.reference_digest,
        drawing=Drawing.model_validate(row.drawing),
    )


def own_style_of(style: Style) -> Style | None:
    """Return a style that a reader has made; None for one of ours, which every artist knows by its key."""
    return None if own_number(style.key) is None else style


def picture_of(style: Style) -> bytes:
    """Return the picture that shows a reader's own style, as WebP; b"" if it has none."""
    number = own_number(style.key)
    if number is None or not style.picture:
        return b""
    return bytes(ReaderStyle.objects.filter(pk=number).values_list("reference", flat=True).first() or b"")


def key_named(name: str, *, reader: User) -> str:
    """Return the key of a style of ours, by that key, or of a reader's own, by its name. Raises UnknownStyle."""
    if name in STYLES:
        return name
    row = ReaderStyle.objects.owned_by(reader).offered().filter(name=name).defer("reference").first()
    if row is None:
        raise UnknownStyle(f"There is no style “{name}”. Choose one of {', '.join(STYLES)}, or one of your own.")
    return row.key


def own_styles(reader: User) -> list[Style]:
    """Return the styles that a reader has made, by name. One query."""
    return [drawn_style(row) for row in ReaderStyle.objects.owned_by(reader).offered().defer("reference")]


def may_choose(reader: User, key: str) -> bool:
    """Return whether a reader may have a book drawn in the style of that key."""
    number = own_number(key)
    if number is None:
        return key in STYLES
    return ReaderStyle.objects.owned_by(reader).offered().filter(pk=number).exists()
