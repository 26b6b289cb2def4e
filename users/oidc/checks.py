"""What an operator forgot about the log-in service, said before anybody meets it."""

from django.conf import settings
from django.core.checks import Error, Tags, register

from . import assurance, config

SHORTEST = 32


@register(Tags.security)
def settings_are_whole(app_configs, **kwargs):
    if not config.is_set_up():
        return []
    own, levels = settings.OIDC, config.levels()
    errors = []
    if not own["client_id"]:
        errors.append(Error("OIDC_CLIENT_ID is empty.", id="users.E001"))
    if len(own["subject_key"]) < SHORTEST:
        errors.append(Error(f"OIDC_SUBJECT_KEY needs at least {SHORTEST} signs.", id="users.E002"))
    unknown = sorted({level for level in assurance.required().values() if level not in levels})
    if unknown:
        hint = "Nobody in those roles can log in by OIDC until they are there, in the right order."
        errors.append(
            Error(f"OIDC_LEVELS lacks what roles ask for: {', '.join(unknown)}.", hint=hint, id="users.E003")
        )
    if own["second_factor"] and own["second_factor"] not in levels:
        errors.append(Error("OIDC_SECOND_FACTOR is not one of OIDC_LEVELS.", id="users.E004"))
    return errors


@register(Tags.security, deploy=True)
def service_is_safe(app_configs, **kwargs):
    if config.is_set_up() and not config.issuer().startswith("https://"):
        return [Error("OIDC_ISSUER is not an https address.", id="users.E005")]
    return []
