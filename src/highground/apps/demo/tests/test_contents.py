"""What the demonstration holds: three cases as told, the rest made up and said to be so, and sums that are right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from importlib import resources
from typing import Any

import pytest
import yaml
from django.contrib.auth import authenticate
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from highground.apps.accounts.listing import ListQuery, accounts_asked
from highground.apps.accounts.models import (
    Account,
    Contract,
    ExchangeRate,
    Figure,
    Footprint,
    Note,
    Purchase,
    SavedView,
    Total,
)
from highground.apps.accounts.values import FigureKind
from highground.apps.demo.workspace import DEMO_PASSWORD, DEMO_USER, demo_build, demo_is_there
from highground.apps.people.models import Person, Position
from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, Role
from highground.apps.users.selectors import actor_of
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry
from highground.kit.audit.verification import verify
from highground.kit.clock import today
from highground.kit.language import activate

SOMEBODY = Actor(None, "王芳", EVERY_PERMISSION)
TOLD_SOURCE = {"en": "as told in the method's source text", "zh": "据原文所述"}
TOLD: dict[str, set[tuple[str, str, str]]] = {
    "en": {
        ("AIS", "Mobile network", "8 builds and expansions"),
        ("AIS", "Custom development", "80 custom features"),
        ("AIS", "Installation and test", "installed and tested in 60 days"),
        ("AIS", "Prepaid platform", "prepaid launched in 1999, together with DTAC"),
        ("Telfort", "Distributed base station", "proposed in one week; network opened in a little over 4 months"),
        ("Telfort", "3G network, order of more than EUR 200 million", "EUR 20000000000"),
        ("KPN", "Ericsson", "Mobile network"),
        ("Vodafone", "Ericsson", "Mobile network"),
        ("Deutsche Telekom", "Ericsson", "Mobile network"),
        ("France Telecom", "Ericsson", "Mobile network"),
        ("S 客户", "Debt restructuring agreement", "None"),
    },
    "zh": {
        ("AIS", "移动网络", "8 次建设和扩容"),
        ("AIS", "定制开发", "80 项业务特性"),
        ("AIS", "安装与测试", "60 天完成安装和测试"),
        ("AIS", "预付费业务平台", "1999 年与 DTAC 同时推出预付费业务"),
        ("Telfort", "分布式基站", "一周内提出方案；四个多月后网络开通"),
        ("Telfort", "3G 网络，订单超过 2 亿欧元", "EUR 20000000000"),
        ("KPN", "Ericsson", "移动网络"),
        ("Vodafone", "Ericsson", "移动网络"),
        ("Deutsche Telekom", "Ericsson", "移动网络"),
        ("France Telecom", "Ericsson", "移动网络"),
        ("S 客户", "债务重组协议", "None"),
    },
}
"""The facts the three cases may call told, from the requirements, by account: what, and how much."""
TOLD_WORDS = {
    "en": {
        "AIS": ("1998", "small", "far weaker", "largest operator", "largest market value", "DTAC far behind"),
        "DTAC": ("1999", "far behind"),
        "Telfort": (
            *(
                "16 million",
                "2.5 million",
                "badly served",
                "four high-end",
                "June 2004",
                "a friend",
                "technical exchange",
            ),
            *("one week", "live 3G networks", "EUR 200 million", "a little over 4 months", "prejudice"),
        ),
        "S 客户": (
            *("phone not answered", "mail", "door closed", "thrown out", "every two days", "coffee", "trade show"),
            *("three months", "Signed is not cleared", "cleared to zero", "letters of thanks", "board"),
        ),
    },
    "zh": {
        "AIS": ("1998 年", "小", "远不如对手", "最大的运营商", "市值第一", "甩在后面"),
        "DTAC": ("1999 年", "甩在后面"),
        "Telfort": (
            *("1,600 万", "250 万", "没有得到好的服务", "四家高端", "2004 年 6 月", "一位朋友", "技术交流"),
            *("一周内", "3G 网络", "2 亿欧元", "四个多月", "偏见"),
        ),
        "S 客户": (
            *("电话不接", "邮件不回", "闭门不见", "请出门", "每两天", "咖啡", "展会"),
            *("三个多月", "签约不等于清零", "清零", "致函感谢", "董事会"),
        ),
    },
}
"""What the words about the three cases tell, and no field has a place for yet."""


@pytest.fixture(scope="module", params=["en", "zh"])
def language(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A demonstration in each language, for all tests of this file: they only look at it."""
    language = str(request.param)
    with django_db_blocker.unblock(), transaction.atomic():
        activate(language)
        demo_build()
        yield language
        activate("en")
        transaction.set_rollback(True)
    connection.close()


def director() -> Actor:
    return actor_of(User.objects.get(username=DEMO_USER))


def test_the_demonstration_holds_what_it_should(language: str) -> None:
    assert demo_is_there()
    assert Account.objects.count() == 40
    assert Account.objects.filter(is_archived=False).count() == 40
    assert Person.objects.count() == 89
    assert User.objects.count() == 10
    assert {user.role for user in User.objects.all()} == set(Role)
    assert {account.account_class for account in Account.objects.all()} == {"S", "A", "B", "C", ""}
    assert SavedView.objects.filter(user__username=DEMO_USER).count() == 2


def test_the_audit_trail_of_the_demonstration_is_whole(language: str) -> None:
    found = verify()
    assert found.faults == ()
    assert found.entries == Entry.objects.count() > 500


def test_everybody_may_sign_in_with_the_one_password(language: str) -> None:
    for user in User.objects.all():
        assert user.check_password(DEMO_PASSWORD)
    assert authenticate(username=DEMO_USER, password=DEMO_PASSWORD) is not None


def test_the_director_sees_every_account(language: str) -> None:
    assert accounts_asked(director(), ListQuery(), today=today()).count() == 40


def test_exactly_the_facts_of_the_cases_are_marked_as_told(language: str) -> None:
    told = {
        *((row.account.name, row.title, _money(row)) for row in Contract.objects.filter(is_as_told=True)),
        *((row.account.name, _term(row.product, language), row.extent) for row in _told(Purchase)),
        *((row.account.name, row.competitor.name, row.area) for row in _told(Footprint)),
    }
    assert told == TOLD[language]
    assert not Figure.objects.filter(is_as_told=True).exists()
    for model in (Figure, Contract, Purchase, Footprint):
        rows: list[Any] = list(model._default_manager.all())
        assert all(row.is_as_told == (row.source == TOLD_SOURCE[language]) for row in rows)
        assert all(row.confidence == ("reported" if row.is_as_told else "assumed") for row in rows)
        assert all(row.source for row in rows)


@pytest.mark.parametrize("name", ["AIS", "DTAC", "Telfort", "S 客户"])
def test_the_words_of_a_case_tell_what_the_source_tells(name: str, language: str) -> None:
    account = Account.objects.get(name=name)
    mark = "〔原〕" if language == "zh" else "[src]"
    words = [account.about, *account.notes.values_list("text", flat=True)]
    marked = " ".join(text for text in words if mark in text)
    assert [word for word in TOLD_WORDS[language][name] if word not in marked] == []


def test_telfort_stands_among_four_that_ericsson_serves_and_nobody_serves_it(language: str) -> None:
    assert not Account.objects.get(name="Telfort").footprints.exists()
    served = Account.objects.filter(footprints__competitor__name="Ericsson")
    assert set(served.values_list("name", flat=True)) == {"KPN", "Vodafone", "Deutsche Telekom", "France Telecom"}


def test_what_became_of_telfort_later_is_there_and_not_called_told(language: str) -> None:
    later = [text for text in Note.objects.values_list("text", flat=True) if "2005" in text]
    assert len(later) == 1
    assert "2009" in later[0]
    assert "〔原〕" not in later[0]
    assert "[src]" not in later[0]


def test_totals_are_the_sums_of_the_figures(language: str) -> None:
    rates = {(rate.currency, rate.year): rate.rate for rate in ExchangeRate.objects.all()}
    parents = dict(Account.objects.values_list("pk", "parent_id"))
    own: dict[tuple[int, int, str], int] = defaultdict(int)
    group: dict[tuple[int, int, str], int] = defaultdict(int)
    for figure in Figure.objects.all():
        year = int(figure.period[:4])
        rate = Decimal(1) if figure.currency == "EUR" else rates.get((figure.currency, year))
        if rate is None:
            continue
        worth = int((figure.cents * rate).quantize(Decimal(1), ROUND_HALF_EVEN))
        own[figure.account_id, year, figure.kind] += worth
        above: int | None = figure.account_id
        while above is not None:
            group[above, year, figure.kind] += worth
            above = parents[above]
    stored = {(total.account_id, total.year): total for total in Total.objects.all()}
    for kind, own_column, group_column in (
        (FigureKind.REVENUE, "own_cents", "group_cents"),
        (FigureKind.POTENTIAL, "own_potential_cents", "group_potential_cents"),
    ):
        assert {(*key, kind.value): getattr(total, own_column) for key, total in stored.items()} == {
            (*key, kind.value): own.get((*key, kind.value)) for key in stored
        }
        assert {key: getattr(total, group_column) for key, total in stored.items()} == {
            key: group.get((*key, kind.value)) for key in stored
        }
    assert {(account, year) for account, year, _kind in group} <= stored.keys()


def test_the_ten_largest_bring_about_four_fifths(language: str) -> None:
    totals = Total.objects.filter(year=today().year - 1, own_cents__isnull=False)
    cents = sorted((total.own_cents or 0 for total in totals), reverse=True)
    assert len(cents) == 30
    assert 0.75 < sum(cents[:10]) / sum(cents) < 0.85


def test_one_currency_lacks_the_rate_of_one_year_and_the_gap_is_counted(language: str) -> None:
    last = today().year - 1
    lacking = {
        (figure.currency, int(figure.period[:4]))
        for figure in Figure.objects.exclude(currency="EUR")
        if not ExchangeRate.objects.filter(currency=figure.currency, year=int(figure.period[:4])).exists()
    }
    assert lacking == {("THB", last)}
    assert Total.objects.get(account__name="Siam Arunrat Retail", year=last).unconverted > 0


def test_one_group_is_four_levels_deep(language: str) -> None:
    account = Account.objects.get(name="瀚江华东充电业务")
    path = [account.name]
    while account.parent is not None:
        account = account.parent
        path.append(account.name)
    assert path[1:] == ["瀚江输变电华东公司", "瀚江输变电有限公司", "瀚江电网集团"]
    assert set(Account.objects.exclude(attachment="").values_list("attachment", flat=True)) == {
        "subsidiary",
        "region",
        "follow_on",
    }


def test_contracts_are_over_about_to_end_and_far_from_it(language: str) -> None:
    ends = [day for day in Contract.objects.values_list("expires_on", flat=True) if day is not None]
    left = [(day - today()).days for day in ends]
    assert sum(days < 0 for days in left) >= 4
    assert sum(0 <= days <= 183 for days in left) >= 5
    assert sum(days > 365 for days in left) >= 5


def test_somebody_holds_posts_at_two_companies_and_somebody_left(language: str) -> None:
    posts = Position.objects.filter(person__name="卞文昭", until__isnull=True)
    assert {post.account.name for post in posts} == {"瀚江电网集团", "栖岳银行"}
    assert Position.objects.filter(until__lt=today()).count() == 2


def test_the_activity_has_reasons_and_an_undo(language: str) -> None:
    assert Entry.objects.exclude(why="").count() >= 6
    taken_back = Entry.objects.get(reverses__isnull=False)
    assert taken_back.subject == "北岭轨道装备"
    assert Account.objects.get(name="北岭轨道装备").account_class == "B"
    assert Entry.objects.filter(operation="accounts.note_read").count() == 1


def test_the_data_files_say_everything_in_both_languages() -> None:
    for path, text in _files():
        for node in _texts(yaml.safe_load(text)):
            assert all(node.values()), path
            assert re.search(r"[一-鿿]", node["zh"]) or node["zh"] == node["en"], (path, node)
            assert not re.search(r"[一-鿿]", node["en"].replace("S 客户", "")), (path, node)
            assert not re.search("[!！]", node["zh"] + node["en"]), (path, node)
            assert (node["zh"].count("〔原〕")) == node["en"].count("[src]"), (path, node)


def _files() -> Iterator[tuple[str, str]]:
    folder = resources.files("highground.apps.demo").joinpath("data")
    for place in (folder, folder.joinpath("cases"), folder.joinpath("groups")):
        for file in place.iterdir():
            if file.name.endswith(".yaml"):
                yield file.name, file.read_text(encoding="utf-8")


def _texts(node: Any) -> Iterator[dict[str, str]]:
    if isinstance(node, dict):
        if node.keys() == {"zh", "en"}:
            yield node
            return
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _texts(part)


def _told(model: Any) -> list[Any]:
    return list(model.objects.filter(is_as_told=True))


def _term(term: Any, language: str) -> str:
    return str(term.name_zh if language == "zh" else term.name_en)


def _money(contract: Contract) -> str:
    return "None" if contract.cents is None else f"{contract.currency} {contract.cents}"
