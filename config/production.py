"""What a production installation must have before it may start."""

from django.core.exceptions import ImproperlyConfigured

REQUIRED = {
    "SECRET_KEY": "a random secret of at least 50 characters",
    "ALLOWED_HOSTS": "the host names of the portal, separated by commas",
    "SITE_URL": "the public address, beginning with https://",
    "DATABASE_URL": "postgres://user:password@host/name",
    "EMAIL_URL": "smtp://, smtp+tls:// or smtp+ssl:// address of the mail server",
}


def require(env) -> None:
    """Refuse to start without what ``REQUIRED`` names, or with values that only fit a demo."""
    if env.str("HILFELOTSE_MODE") != "production":
        raise ImproperlyConfigured("HILFELOTSE_MODE is 'demo' or 'production'.")
    missing = [
        f"{name}: {what}" for name, what in REQUIRED.items() if not env.str(name, default="")
    ]
    if missing:
        raise ImproperlyConfigured("Production needs\n  " + "\n  ".join(missing))
    if len(env.str("SECRET_KEY")) < 50:
        raise ImproperlyConfigured("SECRET_KEY: at least 50 characters.")
    if not env.str("SITE_URL").startswith("https://"):
        raise ImproperlyConfigured("SITE_URL: production is reached by https only.")
    if "*" in env.list("ALLOWED_HOSTS"):
        raise ImproperlyConfigured("ALLOWED_HOSTS: name the hosts; '*' allows forged ones.")
    if not env.str("DATABASE_URL").startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured("DATABASE_URL: production runs on PostgreSQL.")
    if not env.str("EMAIL_URL").startswith("smtp"):
        raise ImproperlyConfigured("EMAIL_URL: production sends mail by SMTP.")
