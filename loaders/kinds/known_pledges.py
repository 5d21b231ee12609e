"""Known pledges: what rows of support can name: the pledges of all registers, their submitters, and
the States among actors.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from pledgegraph.loaders.names.actor_names import states_together
from pledgegraph.ontology.gathering import Gathering

from .called_pledges import CalledPledges, called_in
from .matches import Numbers, numbers_of
from .register import Register


@dataclass(frozen=True)
class Known:
    """What rows of support can name.

    ``pledges``: what a pledge may be called (official number, own identifier of its register) → its
    identifier and the file that has it; several where two offices use one number. ``submitters``:
    of each pledge, as support is another actor's. ``states``: State → its country, as a government
    and its ministries are not another actor to each other.
    """

    pledges: Mapping[str, Mapping[str, str]]
    submitters: Mapping[str, set[str]]
    states: Mapping[str, str]
    numbers: Numbers


def known_pledges(
    registers: Sequence[Register],
    replaced: Collection[str],
    level: int,
    gathering: Gathering,
    published: Sequence[CalledPledges] = (),
) -> Known:
    """What a source of support can name.

    Args:
        published: the pledges of sites.
        replaced: sources that no longer count.
        level: how few may see the source of support.
    """
    open_ones = [register for register in registers if register.level <= level]
    open_sites = [each for each in published if each.level <= level]
    names = pledge_names(registers, replaced, level, published)
    open_sources = [register.source for register in open_ones]
    open_sources += [site.source for site in open_sites]
    all_sources = [register.source for register in registers]
    all_sources += [site.source for site in published]
    of_all = submitters_of(all_sources, gathering)
    submitters = of_all | submitters_of(open_sources, gathering)
    actors = []
    for register in open_ones:
        actors.append((register.day, register.actors))
    states = dict(states_together(actors))
    for site in open_sites:
        # What a register here says of an actor comes from its own cells
        states = {**site.states, **states}
    return Known(
        names,
        submitters,
        states,
        numbers_of(open_sources, gathering),
    )


Named = dict[str, dict[str, tuple[str, str]]]
"""Name → office → identifier and file."""


def pledge_names(
    registers: Sequence[Register],
    replaced: Collection[str],
    level: int,
    published: Sequence[CalledPledges] = (),
) -> dict[str, dict[str, str]]:
    """What a pledge may be called → its identifier and file; several where offices number their own
    pledges alike.

    Args:
        registers: of one office the newest says which pledge a name is.
        replaced: sources that no longer count: they name only what no other names.
        level: registers that fewer may see name only what no other names, too.
        published: the pledges of sites.
    """
    sources = [*published, *map(called_in, registers)]

    def rank(source: CalledPledges) -> tuple[bool, bool]:
        return source.source in replaced, source.level > level

    # Sorting is stable: inside a group the newest stays first
    newest = sorted(sources, key=lambda source: -source.rank)
    names: Named = {}
    for _, group in groupby(sorted(newest, key=rank), key=rank):
        _add_names(list(group), names)
    return {name: dict(offices.values()) for name, offices in names.items()}


def _add_names(registers: Sequence[CalledPledges], names: Named) -> None:
    """Add what the pledges of registers are called, unless it is the name of a pledge already."""
    taken = set(names)
    # All official numbers before any own identifier: an official number is nobody's own identifier
    for kind in range(len(_NAMES)):
        for register in registers:
            called = _NAMES[kind](register).to_pylist()
            ids = register.ids.to_pylist()
            for name, identifier in zip(called, ids, strict=True):
                if name is not None and name not in taken:
                    _add(name, identifier, register, names)
    # What is another pledge by decision is named as before
    for register in registers:
        for name, identifier in register.further_names.items():
            if name not in taken:
                _add(name, identifier, register, names)


def _add(
    name: str,
    identifier: str,
    register: CalledPledges,
    names: Named,
) -> None:
    place = (identifier, register.file)
    offices = names.setdefault(name, {})
    offices.setdefault(register.authority, place)


_NAMES = (attrgetter("official"), attrgetter("own"), attrgetter("ids"))
"""What the pledge of each row may be called, those first that take a name before others."""


def submitters_of(
    sources: Sequence[str],
    gathering: Gathering,
) -> dict[str, set[str]]:
    """Pledge → its submitters, over these sources."""
    found: dict[str, set[str]] = {}
    relation = "submittedBy"
    for source in sources:
        pairs = gathering.pairs(source, (relation,))
        pledges, actors = pairs[relation]
        links = zip(
            pledges.to_pylist(),
            actors.to_pylist(),
            strict=True,
        )
        for pledge, actor in links:
            submitters = found.setdefault(pledge, set())
            submitters.add(actor)
    return found
