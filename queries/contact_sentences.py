"""Contact sentences: what is said of suggested contacts, and of what they are suggested for."""

from __future__ import annotations

from collections.abc import Mapping

from pledgegraph.ontology.languages import N_

OF_CONTACTS: Mapping[str, str] = {
    "no host in scope": N_(
        "No host-country pledge in scope: name another pledge, country or area."
    ),
    "aim": N_("{countries}: {topics}"),
    "aim of": N_("{hosts}: {names}."),
    "no pledge yet": N_(
        "No host-country pledge on this place and area is in these sources: the contacts are for a"
        " new one."
    ),
    "in already": N_(
        "{pledge}: already involved: {actors}. Recorded: {recorded}. Still missing: {lacking}."
    ),
    "in already, nothing lacking": N_(
        "{pledge}: already involved: {actors}. Recorded: {recorded}."
        " Still missing: none of the three."
    ),
    "maybe one, supported": N_(
        "{one} and {other} may be one pledge: decide. If they are one, the support recorded for"
        " {supported} is support for {bare} too; if not, none is recorded for {bare}."
    ),
    "maybe one, contacts": N_(
        "{one} and {other} may be one pledge: decide. If they are one, {actors} are already"
        " involved and are not contacts."
    ),
    "and more": N_("{names} and {number} more"),
    "more": N_("and {number} more"),
    "is on": N_("{pledge} is on {topics}{forum}"),
    "at forum": ", {forum}",
    "names countries": N_("{pledge} names {countries}"),
    "place includes": N_("{pledge} is for {arrangement}, which includes {countries}"),
    "addresses situation": N_(
        "{pledge} addresses {arrangement}, and a source names {countries} as asylum country"
    ),
    "area not stated": N_("{pledge} states no area"),
    "area is another": N_("{pledge} is on {topics}; nothing is recorded on this area"),
    "place reads": N_('its place reads "{words}"'),
    "no place stated": N_("it names no place"),
    "text says": N_('the text of {pledge} says "{words}"'),
    "text says loosely": N_(
        'the text of {pledge} says "{words}", words that are also used for {country}: a hint, no'
        " place"
    ),
    "brings what is lacking": N_("brings what is lacking: {contributions}"),
    "policy only": N_("{pledge} is policy only"),
    "contribution of pledge not stated": N_("{pledge} does not state its contribution"),
    "named partner": N_("named partner of {pledge}; its own contribution is not stated"),
    "core group member": N_("member of the core group of {platform}, which covers {countries}"),
    "people of platform": N_(
        "of the {total} refugees in {country}, from the situations that {platform} addresses:"
        " {parts}"
    ),
    "people from": "{origin} {number}",
    "shares joint pledge": N_(
        "works with {actors} in the joint pledge {name} ({number} participants)"
    ),
    "shares match": N_("works with {actors} in a match for {name} ({number} participants)"),
    "shares multi-stakeholder pledge": N_(
        'works with {actors} in the multi-stakeholder pledge "{name}" ({number} participants)'
    ),
    "pledged under the same": N_(
        'pledged, as {actors}, under the multi-stakeholder pledge "{name}" ({number} participants)'
    ),
    "shares platform": N_(
        "works with {actors} in the support platform {name} ({number} participants)"
    ),
    "works with related actor": N_(
        "works on {topics} in {pledge} with {actor}, whose own pledge names this place and area"
    ),
    "same kind of actor": N_("same kind of actor ({actor_type}) as {actors}, already involved"),
    "also": N_("also {pledge} ({contributions})"),
    "same platform": N_("same support platform: {platforms}"),
    "same sub-region": N_("same sub-region: {regions}"),
    "tier empty": N_("Nobody in the tier: {tier}."),
}
"""What is said for each kind of reason; the braces name its values."""
