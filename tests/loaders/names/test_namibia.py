"""``NA`` as a place: Namibia where the register shows it, else text and a finding."""

from pathlib import Path

from pledgegraph.loaders.loading import load
from pledgegraph.loaders.source_files import SourceFile

from ..reading import codes, links, loaded, written  # noqa: TID252 (tests are no package that could be named)

HOST = {
    "local_id": "H1",
    "title": "h",
    "forum": "GRF 2019",
    "submitting_entity": "Government of Namibia",
    "role": "host",
    "contribution_type": "policy",
    "theme": "Education",
    "country_of_implementation": "NA",
}
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


def test_other_rows_are_read_alike_and_reported(tmp_path: Path) -> None:
    assert places(tmp_path, HOST, DONOR) == ({"h1": {"NAM"}, "d1": {"NAM"}}, ["N001"])
    (problem,) = loaded(tmp_path, pledgegraph=[HOST, DONOR]).problems
    assert problem.found.startswith("'NA' is read as Namibia, because line 2 means the country")


def test_nothing_is_guessed_where_no_row_shows_it(tmp_path: Path) -> None:
    assert places(tmp_path, DONOR, HOST | {"submitting_entity": "Government of Chad"}) == (
        {},
        ["N001"],
    )


def test_not_available_is_an_empty_cell(tmp_path: Path) -> None:
    assert places(tmp_path, DONOR | {"country_of_implementation": "n/a"}) == ({}, [])


def test_another_part_of_the_register_shows_it(tmp_path: Path) -> None:
    """A register cut in two means what it meant; the finding names the other file's cell."""
    files = []
    for rank, (name, row, date) in enumerate(
        (("a", DONOR, "2026"), ("b", HOST, "2026"), ("c", DONOR, "2025"))
    ):
        path = written(tmp_path / f"{name}.csv", "pledgegraph", [row | {"local_id": name}])
        files.append(SourceFile(name, path, path.name, "pledgegraph", rank=rank, retrieved_on=date))
    loading = load(files)
    named = {pledge.split("/")[1][0] for pledge, _ in links(loading.stated, "IMPLEMENTED_IN")}
    assert named == {"a", "b"}
    problems = [problem for problem in loading.problems if problem.where.file == "a.csv"]
    assert [problem.code for problem in problems] == ["N001"]
    where = 'b.csv:2, column "country_of_implementation"'
    assert f"because {where} means the country" in problems[0].found
