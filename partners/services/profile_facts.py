"""The facts and the logo of an accepted profile."""

from io import BytesIO

from django.core.files.images import ImageFile
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.languages import language_codes, localized_name
from core.models import Goal, Sector, SiteImage, Theme
from core.models.media import Licence
from partners.profile.contents import LISTS
from partners.profile.logos import repainted


def facts_write(*, organisation, facts, logo, by):
    """Write those facts ({name: value as typed}) and that file in the register. Raises ValidationError, by field."""
    if not (facts or logo):
        return
    for name, value in facts.items():
        if name not in (*LISTS, "sector"):
            setattr(organisation, name, value)
    if "sector" in facts:
        organisation.sector = Sector.objects.filter(code=facts["sector"]).first()
    if "themes" in facts:
        organisation.themes = list(Theme.objects.filter(code__in=facts["themes"]))
    if "goals" in facts:
        organisation.goals = list(Goal.objects.filter(number__in=facts["goals"]))
    organisation.full_clean()
    if logo:
        organisation.logo = logo_make(organisation, logo, by)
    organisation.save()
    organisation.save_revision(user=by, log_action=True)


def logo_make(organisation, logo, by):
    """A picture of the site, painted anew from that file: nothing of what came along is published."""
    with logo.open("rb") as file:
        content, extension = repainted(file)
    image = SiteImage(
        title=organisation.name or organisation.code,
        file=ImageFile(BytesIO(content), name=f"logo-{organisation.code}.{extension}"),
        licence=Licence.PERMISSION,
        credit=(organisation.name or "")[:200],
        uploaded_by_user=by,
    )
    for code in language_codes():
        with override(code):
            words = _("Logo of %(name)s") % {"name": organisation.name_in(code)}
        setattr(image, localized_name("alt_text", code), words[:250])
    image._set_image_file_metadata()
    image.save()
    return image
