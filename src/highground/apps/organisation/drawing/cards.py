"""A card for each post: name, title, and by its edge whether the name is known, the post vacant, the holder outside."""

from __future__ import annotations

from highground.apps.organisation.words import facts_of, holder_of, occupancy_of
from highground.core.organisation.layout import Card
from highground.core.organisation.model import Occupancy, Organisation, Post
from highground.core.text import plural_text
from highground.kit.drawing.svg import element, line_of, paragraph, title
from highground.kit.drawing.typesetting import SECOND, SMALL, STRONG
from highground.kit.language import translate

PAD = 9.0
MARK = 10.0
LEADING = 16.0


def draw_card(card: Card, organisation: Organisation) -> str:
    """The card of a post where the layout has it; all of its text in its title."""
    post = organisation.posts[card.key]
    facts = facts_of(organisation, post)
    parts = [
        title(facts),
        element("rect", class_="box", x=card.x, y=card.y, width=card.width, height=card.height, rx=2),
        _name(card, post),
        _title(card, post),
        _hidden(card),
    ]
    return element("g", "".join(parts), class_=_class(post), role="img", aria_label=facts, data_post=post.key)


def empty_square(x: float, y: float) -> str:
    """The mark of a vacant post, with its corner at (x, y)."""
    return element("rect", class_="empty", x=x + 0.5, y=y + 0.5, width=MARK - 1, height=MARK - 1)


def _class(post: Post) -> str:
    """`open` where nobody can be named, `outside` for an adviser."""
    kinds = ["post"]
    kinds += ["open"] if occupancy_of(post) is not Occupancy.HELD else []
    kinds += ["outside"] if post.is_outside else []
    return " ".join(kinds)


def _name(card: Card, post: Post) -> str:
    said = translate(holder_of(post))
    x, baseline, room = card.x + PAD, card.y + 19, card.width - 2 * PAD + 2
    if occupancy_of(post) is not Occupancy.VACANT:
        return line_of(said, x, baseline, STRONG, limit=room)
    return empty_square(x, baseline - MARK + 0.5) + line_of(said, x + MARK + 5, baseline, STRONG, limit=room - MARK - 5)


def _title(card: Card, post: Post) -> str:
    """The title of the post, in as many lines as there is room for."""
    lines = max(1, int((card.height - 30) // LEADING)) - (1 if card.hidden else 0)
    room = card.width - 2 * PAD + 2
    return paragraph(post.title, card.x + PAD, card.y + 37, SECOND, limit=room, leading=LEADING, most=lines).svg


def _hidden(card: Card) -> str:
    """How many posts are folded in below."""
    if not card.hidden:
        return ""
    said = translate(plural_text("%(count)s post below", "%(count)s posts below", card.hidden))
    return line_of(said, card.x + PAD, card.bottom - 9, SMALL)
