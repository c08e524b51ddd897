"""Taking a story bible in from a file. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from characters.editing import EditRefused
from characters.exchange.document import MOST_BYTES, read_document
from characters.exchange.importing import import_bible
from web.requests import SignedIn, carried, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpResponse


class BibleForm(forms.Form):
    """A bible's file."""

    file = forms.FileField(
        label="Story bible",
        help_text="A JSON file that was exported here, of a book with the same text.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Look at the size before anything is read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(f"A bible has {MOST_BYTES // 1024 // 1024} MB at most.")
        return file


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_in_bible(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Ask for a file, and make the book's bible what it says."""
    vividpage = vividpage_of(request, vividpage_id)
    form = BibleForm(request.POST, request.FILES) if request.method == "POST" else BibleForm()
    if request.method == "POST" and form.is_valid():
        try:
            document = read_document(form.cleaned_data["file"].read())
            edit = import_bible(vividpage=vividpage, document=document, by=request.user)
        except EditRefused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, f"{edit.summary}." if edit else "The book's bible is so already.")
            return redirect(f"{reverse('edits', args=[vividpage_id])}{carried(request)}")
    context = {"vividpage": vividpage, "form": form, "carried": carried(request)}
    return render(request, "bible/editing/exchange.html", context, status=422 if form.errors else 200)
