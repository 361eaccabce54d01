"""Tests of the accounts subject."""
