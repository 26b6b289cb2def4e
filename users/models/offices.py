from django.db import models
from django.utils.translation import gettext_lazy as _


class Government(models.Model):
    """A level of government: equals, none of which approves or returns the work of another."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    fictional = models.BooleanField(_("fictional"), default=False, help_text=_("An invented example, shown as such."))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("government")
        verbose_name_plural = _("governments")
        ordering = ["order", "code"]

    def __str__(self):
        return self.name or self.code


class Service(models.Model):
    """The office an editor works for."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    government = models.ForeignKey(
        Government, on_delete=models.PROTECT, related_name="services", verbose_name=_("government")
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["code"]

    def __str__(self):
        return self.name or self.code
