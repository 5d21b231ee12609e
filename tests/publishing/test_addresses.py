"""Addresses: what a host of plain files can answer, and what it cannot."""

import pytest

from pledgegraph.errors import OutputRefused
from pledgegraph.publishing.addresses import check_addresses, files_of, link_to, to_root


@pytest.mark.parametrize(
    "identifier",
    [
        "pledge/..",
        "pledge/../x",
        "pledge/%2e%2e",
        "pledge/a%2F..%2F..%2Fx",
        "pledge/a%2Fb",
        "pledge/a%5Cb",
        "pledge/a?b",
        "pledge/a:b",
        "pledge/.hidden",
        "pledge/-x",
        "actor/con",
        "actor/COM1",
        "pledge/aux.x",
        "pledge/a.",
        "pledge/a%00",
        "/etc/passwd",
        "pledge//a",
        "pledge/" + "x" * 201,
    ],
)
def test_what_leads_out_or_is_no_file_name_is_refused(identifier: str) -> None:
    with pytest.raises(OutputRefused, match="cannot be|slash") as refused:
        check_addresses([identifier], [])
    assert identifier in str(refused.value)
    assert "letters, digits" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("identifiers", "taken", "path"),
    [
        (["pledge/A", "pledge/a"], [], "pledge/a/index.html"),
        (["pledge/A", "pledge/A.ttl"], ["pledge/A.ttl"], "pledge/A.ttl"),
        # A folder and a file of one name
        (["pledge/A", "pledge/A.ttl"], [], "pledge/a.ttl"),
        (["pledge/index.html"], ["pledge/index.html"], "pledge/index.html"),
        # One accent in two forms, which macOS keeps as one
        (["pledge/caf\u00e9", "pledge/cafe\u0301"], [], "pledge/cafe\u0301/index.html"),
        (["pledge/\u00c9", "pledge/e\u0301"], [], "pledge/e\u0301/index.html"),
        (["assets/x"], ["assets/x.ttl"], "assets/x.ttl"),
    ],
)
def test_two_documents_with_one_file_are_refused(
    identifiers: list[str], taken: list[str], path: str
) -> None:
    with pytest.raises(OutputRefused, match=path):
        check_addresses(identifiers, taken)


def test_what_is_plain_is_taken() -> None:
    check_addresses(
        ["pledge/GRF-00350", "actor/caf%C3%A9", "vocabulary/themes/a_b"], ["index.html"]
    )
    assert files_of("actor/caf%C3%A9")[1] == "actor/café.ttl"
    assert link_to("pledge/X#match-a") == "pledge/X/#match-a"
    assert (to_root("index.html"), to_root("pledge/X/index.html")) == ("./", "../../")
