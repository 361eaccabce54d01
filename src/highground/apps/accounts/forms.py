"""Forms of the accounts subject."""

from __future__ import annotations

from typing import Any

from babel.numbers import is_currency
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from highground.apps.accounts.models import Account, Competitor, Industry, Product, Region
from highground.apps.accounts.selectors import accounts_named
from highground.apps.accounts.values import AccountClass, Attachment, Confidence, FigureKind, TeamPart
from highground.apps.users.selectors import users_active
from highground.core.faults import InputError
from highground.core.periods import period_days
from highground.core.text import listed
from highground.kit.actor import Actor
from highground.kit.forms import DayField, LongTextField, MoneyField, VersionedForm, check_money
from highground.kit.language import translate

NO_CHOICE = [("", "—")]
SUGGESTED = 8


class AccountField(forms.CharField):
    """An account, by its name as typed; a list of names to choose from stands under the field."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Type the name: Chinese, pinyin, initials or English"))
        super().__init__(max_length=200, widget=forms.TextInput(attrs={"data-names": "accounts"}), **options)
        self.actor: Actor | None = None

    def clean(self, value: Any) -> Account | None:
        """The one account of that name the actor may see; None where nothing was typed."""
        typed = super().clean(value)
        if not typed or self.actor is None:
            return None
        found = accounts_named(self.actor, typed)
        exact = list(found.filter(name=typed)[:2])
        near = exact or list(found[: SUGGESTED + 1])
        if len(near) == 1:
            return near[0]
        if not near:
            raise forms.ValidationError(_("No account you may see is called that"))
        names = translate(listed([account.name for account in near[:SUGGESTED]]))
        raise forms.ValidationError(_("Several accounts fit: %(names)s. Write the whole name.") % {"names": names})

    def prepare_value(self, value: Any) -> Any:
        """An account as its name."""
        return value.name if isinstance(value, Account) else value


class ActorForm(forms.Form):
    """A form whose account fields know who looks for accounts."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, AccountField):
                field.actor = actor


class Details(ActorForm):
    """What an account is called and what it is."""

    name = forms.CharField(label=pgettext_lazy("of an account", "Name"), max_length=200)
    other_name = forms.CharField(label=gettext_lazy("Name in the other language"), max_length=200, required=False)
    reading = forms.CharField(
        label=gettext_lazy("Reading"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Pinyin with spaces, only where the usual one is wrong"),
    )
    industry = forms.ModelChoiceField(
        Industry.objects.all(), label=gettext_lazy("Industry"), required=False, empty_label="—"
    )
    region = forms.ModelChoiceField(Region.objects.all(), label=gettext_lazy("Region"), required=False, empty_label="—")
    about = LongTextField(label=gettext_lazy("In short"), max_length=2000, required=False)


class Standing(ActorForm):
    """How we treat an account and where it stands in its group."""

    account_class = forms.ChoiceField(
        label=gettext_lazy("Class"), choices=[*NO_CHOICE, *AccountClass.choices], required=False
    )
    parent = AccountField(label=gettext_lazy("Belongs to"), required=False)
    attachment = forms.ChoiceField(label=gettext_lazy("As"), choices=[*NO_CHOICE, *Attachment.choices], required=False)

    def leave_group(self) -> None:
        """Ask for the class alone: the account above is not shared with whoever fills this in, and stays as it is."""
        del self.fields["parent"], self.fields["attachment"]

    def clean(self) -> dict[str, Any]:
        """An account that belongs to another says as what, and the other way round."""
        values = super().clean() or self.cleaned_data
        if values.get("parent") and not values.get("attachment"):
            values["attachment"] = Attachment.SUBSIDIARY
        if not values.get("parent") and "parent" in values:
            values["attachment"] = ""
        return values


class DetailsForm(Details, VersionedForm):
    """Details of an account that is there."""


class StandingForm(Standing, VersionedForm):
    """Class and group of an account that is there."""


class NewAccountForm(Details, Standing):
    """A new account."""

    field_order = (
        "name",
        "other_name",
        "industry",
        "region",
        "parent",
        "attachment",
        "account_class",
        "reading",
        "about",
    )


class FactForm(VersionedForm):
    """What every fact has: where it comes from and how sure it is."""

    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)
    source_on = DayField(label=gettext_lazy("Date of the source"), required=False)
    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure"),
        choices=Confidence.choices,
        required=False,
        initial=Confidence.REPORTED,
        help_text=gettext_lazy("Without a source it is kept as assumed"),
    )
    own_fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields((*self.own_fields, "source", "source_on", "confidence", "version"))

    def clean(self) -> dict[str, Any]:
        """Without a source a fact is assumed."""
        values = super().clean() or self.cleaned_data
        if not values.get("source") or not values.get("confidence"):
            values["confidence"] = Confidence.ASSUMED
        return values


class CurrencyField(forms.CharField):
    """The code of a currency that exists, in capitals."""

    def __init__(self, **options: Any) -> None:
        super().__init__(label=gettext_lazy("Currency"), max_length=10, **options)

    def clean(self, value: Any) -> str:
        """Three letters that a currency has."""
        code = str(super().clean(value)).strip().upper()
        if code and not is_currency(code, "en"):
            raise forms.ValidationError(_("Three letters of a currency, such as EUR or CNY"))
        return code


class FigureForm(FactForm):
    """Revenue or potential of a period."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=FigureKind.choices)
    period = forms.CharField(label=gettext_lazy("Period"), max_length=10, help_text="2026 · 2026-Q3 · 2026-03")
    cents = MoneyField(label=gettext_lazy("Amount"))
    currency = CurrencyField()
    own_fields = ("kind", "period", "cents", "currency")

    def clean_period(self) -> str:
        """A year, a quarter or a month."""
        period = str(self.cleaned_data["period"]).strip().upper()
        try:
            period_days(period)
        except InputError as error:
            raise forms.ValidationError([translate(found.text) for found in error.faults]) from None
        return period

    def clean(self) -> dict[str, Any]:
        """The amount is in the currency, whatever was typed with it."""
        values = super().clean()
        check_money(self, "cents", values.get("currency"))
        return values


class ContractForm(FactForm):
    """An agreement with the account."""

    title = forms.CharField(label=gettext_lazy("Contract"), max_length=200)
    number = forms.CharField(label=gettext_lazy("Contract number"), max_length=60, required=False)
    signed_on = DayField(label=gettext_lazy("Signed on"), required=False)
    expires_on = DayField(label=gettext_lazy("Ends on"), required=False)
    cents = MoneyField(label=gettext_lazy("Amount"), required=False)
    currency = CurrencyField(required=False)
    own_fields = ("title", "number", "signed_on", "expires_on", "cents", "currency")

    def clean(self) -> dict[str, Any]:
        """An amount has a currency; a contract does not end before it was signed."""
        values = super().clean()
        if values.get("cents") is not None and not values.get("currency"):
            self.add_error("currency", _("Which currency is the amount in?"))
        check_money(self, "cents", values.get("currency"))
        signed, ends = values.get("signed_on"), values.get("expires_on")
        if signed and ends and ends < signed:
            self.add_error("expires_on", _("This is before the day it was signed"))
        return values


class PurchaseForm(FactForm):
    """A product of ours that the account uses."""

    product = forms.ModelChoiceField(Product.objects.all(), label=gettext_lazy("Product"), empty_label="—")
    since = DayField(label=gettext_lazy("Since"), required=False)
    extent = forms.CharField(label=gettext_lazy("Extent"), max_length=200, required=False)
    own_fields = ("product", "since", "extent")


class FootprintForm(FactForm):
    """What a competitor has at the account."""

    competitor = forms.CharField(
        label=gettext_lazy("Competitor"), max_length=200, widget=forms.TextInput(attrs={"data-names": "competitors"})
    )
    area = forms.CharField(label=gettext_lazy("Where"), max_length=200, required=False)
    share_percent = forms.DecimalField(
        label=gettext_lazy("Share of what they spend, %"), min_value=0, max_value=100, decimal_places=2, required=False
    )
    contract_until = DayField(label=gettext_lazy("Their contract ends"), required=False)
    own_fields = ("competitor", "area", "share_percent", "contract_until")

    def clean_competitor(self) -> Competitor:
        """The competitor of that name; a new one is added with the fact."""
        name = str(self.cleaned_data["competitor"]).strip()
        return Competitor.objects.filter(name__iexact=name).first() or Competitor(name=name)


FACT_FORMS: dict[str, type[FactForm]] = {
    "figure": FigureForm,
    "contract": ContractForm,
    "purchase": PurchaseForm,
    "footprint": FootprintForm,
}


class NoteForm(forms.Form):
    """A note."""

    text = forms.CharField(label=gettext_lazy("Note"), max_length=10000, widget=forms.Textarea(attrs={"rows": 4}))
    is_sensitive = forms.BooleanField(
        label=gettext_lazy(
            "Sensitive: only account managers, directors and compliance may read it, and each reading is recorded"
        ),
        required=False,
    )


class TeamForm(forms.Form):
    """Somebody for the account team."""

    user = forms.ModelChoiceField(users_active(), label=gettext_lazy("Who"), empty_label="—")
    part = forms.ChoiceField(label=gettext_lazy("Answers for"), choices=[*NO_CHOICE, *TeamPart.choices], required=False)


class PartForm(forms.Form):
    """What a member of the team answers for."""

    part = forms.ChoiceField(choices=[*NO_CHOICE, *TeamPart.choices], required=False)


class SavedViewForm(forms.Form):
    """A name for the search that is on the page."""

    name = forms.CharField(label=gettext_lazy("Name of this view"), max_length=60)
    query = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput)


class WorkspaceForm(VersionedForm):
    """Settings of the workspace."""

    name = forms.CharField(label=gettext_lazy("Name of the workspace"), max_length=100, required=False)
    currency = CurrencyField()
    value_year = forms.IntegerField(
        label=gettext_lazy("Year of the figures on the list"), min_value=1990, max_value=2100
    )


class RateForm(forms.Form):
    """What a currency was worth."""

    currency = CurrencyField()
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1990, max_value=2100)
    rate = forms.DecimalField(
        label=gettext_lazy("Worth in the reporting currency"),
        min_value=0,
        max_value=10**6,
        max_digits=18,
        decimal_places=8,
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300)

    def clean_rate(self) -> Any:
        """More than nothing."""
        rate = self.cleaned_data["rate"]
        if rate <= 0:
            raise forms.ValidationError(_("A rate is more than zero"))
        return rate


class TermForm(VersionedForm):
    """A word of a value list."""

    name_zh = forms.CharField(label=gettext_lazy("Chinese name"), max_length=100, required=False)
    name_en = forms.CharField(label=gettext_lazy("English name"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two names is enough."""
        values = super().clean() or self.cleaned_data
        if not values.get("name_zh") and not values.get("name_en"):
            raise forms.ValidationError(_("Give it a name in one of the languages"))
        return values
