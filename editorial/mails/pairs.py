"""A pair on its way: what waits, what is awaited, what is planned, live or out of date."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.languages import language_name
from core.places import address_of
from editorial.difference import changes_since_alignment
from editorial.services.alignment import counterparts, is_stale
from editorial.services.publication import fresh
from editorial.states import State, describe

from . import readers
from .excerpts import excerpt
from .facts import about, change_of, person_name
from .post import absolute, address, one_line, send


def tell_it_waits(page, revision, waits_for, by):
    """Approved, but not live: to who wrote it, and to who writes the languages that it waits for."""
    page = fresh(page)
    if page is None:
        return
    change = {"since": page.live_revision_id, "page": page, "revision": revision}
    others = {other.locale.language_code: other for other in counterparts(page)}
    missing = [code for code in waits_for if code != page.locale.language_code]

    def facts():
        names = " + ".join(language_name(code) for code in missing)
        return about(page, by, waits_for=names, change=change_of(**change))

    send("waits", readers.writers(page, revision, page.live_revision_id, by), facts, preference="approved")
    for code in missing:
        _tell_it_is_awaited(page, others.get(code), code, by, change)


def _tell_it_is_awaited(page, other, code, by, change):
    if other and describe(other).state == State.REVIEW:
        return  # who decides on it has a mail already
    people = readers.editors(other, by) if other else [one for one in readers.editors_of(code) if one != by]

    def facts():
        own = about(other) if other else {"edit_url": _where_to_start(page, code)}
        return own | {
            "who": person_name(by),
            "waiting_title": one_line(page.get_admin_display_title()),
            "waiting_language": language_name(page.locale.language_code),
            "wanted": language_name(code),
            "step": _step(other),
            "change": change_of(**change),
        }

    send("awaited", people, facts, preference="submitted")


def _step(other):
    if other is None:
        return _("Start the translation")
    return one_line(describe(other).next_step, 300) or _(
        "Bring the text up to date, or say that no translation is needed"
    )


def _where_to_start(page, code):
    above = page.get_parent().get_translations().filter(locale__language_code=code).first()
    return address("wagtailadmin_explore", above.pk) if above else address("wagtailadmin_home")


def tell_what_became_of_it(template, publications, by, moment=None):
    """Live, or planned: one mail to each of those who worked on one of the languages."""
    found = [(fresh(page), revision, since) for page, revision, since in publications]
    found = [(page, revision, since) for page, revision, since in found if page]
    people = [person for page, revision, since in found for person in readers.writers(page, revision, since, by)]

    def facts():
        pages = [
            about(
                page,
                change=change_of(page, revision, since, places=3),
                url=absolute(address_of(page.url_path)) if page.live else "",
            )
            for page, revision, since in found
        ]
        when = date_format(localtime(moment), "DATETIME_FORMAT") if moment else ""
        return {"pages": pages, "title": pages[0]["title"], "who": person_name(by), "moment": when}

    if people:
        send(template, people, facts, preference="approved")


def tell_it_is_stale(page, counterpart, by):
    """The other language changed: to who keeps this one."""
    page, counterpart = fresh(page), fresh(counterpart)
    if not page or not counterpart or not is_stale(page, counterpart):
        return

    def facts():
        change = changes_since_alignment(page, counterpart)
        return about(
            page,
            by,
            other_title=one_line(counterpart.get_admin_display_title()),
            other_language=language_name(counterpart.locale.language_code),
            change=excerpt(change) if change else None,
        )

    send("stale", readers.editors(page, by), facts, preference="submitted")
