"""Highground 制高点: win and keep key accounts."""
