"""Which hosts we are, and who may ask without naming one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.middleware.common import CommonMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponsePermanentRedirect

ASKED_BY_MACHINES = frozenset({"/health/", "/health/live", "/health/ready", "/metrics"})
"""Probes and Prometheus ask by the address of a machine or a pod; no answer to them names a host."""


class Hosts(CommonMiddleware):
    """Refuses requests for hosts that are not among ALLOWED_HOSTS, and does what Django's own does beside."""

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        """Return an answer only to an address that is to be asked for elsewhere. Raises DisallowedHost."""
        return None if request.path in ASKED_BY_MACHINES else super().process_request(request)
