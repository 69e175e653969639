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
#   make wheel   a compiled wheel in dist/ (needs a C compiler and some minutes)
#   make clean   remove what the above wrote
#
# test, corpus, truth and bench take COMPILED=1: the same of the compiled package, in build/compiled.

SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
CODE := src tests tools hatch_build.py
ifdef COMPILED
READ := build/compiled/.ready
export PYTHONPATH := $(CURDIR)/build/compiled
endif

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

test: $(READY) $(READ)
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

corpus: $(READY) $(READ)
	$(BIN)/python tools/corpus.py

statements: $(READY)
	$(BIN)/python tools/statement_figures.py

truth: $(READY) $(READ)
	$(BIN)/python tools/truth.py

bench: $(READY) $(READ)
	$(BIN)/python tools/bench.py

docs: $(READY)
	$(BIN)/python tools/docs.py

lock: $(READY)
	@$(PIP) install pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-annotate \
		--extra dev --build-deps-for editable --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements.lock pyproject.toml

wheel: $(READY)
	@echo "Compiling; this takes some minutes"
	@FUNDFILINGS_COMPILE=1 $(BIN)/python -m hatchling build -t wheel -d dist

build/compiled/.ready: $(READY) hatch_build.py $(shell find src -name '*.py')
	@echo "Compiling; this takes some minutes"
	@rm -rf build/compiled
	@FUNDFILINGS_COMPILE=1 $(BIN)/python -m hatchling build -t wheel -d build/compiled
	@cd build/compiled && ../../$(BIN)/python -m zipfile -e *.whl . && rm *.whl
	@touch $@

clean:
	rm -rf out build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
