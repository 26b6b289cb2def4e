"""Puts the words of the files on pages and publishes them."""

from .files import stream

TEXTS = ("introduction", "mandate", "guiding_lines", "listing_title", "listing_summary")


def publish_pages(record, texts, media, user):
    """Fill and publish the draft pages of a new record in the languages that have words; the others stay drafts."""
    for language, page in record.pages_by_language().items():
        if language in texts:
            publish(page, texts[language], media, user)


def publish(page, row, media, user):
    """Fill one page and publish it."""
    for name in TEXTS:
        if name in row:
            setattr(page, name, row[name])
    if "slug" in row:
        page.slug = row["slug"]
    if "body" in row and hasattr(page, "body"):
        page.body = stream(row["body"], media)
    page.full_clean()
    page.save_revision(user=user).publish(user=user)
