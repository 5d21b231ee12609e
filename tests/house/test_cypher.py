"""The Cypher that runs unchanged on every engine: a linter over the texts of the catalogue, each
rule a trap seen.
"""

from collections.abc import Callable, Iterator

import pytest

from pledgegraph.queries.texts import parameters_of, text_names, text_of

from .cypher_clauses import (
    CLAUSES,
    FUNCTIONS,
    KEYWORDS,
    RESERVED,
    TRAPS,
    WRITING,
    Part,
    Step,
    Token,
    closing,
    is_match,
    parsed,
    pattern,
    runs,
    tokens_of,
)

MOST_RELATIONSHIPS, MOST_REJOINS = 4, 2
Rule = Callable[[list[Token], Part], Iterator[str]]


def relationships(tokens: list[Token], whole: Part) -> Iterator[str]:
    for part in whole.all():
        joined = 0
        for clause in part.clauses:
            if clause.name not in ("MATCH", "WHERE"):
                joined = 0
            if is_match(clause):
                joined += len(pattern(clause)[1])
            if joined > MOST_RELATIONSHIPS:
                yield f"{joined} relationships are planned together; {MOST_RELATIONSHIPS} at most"


def hops(tokens: list[Token], whole: Part) -> Iterator[str]:
    if any(
        step.many
        for clause in whole.every_clause()
        if is_match(clause)
        for step in pattern(clause)[1]
    ):
        yield "a path of many steps: the embedded engine takes an edge twice, Neo4j does not"


def subqueries(tokens: list[Token], whole: Part) -> Iterator[str]:
    for part in whole.all():
        if part.depth > 1:
            yield "a subquery in a subquery"
        if part.depth and (
            part.clauses[0].tokens or [clause.name for clause in part.clauses[1:2]] != ["MATCH"]
        ):
            yield "a subquery begins with MATCH"
        if part.depth and any(clause.name == "RETURN" for clause in part.clauses):
            yield "RETURN in a subquery"


def predicates(tokens: list[Token], whole: Part) -> Iterator[str]:
    for clause in whole.every_clause():
        outside = _without_subqueries(clause.tokens)
        if not is_match(clause) and (runs(outside, ")", "-", "[") or runs(outside, ")", "<-", "[")):
            yield "a pattern as a condition: write EXISTS { MATCH … }"


def _without_subqueries(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        found.append(tokens[place])
        if tokens[place] == "{":
            place = closing(tokens, place)
        place += 1
    return found


def functions(tokens: list[Token], whole: Part) -> Iterator[str]:
    for token, after in zip(tokens, tokens[1:], strict=False):
        if (
            token.kind == "word"
            and after == "("
            and token.text.upper() not in CLAUSES | KEYWORDS
            and token.text.lower() not in FUNCTIONS
        ):
            yield f"{token.text}() is not among the functions that give the same everywhere"


def lists(tokens: list[Token], whole: Part) -> Iterator[str]:
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else Token("", "")
        if token != "[" or before.text in ("-", "<-"):
            continue
        value = (
            before.kind in ("word", "quoted", "parameter")
            and before.text.upper() not in CLAUSES | KEYWORDS
        )
        if value or before.text in (")", "]"):
            yield "a position in a list: counted from 1 here, from 0 there"
        if any(
            inside.text.upper() in ("|", "IN", "WHERE")
            for inside in tokens[place : closing(tokens, place)]
        ):
            yield "a list comprehension"


def braces(tokens: list[Token], whole: Part) -> Iterator[str]:
    for clause in whole.every_clause():
        outside = [] if is_match(clause) else _without_subqueries(clause.tokens)
        for before, token in zip(outside, outside[1:], strict=False):
            if token == "{" and before != "EXISTS" and before != "COUNT":
                yield "braces other than a node's properties, EXISTS { } and COUNT { }"


def list_parameters(tokens: list[Token], whole: Part) -> Iterator[str]:
    for before, token in zip(tokens, tokens[1:], strict=False):
        if before == "IN" and token.kind == "parameter":
            if not runs(tokens, "size", "(", token.text, ")", "=", "0", "OR"):
                yield f"size({token.text}) = 0 OR … is missing: an empty list means no filter"


def null_parameters(tokens: list[Token], whole: Part) -> Iterator[str]:
    for place, token in enumerate(tokens[:-1]):
        around = [*tokens[max(place - 2, 0) : place]]
        if token.kind == "parameter" and (
            tokens[place + 1] == "IS" or runs(around, "coalesce", "(")
        ):
            yield f"{token.text} may be NULL: a parameter always has a value"


def inequalities(tokens: list[Token], whole: Part) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if token == "<>" and not (
            _never_null_before(tokens, place) and _never_null_after(tokens, place)
        ):
            yield "coalesce(…) is missing beside <>: NULL drops out"


def _never_null_before(tokens: list[Token], place: int) -> bool:
    last = tokens[place - 1]
    if last == ")":
        opening = max(
            start
            for start in range(place)
            if tokens[start] == "(" and closing(tokens, start) == place - 1
        )
        return tokens[opening - 1].text.lower() in ("coalesce", "size", "count")
    return last.kind in ("text", "number", "parameter") or (
        last == "id" and tokens[place - 2] == "."
    )


def _never_null_after(tokens: list[Token], place: int) -> bool:
    after = tokens[place + 1 : place + 4]
    if len(after) > 1 and after[1] == "(":
        return after[0].text.lower() in ("coalesce", "size", "count")
    return after[0].kind in ("text", "number", "parameter") or (
        len(after) == 3 and after[1] == "." and after[2] == "id"
    )


def sums(tokens: list[Token], whole: Part) -> Iterator[str]:
    for place, token in enumerate(tokens):
        if (
            token == "sum"
            and tokens[place + 1] == "("
            and not runs(tokens[max(place - 2, 0) : place], "coalesce", "(")
        ):
            yield "coalesce(sum(…), 0): over nothing the embedded engine says NULL, Neo4j 0"


def labels(tokens: list[Token], whole: Part) -> Iterator[str]:
    yield from _labels(whole, set())


def _labels(part: Part, known: set[str]) -> Iterator[str]:
    for clause in part.clauses:
        if clause.name == "WITH" and not runs(clause.tokens, "*"):
            known = _carried(clause.tokens, known)
        for name, found in pattern(clause)[0] if is_match(clause) else []:
            if len(found) > 1:
                yield f"({name}) has several labels"
            if not found and name not in known:
                yield f"({name}) has no label where it is first named"
            known |= {name} if not name.isdigit() else set()
        for inner in clause.inner:
            yield from _labels(inner, set(known))


def _carried(tokens: list[Token], known: set[str]) -> set[str]:
    """The names that a WITH lets through."""
    triples = zip([Token("", ""), *tokens], tokens, [*tokens[1:], Token("", "")], strict=False)
    return {
        name.text
        for before, name, after in triples
        if before == "AS" or (name.text in known and after != ".")
    }


def twins(tokens: list[Token], whole: Part) -> Iterator[str]:
    for clause in whole.every_clause():
        steps = pattern(clause)[1] if is_match(clause) else []
        pairs = [(one, other) for place, one in enumerate(steps) for other in steps[place + 1 :]]
        for a, b in (ends for one, other in pairs for ends in _maybe_equal(one, other)):
            told_apart = [
                runs(tokens, x, ".", "id", sign, y, ".", "id")
                for x, y in ((a, b), (b, a))
                for sign in "<> < >".split()
            ]
            if not any(told_apart):
                yield (
                    f"{a} and {b} may be one node on the embedded engine: name both, add {a}.id <>"
                    f" {b}.id"
                )


def _maybe_equal(one: Step, other: Step) -> Iterator[tuple[str, str]]:
    """The two ends that one edge could fill on the engine that lets a pattern take an edge
    twice.
    """
    if one.kind != other.kind:
        return
    pairs = [(one.start, one.end, other.start, other.end)]
    if not (one.directed and other.directed):
        pairs.append((one.start, one.end, other.end, other.start))
    for start, end, second_start, second_end in pairs:
        if start == second_start and end != second_end:
            yield end, second_end
        elif end == second_end and start != second_start:
            yield start, second_start


def reserved(tokens: list[Token], whole: Part) -> Iterator[str]:
    variables = {
        name
        for clause in whole.every_clause()
        if is_match(clause)
        for name, _ in pattern(clause)[0]
    }
    named = [
        token
        for before, token in zip(tokens, tokens[1:], strict=False)
        if before == "AS" or before == "."
    ]
    for name in variables | {token.text for token in named if token.kind == "word"}:
        if name.lower() in RESERVED:
            yield f"{name} is a reserved word: write `{name}`"


def reading(tokens: list[Token], whole: Part) -> Iterator[str]:
    for before, token in zip([Token("", ""), *tokens], tokens, strict=False):
        if token == ";" or (
            token.kind == "word" and token.text.upper() in WRITING and before.text not in (".", ":")
        ):
            yield f"{token.text}: a question is one reading statement"


def ordering(tokens: list[Token], whole: Part) -> Iterator[str]:
    for part in whole.all():
        for place, clause in enumerate(part.clauses):
            if clause.name == "ORDER" and not any(
                c.name == "LIMIT" for c in part.clauses[place + 1 : place + 3]
            ):
                yield (
                    "ORDER BY without LIMIT: engines order text and NULL differently, ask.py sorts"
                )


def rejoining(tokens: list[Token], whole: Part) -> Iterator[str]:
    names = [
        clause.name
        for clause in whole.clauses
        if clause.name not in ("WHERE", "ORDER", "SKIP", "LIMIT")
    ]
    again = sum(
        first == "WITH" and second in ("MATCH", "OPTIONAL")
        for first, second in zip(names, names[1:], strict=False)
    )
    if again > MOST_REJOINS:
        yield f"WITH … MATCH {again} times: each is joined from scratch"


RULES: tuple[Rule, ...] = (
    relationships,
    hops,
    subqueries,
    predicates,
    functions,
    lists,
    braces,
    list_parameters,
    null_parameters,
    inequalities,
    sums,
    labels,
    twins,
    reserved,
    reading,
    ordering,
    rejoining,
)


def breaches(text: str) -> dict[str, list[str]]:
    """What a text breaks: rule -> messages."""
    tokens = tokens_of(text)
    whole = parsed(tokens)
    found = {rule.__name__: list(rule(tokens, whole)) for rule in RULES}
    return {name: messages for name, messages in found.items() if messages}


@pytest.mark.parametrize("name", text_names())
def test_the_text_runs_on_every_engine(name: str) -> None:
    """Made for no parameter, and for all: then no list is empty."""
    assert breaches(text_of(name, "cypher", ())) == {}
    assert breaches(text_of(name, "cypher", parameters_of(name))).keys() <= {"list_parameters"}


@pytest.mark.parametrize("text", TRAPS["good"])
def test_portable_texts_pass(text: str) -> None:
    assert breaches(text) == {}


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule, texts in TRAPS["bad"].items() for text in texts]
)
def test_each_trap_is_seen(rule: str, text: str) -> None:
    assert rule in breaches(text)


def test_every_rule_has_a_text_that_it_alone_catches() -> None:
    alone = {
        rule
        for rule, texts in TRAPS["bad"].items()
        if any(breaches(text).keys() == {rule} for text in texts)
    }
    assert alone == {rule.__name__ for rule in RULES}
