"""What each component is for, in one sentence, grouped as the gallery shows them."""

from django.utils.translation import gettext_lazy as _

GROUPS = [
    (
        _("Signs and pictures"),
        {
            "mark": _("The two rings: two languages, partners."),
            "brand": _("Leads home from every page."),
            "icon": _("Says what a link or a button does, beside its words."),
            "pictogram": _("The shape of a standing; it stands beside its word, never alone."),
            "pictograms": _("Draws every shape once on a page, so that a list of hundreds stays light."),
            "illustration": _("Fills an empty place with the motif of the mark; it never says anything by itself."),
            "picture": _("A photograph or drawing in the formats and widths that a screen can choose from."),
            "status": _("Where something stands: word, shape and colour, in that order of importance."),
            "fictional": _("Says beside a name that it was invented."),
        },
    ),
    (
        _("Figures and progress"),
        {
            "progress": _("How many stand where: one bar and its legend."),
            "progress_legend": _("The words and numbers of a bar; each leads to its list."),
            "marks": _("One mark for every commitment, on the front page."),
            "rules": _("How the figures were counted, behind a click."),
        },
    ),
    (
        _("Promises"),
        {
            "commitments": _("What each government promised in an action, side by side."),
            "deadline": _("By when, in words."),
            "due": _("By when; of a date that moved the first one, the current one and how often."),
            "moves": _("Each time a date moved, and why."),
            "milestone_list": _("The steps of a commitment, each with its day."),
            "milestones": _("The same steps behind a click, where there is little room."),
            "timeline": _("What was reported, the newest first; a corrected report stays."),
        },
    ),
    (
        _("Lists"),
        {
            "section_heading": _("Opens a part of a page: title, number, and where the whole list is."),
            "card": _("One thing in a list: what it is, its name, a sentence, its facts."),
            "facets": _("Narrows a list with what is in it, each choice with its number; works without script."),
            "facets_group": _("One of the ways to narrow a list."),
            "facets_button": _("Sends the choices where there is no script."),
            "chips": _("Themes and goals; each leads to the list that it narrows."),
            "pagination": _("The pages of a long list, with gaps."),
            "empty": _("Says that there is nothing, why, and how to go on."),
        },
    ),
    (
        _("Facts and people"),
        {
            "facts": _("Label and value, at the head of a page or in its margin."),
            "contact": _("How to reach somebody: address, telephone, e-mail."),
            "people": _("Who speaks for an organisation, as far as they want to be named."),
            "members": _("Who sits in a group, with the role and since when."),
            "logos": _("Who pays for it; the name stands where there is no picture."),
        },
    ),
    (
        _("Forms and messages"),
        {
            "notice": _("Something to know before going on; the tone is a word, a sign and a colour."),
            "other_language": _("Says that a text stands only in another language."),
            "errors": _("What is not right yet, on top of a form; each line leads to its field."),
            "form": _("Any form: label above, help before the field, errors on top and beside."),
            "typed": _("What somebody typed and may still need, to copy from."),
            "search_form": _("Searches the whole site, with or without script."),
        },
    ),
    (
        _("Around every page"),
        {
            "stylesheets": _("What every page wears: its style sheets and its sign; nothing to see."),
            "main_nav": _("The parts of the site, where there is room for a row."),
            "menu": _("Search and personal space; on a narrow screen the whole menu behind a button."),
            "nav_link": _("One link of a menu; the current part of the site is marked."),
            "language_switcher": _("The same page in another language, or the nearest one."),
            "breadcrumbs": _("The way down to this page."),
            "footer": _("Who stands behind the site, and on which terms its texts may be used."),
        },
    ),
]

PURPOSES = {name: purpose for _title, purposes in GROUPS for name, purpose in purposes.items()}
