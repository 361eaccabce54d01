"""Addresses of the users subject: one's own settings, the users, and every address of sign-in that is reached.

allauth's own list has more than is used here (sign-up, e-mail lists); its names are kept.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as sso
from django.urls import include, path, re_path

from highground.apps.users import views
from highground.apps.users.views import needs_mail

pages = [
    path("me/settings/", views.settings, name="settings"),
    path("users/", views.user_list, name="list"),
    path("users/add/", views.add, name="add"),
    path("users/<int:user_id>/", views.change, name="change"),
    path("users/<int:user_id>/password/", views.password, name="password"),
    path("users/<int:user_id>/two-step/", views.reset_two_step, name="reset_two_step"),
]
sign_in = [
    path("login/", views.sign_in, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", needs_mail(account.password_reset), name="account_reset_password"),
    path("password/reset/done/", needs_mail(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        needs_mail(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        needs_mail(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
second_step = [
    path("", mfa.index, name="mfa_index"),
    path("authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("totp/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("webauthn/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("webauthn/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("webauthn/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("webauthn/reauthenticate/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("webauthn/keys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]
single_sign_on = [
    path("", social.connections, name="socialaccount_connections"),
    path("login/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("login/error/", social.login_error, name="socialaccount_login_error"),
    path("<slug:provider_id>/login/", sso.login, name="openid_connect_login"),
    path("<slug:provider_id>/login/callback/", sso.callback, name="openid_connect_callback"),
]
urlpatterns = [
    path("", include((pages, "users"))),
    path("me/", include(sign_in)),
    path("me/two-step/", include(second_step)),
    path("me/single-sign-on/", include(single_sign_on)),
]
