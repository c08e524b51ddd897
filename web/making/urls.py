"""Addresses of the books' pages."""

from __future__ import annotations

from django.urls import path

from books import views, views_costs, views_place

urlpatterns = [
    path("", views.home, name="home"),
    path("books/", views.bookcase, name="bookcase"),
    path("books/new/", views.upload, name="upload"),
    path("books/<uuid:vividpage_id>/", views.book, name="book"),
    path("books/<uuid:vividpage_id>/setup/", views.setup, name="setup"),
    path("books/<uuid:vividpage_id>/live/", views.live, name="book_live"),
    path("books/<uuid:vividpage_id>/start/", views.start, name="book_start"),
    path("books/<uuid:vividpage_id>/stop/", views.stop, name="book_stop"),
    path("books/<uuid:vividpage_id>/delete/", views.delete, name="book_delete"),
    path("books/<uuid:vividpage_id>/pictures/", views.pictures, name="book_pictures"),
    path("books/<uuid:vividpage_id>/read/", views.resume, name="book_resume"),
    path("books/<uuid:vividpage_id>/read/<int:chapter>/", views.read, name="read"),
    path("books/<uuid:vividpage_id>/place/", views_place.place, name="book_place"),
    path("books/<uuid:vividpage_id>/horizon/", views_place.horizon, name="book_horizon"),
    path("books/<uuid:vividpage_id>/costs/", views_costs.book_costs, name="book_costs"),
    path("books/<uuid:vividpage_id>/budget/", views_costs.budget, name="book_budget"),
    path("books/<uuid:vividpage_id>/ledger/", views_costs.ledger, name="book_ledger"),
    path("books/<uuid:vividpage_id>/ledger.csv", views_costs.ledger_csv, name="book_ledger_csv"),
    path("books/<uuid:vividpage_id>/failures/", views_costs.failures, name="book_failures"),
]
