"""Pages of the accounts subject, one file a concern."""
