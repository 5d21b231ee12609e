"""Sites of other offices, made of registers of a few rows, and a host that serves them."""

import contextlib
import csv
import gzip
import http.server
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.ontology import rdf
from pledgegraph.ontology.tables import Tables
from pledgegraph.publishing.catalogues import Dump, Terms, dcat_of
from pledgegraph.publishing.frames import About
from pledgegraph.workspace import refreshing
from pledgegraph.workspace.refreshing import Fetched
from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.workspace import Workspace

TERMS = Terms(
    description="Pledges and their support.",
    licence="https://creativecommons.org/licenses/by/4.0/",
    publisher="https://www.example.org/",
    contact="mailto:data@example.org",
)
DUMP = "dumps/sources.nq.gz"
LEADS = ".leads"
"""Behind the name of a file: a file with the address to which the host leads instead."""
ENDLESS = ".endless"
"""Behind the name of a file: the host sends it without an end."""


def write_offer(stated: Tables, about: About, folder: Path) -> None:
    """Of a site what others read: ``dcat.ttl`` and the dump in N-Quads."""
    (folder / "dumps").mkdir(parents=True, exist_ok=True)
    plain = folder / "plain.nq"
    rdf.write_nquads(stated, about.base, plain)
    write_dump(folder, plain.read_bytes(), about)
    plain.unlink()


def write_dump(folder: Path, quads: bytes, about: About) -> None:
    """A dump with these quads, and the catalogue that describes it."""
    data = gzip.compress(quads, mtime=0)
    (folder / DUMP).write_bytes(data)
    dump = Dump.of(DUMP, "What each source states", "application/n-quads", data)
    (folder / "dcat.ttl").write_text(dcat_of(about, TERMS, [dump]), "utf-8")


def write_register(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """A register in the layout of pledgegraph."""
    columns = sorted(set(layouts()["pledgegraph"].columns.values()))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


class Office:
    """An office with a register, and the folder of its site."""

    def __init__(self, folder: Path, name: str, site: Path) -> None:
        self.base = f"https://{name}.example/pledges"
        self.name = name
        self.folder = folder / name
        self.site = site
        self.register = self.folder / "sources" / "register.csv"

    def publish(self, rows: Sequence[Mapping[str, str]], day: str) -> None:
        """Publish these rows as the site of that day."""
        self.register.parent.mkdir(parents=True, exist_ok=True)
        write_register(self.register, rows)
        self._publish(day)

    def publish_file(self, register: Path, lines: int, day: str) -> None:
        """Publish the first lines of a register that is there as the site of that day."""
        self.register.parent.mkdir(parents=True, exist_ok=True)
        read = register.read_text("utf-8").splitlines(keepends=True)
        self.register.write_text("".join(read[:lines]), "utf-8", newline="\n")
        self._publish(day)

    def _publish(self, day: str) -> None:
        source = SourceSettings("register", "sources/register.csv", "pledgegraph", retrieved=day)
        settings = Settings(self.base, self.name, "", "", (source,))
        (self.folder / FILE).write_text(settings_text(settings, {}), "utf-8")
        loading = Workspace(self.folder).check()
        assert not loading.blocking(), loading.blocking()
        write_offer(loading.stated, self.about(day), self.site)

    def about(self, day: str) -> About:
        """What the site says of itself."""
        return About(base=self.base, title=self.name, licence="", publisher="An office", date=day)


class Host(http.server.SimpleHTTPRequestHandler):
    """A server of files that leads elsewhere, or never ends, where a file says so."""

    def do_GET(self) -> None:
        """Answer."""
        file = Path(self.translate_path(self.path))
        leads = file.with_name(file.name + LEADS)
        if leads.exists():
            self.send_response(302)
            self.send_header("Location", leads.read_text("utf-8"))
            self.end_headers()
        elif file.with_name(file.name + ENDLESS).exists():
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while True:
                    self.wfile.write(b"# again and again\n" * 1000)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which a folder is served."""

    class Here(Host):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(folder))  # type: ignore[arg-type]

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Here)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


COMMON = {"forum": "GRF 2023", "role": "donor", "contribution_type": "Financial", "theme": "Health"}


def row(number: str, submitter: str, title: str, **more: str) -> Mapping[str, str]:
    return {"local_id": number, "submitting_entity": submitter, "title": title, **COMMON, **more}


# PF019 is a number of the sample as well: two offices number alike
NORTH = [
    row("PF019", "Government of Denmark", "Clinics", country_of_implementation="Chad"),
    row(
        "N2",
        "Ministry of Tests of Northland",
        "Wells",
        role="host",
        matched_with="UNHCR (technical)",
    ),
    row("N3", "World Bank", "Roads", stage="In progress", stage_date="2026-03-01"),
]
SOUTH = [
    row("PF019", "Denmark", "Schools", country_of_implementation="Chad"),
    row("S2", "Min. of Tests, Northland", "Books", target_value="50", target_unit="schools"),
]
DAY = "2026-06-01"
LINES_OF_SAMPLE, PLEDGES_OF_SAMPLE = 31, 30


@dataclass(frozen=True)
class World:
    """Two offices and the sample on one host, and a workspace that follows all three."""

    host: str
    north: Office
    south: Office
    planner: Workspace


def fetched(workspace: Workspace, name: str = "") -> list[Fetched]:
    return refreshing.fetch(workspace, lambda each: None, [name] if name else [])
