# Every target first makes its own .venv; nothing is installed outside this folder but bubblewrap and libseccomp2, the
# sandbox, and that only where apt and root are at hand. TORCH=cpu takes PyTorch's small build (see its install guide).
PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin/python -m autograder
PIP    := $(VENV)/bin/python -m pip --disable-pip-version-check
CPU    := https://download.pytorch.org/whl/cpu
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

.PHONY: demo test lint prints bank mutants tools redteam kills build bench load elsewhere setup sandbox browser

demo: setup          ## release, collect, grade, feedback and export for a made-up class
	$(RUN) demo

test: lint prints bank tools  ## everything that CI runs

lint: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

prints: setup        ## are the printed notebooks what the lessons print?
	$(RUN) build --check

bank: setup          ## grade every known answer
	$(RUN) bank

mutants: setup       ## each solved exercise with one slip in it: do the checks see it? STEP=… for one lesson (minutes)
	$(RUN) mutants $(STEP)

tools: setup         ## the tools' own tests
	$(VENV)/bin/python -m pytest -n auto --dist worksteal

redteam: setup       ## every known attack on the grader: blocked / tried (a minute)
	$(VENV)/bin/python -m autograder.tests.attacks

kills: setup         ## kill grading fifty times at random moments: nothing may be lost, doubled or half
	KILLS=50 $(VENV)/bin/python -m pytest autograder/tests/course/test_kill.py

build: setup         ## print the notebooks from the lessons
	$(RUN) build

bench: setup         ## training, generation and grading against their peers, in one run, as ratios (a quarter of an hour)
	$(VENV)/bin/python -m autograder.bench

load: setup          ## the demo's class graded alone and beside sixteen busy processes: the same points? (half an hour)
	$(VENV)/bin/python -m autograder.bench load

elsewhere: setup     ## lessons alone, beside sixteen busy processes, on one thread, offline: is what they say true? (STEP=… ONLY=busy)
	$(VENV)/bin/python -m autograder.bench.elsewhere $(STEP) $(if $(ONLY),--only $(ONLY)) $(if $(KEEP),--keep $(KEEP)) $(if $(PUT),--put $(PUT))

setup: $(VENV)/.ready sandbox  ## only the set-up that every target begins with

$(VENV)/.ready: requirements.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed. Cure: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Cure: sudo apt-get install python3-venv"; exit 1; }
ifeq ($(TORCH),cpu)
	$(PIP) install torch -c constraints.txt --index-url $(CPU)
else
	@if $(PIP) install --quiet --dry-run --report - torch -c constraints.txt 2>/dev/null | grep -q '"name": "nvidia'; then \
	  echo "For this Python, pip's PyTorch is the build for NVIDIA cards: about 2.5 GB to download, 6 GB on disk."; \
	  echo "Grading needs no such card. Smaller (200 MB): stop with Ctrl-C, then make $(MAKECMDGOALS) TORCH=cpu"; \
	fi
	$(PIP) install torch -c constraints.txt
endif
	$(PIP) install -r requirements.txt -c constraints.txt
	@touch $@

browser:             ## Chromium, in which the tests open a feedback page; without it they read it by a parser alone
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
	  echo "Chromium is not installed. Cure: sudo apt-get install chromium"; \
	fi

sandbox:
	@command -v bwrap >/dev/null && $(PYTHON) -c 'import ctypes.util as u, sys; sys.exit(not u.find_library("seccomp"))' && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing bubblewrap and libseccomp2, the sandbox"; \
	  apt-get update -qq && apt-get install -y -qq bubblewrap libseccomp2 >/dev/null; \
	else \
	  echo "bubblewrap or libseccomp2, the sandbox, is not installed: the demo goes on without it, grading real submissions refuses."; \
	  echo "Cure: sudo apt-get install bubblewrap libseccomp2"; \
	fi
