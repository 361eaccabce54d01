"""`python -m tests.databases.filling`: something in every table there is, written as people write it where they can."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from datetime import timezone as zone
from decimal import Decimal

from highground.config.start import start


def fill() -> None:
    """Fill every table. Whoever adds a table adds a line here; a test counts."""
    users()
    subjects()
    libraries()


def users() -> None:
    """Somebody who manages and somebody who writes."""
    from highground.apps.users.selectors import command_actor
    from highground.apps.users.services import password_generated, user_add

    user_add(command_actor(), username="wang", name="王芳", role="administrator", password=password_generated())
    user_add(command_actor(), username="li", name="李强", role="manager", email="li@example.com")


def subjects() -> None:
    """Through operations: accounts, people, value lists, and what is undone."""
    from highground.apps.accounts import services
    from highground.apps.accounts.models import Competitor, Industry, Product, Region
    from highground.apps.activity.services import undo
    from highground.apps.people.services import person_add
    from highground.apps.users.models import User
    from highground.apps.users.roles import EVERY_PERMISSION
    from highground.kit.actor import Actor

    user, colleague = User.objects.get(username="wang"), User.objects.get(username="li")
    actor = Actor(user.pk, str(user), EVERY_PERMISSION, user.role)
    for kind in ("region", "industry", "product"):
        services.term_add(actor, kind=kind, values={"name_en": f"A {kind}", "name_zh": "甲", "place": 1})
    services.rate_set(actor, currency="CNY", year=2026, rate=Decimal("0.12765432"), source="“ECB”\n2026")
    services.workspace_change(actor, values={"name": "制高点 🏔 <b>&amp;"})
    group = services.account_add(
        actor,
        values={
            "name": "西班牙电信",
            "other_name": "Telefónica",
            "account_class": "S",
            "region": Region.objects.get(),
            "industry": Industry.objects.get(),
            "about": "line\r\nline\t\\ \" ' % \u2028 𠮷",
        },
    ).value
    unit = services.account_add(
        actor, values={"name": "Vivo", "parent": group, "attachment": "subsidiary", "account_class": "A"}
    ).value
    services.account_add(actor, values={"name": "Undone"})
    gone = services.account_add(actor, values={"name": "Gone"})
    undo(actor.because("by mistake"), number=gone.entry or 0)
    for account, cents in ((group, 123_456_789_012), (unit, -5)):
        facts = {"kind": "revenue", "period": "2026", "cents": cents, "currency": "CNY", "source": "report"}
        services.fact_add(actor, account_id=account.pk, kind="figure", values=facts)
    rest = (
        ("contract", {"title": "Framework", "signed_on": date(2025, 12, 31), "cents": 2**53 + 1, "currency": "EUR"}),
        ("purchase", {"product": Product.objects.get(), "since": date(1999, 1, 1)}),
        ("footprint", {"competitor": Competitor(name="Rival"), "share_percent": Decimal("33.33")}),
    )
    for kind, values in rest:
        services.fact_add(actor, account_id=group.pk, kind=kind, values=values)
    services.note_add(actor, account_id=group.pk, text="敏感", is_sensitive=True)
    services.team_add(actor, account_id=unit.pk, user_id=colleague.pk, part="SR")
    services.view_save(actor, name="mine", query="class=S&class=A")
    services.director_add(actor, region_id=Region.objects.get().pk, user_id=colleague.pk)
    person_add(
        actor,
        account_id=group.pk,
        values={"name": "单雄信", "reading": "Shan Xiongxin"},
        position={"title": "CTO", "since": date(2020, 2, 29)},
    )


def libraries() -> None:
    """The tables of sign-in, which its library writes."""
    from allauth.account.models import EmailAddress, EmailConfirmation
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
    from django.contrib.auth.models import Group, Permission
    from django.contrib.sessions.models import Session

    from highground.apps.users.models import User

    user = User.objects.get(username="wang")
    moment = datetime(2026, 2, 28, 23, 59, 59, 999_999, tzinfo=zone(timedelta(hours=8)))
    group = Group.objects.create(name="group")
    group.permissions.add(Permission.objects.order_by("pk")[3])
    user.groups.add(group)
    user.user_permissions.add(Permission.objects.order_by("-pk")[2])
    User.objects.filter(pk=user.pk).update(last_login=moment)
    address = EmailAddress.objects.create(user=user, email="wang@example.com", verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="key", sent=moment)
    Authenticator.objects.create(user=user, type="totp", data={"secret": "ABC", "used": [1, None, 1.5, "号"]})
    app = SocialApp.objects.create(provider="openid_connect", name="sso", client_id="id", settings={"a": {"b": []}})
    account = SocialAccount.objects.create(user=user, provider="sso", uid="u-1", extra_data={"sub": "u-1"})
    SocialAccount.objects.filter(pk=account.pk).update(last_login=moment, date_joined=moment)
    SocialToken.objects.create(app=app, account=account, token="t", expires_at=moment)
    Session.objects.create(session_key="k" * 32, session_data="data", expire_date=moment + timedelta(days=9999))


if __name__ == "__main__":
    start()
    fill()
