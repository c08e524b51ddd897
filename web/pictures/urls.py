"""Addresses of the storyboards' pages."""

from __future__ import annotations

from django.urls import path

from storyboards import views_sheets, views_stale

urlpatterns = [
    path("books/<uuid:vividpage_id>/pictures/stale/", views_stale.stale, name="stale"),
    path("books/<uuid:vividpage_id>/pictures/redraw/", views_stale.redraw, name="redraw"),
    path("books/<uuid:vividpage_id>/sheets/", views_sheets.sheets, name="sheets"),
    path("books/<uuid:vividpage_id>/sheets/approve/", views_sheets.approve, name="sheets_approve"),
    path("books/<uuid:vividpage_id>/sheets/<slug:kind>/<uuid:target>/", views_sheets.sheet, name="sheet"),
    path(
        "books/<uuid:vividpage_id>/sheets/<slug:kind>/<uuid:target>/redraw/", views_sheets.redraw, name="sheet_redraw"
    ),
    path("books/<uuid:vividpage_id>/sheets/<slug:kind>/<uuid:target>/own/", views_sheets.own, name="sheet_own"),
]
