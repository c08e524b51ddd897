"""What pages of people have hundreds of, written at once: facts and changes of looks, with the way to their scenes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Protocol

from django import template
from django.template.defaultfilters import capfirst
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from web.templatetags.images import image, image_html
from web.templatetags.pictures import menu_of
from web.templatetags.visibility import carried

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from django.utils.safestring import SafeString

    from books.models import VividPage
    from books.visibility import Visibility
    from characters.bible.cast import LookChange, LooksOfAKind, SceneLink, SceneLinks, SourcedLook
    from characters.bible.story_so_far import KnownName
    from characters.models import Character
    from storyboards.models import PictureVersion
    from web.bible.queries import Said, SceneCard

register = template.Library()


class _Scenes:
    """Links to scenes of a book: their addresses are made from one."""

    def __init__(self, vividpage_id: UUID) -> None:
        self._before, _, self._after = reverse("read", args=[vividpage_id, 0]).rpartition("0")

    def address(self, link: SceneLink) -> str:
        """Return where a scene is read."""
        return f"{self._before}{link.chapter:d}{self._after}#scene-{link.scene:d}"

    def link(self, link: SceneLink, words: str) -> str:
        """Write a link to a scene, with these words before its number."""
        return f'<a href="{self.address(link)}">{words} {link.scene:d}</a>'


class Shown(Protocol):
    """Somebody with a face on a page."""

    @property
    def character(self) -> Character: ...
    @property
    def called(self) -> KnownName: ...
    @property
    def monogram(self) -> str: ...


@register.simple_tag
def face(of: Shown, portraits: Mapping[UUID, PictureVersion]) -> SafeString:
    """Write somebody's portrait, or the initials of what they are called so far."""
    portrait = portraits.get(of.character.pk)
    if portrait and of.called.is_named:
        return image(portrait, "face", css="portrait shot--cover")
    return format_html('<span class="portrait" aria-hidden="true">{}</span>', of.monogram)


@register.simple_tag
def first_scenes(vividpage: VividPage, scenes: SceneLinks, page_of_all: str, visible: Visibility) -> SafeString:
    """Link to the first scenes of somebody or of a place, and to the page that has all of them."""
    address = escape(f"{page_of_all}{carried(visible)}#scenes")
    more = f'<a href="{address}">and {scenes.more:d} more</a>' if scenes.more else ""
    return mark_safe(f'<div class="scene-links">{scene_links(vividpage, scenes.first)}{more}</div>')  # noqa: S308 - addresses are escaped


@register.simple_tag
def scene_links(vividpage: VividPage, links: Iterable[SceneLink]) -> SafeString:
    """Link to each scene by its number."""
    scenes = _Scenes(vividpage.pk)
    return mark_safe(  # noqa: S308 - addresses of ours and numbers
        "".join(
            f'<a href="{scenes.address(link)}" aria-label="Scene {link.scene:d}">{link.scene:d}</a>' for link in links
        )
    )


@register.simple_tag
def looks_list(vividpage: VividPage, looks: Iterable[LooksOfAKind]) -> SafeString:
    """Write looks by kind, each with the sentences that say so."""
    scenes = _Scenes(vividpage.pk)
    kinds = "".join(
        "<li><details><summary>"
        f'<span class="look-field">{escape(look.field)}</span><span>{escape(look.phrase)}</span></summary>'
        f'<ul class="look-sources">{"".join(_fact(fact, scenes) for fact in look.facts)}</ul></details></li>'
        for look in looks
    )
    return mark_safe(f'<ul class="looks-list">{kinds}</ul>')  # noqa: S308 - all words of the book are escaped


def _fact(fact: SourcedLook, scenes: _Scenes) -> str:
    source = f" {scenes.link(fact.link, 'Scene')}" if fact.link else ""
    return f"<li><b>{escape(fact.value)}:</b> {escape(fact.sentence)}{source}</li>"


@register.simple_tag
def changes_list(vividpage: VividPage, changes: Iterable[LookChange]) -> SafeString:
    """Write what changes about somebody, from which scene to which."""
    scenes = _Scenes(vividpage.pk)
    lines = "".join(f"<li>{_change(change, scenes)}</li>" for change in changes)
    return mark_safe(f'<ol class="changes">{lines}</ol>')  # noqa: S308 - all words of the book are escaped


def _change(change: LookChange, scenes: _Scenes) -> str:
    until = f" until {scenes.link(change.until, 'scene')}" if change.until else ""
    line = f'<span class="soft small">From {scenes.link(change.since, "scene")}{until}</span>'
    if change.modifier:
        line += f"<br><b>{escape(capfirst(change.modifier))}</b>"
    if change.description and change.description != change.modifier:
        line += f'<br><span class="change-said">{escape(change.description)}</span>'
    return line


@register.simple_tag
def said_lines(vividpage: VividPage, quotes: Iterable[Said]) -> SafeString:
    """Write what somebody says, each with the way to its scene."""
    scenes = _Scenes(vividpage.pk)
    return mark_safe(  # noqa: S308 - all words of the book are escaped
        "".join(
            f'<li><q>{escape(said.text)}</q> <a class="small" lang="en" href="{scenes.address(said.link)}">'
            f"Scene {said.link.scene:d}</a></li>"
            for said in quotes
        )
    )


@register.simple_tag
def pictured_scenes(vividpage: VividPage, cards: Iterable[SceneCard], visible: Visibility) -> SafeString:
    """Write the cards of those scenes that have a picture, each with its menu."""
    scenes = _Scenes(vividpage.pk)
    written = (_scene(card, scenes, menu_of(vividpage, card.link.scene, visible)) for card in cards)
    return mark_safe("".join(written))  # noqa: S308 - all words are escaped


def _scene(card: SceneCard, scenes: _Scenes, menu: str) -> str:
    picture = card.picture
    if picture is None:
        return ""
    action = f": {escape(card.action)}" if card.action else ""
    return (
        f'<li><a href="{scenes.address(card.link)}">{image_html(picture.image, "card")}'
        f'<span class="scene-card-where">{escape(card.chapter)}</span>'
        f'<span class="soft small">Scene {card.link.scene:d}{action}</span></a>{menu}</li>'
    )
