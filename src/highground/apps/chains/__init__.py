"""Decision chains: their words, their drawing, their commands."""
