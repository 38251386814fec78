# One verb per job. `make run` and `make test` do all set-up on a fresh machine.
.DEFAULT_GOAL := help
.PHONY: help setup run test test-docker chaos bench eval secrets check fmt lock schemas docs

BIN := .venv/bin

help:  ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

setup:  ## make or update .venv from requirements.lock (PYTHON=... chooses the interpreter)
	@sh infra/setup/setup.sh

run: setup  ## start everything on a private server and ingest seeds/ (ONCE=1 stops after the summary; ARGS='--workers 2')
	@$(BIN)/claimwire up --seeds seeds $(if $(ONCE),--once) $(ARGS)

test: setup  ## run the tests (ARGS='tests/unit -k ids')
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

test-docker: setup  ## run the tests in containers (needs Docker with Compose v2)
	@$(BIN)/python -m pytest -m docker tests/e2e $(ARGS)

chaos: setup  ## let everything fail while 100,000 events go through, then count (ARGS='--seed 7 --faults 50 --events 20000')
	@$(BIN)/python -m tests.e2e.chaos $(ARGS)

bench: setup  ## measure beside raw baselines (ARGS='append commit', ARGS=--quick); a whole run writes results.json
	@$(BIN)/python -m tests.bench $(ARGS)

eval: setup  ## score claims and strikes on labelled articles, beside the last commit's numbers (ARGS='open --misses', ARGS=--write)
	@$(BIN)/python -m tests.eval $(ARGS)

secrets:  ## draw the passwords of docker-compose.yml into secrets/, once
	@sh infra/docker/secrets.sh

check: setup  ## formatting, lint, types, boundaries, schema gate, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m claimwire.events.schemas shared/schemas --check
	$(BIN)/python infra/docs/events_page.py --check
	$(BIN)/python infra/docs/settings_page.py --check
	$(BIN)/python infra/docs/rules_page.py --check
	$(BIN)/python infra/docs/asyncapi_document.py --check
	$(BIN)/python -m pytest -q tests/unit/test_docs_examples.py tests/unit/test_house_rules.py

fmt: setup  ## format, and fix what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: setup  ## compile requirements.lock and the locks of the images; pins stay unless ARGS=--upgrade
	$(BIN)/python infra/setup/lock.py $(ARGS)

schemas: setup  ## export the JSON Schemas of new event types and versions
	$(BIN)/python -m claimwire.events.schemas shared/schemas

docs: setup  ## write the generated pages in docs/ from the code
	$(BIN)/python infra/docs/events_page.py
	$(BIN)/python infra/docs/settings_page.py
	$(BIN)/python infra/docs/rules_page.py
	$(BIN)/python infra/docs/asyncapi_document.py
