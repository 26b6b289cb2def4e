"""How readers of a page find its feed: a link for programs in the head, and a box for people at the foot."""

from core import slots

from .addresses import SEARCH, feed_url
from .subjects import FRONT_PAGE, Followed, followed


@slots.provide("page:head", name="feed", template="follow/feeds/head.html", queries=0)
def link_of_feed(page, language):
    subject = followed(page)
    if subject is None:
        return None
    title = "" if subject.kind == "everything" else page.title
    return {"feed_url": feed_url(subject.kind, subject.code, language), "title": title}


@slots.provide("page:foot", name="follow", template="follow/feeds/box.html", queries=0)
def box(page, language):
    subject = followed(page)
    if subject is None or page._meta.label_lower == FRONT_PAGE:
        return None
    return _ways(subject, language)


@slots.provide("search.results", name="follow", template="follow/feeds/box.html", queries=0)
def box_of_search(words, language):
    return _ways(Followed(SEARCH, words), language) if words else None


def _ways(subject, language):
    from follow.alerts.addresses import follow_url

    return {
        "kind": subject.kind,
        "mail_url": follow_url(subject.kind, subject.code, language),
        "feed_url": feed_url(subject.kind, subject.code, language),
    }
