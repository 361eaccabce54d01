"""People: who works at the customers, in which positions."""
