"""The Chinese catalogue as a file: read it, write it sorted under the header it has, compile it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from highground.kit.language import CATALOGUES, DOMAIN

LANGUAGE = "zh_Hans"
CHINESE = CATALOGUES / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.po"
COMPILED = CHINESE.with_suffix(".mo")


def read_catalogue() -> Catalog:
    """The catalogue as it is on disk."""
    return read_po(BytesIO(CHINESE.read_bytes()), locale=LANGUAGE)


def entries() -> list[Message]:
    """Every entry but the header."""
    return [message for message in read_catalogue() if message.id]


def write_catalogue(catalogue: Catalog) -> None:
    """Write and compile the catalogue: entries sorted, no places in the source, the header as it was."""
    header = CHINESE.read_text("utf-8").partition("\n\n")[0]
    body = BytesIO()
    write_po(body, catalogue, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    CHINESE.write_bytes(f"{header}\n\n".encode() + body.getvalue())
    compile_catalogue()


def compile_catalogue() -> None:
    """Write the form the program reads, as the build hook does on install."""
    compiled = BytesIO()
    write_mo(compiled, read_catalogue())
    COMPILED.write_bytes(compiled.getvalue())


def read_compiled(path: Path) -> dict[tuple[str | None, str], list[str]]:
    """What a compiled catalogue says, by context and (singular) message."""
    said = {}
    for message in read_mo(BytesIO(path.read_bytes())):
        context: str | bytes | None = message.context
        said[context.decode() if isinstance(context, bytes) else context, strings(message.id)[0]] = strings(
            message.string
        )
    return said


def key_of(message: Message) -> str:
    """One line for a message: its context before `||`, singular and plural with `|` between them."""
    return "||".join(part for part in (message.context, "|".join(strings(message.id))) if part)


def strings(value: object) -> list[str]:
    """The one or more strings of a message id or a translation."""
    return [str(one) for one in value] if isinstance(value, tuple | list) else [str(value or "")]
