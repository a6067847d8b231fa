PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: run test lint bench
run: .venv/installed
	$(BIN)/translate seeds/004_*.txt

test: .venv/installed
	$(BIN)/python -m pytest

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/installed
	$(BIN)/python -m benchmarks.speed

# An editable install, so that the terms in glossary/terms/ can be edited in place.
.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test]'
	touch $@
