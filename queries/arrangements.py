"""What platforms, regions, situations and figures say of a country."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from .facts import Rows, newest

LOOSE_WORDS = {
    "014": ("East Africa",),
    "011": ("West Africa",),
    "017": ("Central Africa",),
    "015": ("North Africa",),
}
"""How running text calls an M49 region; it points at a text and never places a pledge."""


class Arrangements:
    """Platforms and their members, sub-regions, situations by origin: as the sources state them."""

    def __init__(self, texts: Mapping[str, Rows]) -> None:
        self._covers: dict[str, set[str]] = {}
        self._bodies: dict[str, str] = {}
        for row in texts["_platforms"]:
            self._covers.setdefault(row["platform"], set()).add(row["country"])
            self._bodies[_body_of(row["id"])] = row["platform"]
        self._areas = _sets(texts["_platform_areas"], "platform", "name")
        self._members = sorted(
            {
                (r["platform"], r["actor"], r["name"])
                for r in texts["_members"]
                if r["role"] != "country-covered"
            }
        )
        self._regions: dict[str, set[tuple[str, str]]] = {}
        self._names: dict[str, str] = {}
        for row in texts["_regions"]:
            self._names[row["country"]] = row["name"]
            self._regions.setdefault(row["country"], set()).add((row["code"], row["region"]))
        self._refugees: dict[str, dict[str, int]] = {}
        self._origin_names: dict[str, str] = {}
        for row in newest(texts["_origins"]):
            self._refugees.setdefault(row["country"], {})[row["origin"]] = row["value"]
            self._origin_names[row["origin"]] = row["name"]
        self._situation_origins = _sets(texts["_situation_origins"], "situation", "origin")
        self._platform_origins = _sets(texts["_platform_situations"], "platform", "origin")
        self._addresses = _sets(texts["_addresses"], "id", "situation")
        self._parts = _sets(texts["_part_of"], "id", "name")
        self._totals = {
            r["country"]: r["value"]
            for r in newest([r for r in texts["_people"] if r["code"] == "REF"])
        }

    def members_covering(self, country: str) -> Iterator[tuple[str, str, str]]:
        """(platform, actor, name) of the members of platforms that cover a country, the covered
        ones aside.
        """
        return ((p, a, n) for p, a, n in self._members if country in self._covers.get(p, ()))

    def areas_of(self, platform: str) -> set[str]:
        """The areas of focus among a platform's priorities."""
        return self._areas.get(platform, set())

    def reaches(self, actor: str, countries: Collection[str]) -> bool:
        """Whether an actor (an identifier) is not the body of a platform that covers none of the
        countries.
        """
        platform = self._bodies.get(actor)
        return platform is None or not countries or bool(self._covers[platform] & set(countries))

    def shared_platforms(self, some: Iterable[str], others: Collection[str]) -> set[str]:
        """Platforms that cover a country of each."""
        return {
            p
            for p, covered in self._covers.items()
            if covered & set(some) and covered & set(others)
        }

    def shared_regions(self, some: Iterable[str], others: Iterable[str]) -> set[str]:
        """Sub-regions of M49 that have a country of each."""
        mine = {region for country in some for region in self._regions.get(country, ())}
        return {name for country in others for _, name in self._regions.get(country, set()) & mine}

    def words_for(self, country: str) -> list[str]:
        """What a text may call a country: its name, its sub-region, the sub-region's loose
        wordings.
        """
        found = [self._names[country]] if country in self._names else []
        for code, name in sorted(self._regions.get(country, ())):
            found += [name, *LOOSE_WORDS.get(code, ())]
        return found

    def situation_of(self, pledge: str, countries: Iterable[str]) -> str | None:
        """In words, if most refugees in one of the countries come from a situation that a pledge
        addresses.
        """
        origins = {
            o for s in self._addresses.get(pledge, ()) for o in self._situation_origins.get(s, ())
        }
        for country in sorted(countries):
            for origin in sorted(origins):
                number, total = (
                    self._refugees.get(country, {}).get(origin, 0),
                    self._totals.get(country, 0),
                )
                if total and 2 * number > total:
                    return self._share_in_words(number, total, country, origin)
        return None

    def share(self, platform: str, country: str) -> list[str]:
        """The refugees from a platform's situations among those in a country."""
        total, there = self._totals.get(country, 0), self._refugees.get(country, {})
        known = sorted(
            (o for o in self._platform_origins.get(platform, ()) if there.get(o)),
            key=lambda o: -there[o],
        )
        if not total or not known:
            return []
        if len(known) == 1:
            return [self._share_in_words(there[known[0]], total, country, known[0])]
        parts = ", ".join(f"{self._origin_names[origin]} {there[origin]:,}" for origin in known)
        host = self._names.get(country, country)
        return [f"of the {total:,} refugees in {host}, from the situations it addresses: {parts}"]

    def parts_of(self, pledge: str) -> list[str]:
        """The multi-stakeholder pledges that a pledge is part of, by name."""
        return sorted(self._parts.get(pledge, ()))

    def _share_in_words(self, number: int, total: int, country: str, origin: str) -> str:
        host = self._names.get(country, country)
        share = f"{100 * number / total:.0f} %"
        return (
            f"{number:,} of the {total:,} refugees in {host} are from {self._origin_names[origin]}"
            f" ({share})"
        )


def _body_of(platform: str) -> str:
    """The actor that a platform is called after; identifiers are made of names, so the ends of the
    two are the same.
    """
    return f"actor/{platform.removeprefix('platform/')}"


def _sets(rows: Rows, key: str, value: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row[key], set()).add(row[value])
    return found
