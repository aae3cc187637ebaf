# Each target is a script that can be run by hand.
.PHONY: help setup demo test test-core test-http test-python test-node test-c test-php test-interop test-soak test-page \
	test-bare bench docs evidence fuzz soak install-c

help: ## this list
	@sed -n 's/^\([a-z-]*\): ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: ## install what is missing on a Debian machine, and say what
	@scripts/setup.sh

demo: ## sign, verify, refuse and explain real headers
	@scripts/demo.sh

test: ## everything behaves, in every language
	@scripts/test.sh

test-core: ## the Rust crates and the command
	@scripts/test/core.sh

test-http: ## examples of Rust over HTTP, against each other
	@scripts/test/http.sh

test-python: ## the Python package, as it is installed
	@scripts/test/python.sh

test-node: ## the npm package, as it is installed
	@scripts/test/node.sh

test-c: ## libxwsse, as it is installed
	@scripts/test/c.sh

test-php: ## the PHP extension and library
	@scripts/test/php.sh

test-interop: ## every language against every other, over real HTTP
	@scripts/test/interop.sh

test-soak: ## replays on the sandbox while its clock is stepped
	@scripts/test/soak.sh

test-page: ## the inspector page, in a browser
	@scripts/test/page.sh

test-bare: ## make test, in a new Debian that has nothing installed
	@scripts/test/bare.sh

bench: ## what signing and verifying cost in every language, and docs/benchmarks.md
	@scripts/bench/all.sh

fuzz: ## every fuzz target for a minute
	@scripts/prove/fuzz.sh

evidence: ## what takes long: fuzzing, Miri, mutants, soak, timing, supply chain
	@scripts/evidence.sh

soak: ## ten minutes of replays on the sandbox while its clock is stepped
	@scripts/prove/soak.sh

docs: ## the guides as a site, in target/docs: their links, and what their consoles show
	@scripts/test/docs.sh

install-c: ## libxwsse into DESTDIR, PREFIX, LIBDIR, INCLUDEDIR
	@scripts/build/install-c.sh
