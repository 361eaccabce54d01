"""How far the answers can be trusted: predictions held against public records of what happened."""
