"""Settings, from the environment alone. `docs/how-to/run-it.md` lists every variable.

With DATABASE_URL and REDIS_URL unset the project runs on its own embedded PostgreSQL and Valkey (bep/embedded.py).
"""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from bep.embedded import ensure, home

BASE_DIR = Path(__file__).resolve().parent.parent


def env_flag(name, default=False):
    return os.environ.get(name, str(int(default))).lower() in {"1", "true", "yes", "on"}


DEMO = env_flag("BEP_DEMO")
DEBUG = env_flag("DEBUG")
# Embedded services mean one machine and synthetic people. What we start ourselves inherits their addresses, and this.
# The image says BEP_EMBEDDED=0: a forgotten DATABASE_URL is refused there, not answered with an empty database.
EMBEDDED = env_flag("BEP_EMBEDDED", default="DATABASE_URL" not in os.environ)
if EMBEDDED:
    os.environ.update(ensure(), BEP_EMBEDDED="1")


def required(name, remedy):
    """The value of an environment variable that production cannot do without, or a refusal that says what to set."""
    if value := os.environ.get(name):
        return value
    if EMBEDDED:
        return ""
    raise ImproperlyConfigured(f"{name} is not set. {remedy} See docs/how-to/run-it.md.")


def required_number(name, remedy):
    """The same, for a whole number."""
    value = required(name, remedy) or "0"
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{value}”, which is not a whole number. {remedy}")
    return int(value)


SECRET_KEY = required("SECRET_KEY", "Set it to a long random string that only this service knows.")
ALLOWED_HOSTS = [h for h in required("ALLOWED_HOSTS", "List the host names people will use.").split(",") if h] or [
    "localhost",
    "127.0.0.1",
]
SERVE_HTTPS = env_flag("SERVE_HTTPS", default=not EMBEDDED)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "rest_framework",
    "oauth2_provider",
    # Ours, lowest room first: a room may only call the rooms above it in this list.
    "bep.kit",
    "bep.audit",
    "bep.access",
    "people",
    "referrals",
    "assessments",
    "enablement",
    "amhp_rota",
    "safeguarding",
    "reporting",
    "partners",
    "borough",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "partners.api.middleware.ProblemsForMachines",
    "django.middleware.gzip.GZipMiddleware",  # pads each answer at random, so that its length tells no secret
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "bep.access.sessions.SessionsEnd",
    "bep.audit.middleware.RecordWhoWasShown",
    "bep.access.middleware.DenyByDefault",
    "bep.access.middleware.SecondFactorFirst",
    "bep.kit.middleware.ReadableWords",
    "bep.kit.middleware.RefusalsAsPages",
]

ROOT_URLCONF = "bep.urls"
WSGI_APPLICATION = "bep.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bep.kit.context.service",
            ],
        },
    }
]


def database(url, **options):
    """Django's settings for one PostgreSQL URL; unix sockets come as ?host=/path."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


# The application's role is neither superuser nor owner; the owner's is for migrations and grants only.
DATABASE_URL = required("DATABASE_URL", "Point it at PostgreSQL, as the application's role.")
DATABASES = {
    "default": database(DATABASE_URL),
    "owner": database(
        os.environ.get("DATABASE_OWNER_URL", DATABASE_URL),
        # Migrations name their action once for the session, so the write guard lets them pass and history says who.
        options="-c bep.action=migrate -c bep.actor=owner",
    ),
}
# Where the head of the sealed log is written down: best on another machine's disk, where a database administrator cannot
# reach it (bep/audit/seal.py).
AUDIT_ANCHOR_FILE = os.environ.get("AUDIT_ANCHOR_FILE", str(home() / "audit-anchors.log") if EMBEDDED else "")
DATABASE_ROUTERS = ["bep.kit.database.ApplicationRole"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = required("REDIS_URL", "Point it at Redis or Valkey.")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
# Read from the cache, kept in the database: a page costs no query for its session, and a lost cache signs nobody out.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = {
    "ring-waiting-jobs": {"task": "bep.kit.tasks.ring_waiting_jobs", "schedule": 10},
    "seal-audit-log": {"task": "bep.audit.tasks.seal", "schedule": 60},
    "seal-audit-log-past-the-mark": {"task": "bep.audit.tasks.seal_everything", "schedule": crontab(hour=3, minute=10)},
    "make-hub-sessions": {"task": "referrals.tasks.make_hub_sessions", "schedule": crontab(hour=4, minute=20)},
    "escalate-overdue-visits": {"task": "amhp_rota.tasks.escalate_overdue_visits", "schedule": 60},
    "alarm-about-untaken": {"task": "amhp_rota.tasks.alarm_about_untaken", "schedule": 60},
    "alarm-about-handovers": {"task": "amhp_rota.tasks.alarm_about_handovers", "schedule": 60},
    "alarm-about-gaps": {"task": "amhp_rota.tasks.alarm_about_gaps", "schedule": crontab(minute=15)},
    "draw-case-file-audit": {"task": "safeguarding.tasks.draw_audit", "schedule": crontab(hour=5, minute=40)},
    "forget-old-answers": {"task": "partners.tasks.forget_old_answers", "schedule": crontab(hour=3, minute=40)},
    "forget-old-tokens": {"task": "partners.tasks.forget_old_tokens", "schedule": crontab(minute=25)},
    "forget-abandoned-forms": {"task": "referrals.tasks.forget_abandoned_forms", "schedule": crontab(minute=5)},
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [d for d in (BASE_DIR / "static" / "dist",) if d.exists()]
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", BASE_DIR / "media"))
# The image collects its static files under names made of their content; elsewhere they are served as they lie.
COLLECTING = sys.argv[1:2] == ["collectstatic"]
MANIFEST = not DEBUG and (COLLECTING or (STATIC_ROOT / "staticfiles.json").exists())
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not MANIFEST

# --- who is who -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.Worker"
AUTHENTICATION_BACKENDS = [
    "bep.access.backends.RolesOnly",
    "guardian.backends.ObjectPermissionBackend",
]
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None
GUARDIAN_USER_OBJ_PERMS_MODEL = "access.Grant"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:my_work"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "bep.access.adapter.WorkerAccounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "bep.access.forms.account.SignIn",
    "reauthenticate": "bep.access.forms.account.SayAgain",
    "change_password": "bep.access.forms.account.ChangePassword",
    "reset_password": "bep.access.forms.account.ForgottenPassword",
    "reset_password_from_key": "bep.access.forms.account.ChoosePassword",
}
# Five wrong passwords for one address, and no more for five minutes. A whole office may share one IP address.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "50/5m/ip,5/5m/key"}
# Limits count a visitor's own address. Too few here, and everybody is one visitor; too many, and each names their own.
ALLAUTH_TRUSTED_PROXY_COUNT = required_number(
    "TRUSTED_PROXIES", "Say how many reverse proxies stand in front: mostly 1."
)
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
# Links in emails lead here: a message is written by a worker process, which has no request to read it from.
PUBLIC_URL = (
    required("PUBLIC_URL", "Give the address people open, such as https://bep.example.gov.uk.")
    or f"http://localhost:{os.environ.get('PORT', '8000')}"
).rstrip("/")
MFA_ADAPTER = "bep.access.adapter.SecondFactors"
MFA_FORMS = {
    "authenticate": "bep.access.forms.account.SecondStep",
    "reauthenticate": "bep.access.forms.account.SecondStepAgain",
    "activate_totp": "bep.access.forms.account.SetUpApp",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Barnet Enablement Pathway"
# Idle and absolute time-outs of a sign-in, in seconds. Drafts live on the server, so neither loses a word.
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
SESSION_COOKIE_AGE = 14 * 60 * 60  # beyond both, so that what meets an ended session is still known to be its worker's
CSRF_FAILURE_VIEW = "bep.access.unsent.stale_form"

# --- other organisations' systems -------------------------------------------------------------------------------------
# Tokens by client credentials and no other way; the toolkit's own pages are not mounted (partners/api/urls.py).
OAUTH2_PROVIDER_APPLICATION_MODEL = "partners.Client"
OAUTH2_PROVIDER = {
    "OAUTH2_VALIDATOR_CLASS": "partners.oauth.ClientsAlone",
    "SCOPES_BACKEND_CLASS": "partners.oauth.ScopesOfTheClient",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 15 * 60,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # a token is kept as its hash
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["partners.api.tokens.ClientToken"],
    "DEFAULT_PERMISSION_CLASSES": ["partners.api.tokens.Nobody"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "EXCEPTION_HANDLER": "partners.api.problems.handle",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0", "SCHEMA_PATH_PREFIX": "/api", "POSTPROCESSING_HOOKS": [], "ENFORCE_NON_BLANK_FIELDS": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}  # fmt: skip

# --- the browser ------------------------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = SERVE_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked from inside the machine, where there is no HTTPS
SECURE_HSTS_SECONDS = 31536000 if SERVE_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SERVE_HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVE_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Invitations, forgotten passwords and "in danger now" alarms go by email; the demo prints them.
EMAIL_HOST = required("EMAIL_HOST", "Name the mail server.")
EMAIL_PORT = required_number("EMAIL_PORT", "Give the mail server's port.") if "EMAIL_PORT" in os.environ else 587
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS", default=True)
EMAIL_BACKEND = os.environ.get(
    "EMAIL_BACKEND", f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
)
EMAIL_TIMEOUT = 20  # seconds, or a silent mail server would hold a worker for ever
# What hands a message over, by way. An empty one is not configured, and the product says so where it is chosen: for text
# messages, name here a function(message, subject, body) that calls GOV.UK Notify.
OUTBOX_SENDERS = {"email": "bep.kit.outbox.sending.by_email", "text": "", "letter": "", "webhook": ""}
DEFAULT_FROM_EMAIL = required("DEFAULT_FROM_EMAIL", "Give the address emails come from.") or "no-reply@bep.example"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
