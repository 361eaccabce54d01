"""Tests of the people subject."""
