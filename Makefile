# make demo   set up and read the reports in the repository: record, facts and checks
# make test   set up, lint, type-check and test; fails when a test fails or none ran
# make test-ocr  the tests that recognise pictures, with the extra `ocr` (some 200 MB more)
# make score  extract the reports of $(SHARED) and score them against the hand-labelled gold
# make bench  CPU time and memory of the extractor beside other readers, over the PDFs in $(BENCH)
# make golden typeset the fixtures and write their golden facts anew, to be reviewed with git diff
# make docs   write the reference pages in docs/reference anew
# make lock   write constraints.txt anew from the newest versions, to be tested and committed

PYTHON ?= python3
VENV ?= .venv
OUT ?= out
SHARED ?= ../shared
BENCH ?= $(firstword $(wildcard $(SHARED)/reports) fixtures/reports)

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test test-ocr lint score bench golden docs lock clean

demo: $(VENV)/.program
	$(BIN)/yanbao extract fixtures/reports seeds -o $(OUT)/demo

test: lint
	$(BIN)/python -m pytest

# The extra stays out of `make test`: it is large, and recognition is slow. Its tests say there that they were skipped.
test-ocr: $(VENV)/.tools
	$(PIP) install --editable '.[ocr]' --constraint constraints.txt
	$(BIN)/python -m pytest tests/test_ocr.py tests/test_parsers_lying.py

lint: $(VENV)/.tools
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

score: $(VENV)/.program
	rm -rf $(OUT)/score && mkdir -p $(OUT)
	-$(BIN)/yanbao extract $(SHARED)/reports $(SHARED)/seeds -o $(OUT)/score > $(OUT)/score.txt
	$(BIN)/python $(SHARED)/eval/score.py $(SHARED)/gold $(OUT)/score

bench: $(VENV)/.program
	$(BIN)/python benchmarks/speed.py $(wildcard $(BENCH)/*.pdf)

golden: $(VENV)/.tools
	$(BIN)/python -m fixtures.generate --write

docs: $(VENV)/.program
	$(BIN)/python docs/generate.py

lock:
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip
	$(PIP) install --editable . --group dev
	{ sed -n '/^#/p' constraints.txt; $(BIN)/python -m pip freeze --exclude-editable; } > constraints.new
	mv constraints.new constraints.txt

clean:
	rm -rf $(VENV) $(OUT) build dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "yanbao needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade pip

$(VENV)/.program: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --editable . --constraint constraints.txt
	touch $@

$(VENV)/.tools: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) install --editable . --group dev --constraint constraints.txt
	touch $@ $(VENV)/.program
