"""Wires the floors together: settings, addresses, the server's entry."""
