"""One folder a subject."""
