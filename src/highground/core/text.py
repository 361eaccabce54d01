"""Sentences that travel with the answer they explain and are put into the reader's language at the edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A whole sentence with named slots; the template is the key into the message catalogue.

    >>> str(Text("Gate %(gate)s is skipped", {"gate": "board"}))
    'Gate board is skipped'
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int | None = None

    def __str__(self) -> str:
        return self.render(lambda one, many, count: one if count == 1 or many is None else many)

    def render(self, translate: Callable[[str, str | None, int | None], str]) -> str:
        """The sentence in the language of `translate(template, plural, count)`; nested texts follow.

        >>> Text("yes").render(lambda one, many, count: {"yes": "同意"}[one])
        '同意'
        """
        sentence = translate(self.template, self.plural, self.count)
        if not self.values:
            return sentence
        return sentence % {
            name: value.render(translate) if isinstance(value, Text) else value for name, value in self.values.items()
        }


def plural_text(one: str, many: str, count: int, values: Mapping[str, object] | None = None) -> Text:
    """A sentence that differs by number; the slot `%(count)s` is filled.

    >>> str(plural_text("%(count)s vote", "%(count)s votes", 3))
    '3 votes'
    """
    return Text(one, {"count": count, **(values or {})}, plural=many, count=count)


def listed(items: Sequence[object]) -> Text:
    """Names one after another, with the comma of the reader's language.

    >>> str(listed(["王芳", "李强", "赵敏"]))
    '王芳, 李强, 赵敏'
    """
    joined: object = items[0] if items else ""
    for item in items[1:]:
        joined = Text("%(first)s, %(rest)s", {"first": joined, "rest": item})
    return joined if isinstance(joined, Text) else Text("%(text)s", {"text": joined})
