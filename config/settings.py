"""Settings, all from the environment. Two modes: ``demo`` (default) and ``production``.

Production refuses to start half-configured: see ``config/production.py``.
"""

import sqlite3
from datetime import timedelta
from pathlib import Path

import environ
from django.conf.locale import LANG_INFO

from config import languages, production, secrets

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

MODE = env.str("HILFELOTSE_MODE", default="demo")
DEMO = MODE == "demo"
DATA_DIR = Path(env.str("HILFELOTSE_DATA", default=str(BASE_DIR / "data"))).resolve()
PORT = env.int("PORT", default=8000)
DEBUG = False

if DEMO:
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    SECRET_KEY = secrets.demo_secret(DATA_DIR / "secret-key")
    SITE_URL = f"http://localhost:{PORT}"
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
else:
    production.require(env)
    SECRET_KEY = env.str("SECRET_KEY")
    SITE_URL = env.str("SITE_URL").rstrip("/")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# --- the office ---------------------------------------------------------------------------
OFFICE = {
    "name": env.str("OFFICE_NAME", default="Koordinierungsstelle Flüchtlingshilfe"),
    "city": env.str("OFFICE_CITY", default="Hannover"),
    "phone": env.str("OFFICE_PHONE", default="0511 168-30088"),
    "switchboard": env.str("OFFICE_SWITCHBOARD", default="0511 168-0"),
    "email": env.str("OFFICE_EMAIL", default="koordinierungsstelle@hilfelotse.example"),
    "state": env.str("OFFICE_STATE", default="NI"),  # whose public holidays count (ISO 3166-2:DE)
    "youth_office": env.str("OFFICE_YOUTH_PHONE", default=""),  # for a child in danger
    "address": env.str("OFFICE_ADDRESS", default="Musterweg 1, 30159 Hannover"),
    "data_protection": env.str("OFFICE_DPO_EMAIL", default="datenschutz@hilfelotse.example"),
}
# When the statement on accessibility was last compared with the pages: see office.accessibility.
STATEMENT_REVIEWED_ON = env.str("STATEMENT_REVIEWED_ON", default="2026-11-23")
CONCILIATION = {
    "url": env.str(
        "CONCILIATION_URL", default="https://www.behindertenbeauftragte-niedersachsen.de/"
    ),
    "address": env.str("CONCILIATION_ADDRESS", default=""),
    "email": env.str("CONCILIATION_EMAIL", default=""),
}
REFERENCE_PREFIX = "KF"
# Gifts to the city itself above this wait for the council: § 111 (7) NKomVG, § 26 KomHKVO.
GIFT_COUNCIL_EUROS = env.int("GIFT_COUNCIL_EUROS", default=2000)

# --- applications -------------------------------------------------------------------------
DOMAIN_APPS = [
    "hilfelotse.base",
    "hilfelotse.office",
    "hilfelotse.accounts",
    "hilfelotse.history",
    "hilfelotse.team",
    "hilfelotse.places",
    "hilfelotse.people",
    "hilfelotse.directory",
    "hilfelotse.knowledge",
    "hilfelotse.routing",
    "hilfelotse.correspondence",
    "hilfelotse.cases",
    "hilfelotse.photos",
    "hilfelotse.offers",
    "hilfelotse.needs",
    "hilfelotse.placements",
    "hilfelotse.referrals",
    "hilfelotse.goods",
    "hilfelotse.money",
    "hilfelotse.housing",
    "hilfelotse.premises",
    "hilfelotse.matching",
    "hilfelotse.duplicates",
    "hilfelotse.intake",
    "hilfelotse.calls",
    "hilfelotse.privacy",
    "hilfelotse.reports",
]
SURFACES = [
    "hilfelotse.web.components",
    "hilfelotse.web.portal",
    "hilfelotse.web.links",
    "hilfelotse.web.desk",
    "hilfelotse.web.switchboard",
    "hilfelotse.web.editors",
    "hilfelotse.web.partners",
]
INSTALLED_APPS = [
    *DOMAIN_APPS,
    *SURFACES,
    *(["demo"] if DEMO else []),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # allauth's list of passkeys needs it
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    # First, so that their headers stand on static files and on the way to https too.
    "hilfelotse.web.components.headers.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # For slow phones. Tokens are masked and lengths blurred against guessing by size (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "hilfelotse.web.components.readable.RefuseUnreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hilfelotse.web.components.languages.UrlLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hilfelotse.web.components.access.DenyByDefault",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "hilfelotse.web.components.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hilfelotse.web.components.context.site",
            ],
        },
    }
]

# --- database -----------------------------------------------------------------------------
DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'hilfelotse.sqlite3'}")
}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL can lose committed data on older versions; see base.checks, which says what is in force.
    _wal_is_safe = sqlite3.sqlite_version_info >= (3, 51, 3)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            if _wal_is_safe
            else "PRAGMA journal_mode=DELETE;PRAGMA synchronous=EXTRA;"
        )
        + "PRAGMA foreign_keys=ON;",
    }
else:
    # Our queries are short: to compile one or to start helpers for it costs more than it saves.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", "-c jit=off -c max_parallel_workers_per_gather=0"
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # In the database, because limits must hold over all processes.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        "TIMEOUT": 3600,  # no less than the longest limit; an increment begins it anew
        "OPTIONS": {"MAX_ENTRIES": 50_000},  # of the usual 300, a robot pushes the others out
    },
    # In each process, see web.components.kept: some 30 kB each.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
}

# --- background work ----------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WORKER_LEASE = timedelta(seconds=env.int("WORKER_LEASE_SECONDS", default=60))

# --- mail ---------------------------------------------------------------------------------
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "hilfelotse.correspondence.demo_mailbox.Backend"
EMAIL_TIMEOUT = 20
DEMO_MAILBOX = DATA_DIR / "mailbox"
DEFAULT_FROM_EMAIL = f"{OFFICE['name']} <{OFFICE['email']}>"

# Mailboxes that are fetched: imap://user:password@host:port/folder or imaps://…, one or several.
MAILBOX_URL = env.str("MAILBOX_URL", default="")
MAILBOX_DONE_FOLDER = env.str("MAILBOX_DONE_FOLDER", default="Hilfelotse")

# --- languages ----------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANG_INFO.update(languages.info())
LANGUAGES = languages.PUBLIC
LANGUAGES_BIDI = languages.RTL
PARTNER_LANGUAGES = languages.PARTNER
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# --- sign-in ------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "/"
# How many reverse proxies stand before us: the address of a visitor is that many from the right of
# X-Forwarded-For. 0: nobody does, and the header is not believed.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0 if DEMO else 1)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_ADAPTER = "hilfelotse.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
# An accommodation or a city network is one address: strict per account, lax per address.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,8/5m/key",
    "reset_password": "60/m/ip,5/h/key",
}
MFA_ADAPTER = "hilfelotse.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_FORMS = {"login_webauthn": "hilfelotse.accounts.forms.PasskeyLoginForm"}
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_TOTP_ISSUER = "Hilfelotse"
SECOND_FACTOR_REQUIRED = not DEMO

SESSION_ENGINE = "hilfelotse.accounts.sessions"
SESSION_COOKIE_AGE = (
    12 * 3600
)  # at most; staff are signed out after an idle half hour, see accounts
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "hilfelotse.web.components.errors.csrf_failure"

# --- security headers ---------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing leaves our origin. Not "no-referrer": browsers then send "Origin: null" with our own
# forms, which is just what a forged form sends, and the CSRF check must refuse it.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEMO:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "hilfelotse": {"level": "INFO"},
        # Its warnings name the path of every 404, and behind a link the path is a key.
        "django.request": {"level": "ERROR"},
    },
}
