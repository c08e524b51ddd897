"""What moderators choose: which part of the queue, and what is done about a picture."""

from __future__ import annotations

from django import forms

from storyboards.models import PictureVersion, Report
from storyboards.safety.moderating import LONGEST_REASON
from storyboards.safety.queue import REPORTED, STATES, QueueFilter

RATINGS = [(value, label) for value, label in PictureVersion.Rating.choices if value]


class QueueForm(forms.Form):
    """Which part of the queue. What is nonsense counts as nothing."""

    state = forms.ChoiceField(choices=list(STATES.items()), required=False)
    rating = forms.ChoiceField(choices=[("", "any rating"), *RATINGS], required=False)
    reason = forms.ChoiceField(choices=[("", "any reason"), *Report.Reason.choices], required=False)
    since = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def wanted(self) -> QueueFilter:
        """Return the part of the queue."""
        self.is_valid()
        data = self.cleaned_data
        return QueueFilter(
            state=data.get("state") or REPORTED,
            rating=data.get("rating") or "",
            reason=data.get("reason") or "",
            since=data.get("since"),
            until=data.get("until"),
        )


class DeedForm(forms.Form):
    """What is done about a picture, and why."""

    DEEDS = ("hide", "restore", "dismiss", "rate", "ban", "lift")

    deed = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    rating = forms.ChoiceField(
        choices=[(value, label) for value, label in RATINGS if value != PictureVersion.Rating.UNCHECKED],
        required=False,
    )
    reason = forms.CharField(max_length=LONGEST_REASON, required=False, widget=forms.Textarea(attrs={"rows": 3}))
