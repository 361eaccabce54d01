"""Money and numbers: worded by hand in both languages, and read back."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highground.core.faults import InputError
from highground.kit.numbers import (
    money,
    money_exact,
    money_in,
    money_unit,
    number,
    parse_money,
    percent,
    percent_range,
)

CURRENCIES = ("CNY", "EUR", "USD", "GBP", "JPY", "HKD", "TWD", "THB", "AED", "CHF", "XPF")
LANGUAGES = ("zh_Hans", "en")
AMOUNTS = st.integers(-(10**17) + 1, 10**17 - 1)


def units(count: float) -> int:
    return round(count * 100)


@pytest.mark.parametrize(
    ("whole", "currency", "expected"),
    [
        (186_000_000, "CNY", "1.86 亿元"),
        (91_800_000, "CNY", "9,180 万元"),
        (23_054_321, "CNY", "2,305 万元"),
        (99_960_000, "CNY", "9,996 万元"),
        (99_996_000, "CNY", "1 亿元"),
        (12_345_678, "CNY", "1,235 万元"),
        (123_456, "CNY", "12.3 万元"),
        (10_000, "CNY", "1 万元"),
        (9_999.6, "CNY", "1 万元"),
        (8_600, "CNY", "8,600 元"),
        (12.5, "CNY", "12.50 元"),
        (0, "CNY", "0 元"),
        (-210_000_000, "CNY", "−2.1 亿元"),
        (1_200_000_000_000, "CNY", "1.2 万亿元"),
        (210_000_000, "EUR", "2.1 亿欧元"),
        (1_200_000, "USD", "120 万美元"),
        (8_600, "THB", "8,600 泰铢"),
        (1_200_000, "XYZ", "120 万 XYZ"),
    ],
)
def test_chinese_counts_money_in_ten_thousands_and_hundred_millions(whole: float, currency: str, expected: str) -> None:
    assert money(units(whole), currency, language="zh_Hans") == expected.replace(" ", "\xa0")


@pytest.mark.parametrize(
    ("whole", "currency", "expected"),
    [
        (1_200_000, "EUR", "€1.2M"),
        (210_000_000, "EUR", "€210M"),
        (186_000_000, "CNY", "¥186M"),
        (186_000_000, "JPY", "JP¥186M"),
        (8_600, "EUR", "€8,600"),
        (860_000, "EUR", "€860,000"),
        (1_234_567, "GBP", "£1.23M"),
        (99_960_000, "EUR", "€100M"),
        (999_600_000, "EUR", "€1bn"),
        (-1_200_000, "EUR", "−€1.2M"),
        (1_200_000, "THB", "THB\xa01.2M"),
        (1_200_000, "XPF", "XPF\xa01.2M"),
        (0.5, "EUR", "€0.50"),
        (0, "EUR", "€0"),
    ],
)
def test_english_counts_money_in_millions_with_the_symbol_before(whole: float, currency: str, expected: str) -> None:
    assert money(units(whole), currency, language="en") == expected


def test_a_column_has_one_unit_in_which_its_smallest_amount_can_be_read() -> None:
    column = [units(231_000_000), units(186_000_000), units(12_400_000), units(3_800_000)]
    unit = money_unit(column, "CNY", "zh_Hans")
    assert unit.heading == "万元"
    assert [money_in(cents, "CNY", unit) for cents in column] == ["23,100", "18,600", "1,240", "380"]


def test_a_column_of_hundred_millions_has_the_same_decimals_in_each_cell() -> None:
    column = [units(-210_000_000), units(-90_000_000), units(1_200_000_000), 0]
    unit = money_unit(column, "CNY", "zh_Hans")
    assert unit.heading == "亿元"
    assert [money_in(cents, "CNY", unit) for cents in column] == ["−2.1", "−0.9", "12.0", "0.0"]


@pytest.mark.parametrize(
    ("amounts", "currency", "language", "heading"),
    [
        ([units(1_200_000), units(210_000_000)], "EUR", "en", "€M"),
        ([units(1_200_000), units(210_000_000)], "THB", "en", "THB\xa0M"),
        ([units(1_200_000), units(210_000_000)], "EUR", "zh_Hans", "万欧元"),
        ([units(500), units(186_000_000)], "CNY", "zh_Hans", "元"),
        ([], "CNY", "zh_Hans", "元"),
        ([0], "THB", "en", "THB"),
    ],
)
def test_the_head_of_a_column_says_its_unit(amounts: list[int], currency: str, language: str, heading: str) -> None:
    assert money_unit(amounts, currency, language).heading == heading


def test_an_amount_too_small_for_the_unit_of_its_column_does_not_read_as_nothing() -> None:
    unit = money_unit([units(2_100_000)], "EUR", "en")
    assert [money_in(cents, "EUR", unit) for cents in (1, -1, 0)] == ["<0.1", ">−0.1", "0.0"]


def test_a_column_refuses_an_amount_of_another_currency() -> None:
    with pytest.raises(ValueError, match=r"EUR in a column of CNY"):
        money_in(100, "EUR", money_unit([100], "CNY", "en"))


@given(st.lists(AMOUNTS, min_size=1), st.sampled_from(LANGUAGES))
def test_no_amount_of_a_column_reads_as_nothing_unless_it_is(column: list[int], language: str) -> None:
    unit = money_unit(column, "CNY", language)
    for cents in column:
        cell = money_in(cents, "CNY", unit)
        assert bool(cell.strip("−0.")) == bool(cents)
        assert "<" not in cell
        assert ">" not in cell


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1,200,000", 1_200_000),
        ("1200000", 1_200_000),
        ("1 200 000", 1_200_000),
        ("1\xa0200\u202f000", 1_200_000),
        ("１，２００．５０", 1_200.5),
        (".5", 0.5),
        ("0.10", 0.1),
        ("120万", 1_200_000),
        ("120 萬", 1_200_000),
        ("1.2百万", 1_200_000),
        ("3千万元", 30_000_000),
        ("1.86亿", 186_000_000),
        ("1.2万亿", 1_200_000_000_000),
        ("30w", 300_000),
        ("850k", 850_000),
        ("1.2M", 1_200_000),
        ("1.2 million", 1_200_000),
        ("2.1bn", 2_100_000_000),
        ("€1.2M", 1_200_000),
        ("- €1.2M", -1_200_000),
        ("-€1.2M", -1_200_000),
        ("€-5", -5),
        ("−8,600 元", -8_600),
        ("￥8,600", 8_600),
        ("RMB 8,600", 8_600),
        ("8600块", 8_600),
        ("THB 1.2M", 1_200_000),
        ("1.2 MXN", 1.2),
        ("120 万美元", 1_200_000),
    ],
)
def test_an_amount_is_read_as_people_type_it(text: str, whole: float) -> None:
    assert parse_money(text) == units(whole)


@pytest.mark.parametrize(
    "text",
    [
        *("1,2M", "1,20,000", "1.200.000", "1 2", "1,200 000", "5.", ".", "+", "--5", "-€-5", "12²", "½", "٣"),
        *("nan", "inf", "1e5", "0x10", "一百万", "about 5", "5 kk", "1.2mln", "5%", "1亿2000万", "€", "万", "9" * 200),
    ],
)
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InputError, match=r"is no amount that can be read: write it like 120 万 or 1,200,000"):
        parse_money(text, language="zh_Hans")


def test_nothing_typed_is_asked_for_with_an_example() -> None:
    with pytest.raises(InputError, match=r"Write an amount, for example 1\.2M or 1,200,000"):
        parse_money(" 　", language="en")


@pytest.mark.parametrize("text", ["1.234", "1.200", "0.123456789M", "1.2345678 万"])
def test_parts_of_a_cent_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="more than two decimals"):
        parse_money(text)
    assert parse_money("1.234567 万") == units(12_345.67)


@pytest.mark.parametrize("text", ["1,000,000,000,000,000", "1000万亿", "-1000000000000000"])
def test_an_amount_of_ten_to_the_fifteenth_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="too large"):
        parse_money(text)
    assert parse_money("999,999,999,999,999.99") == 10**17 - 1


def test_another_currency_than_the_one_asked_for_is_a_fault() -> None:
    assert parse_money("186 万元", currency="CNY") == units(1_860_000)
    assert parse_money("CN¥186M", currency="CNY") == units(186_000_000)
    with pytest.raises(InputError, match='"186 万欧元" is in another currency: this amount is in CNY'):
        parse_money("186 万欧元", currency="CNY")


@given(AMOUNTS, st.sampled_from(CURRENCIES), st.sampled_from(LANGUAGES))
def test_the_full_figure_is_read_back_to_the_cent(cents: int, currency: str, language: str) -> None:
    shown = money_exact(cents, currency, language)
    assert parse_money(shown, language=language) == cents
    assert parse_money(shown, language=language, currency=currency) == cents


@given(st.integers(-(10**16), 10**16), st.sampled_from(CURRENCIES), st.sampled_from(LANGUAGES))
def test_the_short_form_is_within_half_a_percent(cents: int, currency: str, language: str) -> None:
    shown = money(cents, currency, language=language)
    assert abs(parse_money(shown) - cents) <= abs(cents) * 0.005 + 50


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(InputError):
        assert abs(parse_money(text)) < 10**17


def test_numbers_and_shares_have_a_true_minus_and_no_space() -> None:
    assert number(12_345.6) == "12,346"
    assert number(-0.5, 1) == "−0.5"
    assert (percent(0.23), percent(0.2345, 1), percent(1)) == ("23%", "23.4%", "100%")
    assert (percent_range(0.04, 0.45), percent_range(0.2, 0.2)) == ("4–45%", "20%")


def test_what_is_not_known_is_not_a_number() -> None:
    with pytest.raises(ValueError, match="cannot be shown"):
        percent(float("nan"))
    with pytest.raises(ValueError, match="no range"):
        percent_range(0.5, 0.4)
