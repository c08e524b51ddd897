"""Addresses of the story bible's pages."""

from __future__ import annotations

from django.urls import path

from characters import views, views_search

urlpatterns = [
    path("search/", views_search.search, name="search"),
    path("books/<uuid:vividpage_id>/search/", views_search.search_book, name="book_search"),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/similar/", views_search.similar_scenes, name="similar_scenes"),
    path("books/<uuid:vividpage_id>/people/", views.people, name="people"),
]
