"""The command line in the process of the tests."""

import sys
from pathlib import Path

import pytest

from pledgegraph import cli

from .running import Done, Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command line in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def called(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["pledgegraph", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as leaving:
            cli.main()
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Done(int(leaving.value.code or 0), out, err)

    return called
