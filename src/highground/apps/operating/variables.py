"""The settings as they stand, for `highground settings`: secrets are never shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from highground.config.environment import VARIABLES, read_environment
from highground.core.text import Text

SECRETS = frozenset({"HIGHGROUND_SECRET_KEY", "HIGHGROUND_OIDC_SECRET"})
MASK = "•••"
PASSWORD = re.compile(r"(?<=://)([^/@]*):[^/]*@")


@dataclass(frozen=True)
class SettingLine:
    """A setting with what it is now."""

    name: str
    value: str
    is_default: bool
    meaning: Text


def setting_lines(environment: Mapping[str, str]) -> list[SettingLine]:
    """Every setting in the order of the list of them."""
    lines = []
    for variable in VARIABLES:
        value = environment.get(variable.name, "").strip()
        lines.append(
            SettingLine(variable.name, masked(variable.name, value or variable.default), not value, variable.meaning)
        )
    return lines


def masked(name: str, value: str) -> str:
    """The value with what nobody should read over a shoulder left out.

    >>> masked("HIGHGROUND_DATABASE_URL", "postgresql://anna:geheim@db/highground")
    'postgresql://anna:•••@db/highground'
    """
    if name in SECRETS:
        return MASK if value else ""
    return PASSWORD.sub(rf"\1:{MASK}@", value)


def refuse_unusable(environment: Mapping[str, str]) -> None:
    """Raise InputError naming every variable that cannot be used. Makes no secret key: looking changes nothing."""
    read_environment({**environment, "HIGHGROUND_SECRET_KEY": environment.get("HIGHGROUND_SECRET_KEY") or MASK})
