"""What is handed out conforms to the shapes that are handed out with it, as they stand in their
files.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pyshacl
import pytest
import rdflib

from pledgegraph.ontology.rdf import write_ntriples
from pledgegraph.ontology.schema import COMPUTED, SHAPES
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.workspace import builds, starting
from pledgegraph.workspace.workspace import Workspace

from ..budget import LONG, some  # noqa: TID252 (tests are no package that could be named)
from ..figures import shorten_figures  # noqa: TID252

ROOT = Path(__file__).resolve().parents[2]
PLEDGE = rdflib.URIRef("https://w3id.org/pledgegraph#Pledge")
MATCH = rdflib.URIRef("https://w3id.org/pledgegraph#Match")
ACTOR = rdflib.URIRef("https://w3id.org/pledgegraph#Actor")


def broken(graph: rdflib.Graph, *shapes: Path) -> Sequence[str]:
    """What pySHACL says of a graph; figures of population are many and alike, so most of them are
    left out.
    """
    rules = rdflib.Graph()
    for path in shapes:
        rules.parse(path)
    conforms, _, text = pyshacl.validate(graph, shacl_graph=rules)
    return [] if conforms else text.splitlines()


def exported(
    workspace: Workspace, folder: Path, audiences: Sequence[str] = ("public",)
) -> rdflib.Graph:
    workspace.export("turtle", folder / "p.ttl", audiences)
    graph = rdflib.Graph().parse(folder / "p.ttl")
    figure = rdflib.URIRef("https://w3id.org/pledgegraph#PopulationFigure")
    for node in sorted(graph.subjects(rdflib.RDF.type, figure), key=str)[10:]:
        graph.remove((node, None, None))
    assert set(graph.subjects(rdflib.RDF.type, PLEDGE))
    return graph


AUDIENCES = [["internal"], ["public"], ["public", "internal"]]


# In CI the first and the last: public ones alone are those of the sample
@pytest.mark.parametrize("audiences", some(AUDIENCES, 2))
def test_each_audiences_dump_conforms(
    tried: Workspace, audiences: Sequence[str], tmp_path: Path
) -> None:
    assert broken(exported(tried, tmp_path, audiences), SHAPES) == []


def test_the_dump_of_the_sample_conforms(short_sample: Workspace, tmp_path: Path) -> None:
    assert broken(exported(short_sample, tmp_path), SHAPES) == []


def test_the_dump_of_a_generated_register_conforms(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "synthesise.py", "60" if LONG else "20", register],
        check=True,
    )
    made = starting.init(tmp_path / "w", [register])
    shorten_figures(made.folder / "sources" / "population.csv.gz")
    made.build()
    assert broken(exported(made, tmp_path), SHAPES) == []


def test_with_what_is_computed_a_build_conforms_to_both_files_and_without_it_lacks_it(
    tried: Workspace, tmp_path: Path
) -> None:
    build = builds.current_build(tried.folder)
    base = tried.manifest()["base"]
    write_ntriples(tried.tables, base, tmp_path / "current.nt")
    computed = read_tables(build / "derived")
    write_ntriples(computed, base, tmp_path / "derived.nt", derived=True)
    facts = rdflib.Graph().parse(tmp_path / "current.nt")
    pledges = len(set(facts.subjects(rdflib.RDF.type, PLEDGE)))
    missing = [line for line in broken(facts, SHAPES, COMPUTED) if "Result Path" in line]
    matches, actors = (len(set(facts.subjects(rdflib.RDF.type, each))) for each in (MATCH, ACTOR))
    assert len(missing) == 7 * pledges + matches + actors > 0
    assert broken(facts.parse(tmp_path / "derived.nt"), SHAPES, COMPUTED) == []
