"""Write what each shape asks for as its ``sh:message``, in English and French, into
``ontology/shapes.ttl`` and ``ontology/computed.ttl``.

``python docs/write_messages.py`` writes them; with ``--check`` it fails if one of them is stale.
"""

from __future__ import annotations

import re
import sys

from rdflib import RDF, RDFS, SH, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from pledgegraph.ontology.namespaces import PG
from pledgegraph.ontology.schema import COMPUTED, ONTOLOGY, SHAPES, local_name

LINE = re.compile(
    r"^(?P<head>    sh:property \[ )(?P<said>.*?)"
    r'(?: ; sh:message "[^"]*"@en , "[^"]*"@fr)? \] (?P<end>[;.])$'
)
"""A property shape, with its messages if it has any."""
LANGUAGES = ("en", "fr")
OTHERS = {
    (RDFS.label, "en"): "label",
    (RDFS.label, "fr"): "libellé",
    (SKOS.prefLabel, "en"): "label",
    (SKOS.prefLabel, "fr"): "libellé",
    (SKOS.Concept, "en"): "Concept",
    (SKOS.Concept, "fr"): "Concept",
}
"""What words of other vocabularies are called."""
COUNTS = {
    (True, True): {"en": "exactly one", "fr": "un exactement"},
    (True, False): {"en": "at least one", "fr": "un au moins"},
    (False, True): {"en": "at most one", "fr": "un au plus"},
    (False, False): {"en": "any number", "fr": "en tout nombre"},
}
"""Whether there is a least and a greatest number → how it is said."""
KINDS = {
    XSD.string: {"en": "a text", "fr": "un texte"},
    XSD.integer: {"en": "a whole number", "fr": "un nombre entier"},
    XSD.boolean: {"en": "true or false", "fr": "vrai ou faux"},
    XSD.date: {"en": "a day (xsd:date)", "fr": "un jour (xsd:date)"},
    RDF.langString: {"en": "a text with its language", "fr": "un texte avec sa langue"},
}
DATE = {
    "en": "a day, a month or a year (xsd:date, xsd:gYearMonth, xsd:gYear)",
    "fr": "un jour, un mois ou une année (xsd:date, xsd:gYearMonth, xsd:gYear)",
}
CODE = {"en": "a concept of the vocabulary", "fr": "un concept du vocabulaire"}
NODE = {"en": "a node of the class", "fr": "un nœud de la classe"}
OR = {"en": " or ", "fr": " ou "}
FORM = {"en": "of the form", "fr": "de la forme"}
ONE_OF = {"en": "one of", "fr": "l'un de"}
PER_LANGUAGE = {"en": "one in each language", "fr": "un par langue"}
COLON = {"en": ": ", "fr": " : "}


class Messages:
    """What the shapes of a file ask for."""

    def __init__(self, text: str) -> None:
        self._words = Graph().parse(ONTOLOGY)
        prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]
        shapes = []
        for number, line in enumerate(text.splitlines()):
            found = LINE.match(line)
            if found:
                shapes.append(f"<urn:line:{number}> sh:property [ {found['said']} ] .")
        self._shapes = Graph().parse(data="\n".join([*prefixes, *shapes]), format="turtle")

    def of_line(self, number: int) -> str:
        """The messages of the shape on a line, in Turtle."""
        shape = self._shapes.value(URIRef(f"urn:line:{number}"), SH.property)
        assert shape is not None
        said = [f'"{self._message(shape, language)}"@{language}' for language in LANGUAGES]
        return f" ; sh:message {' , '.join(said)}"

    def _message(self, shape: Node, language: str) -> str:
        path = self._shapes.value(shape, SH.path)
        has_least = self._shapes.value(shape, SH.minCount) is not None
        has_most = self._shapes.value(shape, SH.maxCount) is not None
        said = [COUNTS[has_least, has_most][language], self._kind(shape, language)]
        if self._shapes.value(shape, SH.uniqueLang):
            said.append(PER_LANGUAGE[language])
        pattern = self._shapes.value(shape, SH.pattern)
        if pattern is not None:
            said.append(f"{FORM[language]} {pattern}")
        return f"{self._name(path, language)}{COLON[language]}{', '.join(filter(None, said))}."

    def _kind(self, shape: Node, language: str) -> str:
        datatype = self._shapes.value(shape, SH.datatype)
        allowed = self._listed(shape, SH["in"])
        scheme = self._shapes.value(shape, SKOS.inScheme)
        if allowed and scheme is None:
            return f"{ONE_OF[language]} {', '.join(map(str, allowed))}"
        if scheme is not None:
            return f"{CODE[language]} {local_name(str(scheme))}"
        if datatype is not None:
            return KINDS[URIRef(str(datatype))][language]
        choices = [shape, *self._listed(shape, SH["or"])]
        classes = [self._shapes.value(choice, SH["class"]) for choice in choices]
        names = [self._name(cls, language) for cls in classes if cls is not None]
        if names:
            return f"{NODE[language]} {OR[language].join(names)}"
        return DATE[language] if len(choices) > 1 else ""

    def _listed(self, shape: Node, predicate: URIRef) -> list[Node]:
        head = self._shapes.value(shape, predicate)
        return [] if head is None else list(self._shapes.items(head))

    def _name(self, word: Node | None, language: str) -> str:
        assert isinstance(word, URIRef)
        if not word.startswith(PG):
            return OTHERS[word, language]
        for label in self._words.objects(word, RDFS.label):
            if isinstance(label, Literal) and label.language == language:
                return str(label)
        raise KeyError(f"{word} has no label in {language}")


def with_messages(text: str) -> str:
    """A file of shapes with what each asks for."""
    messages = Messages(text)
    lines = []
    for number, line in enumerate(text.splitlines()):
        found = LINE.match(line)
        if found:
            said = found["said"] + messages.of_line(number)
            line = f"{found['head']}{said} ] {found['end']}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the files, or with ``--check`` compare them."""
    stale = []
    for file in (SHAPES, COMPUTED):
        text = file.read_text("utf-8")
        wanted = with_messages(text)
        if wanted != text:
            stale.append(file.name)
        if "--check" not in sys.argv:
            file.write_text(wanted, "utf-8", newline="\n")
    if "--check" in sys.argv and stale:
        sys.exit(f"stale: {', '.join(stale)}; run `python docs/write_messages.py`")


if __name__ == "__main__":
    main()
