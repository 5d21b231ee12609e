"""Computed values as a file: with the facts they are what another SPARQL client needs."""

from pathlib import Path

import pyoxigraph as ox

from pledgegraph.workspace.workspace import Workspace


def test_another_client_answers_the_shown_texts(sample: Workspace, tmp_path: Path) -> None:
    """A plain store of both files finds the pledges of the answer."""
    store = ox.Store()
    for name, file in (("turtle", "facts.ttl"), ("computed", "computed.nt")):
        sample.export(name, tmp_path / file)
        store.bulk_load(path=str(tmp_path / file))
    shown = sample.texts("unsupported", "sparql", country=["ETH"])
    first, *_ = shown.split("\n\n# 2 of")
    found = store.query(first)
    assert isinstance(found, ox.QuerySolutions)
    pledges = {row["pledge"].value for row in found}
    answer = sample.ask("unsupported", country=["ETH"])
    assert pledges == {row["pledge"] for row in answer.rows} and len(pledges) == 10


def test_no_fact_is_among_them(sample: Workspace, tmp_path: Path) -> None:
    sample.export("computed", tmp_path / "computed.nt")
    text = (tmp_path / "computed.nt").read_text("utf-8")
    assert "#openToMatching>" in text
    for stated in ("#title>", "#amount>", "#iso3>", "#submittedBy>"):
        assert stated not in text
