"""Every page belongs to a pair, and everybody who changes its words is an author: kept up at each save."""

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.checks import page_types
from core.models import BasePage

from .digests import words_digest
from .models import Author, Pair, Ready
from .refusals import PublicationRefused

TOGETHER = BasePage.LanguagePolicy.TOGETHER


def connect():
    pre_save.connect(refuse_to_hide, dispatch_uid="refuse_to_hide")
    post_save.connect(make_the_pair, dispatch_uid="make_the_pair")
    post_save.connect(note_the_author, sender=Revision, dispatch_uid="note_the_author")
    post_save.connect(cancel_the_schedule_of_the_pair, sender=Revision, dispatch_uid="cancel_the_schedule")
    pre_delete.connect(take_the_others_down, sender=Page, dispatch_uid="take_the_others_down")
    post_delete.connect(forget_the_pair, sender=Page, dispatch_uid="forget_the_pair")


def refuse_to_hide(sender, instance, raw=False, update_fields=None, **kwargs):
    """A save that began before the page went live would take it down again, and put a draft in its place."""
    from .services.publication import is_inside

    writes_live = update_fields is None or "live" in update_fields
    if raw or not isinstance(instance, BasePage) or instance.live or not writes_live or not instance.pk or is_inside():
        return
    if Page.objects.filter(pk=instance.pk, live=True).exists():
        raise PublicationRefused(
            _("This page went live a moment ago. Copy what you typed, load the page again and go on.")
        )


def make_the_pair(sender, instance, created, raw=False, **kwargs):
    if created and not raw and isinstance(instance, BasePage):
        Pair.objects.of(instance)


def note_the_author(sender, instance, raw=False, **kwargs):
    """Who saved other words than there were is an author; a comment or an empty save makes nobody one."""
    if raw or instance.user_id is None or not _is_of_a_page(instance) or kwargs.get("update_fields"):
        return
    before = (
        Revision.objects.filter(base_content_type=instance.base_content_type_id, object_id=instance.object_id)
        .exclude(pk=instance.pk)
        .filter(pk__lt=instance.pk)
        .order_by("-pk")
        .values_list("content", flat=True)
        .first()
    )
    if before is None or words_digest(before) != words_digest(instance.content):
        Author.objects.get_or_create(page_id=int(instance.object_id), revision=instance, user_id=instance.user_id)


def cancel_the_schedule_of_the_pair(sender, instance, update_fields=None, **kwargs):
    """Who cancels the schedule of one language cancels that of the pair, and withdraws the approval of that page."""
    from .services.publication import cancel_schedule, is_inside

    cancelled = update_fields and "approved_go_live_at" in update_fields and instance.approved_go_live_at is None
    if cancelled and not is_inside() and Ready.objects.filter(revision_id=instance.pk).exists():
        cancel_schedule(page=instance.content_object)


def take_the_others_down(sender, instance, **kwargs):
    """A live page that is deleted, whichever way, takes its other languages down with it; their words stay."""
    from .services.publication import pair_unpublish

    pair = Pair.objects.filter(translation_key=instance.translation_key, together=True).first()
    if pair and Page.objects.filter(pk=instance.pk, live=True).exists():
        pair_unpublish(page=instance, take_down=lambda page: page.unpublish(), leave_out=[instance.pk])


def forget_the_pair(sender, instance, **kwargs):
    if not Page.objects.filter(translation_key=instance.translation_key).exists():
        Pair.objects.filter(translation_key=instance.translation_key).delete()


def _is_of_a_page(revision):
    model = revision.content_type.model_class()
    return model is not None and issubclass(model, BasePage)


def pair_every_page(sender=None, **kwargs):
    """After each migrate: pages from before have their pair, pairs follow the policies of the page types."""
    if sender is not None and sender.name != "editorial":
        return
    for model in page_types():
        together = model.language_policy == TOGETHER
        keys = set(model.objects.values_list("translation_key", flat=True))
        known = dict(Pair.objects.filter(translation_key__in=keys).values_list("translation_key", "together"))
        Pair.objects.bulk_create(
            [Pair(translation_key=key, together=together) for key in keys - known.keys()], ignore_conflicts=True
        )
        Pair.objects.filter(translation_key__in=[key for key, value in known.items() if value != together]).update(
            together=together
        )
