"""What readers propose: topics and ideas; what they say about them, and what they report."""

from __future__ import annotations

from typing import Any

from django import forms

from writing.stories.models import Category, ContentReport
from writing.stories.models.idea import LONGEST_IDEA, LONGEST_TITLE
from writing.stories.models.moderation import LONGEST_COMMENT, LONGEST_WORDS

LINE = forms.TextInput({"class": "input"})


class _Plain(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})


class IdeaForm(_Plain):
    """An idea for a story."""

    title = forms.CharField(label="Title", max_length=LONGEST_TITLE, widget=LINE)
    text = forms.CharField(
        label="What the story could be about",
        max_length=LONGEST_IDEA,
        help_text="Who is in it, what happens to them, and what nobody knows yet.",
        widget=forms.Textarea({"class": "input", "rows": 5}),
    )


class TopicForm(_Plain):
    """A topic that ideas could be about."""

    category = forms.ModelChoiceField(
        label="Category", queryset=Category.objects.all(), empty_label=None, widget=forms.Select({"class": "input"})
    )
    title = forms.CharField(label="Topic", max_length=LONGEST_TITLE, widget=LINE)
    about = forms.CharField(
        label="What belongs to it",
        max_length=1000,
        required=False,
        widget=forms.Textarea({"class": "input", "rows": 3}),
    )


class CommentForm(_Plain):
    """What a reader says about a part or an idea."""

    text = forms.CharField(
        label="Your comment", max_length=LONGEST_COMMENT, widget=forms.Textarea({"class": "input", "rows": 3})
    )


class ReportForm(_Plain):
    """Why something should not be here."""

    reason = forms.ChoiceField(
        label="What is wrong with it?", choices=ContentReport.Reason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="In your words, if you like",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea({"class": "input", "rows": 3}),
    )
