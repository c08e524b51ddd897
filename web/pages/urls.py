"""Addresses of the page editor."""

from __future__ import annotations

from django.urls import path

from web.pages import views

urlpatterns = [
    path("books/<uuid:vividpage_id>/pages/", views.pages, name="pages"),
    path("books/<uuid:vividpage_id>/pages/turn/", views.turn, name="turn_pages"),
    path("books/<uuid:vividpage_id>/pages/lay/", views.lay, name="lay_pages"),
    path("books/<uuid:vividpage_id>/pages/undo/", views.undo, name="undo_pages"),
    path("books/<uuid:vividpage_id>/pages/<uuid:page_id>/change/", views.change, name="change_page"),
    path("books/<uuid:vividpage_id>/pages/<uuid:page_id>/try/", views.try_out, name="try_page"),
    path("books/<uuid:vividpage_id>/pages/<uuid:page_id>/act/", views.act, name="act_on_page"),
    path("books/<uuid:vividpage_id>/pages/<uuid:page_id>/text.svg", views.text, name="page_text"),
]
