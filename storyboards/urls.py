"""Addresses of the storyboards' pages."""

from __future__ import annotations

from django.urls import path

from storyboards import views_stale

urlpatterns = [
    path("books/<uuid:vividpage_id>/pictures/stale/", views_stale.stale, name="stale"),
    path("books/<uuid:vividpage_id>/pictures/redraw/", views_stale.redraw, name="redraw"),
]
