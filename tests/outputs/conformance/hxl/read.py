"""Print of each CSV file of a folder how many rows libhxl reads and which tags its columns have,
then what HXL's own rules find wrong in it.
"""

import sys
from pathlib import Path
from typing import Any

import hxl  # type: ignore[import-not-found]

OPTIONS = hxl.InputOptions(allow_local=True)


def main(folder: Path) -> None:
    for file in sorted(folder.glob("*.csv")):
        found = hxl.data(str(file), OPTIONS)
        tags = " ".join(found.display_tags)
        print(file.stem, sum(1 for _ in found), tags)
        wrong: list[Any] = []
        hxl.schema(None, wrong.append).validate(hxl.data(str(file), OPTIONS))
        for each in wrong:
            if each.rule.severity == "error":
                print(file.stem, each.rule.tag_pattern, each.value)


main(Path(sys.argv[1]))
