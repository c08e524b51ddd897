"""Reading a book: its chapters, who is here, where the reader is and how far they have read.

Another reader's book is not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from analysts.text.manner import MANNERS, PLAIN
from books import services
from books.models import Reading, Scene, VividPage
from books.visibility import reading_of
from characters.bible.companion import people_in
from characters.bible.story_so_far import story_up_to
from storyboards.pictures.portraits import portraits_of
from storyboards.talk.faces import face_of
from storyboards.variants.queries import variants_of
from web.reading import queries
from web.requests import SignedIn, page_after, visible_on, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

LONGEST_NUMBER = 40
"""Digits that are still read as a number; Python refuses to read thousands of them."""


@login_required
@require_safe
def resume(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Redirect to the place where the reader stopped, or to the start of the story.

    From another variant (`from`, its id), it is the place where the reader is in that, in the chapter that they have
    open (`chapter`).
    """
    vividpage = vividpage_of(request, vividpage_id)
    variant = _variant(request, vividpage)
    reading = reading_of(request.user, variant or vividpage)
    opened = _number(request.GET.get("chapter", "")) if variant else None
    if reading.scene_id is not None:
        stopped = get_object_or_404(Scene, pk=reading.scene_id)
        kept = vividpage.scenes.select_related("chapter").filter(number=stopped.number).first()
        if kept is not None and opened in (None, kept.chapter.number):
            where = f"scene-{kept.number}-p-{reading.paragraph}" if reading.paragraph else f"scene-{kept.number}"
            return redirect(f"{reverse('read', args=[vividpage.pk, kept.chapter.number])}#{where}")
    if opened is not None and vividpage.chapters.filter(number=opened).exists():
        return redirect("read", vividpage.pk, opened)
    chapter = queries.first_chapter(vividpage)
    if chapter is None:
        messages.info(request, "There is nothing to read yet: the book is still being prepared.")
        return redirect("book", vividpage.pk)
    return redirect("read", vividpage.pk, chapter)


@login_required
@require_safe
def read(request: SignedIn, vividpage_id: UUID, chapter: int) -> HttpResponse:
    """Show a chapter with its pictures."""
    vividpage = vividpage_of(request, vividpage_id)
    page = queries.read_chapter(vividpage, chapter)
    if page is None:
        raise Http404
    return render(request, "reading/read.html", {"vividpage": vividpage, "page": page})


@login_required
@require_safe
def companion(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Show who is in a scene, as known up to that scene; for HTMX the fragment alone."""
    vividpage = vividpage_of(request, vividpage_id)
    scene = get_object_or_404(
        vividpage.scenes.select_related("chapter").defer("text", "chapter__matter"), number=number
    )
    visible = visible_on(request, vividpage)
    is_visible = visible.shows(scene.number)
    people = people_in(scene, story_up_to(vividpage, scene.number)) if is_visible else []
    template = "reading/_companion.html" if request.headers.get("HX-Request") else "reading/companion.html"
    context = {"vividpage": vividpage, "scene": scene, "visible": visible, "is_visible": is_visible, "people": people}
    context["portraits"] = portraits_of(here.character.pk for here in people)
    return render(request, template, context)


@login_required
@require_safe
def face(request: SignedIn, vividpage_id: UUID, number: int, person_id: UUID, manner: str) -> HttpResponse:
    """Send the face of somebody who speaks in a scene, in the manner in which they do."""
    vividpage = vividpage_of(request, vividpage_id)
    scene = get_object_or_404(vividpage.scenes.defer("text", "marks", "searched_words"), number=number)
    character = get_object_or_404(vividpage.characters, pk=person_id)
    character.vividpage = vividpage
    drawn = face_of(character=character, scene=scene, manner=manner) if manner in (PLAIN, *MANNERS) else None
    if drawn is None:
        raise Http404
    etag, response = f'"{drawn.digest}"', HttpResponse(drawn.data, content_type="image/webp")
    response.headers["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)  # it ends at once when its portrait is hidden
    return get_conditional_response(request, etag=etag, response=response) or response


@login_required
@require_POST
def place(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Save the scene, paragraph and character that the reader has reached; then redirect, if a form says where."""
    vividpage = vividpage_of(request, vividpage_id)
    typed = (request.POST.get("scene", ""), request.POST.get("paragraph", "0"), request.POST.get("character", "0"))
    number, paragraph, character = map(_number, typed)
    if number is None or paragraph is None or character is None:
        return HttpResponse(status=400)
    scene = get_object_or_404(vividpage.scenes, number=number)
    services.set_position(reader=request.user, scene=scene, paragraph=paragraph, character=character)
    return _back(request, vividpage) if "next" in request.POST else HttpResponse(status=204)


@login_required
@require_POST
def horizon(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Set back how far the book has been read, or choose what is shown of the rest; then back to the page."""
    vividpage = vividpage_of(request, vividpage_id)
    if "chapter" in request.POST:
        number = _number(request.POST["chapter"])
        if number is None:
            return HttpResponse(status=400)
        chapter = get_object_or_404(vividpage.chapters, number=number) if number else None
        services.reset_position(reader=request.user, vividpage=vividpage, chapter=chapter)
        return _back(request, vividpage)
    spoilers = request.POST.get("spoilers", "")
    if spoilers not in Reading.Spoilers:
        return HttpResponse(status=400)
    services.set_spoilers(reader=request.user, vividpage=vividpage, spoilers=Reading.Spoilers(spoilers))
    return _back(request, vividpage)


def _variant(request: SignedIn, vividpage: VividPage) -> VividPage | None:
    """Return the other variant of a book that a reader comes from."""
    came_from = request.GET.get("from", "")
    return next((book for book in variants_of(vividpage) if str(book.pk) == came_from), None) if came_from else None


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_NUMBER else None


def _back(request: SignedIn, vividpage: VividPage) -> HttpResponse:
    """Lead to the page of ours that the form stands on."""
    return redirect(page_after(request) or reverse("book", args=[vividpage.pk]))
