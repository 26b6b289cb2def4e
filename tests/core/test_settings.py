"""Production refuses to start without what it needs, and passes Django's own checks with it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ENVIRONMENT = {
    "SECRET_KEY": "vSecret-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOP",
    "ALLOWED_HOSTS": "example.org",
    "DATABASE_URL": "postgresql://user@localhost/platform",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "smtp://localhost:25",
    "WAGTAILADMIN_BASE_URL": "https://example.org",
    "IDENTITY_KEYS": "b25seS1mb3ItdGhpcy10ZXN0LW9mLXNldHRpbmdzLS0=",
    "EMAIL_DIGEST_KEY": "digests-0123456789-abcdefghijklmnopqrstuvwxyz",
}


def check(environment):
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={**inherited, "DJANGO_SETTINGS_MODULE": "platform_site.settings.production", **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_production_names_everything_that_is_missing():
    result = check({})

    assert result.returncode != 0
    assert all(name in result.stderr for name in ENVIRONMENT)


@pytest.mark.parametrize("missing", ENVIRONMENT)
def test_production_names_the_one_variable_that_is_missing(missing, monkeypatch):
    import importlib

    from django.core.exceptions import ImproperlyConfigured

    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv(missing, "")
    sys.modules.pop("platform_site.settings.production", None)

    with pytest.raises(ImproperlyConfigured) as raised:
        importlib.import_module("platform_site.settings.production")

    assert missing in str(raised.value)
    assert [name for name in ENVIRONMENT if name in str(raised.value)] == [missing]


def test_production_passes_every_check_of_a_deployment():
    result = check(ENVIRONMENT)

    assert (result.returncode, result.stderr) == (0, ""), result.stderr
