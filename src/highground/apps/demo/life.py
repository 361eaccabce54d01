"""What people did in the demonstration after its accounts were there: corrections with reasons, views, an undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from highground.apps.accounts.services import (
    account_change,
    account_place,
    fact_change,
    note_add,
    note_read,
    view_save,
)
from highground.apps.activity.services import undo
from highground.apps.demo.accounts import Entry, Scene
from highground.apps.demo.reading import demo_file
from highground.apps.people.services import position_change
from highground.kit.actor import Actor
from highground.kit.operations import Done


def life_build(scene: Scene) -> None:
    """Do one after another what the file tells; a step that was a mistake is taken back at once."""
    for step in demo_file("life.yaml"):
        acting = scene.cast.actor(step["by"])
        done = STEPS[step["does"]](scene, acting.because(step.get("because", "")), step)
        if "taken_back_because" in step and done.entry is not None:
            undo(acting.because(step["taken_back_because"]), number=done.entry)


def _change(scene: Scene, acting: Actor, step: Entry) -> Done[Any]:
    return account_change(acting, account_id=_account(scene, step), values=step["values"])


def _place(scene: Scene, acting: Actor, step: Entry) -> Done[Any]:
    return account_place(acting, account_id=_account(scene, step), values=step["values"])


def _contract(scene: Scene, acting: Actor, step: Entry) -> Done[Any]:
    account = scene.accounts[step["account"]]
    contract = account.contracts.get(title=step["contract"])
    return fact_change(acting, account_id=account.pk, kind="contract", fact_id=contract.pk, values=step["values"])


def _post(scene: Scene, acting: Actor, step: Entry) -> Done[Any]:
    post = scene.people[step["person"]].positions.get(account=_account(scene, step))
    return position_change(acting, position_id=post.pk, values=step["values"])


def _note(scene: Scene, acting: Actor, step: Entry) -> Done[Any]:
    return note_add(acting, account_id=_account(scene, step), text=step["text"])


def _read(scene: Scene, acting: Actor, step: Entry) -> Done[Any]:
    account = scene.accounts[step["account"]]
    note = account.notes.filter(is_sensitive=True).earliest("pk")
    return note_read(acting, account_id=account.pk, note_id=note.pk)


def _view(scene: Scene, acting: Actor, step: Entry) -> Done[Any]:
    return view_save(acting, name=step["name"], query=step["query"])


def _account(scene: Scene, step: Entry) -> int:
    return int(scene.accounts[step["account"]].pk)


STEPS: Mapping[str, Callable[[Scene, Actor, Entry], Done[Any]]] = {
    "changes the account": _change,
    "changes class or group": _place,
    "changes a contract": _contract,
    "changes a post": _post,
    "writes a note": _note,
    "reads a sensitive note": _read,
    "saves a view": _view,
}
