"""Addresses of the bible of a story, all under one of its branches."""

from __future__ import annotations

from django.urls import path

from web.stories.bible import editing, suggesting, views

BIBLE = "stories/<uuid:story_id>/<int:number>/bible/"
PERSON, PLACE = f"{BIBLE}people/<uuid:character_id>/", f"{BIBLE}places/<uuid:setting_id>/"

urlpatterns = [
    path(BIBLE, views.bible, name="story_bible"),
    path(f"{PERSON}edit/", editing.edit_person, name="edit_story_person"),
    path(f"{PERSON}edit/<slug:action>/", editing.change_person, name="change_story_person"),
    path(f"{PLACE}edit/", editing.edit_place, name="edit_story_place"),
    path(f"{PLACE}edit/<slug:action>/", editing.change_place, name="change_story_place"),
    path(f"{BIBLE}add/", editing.add, name="add_to_story_bible"),
    path(f"{BIBLE}add/<slug:action>/", editing.change_adding, name="change_story_bible"),
    path(f"{BIBLE}edits/", editing.edits, name="story_bible_edits"),
    path(f"{BIBLE}edits/<uuid:edit_id>/undo/", editing.undo, name="undo_story_edit"),
    path(f"{PERSON}suggest/", suggesting.suggest_for_person, name="suggest_for_person"),
    path(f"{PLACE}suggest/", suggesting.suggest_for_place, name="suggest_for_place"),
    path(f"{BIBLE}suggestions/", suggesting.suggestions, name="story_suggestions"),
    path(f"{BIBLE}suggestions/<uuid:suggestion_id>/answer/", suggesting.answer_suggestion, name="answer_suggestion"),
]
