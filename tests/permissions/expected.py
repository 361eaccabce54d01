"""By hand: who may what. The tests hold the addresses and operations that exist against this page, both ways."""

from __future__ import annotations

from highground.apps.users.roles import Role

V, M, A, D, C, X = Role.VIEWER, Role.MEMBER, Role.MANAGER, Role.DIRECTOR, Role.COMPLIANCE, Role.ADMINISTRATOR
EVERYBODY = frozenset(Role)
RECORDERS = frozenset({M, A, D, X})
MANAGERS = frozenset({A, D, X})
SENSITIVE = frozenset({A, D, C})
ADMINISTRATORS = frozenset({X})
SEES_EVERYTHING = frozenset({C, X})

ADDRESSES = {
    "web:home": ("GET", EVERYBODY),
    "web:theme": ("POST", EVERYBODY),
    "web:search": ("GET", EVERYBODY),
    "web:design": ("GET POST", EVERYBODY),
    "accounts:list": ("GET", EVERYBODY),
    "accounts:names": ("GET", EVERYBODY),
    "accounts:view_add": ("POST", EVERYBODY),
    "accounts:view_drop": ("POST", EVERYBODY),
    "accounts:account": ("GET", EVERYBODY),
    "accounts:group": ("GET", EVERYBODY),
    "accounts:edit": ("GET POST", RECORDERS),
    "accounts:fact_add": ("GET POST", RECORDERS),
    "accounts:fact": ("GET POST", RECORDERS),
    "accounts:fact_drop": ("POST", RECORDERS),
    "accounts:note_add": ("GET POST", RECORDERS),
    "accounts:note_drop": ("POST", SENSITIVE & RECORDERS),  # a sensitive note of somebody else
    "accounts:note_read": ("POST", SENSITIVE),
    "accounts:add": ("GET POST", MANAGERS),
    "accounts:place": ("GET POST", MANAGERS),
    "accounts:archive": ("POST", MANAGERS),
    "accounts:restore": ("POST", MANAGERS),
    "accounts:team_add": ("GET POST", MANAGERS),
    "accounts:team_part": ("POST", MANAGERS),
    "accounts:team_drop": ("POST", MANAGERS),
    "accounts:workspace": ("GET POST", ADMINISTRATORS),
    "accounts:rate": ("GET POST", ADMINISTRATORS),
    "accounts:term_add": ("GET POST", ADMINISTRATORS),
    "accounts:term": ("GET POST", ADMINISTRATORS),
    "people:list": ("GET", EVERYBODY),
    "people:person": ("GET", EVERYBODY),
    "people:add": ("GET POST", RECORDERS),
    "people:edit": ("GET POST", RECORDERS),
    "people:position_add": ("GET POST", RECORDERS),
    "people:position": ("GET POST", RECORDERS),
    "people:position_drop": ("POST", RECORDERS),
    "activity:list": ("GET", EVERYBODY),
    "activity:undo": ("POST", RECORDERS),
    "users:settings": ("GET POST", EVERYBODY),
    "users:list": ("GET", ADMINISTRATORS),
    "users:add": ("GET POST", ADMINISTRATORS),
    "users:change": ("GET POST", ADMINISTRATORS),
    "users:password": ("GET POST", ADMINISTRATORS),
    "users:reset_two_step": ("GET POST", ADMINISTRATORS),
}
"""Addresses of signed-in people: methods, and the roles that may where the account is shared with them."""

SIGN_IN = {
    "web:language": "open",
    "account_login": "open",
    "account_inactive": "open",
    "account_reset_password": "open",
    "account_reset_password_done": "open",
    "account_reset_password_from_key": "open",
    "account_reset_password_from_key_done": "open",
    "mfa_authenticate": "open",
    "mfa_login_webauthn": "open",
    "openid_connect_login": "open",
    "openid_connect_callback": "open",
    "socialaccount_login_cancelled": "open",
    "socialaccount_login_error": "open",
    "account_logout": "open",
    "account_reauthenticate": "own",
    "account_change_password": "own",
    "account_set_password": "own",
    "mfa_index": "own",
    "mfa_reauthenticate": "own",
    "mfa_activate_totp": "own",
    "mfa_deactivate_totp": "own",
    "mfa_view_recovery_codes": "own",
    "mfa_generate_recovery_codes": "own",
    "mfa_download_recovery_codes": "own",
    "mfa_list_webauthn": "own",
    "mfa_add_webauthn": "own",
    "mfa_reauthenticate_webauthn": "own",
    "mfa_edit_webauthn": "own",
    "mfa_remove_webauthn": "own",
    "socialaccount_connections": "own",
}
"""Addresses of sign-in: `open` to everybody, or `own` for whoever is signed in, about themselves alone."""

OPERATIONS = {
    "accounts.view_save": EVERYBODY,
    "accounts.view_remove": EVERYBODY,
    "users.settings": EVERYBODY,
    "activity.undo": RECORDERS,
    "accounts.change": RECORDERS,
    "accounts.fact_add": RECORDERS,
    "accounts.fact_change": RECORDERS,
    "accounts.fact_remove": RECORDERS,
    "accounts.note_add": RECORDERS,
    "accounts.note_remove": SENSITIVE & RECORDERS,
    "accounts.competitor_add": RECORDERS,
    "people.add": RECORDERS,
    "people.change": RECORDERS,
    "people.position_add": RECORDERS,
    "people.position_change": RECORDERS,
    "people.position_remove": RECORDERS,
    "accounts.note_read": SENSITIVE,
    "accounts.add": MANAGERS,
    "accounts.place": MANAGERS,
    "accounts.archive": MANAGERS,
    "accounts.restore": MANAGERS,
    "accounts.team_add": MANAGERS,
    "accounts.team_change": MANAGERS,
    "accounts.team_remove": MANAGERS,
    "workspace.term_add": ADMINISTRATORS,
    "workspace.term_change": ADMINISTRATORS,
    "workspace.rate_set": ADMINISTRATORS,
    "workspace.change": ADMINISTRATORS,
    "workspace.director_add": ADMINISTRATORS,
    "workspace.director_remove": ADMINISTRATORS,
    "users.add": ADMINISTRATORS,
    "users.change": ADMINISTRATORS,
    "users.set_password": ADMINISTRATORS,
    "users.reset_two_step": ADMINISTRATORS,
}
"""Operations: the roles that may where the account is shared with them."""
