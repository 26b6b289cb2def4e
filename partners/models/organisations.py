from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from core.languages import complete_when_public
from core.models import NamedRecord
from core.models.letterhead import telephone_validator
from core.validators import normalise_enterprise_number, validate_enterprise_number
from partners.querysets import OrganisationQuerySet


class Organisation(NamedRecord):
    """Who takes part: a public body, company, federation, union, NGO, university or town."""

    class Kind(models.TextChoices):
        FEDERAL = "federal", _("Federal body")
        REGIONAL = "regional", _("Regional body")
        COMMUNITY = "community", _("Community body")
        LOCAL = "local", _("Local authority")
        COMPANY = "company", _("Company")
        FEDERATION = "federation", _("Federation")
        UNION = "union", _("Trade union")
        NGO = "ngo", _("NGO")
        ACADEMIC = "academic", _("University or college")
        OTHER = "other", _("Other")

    class Size(models.TextChoices):
        MICRO = "micro", _("Fewer than 10 people")
        SMALL = "small", _("10 to 49 people")
        MEDIUM = "medium", _("50 to 249 people")
        LARGE = "large", _("250 people or more")

    class Region(models.TextChoices):
        BRUSSELS = "brussels", _("Brussels-Capital Region")
        FLANDERS = "flanders", _("Flemish Region")
        WALLONIA = "wallonia", _("Walloon Region")
        NATIONAL = "national", _("The whole country")

    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    size = models.CharField(_("size"), max_length=10, choices=Size, blank=True)
    sector = models.ForeignKey(
        "core.Sector", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    region = models.CharField(_("region"), max_length=10, choices=Region, blank=True)
    government = models.ForeignKey(
        "users.Government",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("government"),
        help_text=_("For a public body: the government it belongs to."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    enterprise_number = models.CharField(
        _("enterprise number (KBO/BCE)"), max_length=20, blank=True, validators=[validate_enterprise_number]
    )
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(
        _("general e-mail address"), blank=True, help_text=_("Of the organisation, never of a person.")
    )
    telephone = models.CharField(_("telephone"), max_length=30, blank=True, validators=[telephone_validator])
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    logo = models.ForeignKey(
        "core.SiteImage", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("logo")
    )
    account_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account manager"),
        help_text=_("Who at the secretariat knows this organisation; its people see the name."),
    )
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    themes = ParentalManyToManyField("core.Theme", blank=True, related_name="+", verbose_name=_("themes"))
    goals = ParentalManyToManyField(
        "core.Goal", blank=True, related_name="+", verbose_name=_("sustainable development goals")
    )

    objects = OrganisationQuerySet.as_manager()

    search_fields = [
        *NamedRecord.search_fields,
        index.SearchField("acronym"),
        index.SearchField("enterprise_number"),
        index.FilterField("kind"),
    ]

    class Meta(NamedRecord.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["code"]
        constraints = [
            *complete_when_public("organisation", "name"),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="organisation_left_after_joining",
                violation_error_message=_("An organisation cannot leave before it joined."),
            ),
            models.UniqueConstraint(
                fields=["enterprise_number"],
                condition=~Q(enterprise_number=""),
                name="organisation_enterprise_number_once",
                violation_error_message=_("Another organisation has this enterprise number."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="organisation_not_its_own_parent"
            ),
        ]

    def clean_fields(self, exclude=None):
        self.enterprise_number = normalise_enterprise_number(self.enterprise_number)
        super().clean_fields(exclude=exclude)

    def clean(self):
        super().clean()
        if self.joined_on and self.left_on and self.left_on < self.joined_on:
            raise ValidationError({"left_on": _("An organisation cannot leave before it joined.")})
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("An organisation cannot be a part of itself.")})

    @property
    def enterprise_number_in_groups(self):
        """As it is written: 0999.000.030."""
        number = self.enterprise_number
        return f"{number[:4]}.{number[4:7]}.{number[7:]}" if number else ""

    def lineage_ids(self):
        """The key of this organisation and of all that merged into it; in one query."""
        from partners.lineage.kin import lineage_ids

        return lineage_ids(self.pk)
