# Every target first makes its own .venv; nothing is installed outside this folder but bubblewrap, the sandbox,
# and that only where apt and root are at hand.
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python -m autograder
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

.PHONY: demo test build bench setup sandbox

demo: setup          ## release, collect, grade, feedback and export for a made-up class
	$(RUN) demo

test: setup          ## lint, freshness of the printed notebooks, the bank, the tools' own tests
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(RUN) build --check
	$(RUN) bank
	$(VENV)/bin/python -m pytest -n auto

build: setup         ## print the notebooks from the lessons
	$(RUN) build

bench: setup         ## training, generation and grading against their peers, in one run, as ratios (a quarter of an hour)
	$(VENV)/bin/python -m autograder.bench

setup: $(VENV)/.ready sandbox

$(VENV)/.ready: requirements.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed. Cure: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Cure: sudo apt-get install python3-venv"; exit 1; }
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt -c constraints.txt
	@touch $@

sandbox:
	@command -v bwrap >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing bubblewrap, the sandbox"; apt-get update -qq && apt-get install -y -qq bubblewrap >/dev/null; \
	else \
	  echo "bubblewrap is missing: student code cannot be isolated, so real submissions will not be graded."; \
	  echo "Cure: sudo apt-get install bubblewrap"; \
	fi
