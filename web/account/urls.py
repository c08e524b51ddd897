"""Addresses of the pages of keys and models."""

from __future__ import annotations

from django.urls import path

from web.account import views

urlpatterns = [
    path("account/keys/", views.keys_page, name="keys"),
    path("account/keys/new/<slug:service>/", views.add, name="key_add"),
    path("account/keys/<uuid:key_id>/name/", views.rename, name="key_rename"),
    path("account/keys/<uuid:key_id>/switch/", views.switch, name="key_switch"),
    path("account/keys/<uuid:key_id>/check/", views.check, name="key_check"),
    path("account/keys/<uuid:key_id>/delete/", views.delete, name="key_delete"),
    path("models/", views.models_page, name="models"),
]
