"""The form for a cover: that of its options, with pictures to choose from and room for words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from publishing.kinds.cover.kind import KIND
from publishing.kinds.cover.options import LONGEST_BACK
from web.publishing.forms import OptionsForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publishing.kinds.cover.book import CoverBook


class CoverForm(OptionsForm):
    """What a reader chooses for a cover of their book."""

    def __init__(self, book: CoverBook, data: Any = None, *, chosen: Mapping[str, Any] | None = None) -> None:
        super().__init__(KIND, data, chosen=chosen)
        pictures = [("auto", "The first picture of the story")]
        pictures += [("cover", "The cover that the book has")] if book.cover else []
        pictures += [(str(number), f"Scene {number}") for number in book.scenes]
        picture = self.fields["picture"]
        picture.widget, picture.help_text = forms.Select({"class": "input"}, choices=pictures), ""
        back = self.fields["back"]
        back.widget = forms.Textarea({"class": "input", "rows": 6, "maxlength": LONGEST_BACK})
