"""Phrases: sentences of reasons, in the reader's language. Texts of sources stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from pledgegraph.ontology.elision import filled
from pledgegraph.ontology.languages import N_, Language
from pledgegraph.ontology.spelling import name_order
from pledgegraph.ontology.vocabularies import in_order, vocabulary

from .reasons import (
    Coded,
    Contact,
    Contributions,
    Place,
    Published,
    Reason,
    Recorded,
    Situation,
    Supporting,
    Topic,
    Worded,
)
from .sentences import PLURALS, SENTENCES

PARTS = ("about", "without")
"""Values that are parts of a sentence, each said or left out."""
_NAMES = (Place, Published, Situation, Topic)
"""What has a name in each language. Codes are not among them: their lists have an order."""


class Phrases:
    """The phrases of a language: ``en`` or ``fr``."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._language = Language(language)
        self._ = self._language.translated
        self._several = self._language.counted
        # A handful of sets are in thousands of rows
        self._contributions: dict[frozenset[str], str] = {}

    def translated(self, text: str) -> str:
        """A text that is marked for translation."""
        return self._(text)

    def sentence(self, reason: Reason | Worded) -> str:
        """A reason in words."""
        if isinstance(reason, Worded):
            return self.worded(reason)
        kind = reason.kind
        if kind == "list":
            names = self.each(reason.values["names"])
            return self.listed(names)
        values = {}
        for name, value in reason.values.items():
            values[name] = self.words(value, name)
        if kind in PLURALS:
            singular, plural = PLURALS[kind]
            number = reason.values["number"]
            text = self._several(
                singular,
                plural,
                number,
            )
        else:
            text = SENTENCES[kind]
            # The catalogue would translate "" as its own header
            if text:
                text = self._(text)
        return self._filled(text, values)

    def _filled(self, text: str, values: Mapping[str, str]) -> str:
        """A text with its values, joined as the language joins them."""
        if self.language == "fr":
            return filled(text, values)
        return text.format_map(values)

    def worded(self, said: Worded) -> str:
        """A sentence of a card in words; its values are listed as in running text."""
        if said.singular:
            number = said.values["number"]
            text = self._several(
                said.singular,
                said.sentence,
                number,
            )
        else:
            text = self._(said.sentence)
        values = {}
        for name, value in said.values.items():
            if f"{{{name}}}" in text:
                values[name] = self._value(value, name)
        return self._filled(text, values)

    def _value(
        self,
        value: Any,
        name: str,
    ) -> str:
        if value is None:
            return self._(SENTENCES["unknown"])
        if name.endswith("year"):  # no number with thousands
            return str(value)
        if isinstance(value, list) and name not in PARTS:
            return self.listed(self.each(value))
        return self.words(value, name)

    def words(self, value: Any, name: str = "") -> str:
        """A value in words; ``name`` says what it is a value of."""
        if name == "contributions":
            return self.contributions(value)
        if name in PARTS:
            # Each part with its blank before it, so that a question without parts leaves none
            words = map(self.words, value)
            return "".join(f" {each}" for each in words)
        if isinstance(value, str):
            return value
        if isinstance(value, int):
            return self.number(value)
        # By its type first: a large answer has a hundred thousand values
        of_kind = self._by_kind.get(type(value))
        if of_kind is None and isinstance(value, Sequence):
            # A match in words has commas of its own
            between = "; " if name == "matches" else ", "
            return between.join(self.each(value))
        in_words = of_kind or self._by_kind[type(value)]
        return str(in_words(value))

    def each(self, values: Sequence[Any]) -> list[str]:
        """Values in words. Names that differ by language are in the order of the names shown:
        Allemagne is before Autriche, though Austria is before Germany.
        """
        texts = list(map(self.words, values))
        for value in values:
            if not isinstance(value, _NAMES):
                return texts
        texts.sort(key=_place)
        return texts

    @cached_property
    def _by_kind(self) -> Mapping[type, Callable[[Any], str]]:
        return {
            Reason: self.sentence,
            Worded: self.worded,
            Supporting: self.supporting,
            Recorded: self.recorded,
            Contact: self.contact,
            Contributions: self.contribution_types,
            Coded: self.coded,
            Topic: self.topic,
            Published: self.published,
            Situation: self.situation,
            Place: self.place,
        }

    def contribution_types(self, value: Contributions) -> str:
        """Contribution types in their usual order."""
        return self.contributions(value.codes)

    def place(self, value: Place) -> str:
        """A country by its name."""
        if self.language == "fr" and value.french:
            return value.french
        return value.name

    def coded(self, value: Coded) -> str:
        """A code by its label."""
        if value.in_text:
            return self.in_text(value.scheme, value.code)
        return self.name_of(value.scheme, value.code)

    def topic(self, topic: Topic) -> str:
        """A theme or an area of focus; one of no vocabulary as it is called in the graph."""
        name = topic.name
        for scheme in ("themes", "areas-of-focus"):
            concept = vocabulary(scheme).find(name)
            # Other spellings are found too; a theme that a source spells so stays as it is
            is_published = concept is not None and concept.name == name
            if concept is not None and is_published:
                return concept.labels.get(self.language, name)
        return name

    def published(self, value: Published) -> str:
        """A concept by its label."""
        return self._language.named(value.scheme, value.name)

    def situation(self, value: Situation) -> str:
        """A situation; its French name is in quotation marks, because it has no article."""
        if self.language == "fr" and value.french:
            return f"« {value.french} »"
        return value.name

    def number(self, value: int) -> str:
        """``1,123,453``, in French ``1 123 453`` with plain blanks."""
        return self._language.number(value)

    def listed(self, names: Sequence[str]) -> str:
        """``A``, ``A and B``, ``A, B and C``."""
        if len(names) < 2:
            return "".join(names)
        first = ", ".join(names[:-1])
        text = self._("{first} and {last}")
        return text.format(first=first, last=names[-1])

    def contributions(self, codes: Iterable[str]) -> str:
        """Contribution types in their usual order, ``contribution not stated`` where there is
        none.
        """
        wanted = frozenset(codes)
        if wanted in self._contributions:
            return self._contributions[wanted]
        ordered = in_order("contribution-types", wanted)
        words = ", ".join(map(self._, ordered)) or self._("contribution not stated")
        self._contributions[wanted] = words
        return words

    def in_text(
        self,
        scheme: str,
        code: str,
    ) -> str:
        """What a sentence calls a code: ``refugees``."""
        concepts = vocabulary(scheme).concepts
        concept = concepts.get(code)
        if concept is None:
            return code
        if self.language == "en":
            return concept.in_text
        label = concept.labels.get(self.language, concept.name)
        return _small(label)

    def name_of(
        self,
        scheme: str,
        code: str,
    ) -> str:
        """The published label of a code; a code that a build has and the vocabulary has not is its
        own name.
        """
        return self._language.label(scheme, code)

    def supporting(self, pledge: Supporting) -> str:
        """``PF077 by Government of Denmark (financial, DKK 1,000,000 (Denmark's part), ended)``."""
        parts = [self.contributions(pledge.contributions)]
        if pledge.amount is not None:
            amount = self._amount(pledge.amount, pledge.part_of)
            parts.append(amount)
        if pledge.has_ended:
            parts.append(self._("ended"))
        who = self.listed(pledge.actors)
        if not who:
            who = self._("submitter not named")
        # The whole in one text of the catalogue: French has another word order
        text = self._("{pledge} by {actors} ({parts})")
        return text.format(
            pledge=pledge.pledge,
            actors=who,
            parts=", ".join(parts),
        )

    def _amount(
        self,
        amount: tuple[int, str],
        part_of: Sequence[str],
    ) -> str:
        number, currency = amount
        if part_of:
            actors = self.listed(part_of)
            whose = self._filled(self._("{actors}'s part"), {"actors": actors})
        else:
            whose = self._("as stated")
        in_words = self.number(number)
        return f"{currency} {in_words} ({whose})"

    def recorded(self, match: Recorded) -> str:
        """``Government of Denmark (financial, PF051, in part: 25,000 cards, 2025-02)``."""
        parts = [self.contributions(match.contributions)]
        parts += match.pledges
        # "Not stated" is said once at the end, for all matches
        if match.extent == "full":
            parts.append(self._("in full"))
        elif match.extent == "part":
            parts.append(self._in_part(match))
        if match.status:
            status = self.in_text("match-statuses", match.status)
            parts.append(status)
        if match.matched_on:
            parts.append(match.matched_on)
        actors = self.listed(match.actors)
        what = ", ".join(parts)
        return f"{actors} ({what})"

    def _in_part(self, match: Recorded) -> str:
        if match.covered is None:
            return self._("in part")
        number = self.number(match.covered)
        # A source may say how many and not of what
        covered = f"{number} {match.unit}".rstrip()
        text = self._("in part: {covered}")
        return text.format(covered=covered)

    def contact(self, contact: Contact) -> str:
        """``Government of Denmark (financial, PF077)``."""
        text = N_("{actor} ({contributions}, {pledge}{where})")
        if contact.is_partner:
            text = N_("{actor} (named partner of {pledge}, own contribution not stated{where})")
        where = ""
        if contact.arrangement:
            by_arrangement = self._("; by arrangement: {arrangement}")
            where = by_arrangement.format(arrangement=self.words(contact.arrangement))
        if contact.has_ended:
            where += self._("; ended")
        in_language = self._(text)
        return in_language.format(
            actor=contact.actor,
            contributions=self.contributions(contact.contributions),
            pledge=contact.pledge,
            where=where,
        )


def _place(name: str) -> tuple[str, str]:
    """The place of a name in a list, which quotation marks do not change."""
    return name_order(name.strip("« »"))


def _small(label: str) -> str:
    """A label within a sentence: its first letter small, but for acronyms."""
    if label[:2].isupper():
        return label
    first = label[:1].lower()
    return first + label[1:]
