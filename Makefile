# Two commands: `make demo` and `make test`. README.md gives the plain commands under each.
PYTHON ?= python3
BIN := .venv/bin
UV := $(shell sed -n '/^uv==/p' requirements-dev.txt)
PYTEST := $(BIN)/python -m pytest --numprocesses logical --dist worksteal --durations 15

# Compiled once, for all the processes that tests start: compiling takes most of the time that they take to start.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: demo test quick check audit types fix serve docs wheel clean

demo: .venv/runtime.done  ## set up, make a VividPage of the sample book, serve it (SERVE=0: stop before serving)
	@exec $(BIN)/python manage.py demo

test: .venv/dev.done  ## set up, run all tests
	$(PYTEST)

quick: .venv/dev.done  ## set up, run the tests that start no server, no browser, and make no whole book
	$(PYTEST) -m "not processes and not browser and not whole"

check: .venv/dev.done  ## style, types and floors
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) types
	$(BIN)/lint-imports
	DATABASE_URL=postgresql://not-used $(BIN)/python manage.py check
	DATABASE_URL=postgresql://not-used/none $(BIN)/python -W ignore manage.py makemigrations --check --dry-run

audit: .venv/dev.done  ## licences and known holes of what is pinned; an SBOM in var/sbom.json
	$(BIN)/python .ci/audit.py

types: .venv/dev.done  ## types alone
	DATABASE_URL=postgresql://not-used $(BIN)/mypy vividpages telemetry monitoring sandbox sketch cinema analysts authors files audit accounts providers jobs notifications books characters storyboards publishing writing films uploads custody api web samples benchmarks training conftest.py

fix: .venv/dev.done  ## format, and mend what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: .venv/runtime.done  ## web server and worker
	@exec $(BIN)/python manage.py serve

docs: .venv/dev.done  ## the documentation as a site in var/docs; a link or anchor that leads nowhere fails
	$(BIN)/zensical build --strict

wheel: .venv/dev.done  ## the program as a wheel in dist/, the same bytes each time
	SOURCE_DATE_EPOCH=1577836800 $(BIN)/hatchling build -t wheel -d dist

clean:  ## remove the environment and ALL data under var/
	rm -rf .venv var

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "VividPages needs Python 3.11 or newer: set PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

# uv installs in seconds what takes pip a minute; where it has no wheel, or does not find what pip is set up to find, pip goes on.
define install
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: '$(UV)' 2>/dev/null && \
		$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --requirement $(1) || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement $(1)
endef

.venv/runtime.done: requirements.txt | .venv/bin/python
	$(call install,requirements.txt)
	@touch $@

.venv/dev.done: requirements-dev.txt requirements.txt | .venv/bin/python
	$(call install,requirements-dev.txt)
	@touch $@ .venv/runtime.done
