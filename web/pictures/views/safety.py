"""Pictures behind a blur, shown by a click; and reporting a picture. Another reader's picture is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from books.visibility import reading_of, visible_to
from storyboards.models import PictureVersion, Report
from storyboards.pictures.showing import shown_version
from storyboards.safety.blurring import NAMES
from storyboards.safety.moderators import is_moderator
from storyboards.safety.queue import is_in_queue
from storyboards.safety.reporting import LONGEST_WORDS, ReportRefused, open_report
from storyboards.safety.reporting import report as report_to_moderators
from storyboards.safety.revealing import eyes_on
from storyboards.safety.revealing import reveal as remember
from storyboards.safety.veiling import OF_AGE, VEILED, Veil
from web.requests import SignedIn, page_after, path_on_site, read_or_send, visible_on, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID


@login_required
@read_or_send
def reveal(request: SignedIn, version_id: UUID) -> HttpResponse:
    """Say why a picture stands behind a blur; sent to, show it to its reader until they sign out."""
    versions = PictureVersion.objects.select_related("picture__vividpage", "picture__scene")
    version = get_object_or_404(versions, pk=version_id)
    if not _may_see(request, version):
        raise Http404
    eyes = eyes_on(request)
    is_blurred = eyes.veil(version.rating, version.pk) == Veil.BLUR
    may_reveal = is_blurred and eyes.may_reveal(version.rating)
    if request.method == "POST":
        if may_reveal:
            remember(request, version.pk)
        return redirect(page_after(request) or reverse("book", args=[version.picture.vividpage_id]))
    context = {
        "version": version,
        "shows_picture": _has_come_to(request, version),
        "title": NAMES.get(PictureVersion.Rating(version.rating), "Picture") if version.rating in VEILED else "Picture",
        "is_blurred": is_blurred,
        "may_reveal": may_reveal,
        "asks_age": is_blurred and not may_reveal and not eyes.is_minor,
        "is_minor": eyes.is_minor,
        "of_age": OF_AGE,
        "next": path_on_site(request, request.GET.get("next", "")),
    }
    return render(request, "pictures/reveal.html", context)


def _has_come_to(request: SignedIn, version: PictureVersion) -> bool:
    """Return whether the page may show the picture itself: one of a scene that lies ahead is shown where it belongs."""
    scene = version.picture.scene
    if scene is None or version.picture.vividpage.owner_id != request.user.pk:
        return True
    return visible_to(reading_of(request.user, version.picture.vividpage)).shows_picture(scene.number)


def _may_see(request: SignedIn, version: PictureVersion) -> bool:
    """Return whether somebody may open a version: its reader if it can be shown, or a moderator."""
    if is_moderator(request.user) and is_in_queue(version.picture_id):
        return True
    vividpage = version.picture.vividpage
    return vividpage.owner_id == request.user.pk and version.is_presentable


@login_required
@read_or_send
def report_scene(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Report the picture of a scene that is shown."""
    vividpage = vividpage_of(request, vividpage_id)
    scenes = vividpage.scenes.select_related("picture__active_version").defer("text")
    scene = get_object_or_404(scenes, number=number)
    visible = visible_on(request, vividpage)
    version = shown_version(scene, visible)
    if version is None:
        raise Http404
    version.picture.vividpage = vividpage
    back = reverse("versions", args=[vividpage.pk, number])
    return _report(request, version, f"Scene {number}", back)


@login_required
@read_or_send
def report(request: SignedIn, vividpage_id: UUID, version_id: UUID) -> HttpResponse:
    """Report any version of any picture: of a person or a place, too."""
    vividpage = vividpage_of(request, vividpage_id)
    versions = PictureVersion.objects.filter(picture__vividpage=vividpage).select_related("picture__scene")
    version = get_object_or_404(versions, pk=version_id)
    scene = version.picture.scene
    if not version.is_presentable or (scene and not visible_on(request, vividpage).shows_picture(scene.number)):
        raise Http404
    version.picture.vividpage = vividpage
    if scene is None:
        return _report(request, version, "This picture", reverse("references", args=[vividpage.pk]))
    return _report(request, version, f"Scene {scene.number}", reverse("versions", args=[vividpage.pk, scene.number]))


def _report(request: SignedIn, version: PictureVersion, title: str, back: str) -> HttpResponse:
    back = path_on_site(request, request.GET.get("next", "")) or back
    problem, typed = "", {"reason": "", "words": ""}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in typed}
        try:
            report_to_moderators(version=version, by=request.user, **typed)
        except ReportRefused as refused:
            problem = str(refused)
        else:
            messages.success(request, "Thank you. A moderator will look at this picture.")
            return redirect(page_after(request) or back)
    context = {
        "vividpage": version.picture.vividpage,
        "version": version,
        "title": title,
        "reasons": Report.Reason.choices,
        "standing": open_report(version=version, by=request.user),
        "problem": problem,
        "typed": typed,
        "longest": LONGEST_WORDS,
        "back": page_after(request) or back,
    }
    return render(request, "pictures/report.html", context, status=422 if problem else 200)
