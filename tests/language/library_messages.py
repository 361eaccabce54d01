"""What Django and the sign-in library say themselves, and what of it has no Chinese in the catalogues they ship."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from tests.language.catalogue import LANGUAGE, read_compiled, strings
from tests.language.source import Found, messages_under

DJANGO = Path(str(distribution("django").locate_file("django")))
ALLAUTH = Path(str(distribution("django-allauth").locate_file("allauth")))
FOLDERS = [
    *(DJANGO / name for name in ("contrib/auth", "core", "forms", "views")),
    *(ALLAUTH / name for name in ("account", "core", "mfa", "socialaccount")),
    *(ALLAUTH / "templates" / name for name in ("account", "mfa", "socialaccount")),
]
SHIPPED = [DJANGO / "conf", DJANGO / "contrib" / "auth", ALLAUTH]
NOT_MET = ("phone", "saml", "management/commands")
"""Parts of those folders that nobody here can reach: a phone number as a login, SAML, commands."""


def library_messages() -> Iterator[Found]:
    """The messages a person can meet when signing in, filling a form or opening a library's page."""
    for folder in FOLDERS:
        for found in _messages_of(folder):
            if not any(part in found.path.relative_to(folder).as_posix() for part in NOT_MET):
                yield found


def unspoken() -> list[Found]:
    """Those without Chinese in the catalogues the libraries ship."""
    shipped = {key for folder in SHIPPED for key, said in read_compiled(_catalogue_of(folder)).items() if all(said)}
    return [found for found in library_messages() if (found.context, strings(found.id)[0]) not in shipped]


def _messages_of(folder: Path) -> Iterator[Found]:
    """Templates count as such only below a folder of that name, so the search starts above it."""
    root = ALLAUTH if ALLAUTH / "templates" in folder.parents else folder
    return (found for found in messages_under(root) if folder in found.path.parents)


def _catalogue_of(folder: Path) -> Path:
    return folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.mo"
