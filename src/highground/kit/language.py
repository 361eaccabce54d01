"""The reader's language: English as written in the source, Simplified Chinese from the catalogue."""

from __future__ import annotations

import gettext as _gettext
import os
import re
from collections.abc import Mapping
from contextvars import ContextVar
from pathlib import Path

from highground.core.text import Text

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
DOMAIN = "django"
"""The catalogue's name: the one Django looks for, so that one catalogue serves the pages and the command."""
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_current: ContextVar[str] = ContextVar("language", default="en")
_loaded: dict[str, _gettext.NullTranslations] = {}


def activate(language: str) -> None:
    """Show everything in this language from now on, in this context."""
    _current.set(language_for(language))


def current() -> str:
    """The language in use: `en` or `zh_Hans`."""
    return _current.get()


def language_for(tag: str) -> str:
    """The language for a tag such as `zh`, `zh-CN`, `zh_CN.UTF-8` or `en_GB`; English for what is not spoken here.

    >>> language_for("zh_CN.UTF-8"), language_for("zh-Hans"), language_for("fr_FR")
    ('zh_Hans', 'zh_Hans', 'en')
    """
    return "zh_Hans" if tag.lower().startswith("zh") else "en"


def is_spoken(tag: str) -> bool:
    """Whether there is a language for the tag.

    >>> is_spoken("zh-CN"), is_spoken("en"), is_spoken("fr")
    (True, True, False)
    """
    return tag.lower().startswith(("zh", "en"))


def language_from_environment(environment: Mapping[str, str] = os.environ) -> str:
    """What LANGUAGE, LC_ALL, LC_MESSAGES and LANG ask for, in the order of the GNU gettext manual.

    >>> language_from_environment({"LANG": "zh_CN.UTF-8"})
    'zh_Hans'
    >>> language_from_environment({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"})
    'en'
    """
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    if locale.split(".")[0] in ("", "C", "POSIX"):
        return "en"
    return language_for(environment.get("LANGUAGE", "").split(":")[0] or locale)


def translate(text: Text | str) -> str:
    """A sentence in the language in use.

    Chinese sets a space beside Latin letters and digits, and none beside Chinese: the space that an entry has beside a
    slot goes where Chinese fills the slot.
    """
    if isinstance(text, str):
        return _lookup(text, None, None)
    values = {name: translate(value) if isinstance(value, Text) else value for name, value in text.values.items()}
    sentence = _lookup(text.template, text.plural, text.count)
    if current() == "zh_Hans":
        for name, value in values.items():
            sentence = _set_tight(sentence, name, str(value))
    return sentence % values if values else sentence


def _set_tight(sentence: str, name: str, value: str) -> str:
    """The template without the spaces between Chinese and a slot that Chinese fills."""
    slot = re.escape(f"%({name})s")
    if _HAN.match(value):
        sentence = re.sub(f"(?<={_HAN.pattern}) (?={slot})", "", sentence)
    if _HAN.match(value[-1:]):
        sentence = re.sub(f"(?<={slot}) (?={_HAN.pattern})", "", sentence)
    return sentence


def _(message: str) -> str:
    """The message in the language in use; slots are filled afterwards with %."""
    return _lookup(message, None, None)


def _lookup(template: str, plural: str | None, count: int | None) -> str:
    catalogue = _catalogue(_current.get())
    if plural is None or count is None:
        return catalogue.gettext(template) if template else ""
    return catalogue.ngettext(template, plural, count)


def _catalogue(language: str) -> _gettext.NullTranslations:
    if language not in _loaded:
        _loaded[language] = _gettext.translation(DOMAIN, CATALOGUES, [language], fallback=language == "en")
    return _loaded[language]
