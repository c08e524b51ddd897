"""Addresses of the story bible's pages."""

from __future__ import annotations

from django.urls import path

from characters import views

urlpatterns = [
    path("books/<uuid:vividpage_id>/people/", views.people, name="people"),
]
