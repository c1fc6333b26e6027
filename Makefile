# What a newcomer types. Each recipe is short; anything longer is a `chuan` command.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export PORT

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/.uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

.venv/.run: .venv/.uv requirements.txt pyproject.toml
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@

.venv/.dev: .venv/.uv requirements-dev.txt pyproject.toml
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements-dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -e .
	@touch $@ .venv/.run

node_modules/.done: .venv/.run package-lock.json
	$(BIN)/python scripts/npm.py ci --ignore-scripts
	@touch $@

install: .venv/.run node_modules/.done ## environment and assets

run: install ## serve the demonstration province; the address is printed (PORT=8123 make run)
	@exec $(BIN)/chuan run --demo

demo: install ## load the demonstration province into an empty database
	$(BIN)/chuan prepare
	$(BIN)/chuan demo

test: .venv/.dev node_modules/.done ## the whole suite: real PostgreSQL, real Chromium
	$(BIN)/chuan messages --compile
	CHROMIUM="$$($(BIN)/python scripts/chromium.py)" $(BIN)/python -X dev -m pytest -n auto $(ARGS)

check: .venv/.dev node_modules/.done ## types, style, ladder, catalogues, migrations, law
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet src
	$(BIN)/chuan makemigrations --check --dry-run
	$(BIN)/chuan law check

fmt: .venv/.dev ## put the code in order
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

law: .venv/.run ## read all law data and run its cases
	$(BIN)/chuan law check

bench: .venv/.dev ## speed, as ratios within one run
	$(BIN)/python -m bench

messages: .venv/.dev ## update the message catalogues and list what is untranslated
	$(BIN)/chuan messages

lock: .venv/.uv ## compile the locks anew from pyproject.toml
	$(BIN)/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links -o requirements.txt
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev -c requirements.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links -o requirements-dev.txt

clean: ## take away everything that was made, the database included
	-$(BIN)/chuan stop
	rm -rf .venv node_modules var build .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: help install run demo test check fmt law bench messages lock clean
