"""Measures the account list, search and group pages on a workspace of 100,000 made-up accounts, on both databases."""
