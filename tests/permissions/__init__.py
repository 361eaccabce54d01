"""Who may do what: every address and every operation, for every role, on an own and on a foreign account."""
