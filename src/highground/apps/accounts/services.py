"""Writes of the accounts subject: every change of an account and of what belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from highground.apps.accounts.models import (
    Account,
    Competitor,
    Contract,
    ExchangeRate,
    Fact,
    Figure,
    Footprint,
    Industry,
    Note,
    Product,
    Purchase,
    Region,
    RegionDirector,
    SavedView,
    TeamMember,
    Term,
    Workspace,
)
from highground.apps.accounts.scope import account_visible
from highground.apps.accounts.values import TeamPart
from highground.core.text import Text
from highground.kit.clock import now
from highground.kit.operations import operation
from highground.kit.problems import Conflict, NotFound
from highground.kit.rows import Row
from highground.kit.work import Work

T = TypeVar("T", bound=Row)

DETAILS = frozenset({"name", "other_name", "reading", "industry", "region", "about"})
STANDING = frozenset({"account_class", "parent", "attachment"})
FACTS: dict[str, type[Fact]] = {
    "figure": Figure,
    "contract": Contract,
    "purchase": Purchase,
    "footprint": Footprint,
}
"""The kinds of fact an account has, by the word in addresses and operations."""
TERMS: dict[str, type[Term]] = {"region": Region, "industry": Industry, "product": Product}


@operation("accounts.add", permission="accounts.manage", says=Text("%(actor)s added the account %(subject)s"))
def account_add(work: Work, *, values: Mapping[str, Any]) -> Account:
    """Add an account; whoever adds it answers for it (AR). Raises NotFound for a group that is not shared."""
    account = work.add(Account(**{name: values[name] for name in (DETAILS | STANDING) & values.keys()}))
    work.about(account.name, account.pk)
    if work.actor.user_id is not None:
        work.add(TeamMember(account=account, user_id=work.actor.user_id, part=TeamPart.AR))
    return account


@operation("accounts.change", permission="accounts.record", says=Text("%(actor)s changed %(subject)s"))
def account_change(work: Work, *, account_id: int, values: Mapping[str, Any], version: int | None = None) -> Account:
    """Change the details of an account. Raises NotFound, or EditConflict where somebody saved it since `version`."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    return work.update(account, {name: values[name] for name in DETAILS & values.keys()}, version=version)


@operation(
    "accounts.place", permission="accounts.manage", says=Text("%(actor)s changed the class or group of %(subject)s")
)
def account_place(work: Work, *, account_id: int, values: Mapping[str, Any], version: int | None = None) -> Account:
    """Change an account's class or its place in a group. Raises InputError where it would belong to itself."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    return work.update(account, {name: values[name] for name in STANDING & values.keys()}, version=version)


@operation("accounts.archive", permission="accounts.manage", says=Text("%(actor)s archived %(subject)s"))
def account_archive(work: Work, *, account_id: int) -> Account:
    """Put an account out of the lists; everything about it stays."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    return work.update(account, {"is_archived": True})


@operation("accounts.restore", permission="accounts.manage", says=Text("%(actor)s took %(subject)s out of the archive"))
def account_restore(work: Work, *, account_id: int) -> Account:
    """Bring an archived account back into the lists."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    return work.update(account, {"is_archived": False})


@operation("accounts.fact_add", permission="accounts.record", says=Text("%(actor)s recorded a fact about %(subject)s"))
def fact_add(work: Work, *, account_id: int, kind: str, values: Mapping[str, Any]) -> Fact:
    """Record a fact: a figure, a contract, a product bought, or a competitor's footprint.

    Raises InputError for a period that overlaps another, or where the same fact is there already.
    """
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    return _unique(work, _kind(kind)(account=account, **_with_competitor(work, values)))


@operation(
    "accounts.fact_change", permission="accounts.record", says=Text("%(actor)s changed a fact about %(subject)s")
)
def fact_change(
    work: Work, *, account_id: int, kind: str, fact_id: int, values: Mapping[str, Any], version: int | None = None
) -> Fact:
    """Change a recorded fact. Raises NotFound or EditConflict."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    fact = _of_account(_kind(kind), account, fact_id)
    return work.update(fact, _with_competitor(work, values), version=version)


@operation(
    "accounts.fact_remove", permission="accounts.record", says=Text("%(actor)s took out a fact about %(subject)s")
)
def fact_remove(work: Work, *, account_id: int, kind: str, fact_id: int) -> None:
    """Take a fact out; the audit trail keeps it, and undo brings it back."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    work.remove(_of_account(_kind(kind), account, fact_id))


@operation("accounts.note_add", permission="accounts.record", says=Text("%(actor)s wrote a note on %(subject)s"))
def note_add(work: Work, *, account_id: int, text: str, is_sensitive: bool = False) -> Note:
    """Write a note. Whoever may not read sensitive notes may still leave one."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    if work.actor.user_id is None:
        raise NotFound
    return work.add(
        Note(account=account, text=text, is_sensitive=is_sensitive, author_id=work.actor.user_id, written_at=now())
    )


@operation("accounts.note_remove", permission="accounts.record", says=Text("%(actor)s took out a note on %(subject)s"))
def note_remove(work: Work, *, account_id: int, note_id: int) -> None:
    """Take out a note one wrote oneself; a sensitive one also whoever may read it."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    work.remove(_of_account(Note, account, note_id))


@operation(
    "accounts.note_read",
    permission="accounts.read_sensitive",
    says=Text("%(actor)s read a sensitive note on %(subject)s"),
    reversible=False,
)
def note_read(work: Work, *, account_id: int, note_id: int) -> Note:
    """Read a sensitive note; the reading itself joins the audit trail."""
    account = account_visible(work.actor, account_id)
    note = _of_account(Note, account, note_id)
    work.about(account.name, account.pk)
    work.looked_at(note)
    return note


@operation("accounts.team_add", permission="accounts.share", says=Text("%(actor)s shared %(subject)s with a colleague"))
def team_add(work: Work, *, account_id: int, user_id: int, part: str = "") -> TeamMember:
    """Put somebody on the account team: they see the account, all below it, and its people."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    return _unique(work, TeamMember(account=account, user_id=user_id, part=part))


@operation("accounts.team_change", permission="accounts.share", says=Text("%(actor)s changed the team of %(subject)s"))
def team_change(work: Work, *, account_id: int, member_id: int, part: str) -> TeamMember:
    """Change what somebody on the team answers for."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    return work.update(_of_account(TeamMember, account, member_id), {"part": part})


@operation(
    "accounts.team_remove",
    permission="accounts.share",
    says=Text("%(actor)s stopped sharing %(subject)s with a colleague"),
)
def team_remove(work: Work, *, account_id: int, member_id: int) -> None:
    """Take somebody off the account team."""
    account = account_visible(work.actor, account_id)
    work.about(account.name, account.pk)
    work.remove(_of_account(TeamMember, account, member_id))


@operation(
    "accounts.view_save", permission="accounts.view", says=Text("%(actor)s saved the view %(subject)s"), personal=True
)
def view_save(work: Work, *, name: str, query: str) -> SavedView:
    """Keep a search of the list under a name; the same name replaces what was kept."""
    work.about(name)
    mine = SavedView.objects.filter(user_id=work.actor.key, name=name).first()
    if mine is not None:
        return work.update(mine, {"query": query})
    if work.actor.user_id is None:
        raise NotFound
    return work.add(SavedView(user_id=work.actor.key, name=name, query=query))


@operation(
    "accounts.view_remove",
    permission="accounts.view",
    says=Text("%(actor)s dropped the view %(subject)s"),
    personal=True,
)
def view_remove(work: Work, *, view_id: int) -> None:
    """Drop one of one's own saved views."""
    mine = SavedView.objects.filter(user_id=work.actor.key, pk=view_id).first()
    if mine is None:
        raise NotFound
    work.about(mine.name)
    work.remove(mine)


@operation(
    "accounts.competitor_add", permission="accounts.record", says=Text("%(actor)s added the competitor %(subject)s")
)
def competitor_add(work: Work, *, name: str) -> Competitor:
    """Add a competitor."""
    work.about(name)
    return _unique(work, Competitor(name=name))


@operation(
    "workspace.term_add", permission="workspace.manage", says=Text("%(actor)s added %(subject)s to a value list")
)
def term_add(work: Work, *, kind: str, values: Mapping[str, Any]) -> Term:
    """Add a region, an industry or a product."""
    term = _term_kind(kind)(**values)
    work.about(str(term))
    return work.add(term)


@operation(
    "workspace.term_change", permission="workspace.manage", says=Text("%(actor)s renamed %(subject)s in a value list")
)
def term_change(work: Work, *, kind: str, term_id: int, values: Mapping[str, Any], version: int | None = None) -> Term:
    """Rename a region, an industry or a product."""
    term = _found(_term_kind(kind), term_id)
    work.about(str(term))
    return work.update(term, values, version=version)


@operation(
    "workspace.rate_set", permission="workspace.manage", says=Text("%(actor)s set the exchange rate %(subject)s")
)
def rate_set(work: Work, *, currency: str, year: int, rate: Any, source: str) -> ExchangeRate:
    """Say what a currency is worth in the reporting currency in a year; totals follow in the background."""
    work.about(f"{currency} {year}")
    target = Workspace.objects.values_list("currency", flat=True).get()
    known = ExchangeRate.objects.filter(currency=currency, target=target, year=year).first()
    if known is not None:
        return work.update(known, {"rate": rate, "source": source})
    return work.add(ExchangeRate(currency=currency, target=target, year=year, rate=rate, source=source))


@operation(
    "workspace.change", permission="workspace.manage", says=Text("%(actor)s changed the settings of the workspace")
)
def workspace_change(work: Work, *, values: Mapping[str, Any], version: int | None = None) -> Workspace:
    """Change the name, the reporting currency or the year of the figures."""
    workspace = Workspace.objects.get()
    work.about(workspace.name)
    wanted = {name: values[name] for name in {"name", "currency", "value_year"} & values.keys()}
    return work.update(workspace, wanted, version=version)


@operation(
    "workspace.director_add", permission="users.manage", says=Text("%(actor)s gave %(subject)s a region to direct")
)
def director_add(work: Work, *, region_id: int, user_id: int) -> RegionDirector:
    """Let somebody direct a region: with the role of a director they see all its accounts."""
    region = _found(Region, region_id)
    row = RegionDirector(region=region, user_id=user_id)
    added = _unique(work, row)
    work.about(str(added.user))
    return added


@operation(
    "workspace.director_remove", permission="users.manage", says=Text("%(actor)s took a region from %(subject)s")
)
def director_remove(work: Work, *, director_id: int) -> None:
    """Take a region from whoever directs it."""
    director = _found(RegionDirector, director_id)
    work.about(str(director.user))
    work.remove(director)


def _with_competitor(work: Work, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values; a competitor nobody had heard of is added with them."""
    competitor = values.get("competitor")
    if isinstance(competitor, Competitor) and competitor.pk is None:
        return {**values, "competitor": work.add(competitor)}
    return values


def _kind(kind: str) -> type[Fact]:
    if kind not in FACTS:
        raise NotFound
    return FACTS[kind]


def _term_kind(kind: str) -> type[Term]:
    if kind not in TERMS:
        raise NotFound
    return TERMS[kind]


def _found(model: type[T], key: int) -> T:
    found = model._default_manager.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def _of_account(model: type[T], account: Account, key: int) -> T:
    found = model._default_manager.filter(account=account, pk=key).first()
    if found is None:
        raise NotFound
    return found


def _unique(work: Work, row: T) -> T:
    """Add a row, or say that it is there already."""
    for constraint in row._meta.total_unique_constraints:
        same = {name: getattr(row, name) for name in constraint.fields}
        if type(row)._default_manager.filter(**same).exists():
            raise Conflict(Text("This is there already. Change that one instead."))
    return work.add(row)
