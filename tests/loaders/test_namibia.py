"""``NA`` as a place: Namibia where the register shows it, else text and a finding."""

from pathlib import Path

from .reading import codes, links, loaded

HOST = {
    "local_id": "H1", "title": "h", "forum": "GRF 2019", "submitting_entity": "Government of Namibia", "role": "host",
    "contribution_type": "policy", "theme": "Education", "country_of_implementation": "NA",
}  # fmt: skip
DONOR = HOST | {"local_id": "D1", "submitting_entity": "Government of Denmark", "role": "donor"}


def places(folder: Path, *rows: dict[str, str]) -> tuple[dict[str, set[str]], list[str]]:
    """(pledge → its countries, the codes of all problems)."""
    loading = loaded(folder, pledgegraph=rows)
    found: dict[str, set[str]] = {}
    for pledge, country in links(loading.stated, "IMPLEMENTED_IN"):
        found.setdefault(pledge.split("/")[1][:2], set()).add(country.removeprefix("country/"))
    return found, codes(loading)


def test_the_government_of_namibia_means_its_country(tmp_path: Path) -> None:
    assert places(tmp_path, HOST) == ({"h1": {"NAM"}}, [])


def test_a_list_of_countries_means_the_country(tmp_path: Path) -> None:
    donor = DONOR | {"country_of_implementation": "Botswana; NA ;Zambia"}
    assert places(tmp_path, donor) == ({"d1": {"BWA", "NAM", "ZMB"}}, [])


def test_other_rows_are_read_alike_and_told(tmp_path: Path) -> None:
    assert places(tmp_path, HOST, DONOR) == ({"h1": {"NAM"}, "d1": {"NAM"}}, ["N001"])
    (problem,) = loaded(tmp_path, pledgegraph=[HOST, DONOR]).problems
    assert problem.found.startswith("'NA' is read as Namibia, as line 2 means it")


def test_nothing_is_guessed_where_no_row_shows_it(tmp_path: Path) -> None:
    assert places(tmp_path, DONOR, HOST | {"submitting_entity": "Government of Chad"}) == ({}, ["N001"])


def test_not_available_is_an_empty_cell(tmp_path: Path) -> None:
    assert places(tmp_path, DONOR | {"country_of_implementation": "n/a"}) == ({}, [])
