"""Addresses of books that are written here."""

from __future__ import annotations

from django.urls import path

from web.writing.views import books, briefs, facts, heroes, parts, plans, sources

BOOK = "books/<uuid:vividpage_id>/writing/"
PART = f"{BOOK}parts/<uuid:part_id>/"

urlpatterns = [
    path("write/", briefs.write, name="write"),
    path("write/<slug:kind>/", briefs.new_book, name="new_book"),
    path("write/<slug:kind>/understood/", briefs.understood, name="brief_understood"),
    path("heroes/", heroes.heroes, name="heroes"),
    path("heroes/new/", heroes.new_hero, name="new_hero"),
    path("heroes/<uuid:hero_id>/", heroes.hero, name="hero"),
    path("heroes/<uuid:hero_id>/delete/", heroes.delete_hero, name="delete_hero"),
    path(BOOK, books.writing, name="writing"),
    path(f"{BOOK}live/", books.live, name="writing_live"),
    path(f"{BOOK}act/", books.act, name="act_on_writing"),
    path(f"{BOOK}brief/", briefs.brief, name="brief"),
    path(f"{BOOK}plan/", plans.plan, name="plan"),
    path(f"{BOOK}plan/order/", plans.reorder, name="reorder_plan"),
    path(f"{BOOK}plan/keep-hero/", heroes.keep_hero, name="keep_hero"),
    path(f"{BOOK}plan/versions/<uuid:plan_id>/", plans.return_to, name="return_to_plan"),
    path(f"{BOOK}plan/<uuid:part_id>/", plans.plan_part, name="plan_part"),
    path(PART, parts.part, name="part"),
    path(f"{PART}act/", parts.act, name="act_on_part"),
    path(f"{BOOK}manuscript/", books.manuscript, name="manuscript"),
    path(f"{BOOK}sources/", sources.sources, name="sources"),
    path(f"{BOOK}sources/live/", sources.live, name="sources_live"),
    path(f"{BOOK}sources/add/", sources.add, name="add_sources"),
    path(f"{BOOK}sources/act/", sources.act, name="act_on_sources"),
    path(f"{BOOK}sources/<uuid:source_id>/", sources.decide, name="decide_source"),
    path(f"{BOOK}sources/<uuid:source_id>/cited/", sources.cited, name="source_cited"),
    path(f"{BOOK}facts/", facts.facts, name="facts"),
    path(f"{BOOK}facts/settle/", sources.settle, name="settle"),
    path(f"{BOOK}timeline/", facts.timeline, name="timeline"),
    path(f"{BOOK}quality/", facts.quality, name="quality"),
    path(f"{BOOK}quality.json", facts.quality_json, name="quality_json"),
]
