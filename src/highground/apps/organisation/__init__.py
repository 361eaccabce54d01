"""Organisations of customers: their words, their drawing, their commands."""
