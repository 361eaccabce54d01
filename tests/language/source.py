"""Every string of the source that a reader can meet: in Python, in the templates, and those spoken for libraries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

SOURCE = Path(__file__).resolve().parents[2] / "src" / "highground"
ONE, PLURAL, CONTEXT, CONTEXT_PLURAL = (1,), (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS: dict[str, Any] = {
    "Text": ONE,
    "plural_text": PLURAL,
    "_": ONE,
    "gettext": ONE,
    "gettext_lazy": ONE,
    "gettext_noop": ONE,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}
"""Every function that takes a message, and which of its arguments are messages or their context."""

TEMPLATE = "tests.language.template_messages:extract_templates"
METHODS = [("**.py", "python"), ("**/templates/**.html", TEMPLATE), ("**/templates/**.txt", TEMPLATE)]
"""How each kind of file is read."""


@dataclass(frozen=True)
class Found:
    """One message and where it stands; `id` is a string, or singular and plural."""

    path: Path
    line: int
    id: str | tuple[str, ...]
    context: str | None


def messages_under(root: Path) -> Iterator[Found]:
    """Every message of the Python files and templates under a folder."""
    for name, line, found, _, context in extract_from_dir(root, method_map=METHODS, keywords=KEYWORDS):
        yield Found(root / name, line, found, context)


def source_catalogue() -> Catalog:
    """The messages of the product, without translations."""
    catalogue = Catalog()
    for found in messages_under(SOURCE):
        catalogue.add(found.id, context=found.context)
    return catalogue
