"""What owners and moderators of a story say: whom they invite, and why they decide so."""

from __future__ import annotations

from typing import Any

from django import forms

from writing.stories.models.moderation import LONGEST_WORDS


class InviteForm(forms.Form):
    """Whom a story's owner asks to continue it."""

    email = forms.EmailField(
        label="E-mail address of their account",
        widget=forms.EmailInput({"class": "input", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class ReasonForm(forms.Form):
    """Why something is decided: told to whoever it concerns."""

    reason = forms.CharField(max_length=LONGEST_WORDS, required=False)

    @property
    def reason_given(self) -> str:
        """The reason; "" for none, which services refuse where one is needed."""
        self.is_valid()
        return str(self.cleaned_data.get("reason", ""))
