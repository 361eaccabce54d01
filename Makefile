# Every command makes .venv if it is missing: a machine needs Python 3.11 or newer, make and git.
PYTHON ?= python3
BIN := .venv/bin
CATALOGUES := src/highground/locale/zh_Hans/LC_MESSAGES/highground.po
INPUTS := pyproject.toml constraints.txt hatch_build.py $(CATALOGUES)
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

.PHONY: install run test lint bench messages clean

install: .venv/for-use

run: install
	$(BIN)/highground demo

test: .venv/for-work
	$(BIN)/pytest

lint: .venv/for-work
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/for-bench
	$(BIN)/python -m bench

# Collect the strings of the source into the catalogues; then fill in what is empty.
messages: .venv/for-work
	$(BIN)/pybabel -q extract -k Text:1 -k plural_text:1,2 --no-location --sort-output --omit-header -o .venv/messages.pot src/highground
	sed '/^$$/q' $(CATALOGUES) > .venv/header.po
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --omit-header -D highground -l zh_Hans -i .venv/messages.pot -d src/highground/locale
	cat .venv/header.po $(CATALOGUES) > .venv/merged.po && mv .venv/merged.po $(CATALOGUES)

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
