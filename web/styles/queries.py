"""What the pages of styles show of services."""

from __future__ import annotations

from providers.services import all_services


def services_that_take_a_picture() -> tuple[list[str], list[str]]:
    """Return the services that draw, by title: those that take a picture that shows a style, and those that do not."""
    drawing = [service for service in all_services().values() if "image" in service.kinds and service.access]
    taking = [service.title for service in drawing if service.references.styles]
    return sorted(taking), sorted(service.title for service in drawing if service.title not in taking)
