"""For one's own machine: `make demo`."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = "dev-only-and-worth-nothing"
IDENTITY_KEYS = ["ZGV2LW9ubHktYW5kLXdvcnRoLW5vdGhpbmctYXQtYWw="]
EMAIL_DIGEST_KEY = SECRET_KEY
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
SERVE_MEDIA = True
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR", default=False)  # the log-ins of the demonstration have none
VAR_DIR.mkdir(exist_ok=True)
