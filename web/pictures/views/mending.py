"""What is wrong with one picture: shown, said, looked at before it is done, and done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts.access.allowances import LimitReached
from analysts.vocabulary import SPECIES
from books.models import VividPage
from books.visibility import Visibility
from characters.editing import EditRefused
from characters.models import Analysis
from storyboards.mending.mending import NOTHING_SAID, mend_picture
from storyboards.mending.previewing import Difference, artist_of, facts_at, preview
from storyboards.pictures.drawing import softened_in
from storyboards.pictures.redrawing import RedrawRefused
from storyboards.pictures.showing import shown_version
from web.pictures.mending.cast import cast_of
from web.pictures.mending.form import MendForm
from web.pictures.mending.passages import passages_of
from web.pictures.mending.undoable import undoable_by
from web.pictures.mending.wording import ShownReach, settings_of, words_of
from web.requests import SignedIn, carried, read_or_send, visible_on, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from storyboards.mending.mending import Mended
    from storyboards.mending.previewing import MendPreview

TRIES = "draw"
KEEPS = "keep"
CHANGED = "Not done yet: this is not what was shown before. Look at what changes now."


@dataclass(frozen=True, slots=True)
class MendPage:
    """One picture on its page: the scene as it is known, the form about it, and what may be seen of the book."""

    vividpage: VividPage
    analysis: Analysis
    visible: Visibility
    form: MendForm

    def show(self, request: SignedIn, *, shown: MendPreview | None = None, status: int = 200) -> HttpResponse:
        """Show the page, or for HTMX the part of it that changes."""
        scene = self.analysis.scene
        artist, version = artist_of(self.vividpage), shown_version(scene, self.visible)
        context = {
            "vividpage": self.vividpage,
            "scene": scene,
            "analysis": self.analysis,
            "form": self.form,
            "people": list(self.form.parts_of()),
            "passages": passages_of(self.analysis),
            "version": version,
            "reads_words": artist is not None and not artist.is_built_in,
            "artist": artist.title if artist else self.vividpage.image_model,
            "settings": settings_of(version) if version else [],
            "softened": softened_in(version) if version and not self.visible.is_limited else "",
            "preview": shown,
            "differences": self._differences(shown) if shown else [],
            "shows_prompt": not self.visible.is_limited,
            "reaches": [ShownReach(reach, self.form.cast.called) for reach in shown.reaches] if shown else [],
            "corrects": bool(shown and self.form.mend().corrections),
            "token": self.form.fingerprint() if shown else "",
            "beings": SPECIES,
            "undoable": undoable_by(request.user, self.vividpage),
            "carried": carried(request),
            "base": reverse("mend", args=[self.vividpage.pk, scene.number]),
        }
        name = "pictures/mend/_mend.html" if request.headers.get("HX-Request") == "true" else "pictures/mend/mend.html"
        return render(request, name, context, status=status)

    def _differences(self, shown: MendPreview) -> list[Difference]:
        """Return what changes, without what the text has yet to tell."""
        told = self.form.cast.told
        pairs = [Difference(one.name, told(one.before), told(one.after)) for one in shown.differences]
        return [one for one in pairs if one.before != one.after]

    def answer(self, request: SignedIn) -> HttpResponse:
        """Show what would change; or do it, if just that has been shown."""
        if not self.form.is_valid():
            return self.show(request, status=422)
        step = request.POST.get("step")
        try:
            if step in (TRIES, KEEPS) and request.POST.get("shown") == self.form.fingerprint():
                return self._done(request, self._mend(request, redraw=step == TRIES))
            if step in (TRIES, KEEPS):
                messages.warning(request, CHANGED)
            mend = self.form.mend()
            if not mend:
                raise EditRefused(NOTHING_SAID)
            seen = preview(scene=self.analysis.scene, mend=mend, called=self.form.cast.called)
        except (EditRefused, RedrawRefused, LimitReached) as refused:
            self.form.add_error(None, str(refused))
            return self.show(request, status=422)
        return self.show(request, shown=seen)

    def _mend(self, request: SignedIn, *, redraw: bool) -> Mended:
        draughts = int(self.form.cleaned_data["draughts"] or 1)
        scene, mend = self.analysis.scene, self.form.mend()
        return mend_picture(scene=scene, mend=mend, by=request.user, redraw=redraw, draughts=draughts)

    def _done(self, request: SignedIn, mended: Mended) -> HttpResponse:
        """Lead on: to the versions, where the new picture appears, or here again where none is drawn."""
        messages.success(request, words_of(mended))
        arguments = [self.vividpage.pk, self.analysis.scene.number]
        if mended.is_drawn_now is None:
            return redirect(f"{reverse('mend', args=arguments)}{carried(request)}")
        versions = f"{reverse('versions', args=arguments)}{carried(request)}"
        return HttpResponseClientRedirect(versions) if request.htmx else redirect(versions)


def _page(request: SignedIn, vividpage: VividPage, number: int, visible: Visibility) -> MendPage:
    analyses = Analysis.objects.select_related(
        "scene__vividpage__owner", "scene__chapter", "scene__picture__active_version__requested_by", "setting"
    )
    analysis = get_object_or_404(analyses, scene__vividpage=vividpage, scene__number=number)
    form = MendForm(
        request.POST if request.method == "POST" else None,
        analysis=analysis,
        cast=cast_of(vividpage, analysis, visible),
        facts=facts_at(analysis.scene),
    )
    return MendPage(vividpage, analysis, visible, form)


@login_required
@read_or_send
def mend(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Show what can be said of a picture; sent to, show what that changes, and do it."""
    vividpage = vividpage_of(request, vividpage_id)
    visible = visible_on(request, vividpage)
    if not visible.shows(number):
        return render(request, "reading/warning.html", {"vividpage": vividpage, "visible": visible})
    page = _page(request, vividpage, number, visible)
    return page.answer(request) if request.method == "POST" else page.show(request)
