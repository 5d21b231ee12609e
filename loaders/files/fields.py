"""Fields: what a layout may map to a column, by kind of source, and the properties that each
field's cells feed.
"""

from __future__ import annotations

from collections.abc import Mapping

Fields = Mapping[str, tuple[str, ...]]

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
    "local_identifier": ("Pledge.localIdentifier",),
    "official_identifier": ("Pledge.officialIdentifier",),
    "forum": ("Pledge.announcedAt",),
    "year": ("Pledge.announcedYear",),
    "submitter": (
        "Pledge.submittedBy",
        "Pledge.submitterAsWritten",
        "Actor.name",
        "Actor.represents",
    ),
    "entity_type": ("Pledge.submitterType", "Actor.actorType"),
    "role": ("Pledge.submitterRole",),
    "submitter_country": ("Actor.basedIn",),
    "title": ("Pledge.title",),
    "description": ("Pledge.description",),
    "contribution": ("Pledge.contributionType", "Pledge.contributionNote"),
    "theme": ("Pledge.theme", "Pledge.areaOfFocus", "Pledge.populationConcerned"),
    "objective": ("Pledge.gcrObjective",),
    "place": ("Pledge.implementedIn", "Pledge.implementedAcross", "Pledge.placeAsWritten"),
    "population": ("Pledge.populationConcerned", "Pledge.concernsPeopleFrom"),
    "situation": ("Pledge.addresses",),
    "multistakeholder_pledge": ("Pledge.partOf",),
    "partners": ("Pledge.jointWith", "Pledge.partnerAsWritten", "Actor.name", "Actor.represents"),
    "target_value": ("Target.value", "Pledge.note"),
    "target_unit": ("Target.unit",),
    "target_year": ("Target.targetYear",),
    "baseline": ("Target.baseline",),
    "amount": ("Pledge.amount", "Pledge.amountNote"),
    "currency": ("Pledge.currency",),
    "amount_note": ("Pledge.amountNote",),
    "stage": ("ImplementationUpdate.stage",),
    "stage_date": ("ImplementationUpdate.reportedOn",),
    "stage_basis": ("ImplementationUpdate.basis",),
    "stage_note": ("ImplementationUpdate.updateText",),
    "challenge": ("ImplementationUpdate.challenge",),
    "asks": ("Pledge.asksForSupport",),
    "asks_words": ("Pledge.asksWords",),
    "matched_with": (
        "Match.supports",
        "Match.supportedBy",
        "Match.contributionType",
        "Match.status",
        "Match.remark",
    ),
    "extent": ("Match.extent",),
    "standing": ("Pledge.standing",),
    "submitted_on": ("Pledge.submittedOn",),
    "pledge_count": ("PledgeAggregate.pledgeCount",),
    "is_aggregate": (),
    "note": ("Pledge.note",),
    "evidence": ("Pledge.evidence", "Match.evidence"),
    "more_evidence": ("Pledge.evidence",),
}
SUPPORT: Fields = {
    "pledge": ("Match.supports",),
    "supporter": ("Match.supportedBy", "Actor.name", "Actor.represents"),
    "channel": ("Match.channel",),
    "contribution": ("Match.contributionType",),
    "amount": ("Match.amount",),
    "currency": ("Match.currency",),
    "extent": ("Match.extent",),
    "covered": ("Match.covered",),
    "covered_unit": ("Match.coveredUnit",),
    "status": ("Match.status",),
    "matched_on": ("Match.matchedOn",),
    "evidence": ("Match.evidence",),
    "remark": ("Match.remark",),
}
PLATFORMS: Fields = {
    "code": ("SupportPlatform.code",),
    "label_en": ("SupportPlatform.labelEn", "SupportPlatform.name"),
    "label_fr": ("SupportPlatform.labelFr",),
    "definition": ("SupportPlatform.note",),
    "evidence": ("SupportPlatform.evidence",),
    "launched_on": ("SupportPlatform.launchedOn",),
    "priorities": (
        "SupportPlatform.priorityAsWritten",
        "SupportPlatform.theme",
        "SupportPlatform.areaOfFocus",
    ),
}
MEMBERS: Fields = {
    "platform": ("Membership.membershipOf",),
    "member": (
        "Membership.memberActor",
        "Membership.remark",
        "Actor.name",
        "Actor.represents",
        "SupportPlatform.covers",
    ),
    "role": ("Membership.memberRole",),
    "started_on": ("Membership.startedOn",),
    "ended_on": ("Membership.endedOn",),
    "evidence": ("Membership.evidence",),
}
MULTISTAKEHOLDER: Fields = {
    "code": ("MultistakeholderPledge.code",),
    "label_en": ("MultistakeholderPledge.labelEn", "MultistakeholderPledge.name"),
    "label_fr": ("MultistakeholderPledge.labelFr",),
    "definition": ("MultistakeholderPledge.note",),
    "evidence": ("MultistakeholderPledge.evidence",),
    "category": ("MultistakeholderPledge.category",),
    "members": ("Membership.memberActor", "Membership.remark", "Actor.name", "Actor.represents"),
    "note": ("MultistakeholderPledge.note",),
}
SITUATIONS: Fields = {
    "code": ("Situation.code",),
    "label_en": ("Situation.labelEn", "Situation.name"),
    "label_fr": ("Situation.labelFr",),
    "definition": ("Situation.note",),
    "evidence": ("Situation.evidence",),
    "origin": ("Situation.origin",),
    "asylum": ("Situation.asylum",),
    "platform": ("SupportPlatform.addresses",),
}
POPULATION: Fields = {
    "year": ("PopulationFigure.year",),
    "origin": ("PopulationFigure.origin",),
    "asylum": ("PopulationFigure.asylum",),
    "population_type": ("PopulationFigure.populationType",),
    "value": ("PopulationFigure.value",),
    **{
        code: ("PopulationFigure.value", "PopulationFigure.populationType")
        for code in POPULATION_TYPES
    },
}
NATIONAL: Fields = {
    "country": ("NationalArrangement.inCountry",),
    "name": ("NationalArrangement.name",),
    "other_names": ("NationalArrangement.otherName",),
    "kind": ("NationalArrangement.arrangementKind",),
    "lead": ("NationalArrangement.leadAsWritten",),
    "set_up_on": ("NationalArrangement.setUpOn",),
    "evidence": ("NationalArrangement.evidence",),
    "checked_on": ("NationalArrangement.checkedOn",),
    "note": ("NationalArrangement.note",),
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
