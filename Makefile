# Each target sets up what it needs, in a virtual environment of its own (VENV).

PYTHON ?= python3
VENV ?= .venv
SPHINXOPTS ?= --nitpicky --fail-on-warning --keep-going
PYTESTOPTS ?=
PORT ?= 8000
SINCE ?= HEAD
VERSIONS ?= 3.11 3.12 3.13 3.14 3.15

# The browser tests need a Chromium: one on the path, or the one of Playwright.
CHROMIUM ?= $(shell command -v chromium chromium-browser google-chrome google-chrome-stable | head -n 1)
BROWSER := $(or $(CHROMIUM),$(wildcard ~/.cache/ms-playwright ~/Library/Caches/ms-playwright))

# To run examples in the pages and in their tests there must be Node, and the
# npm that comes with it. Without them the site is complete, and says so.
NODE ?= $(shell command -v node)
PYODIDE := $(if $(NODE),$(if $(shell command -v npm),node_modules/.stamp))

RUN := $(VENV)/bin/python -m
SITE := -c . docs

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help html serve test quick matrix check update timeline prose linkcheck lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

html: $(VENV)/docs.stamp $(PYODIDE) ## build the site into build/html
	@# After a failure every page is read again, or the next run would let it pass.
	@$(RUN) sphinx --quiet --builder html $(SPHINXOPTS) $(SITE) build/html \
	  || { rm -rf build/html/.doctrees; exit 1; }
	@echo "The site is build/html/index.html"

serve: $(VENV)/docs.stamp $(PYODIDE) ## show the site on localhost, again after each change (PORT=8000)
	@$(RUN) sphinx_autobuild --nitpicky --port $(PORT) $(SITE) build/html \
	  --watch conf.py --watch examples --watch tests/claims --ignore '*/__pycache__/*'

TESTED := $(VENV)/docs.stamp $(VENV)/test.stamp $(if $(BROWSER),$(VENV)/browser.stamp) $(PYODIDE)

test: $(TESTED) ## run every test
	@CHROMIUM="$(CHROMIUM)" NODE="$(NODE)" $(RUN) pytest $(PYTESTOPTS)

quick: $(TESTED) ## run the tests of what changed since the last commit (SINCE=REVISION)
	@CHROMIUM="$(CHROMIUM)" NODE="$(NODE)" PYTHONPATH=docs/_ext \
	  $(VENV)/bin/python tests/quick.py --since $(SINCE) $(PYTESTOPTS)

matrix: ## run the tests on each Python from 3.11 to 3.15 found here (VERSIONS)
	@for version in $(VERSIONS); do \
	  if python$$version --version 2>/dev/null; then \
	    $(MAKE) --no-print-directory test PYTHON=python$$version VENV=$(VENV)/$$version || exit 1; \
	  else echo "Python $$version: not found, left out"; fi; \
	done

check: $(VENV)/check.stamp ## check style, spelling and workflows
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) sphinxlint --enable all --disable line-too-long,triple-backticks README.rst CONTRIBUTING.rst docs
	@$(RUN) codespell_lib
	@$(VENV)/bin/zizmor --offline --quiet --persona pedantic .github

update: $(VENV)/test.stamp ## record the examples again and show what changed (EXAMPLES="FILE ...")
	@PYTHONPATH=docs/_ext $(VENV)/bin/python tests/update.py $(EXAMPLES)

timeline: ## record a program of your own, and draw its run (FILE=..., OPTIONS=...)
	@: "$${FILE:?Name the program: make timeline FILE=my_program.py}"
	@mkdir -p build
	@PYTHONPATH=docs/_ext $(PYTHON) -m timeline --html build/timeline.html \
	    $(OPTIONS) "$(FILE)"

prose: $(VENV)/docs.stamp ## list the sentences about behaviour that no claim proves
	@$(RUN) sphinx --quiet --builder prose $(SITE) build/prose

linkcheck: $(VENV)/docs.stamp ## try every link to other sites (needs the network)
	@$(RUN) sphinx --builder linkcheck $(SITE) build/linkcheck

lock: $(VENV)/check.stamp ## resolve requirements/*.in into *.txt again
	@for name in docs test browser check; do \
	  $(RUN) uv pip compile --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
	    --no-header --no-emit-index-url --no-emit-find-links --output-file requirements/$$name.txt requirements/$$name.in \
	    || exit 1; \
	done

clean: ## remove what was built; the environment stays
	rm -rf build .pytest_cache .ruff_cache

$(VENV)/%.stamp: requirements/%.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, \
	and $(PYTHON) is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.13 ...")'
	@echo "Installing $< into $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(RUN) pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

node_modules/.stamp: package-lock.json
	@echo "Installing $< into node_modules"
	@if npm ci --ignore-scripts --no-audit --no-fund --loglevel error; then touch $@; \
	  else echo "No example will run in its page. The next make tries again."; fi
