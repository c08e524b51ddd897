"""What a reader wants to see of adult and violent pictures, and who checks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from storyboards.safety.moderators import is_moderator
from storyboards.safety.preferences import PreferenceRefused, Wanted, prefer, preferences_of
from storyboards.safety.veiling import Veil, eyes_of
from web.requests import SignedIn, read_or_send

if TYPE_CHECKING:
    from django.http import HttpResponse

MINOR = "Adult pictures are for those who are 18 or older: they stay hidden from you."


class PictureForm(forms.Form):
    """Adult and violent pictures, and the date of birth until it has been told."""

    adult = forms.ChoiceField(choices=Veil.choices, widget=forms.RadioSelect)
    violent = forms.ChoiceField(choices=Veil.choices, widget=forms.RadioSelect)
    birth_date = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date", "class": "input"}))
    checks_at_services = forms.BooleanField(required=False)

    def wanted(self) -> Wanted:
        """Return what was chosen. Call it on a valid form."""
        data = self.cleaned_data
        return Wanted(Veil(data["adult"]), Veil(data["violent"]), data["checks_at_services"], data["birth_date"])


@login_required
@read_or_send
def pictures(request: SignedIn) -> HttpResponse:
    """Show and change what is shown of adult and violent pictures."""
    kept = preferences_of(request.user)
    first = {name: getattr(kept, name) for name in ("adult", "violent", "birth_date", "checks_at_services")}
    form = PictureForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            prefer(reader=request.user, wanted=form.wanted())
        except PreferenceRefused as refused:
            form.add_error("birth_date", str(refused))
        else:
            if form.wanted().adult != Veil.HIDE and eyes_of(request.user).is_minor:
                messages.warning(request, MINOR)
            else:
                messages.success(request, "Saved. It holds for all pictures of all your books.")
            return redirect("picture_settings")
    context = {"form": form, "eyes": eyes_of(request.user), "kept": kept, "moderates": is_moderator(request.user)}
    return render(request, "account/pictures.html", context, status=422 if form.errors else 200)
