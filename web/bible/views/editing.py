"""Editing the people, places and scenes of a book. Another reader's book is not found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms as django_forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.access.allowances import LimitReached
from analysts.vocabulary import SPECIES
from books.models import VividPage
from characters.bible.story_so_far import known_as
from characters.editing import EditRefused, queries
from characters.editing.cast.splitting_back import mergings_of
from characters.models import Analysis, Character, Setting
from storyboards.pictures.portraits import earlier_versions, portraits_of
from web.bible.forms.adding import ADDING
from web.bible.forms.people import PERSON
from web.bible.forms.places import PLACE
from web.bible.forms.scenes import SCENE
from web.bible.forms.world import WORLD
from web.requests import SignedIn, carried, vividpage_of
from web.spoilers import warn_of_spoilers

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Editor:
    """A page of editing: one row, the forms about it, and what else the page shows."""

    folder: ClassVar[str] = "bible/editing"
    template: str
    url: str
    row: Character | Setting | Analysis | VividPage
    forms: dict[str, Any]
    context: dict[str, Any]

    def show(self, request: SignedIn, **changes: Any) -> HttpResponse:
        """Show the page, or for HTMX the part of it that changes. `failed` is the action whose form came back."""
        status = 422 if "failed" in changes else 200
        name = f"{self.folder}/{'_' if _is_part(request) else ''}{self.template}.html"
        forms = {name.replace("-", "_"): form(self.row) for name, form in self.forms.items() if _stands_alone(form)}
        forms |= changes.pop("forms", {})
        context = {
            "base": self.url,
            "carried": carried(request),
            "forms": forms,
            "locks": queries.locks(self.row.locked),
            **self.context,
            **changes,
        }
        return render(request, name, context, status=status)

    def apply(self, request: SignedIn, action: str) -> HttpResponse:
        """Make the edit that was sent, and show what has become of it."""
        if action not in self.forms:
            raise Http404
        form = self.forms[action](self.row, request.POST, request.FILES)
        if form.is_valid():
            try:
                edit = form.apply(by=request.user)
            except (EditRefused, LimitReached) as refused:
                form.add_error(None, str(refused))
            else:
                if edit is not None:
                    messages.success(request, f"{edit.summary}.")
                return self._leave(request)
        failed = [error for errors in form.errors.values() for error in errors]
        bound = {action.replace("-", "_"): form} if _stands_alone(type(form)) else {}
        return self.show(request, failed=failed, forms=bound)

    @property
    def after_removal(self) -> str:
        """Where everybody is who is still there."""
        return reverse("people", args=[self.context["vividpage"].pk])

    def _leave(self, request: SignedIn) -> HttpResponse:
        """Lead to this page again; to that of all people where whoever it is about has been taken out."""
        if type(self.row)._default_manager.filter(pk=self.row.pk).exists():
            return redirect(f"{self.url}{carried(request)}")
        everybody = f"{self.after_removal}{carried(request)}"
        return HttpResponseClientRedirect(everybody) if _is_part(request) else redirect(everybody)


def _stands_alone(form: type[Any]) -> bool:
    """Return whether a form is shown by itself, rather than once for each look, change or lock."""
    fields = form.base_fields.values()
    return not any(isinstance(field.widget, django_forms.HiddenInput) for field in fields)


def _is_part(request: SignedIn) -> bool:
    return request.headers.get("HX-Request") == "true"


def _person(request: SignedIn, vividpage_id: UUID, character_id: UUID) -> Editor:
    vividpage = vividpage_of(request, vividpage_id)
    character = get_object_or_404(vividpage.characters.select_related("vividpage"), pk=character_id)
    return Editor(
        "person",
        reverse("edit_person", args=[vividpage.pk, character.pk]),
        character,
        dict(PERSON),
        {
            "vividpage": vividpage,
            "character": character,
            "called": known_as([character.name, *character.aliases]),
            "looks": queries.looks_to_edit(character),
            "changes": queries.changes_of(character),
            "portrait": portraits_of([character.pk]).get(character.pk),
            "earlier": earlier_versions(character.pk),
            "mergings": mergings_of(character),
            "beings": SPECIES,
            "scenes": queries.scenes_to_edit(character),
        },
    )


def _place(request: SignedIn, vividpage_id: UUID, setting_id: UUID) -> Editor:
    vividpage = vividpage_of(request, vividpage_id)
    setting = get_object_or_404(vividpage.settings_found.select_related("vividpage"), pk=setting_id)
    url = reverse("edit_place", args=[vividpage.pk, setting.pk])
    context = {
        "vividpage": vividpage,
        "setting": setting,
        "called": known_as([setting.name, *setting.aliases]),
        "scenes": queries.scenes_to_edit(setting),
    }
    return Editor("place", url, setting, dict(PLACE), context)


def _scene(request: SignedIn, vividpage_id: UUID, number: int) -> Editor:
    vividpage = vividpage_of(request, vividpage_id)
    analyses = Analysis.objects.select_related("scene__vividpage", "scene__chapter", "setting")
    analysis = get_object_or_404(analyses, scene__vividpage=vividpage, scene__number=number)
    everybody = vividpage.characters.order_by("name").values_list("name", flat=True)
    return Editor(
        "scene",
        reverse("edit_scene", args=[vividpage.pk, number]),
        analysis,
        dict(SCENE),
        {"vividpage": vividpage, "analysis": analysis, "scene": analysis.scene, "everybody": everybody},
    )


def _adding(request: SignedIn, vividpage_id: UUID) -> Editor:
    vividpage = vividpage_of(request, vividpage_id)
    context = {"vividpage": vividpage, "beings": SPECIES, "nobodies": vividpage.nobodies.all()}
    return Editor("adding", reverse("add_to_bible", args=[vividpage.pk]), vividpage, dict(ADDING), context)


def _world(request: SignedIn, vividpage_id: UUID) -> Editor:
    vividpage = vividpage_of(request, vividpage_id)
    return Editor("world", reverse("edit_world", args=[vividpage.pk]), vividpage, dict(WORLD), {"vividpage": vividpage})


@login_required
@require_safe
@warn_of_spoilers
def edit_person(request: SignedIn, vividpage_id: UUID, character_id: UUID) -> HttpResponse:
    """Show all that can be edited of a person."""
    return _person(request, vividpage_id, character_id).show(request)


@login_required
@require_POST
def change_person(request: SignedIn, vividpage_id: UUID, character_id: UUID, action: str) -> HttpResponse:
    """Edit a person."""
    return _person(request, vividpage_id, character_id).apply(request, action)


@login_required
@require_safe
@warn_of_spoilers
def edit_place(request: SignedIn, vividpage_id: UUID, setting_id: UUID) -> HttpResponse:
    """Show all that can be edited of a place."""
    return _place(request, vividpage_id, setting_id).show(request)


@login_required
@require_POST
def change_place(request: SignedIn, vividpage_id: UUID, setting_id: UUID, action: str) -> HttpResponse:
    """Edit a place."""
    return _place(request, vividpage_id, setting_id).apply(request, action)


@login_required
@require_safe
@warn_of_spoilers
def edit_scene(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Show all that can be edited of a scene."""
    return _scene(request, vividpage_id, number).show(request)


@login_required
@require_POST
def change_scene(request: SignedIn, vividpage_id: UUID, number: int, action: str) -> HttpResponse:
    """Edit what a scene shows."""
    return _scene(request, vividpage_id, number).apply(request, action)


@login_required
@require_safe
@warn_of_spoilers
def add_to_bible(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show how people and places are added by hand, and who is said not to be there."""
    return _adding(request, vividpage_id).show(request)


@login_required
@require_POST
def change_adding(request: SignedIn, vividpage_id: UUID, action: str) -> HttpResponse:
    """Add somebody or a place."""
    return _adding(request, vividpage_id).apply(request, action)


@login_required
@require_safe
@warn_of_spoilers
def edit_world(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show when and where the book plays."""
    return _world(request, vividpage_id).show(request)


@login_required
@require_POST
def change_world(request: SignedIn, vividpage_id: UUID, action: str) -> HttpResponse:
    """Edit when and where the book plays."""
    return _world(request, vividpage_id).apply(request, action)
