"""Safe for every environment; dev loosens, production reads its secrets."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

DEBUG = False
ROOT_URLCONF = "platform_site.urls"
WSGI_APPLICATION = "platform_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "users",
    "core",
    "editorial",
    "partners",
    "actions",
    "consultations",
    "search",
    "follow",
    "opendata",
    "home",
    "modeltranslation",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "users.apps.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.ContentPolicyMiddleware",
    "opendata.middleware.ProgramsMiddleware",
    "core.middleware.NulByteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "users.login.devices.DeviceMiddleware",
    "users.login.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.shell",
            ]
        },
    }
]

# --- Data -----------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'demo.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}
vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="no-reply@localhost")

AUTH_USER_MODEL = "users.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "space:home"

# --- Languages and time ---------------------------------------------------------------------------
LANGUAGES = [("nl", _("Dutch")), ("fr", _("French"))]
LANGUAGE_CODE = "nl"
LOCALE_PATHS = [BASE_DIR / "platform_site" / "locale"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
MODELTRANSLATION_FALLBACK_LANGUAGES = ()
MODELTRANSLATION_CUSTOM_FIELDS = ()

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = env("MEDIA_ROOT", default=str(VAR_DIR / "media"))
PRIVATE_MEDIA_ROOT = env("PRIVATE_MEDIA_ROOT", default=str(VAR_DIR / "private"))
"""Files for some readers only; no web server may hand out this folder."""
ERASURE_LEDGER = env("ERASURE_LEDGER", default=str(VAR_DIR / "erasures.jsonl"))
"""What was erased, kept outside the database: restoring a backup replays it."""

SERVE_MEDIA = False
"""Whether Django hands out uploaded files itself; a public server leaves that to its web server."""

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Partnerschap · Partenariat"
WAGTAILADMIN_BASE_URL = env("WAGTAILADMIN_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "simple"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "editorial.publishing.publish_approved"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "odt", "ods", "pdf", "pptx", "txt", "xlsx"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.picture_forms.PictureForm"
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True, "ATOMIC_REBUILD": True}
}
WAGTAILEMBEDS_RESPONSIVE_HTML = False
TAGGIT_CASE_INSENSITIVE = True
CRISPY_ALLOWED_TEMPLATE_PACKS = ["platform"]
CRISPY_TEMPLATE_PACK = "platform"

# --- Log-in ---------------------------------------------------------------------------------------
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "users.adapter.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # ours, below, lock out nobody else
ACCOUNT_USER_DISPLAY = "users.adapter.name_of"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_FORMS = {
    "request_login_code": "users.login.forms.AddressForm",
    "confirm_login_code": "users.login.forms.CodeForm",
    "signup": "users.login.forms.SignUpForm",
    "confirm_email_verification_code": "users.login.forms.AddressCodeForm",
    "add_email": "users.login.own_forms.NewAddressForm",
    "change_password": "users.login.own_forms.NewPasswordForm",
    "reauthenticate": "users.login.own_forms.AgainPasswordForm",
}
MFA_ADAPTER = "users.login.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = WAGTAIL_SITE_NAME
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "users.login.factor_forms.AppCodeForm",
    "reauthenticate": "users.login.factor_forms.AgainAppCodeForm",
    "activate_totp": "users.login.factor_forms.NewAppForm",
    "deactivate_totp": "users.login.factor_forms.NoAppForm",
    "generate_recovery_codes": "users.login.factor_forms.NewCodesForm",
    "login_webauthn": "users.login.factor_forms.PasskeyLogInForm",
    "authenticate_webauthn": "users.login.factor_forms.PasskeyForm",
    "reauthenticate_webauthn": "users.login.factor_forms.AgainPasskeyForm",
    "add_webauthn": "users.login.factor_forms.NewPasskeyForm",
    "edit_webauthn": "users.login.factor_forms.PasskeyNameForm",
}
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR", default=True)
"""Whether who may enter the administration must show a second factor in each session."""
LOGIN_THROTTLE = {
    "code": {"network": (100, 500), "pair": (5, 15), "account": (10, 30), "device": (10, 40)},
    "sign-up": {"network": (60, 300), "pair": (5, 15), "account": (10, 30), "device": (10, 40)},
    "password": {"network": (100, 500), "pair": (8, 30), "account": (20, 60), "device": (20, 100)},
    "factor": {"network": (100, 500), "pair": (8, 30), "account": (20, 60), "device": (20, 100)},
    "passkey": {"network": (300, 2_000)},
}
"""So many tries an hour and a day: from one network, from one network for one account, for one account from all
browsers in which nobody logged in to it before, and from one browser in which somebody did."""
EMAIL_TIMEOUT = 10
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_ADAPTER = "users.oidc.adapter.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # the service said whose address it is
OIDC = {
    "issuer": env("OIDC_ISSUER", default=""),
    "client_id": env("OIDC_CLIENT_ID", default=""),
    "secret": env("OIDC_SECRET", default=""),
    "scopes": env.list("OIDC_SCOPES", default=["openid", "email"]),
    "name": {code: env(f"OIDC_NAME_{code.upper()}", default="") for code, _name in LANGUAGES},
    "levels": env.list("OIDC_LEVELS", default=[]),
    "second_factor": env("OIDC_SECOND_FACTOR", default=""),
    "subject_key": env("OIDC_SUBJECT_KEY", default=""),
    "sign_up": env.bool("OIDC_SIGN_UP", default=False),
}
"""The log-in service of the government, of which an empty issuer says that there is none. `levels`: the lowest first,
each "name=value of acr" or only the value; `second_factor`: the level that counts as one, without it the highest;
`subject_key`: a secret of its own, with which people are recognised, so that no number of theirs is kept."""

# --- Consultations --------------------------------------------------------------------------------
CLAMD = env("CLAMD", default="")
"""The virus scanner: host:port or the path of its socket; empty where there is none."""
PROOF_OF_WORK = {"rounds": 5_000, "tries": 200}
"""What a browser calculates before it sends: at most `tries` times PBKDF2 of `rounds`; about half a second."""
THROTTLE = {
    "start": (200, 1_000),
    "mail": (30, 100),
    "unproved": (30, 100),
    "challenge": (600, 3_000),
    "save": (6_000, 40_000),
    "file": (300, 1_500),
}
"""So many times an hour and a day from one network; the people of one office share one."""
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
"""Whether our own proxy stands before every visitor, and says who it is in X-Forwarded-For."""

FOLLOW_LIMITS = {"network": (30, 100), "address": (5, 5), "followings": 100}
"""Requests to follow something by mail: so many an hour and a day from one network, and for one mailbox; and how much
one address may follow."""

# --- Safety ---------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Public pages carry no script and no inline style; the admin's own, looser policy is set in core.middleware. Where the
# search form stands (the search, and the page that says that an address leads nowhere) the view allows scripts of this
# site and questions to it, see core.own_scripts: it offers pages while one types. The view decides, not the reader or
# the moment, so a kept answer carries the policy that belongs to it. The header leads to the search by a link on every
# page, so that all others stay without any script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "script-src": [NONE],
        "connect-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
