"""A rule in words: a whole sentence with the people's names, and a summary without them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from highground.apps.chains.drawing.phrases import amount_text, pair
from highground.core.chain import AllOf, AtLeast, Chain, Rule, Sign, Weighted
from highground.core.chain.model import signatures
from highground.core.text import Text

NAMES_IN_A_RULE = 12
DEEPEST = 6


def rule_sentence(rule: Rule, chain: Chain) -> Text:
    """A rule in words with the people's names; brackets show what belongs together, ( ) and [ ] by turns.

    >>> from highground.core.chain import AnyOf, Person
    >>> a, b, c = (Sign(person=name) for name in ("ann", "bob", "cai"))
    >>> chain = Chain((Person("ann", "王芳"), Person("bob", "李强"), Person("cai", "张伟")), ())
    >>> str(rule_sentence(AtLeast(need=2, of=(a, b, AllOf(of=(c, AnyOf(of=(a, b)))))), chain))
    '2 of: 王芳, 李强, (张伟 and [王芳 or 李强])'
    """
    return _qualified(rule, chain, 0)


def rule_content(rule: Rule, chain: Chain) -> Text:
    """Who must agree, with names, but without the rule's own vetoes, limit and advice."""
    return _content(rule, chain, 0)


def rule_summary(rule: Rule) -> Text:
    """A rule in a few words without names: how many of how many.

    >>> from highground.core.chain import AnyOf
    >>> str(rule_summary(AnyOf(of=(Sign(person="a"), Sign(person="b")))))
    'Any 1 of 2'
    """
    summary = _count(rule)
    return Text("%(rule)s, and no veto", {"rule": summary}) if rule.veto and not isinstance(rule, Sign) else summary


def _count(rule: Rule) -> Text:
    members = rule.members()
    if isinstance(rule, Weighted):
        total = amount_text(sum(weight for _person, weight in rule.weights))
        return Text("Weights reach %(quota)s of %(total)s", {"quota": amount_text(rule.quota), "total": total})
    if isinstance(rule, Sign) or (len(members) == 1 and isinstance(members[0], Sign)):
        return Text("One signature")
    if isinstance(rule, AllOf):
        return Text("All of %(count)s", {"count": len(members)})
    if isinstance(rule, AtLeast):
        return Text("At least %(need)s of %(count)s", {"need": rule.need, "count": len(members)})
    return Text("Any 1 of %(count)s", {"count": len(members)})


def _qualified(rule: Rule, chain: Chain, depth: int) -> Text:
    """A rule with what else holds for it: vetoes, the amount from which it exists, advice."""
    said = _content(rule, chain, depth)
    if rule.veto:
        people = _listed([_label(veto.person, chain) for veto in rule.veto])
        said = Text("%(rule)s, with a veto for %(people)s", {"rule": said, "people": people})
    if rule.amount_over is not None:
        limit = amount_text(rule.amount_over, chain.currency)
        said = Text("%(rule)s if above %(limit)s", {"rule": said, "limit": limit})
    return Text("%(rule)s, advises only", {"rule": said}) if rule.advice else said


def _content(rule: Rule, chain: Chain, depth: int) -> Text:
    if isinstance(rule, Sign):
        return _signature(rule, chain)
    if depth >= DEEPEST:
        people = dict.fromkeys(sign.person for sign in signatures(rule))
        return Text("a rule of its own for %(people)s", {"people": _listed([_label(p, chain) for p in people])})
    if isinstance(rule, Weighted):
        return _weighted(rule, chain)
    return _group(rule, [_member(member, chain, depth + 1) for member in rule.members()])


def _signature(sign: Sign, chain: Chain) -> Text:
    if not sign.about:
        return _label(sign.person, chain)
    return Text("%(person)s on %(topic)s", {"person": chain.person(sign.person).label, "topic": sign.about})


def _weighted(rule: Weighted, chain: Chain) -> Text:
    shares = [
        Text("%(person)s ×%(weight)s", {"person": _label(person, chain), "weight": amount_text(weight)})
        for person, weight in rule.weights
    ]
    return Text("%(rule)s: %(members)s", {"rule": _count(rule), "members": _listed(shares)})


def _group(rule: Rule, members: Sequence[Text]) -> Text:
    """Members joined by "and" or "or"; with a count before them where that alone would not say it or read well."""
    if len(members) == 1:
        return members[0]
    if isinstance(rule, AtLeast):
        return Text("%(need)s of: %(members)s", {"need": rule.need, "members": _listed(members)})
    if len(members) > NAMES_IN_A_RULE or not members:
        return Text("%(rule)s: %(members)s", {"rule": _count(rule), "members": _listed(members)})
    return reduce(_both if isinstance(rule, AllOf) else _either, members)


def _both(left: Text, right: Text) -> Text:
    return Text("%(left)s and %(right)s", {"left": left, "right": right})


def _either(left: Text, right: Text) -> Text:
    return Text("%(left)s or %(right)s", {"left": left, "right": right})


def _member(rule: Rule, chain: Chain, depth: int) -> Text:
    """A rule inside another: in brackets unless it is one signature."""
    said = _qualified(rule, chain, depth)
    if isinstance(rule, Sign) or len(rule.members()) == 1:
        return said
    return Text("(%(rule)s)", {"rule": said}) if depth % 2 else Text("[%(rule)s]", {"rule": said})


def _label(person: str, chain: Chain) -> Text:
    """A person's name as it is, in no language."""
    return Text("%(text)s", {"text": chain.person(person).label})


def _listed(texts: Sequence[Text]) -> Text:
    shown = texts[:NAMES_IN_A_RULE] or [Text("nobody")]
    listed = reduce(pair, shown)
    more = len(texts) - NAMES_IN_A_RULE
    return Text("%(listed)s and %(count)s more", {"listed": listed, "count": more}) if more > 0 else listed
