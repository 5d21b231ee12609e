"""Where the tests' server is missing: a skip that says what to do, a failure where services are
required.
"""

from pathlib import Path

import pytest

from .server import jars, java

HOW = (
    r"Maven and a JDK \(JDK 17 or later for Neo4j 5\.26.* JDK 21 or later for Neo4j"
    r" 2025\.10.*pytest tests/graph/neo4j "
)


@pytest.mark.parametrize(
    ("required", "raised"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)]
)
def test_what_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, required: str, raised: type[Exception]
) -> None:
    monkeypatch.setenv("PLEDGEGRAPH_REQUIRE_SERVICES", required)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(raised, match=f"no Maven: install {HOW}"):
        jars("5.26.25")
    with pytest.raises(raised, match=f"no Java 99 or later: install {HOW}"):
        java(99)
