"""The shapes, checked on RDF files: the reference for what the loaders check in columns.

Written for files of some thousand triples, as tests and release checks need them; ten thousand
nodes take minutes.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import Problem, UsageProblem, Where
from pledgegraph.wording import worded

from .iris import VOCABULARY_BASE
from .schema import COMPUTED, SHAPES, local_name

if TYPE_CHECKING:
    import rdflib

_ENDING = "ConstraintComponent"
OWN = "https://w3id.org/pledgegraph/shapes#"
"""What the names of our own shapes begin with."""


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that breaks a shape: the property (IRI), SHACL's constraint (``MinCount``), the value
    or ``""``.

    ``expected`` says what the shape asks for; ``graph`` is the source's graph in N-Quads, else
    ``""``.
    """

    node: str
    path: str
    constraint: str
    value: str
    expected: str
    graph: str = ""

    def __str__(self) -> str:
        name = local_name(self.path)
        message = {
            "MinCount": f"{self.node} has no {name}",
            "MaxCount": f"{self.node} has more than one {name}",
            "UniqueLang": f"{self.node} has more than one {name} in a language",
        }.get(self.constraint, f"{name} of {self.node} cannot be {self.value}")
        if self.graph:
            return f"{message} (graph {self.graph})"
        return message


def validate(path: Path, *, derived: bool = False) -> list[Problem]:
    """Every break of a shape in a Turtle, N-Triples or N-Quads file, as problems of the code S001,
    sorted.

    Args:
        path: the file, its format known by its ending; in N-Quads each graph is checked apart, as
            sources may differ,
            with the classes that any graph states.
        derived: whether computed properties are in the file and checked too; stated files have
            none.
    """
    return [
        Problem(
            "S001",
            "error",
            Where(path.name, column=local_name(v.path)),
            str(v),
            f"expected {v.expected}",
        )
        for v in violations(path, derived=derived)
    ]


def violations(
    path: Path,
    *,
    derived: bool = False,
    shapes: rdflib.Graph | None = None,
) -> list[Violation]:
    """Every break of a shape in a file, sorted; ``validate`` says how it is read.

    Args:
        shapes: other ones than pledgegraph's own, as ``read_shapes`` has read them.
    """
    with _silent():
        found = set()
        for name, data, own in _graphs(path):
            for violation in _checked(data, name, shapes or _shapes(derived)):
                if own is None or violation.node in own:
                    found.add(violation)
    return sorted(found)


@contextmanager
def _silent() -> Iterator[None]:
    """rdflib logs a traceback for each literal that is not of its type, which the shapes report
    anyway.

    Its ``Dataset`` warns of names that only rdflib itself uses.
    """
    logger = logging.getLogger("rdflib.term")
    before = logger.disabled
    logger.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        logger.disabled = before


def _graphs(path: Path) -> Iterator[tuple[str, rdflib.Graph, Set[str] | None]]:
    """Name, data and the nodes to check of each graph; None for all nodes."""
    import rdflib

    if path.suffix != ".nq":
        yield (
            "",
            rdflib.Graph().parse(
                data=path.read_bytes(), format="nt" if path.suffix == ".nt" else "turtle"
            ),
            None,
        )
        return
    # pySHACL gets plain graphs only: on an Oxigraph store it reports breaks that are none
    dataset = rdflib.Dataset()
    dataset.parse(data=path.read_bytes(), format="nquads")
    # The types of all graphs go into each: a link may lead to a node of another source
    types: list[Any] = []
    for graph in dataset.graphs():
        types += graph.triples((None, rdflib.RDF.type, None))
    for graph in dataset.graphs():
        data = rdflib.Graph()
        for triple in (*graph, *types):
            data.add(triple)
        if len(graph):
            nodes = {str(node) for node in graph.subjects()}
            yield str(graph.identifier), data, nodes


def read_shapes(path: Path) -> rdflib.Graph:
    """Somebody's own shapes, in Turtle.

    Raises:
        UsageProblem: the file is not Turtle, has no shape, or one that runs queries or programs.
    """
    import rdflib
    from rdflib.namespace import SH as sh

    shapes = rdflib.Graph()
    try:
        shapes.parse(data=path.read_bytes(), format="turtle")
    except OSError as error:
        text = worded("{path} cannot be read", path=path)
        raise UsageProblem(text, worded("Name a file of shapes in Turtle.")) from error
    # rdflib has no common class of what it raises for texts that are not Turtle
    except Exception as error:
        text = worded("{path} is not Turtle", path=path)
        raise UsageProblem(text, worded("Write shapes of SHACL in Turtle.")) from error
    for name in ("sparql", "js", "select", "ask", "rule", "target"):
        if next(shapes.triples((None, sh[name], None)), None) is not None:
            text = worded(
                "{path} has sh:{name}, which runs a query or a program", path=path, name=name
            )
            raise UsageProblem(text, worded("Write it with the constraints of SHACL Core."))
    if next(shapes.objects(None, sh.property), None) is None:
        text = worded("{path} has no property shape", path=path)
        raise UsageProblem(text, worded("Write shapes with sh:property."))
    return shapes


@cache
def _shapes(derived: bool) -> rdflib.Graph:
    import rdflib

    shapes = rdflib.Graph()
    for path in (SHAPES, COMPUTED) if derived else (SHAPES,):
        shapes.parse(data=path.read_bytes(), format="turtle")
    return shapes


def _checked(
    data: rdflib.Graph,
    graph: str,
    shapes: rdflib.Graph,
) -> Iterator[Violation]:
    import pyshacl
    from rdflib import RDF
    from rdflib.namespace import SH as sh

    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    assert not isinstance(report, bytes | Exception)
    for result in report.subjects(RDF.type, sh.ValidationResult):
        shape = report.value(result, sh.sourceShape)
        constraint = local_name(
            str(report.value(result, sh.sourceConstraintComponent))
        ).removesuffix(_ENDING)
        node = str(report.value(result, sh.focusNode))
        path = str(report.value(result, sh.resultPath))
        value = report.value(result, sh.value)
        shown = "" if value is None else value.n3()
        expected = _expected(shapes, shape, constraint)
        if not expected:
            # Of shapes that are not ours: what they say themselves, or pySHACL for them
            expected = str(report.value(result, sh.resultMessage))
        yield Violation(
            node,
            path,
            constraint,
            shown,
            expected,
            graph,
        )


LIMITS = ("MinInclusive", "MaxInclusive", "MinExclusive", "MaxExclusive", "MinLength", "MaxLength")
"""Constraints that our own shapes have not, but others'."""


def _limited(constraint: str, limit: str) -> str:
    """What one of ``LIMITS`` asks for."""
    return {
        "MinInclusive": worded("{limit} or more", limit=limit),
        "MaxInclusive": worded("{limit} or less", limit=limit),
        "MinExclusive": worded("more than {limit}", limit=limit),
        "MaxExclusive": worded("less than {limit}", limit=limit),
        "MinLength": worded("{limit} characters or more", limit=limit),
        "MaxLength": worded("{limit} characters at most", limit=limit),
    }[constraint]


def _expected(
    shapes: rdflib.Graph,
    shape: object,
    constraint: str,
) -> str:
    """What a property shape asks for by one of its constraints."""
    from rdflib.namespace import SH as sh

    def values(predicate: object, node: object = shape) -> list[str]:
        return [local_name(str(value)) for value in shapes.objects(node, predicate)]  # type: ignore[arg-type]

    def listed(predicate: object) -> list[object]:
        items: list[object] = []
        for head in shapes.objects(shape, predicate):  # type: ignore[arg-type]
            items += shapes.items(head)
        return items

    choices = [
        name
        for option in listed(sh["or"])
        for p in (sh["class"], sh.datatype)
        for name in values(p, option)
    ]
    known = [str(value).removeprefix(VOCABULARY_BASE) for value in listed(sh["in"])]
    sentences = {
        "MinCount": worded("at least one"),
        "MaxCount": worded("one"),
        "UniqueLang": "one in each language",
        "Datatype": f"the type {' '.join(values(sh.datatype))}",
        "Class": f"a node of the class {' '.join(values(sh['class']))}",
        "Pattern": f"the form {' '.join(map(str, shapes.objects(shape, sh.pattern)))}",  # type: ignore[arg-type]
        "In": f"one of {', '.join(known)}",
        "LanguageIn": f"one of the languages {', '.join(map(str, listed(sh.languageIn)))}",
        "Or": f"one of {', '.join(choices)}",
    }
    for name in LIMITS:
        for limit in values(sh[name[0].lower() + name[1:]]):
            sentences[name] = _limited(name, limit)
    # Our own messages say all that a shape asks for; the sentence says what is wrong here
    if not _is_ours(shapes):
        for message in sorted(shapes.objects(shape, sh.message), key=_language):  # type: ignore[arg-type]
            return str(message)
    return sentences.get(constraint, "")


def _language(message: object) -> tuple[bool, str]:
    """Sorts messages: English ones and those of no language first."""
    tag = getattr(message, "language", None) or ""
    return tag not in ("", "en"), tag


def _is_ours(shapes: rdflib.Graph) -> bool:
    import rdflib

    name = rdflib.URIRef(f"{OWN}Pledge")
    return (name, None, None) in shapes
