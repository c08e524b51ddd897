"""Addresses of the bell's pages."""

from __future__ import annotations

from django.urls import path

from web.notifications import devices, preferences, views, webhooks

urlpatterns = [
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/all-read/", views.mark_all, name="notifications_all_read"),
    path("notifications/no-mail/<str:token>/", views.unsubscribe, name="notifications_no_mail"),
    path("notifications/<uuid:notification_id>/", views.follow, name="follow_notification"),
    path("notifications/<uuid:notification_id>/mark/", views.mark, name="mark_notification"),
    path("account/notifications/", preferences.preferences, name="notification_settings"),
    path("account/notifications/webhooks/", webhooks.add, name="add_webhook"),
    path("account/notifications/webhooks/<uuid:webhook_id>/", webhooks.webhook, name="webhook"),
    path("account/notifications/webhooks/<uuid:webhook_id>/act/", webhooks.act, name="act_on_webhook"),
    path("account/notifications/devices/", devices.devices, name="push_devices"),
]
