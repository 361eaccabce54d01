"""Forms of sign-in and of the user pages: allauth's own with our words, and ours."""

# mypy: allow-subclassing-any
# (allauth ships no types)

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from highground.apps.accounts.models import Region
from highground.apps.users.models import User
from highground.apps.users.roles import Role
from highground.core.faults import InputError
from highground.kit.language import translate

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Words = dict[str, "StrOrPromise"]
STRENGTH = _("12 characters or more; not digits alone, and nothing others would guess.")
CODE_HELP = _("Six digits from the app on your phone, or one of your recovery codes.")


class OurWords:
    """Our labels and help for a form of allauth; a placeholder would only repeat the label."""

    labels: ClassVar[Words] = {}
    help: ClassVar[Words] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label or "")
            field.help_text = self.help.get(name, "")


class SignInForm(OurWords, account_forms.LoginForm):
    """Name and password."""

    labels: ClassVar[Words] = {
        "login": _("User name or e-mail"),
        "password": _("Password"),
        "remember": _("Stay signed in on this device for 14 days"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update({"autocomplete": "username", "autocapitalize": "none"})


class ConfirmForm(OurWords, account_forms.ReauthenticateForm):
    """The password once more, before something that matters."""

    labels: ClassVar[Words] = {"password": _("Your password")}


class PasswordChangeForm(OurWords, account_forms.ChangePasswordForm):
    """Another password."""

    labels: ClassVar[Words] = {
        "oldpassword": _("The password you have now"),
        "password1": _("The new one"),
        "password2": _("The new one again"),
    }
    help: ClassVar[Words] = {"password1": STRENGTH}


class PasswordSetForm(OurWords, account_forms.SetPasswordForm):
    """A first password, for somebody who came by single sign-on."""

    labels: ClassVar[Words] = {"password1": _("Password"), "password2": _("The same again")}
    help: ClassVar[Words] = {"password1": STRENGTH}


class PasswordForgottenForm(OurWords, account_forms.ResetPasswordForm):
    """Where to send the link for a new password."""

    labels: ClassVar[Words] = {"email": _("E-mail")}


class PasswordFromMailForm(OurWords, account_forms.ResetPasswordKeyForm):
    """A new password, with the link from the mail."""

    labels: ClassVar[Words] = {"password1": _("The new one"), "password2": _("The new one again")}
    help: ClassVar[Words] = {"password1": STRENGTH}

    def save(self) -> None:
        """Save it, and forget the wrong ones typed before."""
        super().save()
        get_adapter()._delete_login_attempts_cached_email(context.request, username=self.user.username)


class CodeForm(OurWords, mfa_forms.AuthenticateForm):
    """The second step of signing in."""

    labels: ClassVar[Words] = {"code": _("Code")}
    help: ClassVar[Words] = {"code": CODE_HELP}


class CodeConfirmForm(OurWords, mfa_forms.ReauthenticateForm):
    """A code once more, before something that matters."""

    labels: ClassVar[Words] = {"code": _("Code")}
    help: ClassVar[Words] = {"code": CODE_HELP}


class CodesStartForm(OurWords, ActivateTOTPForm):
    """The first code, to show that the app has the secret."""

    labels: ClassVar[Words] = {"code": _("The code the app shows now")}


class PasskeyForm(OurWords, AddWebAuthnForm):
    """A passkey to be added."""

    labels: ClassVar[Words] = {
        "name": _("Name of this passkey"),
        "passwordless": _("Sign in with it alone, without a password"),
    }
    help: ClassVar[Words] = {"passwordless": _("It then asks for a fingerprint, a face or a PIN each time.")}


class PasskeyNameForm(OurWords, EditWebAuthnForm):
    """Another name for a passkey."""

    labels: ClassVar[Words] = {"name": _("Name of this passkey")}


class SettingsForm(forms.ModelForm[User]):
    """What somebody may set for themselves."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=(("", _("As the browser asks")), ("zh-hans", "中文"), ("en", "English")),
    )
    password = forms.CharField(
        label=_("Your password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Only to change the e-mail."),
    )

    class Meta:
        model = User
        fields = ("name", "reading", "email", "password", "language", "theme", "has_shortcuts")
        labels: ClassVar = {
            "name": _("Name"),
            "reading": _("Reading"),
            "email": _("E-mail"),
            "theme": _("Light or dark"),
            "has_shortcuts": _("Single keys do things: / searches, ? lists the keys"),
        }
        help_texts: ClassVar = {"reading": _("Pinyin of the name, where it cannot be told from the characters.")}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(user, name) for name in self.Meta.fields if name != "password"}
        if not user.has_usable_password():
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        """Ask for the password where the mail address changes: whoever has the address can set a password."""
        values = super().clean() or {}
        is_new = values.get("email", "").lower() != self.user.email.lower()
        is_asked = is_new and "password" in self.fields and not self.errors
        if is_asked and not get_adapter().reauthenticate(self.user, values.get("password", "")):
            self.add_error("password", _("To change the e-mail, type the password you have now."))
        return values


class AddForm(forms.Form):
    """A new user."""

    username = forms.CharField(label=_("User name"), max_length=150, help_text=_("What they type to sign in."))
    name = forms.CharField(label=_("Name"), max_length=100)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty: a strong one is made and shown once."),
    )


class PasswordForm(forms.Form):
    """A new password for somebody."""

    password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty: a strong one is made and shown once."),
    )


class ChangeForm(forms.Form):
    """Somebody's name, role, regions, and whether they may sign in."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=100)
    reading = forms.CharField(label=_("Reading"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    regions = forms.ModelMultipleChoiceField(
        Region.objects.all(),
        label=_("Directs the regions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Counts with the role of director: they see every account of these regions."),
    )
    is_active = forms.BooleanField(label=_("May sign in"), required=False)

    @classmethod
    def of(cls, user: User, regions: Iterable[int]) -> ChangeForm:
        """The form filled with what is there now."""
        values = {name: getattr(user, name) for name in ("version", "name", "reading", "email", "role", "is_active")}
        return cls(initial={**values, "regions": list(regions)})


def add_faults(form: forms.BaseForm, error: InputError) -> None:
    """Show on a form what an operation refused."""
    for found in error.faults:
        form.add_error(None, translate(found.text))
