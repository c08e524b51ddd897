"""Addresses of a book's variants."""

from __future__ import annotations

from django.urls import path

from web.variants import views

urlpatterns = [
    path("books/<uuid:vividpage_id>/variants/", views.variants, name="variants"),
    path("books/<uuid:vividpage_id>/variants/make/", views.make, name="make_variant"),
]
