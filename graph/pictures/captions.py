"""Captions: the texts of a picture, in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping

from pledgegraph.ontology.languages import N_, NN_, Language

CAPTIONS: Mapping[str, str] = {
    "title": N_("Pledges: {title}"),
    "heading": N_("Pledges recorded for {title}"),
    "government": N_("{country} (government)"),
    "not dated": N_("date of the sources not stated"),
    "not public": N_("Made with records that are not public: {sources}."),
    "as of": N_("As of"),
    "search": N_("Search"),
    "closer": N_("Closer"),
    "farther": N_("Farther"),
    "whole": N_("Whole picture"),
    "filter level": N_("Support recorded"),
    "filter area": N_("Area"),
    "filter forum": N_("Forum"),
    "filter kind of actor": N_("Kind of actor"),
    "no level": N_("not of a host country"),
    "not stated": N_("not stated"),
    "no filter": N_("No filter"),
    "source": N_("Source"),
    "open tag": N_("open"),
    "no row": N_("Nothing here has all of this. Choose fewer filters, or other words."),
    "save": N_("Save for a slide (PNG)"),
    "print": N_("Print"),
    "drawing": N_("The picture; everything in it is also in the list below."),
    "legend": N_("What is shown"),
    "recorded": N_("recorded in a source"),
    "computed": N_("computed, not recorded"),
    "open": N_("open to matching"),
    "all open": N_("Open to matching: no support recorded in these sources {dated}"),
    "some open": N_(
        "Open to matching: no support, or not all that is sought, recorded in these sources {dated}"
    ),
    "as of day": N_("as of {as_of}"),
    "usual": N_("The usual tie between two kinds is named here, any other on its line."),
    "left out": N_("Not in this picture"),
    "hint": N_(
        "Click a card for its text, amount, target, stage and source. Drag to move, Ctrl and wheel "
        "to come closer; with the keyboard: arrows and + −."
    ),
    "list": N_("Everything in this picture, as a list"),
    "kind": N_("Kind"),
    "name": N_("Name"),
    "facts": N_("Facts"),
    "ties": N_("Ties"),
    "central": N_("focus"),
    "this": N_("this"),
    "computed tie": N_("(computed)"),
    "show": N_("Show in picture"),
    "found": N_("{hits} of {all} found"),
    "dashed": N_("Dashed: computed, not recorded in a source."),
    "left out, on a slide": N_("Not in this picture: {texts}"),
    "column area": N_("Area"),
    "column pledge": N_("Pledge"),
    "column title": N_("What was promised"),
    "column support": N_("Level of recorded support"),
    "column recorded": N_("Support recorded"),
    "column who": N_("By whom"),
    "column facts": N_("Facts"),
    "column people": N_("People concerned"),
    "column id": N_("Identifier"),
    "column country": N_("Country"),
    "column year": N_("Year of the figure"),
    "column hosts": N_("Host-country pledges"),
    "column supported": N_("With support recorded"),
    "column pledges": N_("Pledges"),
    "field": N_("{hosts} / {supported}"),
    "fields": N_(
        "In a field: host-country pledges / those with support recorded; a pledge may be in "
        "several."
        " People: all refugees, asylum-seekers and others in need of protection there (UNHCR)."
    ),
    "column actor": N_("Who"),
    "column kind": N_("Kind"),
    "way pledges": N_("own pledge that names the country"),
    "way by_arrangement": N_("own pledge for the region"),
    "way matches": N_("supports a pledge there (match)"),
    "way as_partner": N_("named as partner: not counted"),
    "way text_only": N_("only its words name the country: not counted"),
    "column by_arrangement": N_("Own pledges for the region"),
    "column matches": N_("Supports there (matches)"),
    "column as_partner": N_("Named as partner"),
    "column text_only": N_("Country named in the words only"),
    "member": N_("Member"),
    "hosted": N_("People hosted"),
    "hosted in": N_("People hosted, {year}"),
    "seats": N_(
        "Countries: host-country pledges / those with support recorded. People: all refugees, "
        "asylum-seekers and others in need of protection there (UNHCR)."
    ),
    "seats of some": N_(
        "People: all refugees, asylum-seekers and others in need of protection there (UNHCR)."
    ),
    "legend none-recorded": N_("none recorded"),
    "legend no support": N_("pledges, no support recorded"),
    "legend some support": N_("pledges, support recorded"),
    "level count": N_("{level}: {number}"),
    "legend dash": N_("–: none recorded"),
    "legend dash not listed": N_("–: none among these"),
    "not listed": N_("none among these"),
    "legend not listed": N_("none among these: other pledges may be recorded"),
    "legend no pledge": N_("none recorded: no pledge"),
    "legend no figure": N_("no figure of people: not stated"),
    "legend not stated": N_("no stage or amount shown: not stated"),
    "legend not stated or no room": N_(
        "no stage or amount shown: not stated, or no room (the table has it)"
    ),
    "firmest way": N_("Of several ways in a field the first of the legend; the table has all."),
    "group": N_("{area}, {level}: {pledges}"),
    "bars of amounts": N_("Bars: amounts; the longest is {currency} {amount}."),
    "bars of people": N_("Bars: people in a country."),
    "close": N_("Close"),
    "column text": N_("Its first sentence"),
    "legend related": N_("related: not tied to it"),
    "legend partly-supported": N_("in part"),
    "legend joint": N_("joint"),
    "legend matched": N_("matched"),
    "as a table": N_("The same rows as a table"),
    "silence": N_("“None recorded” says what the sources hold, not that there is none."),
    "sources": N_("Sources: {sources}. Not a product of UNHCR."),
    "sources and licence": N_("Sources: {sources}. Licence: {licence}. Not a product of UNHCR."),
}
"""Each text by its kind; its values are in braces."""
COUNTED: Mapping[str, tuple[str, str]] = {
    "things": NN_("{number} thing", "{number} things"),
    "tie count": NN_("{number} tie", "{number} ties"),
    "too full": NN_(
        "{number} thing is more than can be read in one picture ({most}). "
        "Search, or use the list below.",
        "{number} things are more than can be read in one picture ({most}). "
        "Search, or use the list below.",
    ),
    "further": NN_(
        "{number} further pledge: the {most} drawn are those with the least support recorded, then "
        "those that concern more people.",
        "{number} further pledges: the {most} drawn are those with the least support recorded, "
        "then those that concern more people.",
    ),
    "support recorded for": NN_(
        "{subject}: support recorded for {recorded} of {number} host-country pledge",
        "{subject}: support recorded for {recorded} of {number} host-country pledges",
    ),
    "further countries": NN_(
        "{number} further country, with fewer or unknown people, is in the table only.",
        "{number} further countries, with fewer or unknown people, are in the table only.",
    ),
    "people in": NN_("{number} person, {year}", "{number} people, {year}"),
    "further areas": NN_(
        "{number} further area, with fewer pledges",
        "{number} further areas, with fewer pledges",
    ),
    "pledges recorded for members": NN_(
        "{subject}: pledges recorded for {recorded} of {number} member",
        "{subject}: pledges recorded for {recorded} of {number} members",
    ),
    "matches of others": NN_(
        ", and matches alone for {number}",
        ", and matches alone for {number}",
    ),
    "members without": NN_(
        "{number} member has no own pledge and no match recorded there.",
        "{number} members have no own pledge and no match recorded there.",
    ),
    "further members": NN_(
        "{number} further member, with fewer countries",
        "{number} further members, with fewer countries",
    ),
    "further names": NN_("{number} more", "{number} more"),
    "many other actors": NN_(
        "{number} actor who is not a member",
        "{number} actors who are not members",
    ),
    "other actors": NN_("Not a member: {names}", "Not members: {names}"),
    "no pledge there": NN_(
        "{number} member: no pledge recorded there",
        "{number} members: no pledge recorded there",
    ),
    "pledge count": NN_("{number} pledge", "{number} pledges"),
    "further rows": NN_(
        "{number} further row is not on this page. Narrow what is drawn to see it.",
        "{number} further rows are not on this page. Narrow what is drawn to see them.",
    ),
    "in no field": NN_(
        "In no field: {number} host-country pledge that names no single country here.",
        "In no field: {number} host-country pledges that name no single country here.",
    ),
    "unseated": NN_(
        "In no field: {number} pledge in scope that names no single country here.",
        "In no field: {number} pledges in scope that name no single country here.",
    ),
    "unseated of some": NN_(
        "In no field: {number} pledge in scope.",
        "In no field: {number} pledges in scope.",
    ),
    "beyond": NN_(
        "Shown but not in scope: {number} pledge, tied to a country by region, words or a match.",
        "Shown but not in scope: {number} pledges, tied to a country by region, words or a match.",
    ),
    "others in scope": NN_(
        "Left out: {number} pledge in scope that is not of a host country.",
        "Left out: {number} pledges in scope that are not of host countries.",
    ),
}
"""The same for kinds that count."""
WORDS = (
    N_("submitted by"),
    N_("joint with"),
    N_("in"),
    N_("across"),
    N_("addresses"),
    N_("part of"),
    N_("covers"),
    N_("jointly supported by"),
    N_("supports"),
    N_("supported by"),
    N_("asylum in"),
    N_("title"),
    N_("text"),
    N_("contribution"),
    N_("amount"),
    N_("note on the amount"),
    N_("target"),
    N_("area"),
    N_("forum"),
    N_("kind of actor"),
    N_("people hosted"),
    N_("role"),
    N_("standing"),
    N_("stage"),
    N_("support requested"),
    N_("recorded support"),
    N_("extent"),
    N_("status"),
    N_("stated"),
    N_("inferred"),
    N_("yes"),
    N_("no"),
    N_("Actor"),
    N_("Match"),
    N_("Membership"),
    N_("Pledge"),
    N_("Statement about several pledges"),
    N_("Country"),
    N_("Situation"),
    N_("Support platform"),
    N_("Multi-stakeholder pledge"),
    N_("National arrangement"),
    N_("Forum"),
    N_("Area or theme"),
    N_("Update reported"),
    N_("Target"),
    N_("Population figure"),
)
"""Ties, facts and kinds, by their English names."""
IN_SCRIPTS = (
    "facts",
    "ties",
    "close",
    "show",
    "found",
    "dashed",
    "open",
    "open tag",
    "source",
    "no row",
    "left out, on a slide",
)
"""The captions that the page's scripts need."""


class Captions:
    """The captions of a picture in a language."""

    def __init__(self, language: str = "en") -> None:
        self.language = Language(language)

    def say(self, kind: str, **values: object) -> str:
        """A caption with its values."""
        text = self.language.translated(CAPTIONS[kind])
        return text.format(**values)

    def count(
        self,
        kind: str,
        number: int,
        **values: object,
    ) -> str:
        """A caption that counts."""
        singular, plural = COUNTED[kind]
        text = self.language.counted(singular, plural, number)
        # Grouped as the language does it; the form of the sentence goes by the number itself
        in_figures = self.language.number(number)
        return text.format(number=in_figures, **values)

    def word(self, english: str) -> str:
        """The name of a tie, a fact or a kind; an unknown one stays as it is."""
        # The catalogue would translate "" as its own header
        if not english:
            return ""
        return self.language.translated(english)

    def in_scripts(self) -> dict[str, str]:
        """The captions for the page's scripts, which fill the braces themselves."""
        captions = {}
        for kind in IN_SCRIPTS:
            captions[kind] = self.language.translated(CAPTIONS[kind])
        return captions
