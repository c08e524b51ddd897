"""The versions of a scene's picture: side by side, and what may be done with each. Another reader's are not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from books.models import Scene
from characters.editing import EditRefused
from storyboards.mending.mending import mend_picture
from storyboards.mending.previewing import Mend
from storyboards.models import PictureVersion
from storyboards.pictures import versions as services
from storyboards.pictures.alt_texts import alt_texts_for
from storyboards.pictures.comparing import PictureHistory, VersionCard, history_of
from storyboards.pictures.keeping import accepts_at_once
from storyboards.pictures.preferring import accept_at_once, ask_first
from storyboards.pictures.redrawing import LONGEST_WISH, RedrawRefused, price_of_redrawing
from web.pictures.mending.wording import words_of
from web.requests import SignedIn, carried, read_or_send, visible_on, vividpage_of

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from storyboards.orders.pricing import RedrawPrice

LONGEST_NUMBER = 9
"""Digits of the number of a version."""
SECONDS_FREE, SECONDS_PAID = 1, 3
"""Between two looks whether a picture has been drawn: the built-in artist needs a moment, a service half a minute."""


@login_required
@require_safe
def versions(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Show all versions of the picture of a scene, the one that is shown beside the one that waits or is asked for."""
    scene = _scene(request, vividpage_id, number)
    visible = visible_on(request, scene.vividpage)
    if not visible.shows_picture(number):
        context = {"vividpage": scene.vividpage, "visible": visible, "number": number}
        return render(request, "pictures/versions_ahead.html", context)
    return render(request, "pictures/versions.html", _context(request, scene))


@login_required
@require_safe
def coming(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Answer a page that waits for a version: with all of them once there is another, else with nothing."""
    scene = _scene(request, vividpage_id, number)
    if not visible_on(request, scene.vividpage).shows_picture(number):
        return HttpResponse(status=204)
    context = _context(request, scene)
    history: PictureHistory = context["history"]
    is_waiting = history.coming is not None and not history.coming.is_held
    if is_waiting and history.latest <= (_number(request.GET.get("seen", "")) or 0):
        return HttpResponse(status=204)
    return render(request, "pictures/_versions.html", context)


def _context(request: SignedIn, scene: Scene) -> dict[str, Any]:
    history = history_of(scene, reader=request.user)
    price = _price(scene)
    visible = visible_on(request, scene.vividpage)
    asked_for = _number(request.GET.get("with", ""))
    compared = _compared(history, asked_for)
    like = compared or history.shown
    return {
        "vividpage": scene.vividpage,
        "visible": visible,
        "scene": scene,
        "history": history,
        "compared": compared,
        "asked_for": asked_for,
        "wish": like.wish if like else "",
        "alt": alt_texts_for(scene.vividpage_id, visible).of(scene),
        "price": price,
        "draughts": [(n, price.each(n)) for n in range(1, price.most_draughts + 1)] if price else [],
        "shows_prompt": not visible.is_limited,
        "longest": LONGEST_WISH,
        "reads_words": scene.vividpage.image_model != "sketch",
        "at_once": accepts_at_once(request.user.pk),
        "carried": carried(request),
        "poll_seconds": SECONDS_FREE if price and price.is_free else SECONDS_PAID,
    }


def _compared(history: PictureHistory, number: int | None) -> VersionCard | None:
    """Return the version that stands beside the one that is shown: the one asked for, else the latest that waits."""
    chosen = history.numbered(number) or next(iter(reversed(history.waiting)), None)
    return None if chosen is None or chosen.is_shown else chosen


def _price(scene: Scene) -> RedrawPrice | None:
    try:
        return price_of_redrawing(scene)
    except RedrawRefused:
        return None


@login_required
@require_POST
def redraw(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Draw the picture of a scene anew by what was wanted of one of its versions."""
    scene = _scene(request, vividpage_id, number)
    draughts = _number(request.POST.get("draughts", "1"))
    if draughts is None:
        return HttpResponse(status=400)
    wish = " ".join(request.POST.get("wish", "").split())
    try:
        mended = mend_picture(scene=scene, mend=Mend(wish=wish), by=request.user, draughts=draughts)
    except (EditRefused, RedrawRefused, LimitReached) as refused:
        messages.error(request, str(refused))
    else:
        if mended.cannot or not mended.is_drawn_now:
            messages.info(request, words_of(mended))
    return _back(request, scene)


@login_required
@require_POST
def accept(request: SignedIn, vividpage_id: UUID, version_id: UUID) -> HttpResponse:
    """Show a version from now on."""
    version = _version(request, vividpage_id, version_id)
    try:
        services.accept(version=version, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Version {version.number} is shown now. The one before is kept.")
    return _back(request, version)


@login_required
@require_POST
def reject(request: SignedIn, vividpage_id: UUID, version_id: UUID) -> HttpResponse:
    """Put a version aside."""
    version = _version(request, vividpage_id, version_id)
    try:
        services.reject(version=version)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, f"Version {version.number} is put aside. It is kept below, should you change your mind."
        )
    return _back(request, version)


@login_required
@require_POST
def keep_shown(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Put aside all that wait beside the picture of a scene."""
    scene = _scene(request, vividpage_id, number)
    count = services.keep_shown(scene=scene)
    if count:
        words = "The new one is" if count == 1 else f"{count} new ones are"
        messages.success(request, f"The old one stays. {words} kept below, should you change your mind.")
    return _back(request, scene)


@login_required
@require_POST
def go_back(request: SignedIn, vividpage_id: UUID, version_id: UUID) -> HttpResponse:
    """Show a version of before again."""
    version = _version(request, vividpage_id, version_id)
    try:
        services.go_back(version=version, by=request.user)
    except EditRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Version {version.number} is shown again.")
    return _back(request, version)


@login_required
@require_POST
def favourite(request: SignedIn, vividpage_id: UUID, version_id: UUID) -> HttpResponse:
    """Give a version a star, or take it off."""
    version = _version(request, vividpage_id, version_id)
    if request.POST.get("star") == "off":
        services.unfavourite(version=version)
    else:
        services.favourite(version=version)
    return _back(request, version)


@login_required
@read_or_send
def delete(request: SignedIn, vividpage_id: UUID, version_id: UUID) -> HttpResponse:
    """Ask, and then delete a version for good."""
    version = _version(request, vividpage_id, version_id)
    if request.method == "POST":
        try:
            freed = services.delete(version=version)
        except EditRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"Version {version.number} is deleted: {filesizeformat(freed)} are free again.")
        return _back(request, version)
    scene = _scene_of(version)
    is_visible = visible_on(request, scene.vividpage).shows_picture(scene.number)
    context = {
        "vividpage": scene.vividpage,
        "scene": scene,
        "card": history_of(scene, reader=request.user).numbered(version.number) if is_visible else None,
        "version": version,
        "carried": carried(request),
    }
    return render(request, "pictures/delete_version.html", context)


@login_required
@require_POST
def prefer(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Choose whether redrawn pictures wait for their reader's word, in all books."""
    scene = _scene(request, vividpage_id, number)
    if request.POST.get("at_once") == "yes":
        accept_at_once(reader=request.user)
        messages.success(request, "Redrawn pictures are shown at once from now on. Earlier ones are kept.")
    else:
        ask_first(reader=request.user)
        messages.success(request, "Redrawn pictures wait for your word from now on.")
    return _back(request, scene)


def _scene(request: SignedIn, vividpage_id: UUID, number: int) -> Scene:
    vividpage = vividpage_of(request, vividpage_id)
    scenes = vividpage.scenes.select_related("chapter", "analysis").defer("text", "chapter__matter")
    scene = get_object_or_404(scenes, number=number)
    scene.vividpage = vividpage
    return scene


def _version(request: SignedIn, vividpage_id: UUID, version_id: UUID) -> PictureVersion:
    """Find a version of a scene's picture that its reader may see."""
    vividpage = vividpage_of(request, vividpage_id)
    of_scenes = PictureVersion.objects.filter(picture__vividpage=vividpage, picture__scene__isnull=False)
    version = get_object_or_404(of_scenes.select_related("picture__scene"), pk=version_id)
    if not version.is_presentable:
        raise Http404
    _scene_of(version).vividpage = vividpage
    return version


def _scene_of(version: PictureVersion) -> Scene:
    scene = version.picture.scene
    assert scene is not None
    return scene


def _back(request: SignedIn, about: Scene | PictureVersion) -> HttpResponseRedirect:
    """Lead to the versions of a scene again, or to all that wait in its book."""
    scene = about if isinstance(about, Scene) else _scene_of(about)
    if request.POST.get("next") == "waiting":
        return redirect(f"{reverse('waiting_pictures', args=[scene.vividpage_id])}{carried(request)}")
    return redirect(f"{reverse('versions', args=[scene.vividpage_id, scene.number])}{carried(request)}")


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else None
