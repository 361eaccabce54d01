"""The parts the design page shows, and what it shows them with: every name and figure here is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from highground.core.text import Text, plural_text


@dataclass(frozen=True)
class Part:
    """One part of the design system: its heading and the template `design/<name>.html`."""

    name: str
    title: Text
    is_wide: bool = False

    @property
    def template(self) -> str:
        """Where its sample stands."""
        return f"design/{self.name}.html"


PARTS = (
    Part("colour", Text("Colour")),
    Part("stance", Text("Stance marks")),
    Part("answer", Text("Answer")),
    Part("marks", Text("Power, contact and class")),
    Part("buttons", Text("Buttons")),
    Part("evidence", Text("Evidence")),
    Part("choices", Text("Choices and tags")),
    Part("because", Text("Because")),
    Part("form", Text("Form with faults")),
    Part("fields", Text("Other fields")),
    Part("table", Text("Table"), is_wide=True),
    Part("pager", Text("Pages of a table")),
    Part("bars", Text("Bars of a share")),
    Part("alerts", Text("Alerts"), is_wide=True),
    Part("notices", Text("Notices")),
    Part("toast", Text("Toast with undo")),
    Part("empty", Text("Empty")),
    Part("loading", Text("Loading")),
    Part("facts", Text("Facts")),
    Part("figures", Text("Money, numbers and days")),
    Part("ladder", Text("Ladder")),
    Part("timeline", Text("Timeline")),
    Part("conflict", Text("Two versions"), is_wide=True),
    Part("duplicates", Text("Possible duplicates"), is_wide=True),
    Part("stepper", Text("Steps")),
    Part("chart", Text("Chance with its range")),
    Part("keys", Text("List of keys")),
    Part("privacy", Text("Personal data")),
)
LANGUAGES = {"en": "en", "zh-hans": "zh-CN"}
"""The languages a sample can be in, as Django and as HTML call them."""
THEMES = ("light", "dark", "auto")
SWATCHES = (
    ("paper", "f-paper", Text("page")),
    ("wash", "f-wash", Text("band, hover")),
    ("wash-2", "f-wash2", Text("selected")),
    ("line", "f-line", Text("row rule")),
    ("rule", "f-rule", Text("axis, edge")),
    ("control", "f-control", Text("field edge")),
    ("ink", "f-ink", Text("text")),
    ("ink-2", "f-ink2", Text("second text")),
    ("ink-3", "f-ink3", Text("label")),
    ("for-1", "f-for1", Text("supports")),
    ("for-2", "f-for2", Text("strong, held")),
    ("for-3", "f-for3", Text("coach")),
    ("mid", "f-mid", Text("neutral")),
    ("against", "f-ag", Text("against, late")),
    ("against-2", "f-ag2", Text("oldest debt")),
    ("focus", "f-focus", Text("focus ring")),
)


@dataclass(frozen=True)
class SampleAccount:
    """A row of the sample table."""

    name: Text
    note: Text
    mark: str
    label: Text
    revenue: int | None
    share: float | None
    last_contact: date | None


ACCOUNTS = (
    SampleAccount(
        Text("Bai Yun Telecom"),
        Text("Telecom operator"),
        "S",
        Text("S, strategic"),
        9_180_000_000,
        0.31,
        date(2026, 7, 13),
    ),
    SampleAccount(
        Text("He Shan Power Grid, South Region, Second Operations Centre"),
        Text("Power grid"),
        "A",
        Text("A, partner"),
        320_000_000,
        0.0,
        date(2025, 11, 2),
    ),
    SampleAccount(Text("Jing Hai Ports"), Text("Ports"), "", Text("no class yet"), None, None, None),
)


class SampleForm(forms.Form):
    """A form whose every field is wrong, and one that is right."""

    name = forms.CharField(label=_("Name"), max_length=20)
    revenue = forms.IntegerField(
        label=_("Revenue this year"), help_text=_("A whole number of yuan."), widget=forms.TextInput
    )
    met_on = forms.DateField(label=_("Last contact"), required=False)
    account_class = forms.ChoiceField(
        label=_("Class"), choices=[("S", _("S, strategic")), ("A", _("A, partner")), ("B", _("B, cash flow"))]
    )


class OtherFieldsForm(forms.Form):
    """The kinds of control a plain form does not have."""

    note = forms.CharField(label=_("Work note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    confidence = forms.ChoiceField(
        label=_("How sure"),
        choices=[("confirmed", _("confirmed")), ("reported", _("reported"))],
        widget=forms.RadioSelect,
        help_text=_("Confirmed is what you saw on paper or heard from the person."),
    )
    is_told = forms.BooleanField(label=_("The person knows that this is kept"), required=False)
    source = forms.CharField(label=_("Source"), required=False, disabled=True)


def design_context(request: HttpRequest, *, reader_theme: str, reader_language: str) -> dict[str, object]:
    """What the page needs, with the samples in the theme and language the address asks for."""
    theme = request.GET.get("theme", reader_theme)
    language = request.GET.get("language", reader_language)
    language = language if language in LANGUAGES else "en"
    return {
        "answer": answer(),
        "parts": PARTS,
        "sample_theme": theme if theme in THEMES else "auto",
        "sample_language": language,
        "sample_lang": LANGUAGES[language],
        **samples(),
    }


def answer() -> Text:
    """The sentence the page exists to give."""
    return plural_text(
        "%(count)s part, in the state that is hardest to get right",
        "%(count)s parts, each in the state that is hardest to get right",
        len(PARTS),
    )


def samples() -> Mapping[str, object]:
    """What the samples are filled with."""
    form = SampleForm({"name": "", "revenue": "12 bn", "met_on": "31/02/2026", "account_class": "A"})
    return {
        "swatches": SWATCHES,
        "rows": ACCOUNTS,
        "revenues": [row.revenue for row in ACCOUNTS],
        "form": form,
        "other_fields": OtherFieldsForm(initial={"confidence": "reported", "source": _("this file, 12 May 2026")}),
        "last_page": Paginator(range(1437), 50).page(14),
        "only_page": Paginator(range(40), 50).page(1),
        "two_versions": _two_versions(),
        "some_day": date(2026, 2, 3),
        "some_moment": datetime(2026, 2, 3, 14, 5, tzinfo=UTC),
        "toast": {"extra_tags": "", "text": Text("He Jing set to opposed")},
    }


def _two_versions() -> tuple[dict[str, object], ...]:
    return (
        {
            "name": "post",
            "label": _("Post"),
            "theirs": _("Chief engineer"),
            "mine": _("Network director"),
            "theirs_value": "a",
            "mine_value": "b",
        },
        {
            "name": "note",
            "label": _("Work note"),
            "theirs": "",
            "mine": _("Prefers a written agenda two days before; decides after the second meeting."),
            "theirs_value": "",
            "mine_value": "c",
        },
    )
