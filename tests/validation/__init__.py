"""How far the answers can be trusted: predictions held against public records of what happened.

`python -m tests.validation` prints the tables of docs/en/explanation/validation.md.
"""
