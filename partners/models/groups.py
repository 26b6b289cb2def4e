from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.models import Orderable

from core.languages import complete_when_public
from core.models import NamedRecord
from core.models.letterhead import telephone_validator


class Group(NamedRecord):
    """People and organisations that work or learn together."""

    class Kind(models.TextChoices):
        WORKING_GROUP = "working_group", _("Working group")
        LEARNING_NETWORK = "learning_network", _("Learning network")
        INTERVISION = "intervision", _("Intervision group")
        ACCELERATOR = "accelerator", _("Accelerator")
        LEAD_GROUP = "lead_group", _("Lead group")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    organiser = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organised_groups",
        verbose_name=_("organised by"),
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    email = models.EmailField(
        _("contact address"),
        blank=True,
        help_text=_("Of the group, never of a person; readers ask for it with a button."),
    )
    telephone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[telephone_validator])
    themes = ParentalManyToManyField("core.Theme", blank=True, related_name="+", verbose_name=_("themes"))

    class Meta(NamedRecord.Meta):
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["code"]
        constraints = [
            *complete_when_public("group", "name"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="group_ends_after_it_begins",
                violation_error_message=_("A group cannot end before it begins."),
            ),
        ]

    def clean(self):
        super().clean()
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("A group cannot end before it begins.")})


class Funding(Orderable):
    """An organisation that pays for a group; its logo stands on the group's page."""

    group = ParentalKey(Group, on_delete=models.CASCADE, related_name="funding")
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )

    panels = ["organisation"]

    class Meta(Orderable.Meta):
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        constraints = [models.UniqueConstraint(fields=["group", "organisation"], name="funding_once")]

    def __str__(self):
        return str(self.organisation)


class Membership(models.Model):
    """A seat in a group; people's names stay here, outside revisions and search indexes."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice-chair")
        SECRETARIAT = "secretariat", _("Secretariat")
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("group"))
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    person = models.CharField(
        _("person"), max_length=120, blank=True, help_text=_("Only somebody who agreed to be named.")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["group", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(person=""),
                name="membership_names_somebody",
                violation_error_message=_("Choose an organisation, or name a person."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="membership_ends_after_it_begins",
                violation_error_message=_("A membership cannot end before it begins."),
            ),
        ]

    def __str__(self):
        # Without the person: Wagtail keeps this line in its log, also after the seat is gone.
        return f"{self.organisation or self.get_role_display()} · {self.group}"

    def clean(self):
        if not self.organisation_id and not self.person:
            raise ValidationError({"organisation": _("Choose an organisation, or name a person.")})
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("A membership cannot end before it begins.")})
