"""UNHCR's figures in the layouts in which it gives them out: the same figures from each."""

from pathlib import Path

import pytest

from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.recognising import kind_of
from pledgegraph.loaders.source_files import SourceFile

SAMPLES = Path(__file__).resolve().parents[1] / "files" / "samples"
FIGURES = {
    "refugee_data_finder": {
        "country/TCD#figure-SDN-REF-2024": 600,
        "country/TCD#figure-SDN-ASY-2024": 4,
        "country/TCD#figure-SDN-HST-2024": 7,
        "country/AUT#figure-UNK-STA-2024": 12,
    },
    "population_hdx": {
        "country/IRN#figure-AFG-REF-2020": 100_000,
        "country/IRN#figure-AFG-ASY-2020": 5,
        "country/AUS#figure-UNK-REF-2020": 7,
        "country/AUS#figure-XXA-REF-2020": 8,
    },
    "persons_of_concern": {
        "country/IRN#figure-AFG-REF-2016": 951_142,
        "country/IRN#figure-AFG-ASY-2016": 60,
    },
    "persons_of_concern_long": {
        "country/IRN#figure-AFG-REF-2016": 951_142,
        "country/IRN#figure-UNK-ASY-2016": 60,
        "source/x#figure-XXA-narnia-8657171e-STA-2016": 9,
    },
}
ACCOUNTS = {
    "refugee_data_finder": (3, {"PopulationFigure": 2}, {"older years": 1, "no people": 0}),
    "population_hdx": (4, {"PopulationFigure": 3}, {"older years": 1, "no people": 0}),
    "persons_of_concern": (
        2,
        {"PopulationFigure": 1},
        {"older years": 0, "no people": 0, "figures that are not shown": 1},
    ),
    "persons_of_concern_long": (
        6,
        {"PopulationFigure": 3},
        {"older years": 1, "no people": 1, "figures that are not shown": 1},
    ),
}


def loaded(path: Path) -> Loading:
    layout = kind_of(path, path.name).name
    return load([SourceFile("x", path, path.name, layout)])


@pytest.mark.parametrize("layout", FIGURES)
def test_the_figures_of_each_layout(layout: str) -> None:
    loading = loaded(SAMPLES / f"{layout}.csv")
    assert loading.blocking() == []
    table = loading.stated["PopulationFigure"]
    assert (
        dict(zip(table["id"].to_pylist(), table["value"].to_pylist(), strict=True))
        == (FIGURES[layout])
    )
    account = loading.accounts[0]
    assert (account.rows, account.loaded, account.aside) == ACCOUNTS[layout]
    assert account.not_loaded == 0


def test_what_a_long_file_gets_wrong(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    text = (SAMPLES / "persons_of_concern_long.csv").read_text("utf-8")
    text += "2016,Chad,Sudan,Nomads,5\n2016,Narnia,Stateless,Stateless persons,many\n"
    path.write_text(text, "utf-8")
    problems = [str(problem) for problem in loaded(path).blocking()]
    assert problems[0].startswith(
        'V002 figures.csv:11, column "Population type":'
        " 'Nomads' is not one of the population types"
    )
    assert [problem.partition(",")[0] for problem in problems] == [
        "V002 figures.csv:11",
        "V001 figures.csv:12",
        "V004 figures.csv:12",
    ]


def test_figures_of_people_are_read_however_they_are_grouped(tmp_path: Path) -> None:
    """There is no part of a person: 1.234 is a thousand people, other than in an amount."""
    path = tmp_path / "x.csv"
    path.write_text(
        "Year,Country of origin,Country of origin (ISO),Country of asylum (ISO),"
        "Refugees under UNHCR's mandate,Asylum-seekers\n"
        '2024,Sudan,SDN,TCD,"1,200,910",7.0\n'
        "2024,Congo,COG,TCD,1.234,130 000\n"
        "2024,Sudan,SUD,TCD,-5,3.5\n"
        "2024,Total,,,1202144,\n",
        "utf-8",
    )
    loading = load([SourceFile("x", path, "x.csv", "refugee_data_finder")])
    figures = loading.stated["PopulationFigure"].to_pylist()
    assert {figure["id"]: figure["value"] for figure in figures} == {
        "country/TCD#figure-SDN-REF-2024": 1_200_910,
        "country/TCD#figure-SDN-ASY-2024": 7,
        "country/TCD#figure-COG-REF-2024": 1_234,
        "country/TCD#figure-COG-ASY-2024": 130_000,
    }
    found = sorted((p.code, p.where.line) for p in loading.problems if p.code != "C001")
    assert found == [("N001", 4), ("R002", 5), ("V004", 4), ("V004", 4)]
    hints = [problem.hint for problem in loading.problems if problem.code == "N001"]
    assert hints == ["It is UNHCR's code; the one of ISO 3166-1 is SDN."]
