# The few commands that everybody uses; 'make' alone lists them.

PYTHON = python3
DIR = my-course
VENV = $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
RUN = $(VENV)/python
PYTEST = $(RUN) -m pytest -n auto --dist loadfile -rs

.PHONY: help start test style content notebooks tests build lock train evaluate bench installed-run installed-dev
.NOTPARALLEL:

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | sort | expand -t 12

start: installed-run ## study: set up, copy the course into my-course and open it (DIR=folder PORT=number BROWSER=no)
	@$(RUN) -m autograder start --dir "$(DIR)" $(if $(PORT),--port $(PORT)) $(if $(filter no,$(BROWSER)),--no-browser)

test: style content notebooks tests ## set up and run every test

style: installed-dev
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

content: installed-dev
	$(RUN) -m autograder lint course
	$(RUN) -m autograder build --check

notebooks: installed-dev
	$(PYTEST) --nbval --nbval-current-env source
	$(PYTEST) --nbval-lax --nbval-current-env release

tests: export OPENBLAS_NUM_THREADS = 1
tests: installed-dev
	$(PYTEST) --no-loadscope-reorder tests/test_end_to_end.py tests  # the longest first

build: installed-run ## build source/ and release/ from course/
	$(RUN) -m autograder build

lock: installed-dev ## write the locks and environment.yml from pyproject.toml (needs uv; UPGRADE=--upgrade takes newer versions)
	$(RUN) requirements/lock.py $(UPGRADE)

train: installed-dev ## train the grader's models from training/bank and tests/corpus (needs PyTorch; an hour)
	$(RUN) -m training

evaluate: installed-dev ## measure the grader on the test set, and write the figures into docs/grading.md
	$(RUN) -m training.figures

bench: installed-dev ## measure one check, its memory, and the grading of 40 submissions
	$(RUN) -m benchmarks.check
	$(RUN) -m benchmarks.autograde

installed-run installed-dev: installed-%:
	@$(PYTHON) requirements/install.py $*
