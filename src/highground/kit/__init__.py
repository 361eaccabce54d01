"""Helpers without business words, shared by all subjects."""
