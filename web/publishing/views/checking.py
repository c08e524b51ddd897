"""The page that checks any PDF for print. The file is kept no longer than the answer takes."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import render

from accounts.access.allowances import LimitReached, spend_upload
from publishing.preflight.child import CheckLimits
from publishing.preflight.choices import ChoiceRefused
from publishing.preflight.sandboxed import Busy, check_file
from web.publishing.checking import CheckForm, groups, sizes
from web.requests import SignedIn, read_or_send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpResponse

    from publishing.preflight.sandboxed import CheckedFile

LIMITS = CheckLimits(seconds=30)
"""Of a request: a novel of 800 pages takes five seconds."""


@login_required
@read_or_send
def check_print(request: SignedIn) -> HttpResponse:
    """Check a PDF."""
    form = CheckForm(request.POST, request.FILES) if request.method == "POST" else CheckForm()
    status = 422
    if form.is_bound and form.is_valid():
        try:
            return _page(request, form, _checked(request, form), status=200)
        except ChoiceRefused as refused:
            form.add_error(None, str(refused))
        except (LimitReached, Busy) as refused:
            form.add_error("pdf", str(refused))
            status = 429
    return _page(request, form, None, status=status if form.errors else 200)


def _checked(request: SignedIn, form: CheckForm) -> CheckedFile:
    spend_upload(request.user)
    with _path_of(form.cleaned_data["pdf"]) as path:
        return check_file(path, form.choices(), LIMITS)


@contextmanager
def _path_of(pdf: UploadedFile[Any]) -> Iterator[Path]:
    """Open a file of an upload on the disk, which ends with it: small uploads are in memory only."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        for piece in pdf.chunks():
            file.write(piece)
        file.flush()
        yield Path(file.name)


def _page(request: SignedIn, form: CheckForm, checked: CheckedFile | None, *, status: int) -> HttpResponse:
    context = {
        "form": form,
        "sizes": sizes(),
        "max_megabytes": settings.MAX_UPLOAD_BYTES // 2**20,
        "inspection": checked.inspection if checked else None,
        "groups": groups(checked) if checked else [],
        "file_name": form.cleaned_data["pdf"].name if checked else "",
    }
    return render(request, "publishing/check_print.html", context, status=status)
