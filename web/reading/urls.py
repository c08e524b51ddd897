"""Addresses of the reading view."""

from __future__ import annotations

from django.urls import path

from web.reading import views

urlpatterns = [
    path("books/<uuid:vividpage_id>/read/", views.resume, name="book_resume"),
    path("books/<uuid:vividpage_id>/read/<int:chapter>/", views.read, name="read"),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/people/", views.companion, name="companion"),
    path("books/<uuid:vividpage_id>/scenes/<int:number>/faces/<uuid:person_id>/<str:manner>/", views.face, name="face"),
    path("books/<uuid:vividpage_id>/place/", views.place, name="book_place"),
    path("books/<uuid:vividpage_id>/horizon/", views.horizon, name="book_horizon"),
]
