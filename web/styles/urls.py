"""Addresses of a reader's own styles."""

from __future__ import annotations

from django.urls import path

from web.styles import views

urlpatterns = [
    path("styles/", views.own_styles, name="own_styles"),
    path("styles/new/", views.begin, name="own_style_begin"),
    path("styles/new/<slug:base>/", views.make, name="own_style_make"),
    path("styles/new/<slug:base>/preview/", views.preview, name="style_preview"),
    path("styles/new/<slug:base>/preview.webp", views.preview_picture, name="style_preview_picture"),
    path("styles/import/", views.take_in, name="own_style_import"),
    path("styles/own/<uuid:style_id>/", views.change, name="own_style"),
    path("styles/own/<uuid:style_id>/delete/", views.delete, name="own_style_delete"),
    path("styles/own/<uuid:style_id>/file/", views.share, name="own_style_file"),
    path("styles/own/<uuid:style_id>/reference.webp", views.reference, name="own_style_reference"),
]
