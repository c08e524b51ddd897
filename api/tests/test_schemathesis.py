"""Requests that nobody would write, made from the description of the API: each is answered as it says there.

`HYPOTHESIS_EXAMPLES=500 pytest api/tests/test_schemathesis.py` tries harder.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CHECKS
from schemathesis.generation import GenerationMode

from accounts.tokens import SCOPES, create_token
from api.urls import api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.whole]
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "2"))
"""Of each route and mode."""
DJANGO = get_wsgi_application()
schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
DESCRIPTION = dict(api.get_openapi_schema())
ROUTES = sorted(
    (f"{method.upper()} {path}", mode)
    for path, methods in DESCRIPTION["paths"].items()
    for method, described in methods.items()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or described["parameters"] or "requestBody" in described
)
"""Each with sound data, and where it takes any, with unsound."""
SEPARATELY = frozenset({"missing_required_header", "unsupported_method", "positive_data_acceptance", "ignored_auth"})
"""What is not asked of each request: books that are named by chance are not there, so sound data may be refused; who
may call what, `test_routes_matrix.py` says."""


def _application(environ: dict[str, Any], start_response: Any) -> Any:
    return DJANGO({**environ, "REMOTE_ADDR": "127.0.0.1"}, start_response)


@pytest.fixture
def secret(reader: User) -> str:
    return create_token(owner=reader, name="Fuzz", scopes=SCOPES)[1]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Leave the test's connection open between its requests, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize(("label", "mode"), ROUTES, ids=[f"{label}-{mode.value}" for label, mode in ROUTES])
def test_a_route_answers_as_it_is_described(label: str, mode: GenerationMode, secret: str) -> None:
    schema = schemathesis.openapi.from_dict(DESCRIPTION)
    schema.app = _application
    operation = schema.find_operation_by_label(label)
    names = [name for name in CHECKS.get_all_names() if name not in SEPARATELY]
    checks = CHECKS.get_by_names(names)

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def each(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {secret}"}, checks=checks)

    each()
