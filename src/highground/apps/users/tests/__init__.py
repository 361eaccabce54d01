"""Tests of the users subject."""
