"""The roof: how people and programs reach the subjects."""
