"""Libraries that speak to people speak Chinese: in their own catalogue, or in ours."""

from functools import cache

from tests.language.catalogue import strings
from tests.language.library_messages import library_messages, unspoken
from tests.language.source import SOURCE, Found, messages_under

BORROWED = SOURCE / "locale" / "borrowed.py"
Key = tuple[str | None, str]


def key(found: Found) -> Key:
    return found.context, strings(found.id)[0]


@cache
def borrowed_messages() -> frozenset[Key]:
    return frozenset(key(found) for found in messages_under(BORROWED.parent) if found.path == BORROWED)


def test_what_a_library_leaves_unsaid_in_chinese_is_said_by_us() -> None:
    missing = [found for found in unspoken() if key(found) not in borrowed_messages()]
    assert not missing, "add to src/highground/locale/borrowed.py:\n" + "\n".join(
        f"{found.path}:{found.line}: {found.id!r}" for found in missing
    )


def test_a_library_says_all_that_is_borrowed() -> None:
    assert borrowed_messages() - {key(found) for found in library_messages()} == set()


def test_the_libraries_are_read_in_every_form() -> None:
    found = {key(found): found for found in library_messages()}
    assert found["field label", "Login"].path.suffix == ".py"
    assert found[None, "Hello from %(site_name)s!"].path.suffix == ".txt"
    assert isinstance(found[None, "You have added %(count)s security key."].id, tuple)
