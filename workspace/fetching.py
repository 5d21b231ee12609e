"""Fetching: the release that a site offers, copied into the workspace after it has been looked at.

Whatever is wrong with it, the release that is there stays.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from pledgegraph.loaders.published_sources import PublishedSource
from pledgegraph.publishing.catalogues import DCAT
from pledgegraph.publishing.offers import NoOffer, Offer, offer_in
from pledgegraph.publishing.site_places import FolderPlace, NotTaken, Place, copy, read
from pledgegraph.wording import worded
from pledgegraph.writing.whole import write_file, write_text

from .expectations import Expectations
from .releases import FILE, Release
from .values import bad_base

MOST_CATALOGUE = 2**20
"""Bytes of ``dcat.ttl``: ours has some thousand."""
MOST_DUMP = 2**30
"""Bytes of a dump as it is packed, where the settings say nothing."""
OUR_DUMP = re.compile(r"[0-9a-f]{16}\.nq\.gz")
"""What a copied dump is called."""
ASK = worded("Ask the office that publishes the site.")


@dataclass(frozen=True)
class Taken:
    """A release that has been looked at, and what it has in comparison with the one before.

    Attributes:
        file: its dump, in a folder for the time being; None where it is the one that is there.
        pledges, before: identifiers of the pledges now and before, as the site calls them.
        is_same: whether it is the release that is there.
    """

    release: Release
    file: Path | None = None
    pledges: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    is_same: bool = False

    @property
    def added(self) -> int:
        """How many pledges are new."""
        return len(self.pledges - self.before)

    @property
    def removed(self) -> int:
        """How many pledges are gone."""
        return len(self.before - self.pledges)


@dataclass(frozen=True)
class Followed:
    """A site that is followed.

    Attributes:
        site: its address or its folder.
        folder: what has been copied of it.
        before: the release there; None where there is none.
        expect: what the workspace expects of its pledges.
    """

    site: str
    folder: Path | None = None
    before: Release | None = None
    expect: Expectations = Expectations()
    largest: int | None = None


def is_address(site: str) -> bool:
    """Whether a site is given by an address of the web."""
    return "://" in site


def place_of(site: str, before: Release | None = None) -> Place:
    """Where a site is, by its address or its folder.

    Raises:
        NotTaken: it is at an address that is not of the web.
    """
    if not is_address(site):
        return FolderPlace(Path(site))
    # Whoever gives an address in the own network means it; a site does not move there later
    may_be_private = before is None or before.own_network
    # Loaded only where the web is asked
    from pledgegraph.publishing.web_places import WebPlace

    return WebPlace(site, may_be_private=may_be_private)


def look_at(site: Followed, waiting: Path) -> Taken:
    """The release that a site offers, copied into a folder for the time being and looked at.

    Raises:
        NotTaken: why it cannot be used.
    """
    place = place_of(site.site, site.before)
    try:
        offer = offer_in(read(place, DCAT, MOST_CATALOGUE))
    except NoOffer as problem:
        raise NotTaken("H004", problem.found, ASK) from None
    _check_base(site, offer)
    before = site.before
    if before is not None and before.sha256 == offer.sha256:
        # The same records; what is said of them, such as their licence, may be new
        now = replace(
            before,
            title=offer.title,
            licence=offer.licence,
            publisher=offer.publisher,
            modified=offer.modified,
        )
        return Taken(now, is_same=now == before)
    file = waiting / f"{offer.sha256[:16]}.nq.gz"
    _copy_dump(site, place, offer, file)
    taken = _looked_at(site, offer, file)
    return replace(taken, release=replace(taken.release, own_network=place.is_private))


def _check_base(site: Followed, offer: Offer) -> None:
    if bad_base(offer.base):
        found = worded("{base} cannot be the base of a site", base=offer.base)
        raise NotTaken("H004", found, ASK)
    before = site.before
    if before is not None and before.base != offer.base:
        raise NotTaken(
            "H002",
            worded(
                "its IRIs began with {old} and now begin with {new}",
                old=before.base,
                new=offer.base,
            ),
            worded("If it is the same site, remove its folder from sources/ and fetch again."),
        )


def _copy_dump(
    site: Followed,
    place: Place,
    offer: Offer,
    file: Path,
) -> None:
    most = site.largest or MOST_DUMP
    if offer.size > most:
        raise NotTaken(
            "H005",
            worded("its dump has {size} bytes, and {most} are allowed", size=offer.size, most=most),
            worded('Write largest = "4 GiB" at the source if it may be so large.'),
        )
    sha256 = copy(place, offer.dump, file, offer.size)
    if sha256 != offer.sha256:
        raise NotTaken(
            "H006",
            worded("{dump} is not the file that {file} describes", dump=offer.dump, file=DCAT),
            worded("It may be in publication just now: fetch again later, or ask the office."),
        )


def _looked_at(
    site: Followed,
    offer: Offer,
    file: Path,
) -> Taken:
    from pledgegraph.loaders.published_sources import pledges_of, published_sources
    from pledgegraph.loaders.releases import Unusable, read_release

    try:
        tables = read_release(file, offer.base, site.largest)
    except Unusable as problem:
        found = worded("{dump}: {found}", dump=offer.dump, found=problem.found)
        raise NotTaken("H007", found, problem.hint) from None
    pledges = pledges_of(tables)
    before = frozenset[str]()
    if site.before is not None and site.folder is not None:
        # By the numbers of the site: what is decided here makes no pledge new
        old = site.folder / site.before.dump
        try:
            before = pledges_of(read_release(old, site.before.base, site.largest))
        except Unusable:
            # A copy of an older version, which this one refuses: the new release is what helps
            before = frozenset()
    there = site.before.pledges if site.before is not None else 0
    _check_drop(site.expect, len(pledges), there)
    release = _release(offer, file, len(pledges), published_sources(tables))
    return Taken(release, file, pledges, before)


def _check_drop(expect: Expectations, new: int, old: int) -> None:
    """Refuse a release that is empty, or has fewer pledges than may be missing."""
    most = expect.largest_drop
    is_emptied = not new and bool(old)
    if is_emptied or old - new > most * old:
        raise NotTaken(
            "H008",
            worded("it has {new} pledges, and the release before has {old}", new=new, old=old),
            worded(
                "Ask the office. If it is right, remove the folder of the site from sources/ and"
                " fetch again."
            ),
        )


def _release(
    offer: Offer,
    file: Path,
    pledges: int,
    sources: tuple[PublishedSource, ...],
) -> Release:
    return Release(
        base=offer.base,
        title=offer.title,
        licence=offer.licence,
        publisher=offer.publisher,
        modified=offer.modified,
        dump=file.name,
        sha256=offer.sha256,
        pledges=pledges,
        sources=sources,
    )


def keep(taken: Taken, folder: Path) -> None:
    """Put a release into the folder of its site, in place of the one before."""
    if taken.is_same:
        return
    source = taken.file
    if source is None:
        write_text(folder / FILE, taken.release.as_text())
        return
    # The name says what is in it, so that the old dump and the new one are never one file
    folder.mkdir(parents=True, exist_ok=True)
    write_file(folder / source.name, lambda new: _moved(source, new))
    # From here on the new release counts: until now release.json named the old dump
    write_text(folder / FILE, taken.release.as_text())
    # Only what this has put there: the name of a dump is the beginning of its hash
    for other in folder.glob("*.nq.gz"):
        if other.name != source.name and OUR_DUMP.fullmatch(other.name):
            other.unlink()


def _moved(source: Path, target: Path) -> None:
    target.write_bytes(source.read_bytes())


def waiting_folder() -> tempfile.TemporaryDirectory[str]:
    """Where releases wait until they have been looked at."""
    return tempfile.TemporaryDirectory(prefix="pledgegraph-")
