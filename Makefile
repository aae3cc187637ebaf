# Each target is a script that can be run by hand.
.PHONY: help setup demo test test-python test-bare bench

help: ## this list
	@sed -n 's/^\([a-z-]*\): ## /\1\t/p' $(MAKEFILE_LIST)

setup: ## install what is missing on a Debian machine, and say what
	@scripts/setup.sh

demo: ## sign, verify, refuse and explain real headers
	@scripts/demo.sh

test: ## everything that must hold
	@scripts/test.sh

test-python: ## the Python package, as it is installed
	@scripts/test-python.sh

test-bare: ## make test, in a new Debian that has nothing installed
	@scripts/test-bare.sh

bench: ## what signing and verifying cost, beside their floor
	@scripts/bench.sh
