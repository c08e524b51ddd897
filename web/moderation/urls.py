"""Addresses of the moderators' pages."""

from __future__ import annotations

from django.urls import path

from web.moderation import views

urlpatterns = [
    path("moderation/", views.queue, name="moderation"),
    path("moderation/trail/", views.trail, name="moderation_trail"),
    path("moderation/<uuid:version_id>/", views.case, name="moderation_case"),
]
