"""Matched columns: what the columns of an unknown sheet may hold, by their names in English, French
or Spanish.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pledgegraph.loaders.files.fields import NEEDED
from pledgegraph.loaders.files.layout_files import header_key
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.ontology.spelling import fold

NAMES = Path(__file__).parent / "names" / "column_names.csv"
_PLAIN = frozenset(
    "a and at by de del des details du e el electronico en entity et for full government in info"
    " information institutional l la le main ministry name names no nr number numbers numero of"
    " office organisation organization primary secondary s the title unit y".split()
)
"""Words that name nobody, next to those for a contact."""
REMARKS = ("note", "remark", "amount_note")
"""Fields that no column is matched with."""
SURE, LIKELY = "its name", "a similar name"
"""By what a column was matched."""
LIKE = 0.88
"""How like two names must be; letters that differ are few then."""
SHORTEST = 6
"""Letters of a name that may be matched by likeness: short ones are like too many."""
_ADDRESS = re.compile(
    r"\b(e ?mails?|mails?|courriels?|correos?( electronicos?)?|phones?|telephones?|tel|mobiles?"
    r"|telefonos?|moviles?|fax|skype|whatsapp|address(es)?|adresses?|direccion(es)?)\b"
)
_PERSON = re.compile(
    r"\b(contacts?|contactos?|focal points?|points? focal|puntos? focal(es)?"
    # "Persons reached" counts people, and names none
    r"|(persons?|personnes?|personas?)(?! (targeted|reached|assisted|in need|of concern|ciblees"
    r"|atteintes|assistees|visees|touchees|dans le besoin|alcanzadas|atendidas|meta))"
    r"|salutation|(first|last|sur|family|given|full|middle) ?names?|prenoms?|noms?"
    r"|nombres?|apellidos?|position|job titles?|fonction|cargo|officers?|responsables?|reported by"
    r"|submitted by|prepared by|signed by|author|auteur|autor|signatory|minister|ambassador"
    r"|responsible)\b"
)


@dataclass(frozen=True)
class Matched:
    """What the columns of a sheet are matched with.

    Attributes:
        fields: field → header.
        by: field → ``SURE`` or ``LIKELY``.
        personal: header → why it is not loaded.
        named: the same of headers that may say who the person is: nothing shows them.
        unknown: headers that nothing matches, in their order.
    """

    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    by: dict[str, str] = field(default_factory=dict)
    personal: dict[str, str] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    def missing(self) -> list[str]:
        """The fields without which a row of the kind is about nothing."""
        return [name for name in NEEDED[self.kind] if name not in self.fields]


def matched(
    header: Sequence[str],
    kind: str = "",
) -> Matched:
    """The columns of a sheet with what they may hold.

    Args:
        kind: of the source; else the one that most columns fit.
    """
    kinds = [kind] if kind else list(NEEDED)
    candidates = [_of_kind(header, each) for each in kinds]

    def fitting(candidate: Matched) -> tuple[int, int]:
        return len(candidate.fields), -len(candidate.missing())

    return max(candidates, key=fitting)


def personal(name: str) -> str:
    """Why a column of this name is not loaded, as it is about a person; "" for another one."""
    words = _words(name)
    if _ADDRESS.search(words):
        return "an address"
    return "a person" if _PERSON.search(words) else ""


def may_say_who(name: str) -> bool:
    """Whether a column about a person has other words in its name than those for a contact, as
    "Contact: Awa Diallo" has.
    """
    words = _words(name)
    left = _PERSON.sub(" ", _ADDRESS.sub(" ", words))
    others = set(left.split()) - _PLAIN
    return bool(personal(name)) and not all(map(str.isdigit, others))


def _words(name: str) -> str:
    words = re.sub(r"[^\w]+|_", " ", fold(name))
    return " ".join(words.split())


def _of_kind(
    header: Sequence[str],
    kind: str,
) -> Matched:
    known = column_names()[kind]
    found = Matched(kind)
    left = []
    for name in header:
        # Exact names first, in all columns: a similar one must not take the field of an exact one
        field_name = _exactly(name, known)
        if field_name and field_name not in found.fields:
            found.fields[field_name] = name
            found.by[field_name] = SURE
        else:
            left.append(name)
    unknown = []
    for name in left:
        # Before similar names: "contact title" is like "title"
        why = personal(name)
        if why:
            about = found.named if may_say_who(name) else found.personal
            about[name] = why
            continue
        field_name = _nearly(
            name,
            known,
            found.fields,
        )
        if field_name:
            found.fields[field_name] = name
            found.by[field_name] = LIKELY
        else:
            unknown.append(name)
    return Matched(
        kind,
        found.fields,
        found.by,
        found.personal,
        found.named,
        tuple(unknown),
    )


_REMARK = re.compile(r"\s*(\(.*\)|\[\d+\]|[*:?.])\s*$")
"""What may stand behind the name of a column: a unit, a number, a sign."""


def _keys(name: str) -> list[str]:
    """The keys of a name, and of its halves where it is in two languages."""
    plain = _REMARK.sub("", name)
    keys = map(header_key, [name, plain, *_halves(plain)])
    return list(dict.fromkeys(filter(None, keys)))


def _halves(name: str) -> list[str]:
    return re.split(r"\s*[/|]\s*|\s+[-–—]\s+", name)


def _exactly(
    name: str,
    known: Mapping[str, str],
) -> str:
    if header_key(name) in known:
        return known[header_key(name)]
    # "Country - contact: Awa Diallo" would be known by its first half
    remark = _REMARK.search(name)
    parts = _halves(_REMARK.sub("", name))
    parts += [remark[0]] if remark else []
    if any(may_say_who(part) for part in parts if header_key(part) not in known):
        return ""
    for key in _keys(name):
        if key in known:
            return known[key]
    return ""


def _nearly(
    name: str,
    known: Mapping[str, str],
    taken: Mapping[str, str],
) -> str:
    # A field has one column: the second that is like it is left to a person
    free = [key for key, field_name in known.items() if field_name not in taken]
    for key in _keys(name):
        if len(key) >= SHORTEST:
            likest = difflib.get_close_matches(
                key,
                free,
                1,
                LIKE,
            )
            if likest:
                return known[likest[0]]
    return ""


@cache
def column_names() -> Mapping[str, Mapping[str, str]]:
    """By kind: the key of a column's name → the field that it means."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in NEEDED}
    with NAMES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            known = found[row["kind"]]
            known[header_key(row["field"])] = row["field"]
            for name in row["names"].split("|"):
                known[header_key(name)] = row["field"]
    for layout in layouts().values():
        known = found[layout.kind]
        for field_name, column in layout.columns.items():
            # remarks of an office say things that are not meant for others: a person maps them
            if field_name in REMARKS:
                continue
            for name in (column, *layout.other_names.get(column, ())):
                # Our own list counts before the layouts, which know one publisher's words
                known.setdefault(header_key(name), field_name)
    return found
