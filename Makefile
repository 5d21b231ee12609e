# Shorthands; CONTRIBUTING.md tells what each is for. On Windows use the commands there.
BIN := .venv/bin

.PHONY: setup hooks demo test coverage fuzz conformance lint types docs bench

setup: .venv/ready

.venv/ready: pyproject.toml
	python3 -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	touch $@

# Style and format are checked before each commit from now on.
hooks: setup
	$(BIN)/pre-commit install

demo: setup
	$(BIN)/pledgegraph demo

test: setup
	$(BIN)/pytest

# The lines and branches that no test takes; a run is a third slower with it.
coverage: setup
	$(BIN)/pytest --cov --cov-report=term

fuzz: setup
	PLEDGEGRAPH_LONG=1 $(BIN)/pytest tests/fuzz

# Runs Gephi, TinkerPop, Jena, RDF4J and others on our files, then the tests that kill and mutate, at their full length;
# needs a JDK, Maven, Node.js and the network.
LONG := tests/fuzz tests/derive/test_derived.py tests/workspace/test_builds.py tests/commands/test_output_mishaps.py
LONG += tests/graph/neo4j tests/questions/test_engines_agree.py tests/questions/test_one_resolver.py tests/test_public.py
LONG += tests/outputs/test_listed.py tests/test_leaks.py tests/ontology/test_rdf.py tests/ontology/test_sparql_grammar.py
LONG += tests/commands/test_cli_process.py tests/commands/test_full_disks.py tests/graph/test_children.py
LONG += tests/graph/test_asking.py tests/questions/test_small_cases.py
LONG += tests/benchmarks/test_harness.py tests/commands/test_wrong_use.py tests/questions/test_parameters.py
LONG += tests/following/test_round_trip.py tests/publishing tests/questions/test_names.py tests/questions/test_narrow.py
LONG += tests/questions/test_numbers.py tests/questions/test_one_scope.py tests/outputs/test_conforms.py tests/workspace/test_foreign_builds.py
conformance: setup
	PLEDGEGRAPH_CONFORMANCE=1 $(BIN)/pytest tests/outputs/conformance
	PLEDGEGRAPH_LONG=1 $(BIN)/pytest $(LONG)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# Rewrites the stubs in .types, then checks every type.
types: setup
	$(BIN)/python .types
	$(BIN)/mypy

# Rewrites the reference pages and files from the ontology and the code.
docs: setup
	for each in docs/write_*.py; do $(BIN)/python $$each || exit 1; done
	$(BIN)/python docs/draw_pictures.py

bench: setup
	$(BIN)/python benchmarks
