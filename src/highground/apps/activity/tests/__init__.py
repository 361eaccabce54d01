"""Tests of the activity subject."""
