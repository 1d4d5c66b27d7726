# Needs only python3 (3.11 or newer), python3-venv and make. `make help` lists the targets.
SHELL := /bin/bash
PY ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes
# A language whose catalogue is not compiled is none for Django. `run` and `test` see to it themselves.
COMPILE := $(BIN)/python tools/messages.py compile
# The venv is run by its path; a Python of another venv must not leak in.
unexport PYTHONHOME PYTHONPATH

.PHONY: help run test check check-quick a11y bench lighthouse soak messages lock format clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: $(VENV)/.stamp-run ## set up what is missing and serve on http://localhost:8000 (PORT=… for another)
	@exec $(BIN)/python manage.py serve

test: $(VENV)/.stamp-test ## the whole suite on both engines at once: SQLite with browser journeys, PostgreSQL
	@$(BIN)/python tools/run_tests.py $(ARGS)

check: $(VENV)/.stamp-dev ## linters, types, layers, translations, locks, migrations
	@$(BIN)/python tools/check.py

check-quick: $(VENV)/.stamp-dev ## `check` and the fast tests on SQLite, in under two minutes
	@$(BIN)/python tools/check.py
	@$(COMPILE)
	@$(BIN)/python -m pytest -q -m "not journey and not slow"

a11y: $(VENV)/.stamp-test ## every page in every state, size and look: axe and our own checks; under an hour on two cores
	@$(COMPILE)
	@A11Y=full $(BIN)/python -m pytest -q -m walk -k citizens & first=$$!; \
	  A11Y=full $(BIN)/python -m pytest -q -m walk -k "not citizens"; second=$$?; \
	  wait $$first && exit $$second

bench: $(VENV)/.stamp-test ## what benchmarks/ measures
	@$(BIN)/python -m benchmarks

lighthouse: $(VENV)/.stamp-test ## what Lighthouse says of five pages; needs Node
	@$(BIN)/python -m tools.lighthouse

soak: $(VENV)/.stamp-test ## 20,000 broken mails (ARGS="--mails 500"), then 100,000 random steps of the office (STEPS=…)
	@$(COMPILE)
	@$(BIN)/python tools/soak.py $(ARGS)
	@RANDOM_OFFICE_STEPS=$${STEPS:-100000} $(BIN)/python -m pytest -q tests/random_office

messages: $(VENV)/.stamp-run ## bring locale/*.po in step with the sources, then compile them
	@$(BIN)/python tools/messages.py extract
	@$(COMPILE)

format: $(VENV)/.stamp-dev ## format the Python code
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

lock: ## write requirements/*.txt anew from *.in (UPGRADE=--upgrade for newer versions)
	@bash tools/lock.sh $(UPGRADE)

clean: ## remove everything that is built; data/ stays
	rm -rf $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name node_modules -prune -o \( -name '*.mo' -o -name '*.py[co]' \) -type f -exec rm -f {} +

# --- the environment ---------------------------------------------------------------------------
# One venv; a stamp per lock. Each lock holds the one before it, so a later stamp covers the earlier.

$(BIN)/python:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: PY=/path/to/python3 make …"; exit 1; }
	@$(PY) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(PY) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.stamp-run: requirements/run.txt | $(BIN)/python
	@echo "Installing what requirements/run.txt locks …"
	@$(PIP) -r requirements/run.txt
	@touch $@

$(VENV)/.stamp-test: requirements/test.txt | $(BIN)/python
	@echo "Installing what requirements/test.txt locks …"
	@$(PIP) -r requirements/test.txt
	@touch $@ $(VENV)/.stamp-run

$(VENV)/.stamp-dev: requirements/dev.txt | $(BIN)/python
	@echo "Installing what requirements/dev.txt locks …"
	@$(PIP) -r requirements/dev.txt
	@touch $@ $(VENV)/.stamp-test $(VENV)/.stamp-run
