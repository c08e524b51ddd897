"""Settings, read from the environment; with none set, everything runs embedded (`docs/settings.md` lists them)."""

from __future__ import annotations

import os
import secrets
import warnings
from pathlib import Path
from typing import Any

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured

from telemetry import logs, slots
from vividpages import __version__, embedded
from vividpages.database.addresses import Addresses, databases, direct
from vividpages.environment import Environment

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VERSION = __version__
env = Environment()

VAR_DIR = Path(env.str("VIVIDPAGES_VAR", default=str(BASE_DIR / "var"))).resolve()
"""The one folder for data: the embedded database, files, mail, the generated secret key."""


def _secret_key() -> str:
    """Return SECRET_KEY, or one generated once and kept where only this user reads it."""
    given: str = env.str("SECRET_KEY", default="")
    if given:
        return given
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    path = VAR_DIR / "secret-key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = _secret_key()
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
HTTPS = env.bool("HTTPS", default=False)
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
"""Where links in mails lead; empty: to the host that was asked for, at the port at which we listen."""

INSTALLED_APPS = [
    "vividpages",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sites",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "channels",
    "channels_postgres",
    "corsheaders",
    "csp",
    "django_htmx",
    "django_q",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.usersessions",
    "audit",
    "accounts",
    "uploads",
    "providers",
    "jobs",
    "notifications",
    "books",
    "characters",
    "storyboards",
    "publishing",
    "writing",
    "films",
    "custody",
    "monitoring",
    "web",
    "ninja",
    "api",
]

MIDDLEWARE = [
    "vividpages.observing.Observed",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "web.middleware.NotKept",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "vividpages.hosts.Hosts",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.access.sessions.Seen",
    "django_htmx.middleware.HtmxMiddleware",
    "web.middleware.Refusals",
    "web.limits.Limited",
]

ROOT_URLCONF = "vividpages.urls"
ASGI_APPLICATION = "vividpages.asgi.application"
SITE_ID = 1

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", *sorted(BASE_DIR.glob("web/*/templates"))],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "vividpages.site.site",
            ],
        },
    },
]

# --- safety of pictures (docs/moderation.md) --------------------------------------------------------------------------

MODERATION_THRESHOLDS: dict[str, dict[str, float]] = env.json(
    "MODERATION_THRESHOLDS",
    default={
        "forbidden": {"sexual/minors": 0.4},
        "adult": {"sexual": 0.6, "nudity": 0.5},
        "violent": {"violence/graphic": 0.6, "self-harm": 0.7},
        "mature": {"sexual": 0.25, "nudity/partial": 0.5, "violence": 0.8, "hate": 0.6, "harassment/threatening": 0.7},
        "teen": {"violence": 0.4, "self-harm": 0.3, "illicit/violent": 0.5},
    },
)
"""From which score of a check on a picture has a rating; what is forbidden is hidden until a moderator has looked."""
MODERATION_WORDS = env.str("MODERATION_WORDS", default="")
"""Lines, or parts between semicolons, as `refused: word, two words` or with a rating instead of `refused`."""
MODERATION_WORDS_FILE = env.str("MODERATION_WORDS_FILE", default="")
"""A file of such lines."""
MODERATION_NUDENET = env.bool("MODERATION_NUDENET", default=True)
"""Whether pictures are looked at by NudeNet where it is installed (requirements-moderation.txt)."""
MODERATION_HOLD_SECONDS = env.int("MODERATION_HOLD_SECONDS", default=3600)
"""How long a picture is held whose check does not answer; then it is shown behind a blur."""

# --- data -----------------------------------------------------------------------------------------------------------

EMBEDDED_DATABASE = None if env.str("DATABASE_URL", default="") else VAR_DIR / "postgres"
"""Where the server lies that is ours."""
DATABASE_URL = env.str("DATABASE_URL", default="") or embedded.database_url(VAR_DIR / "postgres")
WEB_DATABASE_POOL = env.int("WEB_DATABASE_POOL", default=0)
"""Connections that the threads of one web server process share; 0: each keeps its own."""
_addresses = Addresses(
    url=DATABASE_URL,
    direct_url=env.str("DATABASE_DIRECT_URL", default=""),
    replica_url=env.str("DATABASE_REPLICA_URL", default=""),
    is_pooled=env.bool("DATABASE_POOLED", default=False),
    # The web server has connections kept: the number of its threads is fixed, and each takes up its own again.
    kept_seconds=env.int("CONN_MAX_AGE", default=0),
    pool=WEB_DATABASE_POOL if "VIVIDPAGES_WEB_PROCESS" in os.environ else 0,
)
DATABASES: dict[str, dict[str, Any]] = databases(_addresses)
DIRECT_DATABASE = direct(_addresses)
"""Where sessions are held on to, past a pooler: LISTEN, the lock of backups; None: as all else."""
DATABASE_ROUTERS = ["web.replicas.ReplicaRouter"] if "replica" in DATABASES else []
REPLICA_LAG_SECONDS = env.int("REPLICA_LAG_SECONDS", default=10)
"""For how long who has changed something reads from the primary."""
if "replica" in DATABASES:
    MIDDLEWARE.insert(MIDDLEWARE.index("web.middleware.NotKept"), "web.replicas.RememberWrites")
DATABASE_ANSWER_SECONDS = env.float("DATABASE_ANSWER_SECONDS", default=0.0)
"""How long an answer of the database is waited for; 0: for ever, as migrations must. The web server has a time."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CHANNEL_LAYERS: dict[str, dict[str, Any]]
CACHES: dict[str, dict[str, Any]]
if REDIS_URL:
    # The layer waits 5 seconds at a time for a message; the client's own default would hang up just then.
    _redis = {"address": REDIS_URL, "socket_timeout": 20}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [_redis]}}}
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    # The layer deletes a group's members through a connection of this name.
    DATABASES["channels_postgres"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "vividpages.channel_layer.ReconnectingPostgresLayer",
            "CONFIG": {
                **DATABASES["default"],
                "TIME_ZONE": None,  # Django fills it in later than the layer reads it
                "LISTEN": DIRECT_DATABASE,
                "group_expiry": 86_400,
                "CONNECTIONS": 4,
            },
        }
    }
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# What is known by a key that changes with what it was made from: each process may keep its own.
CACHES["process"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}}

# --- files ----------------------------------------------------------------------------------------------------------

MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_URL = "/media/"

STATIC_CDN_URL = env.str("STATIC_CDN_URL", default="").rstrip("/")
"""Where a CDN has our static files, whose names say what is in them; empty: the site sends them."""
STATIC_PATH = "/static/"
STATIC_URL = f"{STATIC_CDN_URL}{STATIC_PATH}"
STATIC_ROOT = BASE_DIR / "static-root"
STATICFILES_DIRS = [BASE_DIR / "static"]
_has_manifest = (STATIC_ROOT / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not _has_manifest
# Without collectstatic, files are found where they lie.
warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)

S3_BUCKET = env.str("S3_BUCKET", default="")
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", default="")
_files: dict[str, Any]
if S3_BUCKET:
    _files = {
        "BACKEND": "vividpages.storage.CheckedS3Storage",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": S3_ENDPOINT_URL or None,
            "access_key": env.str("S3_ACCESS_KEY", default="") or None,
            "secret_key": env.str("S3_SECRET_KEY", default="") or None,
            "region_name": env.str("S3_REGION", default="") or None,
            "file_overwrite": True,
        },
    }
else:
    _files = {"BACKEND": "vividpages.storage.CheckedFileStorage"}
STORAGES = {
    "default": _files,
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if _has_manifest or env.bool("COLLECT_STATIC", default=False)
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        ),
        # What everybody may fetch, whoever runs the server may read.
        "OPTIONS": {"file_permissions_mode": 0o644},
    },
}

MAX_UPLOAD_BYTES = env.int("MAX_UPLOAD_BYTES", default=100 * 1024 * 1024)
EPUB_MEMORY_BYTES = env.int("EPUB_MEMORY_BYTES", default=1024 * 1024 * 1024)
EPUB_SECONDS = env.float("EPUB_SECONDS", default=60.0)
"""What reading one book may take, in a process of its own."""
_epub_limits = {
    "entries": "EPUB_ENTRIES",
    "inflated": "EPUB_INFLATED_BYTES",
    "entry": "EPUB_ENTRY_BYTES",
    "ratio": "EPUB_RATIO",
    "text": "EPUB_TEXT_BYTES",
    "markup": "EPUB_MARKUP",
    "blocks": "EPUB_BLOCKS",
    "letters": "EPUB_LETTERS",
    "chapters": "EPUB_CHAPTERS",
    "chapter": "EPUB_CHAPTER",
    "chapter_paragraphs": "EPUB_CHAPTER_PARAGRAPHS",
    "paragraph": "EPUB_PARAGRAPH",
    "title": "EPUB_TITLE",
    "name": "EPUB_NAME",
    "authors": "EPUB_AUTHORS",
    "description": "EPUB_DESCRIPTION",
    "caption": "EPUB_CAPTION",
    "label": "EPUB_LABEL",
    "pictures": "EPUB_PICTURES",
    "picture": "EPUB_PICTURE_BYTES",
    "all_pictures": "EPUB_ALL_PICTURES_BYTES",
}
EPUB_LIMITS = {
    "archive": MAX_UPLOAD_BYTES,
    **{limit: env.int(variable) for limit, variable in _epub_limits.items() if variable in env},
}
"""Fields of `books.epub.ReadingLimits` that are not as they stand there."""
ANALYSIS_MEMORY_BYTES = env.int("ANALYSIS_MEMORY_BYTES", default=1536 * 1024 * 1024)
ANALYSIS_SECONDS = env.float("ANALYSIS_SECONDS", default=540.0)
"""What the built-in analyst may take for a long text, in a process of its own."""
PICTURE_PIXELS = env.int("PICTURE_PIXELS", default=40_000_000)
PICTURE_MEMORY_BYTES = env.int("PICTURE_MEMORY_BYTES", default=1024 * 1024 * 1024)
PICTURE_SECONDS = env.float("PICTURE_SECONDS", default=20.0)
"""What redrawing one picture of a book, a reader or a service may take, in a process of its own."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# --- the web server -------------------------------------------------------------------------------------------------

WEB_PROCESSES = env.int("WEB_PROCESSES", default=max(1, min(4, os.cpu_count() or 1)))
WEB_THREADS = env.int("WEB_THREADS", default=6)
"""Requests that one process answers at once; each has a connection to the database."""
WEB_FILE_THREADS = env.int("WEB_FILE_THREADS", default=2)
"""Beside these, for files and the health of the site."""
WEB_PASSWORD_THREADS = env.int("WEB_PASSWORD_THREADS", default=1)
"""And for passwords, whose looking at takes long."""
WEB_WAITING = env.int("WEB_WAITING", default=100)
"""Requests that may wait in one process until a thread is free; more are told to come later."""
WEB_WAITING_SECONDS = env.float("WEB_WAITING_SECONDS", default=20.0)
WEB_SOCKETS = env.int("WEB_SOCKETS", default=1000)
"""Pages that may watch books being made, in one process."""
TRUSTED_PROXIES = env.str("TRUSTED_PROXIES", default="127.0.0.1,::1")
"""From whom is believed what they say of whom they ask for, and whether by HTTPS: addresses and networks."""

# --- jobs -----------------------------------------------------------------------------------------------------------

WORKERS = env.int("WORKERS", default=max(1, min(4, os.cpu_count() or 1)))
"""Worker processes of one `manage.py worker`; also how many slices of one job are worked on side by side."""
WORKER_STAGES = env.str("WORKER_STAGES", default="")
"""What it takes (`jobs/serving.py`): `film`, `image-generation,queue` or `-film`; empty: everything."""
WORKER_DRAIN_SECONDS = env.float("WORKER_DRAIN_SECONDS", default=150.0)
"""What its units that are under way may take when it is told to stop; then they are given back."""
JOB_SLICE_SECONDS = env.float("JOB_SLICE_SECONDS", default=20.0)
JOB_LEASE_SECONDS = env.float("JOB_LEASE_SECONDS", default=30.0)
JOB_MAX_ATTEMPTS = env.int("JOB_MAX_ATTEMPTS", default=3)
JOB_SWEEP_SECONDS = env.float("JOB_SWEEP_SECONDS", default=10.0)
"""Between two looks for work that stands still, because whoever was at it has died."""
WATCHDOG_FROZEN_SECONDS = env.float("WATCHDOG_FROZEN_SECONDS", default=10.0)
"""How long the pulse of a process of the queue may be silent, which beats four times a second whatever it is at."""
WATCHDOG_QUEUE_SECONDS = env.float("WATCHDOG_QUEUE_SECONDS", default=60.0)
WATCHDOG_SWEEP_SECONDS = env.float("WATCHDOG_SWEEP_SECONDS", default=180.0)
WATCHDOG_WEB_SECONDS = env.float("WATCHDOG_WEB_SECONDS", default=60.0)
"""How long a worker may not look into the queue, the sweep not be made, the web server not answer: then another
process takes its place."""

# Only how tasks are kept and run; who runs them is decided in `jobs.cluster`.
Q_CLUSTER = {
    "name": "vividpages",
    "orm": "default",
    "timeout": 600,
    "retry": 700,
    "max_attempts": 3,
    "ack_failures": True,
    "catch_up": False,
    "bulk": 1,
    "poll": 0.2,
    "recycle": 200,
    "save_limit": -1,  # what went well is in the history of runs
    "label": "Queue",
}

API_ANONYMOUS_A_MINUTE = env.int("API_ANONYMOUS_A_MINUTE", default=60)
"""Calls of the API from one address by those who are not known, or whose token is not; 0, here and below: no limit."""
API_READS_A_MINUTE = env.int("API_READS_A_MINUTE", default=600)
API_WRITES_A_MINUTE = env.int("API_WRITES_A_MINUTE", default=120)
API_SPENDS_A_MINUTE = env.int("API_SPENDS_A_MINUTE", default=30)
"""Calls of one reader, by what they do."""
_page_limits = dict.fromkeys(("sign-in", "sign-up", "upload", "start", "redraw", "search", "export"), 60)
PAGE_LIMITS: dict[str, int] = {**_page_limits, **env.json("PAGE_LIMITS", default={})}
"""Of pages, in a minute: by each reader, or by address where it is not known whose; `{"search": 30}` changes one."""
API_CORS_ORIGINS = env.list("API_CORS_ORIGINS", default=[])
"""Other sites whose pages may call the API with a token, as `https://app.example.com`; `*`: all of them."""
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_ALL_ORIGINS = "*" in API_CORS_ORIGINS
CORS_ALLOWED_ORIGINS = [] if CORS_ALLOW_ALL_ORIGINS else API_CORS_ORIGINS
CORS_ALLOW_CREDENTIALS = False  # a cookie opens nothing to the page of another site: it shows a token, or nothing
CORS_ALLOW_HEADERS = (
    *("accept", "authorization", "content-type", "idempotency-key", "if-match", "if-none-match", "last-event-id"),
    *("tus-resumable", "upload-length", "upload-offset", "upload-metadata", "upload-checksum"),
)
CORS_EXPOSE_HEADERS = (
    *("ETag", "Location", "Retry-After", "Idempotent-Replayed", "Content-Disposition", "X-Request-ID"),
    *("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"),
    *("Tus-Resumable", "Tus-Version", "Tus-Extension", "Tus-Max-Size", "Tus-Checksum-Algorithm"),
    *("Upload-Length", "Upload-Offset", "Upload-Expires", "Upload-Metadata"),
)
READER_UPLOADS_AN_HOUR = env.int("READER_UPLOADS_AN_HOUR", default=60)
READER_STARTS_AN_HOUR = env.int("READER_STARTS_AN_HOUR", default=120)
READER_SEGMENTS_AN_HOUR = env.int("READER_SEGMENTS_AN_HOUR", default=30)
READER_IDEAS_AN_HOUR = env.int("READER_IDEAS_AN_HOUR", default=10)
READER_COMMENTS_AN_HOUR = env.int("READER_COMMENTS_AN_HOUR", default=60)
READER_SUGGESTIONS_AN_HOUR = env.int("READER_SUGGESTIONS_AN_HOUR", default=30)
READER_REPORTS_AN_HOUR = env.int("READER_REPORTS_AN_HOUR", default=30)
READER_BOOKS = env.int("READER_BOOKS", default=0)
READER_OPEN_JOBS = env.int("READER_OPEN_JOBS", default=20)
READER_STORAGE_BYTES = env.int("READER_STORAGE_BYTES", default=5 * 1024**3)
READER_OPEN_UPLOADS = env.int("READER_OPEN_UPLOADS", default=10)
READER_EDITIONS_AN_HOUR = env.int("READER_EDITIONS_AN_HOUR", default=120)
READER_OPEN_EDITIONS = env.int("READER_OPEN_EDITIONS", default=10)
READER_EDITIONS_BYTES = env.int("READER_EDITIONS_BYTES", default=5 * 1024**3)
READER_FILMS_AN_HOUR = env.int("READER_FILMS_AN_HOUR", default=30)
READER_OPEN_FILMS = env.int("READER_OPEN_FILMS", default=2)
READER_FILMS_BYTES = env.int("READER_FILMS_BYTES", default=40 * 1024**3)
"""What one reader may ask of the site; 0: as much as they like."""
UPLOAD_HOURS = env.int("UPLOAD_HOURS", default=24)
"""How long a file that comes in parts may take to come."""
EDITION_LINK_DAYS = env.int("EDITION_LINK_DAYS", default=7)
FILM_LINK_DAYS = env.int("FILM_LINK_DAYS", default=2)
"""How long a link to an edition's file works that needs no sign-in."""

# --- sources of biographies (docs/sources.md) -------------------------------------------------------------------------

SOURCES_A_BOOK = env.int("SOURCES_A_BOOK", default=60)
READER_SOURCES_BYTES = env.int("READER_SOURCES_BYTES", default=1024**3)
"""What the sources of one writer may take here; 0: as much as they like."""
SOURCE_BYTES = env.int("SOURCE_BYTES", default=20 * 1024 * 1024)
SOURCE_SECONDS = env.float("SOURCE_SECONDS", default=60.0)
SOURCE_REDIRECTS = env.int("SOURCE_REDIRECTS", default=5)
"""What fetching one page may take."""
SOURCE_FRESH_SECONDS = env.float("SOURCE_FRESH_SECONDS", default=3600.0)
"""How long a page that a writer has had fetched is not fetched again."""
SOURCE_READING_BYTES = env.int("SOURCE_READING_BYTES", default=1024**3)
SOURCE_READING_SECONDS = env.float("SOURCE_READING_SECONDS", default=60.0)
"""What reading one source may take, in a process of its own: memory and time."""
SOURCES_AGENT = env.str("SOURCES_AGENT", default=f"VividPages/{VERSION} ({SITE_URL or 'a private installation'})")
"""What we call ourselves to sites; Wikipedia wants to find there whom to write to."""
ALLOW_PRIVATE_SOURCES = env.bool("ALLOW_PRIVATE_SOURCES", default=False)
"""Whether writers may name pages in private networks."""
ALLOW_WIKIPEDIA = env.bool("ALLOW_WIKIPEDIA", default=False)
"""Whether writers may have Wikipedia and Wikidata asked."""
WIKIPEDIA_API = env.str("WIKIPEDIA_API", default="https://{language}.wikipedia.org/w/api.php")
WIKIDATA_API = env.str("WIKIDATA_API", default="https://www.wikidata.org/w/api.php")

# --- people ---------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# This one knows permissions as well; beside Django's own each wrong password would be hashed twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Those of before are read, and made anew when their owner signs in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.access.own_words.OwnWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "bookcase"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
SIGN_UP = env.bool("SIGN_UP", default=True)
"""Whether strangers may make accounts; `manage.py createsuperuser` makes the first, and admins make others."""
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
"""Whom to tell of a hole: `mailto:` or `https:`; with it `/.well-known/security.txt` (RFC 9116) is there."""
SOURCE_URL = env.str("SOURCE_URL", default="")
"""Where the source of what runs here is to be had, which the AGPL asks for; empty: the site gives it by itself."""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_ADAPTER = "accounts.access.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "accounts.access.forms.SignUpForm", "add_email": "accounts.access.forms.AddEmailForm"}
# Guesses at passwords are counted by `accounts.access.guesses`, which knows devices.
# Of mails with a link for a new password to one address, few: whoever asks for them may be a stranger.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reset_password": "20/m/ip,5/30m/key"}

# Second factors (docs/accounts.md). Their codes are counted by `accounts.factors.forms`.
MFA_ADAPTER = "accounts.factors.adapter.FactorsAdapter"
MFA_FORMS = {
    "authenticate": "accounts.factors.forms.CodeForm",
    "reauthenticate": "accounts.factors.forms.ConfirmForm",
    "activate_totp": "accounts.factors.forms.AppForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Whoever made an account with another's address loses it, factors included, when its owner comes (accounts.access).
MFA_ALLOW_UNVERIFIED_EMAIL = True
ADMIN_SECOND_FACTOR = env.bool("ADMIN_SECOND_FACTOR", default=False)
"""Whether only those with a second factor may be in the admin, or run the site by the API."""

# The API signs in by JSON Web Tokens, which end with their session; allauth's own addresses for it are not there.
HEADLESS_CLIENTS = ("app",)
HEADLESS_TOKEN_STRATEGY = "allauth.headless.tokens.strategies.jwt.JWTTokenStrategy"  # noqa: S105 (a class)
HEADLESS_JWT_ALGORITHM = "HS256"  # signed with SECRET_KEY: nobody but this site reads them
HEADLESS_JWT_STATEFUL_VALIDATION_ENABLED = True
HEADLESS_JWT_ACCESS_TOKEN_EXPIRES_IN = 900
HEADLESS_JWT_REFRESH_TOKEN_EXPIRES_IN = 30 * 24 * 3600

SOCIALACCOUNT_ADAPTER = "accounts.access.google.GoogleAdapter"

EMAIL_URL = env.str("EMAIL_URL", default="")
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="") or "VividPages <noreply@localhost>"
if EMAIL_URL:
    vars().update(env.email_url_config(EMAIL_URL))
    ACCOUNT_EMAIL_VERIFICATION = "mandatory"
else:  # nothing can be sent: mail is written to files, and an address need not be verified to go on
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
    ACCOUNT_EMAIL_VERIFICATION = "optional"

EMAIL_TIMEOUT = env.int("EMAIL_SECONDS", default=20)
"""How long a mail server is waited for."""

# --- notifications (docs/notifications.md) ----------------------------------------------------------------------------

NOTIFY_GATHER_MINUTES = env.int("NOTIFY_GATHER_MINUTES", default=5)
"""How long mail waits for what else happens, so that one mail tells of all of it."""
NOTIFICATIONS_KEPT_DAYS = env.int("NOTIFICATIONS_KEPT_DAYS", default=90)
"""How long notifications and the log of their deliveries are kept; 0: for ever."""
NOTIFY_WEBHOOKS_PER_READER = env.int("NOTIFY_WEBHOOKS_PER_READER", default=5)
NOTIFY_DEVICES_PER_READER = env.int("NOTIFY_DEVICES_PER_READER", default=10)
ALLOW_PRIVATE_WEBHOOKS = env.bool("ALLOW_PRIVATE_WEBHOOKS", default=False)
"""Whether webhooks and pushes may go to private networks, and without TLS."""
VAPID_PRIVATE_KEY = env.str("VAPID_PRIVATE_KEY", default="")
"""What pushes are signed with: 32 bytes in base64url; empty: a key is made at first use, and kept sealed."""
VAPID_SUBJECT = env.str("VAPID_SUBJECT", default="") or (
    SITE_URL if SITE_URL.startswith("https://") else "mailto:noreply@localhost"
)
"""Whom push services may write to about our pushes: a mailto: or https: address."""

GOOGLE_CLIENT_ID = env.str("GOOGLE_CLIENT_ID", default="")
SOCIALACCOUNT_PROVIDERS = {
    "google": {
        "APPS": (
            [{"client_id": GOOGLE_CLIENT_ID, "secret": env.str("GOOGLE_CLIENT_SECRET", default=""), "key": ""}]
            if GOOGLE_CLIENT_ID
            else []
        ),
        "SCOPE": ["profile", "email"],
        "EMAIL_AUTHENTICATION": True,
    }
}

PUBLIC_LIST_SECONDS = env.int("PUBLIC_LIST_SECONDS", default=60)
"""For how long the order of the public stories is kept; 0: it is found for each visitor."""

CANVA_CLIENT_ID = env.str("CANVA_CLIENT_ID", default="")
"""Of an integration at Canva; empty: nothing of Canva is offered (`docs/publishing.md`)."""
CANVA_CLIENT_SECRET = env.str("CANVA_CLIENT_SECRET", default="")
CANVA_API_URL = env.str("CANVA_API_URL", default="https://api.canva.com/rest/v1")
CANVA_AUTHORIZE_URL = env.str("CANVA_AUTHORIZE_URL", default="https://www.canva.com/api/oauth/authorize")
CANVA_JOB_SECONDS = env.float("CANVA_JOB_SECONDS", default=600.0)
"""How long one job of Canva is waited for, and its asking us to slow down is followed."""
CANVA_POLL_SECONDS = env.float("CANVA_POLL_SECONDS", default=2.0)
"""Between two questions whether a job is done."""

# --- the readers' keys to AI services -------------------------------------------------------------------------------

KEY_ENCRYPTION_KEYS = env.str("KEY_ENCRYPTION_KEYS", default="")
"""What seals API keys: `id:base64,id:base64`, the first seals; empty: one is made at first use, in VAR_DIR."""
_own_machine = not env.str("DATABASE_URL", default="") and {*ALLOWED_HOSTS} <= {"localhost", "127.0.0.1", "[::1]"}
ALLOW_PRIVATE_PROVIDERS = env.bool("ALLOW_PRIVATE_PROVIDERS", default=_own_machine)
"""Whether readers may name services in private networks, such as their own Ollama (`docs/keys.md`)."""
DEFAULT_EXCEPTION_REPORTER_FILTER = "accounts.reports.NeverTheSecrets"

ANSWERS_KEPT_DAYS = env.int("ANSWERS_KEPT_DAYS", default=30)
"""How long the answers that were paid for outlive a book that is deleted, so that it can be made again; 0: not."""

# --- backups, and how long things are kept (docs/backup.md, docs/retention.md) ----------------------------------------

BACKUP_TO = env.str("BACKUP_TO", default="")
"""A folder, or s3://BUCKET/PREFIX; empty: no backup is made by itself."""
BACKUP_AT = env.str("BACKUP_AT", default="03:30")
"""When it is made every day, in TIME_ZONE."""
BACKUP_KEEP = env.int("BACKUP_KEEP", default=14)
"""How many backups are kept; 0: all."""
BACKUP_VERIFY = env.bool("BACKUP_VERIFY", default=True)
"""Whether each of them is restored on trial, at once."""
BACKUP_PASSPHRASE = env.str("BACKUP_PASSPHRASE", default="")
BACKUP_PASSPHRASE_FILE = env.str("BACKUP_PASSPHRASE_FILE", default="")
"""What all of a backup is sealed by, or the file that holds it."""
S3_ACCESS = {
    "endpoint_url": S3_ENDPOINT_URL,
    "access_key": env.str("S3_ACCESS_KEY", default=""),
    "secret_key": env.str("S3_SECRET_KEY", default=""),
    "region_name": env.str("S3_REGION", default=""),
}
"""How a bucket is reached that files are moved to, also where S3_BUCKET is not set yet."""
BACKUP_S3 = {
    "endpoint_url": env.str("BACKUP_S3_ENDPOINT_URL", default=S3_ACCESS["endpoint_url"]),
    "access_key": env.str("BACKUP_S3_ACCESS_KEY", default=S3_ACCESS["access_key"]),
    "secret_key": env.str("BACKUP_S3_SECRET_KEY", default=S3_ACCESS["secret_key"]),
    "region_name": env.str("BACKUP_S3_REGION", default=S3_ACCESS["region_name"]),
}
POSTGRES_BIN = env.str("POSTGRES_BIN", default="")
"""The folder of pg_dump, pg_restore and psql; empty: those of the embedded server."""

RETENTION_AT = env.str("RETENTION_AT", default="04:30")
"""When what is over is let go of every day, in TIME_ZONE; empty: only by `manage.py retention --apply`."""
COMPLETED_JOBS_DAYS = env.int("COMPLETED_JOBS_DAYS", default=30)
FAILED_JOBS_DAYS = env.int("FAILED_JOBS_DAYS", default=90)
UNVERIFIED_ACCOUNTS_DAYS = env.int("UNVERIFIED_ACCOUNTS_DAYS", default=30)
ARCHIVES_DAYS = env.int("ARCHIVES_DAYS", default=7)
AUDIT_LOG_DAYS = env.int("AUDIT_LOG_DAYS", default=365)
"""How long the audit log is kept: at least 30 days; 0: for ever."""
ACCOUNT_GRACE_DAYS = env.int("ACCOUNT_GRACE_DAYS", default=30)
"""How long things are kept; of an account: after its reader has asked for it to be deleted."""

# --- safety ---------------------------------------------------------------------------------------------------------

_static = ["'self'", *([STATIC_CDN_URL] if STATIC_CDN_URL else [])]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": _static,
        "img-src": [*_static, "data:"],
        "style-src": _static,
        "script-src": _static,
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        # Signing in with Google and connecting with Canva are forms of ours that are answered with a redirect.
        "form-action": [
            "'self'",
            *(["https://accounts.google.com"] if GOOGLE_CLIENT_ID else []),
            *(["https://www.canva.com"] if CANVA_CLIENT_ID else []),
        ],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # no script reads either: forms bring the token
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Of a cookie of such a name browsers take care that no other host, not even a subdomain, has set it.
_of_this_host = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_of_this_host}sessionid"
CSRF_COOKIE_NAME = f"{_of_this_host}csrftoken"
DEVICE_COOKIE_NAME = f"{_of_this_host}device"
JUST_WROTE_COOKIE_NAME = f"{_of_this_host}just-wrote"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
    SILENCED_SYSTEM_CHECKS = [
        "security.W008",  # the proxy sends HTTP to HTTPS; what reaches us without it is the look at our health
        "security.W021",  # browsers' lists are for ever: whoever owns the domain decides
    ]

# --- words, time, logs ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

# --- watching it (docs/monitoring.md) ---------------------------------------------------------------------------------

OWN_PACKAGES = sorted(path.parent.name for path in BASE_DIR.glob("*/__init__.py"))
LOG_FORMAT = env.str("LOG_FORMAT", default="text")
"""`text` or `json`."""
LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING").upper()
LOG_LEVELS = env.str("LOG_LEVELS", default="")
"""Levels of single packages: `jobs=DEBUG,providers=INFO`."""
try:
    LOGGING = logs.configuration(form=LOG_FORMAT, level=LOG_LEVEL, levels=logs.levels_of(LOG_LEVELS), own=OWN_PACKAGES)
except ValueError as _error:
    raise ImproperlyConfigured(str(_error)) from None
REQUEST_ID_HEADER = env.str("REQUEST_ID_HEADER", default="")
"""The header in which a proxy of ours says what it calls a request, such as X-Request-ID; empty: nobody is believed."""
METRICS_DIR = Path(env.str("METRICS_DIR", default=str(VAR_DIR / "metrics")))
"""Where all processes of this machine count; not on a network file system."""
slots.keep_in(METRICS_DIR)
SENTRY_DSN = env.str("SENTRY_DSN", default="")
ENVIRONMENT = env.str("ENVIRONMENT", default="production")
"""What errors and traces call this installation."""
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
METRICS_ADDRESSES = env.list("METRICS_ADDRESSES", default=[])
"""Who may read /metrics: whoever sends this token as a bearer, and these addresses and networks. Neither: nobody."""
READY_REQUIRES = env.list("READY_REQUIRES", default=["database", "cache", "storage"])
"""Without which /health/ready answers 503; what else is wrong is told, while pages go on being answered."""
READY_QUEUE_SECONDS = env.float("READY_QUEUE_SECONDS", default=900.0)
READY_DISK_BYTES = env.int("READY_DISK_BYTES", default=500 * 1024 * 1024)
ALERT_THRESHOLDS: dict[str, float | None] = env.json("ALERT_THRESHOLDS", default={})
"""Thresholds of rules that are not as in `monitoring/rules.py`: `{"queue-stuck": 600, "disk-full": null}`."""
ALERT_EMAILS = env.list("ALERT_EMAILS", default=[])
ALERT_WEBHOOK = env.str("ALERT_WEBHOOK", default="")
ALERT_WEBHOOK_SECRET = env.str("ALERT_WEBHOOK_SECRET", default="")
"""Who is told when something goes wrong, and when it is well again."""
