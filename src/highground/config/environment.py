"""What whoever runs Highground may set: every HIGHGROUND_* variable, its default and its meaning, in one place."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
from platformdirs import user_data_path

from highground.core.faults import Fault, InputError
from highground.core.text import Text

SECRET_LENGTH = 50


@dataclass(frozen=True)
class Variable:
    """One setting: its name, what it is when nobody sets it, and what it does."""

    name: str
    default: str
    meaning: Text


VARIABLES = (
    Variable("HIGHGROUND_DATA", "", Text("Folder of the workspace: database and key. Default: the user's data folder")),
    Variable(
        "HIGHGROUND_DATABASE_URL",
        "",
        Text("PostgreSQL for many users, postgresql://user:password@host/name. Default: SQLite in the data folder"),
    ),
    Variable("HIGHGROUND_ADDRESS", "127.0.0.1:8000", Text("Where the server listens")),
    Variable(
        "HIGHGROUND_HOSTS",
        "",
        Text("Names under which people reach it, with commas: crm.example.com. Default: this machine alone"),
    ),
    Variable(
        "HIGHGROUND_HTTPS", "no", Text("yes where people reach it by https: cookies are then sent by https alone")
    ),
    Variable("HIGHGROUND_SECRET_KEY", "", Text("Signs sessions. Default: made once and kept in the data folder")),
    Variable("HIGHGROUND_TIME_ZONE", "UTC", Text("Time zone of dates and times, such as Asia/Shanghai")),
    Variable("HIGHGROUND_LANGUAGE", "en", Text("Language of a person who has not chosen one: en or zh")),
    Variable("HIGHGROUND_MAIL_URL", "", Text("Mail server for password resets, smtp://user:password@host:587")),
    Variable("HIGHGROUND_OIDC_NAME", "", Text("Single sign-on: what its button says")),
    Variable("HIGHGROUND_OIDC_URL", "", Text("Single sign-on: address of the OpenID Connect provider")),
    Variable("HIGHGROUND_OIDC_CLIENT_ID", "", Text("Single sign-on: the client id the provider gave")),
    Variable("HIGHGROUND_OIDC_SECRET", "", Text("Single sign-on: the client secret the provider gave")),
)


@dataclass(frozen=True)
class Environment:
    """The settings as read and checked."""

    data: Path
    database: dict[str, object]
    address: str
    hosts: tuple[str, ...]
    is_https: bool
    secret_key: str
    time_zone: str
    language: str
    mail_url: str
    oidc: OpenIdConnect | None

    @property
    def is_postgresql(self) -> bool:
        """Whether rows live in PostgreSQL rather than in SQLite."""
        return "postgresql" in str(self.database["ENGINE"])


@dataclass(frozen=True)
class OpenIdConnect:
    """Single sign-on with a provider the company already has."""

    name: str
    url: str
    client_id: str
    secret: str

    @property
    def origin(self) -> str:
        """Scheme and host of the provider: the one place besides us that a sign-in form may lead to."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def read_environment(environment: Mapping[str, str] = os.environ) -> Environment:
    """All settings. Raises InputError naming every variable that cannot be used."""
    faults: list[Fault] = []
    found = {variable.name: environment.get(variable.name, "").strip() or variable.default for variable in VARIABLES}
    known = {variable.name for variable in VARIABLES}
    for name in sorted(environment):
        if name.startswith("HIGHGROUND_") and name not in known:
            faults.append(Fault(Text("There is no setting %(name)s", {"name": name})))
    data = Path(found["HIGHGROUND_DATA"] or user_data_path("highground", appauthor=False)).expanduser().absolute()
    faults += _faults(found)
    if faults:
        raise InputError(faults)
    return Environment(
        data=data,
        database=_database(found["HIGHGROUND_DATABASE_URL"], data),
        address=found["HIGHGROUND_ADDRESS"],
        hosts=tuple(host.strip() for host in found["HIGHGROUND_HOSTS"].split(",") if host.strip()),
        is_https=found["HIGHGROUND_HTTPS"] == "yes",
        secret_key=found["HIGHGROUND_SECRET_KEY"] or _kept_secret(data),
        time_zone=found["HIGHGROUND_TIME_ZONE"],
        language="zh-hans" if found["HIGHGROUND_LANGUAGE"] == "zh" else "en",
        mail_url=found["HIGHGROUND_MAIL_URL"],
        oidc=_oidc(found),
    )


def _faults(found: Mapping[str, str]) -> list[Fault]:
    faults = []
    try:
        ZoneInfo(found["HIGHGROUND_TIME_ZONE"])
    except (KeyError, ValueError, OSError):
        faults.append(_bad(found, "HIGHGROUND_TIME_ZONE", Text("a time zone such as Asia/Shanghai")))
    if found["HIGHGROUND_HTTPS"] not in ("yes", "no"):
        faults.append(_bad(found, "HIGHGROUND_HTTPS", Text("yes or no")))
    if found["HIGHGROUND_LANGUAGE"] not in ("en", "zh"):
        faults.append(_bad(found, "HIGHGROUND_LANGUAGE", Text("en or zh")))
    url = found["HIGHGROUND_DATABASE_URL"]
    if url and not url.startswith(("postgres://", "postgresql://", "sqlite:///")):
        faults.append(Fault(Text("HIGHGROUND_DATABASE_URL is to begin with postgresql:// or sqlite:///")))
    host, _, port = found["HIGHGROUND_ADDRESS"].rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        faults.append(_bad(found, "HIGHGROUND_ADDRESS", Text("host:port, such as 127.0.0.1:8000")))
    given = [name for name in ("URL", "CLIENT_ID", "SECRET") if found[f"HIGHGROUND_OIDC_{name}"]]
    if given and len(given) < 3:
        faults.append(Fault(Text("Single sign-on needs all of HIGHGROUND_OIDC_URL, _CLIENT_ID and _SECRET")))
    return faults


def _bad(found: Mapping[str, str], name: str, wanted: Text) -> Fault:
    return Fault(
        Text("%(name)s is to be %(wanted)s, not %(value)s", {"name": name, "wanted": wanted, "value": found[name]})
    )


def _database(url: str, data: Path) -> dict[str, object]:
    config = dict(dj_database_url.parse(url or f"sqlite:///{quote(str(data / 'highground.sqlite3'))}"))
    if "sqlite" in str(config["ENGINE"]):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
        }
    config["CONN_MAX_AGE"] = 600
    config["CONN_HEALTH_CHECKS"] = True
    return config


def _kept_secret(data: Path) -> str:
    """The key kept in the data folder, made at the first start and readable by its owner alone."""
    path = data / "secret-key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(SECRET_LENGTH), encoding="ascii")
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii")


def _oidc(found: Mapping[str, str]) -> OpenIdConnect | None:
    if not found["HIGHGROUND_OIDC_URL"]:
        return None
    return OpenIdConnect(
        name=found["HIGHGROUND_OIDC_NAME"] or "OpenID Connect",
        url=found["HIGHGROUND_OIDC_URL"],
        client_id=found["HIGHGROUND_OIDC_CLIENT_ID"],
        secret=found["HIGHGROUND_OIDC_SECRET"],
    )
