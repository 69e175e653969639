# One command for each everyday thing. Each sets up .venv from requirements.lock by itself, the first time.
#
#   make demo    convert everything in fixtures/ to JSON in out/ and show a summary of each
#   make test    all tests
#   make lint    style, types, direction of imports
#   make corpus  the figures over the folder of real filings beside the project, if it is there
#   make statements  the same for statements and highlights: how many were found, how many close
#   make truth   the figures against hand-labelled filings, if they are there
#   make bench   seconds a megabyte and peak memory
#   make docs    write the generated pages of docs/ again
#   make lock    resolve the dependencies again (after a change in pyproject.toml)
#   make clean   remove what the above wrote

SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
CODE := src tests tools

.PHONY: demo test lint format corpus statements truth bench docs lock clean
.DEFAULT_GOAL := demo

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed (make PYTHON=python3.12 ...); this is " + sys.version.split()[0])'
	@echo "Setting up .venv from requirements.lock (once)"
	@$(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)
	@$(BIN)/fundfilings convert fixtures/*/source.* fixtures/houses/*.htm -o out/ --update
	@$(BIN)/fundfilings show --brief out/*.json

test: $(READY)
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

corpus: $(READY)
	$(BIN)/python tools/corpus.py

statements: $(READY)
	$(BIN)/python tools/statement_figures.py

truth: $(READY)
	$(BIN)/python tools/truth.py

bench: $(READY)
	$(BIN)/python tools/bench.py

docs: $(READY)
	$(BIN)/python tools/docs.py

lock: $(READY)
	@$(PIP) install pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-annotate \
		--extra dev --build-deps-for editable --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements.lock pyproject.toml

clean:
	rm -rf out .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
