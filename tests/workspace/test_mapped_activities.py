"""A sheet of activities (who does what where) in French: no column numbers its rows."""

from pathlib import Path

import xlsxwriter

from pledgegraph.loaders.files.own_layouts import layouts_of
from pledgegraph.workspace.adding import add
from pledgegraph.workspace.mapping import map_file
from pledgegraph.workspace.workspace import Workspace

HEADER = (
    "Organisation|Type d'organisation|Partenaire de mise en œuvre|Secteur|Activité"
    "|Description de l'activité|Statut|Pays|Département|Population ciblée|Personnes ciblées"
    "|Personnes atteintes|Budget (USD)|Personne de contact"
)
TAGS = (
    "#org|#org+type|#org+impl|#sector|#activity|#activity+desc|#status|#country|#adm2"
    "|#population|#targeted|#reached|#value|#contact"
)
ROWS = """
NRC|ONG internationale||Éducation|Formation|Formation à Ouara|Planifié|Tchad|Ouara|PDI|50|4|9|A
NRC|ONG internationale||Éducation|Formation|Formation à Ouara|En cours|Tchad|Ouara|PDI|60||9|B
NRC|ONG internationale|ADES|Santé|Formation|Formation à Ouara|En cours|Tchad|Lac|Retournés|60||9|
HCR|Agence UN||Moyens de subsistance|Kits|Kits au Lac|En cours|Tchad|Lac|Communauté hôte|7||9|
""".strip().splitlines()


def test_activities_are_mapped_and_told_apart(small: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "activites.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("3W")
        sheet.write(0, 0, "Matrice des activités")
        for number, line in enumerate([HEADER, TAGS, *ROWS], 3):
            sheet.write_row(number, 0, line.split("|"))
    made = map_file(small.folder, path)
    layout = layouts_of(small.folder)["activites"]
    assert layout.columns["partners"] == "Partenaire de mise en œuvre"
    assert layout.columns["target_value"] == "Personnes ciblées"
    # People who were reached are counted, and nobody's name
    assert made.looked.matched.unknown == ("Département", "Personnes atteintes")
    assert dict(layout.ignore) == {"Personne de contact": "a person"}
    # The first two rows differ in the number alone, and in a state that will change
    assert layout.key == ("submitter", "title", "theme", "target_value")
    assert layout.constants == {"currency": "USD"}
    add(small, [path])
    loading = small.check()
    assert loading.blocking() == []
    # Two columns are not loaded; the tags are no blank row
    found = [each.code for each in loading.problems if "activites" in each.where.file]
    assert found == ["C003", "C003"]
    pledges = loading.stated["Pledge"].to_pylist()
    pledges = [row for row in pledges if row["source"] == "source/activites"]
    assert [(row["amount"], row["currency"]) for row in pledges] == [(9, "USD")] * 4
