"""The pages of a new pledge, in the partners' own words."""

from django.core.exceptions import ValidationError
from django.utils.html import linebreaks
from wagtail.rich_text import RichText

from actions.models import PledgePage
from editorial.refusals import PublicationRefused
from editorial.services.publication import page_approve


def pages_publish(*, pledge, promise, author, by):
    """Write the words into its pages and publish them: who accepts a pledge approves its words too.

    Raises ValidationError with what an editor would have to correct first.
    """
    for language, page in pledge.pages_by_language().items():
        page.introduction, body = introduction_and_body(promise.texts["aim"][language])
        page.body = [("rich_text", RichText(str(linebreaks(body, autoescape=True))))] if body else []
        revision = page.save_revision(user=author)
        try:
            page_approve(page=page, revision=revision, by=by)
        except PublicationRefused as refusal:
            raise ValidationError(refusal.message) from refusal


def introduction_and_body(text):
    """The first paragraph stands under the title, as far as that has room for it; the promise itself is a fact."""
    first, _gap, rest = text.partition("\n\n")
    longest = PledgePage._meta.get_field("introduction").max_length
    return (" ".join(first.split()), rest.strip()) if len(first) <= longest else ("", text)
