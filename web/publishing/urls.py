"""Addresses of publishing."""

from __future__ import annotations

from django.urls import path

from web.publishing.canva import views as canva
from web.publishing.cover import views as cover
from web.publishing.views import checking, editions, files, opds, pictures

BOOK = "books/<uuid:vividpage_id>/editions/"
EDITION = f"{BOOK}<uuid:edition_id>/"

urlpatterns = [
    path("check-print/", checking.check_print, name="check_print"),
    path(BOOK, editions.editions, name="editions"),
    path("books/<uuid:vividpage_id>/pictures/<int:number>/save/", pictures.save_picture, name="save_picture"),
    path("books/<uuid:vividpage_id>/pictures/<int:number>/save/<slug:form>/", pictures.picture_as, name="picture_as"),
    path(f"{BOOK}live/", editions.live, name="editions_live"),
    path(f"{BOOK}cover/", cover.cover, name="edition_cover"),
    path(f"{BOOK}cover/preview/", cover.preview, name="edition_cover_preview"),
    path(f"{BOOK}canva/", canva.edition, name="canva_edition"),
    path("account/canva/", canva.account, name="canva"),
    path("account/canva/connect/", canva.connect, name="canva_connect"),
    path("account/canva/return/", canva.returned, name="canva_return"),
    path("account/canva/disconnect/", canva.disconnect, name="canva_disconnect"),
    path("account/canva/templates/", canva.look_up, name="canva_templates"),
    path(f"{BOOK}make/", editions.make, name="make_edition"),
    path(f"{EDITION}again/", editions.make_again, name="make_edition_again"),
    path(f"{EDITION}cancel/", editions.cancel, name="cancel_edition"),
    path(f"{EDITION}delete/", editions.delete, name="delete_edition"),
    path(f"{EDITION}file/", files.download, name="edition_file"),
    path(f"{EDITION}previews/<int:number>/", files.preview, name="edition_preview"),
    path("editions/<str:token>/<str:name>", files.by_link, name="edition_by_link"),
    path("opds/", opds.atom_feed, name="opds"),
    path("opds/search.xml", opds.search, name="opds_search"),
    path("opds/2/", opds.feed, name="opds2"),
    path("opds/2/authentication.json", opds.authentication, name="opds_authentication"),
    path("opds/2/publications/<uuid:book>.json", opds.publication, name="opds_publication"),
    path("opds/files/<uuid:edition_id>/<str:name>", opds.file, name="opds_file"),
    path("opds/covers/<uuid:edition_id>.jpg", opds.cover, name="opds_cover"),
]
