# make help says what there is. Everything happens in .venv; only Python 3.11+ and make are needed.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help install demo serve test fuzz lint types fix docs screenshots bench gate clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/developing: .venv/installed
	$(BIN)/pip install --quiet "httpx>=0.27" "httpx2>=2" "hypothesis>=6.120" "jsonschema>=4.23" "axe-playwright-python>=0.1.6" "pillow>=11" "playwright>=1.50" "pytest>=9" "mypy>=1.15" "ruff>=0.11"
	@touch $@

install: .venv/installed  ## make .venv/bin/rashomon

demo: install  ## read the bundled situation and print its board
	@$(BIN)/rashomon --store .venv/demo.db demo

serve: install  ## read the bundled situation and open its board on http://127.0.0.1:8413
	@$(BIN)/rashomon --store .venv/demo.db demo --serve

test: .venv/developing  ## run the tests; those in a browser need Chromium and say so where there is none
	$(BIN)/pytest -q

.venv/fuzzing/bin/schemathesis:
	$(PYTHON) -m venv .venv/fuzzing
	.venv/fuzzing/bin/pip install --quiet "schemathesis>=4.32"

fuzz: install .venv/fuzzing/bin/schemathesis  ## try the API with what its description allows and forbids
	$(BIN)/python tests/web/fuzz.py .venv/fuzzing/bin/schemathesis

lint: .venv/developing  ## look for mistakes and untidiness
	$(BIN)/ruff check src tests bench training docs
	$(BIN)/ruff format --check src tests bench training docs

types: .venv/developing  ## check the types
	$(BIN)/mypy

fix: .venv/developing  ## tidy what can be tidied
	$(BIN)/ruff check --fix src tests bench training docs
	$(BIN)/ruff format src tests bench training docs

screenshots: .venv/developing  ## take the pictures in docs/screenshots (needs Chromium)
	$(BIN)/python docs/screenshots.py

docs: .venv/developing  ## write the program's output into the documents anew
	$(BIN)/python docs/produce.py

bench: .venv/developing  ## score the development corpora and measure speed
	$(BIN)/python -m bench $(SHARED)/data

gate: .venv/developing  ## fail where a score fell below bench/floors.json
	$(BIN)/python -m bench $(SHARED)/data --gate

clean:  ## take away what was made
	rm -rf .venv build dist
