# Two commands: `make serve` previews the site, `make test` runs everything. Both set up first.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export NO_MKDOCS_2_WARNING = 1

.PHONY: setup serve build test lint workflows check fuzz torture bench clean lock docs

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: apt install python3 python3-venv, or brew install python"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is needed: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

check: setup
	$(BIN)/digest check

serve: check
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

build: check
	$(BIN)/mkdocs build --strict

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: lint check
	$(BIN)/pytest

workflows: setup
	$(BIN)/actionlint .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet --persona=pedantic .github

fuzz: setup
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS_EACH),60)

torture: setup
	$(BIN)/python -m tests.torture

bench: setup
	@for b in benchmarks/[a-z]*.py; do echo "== $$b"; $(BIN)/python $$b || exit 1; done

docs: setup
	$(BIN)/python -m digest.commands.reference

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev --no-header pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) site .cache .artifacts .mypy_cache .ruff_cache .pytest_cache
