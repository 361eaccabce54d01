"""How large the parts of a map are, in pixels."""

CARD_WIDTH = 150.0
CARD_HEIGHT = 64.0
COLUMN = 157.0
"""From one column to the next."""
INDENT = 12.0
"""How far a stacked card is set in under its manager."""
SPINE = 5.0
"""Where the line of a stack comes down, from the left edge of its column."""
DROP = 13.0
"""How far a line comes down from a card before it goes across."""
ROW_GAP = 8.0
"""Between cards of a stack."""
LINE_GAP = 26.0
"""Between two rows of which the upper one holds managers."""
MARGIN = 8.0
"""Left and right of all cards; no card stands in it, so a line always gets past."""
BAND_GAP = 8.0
HEAD_FIRST = 26.0
"""From the top of the map to its first card."""
HEAD = 30.0
"""From the top of a band to its first card."""
HEAD_WITH_LINES = 46.0
"""The same where lines come down to the cards from above."""
FOOT = 12.0
FOOT_WITH_LINES = 20.0

STACK_ROWS = 8
"""A stack higher than this goes into several columns."""
STACK_SHAPE = 1.36
"""A stack of n is at most about as high as wide by the golden ratio: rows = sqrt(1.36 n), if that is more."""
SIDE_BY_SIDE = 6
"""So many posts without reports stand side by side in the decision band before they are stacked."""
SINGLES = 8
"""So many posts without reports have a column of their own under one boss before they are stacked."""
