# KapCircle. `make run` starts it on a made-up circle, `make test` proves that it works; both set up what they need first.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
# `make run SYSTEM=--check` installs no system library, and stops if one is missing.
SYSTEM ?=
# Tests are shared among so many processes, but for those that listen and measure: they have the machine to themselves.
JOBS ?= 2
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
LOCK := $(BIN)/uv --no-config pip compile pyproject.toml --universal --generate-hashes --no-header --quiet
ALL := not soak and not bench
FAST := $(ALL) and not slow
# Of those, drivers mostly wait for one another and leave the machine idle: file by file they share it among themselves.
WAITING := tests/drivers
# These alone reach every line of the rules, so the trace, which slows what it watches, is laid on no others.
TRACED := tests/core tests/safety

# A test that starts the program anew, or plants a bug in it, must not compile all of it each time.
unexport PYTHONDONTWRITEBYTECODE

.NOTPARALLEL:
.PHONY: help run test test-fast check lint soak bench bench-json screenshots setup lock wheel clean system-run system-test

help:
	@echo "make run          start the program on a made-up circle (without a screen: rehearse it, and save a picture)"
	@echo "make test         everything: style, types, imports, all tests, the wheel"
	@echo "make test-fast    the quick tests only            make check        lint and the quick tests"
	@echo "make lint         style, types, imports           make soak         the long tests"
	@echo "make bench        the figures, as a table         make bench-json   the same as JSON"
	@echo "make screenshots  renew the pictures in docs/     make wheel        build the wheel into dist/"
	@echo "make setup        only set up                     make lock         renew the lock files"
	@echo "make clean        remove what was built, but not .venv"

# --- setting up: each step is skipped when it has been done ---

setup: .venv/set-up-test

system-run:
	@$(PYTHON) packaging/system_libraries.py $(SYSTEM)

system-test:
	@$(PYTHON) packaging/system_libraries.py --tests $(SYSTEM)

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("KapCircle needs Python 3.11 or newer; this is " + sys.version)'
	@echo "Making a virtual environment in .venv"
	@$(PYTHON) -m venv .venv

.venv/set-up-run: requirements.lock pyproject.toml | system-run .venv/bin/pip
	@echo "Installing what KapCircle needs into .venv (the first time this loads some 130 MB)"
	@$(PIP) install --no-deps --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/set-up-test: requirements-dev.lock .venv/set-up-run | system-test
	@echo "Installing what the tests need into .venv"
	@$(PIP) install --no-deps --require-hashes --requirement requirements-dev.lock
	@touch $@

# The window needs a desktop; without one the same circle runs unseen, at full speed.
run: .venv/set-up-run
	@if [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    echo "Starting KapCircle on a made-up circle."; \
	    exec $(BIN)/kapcircle demo; \
	fi; \
	mkdir -p build; \
	echo "No screen here: rehearsing the made-up circle without a window."; \
	QT_QPA_PLATFORM=offscreen $(BIN)/kapcircle rehearse --demo --speed max --screenshot build/circle.png --report build/report.json || exit; \
	echo "The Circle page as it looked: build/circle.png. What happened when: build/report.json."; \
	echo "To open the window, run 'make run' on a desktop, or from one through 'ssh -X'."

# --- proving ---

test: setup lint
	$(BIN)/pytest -n $(JOBS) -m "$(ALL) and not alone" --cov=kapcircle.core --cov-branch --cov-fail-under=100 $(TRACED)
	$(BIN)/pytest -n $(JOBS) -m "$(ALL) and not alone" $(TRACED:%=--ignore=%)
	$(BIN)/pytest -n $(JOBS) --dist loadfile -m "$(ALL) and alone" $(WAITING)
	$(BIN)/pytest -m "$(ALL) and alone" $(WAITING:%=--ignore=%)

test-fast: setup
	$(BIN)/pytest -n $(JOBS) -m "$(FAST) and not alone"
	$(BIN)/pytest -m "$(FAST) and alone"

check: lint test-fast

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

soak: setup
	$(BIN)/pytest -m soak --timeout=0

bench: setup
	@$(BIN)/python -m tests.bench

bench-json: setup
	@$(BIN)/python -m tests.bench --json

screenshots: setup
	$(BIN)/python -m tests.screenshots docs/screenshots

# --- shipping ---

# The second lock is the first and the tools for work, so that tests run on what is shipped.
lock: setup
	$(LOCK) --upgrade --group build --output-file requirements.lock
	$(LOCK) --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock

wheel: setup
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean:
	rm -rf build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find kapcircle tests packaging -name __pycache__ -prune -exec rm -rf {} +
