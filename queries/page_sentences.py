"""Page sentences: what is said on the page about one pledge."""

from __future__ import annotations

from collections.abc import Mapping

from pledgegraph.ontology.languages import N_

OF_PAGES: Mapping[str, str] = {
    "page of pledge": N_("{pledge}, submitted by {actors}{forum}; {dated}."),
    "page of pledge, nobody named": N_("{pledge}, submitter not named{forum}; {dated}."),
    "withdrawn": N_(
        "It was withdrawn: levels of support are not worked out for withdrawn pledges."
    ),
    "fulfilled": N_("It is officially fulfilled."),
    "not of a host country": N_(
        "It is not a host-country pledge: levels of support are worked out for those only."
    ),
    "supported": N_("Supported: {matches}{extent}."),
    "supports jointly": N_("It supports jointly: {pledges}."),
    "the pledge itself": N_("the pledge itself"),
    "named as a partner": N_("named as a partner"),
    "submitted it": N_("submitted it"),
}
"""What is said for each kind of reason; the braces name its values."""
