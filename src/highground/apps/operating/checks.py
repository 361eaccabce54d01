"""What could be wrong with a workspace that runs: its settings, its sums."""

from __future__ import annotations

from django.conf import settings
from django.core import checks

from highground.apps.accounts.models import Account, Figure, Total
from highground.apps.accounts.totals import COLUMNS, group_totals, rates_known
from highground.core.text import Text, plural_text

HTTPS_ALONE = frozenset({"security.W004", "security.W008", "security.W012", "security.W016", "security.W021"})
"""Django's remarks on a site without https: idle where this machine alone reaches it."""


def found_wrong() -> list[Text]:
    """Everything that is wrong."""
    return [*settings_faults(), *totals_faults()]


def settings_faults() -> list[Text]:
    """What Django's own check of a site that goes live finds."""
    on_this_machine_alone = not settings.ENVIRONMENT.is_https and not settings.ENVIRONMENT.hosts
    left_out = HTTPS_ALONE if on_this_machine_alone else frozenset()
    found = checks.run_checks(include_deployment_checks=True)
    return [
        Text("%(id)s: %(message)s", {"id": message.id, "message": message.msg})
        for message in found
        if message.level >= checks.WARNING and message.id not in left_out
    ]


def totals_faults() -> list[Text]:
    """Whether a stored total differs from what the figures give."""
    parents = dict(Account.objects.values_list("pk", "parent_id"))
    wanted = group_totals(parents, Figure.objects.all(), rates_known())
    stored = {(row[0], row[1]): row[2:] for row in Total.objects.values_list("account_id", "year", *COLUMNS)}
    wrong = sum(stored.get(key) != wanted.get(key) for key in wanted.keys() | stored.keys())
    if not wrong:
        return []
    return [
        plural_text(
            "%(count)s total is not what its figures give: it is put right when an exchange rate is saved",
            "%(count)s totals are not what their figures give: they are put right when an exchange rate is saved",
            wrong,
        )
    ]
