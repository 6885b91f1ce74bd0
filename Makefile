# Two commands matter: `make run` starts the atlas, `make test` checks everything.
# Only Python 3.11 or newer and make are needed; the rest is installed into .venv, and what checks the
# scripts in static/ into node_modules (Node itself is found or installed, for `make test` only).

PORT    ?= 8501
ADDRESS := 127.0.0.1
WORKERS ?= 2

VENV := .venv
PY   := $(VENV)/bin/python

# Locked are versions and files: each package with the digests of all its files, those for other machines,
# too. What has another digest, or stands in no lock file, is not installed.
INSTALL := $(PY) -m pip --disable-pip-version-check --quiet install --require-hashes
LOCK    := $(PY) -m uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 \
           --generate-hashes --annotation-style line --no-emit-index-url --no-emit-find-links \
           --custom-compile-command 'make lock' $(UPGRADE)

# A stamp says "installed as of this lock file", so that a second run installs nothing.
RUN_READY   := $(VENV)/.ready-run
TEST_READY  := $(VENV)/.ready-test
BENCH_READY := $(VENV)/.ready-bench
NODE_READY  := node_modules/.ready
NODE        := node_modules/.bin

.DEFAULT_GOAL := help
.PHONY: help setup run test bench lock sample screenshots clean

help:
	@echo "make run           start the atlas on http://$(ADDRESS):$(PORT)   (another port: make run PORT=8600)"
	@echo "make test          lint, types, layout of scripts, import rules, unit, app and browser tests"
	@echo "make setup         only install what 'make run' needs, into $(VENV)"
	@echo "make bench         measure every page beside its peers (12 minutes); writes docs/performance.md"
	@echo "make sample        write the synthetic programme into data/"
	@echo "make screenshots   take the pictures of the guide and every page and slide on every screen anew"
	@echo "make lock          pin the dependencies (newest versions: make lock UPGRADE=--upgrade)"
	@echo "make clean         remove $(VENV), node_modules and caches; snapshots in .atlas stay"

setup: $(RUN_READY)

run: setup
	@$(PY) -c 'import socket; socket.create_server(("$(ADDRESS)", $(PORT)))' 2>/dev/null || { printf '%s\n' \
	  "Port $(PORT) är upptagen. Prova: make run PORT=8600" \
	  "Port $(PORT) is taken. Try: make run PORT=8600"; exit 1; }
	@$(PY) -m atlas publish --if-changed || printf '%s\n' \
	  "Leveransen publicerades inte (se ovan). Tidigare godkända data visas om de finns." \
	  "The delivery was not published (see above). Earlier good data are shown if there are any."
	@printf '%s\n' "" "  Öppna http://$(ADDRESS):$(PORT) i webbläsaren. Avsluta med Ctrl+C." \
	  "  Open http://$(ADDRESS):$(PORT) in a browser. Stop with Ctrl+C." ""
	@ATLAS_MODE=$${ATLAS_MODE:-desk} exec $(PY) -m streamlit run asgi.py \
	  --server.address $(ADDRESS) --server.port $(PORT) --server.headless true

# Every check runs even when an earlier one fails, so that one run tells everything.
test: setup $(TEST_READY) $(NODE_READY)
	@CHROMIUM=$$($(PY) scripts/find_browser.py --install) || exit 1; export CHROMIUM; failed=""; \
	$(PY) -m ruff check . || failed="$$failed ruff-check"; \
	$(PY) -m ruff format --check . || failed="$$failed ruff-format"; \
	$(PY) -m mypy || failed="$$failed mypy"; \
	$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo \
	  || failed="$$failed import-rules"; \
	$(NODE)/tsc --project tsconfig.json || failed="$$failed tsc"; \
	$(NODE)/eslint . || failed="$$failed eslint"; \
	$(NODE)/prettier --check --log-level warn 'static/**/*.{js,css,ts}' || failed="$$failed prettier"; \
	$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder || failed="$$failed pytest"; \
	test -z "$$failed" || { echo "Not passed:$$failed"; exit 1; }

bench: setup $(TEST_READY) $(BENCH_READY)
	@CHROMIUM=$$($(PY) scripts/find_browser.py --install) && export CHROMIUM && \
	$(PY) -m atlas publish --if-changed && $(PY) -m benchmarks.run

lock: $(TEST_READY)
	$(LOCK) -o requirements.txt requirements.in
	$(LOCK) -o requirements-dev.txt requirements-dev.in
	$(LOCK) -o requirements-bench.txt requirements-bench.in
	npm install --package-lock-only --ignore-scripts

sample: setup
	@$(PY) -m atlas sample --participants 61 --seed 7 --out data/

screenshots: setup $(TEST_READY)
	@CHROMIUM=$$($(PY) scripts/find_browser.py --install) && export CHROMIUM && \
	$(PY) -m scripts.screenshots && $(PY) -m scripts.contact_sheets

clean:
	rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .import_linter_cache test-artefacts
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The newest suitable interpreter is not needed, the first suitable one is.
$(PY):
	@for python in python3 python3.13 python3.12 python3.11; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  "$$python" -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "$$python has no venv module. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }; \
	  echo "Making $(VENV) with $$("$$python" --version)"; \
	  exec "$$python" -m venv --clear $(VENV); \
	done; \
	echo "Python 3.11 or newer is needed (found: $$(python3 --version 2>/dev/null || echo none))."; exit 1

# Compiled once here: where PYTHONDONTWRITEBYTECODE is set every start would compile anew.
$(RUN_READY): $(PY) requirements.txt
	@echo "Installing what the atlas needs (a minute or two, only this time) ..."
	@$(INSTALL) -r requirements.txt
	@test -z "$$PYTHONDONTWRITEBYTECODE" || $(PY) -m compileall -q $(VENV)/lib || true
	@touch $@

$(TEST_READY): $(RUN_READY) requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

# What npm says of itself goes nowhere; what fails is said.
$(NODE_READY): package.json package-lock.json .npmrc | $(PY)
	@$(PY) -m scripts.find_node --install >/dev/null
	@echo "Installing what checks the scripts ..."
	@npm ci --ignore-scripts --loglevel=error >/dev/null || { printf '%s\n' \
	  "What checks the scripts could not be installed by 'npm ci' (see above). Is the registry that npm asks" \
	  "within reach (npm config get registry)? 'make run' needs none of it."; exit 1; }
	@touch $@

$(BENCH_READY): $(TEST_READY) requirements-bench.txt
	@echo "Installing what the benchmark needs ..."
	@$(INSTALL) -r requirements-bench.txt
	@touch $@
