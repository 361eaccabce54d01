"""Forms of the people subject."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from highground.apps.accounts.forms import NO_CHOICE, AccountField, ActorForm
from highground.apps.people.values import Layer
from highground.kit.forms import DayField, VersionedForm


class Names(forms.Form):
    """What a person is called."""

    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=100)
    other_name = forms.CharField(
        label=pgettext_lazy("of a person", "Name in the other language"), max_length=100, required=False
    )
    reading = forms.CharField(
        label=gettext_lazy("Reading"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Pinyin with spaces, only where the usual one is wrong"),
    )


class Holding(forms.Form):
    """A post and how long it was held."""

    title = forms.CharField(label=gettext_lazy("Post"), max_length=200)
    layer = forms.ChoiceField(label=gettext_lazy("Layer"), choices=[*NO_CHOICE, *Layer.choices], required=False)
    since = DayField(label=gettext_lazy("Since"), required=False)
    until = DayField(label=gettext_lazy("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        """It does not end before it begins."""
        values = super().clean() or self.cleaned_data
        if values.get("since") and values.get("until") and values["until"] < values["since"]:
            self.add_error("until", _("This is before the day it began"))
        return values


class NamesForm(Names, VersionedForm):
    """Names of a person who is there."""


class PositionForm(Holding, VersionedForm):
    """A post that is there."""


class NewPersonForm(Names, Holding):
    """A person with their post."""

    field_order = ("name", "title", "layer", "since", "until", "other_name", "reading")


class NewPositionForm(Holding, ActorForm):
    """One more post of a person, perhaps at another company."""

    account = AccountField(label=gettext_lazy("Account"))
    field_order = ("account", "title", "layer", "since", "until")
