"""A small workspace with one user of each role, one account that is theirs and one that is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from highground.apps.accounts.models import Account, Competitor, Product, Region, SavedView
from highground.apps.accounts.services import (
    account_add,
    director_add,
    fact_add,
    note_add,
    team_add,
    term_add,
    view_save,
)
from highground.apps.people.models import Position
from highground.apps.people.services import person_add
from highground.apps.users.models import User
from highground.apps.users.roles import EVERY_PERMISSION, Role
from highground.apps.users.selectors import actor_of
from highground.apps.users.services import user_add
from highground.kit.actor import Actor
from highground.kit.audit.models import Entry

NAMES = {
    Role.ADMINISTRATOR: "周敏",
    Role.DIRECTOR: "林薇",
    Role.MANAGER: "方程",
    Role.MEMBER: "王芳",
    Role.VIEWER: "李强",
    Role.COMPLIANCE: "赵敏",
}
SETUP = Actor(None, "setup", EVERY_PERMISSION, via="test")


@dataclass(frozen=True)
class Place:
    """An account with one of everything, by the names that addresses and operations use for their keys."""

    account: Account
    keys: dict[str, int]


@dataclass(frozen=True)
class World:
    """What the tests walk through."""

    users: dict[Role, User]
    own: Place
    foreign: Place
    region: Region
    spare: User

    def actor(self, role: Role) -> Actor:
        """The user of a role as one who acts."""
        return actor_of(self.users[role])


def build_world() -> World:
    """Through the operations, as people would."""
    users = {
        role: user_add(SETUP, username=role.value, name=name, role=role, password=None).value
        for role, name in NAMES.items()
    }
    spare = user_add(SETUP, username="spare", name="钱进", role=Role.MEMBER, password=None).value
    product = term_add(SETUP, kind="product", values={"name_zh": "核心网", "name_en": "Core network"}).value
    region, elsewhere = (_region(name) for name in ("华东", "华南"))
    director_add(SETUP, region_id=region.pk, user_id=users[Role.DIRECTOR].pk)
    own = _place("天河电信", region, product, users[Role.MANAGER])
    foreign = _place("南岭银行", elsewhere, product, spare)
    for role in (Role.VIEWER, Role.MEMBER):
        team_add(actor_of(users[Role.ADMINISTRATOR]), account_id=own.account.pk, user_id=users[role].pk)
    return World(users, own, foreign, region, spare)


def _region(name: str) -> Region:
    return Region.objects.get(pk=term_add(SETUP, kind="region", values={"name_zh": name}).value.pk)


def _place(name: str, region: Any, product: Any, manager: User) -> Place:
    root = actor_of(manager)
    setup = Actor(manager.pk, manager.name, EVERY_PERMISSION, via="test")
    account = account_add(setup, values={"name": name, "region": region}).value
    told = {"source": "合同", "confidence": "confirmed"}
    figure = {"kind": "revenue", "period": "2025", "cents": 100_00, "currency": "EUR", **told}
    fact_add(setup, account_id=account.pk, kind="figure", values=figure)
    contract = fact_add(
        setup, account_id=account.pk, kind="contract", values={"title": "框架", "expires_on": date(2030, 1, 1), **told}
    ).value
    fact_add(setup, account_id=account.pk, kind="purchase", values={"product": product, **told})
    fact_add(
        setup, account_id=account.pk, kind="footprint", values={"competitor": Competitor(name=f"{name}的对手"), **told}
    )
    note = note_add(setup, account_id=account.pk, text="谈判底线", is_sensitive=True).value
    person = person_add(setup, account_id=account.pk, values={"name": "沈伯年"}, position={"title": "董事长"}).value
    view = view_save(root, name=name, query="class=S").value
    keys = {
        "account_id": account.pk,
        "fact_id": contract.pk,
        "note_id": note.pk,
        "member_id": account.team.get(user=manager).pk,
        "person_id": person.pk,
        "position_id": Position.objects.get(person=person).pk,
        "view_id": view.pk,
        "number": Entry.objects.filter(scope=account.pk, operation="people.add").latest("number").number,
    }
    return Place(account, keys)


def view_of(world: World, role: Role) -> SavedView:
    """A saved view of the role's own user."""
    return view_save(world.actor(role), name="我的", query="mine=1").value


def any_product() -> Product:
    """The product everybody bought."""
    return Product.objects.get()
