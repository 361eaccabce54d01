"""Every operation × every role × own and foreign account. The list of operations comes from the registry itself."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

import highground.apps
from highground.apps.accounts.models import RegionDirector, Workspace
from highground.apps.accounts.services import account_archive
from highground.apps.users.roles import Role
from highground.kit.operations import OPERATIONS
from highground.kit.problems import Forbidden, NotFound
from tests.permissions import expected
from tests.permissions.world import Place, World, build_world, view_of


@pytest.fixture
def world(db: None) -> World:
    return build_world()


for _services in Path(highground.apps.__path__[0]).glob("*/services.py"):
    importlib.import_module(f"highground.apps.{_services.parent.name}.services")
SHIPPED = {name: known for name, known in OPERATIONS.items() if known.run.__module__.startswith("highground.")}
ABOUT_AN_ACCOUNT = {"account_id", "person_id", "position_id", "number"}
SCOPED = sorted(
    name for name, known in SHIPPED.items() if set(inspect.signature(known.run).parameters) & ABOUT_AN_ACCOUNT
)


def test_no_operation_is_forgotten_and_none_is_imagined() -> None:
    assert set(SHIPPED) == set(expected.OPERATIONS)


@pytest.mark.parametrize("name", sorted(expected.OPERATIONS))
def test_roles_do_what_is_theirs_and_nothing_else(name: str, world: World) -> None:
    wrong = []
    for role in Role:
        outcome = _outcome(world, role, name, world.own)
        if outcome != ("done" if role in expected.OPERATIONS[name] else "Forbidden"):
            wrong.append(f"{role}: {outcome}")
    assert not wrong


@pytest.mark.parametrize("name", SCOPED)
def test_a_foreign_account_cannot_be_touched(name: str, world: World) -> None:
    wrong = []
    for role in Role:
        outcome = _outcome(world, role, name, world.foreign)
        may = role in expected.OPERATIONS[name]
        if role in expected.SEES_EVERYTHING:
            allowed = {"done" if may else "Forbidden"}
        else:
            allowed = {"NotFound"} if may else {"NotFound", "Forbidden"}
        if outcome not in allowed:
            wrong.append(f"{role}: {outcome}")
    assert not wrong


def _outcome(world: World, role: Role, name: str, place: Place) -> str:
    """What comes of it; everything written is taken back."""
    run: Callable[..., Any] = SHIPPED[name].run
    with transaction.atomic():
        arguments = _arguments(world, role, name, place)
        try:
            run(world.actor(role), **arguments)
            outcome = "done"
        except (Forbidden, NotFound) as problem:
            outcome = type(problem).__name__
        transaction.set_rollback(True)
    return outcome


def _arguments(world: World, role: Role, name: str, place: Place) -> dict[str, Any]:
    """Something sensible for every parameter."""
    special: dict[str, dict[str, Any]] = {
        "accounts.add": {"values": {"name": "新客户"}},
        "accounts.change": {"values": {"name": "天河电信集团"}},
        "accounts.place": {"values": {"account_class": "S"}},
        "accounts.fact_add": {"kind": "contract", "values": {"title": "二期", "confidence": "assumed"}},
        "accounts.fact_change": {"values": {"title": "三期"}},
        "people.add": {"values": {"name": "顾曼青"}, "position": {"title": "CFO"}},
        "people.change": {"values": {"name": "沈柏年"}},
        "people.position_add": {"values": {"title": "董事"}},
        "people.position_change": {"values": {"title": "副董事长"}},
        "workspace.term_add": {"kind": "region", "values": {"name_zh": "西北"}},
        "workspace.term_change": {"kind": "region", "values": {"name_zh": "华东一区"}},
        "workspace.change": {"values": {"name": "演示"}},
        "users.change": {"values": {"name": "钱多"}},
        "users.settings": {"values": {"theme": "dark"}},
        "users.add": {"name": "孙立", "role": Role.VIEWER},
    }
    if name == "accounts.restore":
        account_archive(world.actor(Role.ADMINISTRATOR), account_id=place.account.pk)
    if name == "demo.set_passwords":
        Workspace.objects.update(is_demo=True)
    if name == "workspace.director_add":
        RegionDirector.objects.all().delete()
    common: dict[str, Any] = {
        **place.keys,
        "kind": "contract",
        "term_id": world.region.pk,
        "user_id": world.spare.pk if place is world.own else world.users[Role.VIEWER].pk,
        "region_id": world.region.pk,
        "director_id": next(iter(RegionDirector.objects.values_list("pk", flat=True)), 0),
        "view_id": view_of(world, role).pk if name == "accounts.view_remove" else 0,
        "text": "记一笔",
        "part": "SR",
        "name": "对手乙",
        "query": "mine=1",
        "currency": "USD",
        "year": 2025,
        "rate": 1,
        "source": "牌价",
        "username": "sunli",
        "password": "九月的风吹过江面-2041",
        **special.get(name, {}),
    }
    wanted = inspect.signature(SHIPPED[name].run).parameters
    return {part: common[part] for part, known in wanted.items() if part in common and part != "work"}
