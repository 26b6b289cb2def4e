# Everything a developer types; `make` alone lists it. Needs Python 3.11 and GNU make 3.81, or newer.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
CHROMIUM ?= $(firstword $(shell command -v chromium-headless-shell chromium chromium-browser google-chrome 2>/dev/null))

VENV := .venv
BIN := $(VENV)/bin
DEMO := env -u DATABASE_URL DJANGO_SETTINGS_MODULE=platform_site.settings.dev $(BIN)/python manage.py
CHECK := env -u DATABASE_URL DJANGO_SETTINGS_MODULE=platform_site.settings.test $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
FOLDERS := users core editorial partners actions consultations search follow opendata home platform_site bench tests
TEMPLATES = $(shell find $(FOLDERS) -name '*.html')
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard platform_site/locale/*/LC_MESSAGES/*.po))

.PHONY: help
help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | while IFS='|' read -r name text; do \
		printf '  make %-10s %s\n' "$$name" "$$text"; done

# --- For everybody ----------------------------------------------------------------------------------------------------

.PHONY: demo
demo: $(VENV)/.runtime $(CATALOGUES) ## Serve the demonstration on 127.0.0.1, port 8000 (or PORT=8001)
	@echo "==> Preparing the database"
	@$(DEMO) migrate
	@echo "==> Loading the demonstration content"
	@$(DEMO) load_demo
	@echo "==> Starting on http://127.0.0.1:$(PORT)/ (Ctrl-C stops)"
	@DEBUG=False $(DEMO) runserver 127.0.0.1:$(PORT) --insecure --noreload # as visitors see it; --insecure: static files too

.PHONY: test
test: $(VENV)/.dev $(CATALOGUES) ## Run the tests on SQLite and on PostgreSQL (ARGS="-k word" for some)
	@trap 'exit 130' INT; \
	if [ -n "$(CHROMIUM)" ]; then some=""; browser="with the browser tests, in $(CHROMIUM)"; \
	else some="not browser"; browser="WITHOUT the browser tests: no Chromium found, install one or set CHROMIUM"; fi; \
	if [ -n "$$DATABASE_URL" ]; then server="the server in DATABASE_URL"; else server="a temporary server"; fi; \
	sqlite=passed; postgresql=passed; \
	echo "==> Tests on SQLite, $$browser"; \
	env -u DATABASE_URL CHROMIUM="$(CHROMIUM)" $(PYTEST) -n $(WORKERS) -m "$$some" $(ARGS) || sqlite=FAILED; \
	echo "==> Tests on PostgreSQL, $$server"; \
	$(PYTEST) -p tests.plugins.postgres -n $(WORKERS) -m "not browser" $(ARGS) || postgresql=FAILED; \
	echo; \
	echo "SQLite: $$sqlite, $$browser."; \
	echo "PostgreSQL: $$postgresql, on $$server, without the browser tests."; \
	[ "$$sqlite$$postgresql" = passedpassed ]

# --- For who changes the code -----------------------------------------------------------------------------------------

.PHONY: lint
lint: $(VENV)/.dev $(CATALOGUES) ## Check style, imports, migrations and translations; change nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	@$(BIN)/djhtml --check --tabwidth 2 $(TEMPLATES)
	$(BIN)/lint-imports --no-logo
	$(CHECK) check --fail-level WARNING
	$(CHECK) makemigrations --check --dry-run
	env -u DATABASE_URL $(PYTEST) --quiet tests/house -m "not django_db"

.PHONY: night
night: $(VENV)/.dev $(CATALOGUES) ## Random editors and respondents try 2,000 sequences, and 200 kills of a server, on PostgreSQL (SEQUENCES=200 KILLS=20 for fewer)
	NIGHT_SEQUENCES=$(or $(SEQUENCES),2000) NIGHT_KILLS=$(or $(KILLS),200) $(PYTEST) -p tests.plugins.postgres -n 0 \
		tests/consultations/test_drafts_machine.py tests/consultations/test_killed_server.py tests/editorial/test_machine.py $(ARGS)

.PHONY: bench
bench: $(VENV)/.dev $(CATALOGUES) ## Measure how fast the site answers, at 100 and at 10,000 partners (DATABASE=postgresql ARGS="--check")
	@$(BIN)/python -m bench --database $(or $(DATABASE),sqlite) $(ARGS)

.PHONY: format
format: $(VENV)/.dev ## Put code and templates in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES) || $(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	@$(BIN)/djhtml --tabwidth 2 $(TEMPLATES)

.PHONY: messages
messages: $(VENV)/.dev ## Bring the catalogues of translations up to date with the code (needs gettext)
	$(CHECK) makemessages --all --no-obsolete --no-wrap --no-location --ignore tests --ignore var
	@for catalogue in platform_site/locale/*/LC_MESSAGES/*.po; do \
		sed '/^"POT-Creation-Date:/d' "$$catalogue" > "$$catalogue.new" && mv "$$catalogue.new" "$$catalogue"; done
	@$(MAKE) --no-print-directory catalogues

.PHONY: catalogues
catalogues: $(VENV)/.runtime $(CATALOGUES) ## Compile the catalogues (without gettext; the other targets do it too)

.PHONY: guide
guide: $(VENV)/.dev $(CATALOGUES) ## Take the pictures of the editors' guide anew (needs Chromium)
	@env -u DATABASE_URL CHROMIUM="$(CHROMIUM)" $(BIN)/python -m docs.guide.screenshots

.PHONY: lock
lock: $(VENV)/.dev ## Write the lock files anew from pyproject.toml (UPGRADE=1 takes newer versions)
	$(call lock,--output-file requirements.txt)
	$(call lock,--extra dev --constraints requirements.txt --output-file requirements-dev.txt)

.PHONY: clean
clean: ## Remove all that was made here, the demonstration's database and files too
	rm -rf $(VENV) var .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f platform_site/locale/*/LC_MESSAGES/*.mo
	find $(FOLDERS) -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Files ------------------------------------------------------------------------------------------------------------
# A stamp is written last: what was interrupted is done again.

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "This needs Python 3.11 or newer. Say which one with PYTHON=/path/to/python3."; exit 1; }
	@echo "==> Making a Python environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python could not make an environment. On Debian and Ubuntu: install python3-venv."; exit 1; }
	@touch $@

$(VENV)/.runtime: requirements.txt | $(VENV)/.made
	$(call install,$<)
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/.made
	$(call install,$<)
	@touch $(VENV)/.runtime $@

%.mo: %.po | $(VENV)/.runtime
	@$(BIN)/python -c 'import polib, sys; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])' $< $@

define install
@echo "==> Installing the packages of $(1)"
@set -o pipefail; PYTHONUNBUFFERED=1 $(BIN)/python -m pip install --disable-pip-version-check --require-hashes \
	--requirement $(1) | sed -n -e 's/^Collecting \([^ ]*\).*/    \1/p' -e 's/^Installing collected.*/    installing .../p'
endef

define lock
$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock" --quiet $(if $(UPGRADE),--upgrade) $(1)
endef
