"""Addresses of the making of a book."""

from __future__ import annotations

from django.urls import path

from web.making import views

urlpatterns = [
    path("books/<uuid:vividpage_id>/", views.book, name="book"),
    path("books/<uuid:vividpage_id>/setup/", views.setup, name="setup"),
    path("books/<uuid:vividpage_id>/styles/", views.styles, name="book_styles"),
    path("books/<uuid:vividpage_id>/styles/<slug:key>.webp", views.style_on_book, name="book_style"),
    path("books/<uuid:vividpage_id>/live/", views.live, name="book_live"),
    path("books/<uuid:vividpage_id>/start/", views.start, name="book_start"),
    path("books/<uuid:vividpage_id>/stop/", views.stop, name="book_stop"),
    path("books/<uuid:vividpage_id>/failures/", views.failures, name="book_failures"),
    path("books/<uuid:vividpage_id>/held/", views.decide_held, name="book_held"),
]
