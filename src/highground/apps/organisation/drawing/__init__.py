"""The organisation as one drawing: cards up to 60 posts, above that the units as tiles.

`draw_organisation` puts a sheet together from a header, the map and a legend, each in a module of its own.
"""

from highground.apps.organisation.drawing.sheet import draw_organisation

__all__ = ["draw_organisation"]
