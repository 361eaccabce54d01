"""Money and numbers as people read and type them, in Chinese and in English.

Money is a whole number of hundredths ("cents") with an ISO 4217 code, whatever the currency: 1.20 yen is 120.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from babel.numbers import get_currency_name, get_currency_symbol, list_currencies

from highground.core.faults import InputError, fault
from highground.core.text import Text
from highground.kit.language import current, language_for

MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"
LARGEST_WHOLE = 10**15

_SCALES = {
    "zh_Hans": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")),
    "en": ((10**12, "tn"), (10**9, "bn"), (10**6, "M"), (1, "")),
}
# Babel writes ¥ for the yen in English and for the yuan in Chinese; here it is the yuan in both.
_OWN_SYMBOLS = {"CNY": "¥", "JPY": "JP¥"}
_OTHER_MARKS = {
    "CNY": ("元", "圆", "块", "rmb", "人民币元"),
    "USD": ("美金", "us$"),
    "HKD": ("港币",),
    "JPY": ("日圆", "円"),
}
_WORDS_FOR_SCALES = {
    **dict.fromkeys(("k", "thousand", "千"), 10**3),
    **dict.fromkeys(("m", "mn", "million"), 10**6),
    **dict.fromkeys(("b", "bn", "billion"), 10**9),
    **dict.fromkeys(("tn", "trillion", "万亿", "萬億"), 10**12),
    **{"百": 100, "w": 10**4},
    **{
        times + unit: many * scale
        for times, many in {"": 1, "十": 10, "百": 100, "千": 1000}.items()
        for unit, scale in {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}.items()
    },
}
_AMOUNT = re.compile(
    r"(?P<sign>[-−]?)(?P<before>[^\d.,+−-]*?)(?P<sign_after>[-−]?)"
    r"(?P<whole>[0-9]{1,3}(?:(?P<mark>[ ,'])[0-9]{3})(?:(?P=mark)[0-9]{3})*|[0-9]*)"
    r"(?:\.(?P<part>[0-9]+))?(?P<after>[^\d.,+−-]*)"
)
_EXAMPLES = {"zh_Hans": "120 万", "en": "1.2M"}
# Full-width signs and their usual ones; not NFKC, to which 12² is 122.
_HALF_WIDTH: dict[int, int | str] = {**{0xFF01 + i: 0x21 + i for i in range(94)}, ord("￥"): "¥", ord("￡"): "£"}


@dataclass(frozen=True)
class MoneyUnit:
    """The one unit of a column: what its head says, how many whole units of money it holds, how many decimals."""

    heading: str
    currency: str
    scale: int
    digits: int


def money(cents: int, currency: str, *, language: str | None = None) -> str:
    r"""An amount in short form: at most three digits count once there are decimals; whole numbers stay whole.

    >>> money(18_600_000_000, "CNY", language="zh_Hans"), money(2_305_000_000, "CNY", language="zh_Hans")
    ('1.86\xa0亿元', '2,305\xa0万元')
    >>> money(120_000_000, "EUR", language="en"), money(-860_000, "EUR", language="en")
    ('€1.2M', '−€8,600')
    """
    spoken = _spoken(language)
    size = abs(cents)
    scale, word = _scale_for(size, spoken)
    digits = _digits_for(size, scale)
    figures = _rounded(size, scale, digits)
    if word and digits:
        figures = figures.rstrip("0").rstrip(".")
    return _sign(cents) + _with_currency(figures, word, currency, spoken)


def money_unit(amounts: Iterable[int], currency: str, language: str | None = None) -> MoneyUnit:
    """One unit for all amounts of a column: the largest in which the smallest amount (not 0) is still 0.1 or more.

    >>> money_unit([23_100_000_000, 38_000_000_00, 0], "CNY", "zh_Hans").heading
    '亿元'
    >>> money_unit([23_100_000_000, 380_000_000], "CNY", "zh_Hans")
    MoneyUnit(heading='万元', currency='CNY', scale=10000, digits=0)
    """
    spoken = _spoken(language)
    sizes = [abs(amount) for amount in amounts if amount]
    least, most = min(sizes, default=0), max(sizes, default=0)
    scale, word = next(
        (scale, word)
        for scale, word in _SCALES[spoken]
        if scale == 1 or (most >= 100 * scale and 10 * least >= 100 * scale)
    )
    return MoneyUnit(_heading(word, currency, spoken), currency, scale, _column_digits(sizes, scale))


def money_in(cents: int, currency: str, unit: MoneyUnit) -> str:
    """A cell of a column in the unit of the column, without the unit. Raises ValueError on another currency.

    What is not nothing never reads as 0.

    >>> column = [23_100_000_000, -380_000_000]
    >>> unit = money_unit(column, "CNY", "zh_Hans")
    >>> [money_in(cents, "CNY", unit) for cents in [*column, 100]]
    ['23,100', '−380', '<1']
    """
    if currency != unit.currency:
        raise ValueError(f"{currency} in a column of {unit.currency}")
    figures = _rounded(abs(cents), unit.scale, unit.digits)
    if cents and not figures.strip("0."):
        least = f"{10**-unit.digits:.{unit.digits}f}"
        return f"<{least}" if cents > 0 else f">{MINUS}{least}"
    return _sign(cents) + figures


def money_exact(cents: int, currency: str, language: str | None = None) -> str:
    r"""The full figure, to the cent where there are cents, for titles and hints.

    >>> money_exact(18_600_000_050, "CNY", "zh_Hans"), money_exact(18_600_000_000, "EUR", "en")
    ('186,000,000.50\xa0元', '€186,000,000')
    """
    figures = _rounded(abs(cents), 1, 2 if cents % 100 else 0)
    return _sign(cents) + _with_currency(figures, "", currency, _spoken(language))


def parse_money(text: str, *, language: str | None = None, currency: str | None = None) -> int:
    """The cents a person means who types 1,200,000, 1.2M, 850k, 1.86 亿 or 30w; the language is that of the example.

    With `currency` a mark of another one (€, 美元) is a fault; without it every known mark is passed over.
    Raises InputError on what is no amount, has parts of a cent, or is 10**15 or more.

    >>> parse_money("1.86 亿元"), parse_money("€1.2M"), parse_money("１，２００")
    (18600000000, 120000000, 120000)
    >>> parse_money("1,2M", language="en")
    Traceback (most recent call last):
    highground.core.faults.InputError: "1,2M" is no amount that can be read: write it like 1.2M or 1,200,000
    """
    slots = {"text": text if len(text) <= 40 else text[:40] + "…", "example": _EXAMPLES[_spoken(language)]}
    typed = _folded(text)
    if not typed:
        raise fault(Text("Write an amount, for example %(example)s or 1,200,000", slots))
    found = _AMOUNT.fullmatch(typed) if len(typed) <= 100 else None
    if found is None or not (found["whole"] or found["part"]) or (found["sign"] and found["sign_after"]):
        raise _no_amount(slots)
    scale = _scale_named(found["before"], found["after"], currency, slots)
    cents = _cents(found["whole"], found["part"] or "", scale, slots)
    return -cents if found["sign"] or found["sign_after"] else cents


def number(value: float, digits: int = 0) -> str:
    """A number with thousands set apart and a true minus. Raises ValueError on what is not finite.

    >>> number(-12345.678, 1), number(-0.01, 1)
    ('−12,345.7', '0.0')
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be shown")
    figures = f"{abs(value):,.{digits}f}"
    return MINUS + figures if value < 0 and figures.strip("0.") else figures


def percent(share: float, digits: int = 0) -> str:
    """A share of 1 in percent.

    >>> percent(0.234), percent(-0.05, 1)
    ('23%', '−5.0%')
    """
    return number(share * 100, digits) + "%"


def percent_range(low: float, high: float) -> str:
    """From one share of 1 to another; one figure where both read the same. Raises ValueError where low is above high.

    >>> percent_range(0.04, 0.45), percent_range(0.231, 0.234)
    ('4–45%', '23%')
    """
    if low > high:
        raise ValueError(f"from {low} to {high} is no range")
    if percent(low) == percent(high):
        return percent(low)
    return f"{number(low * 100)}–{percent(high)}"


def _spoken(language: str | None) -> str:
    return language_for(language or current())


def _sign(cents: int) -> str:
    return MINUS if cents < 0 else ""


def _scale_for(size: int, language: str) -> tuple[int, str]:
    """The largest scale the amount reaches once rounded to whole units of the next one down."""
    scales = _SCALES[language]
    for (scale, word), (lower, _lower_word) in pairwise(scales):
        if _divided(size, 100 * lower) * lower >= scale:
            return scale, word
    return scales[-1]


def _digits_for(size: int, scale: int) -> int:
    if scale == 1:
        return 2 if size % 100 and size < 100_00 else 0
    return 2 if size < 1000 * scale else 1 if size < 10_000 * scale else 0


def _column_digits(sizes: list[int], scale: int) -> int:
    least = min(sizes, default=0)
    enough = 0 if least >= 1000 * scale else 1 if least >= 100 * scale else 2
    return next(
        (digits for digits in range(enough) if not any(size * 10**digits % (100 * scale) for size in sizes)), enough
    )


def _divided(size: int, by: int) -> int:
    """To the nearest whole number, halves up."""
    return (2 * size + by) // (2 * by)


def _rounded(size: int, scale: int, digits: int) -> str:
    units = _divided(size * 10**digits, 100 * scale)
    whole, part = divmod(units, 10**digits)
    return f"{whole:,}.{part:0{digits}}" if digits else f"{whole:,}"


def _with_currency(figures: str, word: str, currency: str, language: str) -> str:
    if language == "zh_Hans":
        return figures + NO_BREAK + _heading(word, currency, language)
    return _symbol_before(currency) + figures + word


def _heading(word: str, currency: str, language: str) -> str:
    if language == "en":
        return (_symbol_before(currency) + word).rstrip(NO_BREAK)
    name = _chinese_name(currency)
    return f"{word}{NO_BREAK}{name}" if word and name.isascii() else word + name


@cache
def _chinese_name(currency: str) -> str:
    return "元" if currency == "CNY" else get_currency_name(currency, locale="zh_Hans")


@cache
def _symbol_before(currency: str) -> str:
    """The symbol, or the code and a space where what Babel has ends in a letter (THB, FCFP)."""
    symbol = _OWN_SYMBOLS.get(currency) or get_currency_symbol(currency, locale="en")
    return currency + NO_BREAK if symbol[-1].isalpha() else symbol


def _scale_named(before: str, after: str, currency: str | None, slots: dict[str, str]) -> int:
    """What to multiply by, from the words around the figures. Raises InputError on words that say nothing."""
    scale = _scale_said(before, after, _marks(currency) if currency else _all_marks())
    if scale is not None:
        return scale
    if currency and _scale_said(before, after, _all_marks()) is not None:
        asked = {**slots, "currency": currency}
        raise fault(Text('"%(text)s" is in another currency: this amount is in %(currency)s', asked))
    raise _no_amount(slots)


def _scale_said(before: str, after: str, marks: frozenset[str]) -> int | None:
    before, after = before.replace(" ", ""), after.replace(" ", "")
    return _scale_before_mark(after, marks) if not before or before in marks else None


def _scale_before_mark(after: str, marks: frozenset[str]) -> int | None:
    if not after or after in marks:
        return 1
    splits = ((after[:end], after[end:]) for end in range(len(after), 0, -1))
    return next(
        (_WORDS_FOR_SCALES[word] for word, mark in splits if word in _WORDS_FOR_SCALES and (not mark or mark in marks)),
        None,
    )


def _cents(whole: str, part: str, scale: int, slots: dict[str, str]) -> int:
    digits = int(re.sub("[ ,']", "", whole) + part)
    parts: int = 10 ** len(part)
    cents, rest = divmod(digits * scale * 100, parts)
    # Without a scale a third decimal is a doubt even when it is 0: 1.200 is 1,200 to many a reader.
    if rest or (scale == 1 and len(part) > 2):
        raise fault(
            Text(
                '"%(text)s" has more than two decimals: write an amount to the cent, like %(example)s or 1,200,000',
                slots,
            )
        )
    if cents >= 100 * LARGEST_WHOLE:
        raise fault(Text('"%(text)s" is too large for an amount: write it like %(example)s or 1,200,000', slots))
    return cents


def _no_amount(slots: dict[str, str]) -> InputError:
    return fault(Text('"%(text)s" is no amount that can be read: write it like %(example)s or 1,200,000', slots))


@cache
def _marks(currency: str) -> frozenset[str]:
    """Everything that may stand for a currency beside a figure, folded as a typed text is."""
    locales = ("zh_Hans", "en")
    names = [get_currency_name(currency, count, locale) for locale in locales for count in (None, 1, 2)]
    symbols = [get_currency_symbol(currency, locale) for locale in locales]
    said = [currency, *names, *symbols, _symbol_before(currency), *_OTHER_MARKS.get(currency, ())]
    return frozenset(_folded(mark).replace(" ", "") for mark in said)


@cache
def _all_marks() -> frozenset[str]:
    return frozenset().union(*(_marks(currency) for currency in list_currencies("en")))


def _folded(text: str) -> str:
    return " ".join(text.translate(_HALF_WIDTH).split()).casefold()
