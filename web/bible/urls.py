"""Addresses of the story bible's pages."""

from __future__ import annotations

from django.urls import path

from web.bible.views import continuity, editing, edits, exchange, people, person

urlpatterns = [
    path("books/<uuid:vividpage_id>/people/", people.people, name="people"),
    path("books/<uuid:vividpage_id>/people/<uuid:person_id>/", person.person, name="person"),
    path("books/<uuid:vividpage_id>/places/<uuid:place_id>/", person.place, name="place"),
    path("books/<uuid:vividpage_id>/people/same/", edits.same, name="same"),
    path(
        "books/<uuid:vividpage_id>/people/same/<slug:kind>/<uuid:keep_id>/<uuid:other_id>/",
        edits.answer_same,
        name="answer_same",
    ),
    path("books/<uuid:vividpage_id>/people/<uuid:character_id>/edit/", editing.edit_person, name="edit_person"),
    path("books/<uuid:vividpage_id>/people/<uuid:character_id>/edit/<slug:action>/", editing.change_person),
    path("books/<uuid:vividpage_id>/places/<uuid:setting_id>/edit/", editing.edit_place, name="edit_place"),
    path("books/<uuid:vividpage_id>/places/<uuid:setting_id>/edit/<slug:action>/", editing.change_place),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/edit/", editing.edit_scene, name="edit_scene"),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/edit/<slug:action>/", editing.change_scene),
    path("books/<uuid:vividpage_id>/people/add/", editing.add_to_bible, name="add_to_bible"),
    path("books/<uuid:vividpage_id>/people/add/<slug:action>/", editing.change_adding),
    path("books/<uuid:vividpage_id>/world/edit/", editing.edit_world, name="edit_world"),
    path("books/<uuid:vividpage_id>/world/edit/<slug:action>/", editing.change_world),
    path("books/<uuid:vividpage_id>/continuity/", continuity.continuity, name="continuity"),
    path("books/<uuid:vividpage_id>/continuity/check/", continuity.check_continuity, name="check_continuity"),
    path(
        "books/<uuid:vividpage_id>/continuity/<uuid:finding_id>/",
        continuity.answer_finding,
        name="answer_finding",
    ),
    path("books/<uuid:vividpage_id>/edits/", edits.edits, name="edits"),
    path("books/<uuid:vividpage_id>/edits/import/", exchange.take_in_bible, name="import_bible"),
    path("books/<uuid:vividpage_id>/edits/<uuid:edit_id>/undo/", edits.undo, name="undo_edit"),
]
