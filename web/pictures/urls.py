"""Addresses of a book's pictures and its reference sheets."""

from __future__ import annotations

from django.urls import path

from web.pictures.views import gallery, sheets, stale

urlpatterns = [
    path("books/<uuid:vividpage_id>/pictures/", gallery.gallery, name="book_pictures"),
    path("books/<uuid:vividpage_id>/pictures/stale/", stale.stale, name="stale"),
    path("books/<uuid:vividpage_id>/pictures/redraw/", stale.redraw, name="redraw"),
    path("books/<uuid:vividpage_id>/sheets/", sheets.sheets, name="sheets"),
    path("books/<uuid:vividpage_id>/sheets/approve/", sheets.approve, name="sheets_approve"),
    path("books/<uuid:vividpage_id>/sheets/<slug:kind>/<uuid:target>/", sheets.sheet, name="sheet"),
    path("books/<uuid:vividpage_id>/sheets/<slug:kind>/<uuid:target>/redraw/", sheets.redraw, name="sheet_redraw"),
    path("books/<uuid:vividpage_id>/sheets/<slug:kind>/<uuid:target>/own/", sheets.own, name="sheet_own"),
]
