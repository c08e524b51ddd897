# Two commands: `make demo` and `make test`. README.md gives the plain commands under each.
PYTHON ?= python3
BIN := .venv/bin

.DELETE_ON_ERROR:
.PHONY: demo test check fix serve clean

demo: .venv/runtime.done  ## set up, make a VividPage of the sample book, serve it (SERVE=0: stop before serving)
	@exec $(BIN)/python manage.py demo

test: .venv/dev.done  ## set up, run all tests
	$(BIN)/python -m pytest

check: .venv/dev.done  ## style, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	DATABASE_URL=postgresql://not-used $(BIN)/mypy vividpages sketch analysts accounts providers jobs books characters storyboards web samples
	$(BIN)/lint-imports
	DATABASE_URL=postgresql://not-used $(BIN)/python manage.py check
	DATABASE_URL=postgresql://not-used/none $(BIN)/python -W ignore manage.py makemigrations --check --dry-run

fix: .venv/dev.done  ## format, and mend what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: .venv/runtime.done  ## web server and worker
	@exec $(BIN)/python manage.py serve

clean:  ## remove the environment and ALL data under var/
	rm -rf .venv var

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "VividPages needs Python 3.11 or newer: set PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

.venv/runtime.done: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev.done: requirements-dev.txt requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ .venv/runtime.done
