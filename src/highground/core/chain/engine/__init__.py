"""Exact evaluation of a monotone rule over people: chances, derivatives, cheapest sets."""
