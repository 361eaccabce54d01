"""Addresses of the users subject: one's own settings, the users, and every address of sign-in that is reached.

allauth's own list has more than is used here (sign-up, e-mail lists); its names are kept. Each of its pages gets
the sentence that stands over it.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as sso
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, include, path, re_path
from django.views import View

from highground.apps.users import views
from highground.apps.users.views import needs_mail
from highground.core.text import Text

pages = [
    path("me/settings/", views.settings, name="settings"),
    path("users/", views.user_list, name="list"),
    path("users/add/", views.add, name="add"),
    path("users/<int:user_id>/", views.change, name="change"),
    path("users/<int:user_id>/password/", views.password, name="password"),
    path("users/<int:user_id>/two-step/", views.reset_two_step, name="reset_two_step"),
]


def _page(address: str, view: type[View], name: str, answer: Text, **more: object) -> URLPattern:
    """A page of allauth under our sentence."""
    return path(address, view.as_view(extra_context={"answer": answer, **more}), name=name)


def _mail_page(address: str, view: type[View], name: str, answer: Text) -> URLPattern:
    """A page of allauth that is there only where the workspace can send mail."""
    return re_path(address, needs_mail(view.as_view(extra_context={"answer": answer})), name=name)


IT_IS_YOU = Text("Confirm that it is you")
sign_in = [
    _page(
        "login/",
        account.LoginView,
        "account_login",
        Text("Sign in to see where your accounts stand"),
        has_mail=views.has_mail,
        demo_hint=views.demo_hint,
    ),
    _page("logout/", account.LogoutView, "account_logout", Text("Sign out of this device?")),
    _page("inactive/", account.AccountInactiveView, "account_inactive", Text("This sign-in is closed")),
    _page("reauthenticate/", account.ReauthenticateView, "account_reauthenticate", IT_IS_YOU),
    _page("password/change/", account.PasswordChangeView, "account_change_password", Text("Choose a new password")),
    _page("password/set/", account.PasswordSetView, "account_set_password", Text("Choose a password")),
    _mail_page(
        r"^password/reset/$",
        account.PasswordResetView,
        "account_reset_password",
        Text("A new password comes by mail"),
    ),
    _mail_page(
        r"^password/reset/done/$",
        account.PasswordResetDoneView,
        "account_reset_password_done",
        Text("The link is on its way"),
    ),
    _mail_page(
        r"^password/reset/key/done/$",
        account.PasswordResetFromKeyDoneView,
        "account_reset_password_from_key_done",
        Text("The new password is set"),
    ),
    _mail_page(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView,
        "account_reset_password_from_key",
        Text("Choose a new password"),
    ),
]
second_step = [
    path("", mfa.index, name="mfa_index"),
    _page("authenticate/", mfa.AuthenticateView, "mfa_authenticate", Text("One more step: the code")),
    _page("reauthenticate/", mfa.ReauthenticateView, "mfa_reauthenticate", IT_IS_YOU),
    _page("totp/activate/", totp.ActivateTOTPView, "mfa_activate_totp", Text("Set up the app on your phone")),
    _page("totp/deactivate/", totp.DeactivateTOTPView, "mfa_deactivate_totp", Text("Take the app out?")),
    _page("recovery-codes/", codes.ViewRecoveryCodesView, "mfa_view_recovery_codes", Text("Your recovery codes")),
    _page(
        "recovery-codes/generate/",
        codes.GenerateRecoveryCodesView,
        "mfa_generate_recovery_codes",
        Text("Make new recovery codes?"),
    ),
    path("recovery-codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    _page("webauthn/", passkeys.ListWebAuthnView, "mfa_list_webauthn", Text("Your passkeys")),
    _page("webauthn/add/", passkeys.AddWebAuthnView, "mfa_add_webauthn", Text("Add a passkey")),
    path("webauthn/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    _page(
        "webauthn/reauthenticate/",
        passkeys.ReauthenticateWebAuthnView,
        "mfa_reauthenticate_webauthn",
        IT_IS_YOU,
    ),
    _page("webauthn/keys/<int:pk>/edit/", passkeys.EditWebAuthnView, "mfa_edit_webauthn", Text("Rename the passkey")),
    _page(
        "webauthn/keys/<int:pk>/remove/",
        passkeys.RemoveWebAuthnView,
        "mfa_remove_webauthn",
        Text("Remove the passkey?"),
    ),
]
single_sign_on = [
    _page("", social.ConnectionsView, "socialaccount_connections", Text("Your single sign-on")),
    _page(
        "login/cancelled/",
        social.LoginCancelledView,
        "socialaccount_login_cancelled",
        Text("Single sign-on was cancelled"),
    ),
    path("login/error/", login_not_required(social.login_error), name="socialaccount_login_error"),
    path("<slug:provider_id>/login/", sso.login, name="openid_connect_login"),
    path("<slug:provider_id>/login/callback/", sso.callback, name="openid_connect_callback"),
]
urlpatterns = [
    path("", include((pages, "users"))),
    path("me/", include(sign_in)),
    path("me/two-step/", include(second_step)),
    path("me/single-sign-on/", include(single_sign_on)),
]
