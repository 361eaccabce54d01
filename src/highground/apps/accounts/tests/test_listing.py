"""The list of accounts: found by characters, pinyin, initials and English; filtered, sorted, summed up."""

from __future__ import annotations

from datetime import date

import pytest

from highground.apps.accounts.listing import (
    ListQuery,
    accounts_asked,
    concentration,
    list_answer,
    list_gap,
    page_of,
)
from highground.apps.accounts.models import Account
from highground.apps.accounts.selectors import accounts_named
from highground.apps.accounts.services import account_add, account_archive, fact_add
from highground.apps.users.roles import EVERY_PERMISSION
from highground.kit import language
from highground.kit.actor import Actor

SETUP = Actor(None, "setup", EVERY_PERMISSION, via="test")
TODAY = date(2026, 7, 15)


def account(name: str, cents: int | None = None, **values: object) -> Account:
    made = account_add(SETUP, values={"name": name, **values}).value
    if cents is not None:
        figure = {"kind": "revenue", "period": "2025", "cents": cents, "currency": "EUR"}
        fact_add(SETUP, account_id=made.pk, kind="figure", values=figure)
    return made


def listed(**asked: str) -> list[str]:
    query = ListQuery.read({name: [value] for name, value in asked.items()})
    accounts = accounts_asked(SETUP, query, today=TODAY)
    return [row.name for row in page_of(accounts, query, year=2025, count=accounts.count(), today=TODAY)]


@pytest.mark.parametrize("wanted", ["王芳", "wangfang", "wf", "WF", "芳", "ngfa"])
def test_a_name_is_found_however_it_is_typed(wanted: str, db: None) -> None:
    account("王芳贸易")
    account("李强实业")
    assert [found.name for found in accounts_named(SETUP, wanted)] == ["王芳贸易"]


@pytest.mark.parametrize("wanted", ["muller", "Müller", "MUELLER"])
def test_accents_and_the_other_name_count(wanted: str, db: None) -> None:
    account("穆勒集团", other_name="Müller (Mueller) AG")
    assert [found.name for found in accounts_named(SETUP, wanted)] == ["穆勒集团"]


@pytest.mark.parametrize("wanted", ["%", "_", "\\", "'", "a%b"])
def test_signs_of_the_database_are_ordinary_signs(wanted: str, db: None) -> None:
    account("王芳贸易")
    assert list(accounts_named(SETUP, wanted)) == []


def test_chinese_pages_put_chinese_names_first_by_pinyin(db: None) -> None:
    for name in ("周氏", "Alpha", "安邦", "zeta"):
        account(name)
    language.activate("zh")
    try:
        assert listed(sort="name") == ["安邦", "周氏", "Alpha", "zeta"]
    finally:
        language.activate("en")
    assert listed(sort="name") == ["Alpha", "安邦", "zeta", "周氏"]


def test_what_is_not_known_stands_at_the_end_whichever_way_it_is_sorted(db: None) -> None:
    account("甲", 100)
    account("乙")
    account("丙", -50)
    assert listed(sort="-own") == ["甲", "丙", "乙"]
    assert listed(sort="own") == ["丙", "甲", "乙"]


def test_filters_of_one_kind_widen_and_of_two_kinds_narrow(db: None) -> None:
    account("甲", account_class="S")
    account("乙", account_class="A")
    account("丙")
    query = ListQuery.read({"class": ["S", "none"]})
    assert {found.name for found in accounts_asked(SETUP, query, today=TODAY)} == {"甲", "丙"}
    query = ListQuery.read({"class": ["S", "none"], "q": ["甲"]})
    assert {found.name for found in accounts_asked(SETUP, query, today=TODAY)} == {"甲"}


def test_contract_ends_are_told_apart(db: None) -> None:
    for name, end in (("到期", date(2026, 1, 1)), ("半年内", date(2026, 12, 31)), ("远", date(2030, 1, 1))):
        made = account(name)
        fact_add(SETUP, account_id=made.pk, kind="contract", values={"title": "框架", "expires_on": end})
    account("没有")
    assert listed(expires="soon") == ["半年内"]
    assert listed(expires="past") == ["到期"]
    assert listed(expires="none") == ["没有"]


def test_archived_accounts_are_a_list_of_their_own(db: None) -> None:
    gone = account("旧客户")
    account("新客户")
    account_archive(SETUP, account_id=gone.pk)
    assert listed() == ["新客户"]
    assert listed(archived="1") == ["旧客户"]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"page": ["-3"]},
        {"page": ["99999999999999999999"]},
        {"sort": ["; drop"]},
        {"industry": ["x", "9" * 30]},
        {"col": []},
    ],
)
def test_an_address_without_sense_still_gives_the_list(nonsense: dict[str, list[str]], db: None) -> None:
    account("甲")
    query = ListQuery.read(nonsense)
    accounts = accounts_asked(SETUP, query, today=TODAY)
    assert [row.name for row in page_of(accounts, query, year=2025, count=1, today=TODAY)] == ["甲"]


def test_the_sentence_says_how_much_the_largest_bring(db: None) -> None:
    for number in range(12):
        account(f"客户{number}", 1_000_00 if number < 2 else 10_00)
    account("没有数字")
    everything = Account.objects.all()
    found = concentration(everything, year=2025, everything=True)
    assert (found.accounts, found.known, found.largest_cents, found.all_cents) == (13, 12, 2_080_00, 2_100_00)
    assert found == concentration(everything, year=2025, everything=False)
    said = str(list_answer(found, ListQuery(), year=2025, currency="EUR"))
    assert said.startswith("10 of 13 accounts bring 99%")
    assert "one account" in str(list_gap(found, year=2025))


def test_an_empty_list_says_what_it_is_empty_of(db: None) -> None:
    nothing = concentration(Account.objects.none(), year=2025, everything=False)
    assert "shared with you" in str(list_answer(nothing, ListQuery(), year=2025, currency="EUR"))
    assert "fits this search" in str(list_answer(nothing, ListQuery(wanted="x"), year=2025, currency="EUR"))


def test_archived_accounts_are_not_in_the_sentence(db: None) -> None:
    account("甲", 100)
    gone = account("乙", 900)
    account_archive(SETUP, account_id=gone.pk)
    in_use = Account.objects.filter(is_archived=False)
    for everything in (True, False):
        found = concentration(in_use, year=2025, everything=everything)
        assert (found.accounts, found.known, found.largest_cents, found.all_cents) == (1, 1, 100, 100)
