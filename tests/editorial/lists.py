"""Many pairs at once, past every form: for the cost of lists."""

from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page, Revision

from core.dates import today
from editorial.models import Alignment, Assignment, Pair
from home.models import HomePage, StandardPage
from tests.editorial.pairs import together


def many_pairs(number, person=None):
    """That many more live pairs, each with a French page that is a word behind, which is asked of that person."""
    homes = {home.locale.language_code: home for home in HomePage.objects.select_related("locale")}
    start = Pair.objects.count()
    pairs = Pair.objects.bulk_create(Pair(translation_key=uuid4(), together=True) for _ in range(number))
    pages, before, after = {}, {}, {}
    for language, home in homes.items():
        made = [_page(home, pair, start + place) for place, pair in enumerate(pairs)]
        pages[language] = Page.objects.bulk_create(made)
        before[language], after[language] = (
            Revision.objects.bulk_create(_revision(page, words) for page in made) for words in ("Een.", "Een twee.")
        )
        for page, revision in zip(made, after[language], strict=True):
            page.live_revision = page.latest_revision = revision
        Page.objects.bulk_update(made, ["live_revision", "latest_revision"], batch_size=200)
    _align(pages["nl"], pages["fr"], after["fr"])
    _align(pages["fr"], pages["nl"], before["nl"])
    if person:
        Assignment.objects.bulk_create(
            Assignment(page=page, person=person, due_on=today(), at=timezone.now()) for page in pages["fr"]
        )
    return pairs


def _page(home, pair, number):
    slug = f"rij-{number}"
    return Page(
        path=Page._get_path(home.path, home.depth + 1, 1000 + number), depth=home.depth + 1, slug=slug,
        url_path=f"{home.url_path}{slug}/", title=f"Rij {number}", draft_title=f"Rij {number}", locale=home.locale,
        translation_key=pair.translation_key, content_type=ContentType.objects.get_for_model(StandardPage),
        first_published_at=timezone.now(), last_published_at=timezone.now(),
        latest_revision_created_at=timezone.now(), live=True,
    )  # fmt: skip


def _revision(page, words):
    return Revision(
        content_type=page.content_type, base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk), content={"pk": page.pk, "title": page.title, "introduction": words, "body": "[]"},
        object_str=page.title, created_at=timezone.now(),
    )  # fmt: skip


def _align(pages, others, revisions):
    Alignment.objects.bulk_create(
        Alignment(page=page, counterpart=other, revision=revision, said_at=timezone.now())
        for page, other, revision in zip(pages, others, revisions, strict=True)
    )


def in_review(number, by):
    """That many pairs of which the Dutch page waits for a colleague."""
    for place in range(number):
        page = together(f"nazicht-{Pair.objects.count()}-{place}")["nl"]
        page.get_workflow().start(page, by)
