"""The benchmarks: ``python benchmarks [--size 10000 …] [--times 3] [--write]``; ratios, side by
side, in processes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as python -m does

from benchmarks.measures import job, run, shorten_figures
from benchmarks.question_rows import narrow_rows, question_rows
from benchmarks.rows import (
    COMMAND,
    Cost,
    Row,
    build_rows,
    growth_row,
    picture_rows,
    site_rows,
    start_rows,
    triple_rows,
    workbook_rows,
)
from benchmarks.synthesise import write_register

PAGE = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- results -->\n", "<!-- end of results -->\n"
HEADER = "| what | pledgegraph | compared with | | ratio | aim |\n|---|---|---|---|---|---|\n"
PARTS = ("start", "build", "workbook", "triples", "site", "pictures", "questions")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python benchmarks", description="Measure pledgegraph, side by side."
    )
    parser.add_argument(
        "--size", type=int, action="append", help="pledges; more than once for more sizes [10000]"
    )
    parser.add_argument(
        "--times", type=int, default=3, help="runs of each pair; the medians count [3]"
    )
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part")
    parser.add_argument("--questions", type=int, help="only the first of the questions [all]")
    parser.add_argument(
        "--figures", type=int, help="take only the last lines of UNHCR's figures [all]"
    )
    parser.add_argument(
        "--keep", type=Path, help="keep the workspaces in this folder, and use what is there"
    )
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    sizes = options.size or [10_000]
    lines = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        parts = options.part or PARTS
        few = options.questions
        for row in rows(folder, sizes, options.times, parts, options.figures, few):
            lines.append(row.in_markdown())
            print(lines[-1], flush=True)
    if options.write:
        asked = " ".join(f"--size {size}" for size in sizes) + f" --times {options.times}"
        write_page(
            f"`python benchmarks {asked} --write`, {machine()}:\n\n{HEADER}"
            + "\n".join(lines)
            + "\n"
        )


def rows(
    folder: Path,
    sizes: list[int],
    times: int,
    parts: list[str] | tuple[str, ...],
    figures: int | None,
    questions: int | None = None,
) -> Iterator[Row]:
    """Every row: the start of the command line, then each size.

    All work is done in other processes: a process is counted with what its parent had in memory
    when it began.
    """
    if "start" in parts:
        if not (folder / "sample").exists():
            run(job("sample", str(folder / "sample")))
            shorten_figures(folder / "sample", figures)
            run([*COMMAND, "-C", str(folder / "sample"), "build"])
        # Starts are short, so their medians are of more runs, where there are medians
        yield from start_rows(folder / "sample", 3 * times if times > 1 else 1)
    made: dict[str, Path] = {}
    built: dict[int, Cost] = {}
    for size in sizes:
        pledges = f"{size:,} pledges"
        workspace = made[pledges] = folder / f"w{size}"
        register = folder / f"register{size}.csv"
        if not workspace.exists():
            write_register(register, size)
            run([*COMMAND, "init", str(workspace), str(register)])
            shorten_figures(workspace, figures)
        if "build" in parts:
            for row in build_rows(workspace, pledges, times):
                # The first row is of the whole build, the others of its stages
                built.setdefault(size, row.ours)
                yield row
        else:
            run([*COMMAND, "-C", str(workspace), "build"])
        if "workbook" in parts:
            yield from workbook_rows(register, pledges, times)
        if "triples" in parts:
            yield from triple_rows(workspace, pledges, times)
        if "site" in parts:
            yield from site_rows(workspace, pledges, times)
        if "pictures" in parts:
            yield from picture_rows(workspace, pledges, times)
        if "questions" in parts:
            yield from question_rows(workspace, pledges, times, questions)
    if len(built) > 1:
        yield growth_row(built)
    if "questions" in parts:
        yield from narrow_rows(made, times)


def machine() -> str:
    """Cores and memory, which is all that a reader needs to compare ratios."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"on {os.cpu_count()} cores with {memory:.0f} GiB of memory"


def write_page(table: str) -> None:
    """Put the results between their marks."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(
        f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}", "utf-8", newline="\n"
    )


if __name__ == "__main__":
    main()
