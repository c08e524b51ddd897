"""Every address of VividPages."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from accounts.factors.requiring import leads_to_second_factor, with_second_factor
from api.core.site import not_found
from api.urls import api
from vividpages.health import health, live, metrics, ready
from vividpages.media import media
from vividpages.security_txt import security_txt
from vividpages.source import source
from web.operations.views import status_page

# Where guesses are counted, and second factors asked for.
admin.site.login = leads_to_second_factor(secure_admin_login(admin.site.login))  # type: ignore[method-assign]
admin.site.has_permission = with_second_factor(admin.site.has_permission)  # type: ignore[method-assign, assignment]
admin.site.site_header = "VividPages"
admin.site.site_title = "VividPages"
admin.site.index_title = "Moderation"

handler400 = "vividpages.errors.bad_request"
handler500 = "vividpages.errors.server_error"

urlpatterns = [
    path("", include("web.urls")),
    path("api/v1/", api.urls),
    re_path("^api/", not_found),
    path("accounts/", include("allauth.urls")),
    path("admin/status/", admin.site.admin_view(status_page), name="site_status"),
    path("admin/", admin.site.urls),
    path(".well-known/security.txt", security_txt),
    path("source/", source, name="source"),
    path("health/", health, name="health"),
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
    path("metrics", metrics, name="metrics"),
    path("favicon.ico", RedirectView.as_view(url="/static/img/favicon.svg")),
    path("media/<path:name>", media, name="media"),
]
