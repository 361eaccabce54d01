"""The audit trail: who did what, when, to what, and why; each entry is sealed with the one before."""
