"""What somebody says in a story: a line that continues it, and a text that they change by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from authors.continuations.contract import MOST_LINE

if TYPE_CHECKING:
    from writing.stories.models import Story


class LineForm(forms.Form):
    """A line or two that continue a story."""

    line = forms.CharField(
        label="What happens next?",
        max_length=MOST_LINE,
        help_text="Say in a line or two what somebody does or what happens. It becomes a scene.",
        widget=forms.Textarea({"class": "input", "rows": 3, "required": True}),
    )
    if_overtaken_branch = forms.BooleanField(
        label="If somebody is faster and mine does not fit any more: make it a branch of its own", required=False
    )

    def __init__(self, *args: Any, story: Story, accepted: str, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if accepted != story.licence:
            self.fields["accepts_licence"] = forms.BooleanField(
                label=f"My lines are mine, and may be used so: {story.get_licence_display()}"
            )


class TextForm(forms.Form):
    """The text of a segment, as its writer changes it by hand: paragraphs by empty lines."""

    text = forms.CharField(label="The text", widget=forms.Textarea({"class": "input", "rows": 14}))

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs that were sent."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n").split("\n\n")
