"""Notification, Delivery, Preferences, Webhook, PushDevice, PushKey."""

from notifications.models.channels import PushDevice, PushKey, Webhook
from notifications.models.notification import Delivery, Notification
from notifications.models.preferences import Preferences

__all__ = ["Delivery", "Notification", "Preferences", "PushDevice", "PushKey", "Webhook"]
