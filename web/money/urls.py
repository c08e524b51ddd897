"""Addresses of the pages of costs and spending."""

from __future__ import annotations

from django.urls import path

from web.money import views

urlpatterns = [
    path("books/<uuid:vividpage_id>/costs/", views.book_costs, name="book_costs"),
    path("books/<uuid:vividpage_id>/budget/", views.budget, name="book_budget"),
    path("books/<uuid:vividpage_id>/ledger/", views.ledger, name="book_ledger"),
    path("books/<uuid:vividpage_id>/ledger.csv", views.ledger_csv, name="book_ledger_csv"),
    path("spending/", views.spending_page, name="spending"),
    path("spending/answers/", views.forget_answers, name="forget_answers"),
]
