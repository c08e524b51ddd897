"""Addresses of a book's editions."""

from __future__ import annotations

from django.urls import path

from web.editions import views

urlpatterns = [
    path("books/<uuid:vividpage_id>/editions/", views.editions, name="editions"),
    path("books/<uuid:vividpage_id>/editions/make/", views.make, name="make_edition"),
]
