"""Which accounts somebody may know of: those of their teams with everything below, and more by role."""

from __future__ import annotations

import json

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from highground.apps.accounts.models import Account, RegionDirector, TeamMember
from highground.kit.actor import Actor
from highground.kit.problems import NotFound

_SHARED = "accounts shared"
_TEAM_AND_BELOW = """
WITH RECURSIVE shared(id) AS (
    SELECT account_id FROM accounts_teammember WHERE user_id = %s
    UNION SELECT a.id FROM accounts_account a JOIN shared s ON a.parent_id = s.id
) SELECT id FROM shared
"""
_BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT id FROM accounts_account WHERE id = %s
    UNION SELECT a.id FROM accounts_account a JOIN below b ON a.parent_id = b.id
) SELECT id FROM below
"""
_ABOVE = """
WITH RECURSIVE above(id) AS (
    SELECT id FROM accounts_account WHERE id = %s
    UNION SELECT a.parent_id FROM accounts_account a JOIN above b ON a.id = b.id WHERE a.parent_id IS NOT NULL
) SELECT id FROM above
"""


def accounts_visible(actor: Actor) -> QuerySet[Account]:
    """The accounts the actor may see, archived ones included. Empty without the permission to see any."""
    if not actor.may("accounts.view"):
        return Account.objects.none()
    if actor.may("accounts.view_all"):
        return Account.objects.all()
    shared = Q(pk__in=_listed(_team_and_below(actor)))
    if actor.may("accounts.view_region"):
        shared |= Q(region_id__in=RegionDirector.objects.filter(user_id=actor.key).values("region_id"))
    return Account.objects.filter(shared)


def account_visible(actor: Actor, account_id: int) -> Account:
    """One account. Raises NotFound where there is none or it is not shared with the actor: told alike."""
    found = Account.objects.filter(pk=account_id).first()
    if found is None or not _is_visible(actor, found):
        raise NotFound
    return found


def accounts_below(account_id: int) -> QuerySet[Account]:
    """An account and everything below it in its group."""
    return Account.objects.filter(pk__in=RawSQL(_BELOW, (account_id,)))  # noqa: S611 - bound


def accounts_above(account_id: int) -> QuerySet[Account]:
    """An account and everything above it, up to the top of its group."""
    return Account.objects.filter(pk__in=RawSQL(_ABOVE, (account_id,)))  # noqa: S611 - bound


def _is_visible(actor: Actor, account: Account) -> bool:
    """Whether the account is among `accounts_visible`: answered from the account upwards, however large the group."""
    if not actor.may("accounts.view") or actor.may("accounts.view_all"):
        return actor.may("accounts.view")
    if TeamMember.objects.filter(user_id=actor.key, account__in=accounts_above(account.pk)).exists():
        return True
    directed = RegionDirector.objects.filter(user_id=actor.key, region__accounts=account)
    return actor.may("accounts.view_region") and directed.exists()


def _team_and_below(actor: Actor) -> list[int]:
    """The keys of every account shared by way of a team; looked up once a request."""
    if actor.memory is not None and _SHARED in actor.memory:
        known: list[int] = actor.memory[_SHARED]
        return known
    with connection.cursor() as cursor:
        cursor.execute(_TEAM_AND_BELOW, (actor.key,))
        keys = [key for (key,) in cursor.fetchall()]
    if actor.memory is not None:
        actor.memory[_SHARED] = keys
    return keys


def _listed(keys: list[int]) -> RawSQL:
    """The keys as a subquery of one value. Walked once a request; and PostgreSQL plans by how many there are."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", (keys,))
    return RawSQL("SELECT value FROM json_each(%s)", (json.dumps(keys),))
