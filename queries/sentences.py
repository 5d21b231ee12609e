"""Sentences: what is said for each kind of reason, marked for translation."""

from __future__ import annotations

from collections.abc import Mapping

from pledgegraph.ontology.languages import N_, NN_

from .contact_sentences import OF_CONTACTS
from .page_sentences import OF_PAGES

SENTENCES: Mapping[str, str] = {
    **OF_CONTACTS,
    **OF_PAGES,
    "supported in part": N_("Supported in part: {matches}."),
    "jointly supported": N_("Jointly supported through {pledges}."),
    "none recorded": N_("None recorded for this pledge."),
    "requested": N_("Support is publicly requested."),
    "requested in words": N_("Support is publicly requested: {words}."),
    "offered": N_("Offered, not counted: {matches}."),
    "other means": N_("By other means, not counted: {matches}."),
    "declined": N_("Declined, not counted: {matches}."),
    "related": N_("Related: {pledge}; it is not stated that it covers this pledge."),
    "related by arrangement": N_(
        "Related: {pledge} (by arrangement: {arrangement}); it is not stated that it covers this"
        " pledge."
    ),
    "own means": N_("Own means: {contributions}."),
    "role inferred": N_("Host role inferred, not stated by the source."),
    "people not counted": N_(
        "The text also names {people}, whom the figure of people does not count."
    ),
    "reported, not official": N_("Reported, not official: {text}."),
    "note": N_("Note of the source: {note}."),
    "level partly-supported": N_("partly supported: {matches}"),
    "level joint": N_("joint: {pledges}; support requested"),
    "level related": N_("related: {pledges}"),
    "level related and more": N_("related: {pledges} and {count} more"),
    "level none-recorded": N_("none recorded"),
    "listed": N_("{hosts} in scope, {count} listed."),
    "not listed, fulfilled": N_("Not listed: {pledge} is officially fulfilled."),
    "not listed, joint": N_(
        "Not listed: {pledge} is jointly supported through {others}; extent not stated."
    ),
    "not listed, matched": N_("Not listed: {pledge} is matched: {matches}{extent}."),
    "not listed, matched, requested": N_(
        "Not listed: {pledge} is matched: {matches}{extent}; support requested."
    ),
    "nothing": "",
    "extent not stated": N_(", extent not stated"),
    "extent not stated for": N_(", extent not stated for {count} of {all}"),
    "pledge by": N_("{pledge} by {actors}"),
    "more not listed": N_("Not listed: {number} more."),
    "maybe one": N_("{one} and {other} may be one pledge: decide."),
    "aggregate": N_(
        "A source reports {pledges} by {actor} together ({name}, {title}); it is not counted here."
        " Itemised in these sources: {itemised}."
    ),
    "aggregate and more": N_(
        "A source reports {pledges} by {actor} together ({name}, {title}); it is not counted here."
        " Itemised in these sources: {itemised} and more."
    ),
    "people": N_("People: {types}; UNHCR figures of {years} ({files}). Rows do not add up."),
    "asylum by figures": N_(
        "Asylum countries of {situation} by UNHCR's figures of {year}: {countries} "
        "({fewest} or more refugees and asylum-seekers from there); no source names them."
    ),
    "no asylum country": N_(
        "No source names an asylum country of {situation}, nor do UNHCR's figures show one."
    ),
    "coverage": N_("Of {pledges}{about}, {contributing} and {updated}; {dated}."),
    "rows": N_("{rows}; {dated}."),
    "coverage of gaps": N_(
        "Of {pledges}{about}: {hosts} of host countries, {others} of others with support that has"
        " not ended; {dated}."
    ),
    "people of places": N_(
        "People: refugees, asylum-seekers and others in need of international protection, UNHCR's"
        " figures of {years}. One figure for a place, the same in each row: do not add it up."
    ),
    "no people of places": N_("These sources have no figures of the people there."),
    "people of situation": N_(
        "People from {origins}, by country: {parts}. They are counted by country of origin; not all"
        " of them need be of this situation ({situation})."
    ),
    "protracted there": N_(
        "Protracted here ({place}), with 25,000 or more in each of at least five years: {what}."
    ),
    "from in": N_("{origin} in {country}"),
    "counted with others": N_("{what} (with others in need of international protection)"),
    "naming the situation": N_("Naming the situation ({situation}): {pledges}."),
    "naming a country of it": N_("Naming one of its countries only ({situation}): {pledges}."),
    "no host itemised": N_(
        "No host-country pledge is itemised here, so no row can be read as a gap."
    ),
    "area not stated there": N_("Pledges counted here that state no area or theme: {number}."),
    "counted twice": N_("Counted in more than one row or column: {pledges}."),
    "ended, not counted": N_("Ended, not counted: {pledge} ({what}); {why}."),
    "officially fulfilled": N_("officially fulfilled"),
    "target year passed": N_("target year {target_year} passed"),
    "regional, apart": N_(
        "For a region that includes the place, by arrangement, not counted in the rows: {pledges}."
    ),
    "tie not stated": N_("tie not stated"),
    "tied to": N_("tied to {pledges}"),
    "said alone": "{what}",
    "with remarks": N_("{what}; {remarks}"),
    "own means of": N_("{pledge}: {means}"),
    "theme without an area": N_("theme without an area"),
    "no area stated": N_("area not stated"),
    "protracted": N_(
        "Refugees from {origin} in {asylum} (protracted, computed from UNHCR's figures: {people} in"
        " {year})"
    ),
    "protracted with others": N_(
        "Refugees and others in need of international protection from {origin} in {asylum}"
        " (protracted, computed from UNHCR's figures: {people} in {year})"
    ),
    "suggested country": N_("{country} ({situations})"),
    "suggested country by figures": N_(
        "{country} ({situations}; asylum country by UNHCR's figures only)"
    ),
    "suggested of": N_(
        "The words of {number} of these pledges suggest a place; whether it is meant, a person"
        " decides. For the others nothing is suggested."
    ),
    "suggested loosely": N_("{region} (words used loosely)"),
    "suggested platform": N_("situations of the support platform {platform}: {situations}"),
    "place and area recorded": N_("place and area recorded"),
    "place recorded, area open": N_("place recorded, area open"),
    "works with someone already involved": N_("works with someone already involved"),
    "area recorded, place open": N_("area recorded, place open"),
    "peer host": N_("peer host"),
    "nothing listed": N_("Nothing listed has {text} in it. `{command}` lists all."),
    "nothing listed, near": N_(
        "Nothing listed has {text} in it. Did you mean {names}? `{command}` lists all."
    ),
    "texts cut": N_("A text that ends in … is whole in a file: -o FILE.xlsx."),
    "more notices": N_("and {count} more; --format markdown has all of them"),
    "no cell, a source": N_(
        "No cell of a source states the values of {node}: "
        "they come from the file and pledgegraph.toml."
    ),
    "no cell": N_(
        "No cell of a source states the values of {node}: they come from pledgegraph's own lists."
    ),
    "counts": N_("(counts)"),
    "does not count": N_("(does not count: another source is newer, or replaces this one)"),
    "more cells": N_("and {count} more; --format csv gives all"),
    "open it": N_("{file}: open it in a browser."),
    "written": N_("{file} is written."),
    "boxes": N_(
        "{letters}: no font on this machine has these letters, so that they are drawn as boxes. "
        "Install a font for them, such as Noto Sans, and draw again."
    ),
    "tour, picture": N_("{file}: a picture of Ethiopia's pledges; open it in a browser."),
    "tour, next": N_("{folder}: the workspace. Next: {command}"),
    "further tables": N_("Further tables of this answer: {tables}; --table NAME gives one."),
    "unknown": N_("unknown"),
    "not public": N_("Made with records that are not public: {sources}."),
    "sources up to": N_("sources up to {date}"),
    "date not stated": N_("date of the sources not stated"),
    "as of": N_("as of {as_of}"),
    "in brackets": "({text})",
    "dated and as of": "{dated}; {as_of}",
    "no date": N_(
        "No date of the sources is stated, so no target year counts as passed: give --as-of."
    ),
    "date to come": N_(
        "A source states the date {date}, which is to come: it is not taken for the sources' date."
    ),
    "later counts too": N_(
        "What the sources state after {as_of} counts too: --as-of says which day is taken for"
        " today."
    ),
    "new actors": N_(
        "{actors} with no pledge recorded for {places} in these sources, active through {count} of"
        " {pledges} on {areas}{without}, not of host countries and not ended; {dated}."
    ),
    "new actors, with ended": N_(
        "{actors} with no pledge recorded for {places} in these sources, active through {count} of"
        " {pledges} on {areas}{without}, not of host countries; {dated}."
    ),
    "active through": N_("{pledge} ({contributions}{where})"),
    "that has ended": N_("{pledge}, ended"),
    "active as partner": N_("partner of {pledge}{where}, own contribution not stated"),
    "there in": ", {countries}",
    "there in, apart": " ({countries})",
    "known through": N_("{actor}: {names}"),
    "close tie": N_("joint pledge or match"),
    "tie by arrangement": N_("arrangement"),
    "no tie": N_("none recorded"),
    "nobody recorded there": N_("No pledge in these sources names this place."),
    "country named": N_("country named"),
    "by arrangement only": N_("by arrangement only"),
    "kinds there": N_("Kinds of actor with a pledge that names the place: {kinds}."),
    "kinds by arrangement": N_("Kinds of actor there by arrangement only: {kinds}."),
    "kinds elsewhere": N_(
        "Kinds of actor active on this area elsewhere, of which no pledge is recorded there:"
        " {kinds}."
    ),
    "no kind recorded": N_("For {actors}, no kind of actor is recorded."),
    "new partnerships": N_(
        "{pairs} of {hosts} with an actor that has no joint pledge or match with it in these"
        " sources, {several} of them by two or more records; {dated}."
    ),
    "evidence named": N_("{name} names the country"),
    "evidence text": N_("the text of {name} names the country, its place does not"),
    "evidence platform": N_(
        "in the core group of {name}, a platform that covers the country ({number} participants)"
    ),
    "evidence lead": N_(
        'both in the multi-stakeholder pledge "{name}" ({number} participants{remark})'
    ),
    "evidence under": N_(
        'both pledged under the multi-stakeholder pledge "{name}" ({number} participants{remark})'
    ),
    "as remarked": "; {words}",
    "no government asked": N_(
        "None of the actors asked for is the government or a ministry of a country recorded here."
    ),
    "no host government there": N_(
        "No government there has a host-country pledge in these sources."
    ),
    "what nearness means": N_(
        "Shared arrangements by size: one with ten participants counts 10, one with twenty 5, as"
        " those in a small one know each other better."
    ),
    "what groups mean": N_(
        "Same group: by matches and joint pledges both are linked more with the others of their"
        " group than with anybody else. Unknown: one of them has no match and no joint pledge."
    ),
    "what pairs mean": N_(
        "Pairs that it links: how many pairs of other actors are joined most shortly through it, by"
        " matches and joint pledges; who links many can introduce others."
    ),
    "looked through for": N_("looked through for {pledge}"),
    "naming countries": N_("naming {countries}"),
    "on areas": N_("on {areas}"),
    "with actors": N_("with {actors}"),
    "submitted by types": N_("(type of submission: {types})"),
    "submitted as": N_("(role of the submitter: {roles})"),
    "at forums": N_("announced at {forums}"),
    "pledge has ended": N_(
        "{pledge} has ended: it is officially fulfilled, or its target year has passed"
    ),
    "only these contacts": N_("Only contacts that were asked for are listed: {names}."),
    "type not stated": N_("Actors whose type no source states are not among them."),
    "already involved": N_("already involved"),
    "no pledge on this place or area": N_("no pledge on this place or area"),
    "this support is not recorded": N_("this support is not recorded"),
    "lacks other support": N_("lacks other support"),
    "ordered by fit": N_(
        "Ordered by what the own pledges of {actors} fit: computed from what is recorded; not"
        " asked, not committed."
    ),
    "ordered by support": N_(
        "Pledges for which this support is not recorded come first: {contributions}."
    ),
    "serving objectives": N_("(objective of the Compact: {objectives})"),
    "without these": N_("(left out: {names})"),
}
"""What is said for each kind of reason; the braces name its values."""
CONTRIBUTIONS = (
    N_("financial"),
    N_("technical"),
    N_("material"),
    N_("resettlement"),
    N_("policy"),
    N_("other"),
)
"""The codes of contribution types, which in English are their names within a sentence."""
PLURALS: Mapping[str, tuple[str, str]] = {
    "stating a contribution": NN_(
        "{number} states a contribution", "{number} state a contribution"
    ),
    "with an update": NN_("{number} has an update", "{number} have an update"),
    "addresses by figures": NN_(
        "{pledge}: {number} of the {total} refugees in {country} is from {origin} ({share} %), "
        "whose situation it addresses",
        "{pledge}: {number} of the {total} refugees in {country} are from {origin} ({share} %), "
        "whose situation it addresses",
    ),
    "people of origin": NN_(
        "Of the {total} people, {number} is a refugee from {origin}.",
        "Of the {total} people, {number} are refugees from {origin}.",
    ),
    "more maybe one": NN_(
        "May be one pledge: {number} more pair.", "May be one pledge: {number} more pairs."
    ),
    "rows shown": NN_(
        "{shown} of {number} row; --format csv gives all.",
        "{shown} of {number} rows; --format csv gives all.",
    ),
    "rows limited": NN_(
        "{shown} of {number} row; {left} left out by --limit {limit}.",
        "{shown} of {number} rows; {left} left out by --limit {limit}.",
    ),
    "pledges": NN_("{number} pledge", "{number} pledges"),
    "rows of": NN_("{number} row", "{number} rows"),
    "more ended, not counted": NN_(
        "And {number} more that has ended.", "And {number} more that have ended."
    ),
    "without option": NN_(
        "Without {option} there is {number} row.", "Without {option} there are {number} rows."
    ),
    "nearest question": NN_(
        "{command} has {number} row for the same parameters.",
        "{command} has {number} rows for the same parameters.",
    ),
    "host-country pledges": NN_("{number} host-country pledge", "{number} host-country pledges"),
    "more related": NN_(
        "{number} more related pledge; --related all lists it.",
        "{number} more related pledges; --related all lists them.",
    ),
    "shares more": NN_(
        "and in {number} more arrangement with those who are involved",
        "and in {number} more arrangements with those who are involved",
    ),
    "also more": NN_("and {number} more pledge", "and {number} more pledges"),
    "more contacts": NN_(
        "{number} more in the tier: {tier}; --contacts all lists it.",
        "{number} more in the tier: {tier}; --contacts all lists them.",
    ),
    "ended, not listed": NN_(
        "{number} has ended and is not listed: {pledges}; --with-ended lists it.",
        "{number} have ended and are not listed: {pledges}; --with-ended lists them.",
    ),
    "actors of": NN_("{number} actor", "{number} actors"),
    "partners not listed": NN_(
        "Not listed: {number} named partner whose own contribution is not stated and that shares"
        " nothing recorded with anybody there.",
        "Not listed: {number} named partners whose own contribution is not stated and that share"
        " nothing recorded with anybody there.",
    ),
    "pairs of": NN_("{number} pair", "{number} pairs"),
    "host governments": NN_("{number} host government", "{number} host governments"),
    "one piece only": NN_(
        "One piece of evidence, counted and not shown: {actors} ({number} actor).",
        "One piece of evidence each, counted and not shown: {actors} ({number} actors).",
    ),
    "more partnerships": NN_(
        "{host}: {number} more with two or more pieces of evidence.",
        "{host}: {number} more with two or more pieces of evidence each.",
    ),
    "in situations": NN_(
        "in countries of the situation {names}", "in countries of the situations {names}"
    ),
    "in regions": NN_("in the region {names}", "in the regions {names}"),
    "in platforms": NN_(
        "in countries of the support platform {names}",
        "in countries of the support platforms {names}",
    ),
}
"""The same for kinds that count: for a ``number`` of one, and for others."""
