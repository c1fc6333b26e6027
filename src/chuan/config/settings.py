# SPDX-License-Identifier: Apache-2.0
"""Settings of every installation. What differs between installations comes from the environment (env.py)."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from chuan.config import embedded
from chuan.config.database import django_database
from chuan.config.env import load
from chuan.config.secrets import from_environment_or_file

ENV = load()
VAR = ENV.var
PACKAGE = Path(__file__).resolve().parent.parent
#: npm's folder lies beside the repository's package.json; an installed wheel finds it in the working folder.
NODE_MODULES = next(
    (p / "node_modules" for p in (Path.cwd(), *PACKAGE.parents) if (p / "node_modules").is_dir()),
    Path.cwd() / "node_modules",
)

DEBUG = ENV.chuan_debug == "1"
SECRET_KEY = from_environment_or_file(ENV.chuan_secret_key, VAR / "keys" / "secret")
CHECK_KEY = from_environment_or_file(ENV.chuan_check_key, VAR / "keys" / "check")
ALLOWED_HOSTS = [host.strip() for host in ENV.chuan_hosts.split(",") if host.strip()]
PUBLIC_URL = (ENV.chuan_public_url or f"http://localhost:{ENV.port}").rstrip("/")
PROVINCE_CODE = ENV.chuan_province

EMBEDDED_PGDATA = None if ENV.database_url else VAR / "postgres"
DATABASES = {"default": django_database(ENV.database_url or embedded.url(VAR / "postgres"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "chuan.config",
    "chuan.ui",
    "chuan.law",
    "chuan.accounts",
    "chuan.audit",
    "chuan.places",
    "chuan.parties",
    "chuan.documents",
    "chuan.lists",
    "chuan.imports",
    "chuan.merging",
    "chuan.products",
    "chuan.campaigns",
    "chuan.api",
    "chuan.judge",
    "chuan.lawdesk",
    "chuan.registry",
    "chuan.verification",
    "chuan.planning",
    "chuan.portal",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "chuan.config.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "chuan.config.headers.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chuan.accounts.middleware.LanguageMiddleware",
    "chuan.accounts.middleware.OneTimePasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "chuan.ui.middleware.ErrorMiddleware",
    "chuan.law.middleware.LawMiddleware",
]

ROOT_URLCONF = "chuan.config.urls"
WSGI_APPLICATION = "chuan.config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chuan.config.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "chuan.ui.templatetags.ui"],
        },
    },
]

# --- people -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "chuan.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Chuẩn"
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "chuan_session"
CSRF_COOKIE_NAME = "chuan_csrf"

# --- safety --------------------------------------------------------------------------------------------------
HTTPS = ENV.chuan_https == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "chuan.ui.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Tabler's stylesheet draws arrows and ticks as data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_MAX_BYTES = 25 * 1024 * 1024

# --- shared state lives in the database, so any number of processes may serve -----------------------------------
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "chuan_cache"}}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
PROCRASTINATE_ON_APP_READY = "chuan.config.jobs.on_app_ready"
PGHISTORY_ADMIN_ORDERING = "-pgh_created_at"

# --- words and places ------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "chuan_language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = False  # identifiers are no quantities: `|number` of ui writes quantities
FORMAT_MODULE_PATH = ["chuan.ui.formats"]

# --- files -----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "chuan.config.assets.NodeModulesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files live in the database (documents)
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- the centre's signature ----------------------------------------------------------------------------------------
SIGNING = {
    "pkcs12": ENV.signing_pkcs12,
    "pkcs12_password": ENV.signing_pkcs12_password,
    "pkcs11_module": ENV.signing_pkcs11_module,
    "pkcs11_token": ENV.signing_pkcs11_token,
    "pkcs11_pin": ENV.signing_pkcs11_pin,
    "pkcs11_label": ENV.signing_pkcs11_label,
    "development_key": str(VAR / "keys" / "development.p12"),
}

EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if ENV.email_host else 'console'}.EmailBackend"
EMAIL_HOST = ENV.email_host
EMAIL_PORT = int(ENV.email_port)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"chuan": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
