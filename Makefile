# Every command makes .venv if it is missing: a machine needs Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin
CATALOGUES := src/highground/locale/zh_Hans/LC_MESSAGES/django.po
INPUTS := pyproject.toml constraints.txt hatch_build.py $(CATALOGUES)
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

.PHONY: install run test lint bench messages clean

install: .venv/for-use

# Tables, a demonstration where the workspace is empty, then the server and its background worker.
run: install
	$(BIN)/highground migrate
	$(BIN)/highground serve --demo

# The whole suite on SQLite, then on a PostgreSQL started for it, where that is installed.
test: .venv/for-work
	$(BIN)/pytest
	$(BIN)/python -m tests.databases

lint: .venv/for-work
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/for-bench
	$(BIN)/python -m bench

# Collect the strings of the source into the catalogue and compile it; then fill in what is empty.
messages: .venv/for-work
	$(BIN)/python -m tests.language

clean:
	rm -rf .venv

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/for-use: .venv/bin/python $(INPUTS)
	$(INSTALL) .
	@touch $@

.venv/for-work: .venv/bin/python $(INPUTS)
	$(INSTALL) ".[dev]"
	@touch $@ .venv/for-use

.venv/for-bench: .venv/bin/python $(INPUTS)
	$(INSTALL) ".[bench]"
	@touch $@ .venv/for-use
