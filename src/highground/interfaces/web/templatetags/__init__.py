"""Template tags shared by all pages."""
