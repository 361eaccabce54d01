"""Accounts: the customers, their groups, what they are worth and what they have with us."""
