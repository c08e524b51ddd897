"""Addresses of a book's pictures and its reference sheets."""

from __future__ import annotations

from django.urls import path

from web.pictures.views import gallery, mending, references, stale

urlpatterns = [
    path("books/<uuid:vividpage_id>/pictures/", gallery.gallery, name="book_pictures"),
    path("books/<uuid:vividpage_id>/pictures/stale/", stale.stale, name="stale"),
    path("books/<uuid:vividpage_id>/pictures/redraw/", stale.redraw, name="redraw"),
    path("books/<uuid:vividpage_id>/pictures/<int:number>/mend/", mending.mend, name="mend"),
    path("books/<uuid:vividpage_id>/references/", references.references, name="references"),
    path("books/<uuid:vividpage_id>/references/approve/", references.approve, name="references_approve"),
    path("books/<uuid:vividpage_id>/references/<slug:kind>/<uuid:target>/", references.reference, name="reference"),
    path(
        "books/<uuid:vividpage_id>/references/<slug:kind>/<uuid:target>/redraw/",
        references.redraw,
        name="reference_redraw",
    ),
    path("books/<uuid:vividpage_id>/references/<slug:kind>/<uuid:target>/own/", references.own, name="reference_own"),
]
