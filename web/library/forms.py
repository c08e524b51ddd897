"""Taking a book in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class UploadForm(forms.Form):
    """One EPUB file."""

    epub = forms.FileField(
        label="EPUB file",
        error_messages={"required": "Choose an EPUB file first.", "empty": "That file is empty."},
    )

    def clean_epub(self) -> UploadedFile[Any]:
        """Refuse what is larger than MAX_UPLOAD_BYTES."""
        epub: UploadedFile[Any] = self.cleaned_data["epub"]
        if (epub.size or 0) > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(
                f"That file has {filesizeformat(epub.size or 0)}; "
                f"the largest that can be taken in is {filesizeformat(settings.MAX_UPLOAD_BYTES)}."
            )
        return epub
