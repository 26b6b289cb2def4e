"""That the keys of personal data are keys, and on a real site no others than its own."""

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.checks import Error, Tags, register

PUBLISHED = {
    "ZGV2LW9ubHktYW5kLXdvcnRoLW5vdGhpbmctYXQtYWw=",
    "dGVzdC1vbmx5LWFuZC13b3J0aC1ub3RoaW5nLWF0LWE=",
    "dev-only-and-worth-nothing",
    "test",
}
"""Those of development and tests: they stand in the source code, so everybody has them."""

MAKE = (
    "Make a key with: python -c "
    "'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
)  # fmt: skip


@register(Tags.security)
def the_keys_of_identities_are_keys(app_configs, **kwargs):
    if not settings.IDENTITY_KEYS:
        return [Error("IDENTITY_KEYS is empty: nobody’s name could be kept.", hint=MAKE, id="consultations.E001")]
    return [
        Error(f"Number {number} of IDENTITY_KEYS is no Fernet key.", hint=MAKE, id="consultations.E002")
        for number, key in enumerate(settings.IDENTITY_KEYS, 1)
        if not _is_key(key)
    ]


@register(Tags.security, deploy=True)
def the_keys_are_the_sites_own(app_configs, **kwargs):
    errors = []
    if PUBLISHED & set(settings.IDENTITY_KEYS):
        errors.append(Error("A key of IDENTITY_KEYS stands in the source code.", hint=MAKE, id="consultations.E003"))
    if settings.EMAIL_DIGEST_KEY in PUBLISHED or len(settings.EMAIL_DIGEST_KEY) < 32:
        hint = "Set a text of at least 32 signs drawn by chance, and keep it: with another one nobody is found again."
        errors.append(
            Error("EMAIL_DIGEST_KEY is short, or stands in the source code.", hint=hint, id="consultations.E004")
        )
    if settings.EMAIL_DIGEST_KEY == settings.SECRET_KEY:
        hint = "Changing SECRET_KEY would lose the way from addresses to their data."
        errors.append(Error("EMAIL_DIGEST_KEY is SECRET_KEY.", hint=hint, id="consultations.E005"))
    return errors


def _is_key(key):
    try:
        Fernet(key)
    except (ValueError, TypeError):
        return False
    return True
