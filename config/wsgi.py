import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from hilfelotse.web.components.readable import Utf8Request  # noqa: E402

application.request_class = Utf8Request
