"""Addresses of the search."""

from __future__ import annotations

from django.urls import path

from web.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("books/<uuid:vividpage_id>/search/", views.search_book, name="book_search"),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/similar/", views.similar_scenes, name="similar_scenes"),
]
