"""Fields: what a layout may map to a column, by kind of source.

One table for all who need to know: what loads the cells, explains them, checks layouts, and writes
templates and pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TEXT = "text"
DAY = "day"
NUMBER = "number"
YEAR = "year"
YES_OR_NO = "yes or no"
CURRENCY = "currency"
COUNTRY = "country"
FORMS = (TEXT, DAY, NUMBER, YEAR, YES_OR_NO, CURRENCY, COUNTRY)
"""What a value may be, where its words are not those of a vocabulary."""


@dataclass(frozen=True, slots=True)
class Field:
    """What the cells of a column say.

    Attributes:
        feeds: the properties that they feed, as ``Pledge.title``.
        form: what a value is: one of ``FORMS``, or the vocabulary of its words.
        several: whether a cell may have several values.
        is_value: whether a cell, read as its form says, is the value of the first property. All
            others have a reader of their own.
    """

    feeds: tuple[str, ...]
    form: str = TEXT
    several: bool = False
    is_value: bool = False

    @property
    def vocabulary(self) -> str:
        """The vocabulary of its words, empty where they are of none."""
        return "" if self.form in FORMS else self.form


def value(*feeds: str, form: str = TEXT) -> Field:
    """A field whose cells are each the value of a property; a reader may add to further ones."""
    return Field(feeds, form, is_value=True)


def cells(*feeds: str, form: str = TEXT) -> Field:
    """A field whose cells are read by a reader of their own."""
    return Field(feeds, form)


def several(*feeds: str, form: str = TEXT) -> Field:
    """A field whose cells may have several values, read by a reader of their own."""
    return Field(feeds, form, several=True)


Fields = Mapping[str, Field]

OF_A_PLEDGE = (
    "partners",
    "theme",
    "place",
    "contribution",
    "matched_with",
    "situation",
)
"""Fields of a pledge whose cells may have several values, but for who submits it."""
POPULATION_TYPES = (
    "REF",
    "ASY",
    "OIP",
    "IDP",
    "STA",
    "OOC",
    "RET",
    "RDP",
    "RST",
    "NAT",
    "HST",
)
REGISTER: Fields = {
    "local_identifier": value("Pledge.localIdentifier"),
    "official_identifier": cells("Pledge.officialIdentifier"),
    "forum": cells("Pledge.announcedAt", form="forums"),
    "year": value("Pledge.announcedYear", form=YEAR),
    "submitter": several(
        "Pledge.submittedBy", "Pledge.submitterAsWritten", "Actor.name", "Actor.represents"
    ),
    "entity_type": cells("Pledge.submitterType", "Actor.actorType", form="entity-types"),
    "role": value("Pledge.submitterRole", form="submitter-roles"),
    "submitter_country": cells("Actor.basedIn", form=COUNTRY),
    "title": value("Pledge.title"),
    "description": value("Pledge.description"),
    "contribution": several(
        "Pledge.contributionType", "Pledge.contributionNote", form="contribution-types"
    ),
    "theme": several(
        "Pledge.theme", "Pledge.areaOfFocus", "Pledge.populationConcerned", form="themes"
    ),
    "objective": several("Pledge.gcrObjective", form="gcr-objectives"),
    "place": several(
        "Pledge.implementedIn", "Pledge.implementedAcross", "Pledge.placeAsWritten", form=COUNTRY
    ),
    "population": several("Pledge.populationConcerned", "Pledge.concernsPeopleFrom"),
    "situation": several("Pledge.addresses"),
    "multistakeholder_pledge": cells("Pledge.partOf"),
    "partners": several(
        "Pledge.jointWith", "Pledge.partnerAsWritten", "Actor.name", "Actor.represents"
    ),
    "target_value": cells("Target.value", "Pledge.note", form=NUMBER),
    "target_unit": cells("Target.unit"),
    "target_year": cells("Target.targetYear", form=YEAR),
    "baseline": value("Target.baseline"),
    "amount": cells("Pledge.amount", "Pledge.currency", "Pledge.amountNote", form=NUMBER),
    "currency": cells("Pledge.currency", form=CURRENCY),
    "amount_note": cells("Pledge.amountNote"),
    "stage": value("ImplementationUpdate.stage", form="implementation-stages"),
    "stage_date": value("ImplementationUpdate.reportedOn", form=DAY),
    "stage_basis": value("ImplementationUpdate.basis"),
    "stage_note": value("ImplementationUpdate.updateText"),
    "challenge": value("ImplementationUpdate.challenge"),
    "asks": value("Pledge.asksForSupport", form=YES_OR_NO),
    "asks_words": value("Pledge.asksWords"),
    "matched_with": several(
        "Match.supports",
        "Match.supportedBy",
        "Match.contributionType",
        "Match.status",
        "Match.remark",
        "Actor.name",
        "Actor.represents",
    ),
    "extent": value("Match.extent", form="match-extents"),
    "standing": value("Pledge.standing", form="standings"),
    "submitted_on": value("Pledge.submittedOn", form=DAY),
    "pledge_count": value("PledgeAggregate.pledgeCount", form=NUMBER),
    "is_aggregate": cells(form=YES_OR_NO),
    "note": cells("Pledge.note"),
    "evidence": cells("Pledge.evidence", "Match.evidence"),
    "more_evidence": cells("Pledge.evidence"),
}
SUPPORT: Fields = {
    "pledge": cells("Match.supports"),
    "supporter": several("Match.supportedBy", "Actor.name", "Actor.represents"),
    "channel": cells("Match.channel"),
    "contribution": several("Match.contributionType", form="contribution-types"),
    "amount": cells("Match.amount", "Match.currency", form=NUMBER),
    "currency": cells("Match.currency", form=CURRENCY),
    "extent": value("Match.extent", form="match-extents"),
    "covered": value("Match.covered", form=NUMBER),
    "covered_unit": value("Match.coveredUnit"),
    "status": value("Match.status", form="match-statuses"),
    "matched_on": value("Match.matchedOn", form=DAY),
    "evidence": cells("Match.evidence"),
    "remark": cells("Match.remark"),
}
PLATFORMS: Fields = {
    "code": value("SupportPlatform.code"),
    "label_en": cells("SupportPlatform.labelEn", "SupportPlatform.name"),
    "label_fr": value("SupportPlatform.labelFr"),
    "definition": value("SupportPlatform.note"),
    "evidence": cells("SupportPlatform.evidence"),
    "launched_on": value("SupportPlatform.launchedOn", form=DAY),
    "priorities": several(
        "SupportPlatform.priorityAsWritten",
        "SupportPlatform.theme",
        "SupportPlatform.areaOfFocus",
        form="themes",
    ),
}
MEMBERS: Fields = {
    "platform": cells("Membership.membershipOf"),
    "member": cells(
        "Membership.memberActor",
        "Membership.remark",
        "Actor.name",
        "Actor.represents",
        "SupportPlatform.covers",
    ),
    "role": cells("Membership.memberRole", form="membership-roles"),
    "started_on": value("Membership.startedOn", form=DAY),
    "ended_on": value("Membership.endedOn", form=DAY),
    "evidence": cells("Membership.evidence"),
}
MULTISTAKEHOLDER: Fields = {
    "code": value("MultistakeholderPledge.code"),
    "label_en": cells("MultistakeholderPledge.labelEn", "MultistakeholderPledge.name"),
    "label_fr": value("MultistakeholderPledge.labelFr"),
    "definition": cells("MultistakeholderPledge.note"),
    "evidence": cells("MultistakeholderPledge.evidence"),
    "category": value("MultistakeholderPledge.category"),
    "members": several(
        "Membership.memberActor", "Membership.remark", "Actor.name", "Actor.represents"
    ),
    "note": cells("MultistakeholderPledge.note"),
}
SITUATIONS: Fields = {
    "code": value("Situation.code"),
    "label_en": cells("Situation.labelEn", "Situation.name"),
    "label_fr": value("Situation.labelFr"),
    "definition": value("Situation.note"),
    "evidence": cells("Situation.evidence"),
    "origin": several("Situation.origin"),
    "asylum": several("Situation.asylum"),
    "platform": cells("SupportPlatform.addresses"),
}
POPULATION: Fields = {
    "year": cells("PopulationFigure.year", form=YEAR),
    "origin": cells("PopulationFigure.origin"),
    "asylum": cells("PopulationFigure.asylum"),
    "population_type": cells("PopulationFigure.populationType"),
    "value": cells("PopulationFigure.value", form=NUMBER),
    **{
        code: cells("PopulationFigure.value", "PopulationFigure.populationType", form=NUMBER)
        for code in POPULATION_TYPES
    },
}
NATIONAL: Fields = {
    "country": cells("NationalArrangement.inCountry", form=COUNTRY),
    "name": value("NationalArrangement.name"),
    "other_names": several("NationalArrangement.otherName"),
    "kind": several("NationalArrangement.arrangementKind", form="arrangement-kinds"),
    "lead": value("NationalArrangement.leadAsWritten"),
    "set_up_on": value("NationalArrangement.setUpOn", form=DAY),
    "evidence": cells("NationalArrangement.evidence"),
    "checked_on": value("NationalArrangement.checkedOn", form=DAY),
    "note": value("NationalArrangement.note"),
}
FIELDS: Mapping[str, Fields] = {
    "pledges": REGISTER,
    "support": SUPPORT,
    "platforms": PLATFORMS,
    "platform-members": MEMBERS,
    "multistakeholder-pledges": MULTISTAKEHOLDER,
    "situations": SITUATIONS,
    "population": POPULATION,
    "national-arrangements": NATIONAL,
}
"""The fields of each kind of source."""
NEEDED: Mapping[str, tuple[str, ...]] = {
    "pledges": ("submitter",),
    "support": ("pledge", "supporter"),
    "platforms": ("code", "label_en"),
    "platform-members": ("platform", "member"),
    "multistakeholder-pledges": ("label_en",),
    "situations": ("label_en",),
    "population": ("year", "origin", "asylum"),
    "national-arrangements": ("country", "name"),
}
"""The fields without which a row of a kind names nothing."""
NAMING: Mapping[str, tuple[str, ...]] = {
    **NEEDED,
    "pledges": ("local_identifier", "official_identifier", "submitter", "title"),
}
"""The fields that say what a row is about: a row whose cells in them say ``Total`` or the like is
not a record.
"""
