"""Addresses of the pages of keys and models."""

from __future__ import annotations

from allauth.account import views as allauth_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.socialaccount.providers.google import views as google_views
from allauth.socialaccount.views import connections
from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.generic import RedirectView

from accounts.access.confirming import confirmed, confirmed_to_connect, confirmed_to_switch_on
from web.account import activity, archives, factors, leaving, pictures, sessions, storage, tokens, views, workflows

urlpatterns = [
    path("accounts/google/login/", confirmed_to_connect(google_views.oauth2_login)),
    path("accounts/email/", confirmed(allauth_views.email, reading=False), name="account_email"),
    path("accounts/password/set/", confirmed(allauth_views.password_set, reading=False), name="account_set_password"),
    path("accounts/3rdparty/", confirmed(connections, reading=False), name="socialaccount_connections"),
    path("accounts/2fa/authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("accounts/2fa/webauthn/reauthenticate/", factors.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("accounts/2fa/totp/activate/", confirmed(app_views.activate_totp), name="mfa_activate_totp"),
    path("accounts/2fa/totp/deactivate/", confirmed(app_views.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "accounts/2fa/webauthn/",
        login_required(RedirectView.as_view(pattern_name="mfa_index")),
        name="mfa_list_webauthn",
    ),
    path("accounts/2fa/webauthn/add/", confirmed(passkey_views.add_webauthn), name="mfa_add_webauthn"),
    path(
        "accounts/2fa/webauthn/keys/<int:pk>/remove/",
        confirmed(passkey_views.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("accounts/2fa/webauthn/keys/<int:pk>/edit/", confirmed(passkey_views.edit_webauthn), name="mfa_edit_webauthn"),
    path("accounts/2fa/recovery-codes/", confirmed(code_views.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "accounts/2fa/recovery-codes/generate/",
        confirmed(code_views.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "accounts/2fa/recovery-codes/download/",
        confirmed(code_views.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/activity/", activity.activity_page, name="activity"),
    path("accounts/sessions/", sessions.sessions_page, name="usersessions_list"),
    path("accounts/sessions/<int:session_id>/end/", sessions.end, name="end_session"),
    path("account/keys/", views.keys_page, name="keys"),
    path("account/keys/new/<slug:service>/", confirmed(views.add), name="key_add"),
    path("account/keys/<uuid:key_id>/name/", views.rename, name="key_rename"),
    path("account/keys/<uuid:key_id>/switch/", confirmed_to_switch_on(views.switch, back="keys"), name="key_switch"),
    path("account/keys/<uuid:key_id>/check/", views.check, name="key_check"),
    path("account/keys/<uuid:key_id>/delete/", confirmed(views.delete), name="key_delete"),
    path("account/keys/<uuid:key_id>/workflows/", workflows.workflows_page, name="key_workflows"),
    path(
        "account/keys/<uuid:key_id>/workflows/<uuid:workflow_id>/delete/", workflows.delete, name="key_workflow_delete"
    ),
    path("account/e-readers/", confirmed(tokens.tokens_page), name="tokens"),
    path("account/e-readers/<uuid:token_id>/delete/", tokens.delete, name="delete_token"),
    path("account/storage/", storage.storage, name="storage"),
    path("account/archive/make/", confirmed(archives.make, back="storage"), name="make_archive"),
    path("account/archive/delete/", archives.delete, name="delete_archive"),
    path("archives/<str:token>/", archives.by_link, name="archive_by_link"),
    path("account/delete/", confirmed(leaving.delete), name="delete_account"),
    path("account/left/", leaving.left, name="account_left"),
    path("accounts/inactive/", leaving.inactive, name="account_inactive"),
    path("account/pictures/", pictures.pictures, name="picture_settings"),
    path("models/", views.models_page, name="models"),
]
