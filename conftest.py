"""Settings of the whole test run: an own folder for its data, fast passwords, and hypothesis."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

# Before Django reads them. Each process of the run has a folder, and so a database, of its own.
DATA = tempfile.mkdtemp(prefix="highground-tests-")
Path(DATA, "static").mkdir()
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("HIGHGROUND_") and name != "HIGHGROUND_DATABASE_URL"]:
    del os.environ[name]
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "highground.config.settings",
    "HIGHGROUND_DATA": DATA,
    "HIGHGROUND_SECRET_KEY": "a key for tests alone, long enough for the check of a site that goes live",
}


def _start() -> None:
    """Django reads its settings now that the environment is set; passwords are hashed fast."""
    import django
    from django.conf import settings

    django.setup()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


_start()
hypothesis_settings.register_profile(
    "highground",
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture),
)
hypothesis_settings.load_profile("highground")


@pytest.fixture(autouse=True)
def english_first() -> Iterator[None]:
    """Whatever language a test chose, the next begins in English."""
    from django.utils import translation

    from highground.kit.language import activate

    yield
    activate("en")
    translation.activate("en")


@pytest.fixture(scope="session")
def on_postgresql() -> bool:
    """Whether this run is on PostgreSQL rather than on SQLite."""
    from django.conf import settings

    return bool(settings.ENVIRONMENT.is_postgresql)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite in a file, as in use, where threads meet a real database; no connection outlives its test."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    database["CONN_MAX_AGE"] = 0
    if not settings.ENVIRONMENT.is_postgresql:
        database.setdefault("TEST", {})["NAME"] = str(Path(DATA) / "test.sqlite3")
        options = database["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=NORMAL", "synchronous=OFF")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """After a test that is no transaction, put back the rows that every workspace starts with."""
    from tests.databases.flushing import first_rows_after_flush

    with django_db_blocker.unblock(), first_rows_after_flush():
        yield
