"""Measures the decision chain's engine beside the public libraries that answer the same question."""
