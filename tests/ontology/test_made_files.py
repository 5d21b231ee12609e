"""What is made from the shapes and lists beside the reference page is fresh."""

import runpy
from pathlib import Path

import pytest
from rdflib import SH, Graph

from pledgegraph.ontology.schema import COMPUTED, SHAPES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("script", "function", "file"),
    [
        ("write_domains.py", "domains", "domains.ttl"),
        ("write_regions.py", "m49", "m49.ttl"),
    ],
)
def test_a_made_file_is_fresh(script: str, function: str, file: str) -> None:
    made = runpy.run_path(str(ROOT / "docs" / script))
    assert made[function]() == (ROOT / "ontology" / file).read_text("utf-8")


@pytest.mark.parametrize("file", [SHAPES, COMPUTED], ids=lambda file: file.name)
def test_each_shape_says_what_it_asks_for_in_two_languages(file: Path) -> None:
    made = runpy.run_path(str(ROOT / "docs" / "write_messages.py"))
    text = file.read_text("utf-8")
    assert made["with_messages"](text) == text
    shapes = Graph().parse(file)
    for shape in shapes.objects(None, SH.property):
        messages = shapes.objects(shape, SH.message)
        assert sorted(str(getattr(each, "language", "")) for each in messages) == ["en", "fr"]


def test_messages_name_the_number_the_kind_and_the_form() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "write_messages.py"))
    line = (
        "    sh:property [ sh:path pg:currency ; sh:datatype xsd:string ; sh:maxCount 1 ;"
        ' sh:pattern "^[A-Z]{3}$" ] ;'
    )
    head = [line for line in SHAPES.read_text("utf-8").splitlines() if line[:7] == "@prefix"]
    written = made["with_messages"]("\n".join([*head, line])).splitlines()[-1]
    assert written.endswith(
        ' ; sh:message "currency: at most one, a text, of the form ^[A-Z]{3}$."@en ,'
        ' "monnaie : un au plus, un texte, de la forme ^[A-Z]{3}$."@fr ] ;'
    )
