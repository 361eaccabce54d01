"""Activity: what was done, told in sentences, and undone."""
