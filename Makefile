# Two commands for a new machine: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
PIP    := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt
REPORTS ?=
OUTLINE ?=
PORT    ?= 7860

.PHONY: setup demo serve test check bench models ocr test-model system lock clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@.ci/python $(PYTHON) $(VENV)
	$(PIP) --editable '.[dev]'
	@touch $@

# The main job on the samples, or on REPORTS=folder OUTLINE=file.
demo: setup
	@$(BIN)/baocao --home out/thu-vien demo --out out $(if $(REPORTS),--reports $(REPORTS)) $(if $(OUTLINE),--outline $(OUTLINE))

serve: setup
	$(BIN)/baocao serve --port $(PORT)

# Chromium and LibreOffice, for the tests that look at pages and at exported files.
system:
	@.ci/system

test: setup system
	$(BIN)/pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest
	@.ci/wheel $(BIN)/python

bench: setup
	@for f in tests/benchmarks/*.py; do echo "== $$f"; $(BIN)/python $$f || exit 1; done

# torch first and by exact version: a plain `torch` would bring gigabytes of CUDA.
models: setup
	$(PIP) torch==2.13.0
	$(PIP) --editable '.[models]'

# Tesseract with Vietnamese data from Debian, and the second reader of digits.
ocr: setup system
	$(PIP) --editable '.[ocr]'

# A real small model behind a real llama.cpp server, in an environment of its own.
test-model: setup
	@.ci/test-model

lock: setup
	{ head -n 1 constraints.txt; $(BIN)/pip freeze --exclude-editable; } > constraints.new && mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) out build dist *.egg-info
