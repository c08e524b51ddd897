"""Addresses of the story bible's pages."""

from __future__ import annotations

from django.urls import path

from characters import views, views_companion, views_continuity, views_edit, views_edits, views_person, views_search

urlpatterns = [
    path("search/", views_search.search, name="search"),
    path("books/<uuid:vividpage_id>/search/", views_search.search_book, name="book_search"),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/similar/", views_search.similar_scenes, name="similar_scenes"),
    path("books/<uuid:vividpage_id>/people/", views.people, name="people"),
    path("books/<uuid:vividpage_id>/people/<uuid:person_id>/", views_person.person, name="person"),
    path("books/<uuid:vividpage_id>/places/<uuid:place_id>/", views_person.place, name="place"),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/people/", views_companion.companion, name="companion"),
    path("books/<uuid:vividpage_id>/people/same/", views_edits.same, name="same"),
    path(
        "books/<uuid:vividpage_id>/people/same/<slug:kind>/<uuid:keep_id>/<uuid:other_id>/",
        views_edits.answer_same,
        name="answer_same",
    ),
    path("books/<uuid:vividpage_id>/people/<uuid:character_id>/edit/", views_edit.edit_person, name="edit_person"),
    path("books/<uuid:vividpage_id>/people/<uuid:character_id>/edit/<slug:action>/", views_edit.change_person),
    path("books/<uuid:vividpage_id>/places/<uuid:setting_id>/edit/", views_edit.edit_place, name="edit_place"),
    path("books/<uuid:vividpage_id>/places/<uuid:setting_id>/edit/<slug:action>/", views_edit.change_place),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/edit/", views_edit.edit_scene, name="edit_scene"),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/edit/<slug:action>/", views_edit.change_scene),
    path("books/<uuid:vividpage_id>/continuity/", views_continuity.continuity, name="continuity"),
    path("books/<uuid:vividpage_id>/continuity/check/", views_continuity.continuity_check, name="continuity_check"),
    path(
        "books/<uuid:vividpage_id>/continuity/<uuid:finding_id>/",
        views_continuity.continuity_answer,
        name="continuity_answer",
    ),
    path("books/<uuid:vividpage_id>/edits/", views_edits.edits, name="edits"),
    path("books/<uuid:vividpage_id>/edits/<uuid:edit_id>/undo/", views_edits.undo, name="undo_edit"),
]
