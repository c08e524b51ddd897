"""Addresses of a book's pictures and its reference sheets."""

from __future__ import annotations

from django.urls import path

from web.pictures.views import cropping, gallery, looks, many, mending, references, safety, stale, versions

urlpatterns = [
    path("books/<uuid:vividpage_id>/pictures/", gallery.gallery, name="book_pictures"),
    path("books/<uuid:vividpage_id>/pictures/stale/", stale.stale, name="stale"),
    path("books/<uuid:vividpage_id>/pictures/redraw/", stale.redraw, name="redraw"),
    path("books/<uuid:vividpage_id>/pictures/<int:number>/mend/", mending.mend, name="mend"),
    path("books/<uuid:vividpage_id>/pictures/<int:number>/report/", safety.report_scene, name="report"),
    path("books/<uuid:vividpage_id>/versions/<uuid:version_id>/report/", safety.report, name="report_version"),
    path("versions/<uuid:version_id>/reveal/", safety.reveal, name="reveal"),
    path("books/<uuid:vividpage_id>/pictures/waiting/", many.waiting, name="waiting_pictures"),
    path("books/<uuid:vividpage_id>/pictures/waiting/accept/", many.accept_all, name="accept_waiting"),
    path("books/<uuid:vividpage_id>/pictures/waiting/keep/", many.keep_all, name="keep_all_shown"),
    path("books/<uuid:vividpage_id>/pictures/look/adopt/", looks.adopt, name="adopt_look"),
    path("books/<uuid:vividpage_id>/pictures/look/aside/", looks.put_aside, name="put_look_aside"),
    path("books/<uuid:vividpage_id>/pictures/old/delete/", many.delete_old, name="delete_old_versions"),
    path("books/<uuid:vividpage_id>/pictures/many/", many.many, name="redraw_many"),
    path("books/<uuid:vividpage_id>/pictures/many/redraw/", many.redraw, name="start_redraw_many"),
    path("books/<uuid:vividpage_id>/pictures/<int:number>/versions/", versions.versions, name="versions"),
    path("books/<uuid:vividpage_id>/pictures/<int:number>/versions/coming/", versions.coming, name="coming_version"),
    path("books/<uuid:vividpage_id>/pictures/<int:number>/versions/redraw/", versions.redraw, name="redraw_scene"),
    path("books/<uuid:vividpage_id>/pictures/<int:number>/versions/prefer/", versions.prefer, name="prefer_versions"),
    path(
        "books/<uuid:vividpage_id>/pictures/<int:number>/versions/keep/", versions.keep_shown, name="keep_shown_version"
    ),
    path("books/<uuid:vividpage_id>/versions/<uuid:version_id>/accept/", versions.accept, name="accept_version"),
    path("books/<uuid:vividpage_id>/versions/<uuid:version_id>/reject/", versions.reject, name="reject_version"),
    path("books/<uuid:vividpage_id>/versions/<uuid:version_id>/show/", versions.go_back, name="show_version"),
    path(
        "books/<uuid:vividpage_id>/versions/<uuid:version_id>/favourite/", versions.favourite, name="favourite_version"
    ),
    path("books/<uuid:vividpage_id>/versions/<uuid:version_id>/delete/", versions.delete, name="delete_version"),
    path("books/<uuid:vividpage_id>/references/", references.references, name="references"),
    path("books/<uuid:vividpage_id>/references/approve/", references.approve, name="references_approve"),
    path("books/<uuid:vividpage_id>/references/<slug:kind>/<uuid:target>/", references.reference, name="reference"),
    path(
        "books/<uuid:vividpage_id>/references/<slug:kind>/<uuid:target>/redraw/",
        references.redraw,
        name="reference_redraw",
    ),
    path("books/<uuid:vividpage_id>/references/<slug:kind>/<uuid:target>/own/", references.own, name="reference_own"),
    path("books/<uuid:vividpage_id>/references/<slug:kind>/<uuid:target>/crop/", cropping.crop, name="reference_crop"),
    path(
        "books/<uuid:vividpage_id>/references/<slug:kind>/<uuid:target>/back/", cropping.go_back, name="reference_back"
    ),
]
