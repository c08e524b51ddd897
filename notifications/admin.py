"""What operators see of deliveries: never what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin

from notifications.models import Delivery

if TYPE_CHECKING:
    from django.http import HttpRequest


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin[Delivery]):
    """Deliveries, to be looked at."""

    list_display = ("created", "channel", "state", "tries", "code", "answer", "due")
    list_filter = ("channel", "state")
    fields = ("created", "channel", "state", "tries", "code", "answer", "due", "tried", "handed_over")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        """Nobody changes one by hand."""
        return False
