"""Templates speak both languages: their strings are collected, and no text stands outside the translation tags."""

from pathlib import Path

import pytest

from tests.language.source import SOURCE, messages_under
from tests.language.template_faults import untranslated
from tests.language.template_messages import template_messages

TEMPLATES = [
    path for path in sorted(SOURCE.rglob("*")) if "templates" in path.parts and path.suffix in {".html", ".txt"}
]


def test_no_text_of_a_template_stands_outside_the_translation_tags() -> None:
    faults = [
        f"{path}:{line}: {fault}"
        for path in TEMPLATES
        for line, fault in untranslated(path.read_text("utf-8"), path.suffix == ".html")
    ]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("template", "lines"),
    [
        ("<p>\n  Hello {{ name }}\n</p>", [2]),
        ("<p>{% translate 'Hello' %}\n你好</p>", [2]),
        ('<a\n title="Go {{ x }}">→</a>', [2]),
        ('<img alt="Chain">', [1]),
        ('<input type="submit" value="Save">', [1]),
        ('<input placeholder="Name"/>', [1]),
        ('<button aria-label="Close">×</button>', [1]),
        ('<button hx-confirm="Delete?">×</button>', [1]),
        ("{% blocktranslate %}Hello\n{% endblocktranslate %}\nthere", [3]),
        ("{# a\ncomment #}\n", [1, 2]),
        ("{% if x %}Yes{% else %}{% translate 'No' %}{% endif %}", [1]),
        ("<kbd>Esc</kbd>\n<svg><text>Gate</text></svg>", [2]),
        ("<title>Highground home</title>", [1]),
        ("<p>&eacute;t&eacute;</p>", [1]),
    ],
)
def test_text_outside_is_found_at_its_line(template: str, lines: list[int]) -> None:
    assert [line for line, _ in untranslated(template)] == lines


@pytest.mark.parametrize(
    "template",
    [
        '<p class="wide" title="{% translate "Gate" %}">{{ name }} · 3 — {% translate "Gate" %}</p>',
        "{% blocktranslate count n=x|length trimmed %}\n one {{ n }}\n{% plural %} many\n{% endblocktranslate %}",
        "{% comment %} words {% translate 'x' %} more words {% endcomment %}{# words #}",
        '<input type="text" value="{{ x }}" {% if y %}checked{% endif %}><input type="hidden" value="next">',
        "<script>let words = 1</script><style>p { color: red }</style>",
        "<title>{{ page }} · Highground 制高点</title><a>EN</a> <a>中文</a> <kbd>Ctrl</kbd> <code>chain.yaml</code>",
        "&nbsp;&mdash; 12 % &times;",
        '<option value="open" {% if x == "open" %}selected{% endif %}>{{ x }}</option>',
    ],
)
def test_what_is_right_passes(template: str) -> None:
    assert untranslated(template) == []


def test_a_mail_is_plain_text() -> None:
    assert untranslated("{% translate 'Hello' %}\nDear {{ name }}, 3 < 4", is_html=False) == [
        (2, "'Dear , 3 < 4' stands outside {% translate %} and {% blocktranslate %}")
    ]


@pytest.mark.parametrize(
    ("template", "call"),
    [
        ('{% translate "Gate" %}', ("gettext", ("Gate",))),
        ("{% trans 'It\\'s 5%' as x %}", ("gettext", ("It's 5%%",))),
        ('{% translate "Gate" context "chain" %}', ("pgettext", ("chain", "Gate"))),
        ('{% translate "a gate"|capfirst noop %}', ("gettext", ("a gate",))),
        ("{% blocktranslate %}{{ n }} gates{% endblocktranslate %}", ("gettext", ("%(n)s gates",))),
        (
            "{% blocktranslate trimmed with a=b|own:3 %}\n  Gate {{ a }}\n  at 5%\n{% endblocktranslate %}",
            ("gettext", ("Gate %(a)s at 5%%",)),
        ),
        (
            "{% blocktranslate count n=x|length %}{{ n }} gate{% plural %}{{ n }} gates{% endblocktranslate %}",
            ("ngettext", ("%(n)s gate", "%(n)s gates")),
        ),
        (
            '{% blocktranslate count n=x context "c" %}a{% plural %}b{% endblocktranslate %}',
            ("npgettext", ("c", "a", "b")),
        ),
        ('{{ x|default:_("none yet") }}', ("gettext", ("none yet",))),
        ('{{ _("A gate")|own }}', ("gettext", ("A gate",))),
        ('{% include "x.html" with title=_("A gate") only %}', ("gettext", ("A gate",))),
        ("{% if a == _('x') %}{% own_tag %}{% endif %}", ("gettext", ("x",))),
        ("{% language 'en' %}{% translate 'Gate' %}{% endlanguage %}", ("gettext", ("Gate",))),
    ],
)
def test_every_way_to_say_something_is_collected(template: str, call: tuple[str, tuple[str, ...]]) -> None:
    assert [said.call for said in template_messages("{% load i18n %}\n" + template)] == [call]


@pytest.mark.parametrize(
    "template",
    ["{% translate name %}", "{% comment %}{% translate 'x' %}{% endcomment %}", "{{ x|date:'Y' }}{# _('x') #}"],
)
def test_nothing_else_is_collected(template: str) -> None:
    assert template_messages(template) == []


def test_pages_and_mails_are_collected_with_their_lines(tmp_path: Path) -> None:
    for name, text in {
        "a.html": '{% translate "Page" %}',
        "b.txt": '\n{% translate "Mail" context "to all" %}',
    }.items():
        path = tmp_path / "apps" / "templates" / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    found = [(one.line, one.id, one.context) for one in messages_under(tmp_path)]
    assert sorted(found, key=str) == [(1, "Page", None), (2, "Mail", "to all")]
