# The commands of the project. `make` alone lists them.
# Everything runs on a machine with Python 3.11 or newer and nothing else set up.
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || echo python3)
RUN := .venv/bin/python
# Which tests: `make test TESTS=tests/people`, or one room's bench: `make bench ONLY=pathway`.
TESTS ?= tests
ONLY ?=
DEMO ?=

.PHONY: help setup setup-tests demo demo-reset test fuzz check fix bench bench-long screenshots lock

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

setup: ## make the virtual environment and the front end, get missing system libraries
	@$(PYTHON) scripts/setup.py

setup-tests:
	@$(PYTHON) scripts/setup.py --tests

# `exec`, so that make's child is the supervisor itself: a SIGTERM that make passes on reaches it.
demo: setup ## run everything with a synthetic borough, until Ctrl-C; PORT=8123 for another port
	@BEP_MADE_BY=make exec $(RUN) -m bep.supervisor $(DEMO)

demo-reset: setup ## forget the demo's data, then run it from the start
	@BEP_MADE_BY=make exec $(RUN) -m bep.supervisor --reset

# Compiled files are kept whatever the shell says (they are in .gitignore): a run starts some sixty processes of Python.
test: setup-tests ## run all tests, browser journeys included
	@PYTHONDONTWRITEBYTECODE= exec $(RUN) -m pytest -n 3 --dist worksteal $(TESTS)

fuzz: setup-tests ## send the API a great deal of what its description allows and forbids; FUZZ=500 for more
	@FUZZ=$(or $(FUZZ),100) exec $(RUN) -m pytest -n0 tests/partners/test_fuzz.py

check: setup-tests ## lint, types, arrows between rooms, migrations, generated documents; changes nothing
	@exec $(RUN) scripts/check.py

fix: setup-tests ## format and mend what can be mended by itself
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .
	@$(RUN) manage.py docs

bench: setup-tests ## measure speed, queries and memory; writes build/bench.json; ONLY=room for one room
	@BEP_INSTANCE=bench exec $(RUN) manage.py bench $(if $(ONLY),--only $(ONLY))

bench-long: setup-tests ## the rota's published instances with ten minutes each
	@BENCH_ROTA_SECONDS=600 exec $(RUN) manage.py bench --only amhp

screenshots: setup-tests ## each main screen as each role, desk and phone; writes docs/images and build/screenshots
	@exec $(RUN) manage.py screenshots

lock: setup-tests ## make the lock files anew from pyproject.toml
	@exec sh scripts/lock
