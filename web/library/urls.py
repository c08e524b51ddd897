"""Addresses of the library: home, the bookcase, taking books in and deleting them."""

from __future__ import annotations

from django.urls import path

from web.library import views

urlpatterns = [
    path("", views.home, name="home"),
    path("books/", views.bookcase, name="bookcase"),
    path("books/new/", views.upload, name="upload"),
    path("styles/<slug:key>.webp", views.style_specimen, name="style_specimen"),
    path("sample/", views.try_sample, name="sample"),
    path("books/<uuid:vividpage_id>/delete/", views.delete, name="book_delete"),
]
