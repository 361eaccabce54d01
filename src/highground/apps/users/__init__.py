"""Users: who signs in, with what role, in which language."""
