"""A reader's own workflows for their ComfyUI. Those of another reader's key are not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.models import ApiKey
from providers.choosing import workflows
from providers.services.comfyui.workflows import LONGEST, WorkflowRefused
from web.requests import SignedIn, read_or_send

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse


class WorkflowForm(forms.Form):
    """A workflow as a file, and what it is called."""

    name = forms.RegexField(
        label="Name",
        max_length=40,
        regex=r"^[\w .()+-]+$",
        error_messages={"required": "Give it a name.", "invalid": "Use letters, digits, spaces and . ( ) + - alone."},
    )
    workflow = forms.FileField(
        label="Workflow (API format)",
        error_messages={"required": "Choose the file that ComfyUI has exported."},
        widget=forms.ClearableFileInput(attrs={"accept": "application/json,.json"}),
    )

    def text(self) -> str:
        """Return the file's text, as far as it is read."""
        data: bytes = self.cleaned_data["workflow"].read(LONGEST * 4 + 1)
        return data.decode(errors="replace")


def _key(request: SignedIn, key_id: UUID) -> ApiKey:
    return get_object_or_404(ApiKey.objects.owned_by(request.user).filter(service=workflows.SERVICE), pk=key_id)


@login_required
@read_or_send
def workflows_page(request: SignedIn, key_id: UUID) -> HttpResponse:
    """Show the workflows of a ComfyUI, and take another."""
    api_key = _key(request, key_id)
    form = WorkflowForm(request.POST, request.FILES) if request.method == "POST" else WorkflowForm()
    if form.is_bound and form.is_valid():
        try:
            kept = workflows.keep_workflow(api_key=api_key, name=form.cleaned_data["name"].strip(), text=form.text())
        except WorkflowRefused as error:
            form.add_error("workflow", str(error))
        else:
            messages.success(request, f"“{kept.name}” is saved. Choose it as the model that draws a book.")
            return redirect("key_workflows", api_key.pk)
    context = {"key": api_key, "workflows": workflows.workflows_of(api_key), "form": form}
    return render(request, "account/keys/workflows.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def delete(request: SignedIn, key_id: UUID, workflow_id: UUID) -> HttpResponse:
    """Delete a workflow."""
    api_key = _key(request, key_id)
    workflow = get_object_or_404(workflows.workflows_of(api_key), pk=workflow_id)
    workflows.delete_workflow(workflow=workflow)
    messages.success(request, f"“{workflow.name}” is deleted. What it drew stays.")
    return redirect("key_workflows", api_key.pk)
