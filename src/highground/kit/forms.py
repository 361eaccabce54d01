"""Forms that write through operations: money and names as people type them, and two writers on one record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.forms import BoundField
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from highground.core.faults import InputError
from highground.kit.audit.models import Entry
from highground.kit.language import translate
from highground.kit.numbers import parse_money
from highground.kit.operations import Done
from highground.kit.problems import Conflict, EditConflict
from highground.kit.rows import Row

RECENT_ENTRIES = 200
"""How far back in the trail to look for who saved the other version."""


class MoneyField(forms.CharField):
    """An amount as people write it, 1.2M or 1,860 万; gives hundredths."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("such as 1,200,000, 1.2M or 120 万"))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> int | None:
        """Hundredths of the currency; None where nothing was typed."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_money(typed)
        except InputError as error:
            raise forms.ValidationError([translate(found.text) for found in error.faults]) from None

    def prepare_value(self, value: Any) -> Any:
        """Stored hundredths as somebody would type them."""
        if not isinstance(value, int):
            return value
        whole, cents = divmod(abs(value), 100)
        return f"{'-' if value < 0 else ''}{whole:,}{f'.{cents:02}' if cents else ''}"


def check_money(form: forms.Form, name: str, currency: str | None) -> None:
    """Refuse an amount typed in another currency than the form's: €1.2M is not 1.2M yuan."""
    typed = form.data.get(form.add_prefix(name), "")
    if not currency or not typed or name in form.errors:
        return
    try:
        parse_money(typed, currency=currency)
    except InputError as error:
        form.add_error(name, [translate(found.text) for found in error.faults])


class LongTextField(forms.CharField):
    """More than a line; takes the whole width of a form."""

    is_wide = True

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **options)


class DayField(forms.DateField):
    """A day, picked or typed as 2026-02-03."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"], **options)


class VersionedForm(forms.Form):
    """A form that knows which version of the record it was filled from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    conflict: ConflictShown | None = None

    def values(self) -> dict[str, Any]:
        """What was entered, by field, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


@dataclass(frozen=True)
class Choice:
    """One field that two people saved differently."""

    name: str
    label: str
    theirs: str
    mine: str
    theirs_value: Any
    mine_value: Any


@dataclass(frozen=True)
class ConflictShown:
    """Two versions side by side, as parts/conflict.html shows them."""

    rows: tuple[Choice, ...]
    hidden: tuple[tuple[str, Any], ...]
    who: str
    on: datetime | None


def saved(
    request: HttpRequest,
    form: forms.Form,
    write: Callable[[dict[str, Any], int | None], Done[Any]],
    *,
    to: str | Callable[[Any], str],
    says: str,
) -> HttpResponseRedirect | None:
    """Write what a form holds and lead on, with a message that offers undo; None where the form has to be shown again.

    `write` gets the values and the version; what it refuses becomes a fault of the form, or two versions side by side.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    version = form.cleaned_data.get("version")
    if version is None and form.initial.get("version") is not None:
        form.add_error(None, _("This page does not say which version it was filled from. Load it again, please."))
        return None
    values = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        done = write(values, version)
    except EditConflict as conflict:
        if isinstance(form, VersionedForm):
            form.conflict = conflict_shown(form, conflict)
        return None
    except InputError as error:
        for found in error.faults:
            form.add_error(None, translate(found.text))
        return None
    except Conflict as problem:
        form.add_error(None, translate(problem.detail or problem.title))
        return None
    tell(request, done, says)
    return redirect(to(done.value) if callable(to) else to)


def tell(request: HttpRequest, done: Done[Any], says: str) -> None:
    """Say what was written, and offer to undo it."""
    if done.entry is None:
        messages.info(request, _("Nothing was different, so nothing was changed."))
    else:
        messages.success(request, says, extra_tags=f"undo:{done.entry}")


def conflict_shown(form: VersionedForm, conflict: EditConflict) -> ConflictShown:
    """The fields on which two versions differ, as their form has them; the rest travels along unseen."""
    row: Row = conflict.row
    rows = tuple(_choice(form[name], conflict) for name in form.fields if name in conflict.mine)
    settled = [name for name in form.fields if name not in conflict.mine and name != "version"]
    hidden = [(name, _as_sent(form[name], form.cleaned_data.get(name))) for name in settled]
    entry = _who_saved(row)
    return ConflictShown(
        rows,
        (("version", row.version), *((name, value) for name, value in hidden if value is not None)),
        entry.actor_name if entry else "",
        entry.at if entry else None,
    )


def _choice(field: BoundField, conflict: EditConflict) -> Choice:
    theirs, mine = conflict.theirs[field.name], conflict.mine[field.name]
    return Choice(
        field.name,
        str(field.label),
        _shown(field, theirs),
        _shown(field, mine),
        _as_sent(field, theirs),
        _as_sent(field, mine),
    )


def _as_sent(field: BoundField, value: Any) -> Any:
    """The value as the form's control would send it; None where it would send nothing."""
    if isinstance(field.field, forms.BooleanField):
        return "on" if value else None
    if isinstance(value, models.Model) and isinstance(field.field, forms.ModelChoiceField):
        return value.pk
    prepared = field.field.prepare_value(value)
    return "" if prepared is None else prepared


def _shown(field: BoundField, value: Any) -> str:
    if isinstance(field.field, MoneyField) and isinstance(value, int):
        return str(field.field.prepare_value(value))
    if isinstance(field.field, forms.ChoiceField) and not isinstance(field.field, forms.ModelChoiceField):
        return str(dict(field.field.choices).get(value, value))  # type: ignore[arg-type]
    return "" if value is None else str(value)


def _who_saved(row: Row) -> Entry | None:
    """The entry that wrote the version which is there now."""
    label = row._meta.label_lower
    for entry in Entry.objects.order_by("-number")[:RECENT_ENTRIES]:
        if any(change["model"] == label and change["key"] == row.pk for change in entry.changes):
            return entry
    return None
