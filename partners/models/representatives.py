"""Who speaks for an organisation on this site. Personal data: outside revisions and search indexes, and erasable."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.languages import localized_value
from partners.querysets import InvitationQuerySet, RepresentativeQuerySet

from .requests import Request, languages


class RepresentativeRole(models.TextChoices):
    ADMINISTRATOR = "administrator", _("Administrator")
    MEMBER = "member", _("Staff member")


class Representative(models.Model):
    """That somebody speaks for an organisation, and since when; the past ones stay."""

    Role = RepresentativeRole

    class Shown(models.TextChoices):
        NOTHING = "nothing", _("Do not show me")
        NAME = "name", _("Show my name and function")
        ADDRESS = "address", _("Show my name, function and e-mail address")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="representations",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        related_name="representatives",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=15, choices=Role, default=Role.MEMBER)
    function = models.CharField(_("function"), max_length=120, blank=True)
    shown = models.CharField(
        _("on the public page"),
        max_length=10,
        choices=Shown,
        default=Shown.NOTHING,
        help_text=_("Whether readers see who is the contact person of the organisation."),
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["organisation", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=Q(until__isnull=True), name="representative_once"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="representative_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        # Without the person: Wagtail keeps this line in its log.
        return f"{self.organisation} · {self.get_role_display()}"

    @property
    def is_administrator(self):
        return self.role == self.Role.ADMINISTRATOR

    def function_in(self, language):
        return localized_value(self, "function", language)


class Invitation(models.Model):
    """That somebody was asked by mail to speak for an organisation. Only the hash of the link is kept."""

    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="invitations", verbose_name=_("organisation")
    )
    email = models.EmailField(_("e-mail address"), help_text=_("Emptied once the invitation is over."), blank=True)
    role = models.CharField(_("role"), max_length=15, choices=RepresentativeRole, default=RepresentativeRole.MEMBER)
    language = models.CharField(_("language"), max_length=10, choices=languages)
    digest = models.CharField(_("SHA-256 of the secret"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    representative = models.OneToOneField(
        Representative, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitation"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True) & ~Q(email=""),
                name="invitation_open_once",
                violation_error_message=_("This person was invited already."),
            ),
        ]

    def __str__(self):
        return f"{self.organisation} · {self.made_at:%Y-%m-%d}"


class Claim(Request):
    """That somebody asks to speak for an organisation; `typed` holds what they said, of a new one its facts too."""

    class Proof(models.TextChoices):
        DOMAIN = "domain", _("The e-mail address is of the organisation")
        PEOPLE = "people", _("An administrator of the organisation said yes")
        SECRETARIAT = "secretariat", _("The secretariat said yes")

    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("organisation"),
        help_text=_("Empty as long as it is not in the register."),
    )
    typed = models.JSONField(_("what was typed"), default=dict)
    proof = models.CharField(_("proof"), max_length=12, choices=Proof, blank=True)
    representative = models.OneToOneField(
        Representative, on_delete=models.SET_NULL, null=True, blank=True, related_name="claim"
    )

    class Meta(Request.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-submitted_at", "-pk"]
        permissions = [("moderate_claim", "Can accept claims of organisations, or send them back")]
        constraints = [
            *Request.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "submitted_by"], condition=Q(state="submitted"), name="claim_open_once"
            ),
        ]

    def __str__(self):
        return f"{self.organisation or _('A new organisation')} · {self.get_state_display()}"
