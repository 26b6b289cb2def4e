"""For a public server: everything that differs per place comes from the environment."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CACHES, DATABASES, MIDDLEWARE, SECOND_FACTOR_REQUIRED, STORAGES, env

REQUIRED = (
    "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "WAGTAILADMIN_BASE_URL", "IDENTITY_KEYS",
    "EMAIL_DIGEST_KEY",
)  # fmt: skip
missing = [name for name in REQUIRED if not env(name, default="")]
if missing:
    raise ImproperlyConfigured(f"Set these environment variables before starting: {', '.join(missing)}.")
if not SECOND_FACTOR_REQUIRED:
    raise ImproperlyConfigured("SECOND_FACTOR cannot be off on a public server.")

SECRET_KEY = env("SECRET_KEY")
IDENTITY_KEYS = env.list("IDENTITY_KEYS")
EMAIL_DIGEST_KEY = env("EMAIL_DIGEST_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {"pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", default=8)}, "prepare_threshold": 1}
    )
    DATABASES["default"]["CONN_MAX_AGE"] = 0
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 600  # seconds; to open the file anew costs more than most questions

# Where Django itself keeps the cache: the parts of every page of ten thousand partners, not only of the first 300.
CACHES["default"].setdefault("max_entries", 100_000)

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
if env("MEDIA_STORAGE", default=""):
    STORAGES["default"] = {"BACKEND": env("MEDIA_STORAGE"), "OPTIONS": env.json("MEDIA_STORAGE_OPTIONS", default={})}
MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
