"""Puts the words of the files on pages and has them approved by another service, as editors do."""

from editorial.services.publication import page_approve
from users.models import User

from .files import stream

TEXTS = ("title", "introduction", "mandate", "guiding_lines", "listing_title", "listing_summary", "slug")
PICTURES = ("picture", "listing_image")
AUTHORS = {"nl": "dutch-editor", "fr": "french-editor"}
APPROVER = "foreign-moderator"


def publish_pages(record, texts, media):
    """Fill and publish the draft pages of a new record in the languages that have words; the others stay drafts."""
    for language, page in record.pages_by_language().items():
        if language in texts:
            publish(page, texts[language], media)


def publish(page, row, media):
    """Fill one page and approve it: it goes live, with its other languages where those go together."""
    page_approve(page=page, revision=write(page, row, media), by=person(APPROVER))


def write(page, row, media, by=None):
    """Save the words of that row as a draft of the page, by that person or the editor of its language."""
    for name in TEXTS:
        if name in row:
            setattr(page, name, row[name])
    for name in PICTURES:
        if name in row:
            setattr(page, f"{name}_id", media[row[name].removeprefix("@")])
    if "body" in row and hasattr(page, "body"):
        page.body = stream(row["body"], media)
    page.full_clean()
    return page.save_revision(user=by or person(AUTHORS[page.locale.language_code]), log_action=True)


def person(username):
    return User.objects.get(username=username)
