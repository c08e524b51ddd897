"""Workflows of readers' own for their ComfyUI: kept with the key of its server, and offered as models of it.

A workflow that is replaced is another model, so that nothing that was drawn with the former one stands for it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from django.db import transaction

from providers.errors import UnknownModel
from providers.models import OwnWorkflow
from providers.services.comfyui.workflows import OWN, WorkflowRefused, read_own

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.models import ApiKey
    from providers.services.comfyui.workflows import Workflow

SERVICE = "comfyui"
MOST = 20
"""Of one key."""


@transaction.atomic
def keep_workflow(*, api_key: ApiKey, name: str, text: str) -> OwnWorkflow:
    """Keep a workflow under a name; one of that name is replaced. Raises WorkflowRefused."""
    graph = read_own(text)
    if api_key.service != SERVICE:
        raise WorkflowRefused("Only a ComfyUI has workflows.")
    type(api_key).objects.select_for_update(no_key=True).get(pk=api_key.pk)  # many at once are counted one by one
    others = OwnWorkflow.objects.filter(api_key=api_key).exclude(name=name)
    if others.count() >= MOST:
        raise WorkflowRefused(f"There are {MOST} workflows already. Delete one first.")
    digest = hashlib.sha256(json.dumps(graph, sort_keys=True).encode()).hexdigest()[:6]
    workflow, _ = OwnWorkflow.objects.update_or_create(
        api_key=api_key, name=name, defaults={"graph": graph, "model": f"{OWN}{name}-{digest}"}
    )
    return workflow


def delete_workflow(*, workflow: OwnWorkflow) -> None:
    """Delete a workflow; what it drew stays."""
    workflow.delete()


def workflows_of(api_key: ApiKey) -> QuerySet[OwnWorkflow]:
    """Select the workflows of a key."""
    return OwnWorkflow.objects.filter(api_key=api_key)


def models_by_key(keys: Iterable[ApiKey]) -> dict[UUID, tuple[str, ...]]:
    """Return what the catalogue calls the workflows of each of these keys."""
    found: dict[UUID, tuple[str, ...]] = {}
    ids = [key.pk for key in keys if key.service == SERVICE]
    if not ids:
        return found
    for key_id, model in OwnWorkflow.objects.filter(api_key__in=ids).values_list("api_key_id", "model"):
        found[key_id] = (*found.get(key_id, ()), model)
    return found


def graph_of(key_id: UUID | None, model: str) -> Workflow:
    """Return the workflow that the catalogue calls so. Raises UnknownModel."""
    workflow = OwnWorkflow.objects.filter(api_key=key_id, model=model).first()
    if workflow is None:
        raise UnknownModel(
            f"The workflow {model.removeprefix(OWN)} has been deleted or replaced. Choose another model."
        )
    graph: Workflow = workflow.graph
    return graph
