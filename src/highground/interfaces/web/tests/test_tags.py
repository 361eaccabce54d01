"""What the tags and filters of every page write."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from highground.core.text import Text, plural_text

LATE = datetime(2026, 2, 3, 17, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("highground.interfaces.web.templatetags.highground.today", lambda: date(2026, 2, 3))


def rendered(source: str, /, **context: object) -> str:
    return Template("{% load i18n highground %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        '{{ x|money:"CNY" }}',
        '{{ x|money_exact:"CNY" }}',
        "{{ x|percent }}",
        "{{ x|number }}",
        "{{ x|day }}",
        "{{ x|short_day }}",
        "{{ x|moment }}",
        "{{ x|relative_day }}",
        "{{ x|text }}",
        "{% percent_range x 0.4 %}",
    ],
)
def test_what_is_not_known_is_a_dash(source: str) -> None:
    assert rendered(source, x=None) == "—"


def test_nothing_is_not_the_same_as_not_known() -> None:
    assert rendered('{{ 0|money:"CNY" }} {{ 0|percent }} {{ 0|number }}') == "¥0 0% 0"


def test_money_is_written_as_the_language_of_the_page_writes_it() -> None:
    source = '{{ 18600000000|money:"CNY" }}'
    assert rendered(source) == "¥186M"
    assert rendered("{% language 'zh-hans' %}" + source + "{% endlanguage %}") == "1.86\xa0亿元"


def test_a_column_of_money_has_one_unit_and_keeps_its_gaps() -> None:
    unit = '{% money_unit column "CNY" as unit %}{{ unit.heading }}'
    cells = "{% for x in column %} {{ x|money_in:unit }}{% endfor %}"
    assert rendered(unit + cells, column=[23_100_000_000, None, 400_000_000]) == "¥M 231 — 4"


def test_days_are_written_in_full_short_and_as_a_distance() -> None:
    source = "{{ x|day }}, {{ x|short_day }}, {{ x|relative_day }}, {{ x|iso }}"
    assert rendered(source, x=date(2026, 1, 28)) == "28 January 2026, 28 Jan, 6 days ago, 2026-01-28"


def test_a_moment_is_told_in_the_time_zone_of_the_workspace() -> None:
    with timezone.override("Asia/Shanghai"):
        told = rendered("{{ x|moment }} {{ x|short_day }}", x=LATE)
    assert told == "4 February 2026, 01:30 4 Feb"


def test_a_sentence_is_put_into_the_language_and_somebody_s_own_words_stay() -> None:
    said = plural_text("in %(count)s day", "in %(count)s days", 3)
    assert rendered("{{ x|text }} {{ y|text }}", x=said, y="Gate") == "in 3 days Gate"
    chinese = "{% language 'zh-hans' %}{{ x|text }} {{ y|text }}{% endlanguage %}"
    assert rendered(chinese, x=Text("neutral"), y="neutral") == "中立 neutral"


def test_a_name_that_looks_like_html_is_written_out() -> None:
    shown = rendered("{{ x|text }}", x=Text("The user name %(name)s is taken", {"name": "<b>"}))
    assert shown == "The user name &lt;b&gt; is taken"
    assert "&lt;b&gt;" in rendered("{% share_bar 0.5 label %}", label="<b>")


def test_a_changed_filter_keeps_the_others_and_starts_at_page_one() -> None:
    request = RequestFactory().get("/accounts/", {"class": "S", "sort": "name", "page": "4"})
    assert rendered("{% query_with sort='-name' %}", request=request) == "?class=S&amp;sort=-name"
    assert rendered("{% query_with class=None %}", request=request) == "?sort=name"
    assert rendered("{% query_with page=5 %}", request=request) == "?class=S&amp;sort=name&amp;page=5"


def test_a_share_that_is_not_known_is_dashed_and_has_no_filled_bar() -> None:
    unknown = rendered("{% share_bar None %}")
    assert "?" in unknown
    assert 'class="f-' not in unknown
    assert 'width="50.0"' in rendered("{% share_bar 0.5 width=100 %}")


def test_a_bar_never_leaves_its_frame() -> None:
    assert 'width="100.0"' in rendered("{% share_bar 1.7 width=100 %}")
    assert 'class="f-bar" width="0.0"' in rendered("{% share_bar share width=100 %}", share=-0.2)


class AccountForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As the customer writes it.")
    is_key = forms.BooleanField(label="Key account", required=False)
    sure = forms.ChoiceField(label="How sure", choices=[("c", "confirmed")], widget=forms.RadioSelect)


def test_a_field_names_its_fault_and_its_help_for_those_who_hear_it() -> None:
    form = AccountForm({"name": ""})
    shown = rendered("{% include 'parts/field.html' with field=form.name %}", form=form)
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
    assert 'class="field"' in shown
    assert "#g-w" in shown


def test_a_box_to_tick_stands_before_its_label_and_radios_in_a_fieldset() -> None:
    form = AccountForm()
    box = rendered("{% include 'parts/field.html' with field=form.is_key %}", form=form)
    assert box.index("checkbox") < box.index("Key account")
    assert "<fieldset" in rendered("{% include 'parts/field.html' with field=form.sure %}", form=form)


def test_a_form_tells_all_faults_at_its_head() -> None:
    shown = rendered("{% include 'parts/form.html' %}", form=AccountForm({}))
    assert 'role="alert"' in shown
    assert "2 fields need another look" in shown
    assert 'href="#id_name"' in shown


def test_a_table_says_which_rows_it_shows() -> None:
    request = RequestFactory().get("/", {"q": "王"})
    page = Paginator(range(1437), 50).page(14)
    shown = rendered("{% include 'parts/pager.html' %}", page=page, request=request)
    assert "651–700 of 1,437" in shown
    assert '<span aria-current="page">14</span>' in shown
    assert "?q=%E7%8E%8B&amp;page=15" in shown


def test_evidence_says_how_sure_who_and_when() -> None:
    told = {"confidence": "reported", "source": "何静", "on": date(2026, 1, 28), "as_told": True, "expired_days": 49}
    shown = rendered("{% include 'parts/evidence.html' %}", **told)
    for part in ("#g-r", "reported", "何静", "28 Jan", "[src]", "expired 49 days ago"):
        assert part in shown


def test_two_versions_stand_side_by_side_with_theirs_kept_first() -> None:
    row = {"name": "post", "label": "Post", "theirs": "CTO", "mine": "CIO", "theirs_value": "CTO", "mine_value": "CIO"}
    shown = rendered("{% include 'parts/conflict.html' %}", rows=[row], who="李强", on=LATE, hidden=[("version", 7)])
    assert "Theirs (李强, 3 February 2026, 17:30)" in shown
    assert 'name="version" value="7"' in shown
    assert shown.index('value="CTO"') < shown.index("checked") < shown.index('value="CIO"')
