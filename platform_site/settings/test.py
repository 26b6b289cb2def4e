"""For the tests: as production where it matters, quick where it does not."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env

SECRET_KEY = "test"
IDENTITY_KEYS = ["dGVzdC1vbmx5LWFuZC13b3J0aC1ub3RoaW5nLWF0LWE="]
EMAIL_DIGEST_KEY = SECRET_KEY
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR", default=False)
PROOF_OF_WORK = {"rounds": 10, "tries": 20}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": env.db("DATABASE_URL", default="sqlite://:memory:")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the browser tests read from a second thread.
    # TEST_DATABASE lets two runs go on side by side.
    DATABASES["default"]["TEST"] = {"NAME": env("TEST_DATABASE", default=VAR_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE"}
VAR_DIR.mkdir(exist_ok=True)
MEDIA_ROOT = VAR_DIR / "test-media"
PRIVATE_MEDIA_ROOT = VAR_DIR / "test-private"
ERASURE_LEDGER = VAR_DIR / "test-erasures.jsonl"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "platform_site.settings.idle_tasks.Idle"}}
