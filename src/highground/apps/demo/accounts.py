"""The accounts of the demonstration with their facts, people, notes and teams, as the data files tell them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from highground.apps.accounts.models import Account, Competitor
from highground.apps.accounts.services import account_add, fact_add, note_add, team_add
from highground.apps.accounts.values import Confidence, FigureKind
from highground.apps.demo.cast import DEMO_USER, Cast
from highground.apps.demo.foundations import Terms
from highground.apps.demo.reading import day_of, demo_file
from highground.apps.people.models import Person
from highground.apps.people.services import person_add, position_add
from highground.core.periods import period_days
from highground.kit.actor import Actor

FILES = (
    "cases/s_customer.yaml",
    "cases/ais.yaml",
    "cases/telfort.yaml",
    "groups/hanjiang.yaml",
    "groups/yaochuan.yaml",
    "groups/norrvane.yaml",
    "groups/smaller.yaml",
    "groups/singles.yaml",
)
Entry = Mapping[str, Any]
"""A part of a data file, as read."""
CENTS_IN_A_MILLION = 100_000_000
DATES = frozenset({"since", "until", "signed_on", "expires_on", "contract_until", "source_on"})


@dataclass(frozen=True)
class Scene:
    """What is there so far, and what still waits for an account that comes later."""

    cast: Cast
    terms: Terms
    today: date
    accounts: dict[str, Account] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    later: list[tuple[Person, Entry]] = field(default_factory=list)
    sources: Entry = field(default_factory=lambda: demo_file("sources.yaml"))


def accounts_build(cast: Cast, terms: Terms, today: date) -> Scene:
    """Add every account of the data files, and then the posts that people hold at a second one."""
    scene = Scene(cast, terms, today)
    for path in FILES:
        for entry in demo_file(path):
            _account_build(scene, entry)
    for person, entry in scene.later:
        position_add(
            cast.actor(None),
            person_id=person.pk,
            account_id=scene.accounts[entry["account"]].pk,
            values=_with_days({key: entry[key] for key in entry if key != "account"}, scene.today),
        )
    return scene


def _account_build(scene: Scene, entry: Entry, parent: Account | None = None, above: str | None = None) -> None:
    """One account and, after it, the members of its group; they are of the same AR unless another is named."""
    team = entry.get("team", {})
    responsible = team.get("AR", above)
    adds = responsible if parent is None or responsible == above else None
    account = account_add(scene.cast.actor(adds), values=_details(scene, entry, parent)).value
    scene.accounts[account.name] = account
    _team_build(scene, account, {**team, "AR": responsible}, adds)
    acting = scene.cast.actor(responsible)
    for kind, values in _facts(scene, entry):
        fact_add(acting, account_id=account.pk, kind=kind, values=values)
    for person in entry.get("people", ()):
        _person_build(scene, acting, account, person)
    for note in entry.get("notes", ()):
        author = scene.cast.actor(note.get("by") or responsible or DEMO_USER)
        note_add(author, account_id=account.pk, text=note["text"], is_sensitive=note.get("sensitive", False))
    for member in entry.get("members", ()):
        _account_build(scene, member, account, responsible)


def _details(scene: Scene, entry: Entry, parent: Account | None) -> dict[str, Any]:
    plain = {name: entry[name] for name in ("name", "other_name", "reading", "about") if name in entry}
    return {
        **plain,
        "account_class": entry.get("class", ""),
        "industry": scene.terms["industry"].get(entry.get("industry", "")),
        "region": scene.terms["region"].get(entry.get("region", "")),
        "parent": parent,
        "attachment": entry.get("as", ""),
    }


def _team_build(scene: Scene, account: Account, team: Mapping[str, str | None], adds: str | None) -> None:
    """Whoever added the account answers for it already; the director shares it where a colleague is to."""
    shares = scene.cast.actor(adds or DEMO_USER)
    for part, username in team.items():
        if username is not None and username != adds:
            team_add(shares, account_id=account.pk, user_id=scene.cast.users[username].pk, part=part)


def _facts(scene: Scene, entry: Entry) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every fact of an account: its kind, and its fields as the model has them."""
    for kind in FigureKind:
        for values in _figures(entry.get(kind.value), scene.today):
            yield "figure", {"kind": kind, **values, **_rest_on(scene, {})}
    for contract in entry.get("contracts", ()):
        yield "contract", _fact(scene, contract)
    for purchase in entry.get("purchases", ()):
        yield "purchase", {**_fact(scene, purchase), "product": scene.terms["product"][purchase["product"]]}
    for footprint in entry.get("competitors", ()):
        yield "footprint", {**_fact(scene, footprint), "competitor": _competitor(footprint["competitor"])}


def _fact(scene: Scene, entry: Entry) -> dict[str, Any]:
    values = {name: entry[name] for name in entry if name not in ("is_as_told", "millions", "confidence", "source")}
    if "millions" in entry:
        values["cents"] = _cents(entry["millions"])
    return {**_with_days(values, scene.today), **_rest_on(scene, entry)}


def _rest_on(scene: Scene, entry: Entry) -> dict[str, Any]:
    """What a fact rests on: the method's source text, another source it names, or nothing: it is made up."""
    if entry.get("is_as_told"):
        return {"source": scene.sources["as_told"], "confidence": Confidence.REPORTED, "is_as_told": True}
    return {"source": scene.sources["made_up"], "confidence": Confidence.ASSUMED}


def _figures(money: Entry | None, today: date) -> Iterator[dict[str, Any]]:
    """Amounts in millions: the years up to the last whole one, a list being its quarters; then this year's quarters."""
    if money is None:
        return
    first = today.year - len(money["years"])
    for year, amount in enumerate(money["years"], first):
        yield from _of_year(year, amount, money["currency"])
    for figure in _of_year(today.year, list(money.get("this_year", ())), money["currency"]):
        if period_days(figure["period"])[1] < today:
            yield figure


def _of_year(year: int, amount: Any, currency: str) -> Iterator[dict[str, Any]]:
    if isinstance(amount, list):
        for quarter, part in enumerate(amount, 1):
            yield {"period": f"{year}-Q{quarter}", "cents": _cents(part), "currency": currency}
    elif amount is not None:
        yield {"period": str(year), "cents": _cents(amount), "currency": currency}


def _person_build(scene: Scene, acting: Actor, account: Account, entry: Entry) -> None:
    names = {name: entry[name] for name in ("name", "other_name", "reading") if name in entry}
    post = {name: entry[name] for name in ("title", "layer", "since", "until") if name in entry}
    person = person_add(acting, account_id=account.pk, values=names, position=_with_days(post, scene.today)).value
    scene.people[person.name] = person
    scene.later.extend((person, also) for also in entry.get("also", ()))


def _competitor(name: str) -> Competitor:
    """The competitor of that name; one not heard of yet is added with the fact."""
    return Competitor.objects.filter(name=name).first() or Competitor(name=name)


def _with_days(values: Entry, today: date) -> dict[str, Any]:
    return {name: day_of(value, today) if name in DATES else value for name, value in values.items()}


def _cents(millions: float) -> int:
    return int(Decimal(str(millions)) * CENTS_IN_A_MILLION)
