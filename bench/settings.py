"""Production, with what a bench on one's own machine needs: no certificate, no mail, and no collected static files."""

import os

os.environ.setdefault("SECRET_KEY", "bench-only-and-worth-nothing")
os.environ.setdefault("IDENTITY_KEYS", "YmVuY2gtb25seS1hbmQtd29ydGgtbm90aGluZy1hdC0=")
os.environ.setdefault("EMAIL_DIGEST_KEY", "bench-only-and-worth-nothing")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1")
os.environ.setdefault("CACHE_URL", "locmemcache://")
os.environ.setdefault("EMAIL_URL", "dummymail://")
os.environ.setdefault("WAGTAILADMIN_BASE_URL", "http://127.0.0.1")
os.environ.setdefault("SECURE_SSL_REDIRECT", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")

from platform_site.settings.production import *  # noqa: F403
from platform_site.settings.production import STORAGES

ROOT_URLCONF = "bench.urls"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
