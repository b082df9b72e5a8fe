# GNU make 3.81 (what macOS ships) is enough for this file.

# The first Python that runs and that every locked package supports.
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c '$(FITS)' 2>/dev/null && echo $$python && break; done)
# Stops, and says what is missing, where $(PYTHON) is none of these.
CHECK_PYTHON = { test -n "$(PYTHON)" || { echo 'No Python 3.11, 3.12 or 3.13 found: install one, or name it with PYTHON=/path/to/python.' >&2; exit 1; }; \
	"$(PYTHON)" -c '$(FITS)' 2>/dev/null || { echo '$(PYTHON) is no Python 3.11, 3.12 or 3.13: give another, or leave PYTHON out.' >&2; exit 1; }; }

# `make lab TENSORFLOW=gpu` takes an environment of its own: the two builds of TensorFlow overwrite each other's files.
TENSORFLOW ?= cpu
ifeq ($(TENSORFLOW),gpu)
VENV := .venv-gpu
LAB_LOCK := requirements/gpu.lock
else ifeq ($(TENSORFLOW),cpu)
VENV := .venv
LAB_LOCK := requirements/lab.lock
else
$(error TENSORFLOW is "$(TENSORFLOW)": write TENSORFLOW=cpu or TENSORFLOW=gpu)
endif

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --require-hashes --only-binary :all: --requirement
# pip refuses an editable folder beside hashes, so the course itself is a second step, which fetches nothing.
INSTALL_COURSE := $(PIP) install --quiet --no-index --no-deps --no-build-isolation --editable .

# Makes a stamp below, while no other make does so.
READY = @{ test -x $(BIN)/python || $(CHECK_PYTHON); } && \
	"$(or $(wildcard $(BIN)/python),$(PYTHON))" requirements/one_at_a_time.py build/setup.lock $(MAKE) --silent

# The folder's own settings come first; a learner's settings are still read, and never written.
LAB := JUPYTER_CONFIG_PATH="$(CURDIR)/jupyter$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}" $(BIN)/python -m jupyterlab
# Of several test processes each has its core: threads of NumPy's and TensorFlow's would wait for one another. Networks
# as small as the course's train in three quarters of the processor time with one.
PYTEST := OPENBLAS_NUM_THREADS=1 TF_NUM_INTRAOP_THREADS=1 TF_NUM_INTEROP_THREADS=1 $(BIN)/python -m pytest
SLOW_FOLDERS := tests/attacks tests/browser tests/with_keras  # without a quick test: to import them takes seconds
TEST_OPTIONS ?=
NODE_LOCK := $(wildcard tests/browser/package-lock.json)
NODE_STAMP := tests/browser/node_modules/.package-lock.json

.PHONY: help lab update grade test check bench build lock clean
.DELETE_ON_ERROR:

help:
	@echo 'make lab     set everything up once, then open the course in JupyterLab'
	@echo '             (TENSORFLOW=gpu: with the build for NVIDIA cards, Linux only)'
	@echo 'make update  bring the course up to date; your own work is kept in notebooks/mine'
	@echo 'make grade   add what instructors need: nbgrader'
	@echo 'make test    set up for maintainers, Chromium and Node included, and run every test'
	@echo 'make check   lint, types and the quick tests, without TensorFlow and browser: under a minute'
	@echo 'make bench   the speed measurements'
	@echo 'make build   rebuild the notebooks from notebooks/source, and the live pictures (these with Node)'
	@echo 'make lock    resolve requirements/*.lock again (UPGRADE=--upgrade: to the newest versions)'
	@echo 'make clean   remove the environments and everything else that was made here'
	@echo
	@echo 'PYTHON=/path/to/python picks the Python (3.11, 3.12 or 3.13).'
	@echo 'On Windows: work inside WSL, or take the conda environment in environment.yml.'

lab:
	$(READY) $(VENV)/.lab
	@$(LAB)

update:
	@$(CHECK_PYTHON)
	@"$(PYTHON)" -m course.update

grade:
	$(READY) .venv/.grade
	@echo 'Ready. `. .venv/bin/activate`, then `checker course DIR` lays out a course for nbgrader.'

test:
	$(READY) .venv/.dev
	@sh tests/system_packages.sh chromium node postgresql $(if $(NODE_LOCK),npm)
	@$(if $(NODE_LOCK),$(MAKE) --no-print-directory $(NODE_STAMP))
	$(PYTEST) -n 3 --dist loadfile --no-loadscope-reorder $(TEST_OPTIONS)

check:
	$(READY) .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(PYTEST) -n 2 --dist worksteal -m 'not browser and not slow' $(SLOW_FOLDERS:%=--ignore=%) $(TEST_OPTIONS)

bench:
	$(READY) .venv/.dev
	$(BIN)/python -m tests.bench

build:
	$(READY) .venv/.dev $(if $(NODE_LOCK),$(NODE_STAMP))
	$(BIN)/checker build
	$(BIN)/python -m course.pictures.bundles

clean:
	rm -rf .venv .venv-gpu build dist tests/browser/artefacts *.egg-info tests/browser/node_modules .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp says that the environment holds what its lock says. A larger environment contains the smaller ones.
$(VENV)/.made:
	@$(CHECK_PYTHON)
	"$(PYTHON)" -m venv $(VENV)
	@touch $@

$(VENV)/.lab: $(VENV)/.made $(LAB_LOCK) pyproject.toml
	@echo 'Setting up $(VENV): a download of several hundred megabytes, once.'
	$(INSTALL) $(LAB_LOCK)
	$(INSTALL_COURSE)
	@touch $@

.venv/.grade: .venv/.made requirements/grade.lock pyproject.toml
	$(INSTALL) requirements/grade.lock
	$(INSTALL_COURSE)
	@touch .venv/.lab $@

.venv/.dev: .venv/.made requirements/dev.lock pyproject.toml
	$(INSTALL) requirements/dev.lock
	$(INSTALL_COURSE)
	@touch .venv/.lab .venv/.grade $@

# Node's packages for tests, where the machine has npm; tests/system_packages.sh has said what its absence means.
$(NODE_STAMP): $(NODE_LOCK)
	if command -v npm >/dev/null; then npm ci --prefix $(dir $<) --ignore-scripts --no-audit --no-fund && touch $@; fi

# Every larger lock is held to the versions of the smaller one. Extras stay in them: pip takes the newest release, which
# has no hash here, for what another package wants with an extra. uv is needed here only, so it lives apart.
UPGRADE ?=
UV := build/uv/bin/uv
COMPILE := $(UV) pip compile --quiet --no-config --universal --fork-strategy fewest --python-version 3.11 \
	--custom-compile-command 'make lock' $(UPGRADE) pyproject.toml
HASHED := --generate-hashes --no-strip-extras
RECORD := >/dev/null

$(UV):
	$(PYTHON) -m venv build/uv
	build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv

lock: $(UV)
	$(COMPILE) $(HASHED) --extra cpu -o requirements/lab.lock $(RECORD)
	$(COMPILE) $(HASHED) --extra gpu -c requirements/lab.lock -o requirements/gpu.lock $(RECORD)
	$(COMPILE) $(HASHED) --extra grade -c requirements/lab.lock -o requirements/grade.lock $(RECORD)
	$(COMPILE) $(HASHED) --extra dev -c requirements/grade.lock -o requirements/dev.lock $(RECORD)
	$(COMPILE) --no-annotate --extra cpu -c requirements/lab.lock -o requirements/conda.txt $(RECORD)
